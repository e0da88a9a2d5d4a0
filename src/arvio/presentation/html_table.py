"""A table that a screen reader, a phone and a printer can all read: caption, scopes, row headers."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal


@dataclass(frozen=True)
class HtmlTable:
    """A table of written cells; the first cell of each row is the row's header.

    Where the first cells are the same from row to row, they stand once, above the rows that they belong to: a long
    statement then has the width of the table, and the table fits a phone.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[int] | None = None
    """Places of the columns that hold numbers, set to the right; all but the first unless said otherwise."""
    notes: Sequence[str] = ()
    """What the marks in the table mean."""

    def html(self, numbered: Literal["numbered", "unnumbered"] = "numbered", *, named_by: str = "") -> str:
        """The table in its own scrolling region, with the place for its number in the caption.

        `named_by` is the id of what names the region, such as the heading of a figure with its number: captions of two
        tables may be the same. Without it the caption does.
        """
        place = '<span class="number" data-number="table"></span>' if numbered == "numbered" else ""
        key = f"table-{self._key()}"
        first = 1 if self._grouped() else 0
        header = "".join(
            f'<th scope="col"{self._set(at)}>{escape(words)}</th>'
            for at, words in enumerate(self.header[first:], start=first)
        )
        body = self._row_groups() if self._grouped() else f"<tbody>{self._rows(self.rows, first)}</tbody>"
        return (
            f'<div class="arvio-table" role="region" aria-labelledby="{named_by or key}" tabindex="0"><table>'
            f'<caption id="{key}">{place}{escape(self.caption)}</caption>'
            f"<thead><tr>{header}</tr></thead>{body}</table></div>"
            + "".join(f'<p class="arvio-note">{escape(note)}</p>' for note in self.notes)
        )

    def text(self) -> str:
        """The same in plain text, cells set apart by tabs."""
        return "\n".join([self.caption, *("\t".join(row) for row in (self.header, *self.rows)), *self.notes])

    def _grouped(self) -> bool:
        """Whether first cells are repeated, and the second ones can be the rows' headers."""
        return len(self.header) > 2 and 1 not in self._numeric() and len({row[0] for row in self.rows}) < len(self.rows)

    def _row_groups(self) -> str:
        across = len(self.header) - 1
        return "".join(
            f'<tbody><tr><th scope="rowgroup" colspan="{across}"><span>{escape(first)}</span></th></tr>'
            f"{self._rows(rows, 1)}</tbody>"
            for first, rows in itertools.groupby(self.rows, key=lambda row: row[0])
        )

    def _rows(self, rows: Iterable[Sequence[str]], first: int) -> str:
        """Rows from their cell `first` on, which is their header."""
        return "".join(
            f'<tr><th scope="row">{escape(row[first])}</th>'
            + "".join(f"<td{self._set(at)}>{escape(row[at])}</td>" for at in range(first + 1, len(row)))
            + "</tr>"
            for row in rows
        )

    def _numeric(self) -> Sequence[int]:
        return range(1, len(self.header)) if self.numeric is None else self.numeric

    def _set(self, place: int) -> str:
        return ' class="number-cell"' if place in self._numeric() else ""

    def _key(self) -> str:
        return hashlib.sha256(self.text().encode("utf-8")).hexdigest()[:10]
