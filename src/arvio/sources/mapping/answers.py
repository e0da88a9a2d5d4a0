"""Answers of a form: numbers as the instrument has them, and a reason for each that is missing."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from arvio.params import Instrument, Source
from arvio.sources.cells import label, text
from arvio.sources.mapping.export import Setting, found_header
from arvio.sources.mapping.findings import Finding, rows_where
from arvio.sources.raw_table import RawTable

NO_ANSWER = "no_answer"
MISSING = float("nan")


@dataclass(frozen=True)
class Codebook:
    """How the answers of one form are written: a label or a number, in its compared form, and what it stands for."""

    codes: Mapping[str, int]
    reasons: Mapping[str, str]
    lowest: int
    highest: int
    shown: tuple[str, ...]

    def code(self, cell: object) -> int | None:
        """The number of an answer: itself on the scale, a known label, or a known label behind its own number."""
        form = label(cell)
        if form in self.codes:
            return self.codes[form]
        number, sign, words = form.partition("-") if "-" in form else form.partition("=")
        if sign and number.isdecimal() and self.codes.get(words) == int(number):
            return int(number)
        return None

    def reason(self, cell: object) -> str | None:
        """Why an answer is missing; None when it is not."""
        form = label(cell)
        return self.reasons.get(form, None if form else NO_ANSWER)


def codebook(source: Source, instrument: Instrument) -> Codebook:
    """The answers that a source may hold: its instrument's, and those that its params add."""
    scale = instrument.scale
    labels = {written: code for code, several in scale.labels.items() for written in several} | source.labels
    numbers = {str(code): code for code in range(scale.lowest, scale.highest + 1)}
    reasons = {label(written): reason for written, reason in {**instrument.missing, **source.missing}.items()}
    return Codebook(
        codes=numbers | {label(written): code for written, code in labels.items()},
        reasons=reasons,
        lowest=scale.lowest,
        highest=scale.highest,
        shown=tuple(written for written in (*labels, *instrument.missing, *source.missing) if not written.isdecimal()),
    )


def map_answers(raw: RawTable, setting: Setting) -> tuple[pd.DataFrame, list[Finding]]:
    """One row for each row of the export and each item: item, value, missing_reason; the export's index, repeated."""
    book = codebook(setting.source, setting.instrument)
    parts, findings = [], []
    for item, headers in setting.source.items.items():
        header = found_header(raw, headers)
        part, wrong = _one_item(raw.cells[header], book, item)
        parts.append(part)
        findings.extend(
            _finding(raw.cells[header], item=item, value=value, book=book, setting=setting) for value in wrong
        )
    return pd.concat(parts), findings


def _one_item(column: pd.Series, book: Codebook, item: str) -> tuple[pd.DataFrame, list[object]]:
    """The answers to one item, and the values that are none."""
    different = {form: cell for cell in column.unique() for form in [text(cell)]}
    reasons = {form: book.reason(cell) for form, cell in different.items()}
    codes = {form: book.code(cell) for form, cell in different.items() if reasons[form] is None}
    forms = column.map(text)
    part = pd.DataFrame(
        {
            "item": item,
            "value": forms.map(codes).astype("float64"),
            "missing_reason": forms.map(lambda form: reasons[form] or ""),
        },
        index=column.index,
    )
    return part, [different[form] for form, code in codes.items() if code is None]


def _finding(column: pd.Series, *, item: str, value: object, book: Codebook, setting: Setting) -> Finding:
    rows = rows_where(column.map(text) == text(value))
    common = {"column": item, "header": str(column.name), "rows": rows, "value": text(value)}
    if _is_number(value):
        remedy = f'correct it, or if it stands for "don\'t know" write {text(value)}: does_not_know in '
        return Finding(
            what="an answer outside the scale",
            expected=f"a whole number from {book.lowest} to {book.highest}",
            remedy=remedy.replace(text(value), f'"{text(value)}"', 1) + setting.key("missing"),
            **common,
        )
    return Finding(
        what="an unknown answer label",
        expected=f"{book.lowest} to {book.highest}, or one of: {'; '.join(book.shown)}",
        remedy=f"{_nearest(text(value), book)}write it with its number in {setting.key('labels')}, "
        "or with its reason under missing",
        **common,
    )


def _nearest(written: str, book: Codebook) -> str:
    by_form = {label(one): one for one in book.shown}
    close = difflib.get_close_matches(label(written), by_form, n=1, cutoff=0.6)
    return f"the nearest known is '{by_form[close[0]]}'; " if close else ""


def _is_number(value: object) -> bool:
    try:
        float(text(value).replace(",", "."))
    except ValueError:
        return False
    return True
