"""Disclosure control: rules, the one door, and the register of what was published.

The door is loaded when it is asked for: a batch that only looks whether the register is whole needs no table.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arvio.disclosure.door import release
    from arvio.disclosure.released import Context, Ends, Released, Row, plain_rows, require_released, rows_by, together

__all__ = ["Context", "Ends", "Released", "Row", "plain_rows", "release", "require_released", "rows_by", "together"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(f"{__name__}.{'door' if name == 'release' else 'released'}")
    return getattr(module, name)
