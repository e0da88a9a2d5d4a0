"""The items of a draft: one for each question that a report may be made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from arvio.inspection.columns.column import Column, Option
from arvio.inspection.columns.groups import Part
from arvio.inspection.columns.profile import Profile
from arvio.inspection.drafts.names import name_of, plain_name, without_number
from arvio.inspection.drafts.planned import OTHER, Item
from arvio.sources.cells import label
from arvio.sources.mapping.codebook import ANYTHING_ELSE
from arvio.sources.raw_table import Question


def items_of(columns: Sequence[Column], profile: Profile) -> list[Item]:
    """The items in the order of the file, each with a name of its own."""
    names: list[str] = []
    found: list[Item] = []
    for item in _items(columns, profile):
        names.append(name_of(item.name, names))
        found.append(replace(item, name=names[-1]))
    return found


def _items(columns: Sequence[Column], profile: Profile) -> Iterator[Item]:
    ticked: set[str] = set()
    for column in columns:
        if column.kind == "box" and column.part and column.part.parent not in ticked:
            ticked.add(column.part.parent)
            yield _of_boxes(column.part.parent, columns, profile)
        elif column.is_answered and column.kind != "box":
            yield _of_column(column, columns, profile)


def _of_column(column: Column, columns: Sequence[Column], profile: Profile) -> Item:
    """An item of one column; a row of a matrix is called by its own words where no other has them."""
    words = profile.raw.questions.get(column.header, Question()).text or without_number(column.header)
    own = _own_words(column.part, column, columns) if column.part else words
    kind = column.kind if column.kind in ("scale", "choice", "choices") else "number"
    options = _options(column.options, rare=column.rare) if kind in ("choice", "choices") else {}
    return Item(own, kind, words, column.header, column.steps, options, remark=column.remark)


def _own_words(part: Part, column: Column, columns: Sequence[Column]) -> str:
    """The words of a row; where two questions have the same rows, behind those of the question."""
    others = [one.part.own for one in columns if one.part and one is not column and one.kind != "box"]
    return part.own if part.own not in others else f"{_beginning(part.parent)} {part.own}"


def _beginning(question: str) -> str:
    return " ".join(name_of(question).split("_")[:2])


def _of_boxes(parent: str, columns: Sequence[Column], profile: Profile) -> Item:
    """An item that is answered by ticking boxes; what people wrote beside them is its other option."""
    members = [one for one in columns if one.part and one.part.parent == parent]
    boxes = [(one, one.part.own) for one in members if one.kind == "box" and one.part]
    written = [one for one in members if one.kind == "open text"]
    options: dict[str, tuple[str, ...]] = {}
    headers: dict[str, str] = {}
    for box, own in boxes:
        name = plain_name(own, options)
        options[name], headers[name] = (own,), box.header
    if len(written) == 1 and OTHER not in options:
        options[OTHER], headers[OTHER] = (ANYTHING_ELSE,), written[0].header
    return Item(parent, "choices", _text(parent, *boxes[0], profile=profile), options=options, boxes=headers)


def _text(parent: str, box: Column, option: str, *, profile: Profile) -> str:
    """The words of a question: those of its codebook without the option, where it has any."""
    whole = profile.raw.questions.get(parent, Question()).text
    if whole:
        return whole
    told = profile.raw.questions.get(box.header, Question()).text
    without = told.removesuffix(option).rstrip(" :/-–[")
    return without if without and without != told else without_number(parent)


def _options(found: Iterable[Option], *, rare: int) -> dict[str, tuple[str, ...]]:
    """Name of each option: its code and words. No word may stand for two of them."""
    several = list(found)
    told = {ANYTHING_ELSE, *(label(one.code) for one in several if one.code)}
    options: dict[str, tuple[str, ...]] = {}
    for one in several:
        words = (one.words,) if label(one.words) not in told else ()
        told.add(label(one.words))
        codes = (one.code,) if one.code else ()
        if codes or words:
            options[plain_name(one.words, options)] = (*codes, *words)
    if rare:
        options[OTHER] = (*options.get(OTHER, ()), ANYTHING_ELSE)
    return options
