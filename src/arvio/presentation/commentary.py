"""The evaluator's own words, from params/commentary, shown where the notebook asks for them.

A file holds the words about one period in one language, one `## section` for each evaluation question. They live
outside the notebooks, so that no run can overwrite them.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from arvio.errors import ParamsError, Problem
from arvio.observed import note_file
from arvio.presentation.markdown import html
from arvio.presentation.marks import Shown
from arvio.saying import say
from arvio.translations import words

SECTION = re.compile(r"^## +(\S.*?) *$", re.MULTILINE)


def commentary(path: Path, section: str, language: str) -> Shown:
    """The words of one section, said to be the evaluator's; nothing where the file or the section is missing."""
    written = sections(path).get(section, "")
    if not written:
        return Shown("commentary", "", "")
    whose = words(language).gettext("The evaluator's comment")
    label = f'<p class="arvio-whose">{escape(whose)}</p>'
    return Shown("commentary", f'<div class="arvio-commentary">{label}{html(written)}</div>', f"{whose}\n{written}")


def sections(path: Path) -> dict[str, str]:
    """The Markdown below each `## heading` of a commentary file; {} where there is no file."""
    note_file(path)
    if not path.exists():
        return {}
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        problem = Problem(
            path.name, say("byte %(byte)s is not UTF-8", byte=error.start), remedy=say("save the file as UTF-8")
        )
        raise ParamsError(problem) from None
    parts = SECTION.split(text)
    return {name: written.strip() for name, written in zip(parts[1::2], parts[2::2], strict=True)}
