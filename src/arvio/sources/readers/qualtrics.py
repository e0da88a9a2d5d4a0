"""Qualtrics' export: names, question texts and import ids over the answers, or the older form with V1, V2 and texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, repeat

from arvio.params import Source
from arvio.saying import joined, say, say_count
from arvio.sources.cells import column_letter, text
from arvio.sources.containers.tabular import sheet_rows
from arvio.sources.dates import is_written_as_date
from arvio.sources.raw_table import RawTable, raw_tables
from arvio.sources.source_file import SourceFile

DATES = ("StartDate", "EndDate", "RecordedDate")
BY_IMPORT_ID: Mapping[str, str] = {
    "startDate": "StartDate",
    "endDate": "EndDate",
    "status": "Status",
    "ipAddress": "IPAddress",
    "progress": "Progress",
    "duration": "Duration (in seconds)",
    "finished": "Finished",
    "recordedDate": "RecordedDate",
    "_recordId": "ResponseId",
    "recipientLastName": "RecipientLastName",
    "recipientFirstName": "RecipientFirstName",
    "recipientEmail": "RecipientEmail",
    "externalDataReference": "ExternalReference",
    "locationLatitude": "LocationLatitude",
    "locationLongitude": "LocationLongitude",
    "distributionChannel": "DistributionChannel",
    "userLanguage": "UserLanguage",
}
"""Qualtrics' own columns. Their texts are in the language of whoever exported; names and import ids are not."""
LEGACY = (
    *("ResponseID", "ResponseSet", "Name", "ExternalDataReference", "EmailAddress", "IPAddress", "Status"),
    *("StartDate", "EndDate", "Finished", "LocationLatitude", "LocationLongitude", "LocationAccuracy"),
)
OWN = frozenset({*BY_IMPORT_ID.values(), *LEGACY})
PERSONAL = frozenset(
    {
        *("IPAddress", "RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference"),
        *("LocationLatitude", "LocationLongitude", "Name", "EmailAddress", "ExternalDataReference"),
    }
)
IS_COMPLETE = "[complete]"
"""Made here of Finished, which holds 1 and 0 or True and False."""

_PROVIDES = {"response_id": ("ResponseId", "ResponseID"), "submitted_at": ("RecordedDate", "EndDate")}
_FINISHED = {"1": "yes", "true": "yes", "0": "no", "false": "no"}
_ORDINARY = ("", "0", "IP Address")
"""Status of an answer that somebody gave through the link; others are previews, tests, imports and spam."""

_LEGACY_NAME = re.compile(r"V[0-9]+")
_IMPORT_ID = re.compile(r'"ImportId"\s*:\s*"([^"]*)"')
_CHOICE_ID = re.compile(r'"choiceId"\s*:\s*"([^"]*)"')


@dataclass(frozen=True)
class Column:
    """One column as its header rows have it."""

    name: str
    words: str = ""
    import_id: str = ""
    own: str = ""
    """The English name of one of Qualtrics' own columns; '' of a question."""


def read(source: Source, file: SourceFile) -> Iterator[RawTable]:
    """The answers under the texts of their questions; params may name a column by Q1 or QID1 as well.

    -99, which some exports have for what was seen and not answered, stays as found.
    """
    sheet, rows = sheet_rows(source, file)
    again = rows if isinstance(rows, list) else sheet_rows(source, file)[1]
    lines = iter(rows)
    above = list(islice(lines, source.header_row + 2))
    depth = _header_rows(above[source.header_row - 1 :], source)
    columns = _columns(above[source.header_row - 1 : source.header_row - 1 + depth])
    below = source.header_row - 1 + depth
    notes = _status_notes(chain(above[below:], lines), columns)
    titled = chain(repeat([], below - 1), [_titles(columns)], islice(again, below, None))
    for part in raw_tables(file, titled, header_row=below, sheet=sheet):
        yield _known(replace(part, notes=notes), columns)


def _header_rows(rows: Sequence[Sequence[object]], source: Source) -> int:
    """How many rows the headers take: seen in them, and where they show nothing, as params say."""
    if len(rows) > 2 and any(_IMPORT_ID.search(str(cell)) for cell in rows[2]):
        return 3
    if len(rows) > 1 and (_is_legacy(rows[0], rows[1]) or _has_texts_for_dates(rows[0], rows[1])):
        return 2
    return min(source.header_rows, max(len(rows), 1))


def _is_legacy(names: Sequence[object], words: Sequence[object]) -> bool:
    pairs = zip(names, words, strict=False)
    return any(_LEGACY_NAME.fullmatch(text(name)) and text(word) in LEGACY for name, word in pairs)


