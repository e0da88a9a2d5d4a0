"""An XLSForm, the workbook in which forms of KoboToolbox and ODK are written, as what it says of each question."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from arvio.errors import Problem, SourceError
from arvio.saying import say
from arvio.sources.cells import text
from arvio.sources.codebooks.options import kind_of
from arvio.sources.containers.workbook_file import checked_container
from arvio.sources.raw_table import Question, QuestionKind, in_words
from arvio.sources.source_file import SourceFile

Choices = Mapping[str, Mapping[str, Mapping[str, str]]]
"""List: option: language: label."""

_OTHER_NAMES = {"relevance": "relevant", "list name": "list_name", "value": "name", "tag": "name", "command": "type"}
_KINDS: Mapping[str, QuestionKind] = {
    **dict.fromkeys(("integer", "int", "decimal", "range"), "number"),
    **dict.fromkeys(("date", "datetime", "today", "start", "end"), "date"),
    "note": "note",
}
_FINNISH = re.compile(r"\(fi\)|^fi$|suomi|finnish", re.IGNORECASE)
_GROUP = re.compile(r"(begin|end)[ _]\S.*", re.IGNORECASE)
_OTHER = "other"
_YES = frozenset({"yes", "true", "true()", "1"})


@dataclass(frozen=True)
class FormQuestion:
    """One question of a form, and every heading by which an export may call it."""

    path: tuple[str, ...]
    """The names of the groups and repeats around it, and its own."""
    type: str
    question: Question
    labels: frozenset[str] = frozenset()
    """Its label in each language, alone and behind those of its groups."""
    option_labels: Mapping[str, frozenset[str]] = field(default_factory=dict)
    shown: Literal["always", "on_condition"] = "always"
    answer: Literal["required", "optional"] = "optional"

    @property
    def name(self) -> str:
        return self.path[-1]

    @property
    def whole_names(self) -> frozenset[str]:
        """Its name behind those of all its groups, parted as KoboToolbox and as ODK Central do."""
        return frozenset({"/".join(self.path), "-".join(self.path)})

    @property
    def headings(self) -> frozenset[str]:
        """Every name that an export may give it: its labels, and its name with all its groups, some or none."""
        ends = [self.path[start:] for start in range(len(self.path))]
        return self.labels | {sign.join(end) for end in ends for sign in "/-"}


@dataclass(frozen=True)
class _Row:
    number: int
    cells: Mapping[str, str]
    labels: Mapping[str, str]
    """Language ('' where none is said): label."""

    @property
    def type(self) -> str:
        return self.cells.get("type", "")

    @property
    def name(self) -> str:
        return self.cells.get("name", "")


@dataclass(frozen=True)
class _Select:
    """What a type such as `select_multiple palvelut or_other` says."""

    kind: Literal["choice", "choices"]
    options_from: str
    """The list of its options; '' where they come from elsewhere."""
    other: Literal["asked", "none"]


def form(file: SourceFile) -> tuple[FormQuestion, ...]:
    """The questions of a form in its order; everything that is wrong with its sheets in one error."""
    sheets = _sheets(file)
    survey = [row for row in _rows(sheets.get("survey") or []) if row.type]
    if not survey:
        raise SourceError(_no_survey(file.name))
    lists = _lists(_rows(sheets.get("choices") or []))
    problems = [
        _unknown_list(file.name, row, known=lists)
        for row in survey
        if (select := _select(row.type)) and select.options_from and select.options_from not in lists
    ]
    if problems:
        raise SourceError(problems)
    return tuple(_questions(survey, lists))


def _sheets(file: SourceFile) -> Mapping[str, list[dict[str, str]]]:
    from pyxform.xls2json_backends import xlsx_to_dict  # half a second that other sources need not wait for

    container = checked_container(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles and extensions, which are not read here
            return xlsx_to_dict(container)
    except Exception as error:  # any byte of the XML within may be broken, and the libraries then raise anything
        raise SourceError(_unreadable(file.name, error)) from error


def _rows(rows: Iterable[Mapping[str, str]]) -> Iterator[_Row]:
    """The rows of a sheet by their columns' usual names; rows are counted as Excel does."""
    for number, row in enumerate(rows, start=2):
        named = {_column(header): text(cell) for header, cell in row.items()}
        labels = {language: cell for (column, language), cell in named.items() if column in ("label", "caption")}
        yield _Row(number, {column: cell for (column, language), cell in named.items() if not language}, labels)


def _column(header: str) -> tuple[str, str]:
    """A column's usual name and its language: label::Suomi (fi) is the label in Suomi (fi)."""
    column, _, rest = re.sub(r"\s*::?\s*", "\n", header.strip(), count=1).partition("\n")
    column = column.casefold()
    if column == "bind":
        column, rest = rest.casefold(), ""
    return _OTHER_NAMES.get(column, column), rest.strip()


