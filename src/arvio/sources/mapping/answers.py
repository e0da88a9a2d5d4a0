"""Answers of a form: numbers as the instrument has them, and a reason for each that is missing.

item, option, value, missing_reason. Of a scale or figure the value is the answer and the option is empty. A choice has
a row for the option chosen; a choice of several has a row for each option, 1 where it was chosen and 0 where it was
shown and not chosen. A missing answer has no value and a reason: nobody asked, it was not shown, it was left open, the
respondent does not know, refused, or it does not apply.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from functools import partial

import pandas as pd

from arvio.params.models import Item
from arvio.saying import say
from arvio.sources.cells import each, label, text
from arvio.sources.mapping.codebook import NO_ANSWER, Codebook, Options, codebook, options
from arvio.sources.mapping.decisions import Decisions
from arvio.sources.mapping.export import Setting, checked_header, option_headers
from arvio.sources.mapping.findings import Finding, rows_where
from arvio.sources.mapping.intake import NOT_TICKED
from arvio.sources.mapping.several import split
from arvio.sources.numbers import Decimal, parse_number
from arvio.sources.raw_table import NOT_CHOSEN, RawTable

TICKED = frozenset({"1", "x", "y", "yes", "kyllä", "true", "checked", "selected", "valittu"})
UNTICKED = NOT_TICKED | {NOT_CHOSEN}
"""How tools write boxes, in the compared form, beside the words of the option itself."""

Answers = tuple[pd.DataFrame, list[Finding]]


def map_answers(raw: RawTable, setting: Setting, decisions: Decisions) -> Answers:
    """One row or more for each row of the export and each item, on the export's index, repeated."""
    parts: list[pd.DataFrame] = []
    findings: list[Finding] = []
    asked = {item.item: item for item in setting.form.items}
    for name in _items(setting):
        part, wrong = _item(raw, setting, decisions, asked[name])
        parts.append(part)
        findings.extend(wrong)
    parts.extend(_missing(raw.cells.index, item, "not_asked") for item in sorted(setting.not_asked))
    table = pd.concat(parts)
    return table.assign(comparable=~table["item"].isin(setting.not_comparable)), findings


def _items(setting: Setting) -> list[str]:
    return list(dict.fromkeys([*setting.source.items, *setting.source.options]))


def _item(raw: RawTable, setting: Setting, decisions: Decisions, item: Item) -> Answers:
    """The answers to one item, and what is wrong in them."""
    if item.kind == "choices" and item.item in setting.source.options:
        return _ticked(raw, setting, item)
    header = checked_header(raw, setting.source.items[item.item])
    column = raw.cells[header]
    if item.kind == "choices":
        return _several(column, setting, item, separator=setting.source.separator or raw.separator)
    if item.kind == "choice":
        return _chosen(column, setting, item)
    book = codebook(setting.source, setting.form, item)
    value = partial(_figure, decimal=_decimal(header, setting, decisions)) if item.kind == "number" else book.code
    return _values(column, setting, item, book=book, value=value)


def _values(
    column: pd.Series, setting: Setting, item: Item, *, book: Codebook, value: Callable[[object], float | None]
) -> Answers:
    """A number for each cell of a scale or figure."""
    different = _different(column)
    reasons = {form: book.reason(cell) for form, cell in different.items()}
    values = {form: value(cell) for form, cell in different.items() if reasons[form] is None}
    forms = each(column, text)
    part = _part(column.index, item.item, value=forms.map(values), reason=forms.map(reasons))
    wrong = [form for form, found in values.items() if found is None]
    return part, [_wrong_value(column, item.item, form, book=book, setting=setting) for form in wrong]


def _chosen(column: pd.Series, setting: Setting, item: Item) -> Answers:
    """The option chosen in each cell."""
    book = options(setting.source, setting.form, item)
    different = _different(column)
    reasons = {form: book.reason(cell) for form, cell in different.items()}
    chosen = {form: book.option(cell) for form, cell in different.items() if reasons[form] is None}
    forms = each(column, text)
    option = forms.map(chosen)
    part = _part(
        column.index, item.item, option=option, value=option.notna().map({True: 1.0}), reason=forms.map(reasons)
    )
    wrong = [form for form, found in chosen.items() if found is None]
    return part, [_wrong_label(column, item.item, form, shown=book.shown, setting=setting) for form in wrong]


def _several(column: pd.Series, setting: Setting, item: Item, *, separator: str) -> Answers:
    """Every option chosen in each cell, where one cell holds them all."""
    book = options(setting.source, setting.form, item)
    different = _different(column)
    reasons = {form: book.reason(cell) for form, cell in different.items()}
    found = {form: split(cell, book, separator) for form, cell in different.items() if reasons[form] is None}
    forms = each(column, text)
    reason = forms.map(reasons)
    parts = [
        _part(
            column.index,
            item.item,
            option=option,
            value=forms.map({form: float(option in one.chosen) for form, one in found.items()}),
            reason=reason,
        )
        for option in item.options
    ]
    wrong = {left: form for form, one in found.items() for left in one.left}
    return pd.concat(parts), [
        _wrong_label(column, item.item, form, shown=book.shown, setting=setting, value=left)
        for left, form in wrong.items()
    ]


