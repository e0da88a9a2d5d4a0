"""What a notebook may use, and nothing else; each part is loaded when it is first used.

from arvio import claimed, figures, indicators, mirror, narrative, open_evaluation, tables
"""

import importlib

__all__ = ["claimed", "figures", "indicators", "mirror", "narrative", "open_evaluation", "tables"]

_PARTS = {
    "claimed": "arvio.claimed",
    "figures": "arvio.presentation.figures",
    "indicators": "arvio.indicators",
    "mirror": "arvio.mirror",
    "narrative": "arvio.presentation.narrative",
    "tables": "arvio.presentation.tables",
}


def __getattr__(name: str) -> object:
    if name in _PARTS:
        return importlib.import_module(_PARTS[name])
    if name == "open_evaluation":
        return importlib.import_module("arvio.evaluation").open_evaluation
    raise AttributeError(f"arvio has no {name}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return __all__
