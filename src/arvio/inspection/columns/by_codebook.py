"""The kind of a column that the codebook beside the export describes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from arvio.inspection.columns import scales
from arvio.inspection.columns.column import Column, Missing, Option
from arvio.inspection.columns.several_in_cell import parts
from arvio.inspection.columns.vocabulary import missing_reason
from arvio.saying import say
from arvio.sources.cells import label
from arvio.sources.raw_table import Question

ORDERED = say("its codes stand in a row: if they are steps of a scale, make it kind: scale")


def with_options(column: Column, asked: Question, separator: str) -> Column:
    """A question whose options the codebook tells. Codes are steps only where their labels show an order."""
    missing = missing_of(asked)
    words = {code: one for code, one in asked.options.items() if code not in missing}
    rare = _rare(column, words, missing, separator=separator if asked.kind == "choices" else "")
    options = tuple(Option(one, _n_answers(column, code, one), code) for code, one in words.items())
    found = replace(column, options=options, missing=missing, rare=rare, why=say("its codebook tells the options"))
    if asked.kind == "choices":
        return replace(found, kind="choices", separator=separator or " ")
    steps = scales.of_codes(words) if asked.kind == "scale" and not rare else None
    if steps:
        return replace(found, kind="scale", steps=steps)
    is_ordered = asked.kind == "scale" and len(words) >= scales.STEPS_AT_LEAST
    return replace(found, kind="choice", remark=ORDERED if is_ordered else "")


def missing_of(asked: Question) -> Missing:
    """The codes that stand for a missing answer: by their label, or declared so without saying why."""
    declared = {code: missing_reason(asked.options.get(code, "")) or "no_answer" for code in asked.missing}
    by_label = {code: reason for code, words in asked.options.items() if (reason := missing_reason(words))}
    return {**declared, **by_label}


def _rare(column: Column, words: Mapping[str, str], missing: Missing, *, separator: str) -> int:
    """How many answers the codebook does not have."""
    told = {label(one) for pair in words.items() for one in pair} | {label(one) for one in missing}
    forms = column.tally.forms.items()
    return sum(n for form, n in forms if not _is_told(form, told, separator)) + column.tally.beyond


def _is_told(form: str, told: Collection[str], separator: str) -> bool:
    several = parts(form, separator) if separator else [form]
    return label(form) in told or all(label(one) in told for one in several)


def _n_answers(column: Column, code: str, words: str) -> int:
    found = column.tally.labels()
    return sum(found[form][1] for form in {label(code), label(words)} if form in found)
