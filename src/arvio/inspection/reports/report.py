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
from arvio.saying import joined, say, say_count, spoken

_HEADING = 12
_LONGEST_HEADER = 60


def report(profile: Profile, columns: Sequence[Column], instruments: Mapping[str, Instrument]) -> str:
    """All of it: the file, its columns, persons, dates, decimals, labels and what was noted."""
    parts = [
        _file(profile),
        [spoken(say("Columns")), *table(columns)],
        section(say("Persons"), _persons(columns), say("no column seems to identify persons")),
        section(say("Dates"), _dates(columns), say("no column of dates")),
        section(say("Decimals"), _decimals(columns), say("no column of figures")),
        section(say("Labels"), _labels(best_fit(columns, instruments)), say("no instrument in params knows them")),
        section(say("Noted"), _noted(profile, columns), say("nothing odd")),
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def section(heading: str, lines: Iterable[str], nothing: str) -> list[str]:
    """A heading with what is told under it, or with the words for nothing, in the evaluator's language."""
    return [spoken(heading), *(one for words in (list(lines) or [nothing]) for one in _hanging(words))]


def _hanging(words: str) -> list[str]:
    return textwrap.wrap(spoken(words), WIDTH, initial_indent="  ", subsequent_indent="      ", break_on_hyphens=False)


def _file(profile: Profile) -> list[str]:
    found, source = profile.format, profile.format.source
    words = found.container if found.name in found.container else found.name
    is_told = words == found.container or found.container in words
    lines = [profile.file.name, *_entry(say("Format"), words if is_told else joined([words, found.container]))]
    lines += [one for words in found.evidence for one in _entry("", words)]
    if found.container in ("text file", "workbook"):
        last = source.header_row + source.header_rows - 1
        one, several = source.header_rows == 1, say("rows %(first)s to %(last)s", first=source.header_row, last=last)
        lines += _entry(say("Headers"), say("row %(row)s", row=last) if one else several)
    told = [say("%(rows)s in %(columns)s columns", rows=profile.rows, columns=len(profile.raw.headers))]
    if profile.raw.blank:
        told.append(say("%(n)s blank rows among them are left out", n=profile.raw.blank))
    return [*lines, *_entry(say("Rows"), joined(told, "; "))]


def _entry(heading: str, words: str) -> list[str]:
    broken = textwrap.wrap(spoken(words), WIDTH - _HEADING - 2, break_on_hyphens=False) or [""]
    return [f"  {spoken(heading) if not number else '':{_HEADING}}{one}" for number, one in enumerate(broken)]


def _persons(columns: Iterable[Column]) -> Iterator[str]:
    told = list(columns)
    yield from (_about(column, column.why) for column in told if column.kind == "personal")
    open_text = [named(column) for column in told if column.kind == "open text"]
    if open_text:
        yield say("open text, searched for persons when it is read: %(columns)s", columns=", ".join(open_text))


def _about(column: Column, words: str) -> str:
    return joined([named(column), words], ": ")


def _dates(columns: Iterable[Column]) -> Iterator[str]:
    dated = [column for column in columns if column.tally.days and column.kind in ("date", "bookkeeping")]
    yield from (_about(column, dates_in_words(column.tally.dates)) for column in dated)


def _decimals(columns: Iterable[Column]) -> Iterator[str]:
    figures = [column for column in columns if column.kind == "number" and column.tally.filled]
    yield from (_about(column, decimals_in_words(column.tally.decimals)) for column in figures)


def _labels(fit: Fit | None) -> Iterator[str]:
    if fit is None:
        return
    n_labels = len(fit.known) + len(fit.unknown)
    knows = say("has no labels to compare")
    if n_labels:
        knows = say("knows %(known)s of %(labels)s answer labels", known=len(fit.known), labels=n_labels)
    asks = say_count("%(n)s column asks an item of it", "%(n)s columns ask items of it", fit.items, n=fit.items)
    yield say(
        "instrument %(instrument)s fits best: it %(knows)s, and %(asks)s",
        instrument=fit.instrument,
        knows=knows,
        asks=asks,
    )
    if fit.unknown:
        yield say("unknown to it: %(labels)s", labels=" | ".join(fit.unknown))


def _noted(profile: Profile, columns: Iterable[Column]) -> Iterator[str]:
    yield from profile.notes
    told = " ".join(profile.notes)
    for column in columns:
        if column.kind != "personal" and column.header not in told:
            yield from _noted_of(column)


def _noted_of(column: Column) -> Iterator[str]:
    lost = column.tally.letters_lost
    if lost:
        told = say_count(
            "? between letters, where a letter may be lost, %(n)s times",
            "? between letters, where a letter may be lost, %(n)s times",
            lost,
            n=lost,
        )
        yield _about(column, told)
    if column.tally.dates.half_days:
        yield _about(column, say("times of 12 hours without am or pm, so that durations are not known"))


def named(column: Column) -> str:
    """A column as an evaluator finds it: its letter and its header."""
    letter = f"{column.letter} " if column.letter else ""
    return f"{letter}'{cut(column.header, _LONGEST_HEADER)}'"
