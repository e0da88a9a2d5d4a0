"""Exports of KoboToolbox and ODK: text file, workbook, or ODK Central's archive with a text file for each repeat.

The form itself, an XLSForm named in codebook:, tells the questions, their options and which were shown on a condition.
Of a form with repeats, sheet: names the one to read; each of its rows gets the columns of the row that it belongs to.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import pandas as pd

from arvio.errors import Problem, SourceError
from arvio.params import Source
from arvio.saying import say
from arvio.sources.cells import each, text
from arvio.sources.codebooks.odk_columns import BOOKKEEPING_TYPES, IDENTIFIERS, LINKS, PERSONAL_TYPES, SENT, standings
from arvio.sources.codebooks.xlsform import FormQuestion, form
from arvio.sources.containers.repeats import OF_PARENT, parts_with_parents
from arvio.sources.files import companion
from arvio.sources.raw_table import NOT_SHOWN, Question, RawTable
from arvio.sources.source_file import SourceFile

SEPARATOR = " "

_REPEATED = re.compile(r"(.+) \[(\d{1,4})\]")
_MARKS = frozenset({"", "0", "1", "true", "false"})


@dataclass(frozen=True)
class Meant:
    """What a header stands for in the form: a question, or one of its options."""

    asked: FormQuestion
    option: str = ""


@dataclass(frozen=True)
class Boxes:
    """The columns of one question that has a box for each option."""

    headers: tuple[str, ...]
    question: str
    """The column that sums them up, else the question's name."""
    shown: Literal["always", "on_condition"] = "on_condition"


@dataclass(frozen=True)
class Layout:
    """What the first part of an export and its form show of the whole."""

    boxes: tuple[Boxes, ...] = ()
    required: tuple[str, ...] = ()
    """Required questions shown on a condition: a blank one was not shown."""
    codes: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    personal: frozenset[str] = frozenset()
    bookkeeping: frozenset[str] = frozenset()
    provides: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read(source: Source, file: SourceFile) -> Iterator[RawTable]:
    """The rows of the form, or of one of its repeats with the columns of the rows that they belong to."""
    asked = form(companion(file, source.codebook)) if source.codebook else ()
    layout = None
    for part in parts_with_parents(source, file):
        layout = layout or _layout(part, asked, codebook=source.codebook)
        yield _told(part, layout)


def _told(part: RawTable, layout: Layout) -> RawTable:
    return replace(
        part,
        cells=_cells(part.cells, layout),
        codes=layout.codes,
        questions=layout.questions,
        personal=layout.personal,
        bookkeeping=layout.bookkeeping,
        provides=layout.provides,
        separator=SEPARATOR,
        notes=(*part.notes, *layout.notes),
    )


