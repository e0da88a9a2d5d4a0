"""What JupyterLab shows of a cell that was stopped by an error: a sentence or a table, and the traceback folded.

Only outside the batch, whose error pages are made of the traceback.
"""

from __future__ import annotations

import re
import traceback
from html import escape
from types import TracebackType
from typing import Any

from arvio.errors import ArvioError
from arvio.presentation.problem_table import folded, problem_table
from arvio.saying import Said, joined, say, spoken

_CELL = re.compile(r"ipykernel_\d+|<ipython-input")
"""What the file of a cell is called."""


def explain_errors(shell: Any) -> None:
    """Have a notebook explain errors; `shell` is its IPython. What it was told before by somebody else stays."""
    if not shell.custom_exceptions:
        shell.set_custom_exc((Exception,), _shown)


def explained(error: BaseException, line: int = 0) -> Said:
    """What is wrong with a cell, in one sentence, and what to do about it; `line` of it, where that is known."""
    where = say("Line %(line)s of this cell", line=line) if line else say("This cell")
    return joined([joined([where, _what(error)], ": "), _remedy(error)], " ")


def _shown(
    shell: object, kind: type, error: BaseException, trace: TracebackType, tb_offset: int | None = None
) -> list[Any]:
    """What IPython calls in place of showing the traceback; gives back the traceback as plain lines."""
    from IPython.display import display

    details = "".join(traceback.format_exception(kind, error, trace))
    plain = str(error) if isinstance(error, ArvioError) else spoken(explained(error, _line(error, trace)))
    told = problem_table(error) if isinstance(error, ArvioError) else f'<p role="alert">{escape(plain)}</p>'
    display({"text/html": f"{told}{folded(details)}", "text/plain": plain}, raw=True)
    return plain.splitlines()


def _line(error: BaseException, trace: TracebackType | None) -> int:
    """The line of the cell that was stopped; of code that is no Python where it is not."""
    if isinstance(error, SyntaxError):
        return error.lineno or 0
    lines = [one.lineno for one in traceback.extract_tb(trace) if _CELL.search(one.filename)]
    return (lines[-1] or 0) if lines else 0


def _what(error: BaseException) -> Said:
    match error:
        case SyntaxError():
            return say("this is not Python (%(what)s).", what=error.msg)
        case NameError(name=str() as name):
            return say("there is no %(name)s here.", name=name)
        case ModuleNotFoundError(name=str() as name):
            return say("the package %(name)s is not installed.", name=name)
        case AttributeError(name=str() as name):
            return say("there is no %(name)s in what is asked for it.", name=name)
        case KeyError():
            return say("there is no column or key %(name)s.", name=str(error))
    return say("%(kind)s: %(what)s.", kind=type(error).__name__, what=str(error).rstrip("."))


def _remedy(error: BaseException) -> Said:
    if isinstance(error, SyntaxError):
        return say("Look at that line and the one above it: a comma, a bracket or a quotation mark is often missing.")
    if isinstance(error, NameError):
        return say("Run the cells above first, or mend the spelling.")
    if isinstance(error, ModuleNotFoundError):
        return say("A notebook uses what arvio has; ask whoever looks after the project for anything else.")
    return say("Undo the last change of this cell, or compare it with the shipped notebook.")
