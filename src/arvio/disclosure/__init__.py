"""Disclosure control: rules, the one door, and the register of what was published."""

from arvio.disclosure.release import release
from arvio.disclosure.released import Context, Released, require_released

__all__ = ["Context", "Released", "release", "require_released"]