def _ticked(raw: RawTable, setting: Setting, item: Item) -> Answers:
    """Every option of an item that is a column of boxes for each option.

    A blank box was not ticked when another box of the question was seen; where all are blank nobody can tell, and the
    question was left open.
    """
    headers = option_headers(raw, setting.source, item.item)
    book = options(setting.source, setting.form, item)
    states = {
        option: each(raw.cells[header], partial(_box, option=option, book=book)) for option, header in headers.items()
    }
    seen = pd.concat([state.isin(["1", "0"]) for state in states.values()], axis=1).any(axis=1)
    parts, findings = [], []
    for option, state in states.items():
        value = state.map({"1": 1.0, "0": 0.0}).mask(state.eq("") & seen, 0.0)
        reason = state.where(~state.isin(["1", "0", ""])).mask(state.eq("") & ~seen, NO_ANSWER)
        parts.append(
            _part(raw.cells.index, item.item, option=option, value=value, reason=reason.where(reason.ne(_WRONG)))
        )
        column = raw.cells[headers[option]]
        findings += [
            _wrong_label(column, item.item, form, shown=("1", "0", *book.shown), setting=setting)
            for form in _different(column[state.eq(_WRONG)])
        ]
    return pd.concat(parts), findings


_WRONG = "[wrong]"


def _box(cell: object, *, option: str, book: Options) -> str:
    """1 ticked, 0 seen and not ticked, '' blank, else why there is no answer."""
    form = label(cell)
    if form in UNTICKED:
        return "0"
    if form in TICKED or book.options.get(form) == option:
        return "1"
    if not form:
        return ""
    return book.reasons.get(form) or ("1" if book.other == option else _WRONG)


def _part(index: pd.Index, item: str, *, value: object, reason: object, option: object = "") -> pd.DataFrame:
    part = pd.DataFrame({"item": item, "option": option, "value": value, "missing_reason": reason}, index=index)
    part = part.astype({"item": "str", "option": "str", "value": "float64", "missing_reason": "str"})
    return part.fillna({"option": "", "missing_reason": ""})


def _missing(index: pd.Index, item: str, reason: str) -> pd.DataFrame:
    return _part(index, item, value=float("nan"), reason=reason)


def _different(column: pd.Series) -> dict[str, object]:
    return {text(cell): cell for cell in column.unique()}


def _decimal(header: str, setting: Setting, decisions: Decisions) -> Decimal:
    found = decisions.decimals.get(header)
    return setting.source.decimal or (found.sign if found and found.sign else ",")


def _figure(cell: object, decimal: Decimal) -> float | None:
    return parse_number(cell, decimal)


def _wrong_value(column: pd.Series, item: str, form: str, *, book: Codebook, setting: Setting) -> Finding:
    if not book.codes:
        return Finding(
            column=item,
            header=str(column.name),
            rows=_rows(column, form),
            what=say("is not a number"),
            expected=say("a number"),
            remedy=say("correct it, or write it with its reason in %(key)s", key=setting.key("missing")),
            value=form,
        )
    if _is_number(form):
        return Finding(
            column=item,
            header=str(column.name),
            rows=_rows(column, form),
            what=say("an answer outside the scale"),
            expected=say("a whole number from %(lowest)s to %(highest)s", lowest=book.lowest, highest=book.highest),
            remedy=say(
                'correct it, or if it stands for "don\'t know" write "%(value)s": does_not_know in %(key)s',
                value=form,
                key=setting.key("missing"),
            ),
            value=form,
        )
    known = "; ".join(book.shown)
    return Finding(
        column=item,
        header=str(column.name),
        rows=_rows(column, form),
        what=say("an unknown answer label"),
        expected=say(
            "%(lowest)s to %(highest)s, or one of: %(known)s", lowest=book.lowest, highest=book.highest, known=known
        ),
        remedy=_with_nearest(
            form,
            book.shown,
            say(
                "write it with its number in %(key)s, or with its reason under missing",
                key=setting.key("labels"),
            ),
        ),
        value=form,
    )


def _wrong_label(
    column: pd.Series,
    item: str,
    form: str,
    *,
    shown: tuple[str, ...],
    setting: Setting,
    value: str = "",
) -> Finding:
    remedy = say(
        "add it to an option of %(item)s in %(file)s, or with its reason under missing",
        item=item,
        file=f"params/instruments/{setting.form.instrument}.yaml",
    )
    return Finding(
        column=item,
        header=str(column.name),
        rows=_rows(column, form),
        what=say("an unknown answer label"),
        expected=say("one of: %(listed)s", listed="; ".join(shown)),
        remedy=_with_nearest(value or form, shown, remedy),
        value=value or form,
    )


def _rows(column: pd.Series, form: str) -> tuple[int, ...]:
    return rows_where(each(column, text) == form)


def _with_nearest(written: str, shown: tuple[str, ...], remedy: str) -> str:
    by_form = {label(one): one for one in shown}
    close = difflib.get_close_matches(label(written), by_form, n=1, cutoff=0.6)
    if not close:
        return remedy
    return say("the nearest known is '%(near)s'; %(remedy)s", near=by_form[close[0]], remedy=remedy)


def _is_number(form: str) -> bool:
    try:
        float(form.replace(",", "."))
    except ValueError:
        return False
    return True
