"""The data of each figure as a file to save, in the page itself: a link below the figure's table that holds that table.

It is made of the cells that the reader sees, and of nothing else. Before the page leaves the house, each link is made
again of the table above it: one that says anything else stays on the page, where every search refuses it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import count
from urllib.parse import quote

from arvio.params import Run
from arvio.publish.annexes.cells import cell_of, word_cell_of
from arvio.publish.annexes.delimited import comma_of, guarded, written
from arvio.translations import words

_FIGURE = re.compile(r'<figure class="arvio-figure".*?</figure>', re.DOTALL)
_END = "</details></figure>"
_LINK = re.compile(r'<p class="arvio-data">.*?</p>', re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]([^>]*)>(.*?)</t[hd]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_GROUP, _NUMBERS = 'scope="rowgroup"', "number-cell"
_KEPT = "!$*+,-./:;=@[]_|~"
"""What stands in the link as it is, as letters and digits of every language do: all that ends no attribute, and that
browsers and our own searches read alike."""


def with_data(pieces: tuple[str, ...], run: Run) -> list[str]:
    """The pieces of a page with a link below the table of each figure, counted as figures are numbered."""
    numbers = count(1)
    return [_FIGURE.sub(lambda found: _with_link(found[0], next(numbers), run), piece) for piece in pieces]


def without_data(page: str, run: Run) -> str:
    """The page without the links that say what the tables of their figures say, as which they are searched."""
    numbers = count(1)
    return _FIGURE.sub(lambda found: _without_link(found[0], next(numbers), run), page)


def _with_link(figure: str, number: int, run: Run) -> str:
    return figure.replace(_END, f"{_link(figure, number, run)}{_END}")


def _without_link(figure: str, number: int, run: Run) -> str:
    bare = _LINK.sub("", figure)
    return bare if figure == _with_link(bare, number, run) else figure


def _link(figure: str, number: int, run: Run) -> str:
    gettext = words(run.language).gettext
    name = f"{run.organisation}-{run.period}-{run.audience}-{run.notebook}-figure-{number}.{run.language}.csv"
    text = gettext("Save the table of figure %(number)s (CSV)") % {"number": number}
    data = f"data:text/csv;charset=utf-8,{_encoded(_csv(figure, run.language))}"
    return f'<p class="arvio-data"><a download="{escape(name)}" href="{data}">{escape(text)}</a></p>'


@functools.lru_cache(maxsize=64)
def _csv(figure: str, language: str) -> str:
    """The table of a figure as Finnish Excel opens it by a double click: semicolons, decimal commas, and the mark by
    which it knows UTF-8. A share is a part of one, and what has no figure has the shorthand that annexes have.

    The page asks for it twice of the same table: when it is made, and before it leaves the house."""
    return "\ufeff" + written(_lines(figure, language), ";")


def _lines(figure: str, language: str) -> Iterator[list[str]]:
    """The header and the rows. What stands above a group of rows stands in each of them."""
    head, *rows = (_CELL.findall(row) for row in _ROW.findall(figure))
    is_grouped = any(_GROUP in cells[0][0] for cells in rows)
    numeric = [_NUMBERS in attributes for attributes, _ in head]
    group: list[str] = []
    yield [*([words(language).gettext("Group")] if is_grouped else []), *(guarded(_text(text)) for _, text in head)]
    for cells in rows:
        if _GROUP in cells[0][0]:
            group = [guarded(_text(cells[0][1]))]
        else:
            shown = zip(numeric, (_text(text) for _, text in cells), strict=True)
            yield [*group, *(_cell(text, language) if is_number else _words(text) for is_number, text in shown)]


def _cell(text: str, language: str) -> str:
    cell = cell_of(text, language)
    return comma_of(cell) or guarded(cell.written)


def _words(text: str) -> str:
    return guarded(word_cell_of(text).written)


def _text(html: str) -> str:
    return unescape(_TAG.sub("", html))


def _encoded(text: str) -> str:
    """A text within a link. Letters stay letters: the file takes half the room, and packs as well as the table."""
    return "".join(letter if letter.isalnum() or letter in _KEPT else quote(letter, safe="") for letter in text)
