"""Next year's file against the mapping that is there: what is new, what is missing, what is worded otherwise."""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from arvio.params import Source
from arvio.params.models import Item
from arvio.sources.cells import label, text
from arvio.sources.dates import Order
from arvio.inspection.columns.column import Column
from arvio.inspection.columns.profile import Profile
from arvio.inspection.columns.tally import AT_LEAST
from arvio.inspection.reports.target import Target
from arvio.inspection.columns.words import dates_in_words
from arvio.sources.mapping.codebook import codebook, options
from arvio.sources.mapping.decisions import headers_of_kind
from arvio.sources.mapping.export import Setting, found_header, found_headers
from arvio.sources.mapping.headers import coverage
from arvio.sources.mapping.several import split
from arvio.sources.raw_table import RawTable

ALIKE, ALIKE_BY_NUMBER = 0.6, 0.3
"""How much of its words a reworded question keeps; with the same number, fewer are enough."""
COUNTS_FOR_THE_NUMBER = 0.2

_NUMBER = re.compile(r"(\d{1,3})[.)]\s")
_SEE_HEADER_ROWS = ("qualtrics", "surveymonkey")
"""Readers that find out by themselves how many header rows a file has."""


@dataclass(frozen=True)
class Sought:
    """What params map, and the headers by which they know it."""

    key: str
    headers: tuple[str, ...]


@dataclass(frozen=True)
class Reworded:
    """A mapped question that is missing, and the new one that is likely to be it."""

    sought: Sought
    was: str
    now: str
    alike: float


@dataclass(frozen=True)
class Unknown:
    """Answers of one column that the codebook does not have: labels, and how many that too few gave to be shown."""

    key: str
    header: str
    labels: tuple[str, ...]
    rare: int = 0


@dataclass(frozen=True)
class Otherwise:
    """Something that params say of reading, and what this file is like; `now` is '' where somebody must say it."""

    key: str
    was: str
    now: str
    evidence: str


