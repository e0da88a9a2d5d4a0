"""Disclosure control: rules, the one door, and the register of what was published."""

from arvio.disclosure.release import release
from arvio.disclosure.released import Context, Ends, Released, Row, plain_rows, require_released, together

__all__ = ["Context", "Ends", "Released", "Row", "plain_rows", "release", "require_released", "together"]
