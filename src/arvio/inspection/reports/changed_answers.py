"""Answers of next year's file that the codebook does not have."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial

from arvio.inspection.columns.column import Column
from arvio.inspection.columns.tally import AT_LEAST
from arvio.inspection.reports.changed import Unknown
from arvio.params.models import Item
from arvio.sources.cells import label
from arvio.sources.mapping.codebook import codebook, options
from arvio.sources.mapping.export import Setting, found_header
from arvio.sources.mapping.several import split
from arvio.sources.raw_table import RawTable


def unknown_answers(raw: RawTable, setting: Setting, columns: Mapping[str, Column]) -> Iterator[Unknown]:
    """The columns with answers of which nothing is said: labels that several gave, and how many others."""
    for key, headers, is_known in _answers(raw, setting):
        header = found_header(raw, headers)
        if header is None or columns[header].kind == "personal":
            continue
        left_out = {label(one) for rule in setting.source.leave_out for one in rule.values if rule.column == header}
        answers = columns[header].tally.labels().items()
        found = {words: n for form, (words, n) in answers if form not in left_out and not is_known(words)}
        labels = tuple(words for words, n in found.items() if n >= AT_LEAST)
        rare = sum(n for n in found.values() if n < AT_LEAST)
        if labels or rare:
            yield Unknown(key, header, labels, rare)


Answer = tuple[str, Sequence[str], Callable[[str], bool]]
"""A key of params, the headers of its column, and whether an answer of it is known."""


def _answers(raw: RawTable, setting: Setting) -> Iterator[Answer]:
    asked = {item.item: item for item in setting.instrument.items} if setting.instrument else {}
    for name, headers in setting.source.items.items():
        if name in asked and asked[name].kind != "number":
            yield f"items.{name}", headers, _known_to(asked[name], setting, raw.separator)
    for name, codes in setting.source.values.items():
        known = {label(one) for one in codes} | {label(one) for one in setting.source.missing}
        yield f"columns.{name}", setting.source.columns.get(name, []), partial(_is_one_of, known)


def _is_one_of(known: Collection[str], words: str) -> bool:
    return label(words) in known


def _known_to(item: Item, setting: Setting, separator: str) -> Callable[[str], bool]:
    if item.kind == "scale":
        book = codebook(setting.source, setting.form, item)
        return lambda words: book.reason(words) is not None or book.code(words) is not None
    chosen = options(setting.source, setting.form, item)
    if item.kind == "choices":
        return lambda words: chosen.reason(words) is not None or not split(words, chosen, separator).left
    return lambda words: chosen.reason(words) is not None or chosen.option(words) is not None
