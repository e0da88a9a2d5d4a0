"""A figure of a report: its finding as a heading, the chart for wide and narrow pages, its data as a table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from arvio.disclosure import Context, Released
from arvio.presentation import style
from arvio.presentation.figures.drawing import NARROW, WIDE, draw
from arvio.presentation.figures.finding import Heading, checked, in_words
from arvio.presentation.figures.rows import Chart, Dot, Link
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.svg import svg
from arvio.translations import words

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

SHEETS = {"wide": WIDE, "narrow": NARROW}
LONGEST_DESCRIPTION = 300
"""Characters; a longer one is hard to follow by ear, and the table has the rest."""


@dataclass(frozen=True)
class Caption:
    """The words of a figure."""

    heading: Heading
    """What the figure shows, as a finding where the released numbers carry one."""
    subtitle: str
    """Measure, period and what n counts."""
    values: Sequence[str]
    """The values in words, the main ones first, for who can't see the chart."""
    notes: Sequence[str] = ()
    """What the marks of the figure mean."""

    @property
    def title(self) -> str:
        """The heading as it is read."""
        return in_words(self.heading)


def figure(chart: Chart, caption: Caption, table: HtmlTable, *, released: Released) -> Shown:
    """The chart with its words and its data. Both drawings have the same name and description; one is hidden."""
    drawings = {kind: draw(chart, sheet) for kind, sheet in SHEETS.items()} if chart.rows else {}
    return framed(drawings, replace(caption, notes=_notes(chart, released)), table, context=released.context)


def framed(drawings: Mapping[str, Drawing], caption: Caption, table: HtmlTable, *, context: Context) -> Shown:
    """The drawings for wide and narrow pages with the words of the figure and its data; none where all is withheld.

    A FindingError where the heading claims a difference that no released row bears out: then no page is made.
    """
    gettext = words(context.language).gettext
    heading, description = checked(caption.heading, context), _description(caption, context)
    drawn = "".join(
        f'<div class="arvio-{kind}">{svg(drawing, heading, description)}</div>' for kind, drawing in drawings.items()
    )
    drawn = drawn or _nothing_to_draw(context)
    notes = "".join(f'<p class="arvio-note">{escape(note)}</p>' for note in caption.notes)
    key = "figure-" + hashlib.sha256(drawn.encode("utf-8")).hexdigest()[:8]
    # Out of the f-string below: the extractor of messages does not look into one.
    as_table = escape(gettext("The figures as a table"))
    html = (
        f'<figure class="arvio-figure" aria-labelledby="{key}">'
        f'<h3 id="{key}"><span class="number" data-number="figure"></span>{escape(heading)}</h3>'
        f'<p class="arvio-subtitle">{escape(caption.subtitle)}</p>{drawn}{notes}'
        f"<details><summary>{as_table}</summary>{table.html('unnumbered', named_by=key)}</details>"
        "</figure>"
    )
    return Shown("figure", html, f"{heading}\n{caption.subtitle}\n{table.text()}")


def _nothing_to_draw(context: Context) -> str:
    sentence = words(context.language).gettext("Everything that this figure would show is withheld.")
    return f'<p class="arvio-not-collected">{escape(sentence)}</p>'


def period_of(context: Context) -> str:
    return style.period(context.start, context.end, context.language)


def _description(caption: Caption, context: Context) -> str:
    """The values in words, as many as can be listened to."""
    rest = words(context.language).gettext("All values are in the table.")
    whole = f"{caption.subtitle}. {_enumerated(caption.values)}"
    if len(whole) <= LONGEST_DESCRIPTION:
        return whole
    chosen: list[str] = []
    for value in caption.values:
        if len(f"{caption.subtitle}. {_enumerated([*chosen, value])} {rest}") > LONGEST_DESCRIPTION:
            break
        chosen.append(value)
    return f"{caption.subtitle}. {_enumerated(chosen)} {rest}"


def _enumerated(values: Iterable[str]) -> str:
    return "; ".join(values) + "."


def _notes(chart: Chart, released: Released) -> list[str]:
    """What the marks of the figure mean, where they occur."""
    gettext = words(released.context.language).gettext
    notes = []
    if any(isinstance(mark, Dot) and mark.low == mark.low for row in chart.rows for mark in row.marks):
        notes.append(gettext("The lines are 95%% intervals: how far chance alone could have moved the value.") % {})
    mark = {"mark": style.WITHHELD}
    if style.WITHHELD in _drawn_words(chart):
        notes.append(gettext("%(mark)s withheld, so that nobody's answer can be worked out.") % mark)
    elif (released.table["status"] == "withheld").any():
        notes.append(
            gettext("Not drawn, and marked %(mark)s in the table: withheld, so that nobody's answer can be worked out.")
            % mark
        )
    return notes


def _drawn_words(chart: Chart) -> set[str]:
    return {mark.words for row in chart.rows for mark in row.marks if not isinstance(mark, Link)}