def _has_texts_for_dates(names: Sequence[object], below: Sequence[object]) -> bool:
    """Whether words stand where an answer would have its date."""
    cells = [cell for name, cell in zip(names, below, strict=False) if text(name) in DATES]
    return any(isinstance(cell, str) and text(cell) and not is_written_as_date(cell) for cell in cells)


def _columns(rows: Sequence[Sequence[object]]) -> list[Column]:
    """The columns from one, two or three header rows."""
    width = max((len(row) for row in rows), default=0)
    filled = [[*row, *repeat(None, width - len(row))] for row in rows]
    legacy = len(rows) == 2 and _is_legacy(*rows)
    stacks = zip(*filled, strict=True)
    return [_legacy_column(stack) if legacy else _column(stack) for stack in stacks]


def _column(stack: Sequence[object]) -> Column:
    name, words, imported = islice(chain(stack, repeat(None)), 3)
    found = _IMPORT_ID.search(str(imported))
    choice = _CHOICE_ID.search(str(imported))
    import_id = text(found[1]) if found else ""
    own = BY_IMPORT_ID.get(import_id) or (text(name) if _is_own(text(name), import_id) else "")
    return Column(text(name), text(words), f"{import_id}_{text(choice[1])}" if choice else import_id, own)


def _is_own(name: str, import_id: str) -> bool:
    """Whether a column is Qualtrics' own by its name. A question may be called Status: its import id tells."""
    return name in BY_IMPORT_ID.values() and not import_id.startswith("QID")


def _legacy_column(stack: Sequence[object]) -> Column:
    name, words = map(text, stack)
    own = words in LEGACY and (_LEGACY_NAME.fullmatch(name) or name == words)
    return Column(name, words, own=words if own else "")


def _titles(columns: Sequence[Column]) -> list[str]:
    """What the columns are called: by the question's text, with its name before it where several have the same."""
    times = Counter(column.own or column.words for column in columns)
    return [_title(column, times) for column in columns]


def _title(column: Column, times: Mapping[str, int]) -> str:
    if column.own:
        return column.own
    if column.words in ("", column.name):
        return column.name
    return column.words if times[column.words] == 1 else f"{column.name}: {column.words}"


def _status_notes(rows: Iterable[Sequence[object]], columns: Sequence[Column]) -> tuple[str, ...]:
    """How many answers came another way than through the link, so that a rule can leave them out."""
    place = next((place for place, column in enumerate(columns) if column.own == "Status"), None)
    if place is None:
        return ()
    found = Counter(text(row[place]) for row in rows if len(row) > place)
    others = {status: count for status, count in sorted(found.items()) if status not in _ORDINARY}
    if not others:
        return ()
    counted = [
        say_count("'%(status)s' %(count)s times", "'%(status)s' %(count)s times", n, status=status, count=n)
        for status, n in others.items()
    ]
    told = say(
        "Status of previews, tests, imports or spam: %(counted)s; leave them out by a rule if they are no answers",
        counted=joined(counted),
    )
    return (told,)


def _known(part: RawTable, columns: Sequence[Column]) -> RawTable:
    """The rows with what Qualtrics always writes."""
    by_letter = {letter: header for header, letter in part.letters.items()}
    places = {place: by_letter.get(column_letter(place + 1)) for place in range(len(columns))}
    headed = [(header, column) for place, column in enumerate(columns) if (header := places[place])]
    own = {column.own: header for header, column in reversed(headed) if column.own}
    made = _with_completeness(part, own.get("Finished"))
    return replace(
        made,
        codes=_codes(headed),
        personal=frozenset(header for name, header in own.items() if name in PERSONAL),
        bookkeeping=frozenset({IS_COMPLETE, *(header for name, header in own.items() if name not in PERSONAL)}),
        provides=_provides(own) | ({"complete": IS_COMPLETE} if IS_COMPLETE in made.headers else {}),
    )


def _codes(headed: Iterable[tuple[str, Column]]) -> dict[str, str]:
    """Name and import id of each question: its header. A code that several columns have names none of them."""
    pairs = {(code, header) for header, column in headed if not column.own for code in _codes_of(column)}
    times = Counter(code for code, _ in pairs)
    return {code: header for code, header in sorted(pairs) if times[code] == 1}


def _codes_of(column: Column) -> list[str]:
    return [code for code in (column.name, column.import_id) if code]


def _provides(own: Mapping[str, str]) -> dict[str, str]:
    found = {key: next((own[name] for name in names if name in own), None) for key, names in _PROVIDES.items()}
    return {key: header for key, header in found.items() if header}


def _with_completeness(part: RawTable, finished: str | None) -> RawTable:
    if finished is None:
        return part
    found = part.cells[finished].map(text)
    known = found.str.casefold()
    complete = known.map(_FINISHED).where(known.isin(list(_FINISHED)), found)
    return replace(part, cells=part.cells.assign(**{IS_COMPLETE: complete}))
