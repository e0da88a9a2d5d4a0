"""Markdown in other languages, heading by heading and paragraph by paragraph."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator

_OPENING = re.compile(r"(\s*(?:#{1,6}|[-*+]|\d+[.)]|>)\s+)(.*)", re.DOTALL)
_FENCE = ("```", "~~~")


def units(source: str) -> Iterator[str]:
    """The headings, paragraphs and list items of a Markdown text: what is translated, each as a whole.

    >>> list(units("# Feedback" + chr(10) + "Who answered," + chr(10) + "and how many."))
    ['Feedback', 'Who answered, and how many.']
    """
    for block in _blocks(source):
        for unit in _units_of(block):
            yield _split(unit)[1]


def translated(source: str, words: gettext.NullTranslations) -> str:
    """The Markdown in another language. What the catalogue does not know, the evaluator's own, stays as written."""
    return "\n\n".join("\n".join(_translated(unit, words) for unit in _units_of(block)) for block in _blocks(source))


def _blocks(source: str) -> list[str]:
    return [block for block in re.split(r"\n[ \t]*\n", source.strip("\n")) if block.strip()]


def _units_of(block: str) -> list[str]:
    """The lines of a block, with those of one paragraph or list item together."""
    if block.lstrip().startswith(_FENCE) or "\n|" in block:
        return [block]
    found: list[str] = []
    for line in block.splitlines():
        continues = found and not _OPENING.match(line) and not found[-1].lstrip().startswith("#")
        if continues:
            found[-1] += "\n" + line
        else:
            found.append(line)
    return found


def _split(unit: str) -> tuple[str, str]:
    """The opening mark of a unit (#, -, 1.) and its text on one line."""
    opening = _OPENING.match(unit)
    mark, text = opening.groups() if opening else ("", unit)
    return mark, " ".join(text.split())


def _translated(unit: str, words: gettext.NullTranslations) -> str:
    mark, text = _split(unit)
    found = words.gettext(text) if text else text  # gettext answers an empty text with the catalogue's header
    return unit if found == text else mark + found
