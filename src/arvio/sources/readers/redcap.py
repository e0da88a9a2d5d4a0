"""REDCap's raw text file: codes for answers, a column for each box, and rows of several kinds where forms repeat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from arvio.errors import Problem, SourceError
from arvio.params import Source
from arvio.saying import say
from arvio.sources.cells import text
from arvio.sources.codebooks.redcap_dictionary import Dictionary, field_of, questions, read_dictionary
from arvio.sources.codebooks.redcap_forms import (
    BOOKKEEPING,
    EVENT,
    INSTANCE,
    INSTRUMENT,
    SURVEY_IDENTIFIER,
    Form,
    forms_of,
    is_empty_in,
    is_filled,
)
from arvio.sources.containers.text_file import read_rows
from arvio.sources.files import companion
from arvio.sources.raw_table import NOT_SHOWN, RawTable, raw_tables
from arvio.sources.source_file import SourceFile

NOT_COMPLETED = "[not completed]"
RESPONSE, IS_COMPLETE = "[response]", "[complete]"
"""Columns that REDCap does not write: made here of those that it writes."""

_STATES = {"2": "yes", "1": "no", "0": "no", "": "no"}
"""0 incomplete, 1 unverified, 2 complete; nothing where the form was never opened."""


@dataclass(frozen=True)
class Chosen:
    """Which rows are read, by their repeating instrument ('' for the rows of none), and which columns are not."""

    instrument: str
    left_out: frozenset[str]


def read(source: Source, file: SourceFile) -> Iterator[RawTable]:
    """The rows of one kind: `sheet` names a repeating instrument; without it, those that do not repeat.

    Values of a record's other rows are not copied. A box that is 0 in a form never opened is not shown.
    """
    dictionary = read_dictionary(source, companion(file, source.codebook)) if source.codebook else {}
    chosen = _chosen(source, file, dictionary)
    for part in _parts(source, file):
        told = replace(part, cells=_told(part.cells, forms_of(part.headers, dictionary)))
        table = _of_kind(told, chosen)
        if len(table.cells):
            yield _known(table, dictionary, chosen)


def _parts(source: Source, file: SourceFile) -> Iterator[RawTable]:
    rows = read_rows(source, file)
    return raw_tables(file, rows, header_row=source.header_row, header_rows=source.header_rows)


def _chosen(source: Source, file: SourceFile, dictionary: Dictionary) -> Chosen:
    """Which rows and columns are read. Only a look through the whole file tells which instruments repeat."""
    wanted = text(source.sheet)
    headers = next(_parts(source, file)).headers
    forms = forms_of(headers, dictionary)
    filled = _filled(_parts(source, file), forms) if INSTRUMENT in headers else {"": set()}
    if wanted not in filled:
        raise SourceError(_no_such_instrument(file.name, wanted, sorted(name for name in filled if name)))
    others = [form for form in forms if form.name != wanted and (wanted or form.name in filled)]
    unused = [form for form in others if form.name not in filled[wanted]]
    return Chosen(wanted, frozenset(header for form in unused for header in form.headers))


def _filled(parts: Iterable[RawTable], forms: Iterable[Form]) -> dict[str, set[str]]:
    """Repeating instrument ('' for none): the forms in which its rows hold something."""
    filled: dict[str, set[str]] = {}
    for part in parts:
        for name, rows in part.cells.groupby(part.cells[INSTRUMENT].map(text)):
            there = {form.name for form in forms if any(is_filled(rows[header], form) for header in form.headers)}
            filled.setdefault(str(name), set()).update(there)
    return filled


def _told(cells: pd.DataFrame, forms: Iterable[Form]) -> pd.DataFrame:
    """Boxes of forms never opened are not shown, and a survey not sent in has no time."""
    told = {}
    for form in forms:
        empty = is_empty_in(form, cells)
        for header in form.boxes:
            told[header] = cells[header].mask(empty & (cells[header].map(text) == "0"), NOT_SHOWN)
        for header in form.times:
            told[header] = cells[header].mask(cells[header].map(text) == NOT_COMPLETED, "")
    return cells.assign(**told)


def _of_kind(table: RawTable, chosen: Chosen) -> RawTable:
    """The rows of one kind, without the columns that only other kinds fill."""
    cells, places = table.cells, table.places
    if INSTRUMENT in cells:
        of_kind = cells[INSTRUMENT].map(text) == chosen.instrument
        cells, places = cells[of_kind], places[of_kind]
    return replace(table, cells=cells.drop(columns=list(chosen.left_out)), places=places)


def _known(table: RawTable, dictionary: Dictionary, chosen: Chosen) -> RawTable:
    """The rows with what REDCap and the dictionary say of their columns."""
    forms = forms_of(table.headers, dictionary)
    states = [header for form in forms for header in form.status]
    times = [header for form in forms for header in form.times]
    personal = _personal(table.headers, dictionary)
    made = _with_completeness(_with_response_ids(table, chosen), states)
    return replace(
        made,
        personal=frozenset(personal),
        bookkeeping=frozenset({*BOOKKEEPING, *states, *times, RESPONSE, IS_COMPLETE}),
        provides=_provides(made.headers, times, personal),
        questions=questions(table.headers, dictionary),
        notes=_decimal_notes(table.headers, dictionary),
    )


def _personal(headers: Iterable[str], dictionary: Dictionary) -> set[str]:
    owners = {header: field_of(header, dictionary) for header in headers}
    return {SURVEY_IDENTIFIER, *(header for header, owner in owners.items() if owner and owner.is_personal)}


def _provides(headers: Sequence[str], times: Sequence[str], personal: Iterable[str]) -> dict[str, str]:
    """What every project has. A record id that is itself about a person does not travel as the answer's id."""
    identity = RESPONSE if RESPONSE in headers else headers[0]
    provided = {} if headers[0] in personal else {"response_id": identity}
    if len(times) == 1:
        provided["submitted_at"] = times[0]
    if IS_COMPLETE in headers:
        provided["complete"] = IS_COMPLETE
    return provided


