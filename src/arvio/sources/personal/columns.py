"""Columns that identify persons, told by their header or by what their cells are; never with a value of theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import quantiles

from arvio.saying import say
from arvio.sources.cells import label, text
from arvio.sources.dates import is_written_as_date
from arvio.sources.personal.headers import ColumnKind, kind_of_header
from arvio.sources.personal.hits import Kind
from arvio.sources.personal.recognition import whole
from arvio.sources.raw_table import NOT_CHOSEN, NOT_SHOWN

SMALLEST_SHARE = 0.5
"""Of the cells that hold something: with fewer hits a column is open text, which is scanned and not dropped."""
FEWEST_CELLS = 3

_TICK = re.compile(
    "0|1|x|y|n|k|e|yes|no|true|false|selected|not selected|checked|unchecked|"
    "kyllä|ei|valittu|ei valittu|valitsi|ja|nej|vald|inte vald"
)
_MUST_HOLD: dict[ColumnKind, re.Pattern[str]] = {
    "personal_identity_code": re.compile(r"[0-9]{4}"),
    "date_of_birth": re.compile(r"[0-9]"),
    "e_mail": re.compile(r"@|[(\[{] ?(?:at|ät+) ?[)\]}]", re.IGNORECASE),
    "ip_address": re.compile(r"[0-9]|:"),
    "iban": re.compile(r"[0-9]{4}"),
    "phone": re.compile(r"[0-9](?:\D{0,3}[0-9]){4}"),
    "coordinates": re.compile(r"[0-9]"),
}
"""What at least one cell must hold for the header to be believed: 'Sähköposti' may also be one of the options of 'How
did you hear of us'."""

_SAID: dict[ColumnKind, str] = {
    "personal_identity_code": say("personal identity code"),
    "date_of_birth": say("date of birth"),
    "e_mail": say("e-mail"),
    "ip_address": say("IP address"),
    "iban": say("bank account"),
    "phone": say("phone"),
    "coordinates": say("coordinates"),
    "name": say("name"),
    "address": say("address"),
    "contact_details": say("contact details"),
    "number_of_person": say("number of a customer or member"),
}
_FOUND: dict[ColumnKind, str] = {
    "personal_identity_code": say("personal identity codes"),
    "e_mail": say("e-mail addresses"),
    "ip_address": say("IP addresses"),
    "iban": say("bank accounts"),
    "phone": say("phone numbers"),
    "coordinates": say("coordinates of places"),
    "name": say("names of persons"),
}

_BORN_BEFORE, _YEARS_APART = 1990, 10
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


@dataclass(frozen=True)
class Evidence:
    """What about persons a column holds, and how that is known, in words that may be shown."""

    kind: ColumnKind
    words: str


def personal_kind(header: str, cells: Iterable[object]) -> Evidence | None:
    """Whether a column identifies persons: by its header, unless its cells speak against it, or by its cells.

    Of a table that is read in parts, ask for each part: a column is personal when it is so in any of them.

    >>> personal_kind("Mihin voimme vastata?", ["a@example.fi", "b@example.fi", "c@example.fi", "ei kiitos"]).words
    '3 of 4 cells are e-mail addresses'
    """
    forms = Counter(form for form in map(text, cells) if form and form not in (NOT_SHOWN, NOT_CHOSEN))
    said = kind_of_header(header)
    if said is not None and not (_are_ticks(forms, header) or _hold_nothing_like(said, forms)):
        return Evidence(said, say("header says %(kind)s", kind=_SAID[said]))
    return _by_content(forms) or _dates_of_birth(forms)


def _are_ticks(forms: Counter[str], header: str) -> bool:
    """Whether the cells are those of one box of several, as yes and no or as the option's own words."""
    if forms.total() < FEWEST_CELLS:
        return False
    return all(_TICK.fullmatch(label(form)) or label(header).endswith(label(form)) for form in forms)


def _hold_nothing_like(said: ColumnKind, forms: Counter[str]) -> bool:
    """Whether no cell holds the signs that what the header says is made of."""
    needed = _MUST_HOLD.get(said)
    return forms.total() >= FEWEST_CELLS and needed is not None and not any(needed.search(form) for form in forms)


def _kind_of(hit: Kind) -> ColumnKind:
    match hit:
        case "first_name" | "known_name":
            return "name"
        case _:
            return hit


def _by_content(forms: Counter[str]) -> Evidence | None:
    """The kind of which most cells are and nothing else; first names alone count as names."""
    found: Counter[ColumnKind] = Counter()
    for form, n_cells in forms.items():
        hit = whole(form)
        if hit is not None:
            found[_kind_of(hit)] += n_cells
    if not found:
        return None
    kind, n_cells = found.most_common(1)[0]
    if not _is_enough(n_cells, forms):
        return None
    words = say("%(n)s of %(total)s cells are %(kind)s", n=n_cells, total=forms.total(), kind=_FOUND[kind])
    return Evidence(kind, words)


def _dates_of_birth(forms: Counter[str]) -> Evidence | None:
    """Dates of which the middle half spread over ten years or more, and a quarter are before 1990.

    Births do so and events do not. Children's dates of birth are found by their header only.
    """
    years = [
        int(year[0])
        for form, n_cells in forms.items()
        if is_written_as_date(form) and (year := _YEAR.search(form))
        for _ in range(n_cells)
    ]
    if len(years) < FEWEST_CELLS or not _is_enough(len(years), forms):
        return None
    lower, _, upper = quantiles(years, n=4)
    if lower >= _BORN_BEFORE or upper - lower < _YEARS_APART:
        return None
    n, total = len(years), forms.total()
    words = say("%(n)s of %(total)s cells are dates as far apart as births are", n=n, total=total)
    return Evidence("date_of_birth", words)


def _is_enough(n_cells: int, forms: Counter[str]) -> bool:
    total = forms.total()
    return n_cells >= SMALLEST_SHARE * total and (n_cells >= FEWEST_CELLS or n_cells == total)
