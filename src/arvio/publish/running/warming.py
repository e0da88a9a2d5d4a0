"""What the server of processes imports before it is copied: importing this does it, once and slowly.

A report's own process then has everything at hand: libraries, fonts, templates, and what they all set up at their first
use. Nothing here may start a thread, since a process with threads cannot be copied safely.
"""

from __future__ import annotations

import contextlib
import gc
import importlib.util
import os
import sys
import traceback
from pathlib import Path
from types import ModuleType

note = ""
"""What went wrong, for the logs of the processes; "" if nothing."""

_LIBRARIES = (
    *(
        "pandas",
        "pyarrow",
        "pyarrow.parquet",
        "scipy.stats",
        "seaborn",
        "matplotlib.pyplot",
        "statsmodels.regression.linear_model",
    ),
    *("matplotlib.backends.backend_svg", "matplotlib.backends.backend_agg", "IPython", "ipykernel.ipkernel"),
    *("nbformat", "nbclient", "papermill", "nbconvert", "babel.dates", "duckdb", "openpyxl"),
)
_OF_REPORTS = (
    *("arvio.evaluation", "arvio.disclosure.door", "arvio.claimed", "arvio.mirror", "arvio.indicators"),
    "arvio.publish.making.making",
    *("arvio.presentation.figures", "arvio.presentation.narrative", "arvio.presentation.tables"),
    *("arvio.publish.running.executing", "arvio.publish.page.export"),
)
_SCHEMAS = "arvio.datasets.schemas"
"""Named and not imported, since publishing rests on none of them: they are what notebooks import."""
_OF_BATCHES = (
    *("highspy", "arvio.gate", "arvio.publish.catalogue.audit", "arvio.publish.catalogue.catalogue"),
    *("arvio.publish.batch.errands", "arvio.cli"),
)
"""What is done with reports after they were made: another version of it makes no other report."""


_GRAMMARS = "rfc3987_syntax"


def _import_jsonschema() -> None:
    """jsonschema, whose grammars of web addresses take most of a second: they are compiled when one is checked."""
    if _GRAMMARS in sys.modules or importlib.util.find_spec(_GRAMMARS) is None:
        return

    def is_valid_syntax(*given: object) -> bool:
        return importlib.import_module(_GRAMMARS).is_valid_syntax(*given)

    sys.modules[_GRAMMARS] = grammars = ModuleType(_GRAMMARS)
    vars(grammars)["is_valid_syntax"] = is_valid_syntax
    try:
        importlib.import_module("jsonschema")
    finally:
        del sys.modules[_GRAMMARS]


def _import() -> None:
    """pandas asks at its import whether it is in a notebook, and then shows more columns: there it will be."""
    from arvio.publish.running.kernel import at_hand

    with at_hand():
        for name in (*_LIBRARIES, *_OF_REPORTS):
            importlib.import_module(name)
    from arvio.publish.freshness import code  # which imports pandas, and so not before

    of_reports = code.imported()
    for name in _OF_BATCHES:
        importlib.import_module(name)
    code.leave_out(code.imported() - of_reports)
    code.sources()  # the copies run what was read here, whatever becomes of the files meanwhile


def _draw() -> None:
    """A figure that nobody sees: fonts are looked for at the first."""
    import io

    from matplotlib import pyplot

    for kind in ("svg", "png"):
        figure, axes = pyplot.subplots()
        axes.plot([1, 2, 3], [4, 5, 6])
        axes.set_title("ä")
        figure.savefig(io.BytesIO(), format=kind)
        pyplot.close(figure)


def _show_table() -> None:
    import pandas as pd

    table = pd.DataFrame({"group": ["a", "b", "b"], "value": [1.0, 2.0, 3.0]})
    table.groupby("group", observed=True)["value"].agg(["mean", "count"]).reset_index().to_html()


def _validate_table() -> None:
    """A table with nothing that its schema asks for: what validates is imported at the first."""
    import pandas as pd

    schemas = importlib.import_module(_SCHEMAS)
    schemas.violations(pd.DataFrame({"basis": ["a"]}), "responses", headers={}, known=())


def _convert() -> None:
    """A page of a notebook with nothing in it: templates and schemas are compiled at the first."""
    import nbformat
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    from arvio.presentation.markdown import html
    from arvio.publish.page import export, parts
    from arvio.publish.templates import environment
    from arvio.translations import LANGUAGES, words

    notebook = new_notebook(cells=[new_markdown_cell("# A"), new_code_cell("1", outputs=[])])
    nbformat.reads(nbformat.writes(notebook), as_version=4)
    parts.parts(notebook)
    html("A list:\n\n- [ ] *one*\n- <b>two</b>\n")
    for language in LANGUAGES:
        words(language)
        export.prepare(language)
        environment(language).get_template("error.html.j2")


def _threads() -> int:
    """How many threads there are; 1 where the system does not tell."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.exists() else 1


def _print_to_log() -> None:
    """What libraries say as they are imported is nothing for the evaluator's screen."""
    log = os.environ.pop("ARVIO_LOG", "")
    with contextlib.suppress(OSError):
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0)  # no pipe is waited for
        number = os.open(log or os.devnull, flags, 0o644)
        for stream in (1, 2):
            os.dup2(number, stream)
        os.close(number)


def _warm() -> str:
    """Import and try everything; what went wrong."""
    gc.disable()  # which would look again and again through all that is imported, for garbage that is not there
    try:
        for step in (_import_jsonschema, _import, _draw, _show_table, _validate_table, _convert):
            step()
    except Exception:  # the server goes on without: a report that needs what is missing says so itself
        return f"not everything could be imported before:\n{traceback.format_exc()}"
    finally:
        gc.freeze()  # what all copies share is not looked through again by each of them
        gc.enable()
    if _threads() > 1:
        return f"the server has {_threads()} threads, so that its copies may hang"
    return ""


if os.environ.get("ARVIO_LOG") is not None:  # set for a server only
    _print_to_log()
    note = _warm()
