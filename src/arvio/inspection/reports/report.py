"""What was found out about an export, in the words that `arvio inspect` prints: plain text of at most 110 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from arvio.inspection.columns.column import Column
from arvio.inspection.columns.labels import Fit, best_fit
from arvio.inspection.columns.profile import Profile
from arvio.inspection.columns.words import dates_in_words, decimals_in_words
from arvio.inspection.reports.table import WIDTH, cut, table
from arvio.params import Instrument

_HEADING = 12
_LONGEST_HEADER = 60


def report(profile: Profile, columns: Sequence[Column], instruments: Mapping[str, Instrument]) -> str:
    """All of it: the file, its columns, persons, dates, decimals, labels and what was noted."""
    parts = [
        _file(profile),
        ["Columns", *table(columns)],
        section("Persons", _persons(columns), "no column seems to identify persons"),
        section("Dates", _dates(columns), "no column of dates"),
        section("Decimals", _decimals(columns), "no column of figures"),
        section("Labels", _labels(best_fit(columns, instruments)), "no instrument in params knows them"),
        section("Noted", _noted(profile, columns), "nothing odd"),
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def section(heading: str, lines: Iterable[str], nothing: str) -> list[str]:
    """A heading with what is told under it, or with the words for nothing."""
    return [heading, *(one for words in (list(lines) or [nothing]) for one in _hanging(words))]


def _hanging(words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent="  ", subsequent_indent="      ", break_on_hyphens=False)


def _file(profile: Profile) -> list[str]:
    found, source = profile.format, profile.format.source
    words = found.container if found.name in found.container else found.name
    is_told = words == found.container or found.container in words
    lines = [profile.file.name, *_entry("Format", words if is_told else f"{words}, {found.container}")]
    lines += [one for words in found.evidence for one in _entry("", words)]
    if found.container in ("text file", "workbook"):
        last = source.header_row + source.header_rows - 1
        lines += _entry("Headers", f"row {last}" if source.header_rows == 1 else f"rows {source.header_row} to {last}")
    blank = f"; {profile.raw.blank} blank rows among them are left out" if profile.raw.blank else ""
    return [*lines, *_entry("Rows", f"{profile.rows} in {len(profile.raw.headers)} columns{blank}")]


def _entry(heading: str, words: str) -> list[str]:
    broken = textwrap.wrap(words, WIDTH - _HEADING - 2, break_on_hyphens=False) or [""]
    return [f"  {heading if not number else '':{_HEADING}}{one}" for number, one in enumerate(broken)]


def _persons(columns: Iterable[Column]) -> Iterator[str]:
    told = list(columns)
    yield from (f"{named(column)}: {column.why}" for column in told if column.kind == "personal")
    open_text = [named(column) for column in told if column.kind == "open text"]
    if open_text:
        yield f"open text, searched for persons when it is read: {', '.join(open_text)}"


def _dates(columns: Iterable[Column]) -> Iterator[str]:
    dated = [column for column in columns if column.tally.days and column.kind in ("date", "bookkeeping")]
    yield from (f"{named(column)}: {dates_in_words(column.tally.dates)}" for column in dated)


def _decimals(columns: Iterable[Column]) -> Iterator[str]:
    figures = [column for column in columns if column.kind == "number" and column.tally.filled]
    yield from (f"{named(column)}: {decimals_in_words(column.tally.decimals)}" for column in figures)


def _labels(fit: Fit | None) -> Iterator[str]:
    if fit is None:
        return
    n_labels = len(fit.known) + len(fit.unknown)
    knows = f"knows {len(fit.known)} of {n_labels} answer labels" if n_labels else "has no labels to compare"
    asks = "1 column asks an item of it" if fit.items == 1 else f"{fit.items} columns ask items of it"
    yield f"instrument {fit.instrument} fits best: it {knows}, and {asks}"
    if fit.unknown:
        yield f"unknown to it: {' | '.join(fit.unknown)}"


def _noted(profile: Profile, columns: Iterable[Column]) -> Iterator[str]:
    yield from profile.notes
    told = " ".join(profile.notes)
    for column in columns:
        if column.kind != "personal" and column.header not in told:
            yield from _noted_of(column)


def _noted_of(column: Column) -> Iterator[str]:
    lost = column.tally.letters_lost
    if lost:
        yield f"{named(column)}: ? between letters, where a letter may be lost, {lost} times"
    if column.tally.dates.half_days:
        yield f"{named(column)}: times of 12 hours without am or pm, so that durations are not known"


def named(column: Column) -> str:
    """A column as an evaluator finds it: its letter and its header."""
    letter = f"{column.letter} " if column.letter else ""
    return f"{letter}'{cut(column.header, _LONGEST_HEADER)}'"
