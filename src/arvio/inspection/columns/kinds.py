"""The kind of each column of an export, and what showed it: its tool, its codebook, its cells or its neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from arvio.inspection.columns import scales
from arvio.inspection.columns.by_cells import MOST_OPTIONS, by_cells
from arvio.inspection.columns.by_codebook import missing_of, with_options
from arvio.inspection.columns.column import Column, Kind, Option
from arvio.inspection.columns.groups import Part, parts_of
from arvio.inspection.columns.headings import asks_for_own_words, is_other, numbers_answers
from arvio.inspection.columns.profile import Profile
from arvio.inspection.columns.scales import Steps
from arvio.inspection.columns.tally import AT_LEAST, Tally
from arvio.inspection.columns.words import dates_in_words
from arvio.params import Instrument
from arvio.saying import Said, joined, say
from arvio.sources.cells import label
from arvio.sources.mapping.answers import TICKED, UNTICKED
from arvio.sources.raw_table import Question

_RANKED = re.compile(r"\brank\b|järjestykseen|järjestykses|paremmuus|rangordna", re.IGNORECASE)
_EMPTY: Mapping[str, Kind] = {"number": "number", "date": "date", "text": "open text"}
"""What a column is that its codebook knows and nobody filled in."""

_PROVIDED = {"response_id": say("the number of the answer"), "submitted_at": say("when it was given")}
A_LITTLE, DOUBTFUL_STEPS = 2, 6
"""Steps: nobody gave the highest marks of a question, so that its scale seems shorter than that of the others."""

Columns = Mapping[str, Column]
"""Header: its column."""


def columns_of(profile: Profile, instruments: Mapping[str, Instrument]) -> tuple[Column, ...]:
    """Every column of an export with its kind, in the order of the file."""
    parts = parts_of(profile.raw.headers, profile.raw.questions)
    found = {header: _alone(header, profile, part=parts.get(header)) for header in profile.raw.headers}
    found |= _boxes(found)
    found |= _on_scales(found, instruments)
    return tuple(_ranked(_of_one_question(one, found)) for one in found.values())


def _alone(header: str, profile: Profile, *, part: Part | None) -> Column:
    """A column by what its tool, its codebook and its own cells say."""
    raw, tally = profile.raw, profile.tallies[header]
    asked = raw.questions.get(header)
    column = Column(header, raw.letters.get(header, ""), "open text", tally, part=part)
    if header in raw.personal:
        return replace(column, kind="personal", why=say("the tool or its codebook says so"))
    if header in {*raw.bookkeeping, *raw.provides.values()} or (asked and asked.kind == "note"):
        return replace(column, kind="bookkeeping", why=_own(header, profile, asked))
    if asked and asked.kind == "option":
        own = part.own if part else next(iter(asked.options.values()), asked.text)
        return replace(column, kind="box", options=(Option(own),))
    return _answered(column, asked, raw.separator)


def _answered(column: Column, asked: Question | None, separator: str) -> Column:
    """A column that people filled in, or could have."""
    tally = column.tally
    if tally.personal:
        return replace(column, kind="personal", why=tally.personal)
    if numbers_answers(column.header) and tally.filled:
        return replace(column, kind="bookkeeping", why=_numbering(tally))
    if asked and asked.options:
        return with_options(column, asked, separator)
    if not tally.filled:
        return replace(column, kind=_unanswered(column.header, asked))
    return by_cells(replace(column, missing=missing_of(asked) if asked else {}), separator)


def _unanswered(header: str, asked: Question | None) -> Kind:
    """What a column is that nobody filled in."""
    if asks_for_own_words(header):
        return "open text"
    return _EMPTY.get(asked.kind, "empty") if asked else "empty"


def _own(header: str, profile: Profile, asked: Question | None) -> str:
    """What a column is that the tool writes by itself."""
    tally: Tally = profile.tallies[header]
    if asked and asked.kind == "note":
        return say("shown to the respondent and never answered")
    provided = [_PROVIDED[name] for name, own in profile.raw.provides.items() if own == header and name in _PROVIDED]
    if header == profile.raw.provides.get("present"):
        marks = " | ".join(words for words, n in tally.labels().values() if n >= AT_LEAST)
        provided = [say("marks: %(marks)s", marks=marks)]
    if numbers_answers(header):
        provided = [_numbering(tally)]
    dates = dates_in_words(tally.dates) if tally.days else ""
    return joined((one for one in (*(provided or [say("the tool writes it")]), dates) if one), "; ")


def _numbering(tally: Tally) -> Said:
    if tally.are_different:
        return say("the number of the answer")
    return say("the number of the answer, which some answers share")


def _boxes(found: Columns) -> dict[str, Column]:
    """The columns of questions that are answered by ticking; what people wrote beside the boxes is none of them."""
    boxes: dict[str, Column] = {}
    for members in _questions(found):
        ticks = [one for one in members if _is_box(one)]
        others = [one for one in members if one not in ticks]
        ticked = any(one.tally.filled or one.tally.not_chosen for one in ticks)
        if ticked and all(one.kind in ("open text", "personal") or _is_other(one) for one in others):
            boxes |= {one.header: _as_box(one) for one in ticks}
            boxes |= {one.header: replace(_plain(one), kind="open text") for one in others if one.kind != "personal"}
    return boxes


def _is_other(column: Column) -> bool:
    return column.part is not None and is_other(column.part.own)


def _as_box(column: Column) -> Column:
    own = column.part.own if column.part else column.header
    return replace(_plain(column), kind="box", options=(Option(own),))


def _plain(column: Column) -> Column:
    """A column without what its cells alone seemed to show."""
    return replace(column, options=(), separator="", steps=None, missing={}, rare=0, remark="", why="")


def _questions(found: Columns) -> list[list[Column]]:
    """The columns of each question that has several, or a box of its own."""
    groups: dict[str, list[Column]] = {}
    for one in found.values():
        if one.part and one.kind != "bookkeeping":
            groups.setdefault(one.part.parent, []).append(one)
    return list(groups.values())


def _is_box(column: Column) -> bool:
    """Whether a column holds nothing but ticks, or its own option's words."""
    own = label(column.part.own if column.part else "")
    return not column.tally.beyond and {label(form) for form in column.tally.forms} <= {*TICKED, *UNTICKED, own}


