"""The missing answers of a source: params say them once for all questions, and a code may mean different things."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from arvio.inspection.columns.column import Column, Kind, Missing, Option
from arvio.params.models import MissingReason
from arvio.sources.cells import label


def without_conflicts(columns: Sequence[Column]) -> tuple[list[Column], Missing]:
    """The columns, and the missing answers that hold for all of them.

    A code that is missing in one question and an answer in another stays an option where it is missing.
    """
    asked = [one for one in columns if one.is_answered]
    kept = {one.header: _keeping(one, [other for other in asked if other is not one]) for one in asked}
    missing: dict[str, MissingReason] = {}
    for one in kept.values():
        missing |= one.missing
    return [kept.get(one.header, one) for one in columns], missing


def _keeping(column: Column, others: Sequence[Column]) -> Column:
    """A column with those of its missing answers as options that are answers in another."""
    clashing = {code: reason for code, reason in column.missing.items() if any(_has(other, code) for other in others)}
    if not clashing:
        return column
    missing = {code: reason for code, reason in column.missing.items() if code not in clashing}
    if column.kind == "number":
        return replace(column, missing=missing, remark=_remark(clashing, "are read as figures"))
    options = (*(column.options or _steps(column)), *(Option(code) for code in clashing))
    kind: Kind = "choices" if column.kind == "choices" else "choice"
    remark = _remark(clashing, "stay options")
    return replace(column, kind=kind, options=options, missing=missing, steps=None, remark=remark)


def _remark(clashing: Missing, become: str) -> str:
    listed = ", ".join(f"{code} ({reason.replace('_', ' ')})" for code, reason in clashing.items())
    return f"missing answers that are answers in other questions, and so {become}: {listed}"


def _steps(column: Column) -> Iterable[Option]:
    labels = column.steps.labels if column.steps else {}
    for step in _range(column):
        yield Option(labels[step][0], code=str(step)) if step in labels else Option(str(step))


def _range(column: Column) -> Iterable[int]:
    return range(column.steps.lowest, column.steps.highest + 1) if column.steps else ()


def _has(column: Column, code: str) -> bool:
    """Whether what is a missing answer elsewhere is an answer of this column."""
    if code in column.missing:
        return False
    answers = {label(one) for option in column.options for one in (option.code, option.words)}
    answers |= {str(number) for number in _range(column)}
    return label(code) in answers or (column.kind == "number" and code in column.tally.forms)
