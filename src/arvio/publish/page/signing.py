"""What a report says of who signed it."""

from __future__ import annotations

from arvio.presentation import style
from arvio.presentation.isolated import isolated
from arvio.publish.editions import Edition


def signed_of(edition: Edition) -> dict[str, str] | None:
    """Who signed a report, and on which day as its readers write it; None where nobody did."""
    signature = edition.signature
    if signature is None:
        return None
    return {"by": isolated(signature.by), "day": style.day(signature.day, edition.run.language)}