def _lists(rows: Iterable[_Row]) -> Choices:
    lists: dict[str, dict[str, Mapping[str, str]]] = {}
    for row in rows:
        if row.cells.get("list_name") and row.name:
            lists.setdefault(row.cells["list_name"], {})[row.name] = row.labels
    return lists


def _questions(survey: Iterable[_Row], lists: Choices) -> Iterator[FormQuestion]:
    """Each question with the groups around it. Rows that begin and end a group are none."""
    around: list[_Row] = []
    for row in survey:
        begins = _GROUP.fullmatch(row.type)
        if begins and begins[1].casefold() == "begin":
            around.append(row)
        elif begins:
            del around[-1:]
        elif row.name:
            yield from _question(row, around, lists)


def _question(row: _Row, around: list[_Row], lists: Choices) -> Iterator[FormQuestion]:
    select = _select(row.type)
    options = dict(lists.get(select.options_from, {})) if select else {}
    if select and select.other == "asked":
        options[_OTHER] = {"": "Muu", "en": "Other"}
    asked = FormQuestion(
        path=tuple(group.name for group in (*around, row) if group.name),
        type=row.type.split()[0].casefold(),
        question=_as_question(row, select, options),
        labels=_label_paths(row, around),
        option_labels={code: frozenset(labels.values()) - {""} for code, labels in options.items()},
        shown="on_condition" if any(one.cells.get("relevant") for one in (*around, row)) else "always",
        answer="required" if row.cells.get("required", "").casefold() in _YES else "optional",
    )
    yield asked
    if select and select.other == "asked":
        words = Question(f"{asked.question.text} (muu)", "text")
        path = (*asked.path[:-1], f"{row.name}_{_OTHER}")
        yield replace(asked, path=path, type="text", question=words, labels=frozenset(), option_labels={})


def _as_question(row: _Row, select: _Select | None, options: Mapping[str, Mapping[str, str]]) -> Question:
    words = _preferred(row.labels) or row.name
    if select is None:
        return Question(words, _KINDS.get(row.type.split()[0].casefold(), "text"))
    shown = {code: _preferred(labels) or code for code, labels in options.items()}
    return Question(words, kind_of(shown) if select.kind == "choice" else "choices", shown)


def _label_paths(row: _Row, around: Iterable[_Row]) -> frozenset[str]:
    """A question's label in each language, alone and behind the labels of the groups around it."""
    alone = set(row.labels.values())
    behind = {"/".join(one.labels.get(language) or one.name for one in (*around, row)) for language in row.labels}
    return frozenset(alone | behind) - {""}


def _preferred(labels: Mapping[str, str]) -> str:
    """The label in Finnish, else the one of no language, else the first."""
    finnish = [words for language, words in labels.items() if _FINNISH.search(language)]
    return next((words for words in (*finnish, labels.get("", ""), *labels.values()) if words), "")


def _select(written: str) -> _Select | None:
    """What the type of a question to choose in says; None of any other question."""
    for begins, kind in _selecting().items():
        rest = written[len(begins) :].split()
        if written.casefold().startswith(f"{begins} ") and rest:
            elsewhere = begins.endswith(("file", "external")) or "$" in rest[0]
            other: Literal["asked", "none"] = "asked" if _OTHER in " ".join(rest[1:]).casefold() else "none"
            return _Select(kind, "" if elsewhere else rest[0], other)
    return None


@cache
def _selecting() -> Mapping[str, Literal["choice", "choices"]]:
    """How types of questions to choose in begin, the longest first."""
    from pyxform import aliases, constants  # half a second that other sources need not wait for

    kinds: dict[str, Literal["choice", "choices"]] = {
        constants.SELECT_ALL_THAT_APPLY: "choices",
        constants.RANK: "choices",
    }
    longest = sorted(aliases.select, key=len, reverse=True)
    return {begins: kinds.get(aliases.select[begins], "choice") for begins in longest}


def _no_survey(name: str) -> Problem:
    return Problem(
        name,
        say("the form has no sheet survey with a column type"),
        say("the sheets survey and choices of an XLSForm"),
        say("download the form itself from the server as a workbook, and name it in codebook:"),
    )


def _unknown_list(name: str, row: _Row, *, known: Choices) -> Problem:
    return Problem(
        name,
        say("the question %(name)s chooses from a list that the sheet choices does not have", name=row.name),
        say("one of: %(listed)s", listed=", ".join(known)) if known else say("lists of options on the sheet choices"),
        say("add the list to the sheet choices, or download the form again as a whole"),
        in_words("survey", [row.number], "type"),
        row.type,
    )


def _unreadable(name: str, error: Exception) -> Problem:
    from pyxform.errors import PyXFormError

    told = str(error) if isinstance(error, PyXFormError) else type(error).__name__
    return Problem(
        name,
        say("the form cannot be read (%(told)s)", told=told),
        say("an XLSForm (.xlsx) that Excel opens, each column with a heading of its own"),
        say("open it in Excel, mend it and save it, or download it again"),
    )
