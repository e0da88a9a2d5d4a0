"""The flow figure: streams from services to what came after them, as wide as they are frequent.

Only what was released is drawn, and from nothing else: a withheld stream has no place, and the height of a service is
the sum of what is drawn of it. Numbers of the right side are not summed up.
"""

from __future__ import annotations

import pandas as pd

from arvio.disclosure import Context, Released, plain_rows, require_released
from arvio.presentation import style
from arvio.presentation.figures.figure import SHEETS, Caption, framed, period_of
from arvio.presentation.figures.rows import Ink
from arvio.presentation.figures.streams_drawing import Stream, draw_streams
from arvio.presentation.figures.transitions import STATES, columns_of, in_words, paths_of, table_of_paths
from arvio.presentation.marks import Shown
from arvio.presentation.missing import said_above
from arvio.presentation.pathway_words import is_told_apart
from arvio.presentation.terms import term
from arvio.presentation.written import written
from arvio.translations import words


def streams(released: Released) -> Shown:
    """From which service to what came next, drawn from the released counts; nothing where no path is told by itself."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    paths = paths_of(released)
    if paths.empty:
        return said_above("figure")
    if not is_told_apart(paths["group"]):
        return said_above("figure")
    shown = paths.dropna(subset=["value"])
    drawn = _streams(shown, context)
    caption = Caption(
        gettext("Paths from the services onwards"),
        gettext("On the left the service, on the right what came next; numbers of times; %(period)s")
        % {"period": period_of(context)},
        in_words(shown, context),
        notes=_notes(paths, context),
    )
    ends = [term(column, context) for column in columns_of(shown)]
    drawings = {kind: draw_streams(drawn, sheet, ends=ends) for kind, sheet in SHEETS.items()} if drawn else {}
    return framed(drawings, caption, table_of_paths(caption.title, paths, context), context=context)


def _streams(shown: pd.DataFrame, context: Context) -> list[Stream]:
    """The streams in the order in which both sides stand: by service, then by what came next."""
    columns = columns_of(shown)
    services = sorted(dict.fromkeys(shown["breakdown"]), key=lambda service: service == "other_services")
    ordered = shown.assign(
        _from=shown["breakdown"].map(services.index), _to=shown["group"].map(columns.index)
    ).sort_values(["_from", "_to"])
    return [
        Stream(
            start=term(row["breakdown"], context),
            end=term(row["group"], context),
            value=row["value"],
            words=written("transitions", row, context.language),
            ink=_ink(row["group"]),
        )
        for row in plain_rows(ordered)
    ]


def _ink(group: str) -> Ink:
    """Another service has the colour of what goes on; a state is quiet."""
    return "quiet" if group in STATES else "first"


def _notes(paths: pd.DataFrame, context: Context) -> list[str]:
    if not (paths["status"] == "withheld").any():
        return []
    message = words(context.language).gettext(
        "Not drawn, and marked %(mark)s in the table: withheld, so that nobody's answer can be worked out."
    )
    return [message % {"mark": style.WITHHELD}]
