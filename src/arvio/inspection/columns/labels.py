"""Answer labels of an export held against the instruments of the project."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from arvio.inspection.columns.column import Column
from arvio.inspection.columns.scales import scales_of
from arvio.inspection.columns.tally import AT_LEAST
from arvio.params import Instrument
from arvio.sources.cells import label

ALIKE = 0.75
"""How much a header has in common with the words of an item that it asks."""


@dataclass(frozen=True)
class Fit:
    """How an instrument fits an export: the labels that it knows and those that it does not, and the items it asks."""

    instrument: str
    known: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    items: int = 0


def shown_labels(column: Column) -> list[str]:
    """The words of answers that may be shown: those of a list, and of a codebook or of at least three people."""
    if column.kind not in ("scale", "choice", "choices", "box"):
        return []
    if column.kind != "scale":
        return [one.words for one in column.options if one.code or one.n >= AT_LEAST or column.kind == "box"]
    told = [words for words, n in column.tally.labels().values() if n >= AT_LEAST]
    return [words for words in told if words not in column.missing and not words.lstrip("-").isdecimal()]


def best_fit(columns: Sequence[Column], instruments: Mapping[str, Instrument]) -> Fit | None:
    """The instrument that knows most labels and asks most of the questions; None where none knows anything."""
    labels = {label(one): one for column in columns if column.kind == "scale" for one in shown_labels(column)}
    fits = [_fit(name, instrument, labels, columns) for name, instrument in instruments.items()]
    best = max(fits, key=lambda fit: (fit.items + len(fit.known), fit.items), default=None)
    return best if best and (best.known or best.items) else None


def _fit(name: str, instrument: Instrument, labels: Mapping[str, str], columns: Sequence[Column]) -> Fit:
    words = known_words(instrument)
    known = tuple(one for form, one in labels.items() if form in words)
    unknown = tuple(one for form, one in labels.items() if form not in words)
    return Fit(name, known, unknown, _n_items(instrument, columns))


def known_words(instrument: Instrument) -> set[str]:
    """Every answer that an instrument knows, in the compared form."""
    scales = [one for scale in scales_of(instrument) for words in scale.labels.values() for one in words]
    options = [one for item in instrument.items for name, words in item.options.items() for one in (name, *words)]
    return {label(one) for one in (*scales, *options, *instrument.missing)}


def _n_items(instrument: Instrument, columns: Iterable[Column]) -> int:
    """The columns that ask an item of the instrument, in about its words."""
    texts = [
        label(one)
        for item in instrument.items
        if item.text
        for one in (item.text.fi, item.text.sv, item.text.en)
        if one
    ]
    headers = [label(column.part.own if column.part else column.header) for column in columns if column.is_answered]
    return sum(bool(difflib.get_close_matches(header, texts, n=1, cutoff=ALIKE)) for header in headers)
