"""The parts of an executed notebook: its Markdown and what has passed the one door; anything else is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from arvio.errors import Problem, ProtectionError
from arvio.presentation.marks import mark_of
from arvio.publish.notebooks.parameters import INJECTED_TAG
from arvio.saying import say

MARKDOWN = "markdown"
UNMARKED = "unmarked"
WORKBENCH = "workbench"
FORM_TEXT = "form_text"
_OF_ROWS = ("figure", "table")
_OF_WORDS = ("sentences", FORM_TEXT)


@dataclass(frozen=True)
class Part:
    """One piece of the page, in the order of the notebook.

    `kind` is markdown, unmarked, or the kind of the mark. `content` is Markdown, HTML, or for an unmarked
    output what it is: its contents never leave the notebook.
    """

    kind: str
    content: str
    cell: int
    """Number of the cell as counted in the notebook from 1, headings and text included."""
    line: str
    """First line of the cell, by which the evaluator finds it."""
    finding: str = ""
    text: str = ""
    """What a marked output shows in plain text."""


def parts(notebook: Mapping[str, Any]) -> tuple[Part, ...]:
    """The parts of an executed notebook. What the workbench shows to the evaluator only is left out, and what is
    written for the funder's form, which has a page of its own."""
    return tuple(part for part in _every_part(notebook) if part.kind not in (WORKBENCH, FORM_TEXT))


def form_texts(notebook: Mapping[str, Any]) -> tuple[Part, ...]:
    """The parts that are written for the funder's form; those of other audiences are empty."""
    return tuple(part for part in _every_part(notebook) if part.kind == FORM_TEXT and part.content)


def require_marked(found: Iterable[Part], notebook: str) -> None:
    """Refuse a final report with anything that has not passed the one door; names every such cell at once."""
    problems = [_problem(part, notebook) for part in found if part.kind == UNMARKED]
    if problems:
        raise ProtectionError(problems)


def require_facts(notebook: Mapping[str, Any], facts: Path, name: str) -> None:
    """Refuse a page that shows numbers whose release was never written down: they could not be audited.

    `facts` is the file of the run. Each release adds to it, so that it is there, empty, where nothing that was released
    had a row: only sentences, such as of a year that was not collected, have numbers then. A notebook that releases
    nothing and shows text only leaves none.
    """
    kinds: tuple[str, ...]
    if facts.exists():
        kinds = _OF_ROWS if not facts.stat().st_size else ()
    else:
        kinds = (*_OF_ROWS, *_OF_WORDS)
    found = [part for part in _every_part(notebook) if part.kind in kinds and _shows_a_number(part)]
    if found:
        raise ProtectionError([_without_facts(part, name) for part in found])


def _every_part(notebook: Mapping[str, Any]) -> Iterator[Part]:
    written = [cell for cell in notebook["cells"] if INJECTED_TAG not in cell["metadata"].get("tags", ())]
    return (part for number, cell in enumerate(written, start=1) for part in _parts_of(cell, number))


def _parts_of(cell: Mapping[str, Any], number: int) -> Iterator[Part]:
    line = next(iter(cell["source"].strip().splitlines()), "")[:120]
    if cell["cell_type"] == "markdown":
        yield Part(MARKDOWN, cell["source"], number, line)
    for output in cell.get("outputs", ()):
        yield _part_of(output, number, line)


def _part_of(output: Mapping[str, Any], number: int, line: str) -> Part:
    mark = mark_of(output)
    if mark is None:
        return Part(UNMARKED, _what(output), number, line)
    html = "".join(output["data"]["text/html"])
    text = "".join(output["data"].get("text/plain", ""))
    return Part(mark["kind"], html, number, line, finding=mark.get("finding", ""), text=text)


def _what(output: Mapping[str, Any]) -> str:
    """What an unmarked output is, without any of its contents."""
    match output["output_type"]:
        case "stream" if output["name"] == "stderr":
            return say("a warning or other text on stderr")
        case "stream":
            return say("printed text")
        case "error":
            return say("an error")
    data = output.get("data") or {}
    if "arvio" in (output.get("metadata") or {}):
        return say("an output that was changed after it was shown")
    if any(kind.startswith("image/") for kind in data):
        return say("a figure that was not made by arvio.figures")
    return say("a table or value that was not released")


def _problem(part: Part, notebook: str) -> Problem:
    return Problem(
        file=f"notebooks/{notebook}.ipynb",
        place=_place(part),
        what=say("shows %(output)s", output=part.content),
        expected=say("only headings, text, and what figures, tables and narrative make of released results"),
        remedy=say(
            "release the results and show them by arvio.figures, tables or narrative; end a line with ; to be quiet"
        ),
    )


def _shows_a_number(part: Part) -> bool:
    return bool(re.search(r"\d", re.sub(r"<[^>]*>", "", part.content)))


def _without_facts(part: Part, notebook: str) -> Problem:
    return Problem(
        file=f"notebooks/{notebook}.ipynb",
        place=_place(part),
        what=say("shows numbers (%(kind)s), but no release of them was written down", kind=part.kind),
        expected=say("a fact for every number, in the file that each release adds to"),
        remedy=say("run it again; show only what evaluation.release(...) returned in the same run"),
    )


def _place(part: Part) -> str:
    return say("cell %(cell)s (%(line)s)", cell=part.cell, line=part.line)
