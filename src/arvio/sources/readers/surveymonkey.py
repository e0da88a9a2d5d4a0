"""SurveyMonkey's export: the question over its options in two header rows, or one row; boxes hold the option's text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import chain, islice, repeat

import pandas as pd

from arvio.params import Source
from arvio.saying import joined, say
from arvio.sources.cells import column_letter, text
from arvio.sources.containers.tabular import sheet_rows
from arvio.sources.dates import is_written_as_date
from arvio.sources.raw_table import NOT_CHOSEN, Question, RawTable, raw_tables
from arvio.sources.source_file import SourceFile

RESPONDENT = "respondentid"
BOOKKEEPING = (RESPONDENT, "collectorid", "startdate", "enddate", "datecreated", "datemodified")
PERSONAL = re.compile(r"ipaddress|emailaddress|firstname|lastname|customdata|custom(data|value)?[0-9]+")
CONTACT = ("name", "address", "address2", "emailaddress", "phonenumber")
"""What the tool calls the parts of its question about contact details."""
SENT_IN = ("enddate", "datemodified", "startdate", "datecreated")
"""Headers of the tool as they are compared: it writes the same ones with spaces, without them, or with _."""

ANSWER = ("response", "open-ended response", "vastaus", "avoin vastaus")
"""Under a question that has only one column. The Finnish words are from memory."""
STATES = ("Not selected", "No answer", "NA")
"""Some exports tell in words what others leave blank: seen and not chosen, not answered, not shown."""

LETTERS_LOST = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])")
_TIME = re.compile(r"[T ](\d{1,2}):(\d{2})(?::\d{2})?\s*([ap]\.?m|ap|ip)?", re.IGNORECASE)
TIMES_AT_LEAST = 20
"""Of so many different times, spread over the day, none is after 12:59 once in a million."""


@dataclass(frozen=True)
class Column:
    """One column as its header rows have it."""

    question: str
    option: str = ""
    first: int = 0
    """The place of the question's first column: two questions may have the same words."""
    own: str = ""
    """One of the tool's own columns, in its compared form; '' of a question."""

    @property
    def title(self) -> str:
        if self.option.casefold() in ("", *ANSWER) or self.option == self.question:
            return self.question or self.option
        return f"{self.question}: {self.option}" if self.question else self.option


@dataclass(frozen=True)
class Seen:
    """What a look through some rows shows, by header."""

    own_words: frozenset[str] = frozenset()
    """Columns in which the option's own text stands."""
    other_words: frozenset[str] = frozenset()
    letters_lost: Mapping[str, int] = field(default_factory=dict)
    times: frozenset[tuple[str, str, str, str]] = frozenset()
    """Header, hour, minute and half of the day of each different time."""

    def and_in(self, other: Seen) -> Seen:
        """What these rows and the others show together."""
        return Seen(
            self.own_words | other.own_words,
            self.other_words | other.other_words,
            Counter(self.letters_lost) + Counter(other.letters_lost),
            self.times | other.times,
        )


Headed = Mapping[str, Column]
"""Header: its column."""


def read(source: Source, file: SourceFile) -> Iterator[RawTable]:
    """The rows below one or two header rows, whichever the file has.

    Whether a column is a box shows in all its rows only, so that the file is looked through before it is read.
    """
    sheet, rows = sheet_rows(source, file)
    again = rows if isinstance(rows, list) else sheet_rows(source, file)[1]
    lines = iter(rows)
    above = list(islice(lines, source.header_row + 1))
    names = above[source.header_row - 1 :]
    below = source.header_row - 1 + _header_rows(names, source)
    columns = _columns(names[: below - source.header_row + 1])
    head = [*repeat([], below - 1), [column.title for column in columns]]
    looked = raw_tables(file, chain(head, above[below:], lines), header_row=below, sheet=sheet)
    seen = reduce(Seen.and_in, (_seen(part, _headed(part, columns)) for part in looked), Seen())
    for part in raw_tables(file, chain(head, islice(again, below, None)), header_row=below, sheet=sheet):
        yield _known(part, _headed(part, columns), seen)


def _header_rows(rows: Sequence[Sequence[object]], source: Source) -> int:
    """How many rows the headers take: two when nobody's number stands in the second, else as params say.

    A second row that is wholly empty is a header row too: exports with one column for each question have it.
    """
    if len(rows) < 2:
        return 1
    pairs = list(zip(*_squared(rows), strict=True))
    own = [text(below) for name, below in pairs if _own(text(name))]
    if any(_form(name) == RESPONDENT for name, _ in pairs):
        return 1 if any(own) else 2
    answers = any(text(below).casefold() in ANSWER for _, below in pairs)
    return 2 if answers and not any(own) else min(source.header_rows, 2)


def _columns(rows: Sequence[Sequence[object]]) -> list[Column]:
    """The columns; a question reaches over the empty cells after it, as far as there are options under them."""
    columns: list[Column] = []
    asked = Column("")
    for place, stack in enumerate(zip(*_squared(rows), strict=True)):
        question, option = (*map(text, stack), *repeat("", 2 - len(stack)))
        if question:
            asked = Column(question, option, place, "" if option else _own(question))
        follows = option and not question and not asked.own
        beside = Column(asked.question, option, asked.first) if follows else Column("", option, place)
        columns.append(asked if question else beside)
    return columns


