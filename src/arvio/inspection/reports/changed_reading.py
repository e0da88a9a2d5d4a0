"""What next year's file is like to read, against what params say of reading: tool, encoding, header rows, dates."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Mapping

from arvio.inspection.columns.profile import Profile
from arvio.inspection.columns.words import dates_in_words
from arvio.inspection.reports.changed import Otherwise
from arvio.params import Source
from arvio.saying import joined, say
from arvio.sources.dates import ORDERS, Order
from arvio.sources.mapping.decisions import headers_of_kind
from arvio.sources.mapping.export import Setting

_SEE_HEADER_ROWS = ("qualtrics", "surveymonkey")
"""Readers that find out by themselves how many header rows a file has."""


def read_otherwise(profile: Profile, setting: Setting) -> Iterator[Otherwise]:
    """All that is another in this file than params say, and the order of dates where nothing shows it."""
    yield from _file(profile, setting.source)
    yield from _header_rows(profile, setting.source)
    yield from _dates(profile, setting)


def _file(profile: Profile, said: Source) -> Iterator[Otherwise]:
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


def _header_rows(profile: Profile, said: Source) -> Iterator[Otherwise]:
    found, why = profile.format.source, profile.format.evidence[0]
    if found.header_row != said.header_row:
        yield Otherwise("header_row", str(said.header_row), str(found.header_row), say("the first row with headers"))
    if found.header_rows != said.header_rows and said.reader not in _SEE_HEADER_ROWS:
        yield Otherwise("header_rows", str(said.header_rows), str(found.header_rows), why)


def _same_encoding(one: str, other: str) -> bool:
    return _canonical(one) == _canonical(other)


def _canonical(encoding: str) -> str:
    """The one name of an encoding that has several; of one that nobody knows, its own."""
    try:
        return codecs.lookup(encoding).name.removesuffix("-sig")
    except LookupError:
        return encoding


def _about(word: str, evidence: Iterable[str]) -> str:
    return next((one for one in evidence if one.startswith(word)), "")


def _dates(profile: Profile, setting: Setting) -> Iterator[Otherwise]:
    """The order of day and month, where it is another than params say, or where nobody says it and nothing shows it."""
    declared = setting.source.date_order
    for header in headers_of_kind(profile.raw, setting, "date"):
        found = profile.tallies[header].dates
        told = joined([f"'{header}'", dates_in_words(found)], ": ")
        if found.seen == "ambiguous" and not declared:
            yield Otherwise("date_order", say("found in each file"), "", told)
        elif found.values and declared and found.order not in (None, declared):
            yield Otherwise("date_order", declared, found.order, told)


def other_orders(profile: Profile, setting: Setting, before: Mapping[str, Order]) -> Iterator[str]:
    """Columns in which day and month have changed places since the file before, and which are read all the same."""
    for header in headers_of_kind(profile.raw, setting, "date"):
        found = profile.tallies[header].dates
        was = before.get(header, found.order)
        if was and found.values and found.order and was != found.order and not setting.source.date_order:
            yield say(
                "'%(header)s' was %(order)s in the file before; %(now)s",
                header=header,
                order=ORDERS[was],
                now=dates_in_words(found),
            )
