"""One column of an export as one column of a canonical table, by its kind; what does not fit is told, not dropped."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from arvio.saying import joined, say
from arvio.sources.cells import each, label, text
from arvio.sources.dates import ORDERS, Evidence, parse_date
from arvio.sources.mapping.columns import Column
from arvio.sources.mapping.decisions import Decisions
from arvio.sources.mapping.export import Setting
from arvio.sources.mapping.findings import Finding, rows_where
from arvio.sources.numbers import DecimalEvidence, parse_number
from arvio.sources.personal.columns import personal_kind
from arvio.sources.personal.hits import IN_WORDS
from arvio.sources.personal.identity import person_keys
from arvio.sources.personal.recognition import find

MARKS = {"x": "1", "p": "1", "1": "1", "läsnä": "1", "-": "0", "0": "0", "": "0", "poissa": "0"}
"""What hands write into attendance lists; params may add to it."""

NEVER_KEPT = frozenset(
    {"personal_identity_code", "e_mail", "phone", "iban", "ip_address", "name", "date_of_birth", "address"}
    | {"contact_details"}
)
"""Kinds of personal data that no column of words may hold. First names alone are also names of places and groups."""

Converted = tuple[pd.Series, list[Finding]]


@dataclass(frozen=True)
class Place:
    """Which column is being converted, as the table and as the export call it, and whether its cells may be told."""

    column: str
    header: str
    kind: Column
    setting: Setting
    decisions: Decisions = field(default_factory=Decisions)
    telling: str = "shown"

    def finding(self, cells: pd.Series, value: object, what: str, expected: str = "", remedy: str = "") -> Finding:
        """The same value wrong in every row that holds it."""
        rows = rows_where(each(cells, text) == text(value))
        shown = text(value) if self.telling == "shown" and self.kind.kind != "key" else ""
        return Finding(self.column, self.header, rows, what, expected or self.kind.expected, remedy, shown)


def convert(cells: pd.Series, place: Place) -> Converted:
    """The cells of one column in the form of its kind; a cell that does not fit is empty and has a finding."""
    if place.kind.kind == "key":
        return person_keys([cells], place.setting.secret), []
    coded, unknown = _coded(cells, place)
    column, findings = _CONVERSIONS[place.kind.kind](coded, place)
    return column, [*unknown, *findings]


def constant(value: str, index: pd.Index, place: Place) -> Converted:
    """The same value on every row."""
    return convert(pd.Series(value, index=index, dtype=object), place)


def _coded(cells: pd.Series, place: Place) -> Converted:
    """Cells whose labels are replaced by the codes that params give; declared missing ones are empty."""
    source = place.setting.source
    codes = {label(written): code for written, code in source.values.get(place.column, {}).items()}
    missing = {label(written) for written in source.missing} if source.table != "answers" else set()
    if place.kind.kind == "mark":
        codes = MARKS | codes
    if not codes and not missing:
        return cells, []
    known = {**dict.fromkeys(missing), **codes}
    forms = each(cells, label)
    replaced = forms.map(known).where(forms.isin(list(known)), cells)
    if not codes:
        return replaced, []
    unknown = ~forms.isin([*known, ""])
    wrong = cells[unknown]
    findings = [_unknown_label(wrong, value, codes=codes, place=place) for value in _different(wrong)]
    return replaced.mask(unknown, None), findings


def _unknown_label(cells: pd.Series, value: object, *, codes: Mapping[str, str], place: Place) -> Finding:
    written = list(place.setting.source.values.get(place.column, {})) or [form for form in codes if form]
    by_form = {label(one): one for one in written}
    close = difflib.get_close_matches(label(value), by_form, n=1, cutoff=0.6)
    key = place.setting.key("values", place.column)
    remedy = say("write it with its code in %(key)s", key=key)
    if close:
        near = by_form[close[0]]
        remedy = say("the nearest known is '%(near)s'; write it with its code in %(key)s", near=near, key=key)
    return place.finding(
        cells,
        value,
        say("an unknown label"),
        say("one of: %(listed)s", listed="; ".join(written)),
        remedy,
    )


def _texts(cells: pd.Series, place: Place) -> Converted:
    """Words of the organisation. What identifies a person has no place among them, so that it is refused."""
    texts = each(cells, text)
    return _none_for_nothing(texts), personal_findings(cells, place)


def personal_findings(cells: pd.Series, place: Place) -> list[Finding]:
    """What identifies persons in a column that would be kept: the column as a whole, or some of its cells."""
    whole = personal_kind(place.header, cells)
    if whole is not None and whole.kind in NEVER_KEPT:
        rows = rows_where(each(cells, text).ne(""))
        what = say("the column identifies persons (%(evidence)s) and would be kept", evidence=whole.words)
        return [_personal(place, rows, what)]
    found = each(cells, lambda cell: " ".join(sorted(NEVER_KEPT & set(find(text(cell))))))
    return [_personal(place, rows_where(found == kinds), _would_be_kept(kinds)) for kinds in found.unique() if kinds]


def _would_be_kept(kinds: str) -> str:
    listed = joined(IN_WORDS[kind] for kind in kinds.split())
    return say("personal data (%(kinds)s) that would be kept", kinds=listed)


def _personal(place: Place, rows: tuple[int, ...], what: str) -> Finding:
    remedy = say(
        "take it out of the export, or name the column under person or personal in %(key)s", key=place.setting.key()
    )
    return Finding(place.column, place.header, rows, what, place.kind.expected, remedy)


def _ids(cells: pd.Series, place: Place) -> Converted:
    texts = each(cells, text)
    wrong = ~texts.str.fullmatch(r"[a-z][a-z0-9_]*") & texts.ne("")
    remedy = say("write each label with its code in %(key)s", key=place.setting.key("values", place.column))
    findings = [
        place.finding(cells[wrong], value, say("is not a code"), remedy=remedy) for value in _different(cells[wrong])
    ]
    return _none_for_nothing(texts.mask(wrong, "")), findings


def _choices(cells: pd.Series, place: Place) -> Converted:
    texts = each(cells, text)
    wrong = ~texts.isin(place.kind.choices) & texts.ne("")
    remedy = say("write each label with its code in %(key)s", key=place.setting.key("values", place.column))
    findings = [
        place.finding(cells[wrong], value, say("is not one of the choices"), remedy=remedy)
        for value in _different(cells[wrong])
    ]
    return _none_for_nothing(texts.mask(wrong, "")), findings


def _marks(cells: pd.Series, place: Place) -> Converted:
    texts = each(cells, text)
    return texts.map({"1": 1.0, "0": 0.0}).astype("float64"), []


def _flags(cells: pd.Series, place: Place) -> Converted:
    texts, findings = _choices(cells, replace(place, kind=replace(place.kind, choices=("yes", "no"))))
    return texts.ne("no"), findings


def _numbers(cells: pd.Series, place: Place) -> Converted:
    found = place.decisions.decimals.get(place.header, DecimalEvidence())
    sign = place.setting.source.decimal
    if sign is None and found.needs_saying:
        rows = rows_where(each(cells, text).ne(""))
        return pd.Series(float("nan"), index=cells.index), [_ambiguous_numbers(place, rows, found.example)]
    return _parsed(
        cells,
        place,
        lambda cell: parse_number(cell, sign or found.sign or ","),
        what=say("is not a number"),
        remedy=say("correct it, or list it under missing"),
    )


def _ambiguous_numbers(place: Place, rows: tuple[int, ...], example: str) -> Finding:
    return Finding(
        place.column,
        place.header,
        rows,
        say("ambiguous numbers: %(example)s can be read in two ways", example=example),
        say("numbers that show which sign parts the decimals"),
        say('write decimal: "," or decimal: "." into %(key)s', key=place.setting.key()),
    )


def _dates(cells: pd.Series, place: Place) -> Converted:
    found = place.decisions.dates.get(place.header, Evidence())
    order = place.setting.source.date_order or found.order
    if order is None:
        rows = rows_where(each(cells, text).ne(""))
        empty = pd.Series(pd.NaT, index=cells.index, dtype="datetime64[us]")
        return empty, [_ambiguous(place, rows, found.doubt)]
    column, findings = _parsed(
        cells,
        place,
        lambda cell: parse_date(cell, order),
        what=say("is not a date"),
        remedy=say("correct it as 4.4.2023 (the column is read with the %(order)s)", order=ORDERS[order]),
    )
    return pd.to_datetime(column), findings


def _ambiguous(place: Place, rows: tuple[int, ...], shown: str) -> Finding:
    return Finding(
        place.column,
        place.header,
        rows,
        say("ambiguous dates: %(shown)s", shown=shown),
        say("dates that show which of day and month comes first"),
        say("write date_order: day_first or date_order: month_first into %(key)s", key=place.setting.key()),
    )


def _parsed(cells: pd.Series, place: Place, parse: Callable[[object], object], *, what: str, remedy: str) -> Converted:
    """Each different cell parsed once; those that cannot be are told."""
    forms = each(cells, text)
    different = {text(cell): cell for cell in cells.unique()}
    parsed = {form: parse(cell) if form else None for form, cell in different.items()}
    wrong = [form for form, value in parsed.items() if form and value is None]
    findings = [place.finding(cells, different[form], what, remedy=remedy) for form in wrong]
    kind = "datetime64[us]" if place.kind.kind == "date" else "float64"
    return forms.map(parsed).astype(kind), findings


def _different(cells: pd.Series) -> list[object]:
    return list({text(cell): cell for cell in cells}.values())


def _none_for_nothing(texts: pd.Series) -> pd.Series:
    return texts.astype("str").where(texts.ne(""))


_CONVERSIONS: Mapping[str, Callable[[pd.Series, Place], Converted]] = {
    "text": _texts,
    "id": _ids,
    "choice": _choices,
    "mark": _marks,
    "flag": _flags,
    "number": _numbers,
    "date": _dates,
}
