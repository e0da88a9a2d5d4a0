"""The one door: results go in, what an audience may see comes out."""

from __future__ import annotations

from collections.abc import Callable

from arvio.disclosure.released import Context, Released
from arvio.disclosure.rules import protect
from arvio.errors import Problem, ProtectionError
from arvio.params import Audience
from arvio.results import Results


def release(results: Results, *, audience: Audience, sensitivity: Callable[[str], str], context: Context) -> Released:
    """Results as the context's audience may see them, by that audience's rules."""
    if not isinstance(results, Results):
        raise ProtectionError(
            Problem(
                file="notebook",
                what=f"only results are released, got: {type(results).__name__}",
                remedy="pass on what an indicator of arvio.indicators returns",
            )
        )
    return Released(protect(results.table, audience=audience, sensitivity=sensitivity), context)