@dataclass(frozen=True)
class Changes:
    """All in which a file differs from the mapping of its source."""

    target: Target
    same: int
    new: tuple[Column, ...] = ()
    missing: tuple[Sought, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    gone: tuple[Sought, ...] = ()
    """Headers under personal, open_text and ignored that the file no longer has."""
    unknown: tuple[Unknown, ...] = ()
    otherwise: tuple[Otherwise, ...] = ()
    noted: tuple[str, ...] = ()
    """What changed and is read all the same."""

    @property
    def are_none(self) -> bool:
        """Whether the mapping reads the file as it is."""
        return not (self.new or self.missing or self.reworded or self.unknown or self.otherwise)


def changes(profile: Profile, columns: Sequence[Column], target: Target, before: Mapping[str, Order]) -> Changes:
    """What changed. `before` is header: the order of day and month in the file of the year before."""
    raw, setting = profile.raw, target.setting(profile.file)
    covered = coverage(raw, setting)
    missing = [one for one in _sought(setting) if found_header(raw, one.headers) is None]
    gone = [one for one in _left_out(setting.source) if not found_headers(raw, one.headers)]
    new = [column for column in columns if column.header not in covered]
    reworded = list(_reworded([*missing, *gone], new))
    now, paired = {one.now for one in reworded}, [one.sought for one in reworded]
    return Changes(
        target,
        same=len(covered),
        new=tuple(column for column in new if column.header not in now),
        missing=tuple(one for one in missing if one not in paired),
        reworded=tuple(reworded),
        gone=tuple(one for one in gone if one not in paired),
        unknown=tuple(_unknown(raw, setting, {column.header: column for column in columns})),
        otherwise=(*_otherwise(profile, setting.source), *_dates(profile, setting)),
        noted=tuple(_other_orders(profile, setting, before)),
    )


def _sought(setting: Setting) -> list[Sought]:
    source = setting.source
    boxes = {f"{item}.{option}": headers for item, some in source.options.items() for option, headers in some.items()}
    rules = {f"{place}.column": [rule.column] for place, rule in enumerate(source.leave_out)}
    by_key = {"columns": source.columns, "items": source.items, "options": boxes, "leave_out": rules}
    found = [Sought(f"{key}.{name}", tuple(headers)) for key, some in by_key.items() for name, headers in some.items()]
    alone = [("person", header) for header in source.person or []]
    alone += [("duplicates.by", header) for header in (source.duplicates.by if source.duplicates else [])]
    return found + [Sought(key, (header,)) for key, header in alone]


def _left_out(source: Source) -> list[Sought]:
    """What is read and left aside. A name that ends in * stands for whatever begins so, and is not missed."""
    by_key = {"personal": source.personal, "open_text": source.open_text, "ignored": source.ignored}
    return [Sought(key, (one,)) for key, names in by_key.items() for one in names if not one.endswith("*")]


# --- reworded questions


def _reworded(missing: Iterable[Sought], new: Iterable[Column]) -> Iterator[Reworded]:
    """The likeliest pairs, each question once."""
    pairs = [pair for one in missing for column in new if (pair := _pair(one, column.header))]
    done: list[Sought] = []
    headers: set[str] = set()
    for _, pair in sorted(pairs, key=lambda one: -one[0]):
        if pair.sought not in done and pair.now not in headers:
            done.append(pair.sought)
            headers.add(pair.now)
            yield pair


def _pair(sought: Sought, header: str) -> tuple[float, Reworded] | None:
    """How likely a new question is a missing one, by its words and its number; None where it is not."""
    found = [(_alike(was, header), was) for was in sought.headers]
    alike, was = max(found)
    same_number = _number(was) is not None and _number(was) == _number(header)
    if alike < (ALIKE_BY_NUMBER if same_number else ALIKE):
        return None
    return alike + COUNTS_FOR_THE_NUMBER * same_number, Reworded(sought, was, header, alike)


def _alike(was: str, now: str) -> float:
    return difflib.SequenceMatcher(None, _words(was), _words(now)).ratio()


def _words(header: str) -> str:
    return label(_NUMBER.sub("", text(header), count=1))


def _number(header: str) -> str | None:
    found = _NUMBER.match(text(header))
    return found[1] if found else None


# --- answers that the codebook does not have


def _unknown(raw: RawTable, setting: Setting, columns: Mapping[str, Column]) -> Iterator[Unknown]:
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
        yield f"columns.{name}", setting.source.columns.get(name, []), lambda words, known=known: label(words) in known


def _known_to(item: Item, setting: Setting, separator: str) -> Callable[[str], bool]:
    if item.kind == "scale":
        book = codebook(setting.source, setting.instrument, item)
        return lambda words: book.reason(words) is not None or book.code(words) is not None
    chosen = options(setting.source, setting.instrument, item)
    if item.kind == "choices":
        return lambda words: chosen.reason(words) is not None or not split(words, chosen, separator).left
    return lambda words: chosen.reason(words) is not None or chosen.option(words) is not None


# --- how the file is read


def _otherwise(profile: Profile, said: Source) -> Iterator[Otherwise]:
    found, evidence = profile.format.source, profile.format.evidence
    why = evidence[0] if evidence else ""
    if found.reader != said.reader:
        yield Otherwise("reader", said.reader, found.reader, why)
    if found.encoding and not _same_encoding(said.encoding or "utf-8", found.encoding):
        yield Otherwise("encoding", said.encoding or "utf-8", found.encoding, _about("encoding", evidence))
    if said.delimiter and found.delimiter and said.delimiter != found.delimiter:
        yield Otherwise("delimiter", said.delimiter, found.delimiter, _about("delimiter", evidence))
    if said.sheet and profile.format.tables and said.sheet not in profile.format.tables:
        yield Otherwise(
            "sheet", said.sheet, found.sheet or next(iter(profile.format.tables)), _about("sheet", evidence)
        )
    if found.header_row != said.header_row:
        yield Otherwise("header_row", str(said.header_row), str(found.header_row), "the first row with headers")
    if found.header_rows != said.header_rows and said.reader not in _SEE_HEADER_ROWS:
        yield Otherwise("header_rows", str(said.header_rows), str(found.header_rows), why)


def _same_encoding(one: str, other: str) -> bool:
    names = {codecs.lookup(name).name.removesuffix("-sig") for name in (one, other)}
    return len(names) == 1


def _about(word: str, evidence: Iterable[str]) -> str:
    return next((one for one in evidence if one.startswith(word)), "")


def _dates(profile: Profile, setting: Setting) -> Iterator[Otherwise]:
    """The order of day and month, where it is another than params say, or where nobody says it and nothing shows it."""
    declared = setting.source.date_order
    for header in headers_of_kind(profile.raw, setting, "date"):
        found = profile.tallies[header].dates
        told = f"'{header}': {dates_in_words(found)}"
        if found.seen == "ambiguous" and not declared:
            yield Otherwise("date_order", "found in each file", "", told)
        elif found.values and declared and found.order not in (None, declared):
            yield Otherwise("date_order", declared, found.order, told)


def _other_orders(profile: Profile, setting: Setting, before: Mapping[str, Order]) -> Iterator[str]:
    """Columns in which day and month have changed places since the file before, and which are read all the same."""
    for header in headers_of_kind(profile.raw, setting, "date"):
        found = profile.tallies[header].dates
        was = before.get(header, found.order)
        if found.values and found.order and was != found.order and not setting.source.date_order:
            yield f"'{header}' was {was.replace('_', ' ')} in the file before; {dates_in_words(found)}"