def _cells(cells: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    changed = {header: cells[header].mask(_blank(cells[header]), NOT_SHOWN) for header in layout.required}
    for boxes in layout.boxes:
        changed |= _seen(cells, boxes)
    return cells.assign(**changed)


def _seen(cells: pd.DataFrame, boxes: Boxes) -> dict[str, pd.Series]:
    """Boxes of which the blank ones are told as never shown: one that was seen holds 1 or 0.

    A box blank beside others that are not was added to the form later. Where all are blank, the question was not
    shown; or, when the form shows it to everybody, was left open, and stays blank.
    """
    blank = {header: _blank(cells[header]) for header in boxes.headers}
    left_open = pd.concat(blank.values(), axis=1).all(axis=1) & (boxes.shown == "always")
    return {header: cells[header].mask(empty & ~left_open, NOT_SHOWN) for header, empty in blank.items()}


def _blank(column: pd.Series) -> pd.Series:
    return each(column, text).eq("")


def _layout(part: RawTable, asked: tuple[FormQuestion, ...], *, codebook: str | None) -> Layout:
    meant = _meant(part.headers, asked)
    if asked and not meant:
        raise SourceError(_other_form(part.file, str(codebook)))
    boxes = tuple(_boxes_of_form(meant) if asked else _boxes_of_names(part))
    standing = _standings(part.headers, meant, boxes)
    return Layout(
        boxes,
        required=tuple(header for header, one in meant.items() if _is_required_on_condition(one)),
        codes=_codes(meant, set(part.headers)),
        questions=_questions(meant, boxes),
        personal=frozenset(header for header, one in standing.items() if one == "personal"),
        bookkeeping=frozenset(header for header, one in standing.items() if one == "bookkeeping"),
        provides=_provides(part.headers),
        notes=tuple(_ambiguous_sums(part, meant, boxes)),
    )


def _meant(headers: list[str], asked: Iterable[FormQuestion]) -> dict[str, Meant]:
    """Header: the question or option of the form that it stands for, where only one can be.

    Columns of one header stand in the order of the form's questions of that label.
    """
    names = _names(asked)
    times = Counter(_base(header) for header in headers if not header.endswith(OF_PARENT))
    meant = {}
    for header in headers:
        turn = 0 if header in names else _turn(header)
        several = _likeliest(names.get(header) or names.get(_base(header), []), header, headers=headers)
        if turn < len(several) and len(several) in (1, times[_base(header)]):
            meant[header] = several[turn]
    return meant


def _likeliest(several: list[Meant], header: str, *, headers: list[str]) -> list[Meant]:
    """The one whose name with all its groups the header is. In a repeat names begin anew, so that it proves nothing."""
    whole = [one for one in several if not one.option and header in one.asked.whole_names]
    is_repeat = any(child in headers for child, _ in LINKS)
    return whole if len(whole) == 1 and not is_repeat else several


def _names(asked: Iterable[FormQuestion]) -> Mapping[str, list[Meant]]:
    """Every heading that the form's questions may have, and the options of those that have a box for each."""
    names: defaultdict[str, list[Meant]] = defaultdict(list)
    for one in asked:
        options = one.option_labels if one.question.kind == "choices" else {}
        for heading in one.headings:
            names[heading].append(Meant(one))
            for code, labels in options.items():
                for words in labels | {code}:
                    names[f"{heading}/{words}"].append(Meant(one, code))
    return names


def _base(header: str) -> str:
    """A header without the number of those that stand twice, and without the mark of the parent's."""
    header = header.removesuffix(OF_PARENT)
    found = _REPEATED.fullmatch(header)
    return found[1] if found else header


def _turn(header: str) -> int:
    """Which of the columns of one header a column is, from nought."""
    found = _REPEATED.fullmatch(header)
    return int(found[2]) - 1 if found else 0


def _is_required_on_condition(one: Meant) -> bool:
    asked = one.asked
    return asked.answer == "required" and asked.shown == "on_condition" and not one.option


def _codes(meant: Mapping[str, Meant], headers: set[str]) -> dict[str, str]:
    """Names of questions and options, with all their groups or with none: the header of each that has only one."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for header, one in meant.items():
        for name in one.asked.whole_names | {one.asked.name}:
            found[f"{name}/{one.option}" if one.option else name].add(header)
    return {code: next(iter(one)) for code, one in found.items() if len(one) == 1 and code not in headers}


def _questions(meant: Mapping[str, Meant], boxes: Iterable[Boxes]) -> dict[str, Question]:
    """What the form says of each column. Boxes show by their headers alone what they are."""
    by_name = {
        header: Question(header.removeprefix(f"{one.question}/"), "option", parent=one.question)
        for one in boxes
        for header in one.headers
    }
    by_form = {header: one.asked.question for header, one in meant.items() if not one.option}
    options = {
        header: replace(by_name[header], text=one.asked.question.options[one.option])
        for header, one in meant.items()
        if one.option
    }
    return by_name | by_form | options


def _boxes_of_form(meant: Mapping[str, Meant]) -> Iterator[Boxes]:
    """The boxes of each question of the form, and the column that sums them up if there is one."""
    groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for header, one in meant.items():
        if one.option:
            groups[one.asked.path].append(header)
    sums = {one.asked.path: header for header, one in meant.items() if not one.option}
    for path, headers in groups.items():
        asked = meant[headers[0]].asked
        yield Boxes(tuple(headers), sums.get(path, asked.name), asked.shown)


def _boxes_of_names(part: RawTable) -> Iterator[Boxes]:
    """The columns named behind another one and a slash, where all of them hold marks: so boxes are exported."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    sums = sorted(part.headers, key=len, reverse=True)
    for header in part.headers:
        found = next((one for one in sums if header.startswith(f"{one}/")), None)
        if found is not None:
            groups[found].append(header)
    for name, headers in groups.items():
        if all(set(each(part.cells[header], text).str.casefold()) <= _MARKS for header in headers):
            yield Boxes(tuple(headers), name)


def _standings(
    headers: list[str], meant: Mapping[str, Meant], boxes: Iterable[Boxes]
) -> Mapping[str, Literal["personal", "bookkeeping"]]:
    """Which columns are about persons, and which hold nothing to evaluate, as what only sums up boxes."""
    types = {header: one.asked.type for header, one in meant.items()}
    bookkeeping = {header for header, kind in types.items() if kind in BOOKKEEPING_TYPES}
    bookkeeping |= {one.question for one in boxes} & set(headers)
    personal = {header for header, kind in types.items() if kind in PERSONAL_TYPES}
    return {**dict.fromkeys(bookkeeping, "bookkeeping"), **standings(headers), **dict.fromkeys(personal, "personal")}


def _provides(headers: list[str]) -> dict[str, str]:
    """A row of a repeat is known by its own number: the identifier of the form's row stands on several."""
    found = {
        "response_id": next((one for one in IDENTIFIERS if one in headers), None),
        "submitted_at": next((one for one in SENT if one in headers), None),
    }
    return {column: header for column, header in found.items() if header}


def _ambiguous_sums(part: RawTable, meant: Mapping[str, Meant], boxes: Iterable[Boxes]) -> Iterator[str]:
    """Questions whose answers stand in one cell as labels: the spaces within labels and between them are the same."""
    with_boxes = {one.question for one in boxes}
    for header, one in meant.items():
        if one.option or one.asked.question.kind != "choices" or header in with_boxes:
            continue
        words = {word for cell in part.cells[header].unique() for word in text(cell).split()}
        if words - set(one.asked.question.options):
            yield say(
                "'%(header)s' holds several labels parted by spaces: export it with a column for each option",
                header=header,
            )


def _other_form(file: str, codebook: str) -> Problem:
    return Problem(
        file,
        say("the form %(codebook)s has none of its columns", codebook=codebook),
        say("the XLSForm that was filled in"),
        say("name the right file in codebook: or leave it out"),
    )
