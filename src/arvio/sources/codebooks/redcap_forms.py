"""The forms of a REDCap project: which columns of an export belong together, and whether a form was ever opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from arvio.sources.cells import text
from arvio.sources.codebooks.redcap_dictionary import BOX, Dictionary, field_of

EVENT, INSTRUMENT, INSTANCE = "redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance"
SURVEY_IDENTIFIER = "redcap_survey_identifier"
BOOKKEEPING = (EVENT, INSTRUMENT, INSTANCE, "redcap_data_access_group")
STATUS, TIME = "_complete", "_timestamp"
"""Ends of the names of the columns that REDCap adds to those of a form."""

NOTHING, NOTHING_TICKED = ("",), ("", "0")
"""Cells of a form never opened: boxes and the state of the form are 0 in it, all else is empty."""


@dataclass(frozen=True)
class Form:
    """The columns of one form, as far as the export has them."""

    name: str
    boxes: tuple[str, ...] = ()
    calculated: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    """When it was sent in as a survey."""
    status: tuple[str, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        return (*self.boxes, *self.calculated, *self.others, *self.times, *self.status)


def forms_of(headers: Sequence[str], dictionary: Dictionary) -> list[Form]:
    """The forms in the order of their columns. The record id stands in every row and belongs to none.

    Without the dictionary, the columns after one _complete column up to the next are one form.
    """
    statuses = {header: header.removesuffix(STATUS) for header in headers if _is_status(header, dictionary)}
    homes = _homes_by_field(headers, statuses, dictionary) if dictionary else _homes_by_place(headers, statuses)
    beside = {headers[0], SURVEY_IDENTIFIER, *BOOKKEEPING}
    members: dict[str, list[str]] = {}
    for header, name in homes.items():
        if name and header not in beside:
            members.setdefault(name, []).append(header)
    return [_form(name, columns, dictionary) for name, columns in members.items()]


def is_empty_in(form: Form, cells: pd.DataFrame) -> pd.Series:
    """The rows in which nothing of a form is filled, and its state does not say that somebody opened it.

    A cell that only its maker could fill tells against it, even a 0; so does [not completed] as the time of a survey.
    Without the form's state in the file nothing can be told.
    """
    if not form.status:
        return pd.Series(False, index=cells.index)
    zeros = _hold_only(cells, (*form.boxes, *form.calculated, *form.status), NOTHING_TICKED)
    return zeros & _hold_only(cells, (*form.others, *form.times), NOTHING)


def is_filled(column: pd.Series, form: Form) -> bool:
    """Whether any row has something in a column of a form."""
    allowed = NOTHING_TICKED if column.name in {*form.boxes, *form.status} else NOTHING
    return any(text(cell) not in allowed for cell in column.unique())


def _hold_only(cells: pd.DataFrame, headers: Sequence[str], allowed: Sequence[str]) -> pd.Series:
    return cells[list(headers)].map(text).isin(allowed).all(axis=1)


def _homes_by_field(headers: Sequence[str], statuses: Mapping[str, str], dictionary: Dictionary) -> dict[str, str]:
    """Column: its form, as the dictionary has it."""
    owners = {header: field_of(header, dictionary) for header in headers}
    fields = {header: owner.form for header, owner in owners.items() if owner}
    known = {*fields.values(), *statuses.values()}
    times = {header: header.removesuffix(TIME) for header in headers if header.endswith(TIME) and header not in fields}
    return fields | {header: name for header, name in times.items() if name in known} | dict(statuses)


def _homes_by_place(headers: Sequence[str], statuses: Mapping[str, str]) -> dict[str, str]:
    """Column: the form whose _complete column comes next."""
    homes, name = {}, ""
    for header in reversed(headers):
        name = statuses.get(header, name)
        homes[header] = name
    return {header: homes[header] for header in headers}


def _form(name: str, columns: Sequence[str], dictionary: Dictionary) -> Form:
    status = tuple(header for header in columns if _is_status(header, dictionary))
    times = tuple(header for header in columns if header == name + TIME and header not in dictionary)
    boxes = tuple(header for header in columns if _is_box(header, dictionary))
    calculated = tuple(header for header in columns if header in dictionary and dictionary[header].type == "calc")
    others = tuple(header for header in columns if header not in {*status, *times, *boxes, *calculated})
    return Form(name, boxes, calculated, others, times, status)


def _is_status(header: str, dictionary: Dictionary) -> bool:
    """Whether a column is the state of a form, and not a field that somebody called so."""
    return header.endswith(STATUS) and header not in dictionary


def _is_box(header: str, dictionary: Dictionary) -> bool:
    owner = field_of(header, dictionary)
    return owner.type == "checkbox" if owner else BOX in header
