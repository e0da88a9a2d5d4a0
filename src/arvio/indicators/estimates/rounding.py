"""Rounding as a reader with a pencil does it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def rounded(value: float, decimals: int) -> float:
    """Rounded half up, once, as a reader with a pencil does: 4.45 is 4.5, and 4.449 is 4.4.

    Python's own round goes to the even digit. Nine decimals are kept first, so that 4.45 computed as
    4.4499999999999993 counts as 4.45.
    """
    if value != value:
        return value
    exact = Decimal(repr(round(float(value), 9)))
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)) + 0.0  # never −0.0
