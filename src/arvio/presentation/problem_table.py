"""What is wrong, as a table in a notebook: file, place, value, what is wrong, what to do. For the evaluator only.

It may quote a value as it was found, as messages on the command line do; no part of it is marked, so none leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from arvio.errors import ArvioError, Problem
from arvio.saying import Said, say, say_count, spoken

HEADS = {
    "file": say("File"),
    "place": say("Place"),
    "value": say("Value"),
    "what": say("What is wrong"),
    "expected": say("Expected"),
    "remedy": say("What to do"),
}
SHOWN_AT_MOST = 200
"""Rows of one table; the rest are counted."""


def problem_table(error: ArvioError) -> str:
    """The HTML of all that an error says, with how much it is in words for a screen reader."""
    if not error.problems:
        return f'<p role="status">{escape(spoken(error.said))}</p>'
    return f"{_counted(len(error.problems))}{_table(error.problems)}{_left(len(error.problems) - SHOWN_AT_MOST)}"


def folded(text: str) -> str:
    """A traceback, for whoever asks for it."""
    return f"<details><summary>{escape(spoken(_DETAILS))}</summary><pre>{escape(text)}</pre></details>"


def _counted(n: int) -> str:
    said = say_count(
        "%(n)s problem must be mended before anything is shown.",
        "%(n)s problems must be mended before anything is shown.",
        n,
        n=n,
    )
    return f'<p role="status"><strong>{escape(spoken(said))}</strong></p>'


def _table(problems: Sequence[Problem]) -> str:
    """Only the columns that some problem fills; what is wrong is the head of its row."""
    shown = problems[:SHOWN_AT_MOST]
    columns = [part for part in HEADS if any(getattr(one, part) for one in shown)]
    heads = "".join(f'<th scope="col" style="text-align:left">{escape(spoken(HEADS[one]))}</th>' for one in columns)
    rows = "".join(f"<tr>{''.join(_cell(problem, one) for one in columns)}</tr>" for problem in shown)
    caption = escape(spoken(_CAPTION))
    return f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(problem: Problem, part: str) -> str:
    text = escape(spoken(getattr(problem, part))).replace("\n", "<br>")
    kind = 'th scope="row"' if part == "what" else "td"
    return f'<{kind} style="text-align:left;white-space:normal">{text}</{kind.split(maxsplit=1)[0]}>'


def _left(n: int) -> str:
    said: Said | str = say("… and %(left)s more of the same file or kind", left=n) if n > 0 else ""
    return f"<p>{escape(spoken(said))}</p>" if said else ""


_CAPTION = say("Problems")
_DETAILS = say("Technical details")