def _with_response_ids(table: RawTable, chosen: Chosen) -> RawTable:
    """A record has a row for each event and each repeat: its id alone would stand for several answers."""
    headers = [header for header in (EVENT, INSTANCE) if header in table.cells]
    if EVENT not in headers and not chosen.instrument:
        return table
    parts = table.cells[[table.headers[0], *headers]].map(text)
    joined = ["/".join(part for part in row if part) for row in parts.itertuples(index=False)]
    return replace(table, cells=table.cells.assign(**{RESPONSE: joined}))


def _with_completeness(table: RawTable, states: Sequence[str]) -> RawTable:
    """Whether the only form was filled to its end; with several forms that depends on the question."""
    if len(states) != 1:
        return table
    found = table.cells[states[0]].map(text)
    complete = found.map(_STATES).where(found.isin(list(_STATES)), found)
    return replace(table, cells=table.cells.assign(**{IS_COMPLETE: complete}))


def _decimal_notes(headers: Iterable[str], dictionary: Dictionary) -> tuple[str, ...]:
    """REDCap has decimal comma and dot in the same file, each column its own."""
    fields = [dictionary[header] for header in headers if header in dictionary]
    commas = [field.name for field in fields if field.has_decimal_comma]
    told = say("decimal comma in: %(columns)s; decimal dot in other columns", columns=", ".join(commas))
    return (told,) if commas else ()


def _no_such_instrument(name: str, wanted: str, there: Sequence[str]) -> Problem:
    if not wanted:
        return Problem(
            name,
            say("every row belongs to a repeating instrument"),
            say("the name of one: %(listed)s", listed=", ".join(there)),
            say("write sheet: with that name in params"),
        )
    return Problem(
        name,
        say("has no rows of this repeating instrument"),
        say("one of those there are: %(listed)s", listed=", ".join(there))
        if there
        else say("no sheet: nothing repeats in this file"),
        say("mend sheet: in params, or take it out to read the rows that do not repeat"),
        value=wanted,
    )