def _on_scales(found: Columns, instruments: Mapping[str, Instrument]) -> dict[str, Column]:
    """The columns whose labels are steps of a scale; other columns in the same words show which steps there are."""
    written = {header: _answers(one) for header, one in found.items() if _may_be_scale(one)}
    different = {tuple(sorted(words)) for words in written.values()}
    steps = {header: scales.of_labels(words, instruments, different) for header, words in written.items()}
    known = {header: one for header, one in steps.items() if one}
    return {
        header: replace(found[header], kind="scale", steps=one, options=(), rare=0) for header, one in known.items()
    }


def _may_be_scale(column: Column) -> bool:
    has_codes = any(one.code for one in column.options)
    is_known = column.kind in ("choice", "open text") and not has_codes and not column.tally.beyond
    return is_known and len(column.tally.forms) <= MOST_OPTIONS


def _answers(column: Column) -> list[str]:
    return [words for words, _ in column.tally.labels().values() if words not in column.missing]


def _of_one_question(column: Column, found: Columns) -> Column:
    """A column as its question's others are: a scale is the same for all, and one on which all agree is no constant."""
    beside = [one for one in found.values() if _is_beside(column, one)]
    steps = [one.steps for one in beside if one.steps]
    if not steps:
        return column
    widest = max(steps, key=lambda one: (one.highest, len(one.labels)))
    if column.steps and column.steps.known_by == widest.known_by:
        return replace(column, steps=_widened(column.steps, widest))
    if column.kind == "constant" and all(_is_step(widest, one) for one in _answers(column)):
        return replace(column, kind="scale", steps=widest)
    return column


def _is_beside(column: Column, other: Column) -> bool:
    """Whether two columns are rows of one matrix; or marks of questions beside it, of which one goes a little further.

    Six steps where others have five may be five and "don't know", and are not taken for the scale of the others.
    """
    if column.part or other.part:
        return bool(column.part and other.part and column.part.parent == other.part.parent)
    if not column.steps or not other.steps or other.steps.highest == DOUBTFUL_STEPS:
        return other is column
    further = other.steps.highest - column.steps.highest
    return other is column or (0 <= further <= A_LITTLE and column.steps.lowest == other.steps.lowest)


def _widened(steps: Steps, widest: Steps) -> Steps:
    return replace(steps, lowest=min(steps.lowest, widest.lowest), highest=max(steps.highest, widest.highest))


def _is_step(steps: Steps, written: str) -> bool:
    words = {label(one) for several in steps.labels.values() for one in several}
    in_range = written.isdecimal() and steps.lowest <= int(written) <= steps.highest
    return label(written) in words or (not steps.labels and in_range)


def _ranked(column: Column) -> Column:
    """Places in an order: the first is the best."""
    if column.steps is None or not _RANKED.search(column.header):
        return column
    remark = say("the question asks for an order: 1 is taken for the best")
    return replace(column, steps=replace(column.steps, direction="lower_is_better"), remark=remark)
