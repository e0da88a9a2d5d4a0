"""What a notebook may use, and nothing else; each part is loaded when it is first used.

from arvio import claimed, figures, indicators, mirror, narrative, open_evaluation, preview, tables
"""

import importlib
import os
import sys

__all__ = ["claimed", "figures", "indicators", "mirror", "narrative", "open_evaluation", "preview", "tables"]

_PARTS = {
    "claimed": "arvio.claimed",
    "figures": "arvio.presentation.figures",
    "indicators": "arvio.indicators",
    "mirror": "arvio.mirror",
    "narrative": "arvio.presentation.narrative",
    "tables": "arvio.presentation.tables",
}


def __getattr__(name: str) -> object:
    part = _part(name)
    if "ARVIO_RUN" not in os.environ and _notebook() is not None:  # in JupyterLab, and not in the batch
        importlib.import_module("arvio.presentation.stopped_cells").explain_errors(_notebook())
        _explain(name, part)
    return part


def _part(name: str) -> object:
    if name in _PARTS:
        return importlib.import_module(_PARTS[name])
    if name == "open_evaluation":
        return importlib.import_module("arvio.evaluation").open_evaluation
    if name == "preview":
        return importlib.import_module("arvio.workbench.in_notebook").preview
    raise AttributeError(f"arvio has no {name}; it has {', '.join(__all__)}")


def _explain(name: str, part: object) -> None:
    """Put examples into the help of what a notebook uses."""
    add_examples = importlib.import_module("arvio.presentation.examples").add_examples
    if name == "open_evaluation":
        add_examples("arvio", sys.modules["arvio.evaluation"])
        add_examples("evaluation", sys.modules["arvio.evaluation"].Evaluation)
    else:
        add_examples(name, part)


def _notebook() -> object | None:
    """IPython behind a notebook; None in a terminal and in a plain process."""
    found = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return found if hasattr(found, "kernel") else None


def __dir__() -> list[str]:
    return __all__
