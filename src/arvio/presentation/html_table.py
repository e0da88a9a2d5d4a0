"""A table that a screen reader, a phone and a printer can all read: caption, scopes, row headers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal


@dataclass(frozen=True)
class HtmlTable:
    """A table of written cells; the first cell of each row is the row's header."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[int] = field(default=())
    """Places of the columns that hold numbers, set to the right; all but the first unless said otherwise."""
    notes: Sequence[str] = ()
    """What the marks in the table mean."""

    def html(self, numbered: Literal["numbered", "unnumbered"] = "numbered") -> str:
        """The table in its own scrolling region, with the place for its number in the caption."""
        place = '<span class="number" data-number="table"></span>' if numbered == "numbered" else ""
        key = f"table-{self._key()}"
        header = "".join(f'<th scope="col"{self._set(at)}>{escape(words)}</th>' for at, words in enumerate(self.header))
        return (
            f'<div class="arvio-table" role="region" aria-labelledby="{key}" tabindex="0"><table>'
            f'<caption id="{key}">{place}{escape(self.caption)}</caption>'
            f"<thead><tr>{header}</tr></thead><tbody>{self._body()}</tbody></table></div>"
            + "".join(f'<p class="arvio-note">{escape(note)}</p>' for note in self.notes)
        )

    def text(self) -> str:
        """The same in plain text, cells set apart by tabs."""
        return "\n".join([self.caption, *("\t".join(row) for row in (self.header, *self.rows)), *self.notes])

    def _body(self) -> str:
        return "".join(
            f'<tr><th scope="row">{escape(row[0])}</th>'
            + "".join(f"<td{self._set(at)}>{escape(cell)}</td>" for at, cell in enumerate(row[1:], start=1))
            + "</tr>"
            for row in self.rows
        )

    def _set(self, place: int) -> str:
        numeric = self.numeric or range(1, len(self.header))
        return ' class="number-cell"' if place in numeric else ""

    def _key(self) -> str:
        return hashlib.sha256(self.text().encode("utf-8")).hexdigest()[:10]