def _squared(rows: Sequence[Sequence[object]]) -> list[list[object]]:
    width = max((len(row) for row in rows), default=0)
    return [[*row, *repeat(None, width - len(row))] for row in rows]


def _form(name: object) -> str:
    """The form in which the tool's headers are compared: no case, no spaces, no underscores."""
    return re.sub(r"[\W_]", "", text(name)).casefold()


def _own(name: str) -> str:
    """The compared form of one of the tool's own headers; '' for any other."""
    form = _form(name)
    return form if form in BOOKKEEPING or PERSONAL.fullmatch(form) else ""


def _headed(part: RawTable, columns: Sequence[Column]) -> Headed:
    by_letter = {column_letter(place): column for place, column in enumerate(columns, start=1)}
    return {header: by_letter[letter] for header, letter in part.letters.items()}


def _seen(part: RawTable, headed: Headed) -> Seen:
    """What the rows of one part show."""
    different = {header: [cell for cell in part.cells[header].unique() if text(cell)] for header in headed}
    words = {header: {text(cell) for cell in cells} - set(STATES) for header, cells in different.items()}
    return Seen(
        frozenset(header for header, found in words.items() if headed[header].option in found),
        frozenset(header for header, found in words.items() if found - {headed[header].option}),
        {header: _letters_lost(part.cells[header]) for header in headed},
        frozenset(time for header, cells in different.items() for time in _times(header, cells)),
    )


def _letters_lost(column: pd.Series) -> int:
    return sum(len(LETTERS_LOST.findall(cell)) for cell in column if isinstance(cell, str) and "?" in cell)


def _times(header: str, cells: Sequence[object]) -> Iterator[tuple[str, str, str, str]]:
    """The times of day in a column of dates; none in any other column."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    if not texts or not is_written_as_date(texts[0]):
        return
    for found in filter(None, map(_TIME.search, texts)):
        yield header, found[1], found[2], (found[3] or "").casefold()


def _known(part: RawTable, headed: Headed, seen: Seen) -> RawTable:
    """The rows with what the tool always writes, and boxes left unticked told from questions left unanswered."""
    boxes = _boxes(headed, seen)
    return replace(
        part,
        cells=_told(part.cells, headed, boxes),
        personal=frozenset(header for header, column in headed.items() if _is_personal(column)),
        bookkeeping=frozenset(header for header, column in headed.items() if column.own in BOOKKEEPING),
        provides=_provides({column.own: header for header, column in reversed([*headed.items()]) if column.own}),
        questions={header: _question(headed[header]) for header in boxes},
        notes=(*_time_notes(seen), *_letter_notes(seen)),
    )


def _is_personal(column: Column) -> bool:
    contact = column.option and _form(column.option) in CONTACT
    return bool(contact or (column.own and PERSONAL.fullmatch(column.own)))


def _provides(own: Mapping[str, str]) -> dict[str, str]:
    provided = {"response_id": own[RESPONDENT]} if RESPONDENT in own else {}
    sent_in = next((own[name] for name in SENT_IN if name in own), None)
    return provided | ({"submitted_at": sent_in} if sent_in else {})


def _boxes(headed: Headed, seen: Seen) -> list[str]:
    """The columns that hold nothing but their option's own text. One never ticked is known by those beside it."""
    ticked = {headed[header].first for header in seen.own_words - seen.other_words if headed[header].option}
    return [
        header
        for header, column in headed.items()
        if column.first in ticked and column.option and header not in seen.other_words
    ]


def _question(column: Column) -> Question:
    return Question(column.title, "option", {column.option: column.option}, parent=column.question)


def _told(cells: pd.DataFrame, headed: Headed, boxes: Iterable[str]) -> pd.DataFrame:
    """Where any option of a question was chosen, its other boxes were seen and left. Else the blank stays a blank."""
    told = {}
    for first in {headed[header].first for header in boxes}:
        beside = [header for header, column in headed.items() if column.first == first]
        texts = cells[beside].map(text)
        answered = ~texts.isin(["", *STATES]).all(axis=1)
        for header in set(beside) & set(boxes):
            told[header] = cells[header].mask(answered & texts[header].eq(""), NOT_CHOSEN)
    return cells.assign(**told)


def _time_notes(seen: Seen) -> tuple[str, ...]:
    """Times that end at 12 and do not say which half of the day: nothing may be reckoned from them."""
    found: dict[str, set[tuple[str, str, str]]] = {}
    for header, hour, minute, half in seen.times:
        found.setdefault(header, set()).add((hour, minute, half))
    doubtful = [header for header, times in found.items() if len(times) >= TIMES_AT_LEAST and _without_half(times)]
    if not doubtful:
        return ()
    told = say(
        "times of 12 hours without am or pm, so that durations are not known: %(headers)s",
        headers=", ".join(sorted(doubtful)),
    )
    return (told,)


def _without_half(times: Iterable[tuple[str, str, str]]) -> bool:
    return all(1 <= int(hour) <= 12 and not half for hour, _, half in times)


def _letter_notes(seen: Seen) -> tuple[str, ...]:
    """A question mark inside a word stands for a letter that was lost before the file was written."""
    lost = {header: count for header, count in seen.letters_lost.items() if count}
    counted = joined(say("%(count)s in '%(header)s'", count=count, header=header) for header, count in lost.items())
    return (say("? between letters, where a letter may be lost: %(counted)s", counted=counted),) if lost else ()
