"""The page that tells the organisation how persons were protected: what was looked at, and what was told less for it.

It lies beside the catalogue of the internal audience and is made from the records of audits. No figure of a report
stands on it, and of what was held back or coarsened only that it was and in general why: the exact reasons may hold
figures that nobody within the organisation may read either.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from arvio.disclosure.coarsening import Coarsening
from arvio.errors import ParamsError, UsageError
from arvio.gate.audited import READERS
from arvio.gate.record import AuditRecord, Narrowest, OfReader, verdict_told
from arvio.params import Project
from arvio.params.wording import labels_of
from arvio.presentation import style
from arvio.presentation.fact_names import fact_name, number_name
from arvio.publish import places
from arvio.publish.catalogue.audit import record_today
from arvio.publish.catalogue.searched import write_searched
from arvio.publish.templates import environment
from arvio.translations import later, words

_READERS = {
    "public": later("Anybody"),
    "funder": later("The funder"),
    "internal": later("Within the organisation"),
}
_STEPS = {
    "merge_answers": later("answers are told in fewer groups"),
    "drop_distribution": later("how the answers are distributed is left out"),
    "drop_mean": later("the mean is left out"),
    "merge_groups": later("groups are told together"),
    "widen_period": later("the figure is told of a longer period only"),
}
_REASONS = {
    "known_small": later("together with other figures it would have told that there are only a few persons"),
    "too_narrow": later("together with other figures it would have told a small number of persons too closely"),
    "all_alike": later("together with other figures it would have told that a whole group is alike"),
    "not_proven": later("it could not be shown for certain that the figures together protect everybody"),
    "contradiction": later("the figures did not agree with what was told before"),
}
_BETWEEN = f"{style.NO_BREAK_SPACE}· "
_ANY_REASON = later("together with other figures it would have told too much of single persons")


@dataclass(frozen=True)
class ReaderRow:
    """What one reader has, in the page's words."""

    name: str
    numbers: tuple[str, ...]
    """Facts, those with a figure, protected numbers, those given away, contradictions."""
    narrowest: str
    narrowest_words: str
    narrowest_name: tuple[str, ...]
    """The parts of its name."""


@dataclass(frozen=True)
class CoarsenedRow:
    """What is told less of, in the page's words."""

    words: str
    name: tuple[str, ...]
    period: str
    audience: str
    step: str
    because: str


@dataclass(frozen=True)
class Section:
    """One organisation; no rows where it was never audited."""

    organisation: str
    name: str
    looked_at: str
    rows: tuple[ReaderRow, ...]
    coarsened: tuple[CoarsenedRow, ...]
    held_back: tuple[str, ...]


def write_protection_page(project: Project) -> Path:
    """Write the page anew from the records of all organisations, in the suite's first language; where it lies."""
    path, language = places.protection(project.root), project.suite.languages[0]
    kinds = {organisation.data for organisation in project.organisations.values()}
    page = (
        environment(language)
        .get_template("protection.html.j2")
        .render(
            sections=list(_sections(project, language)),
            data="synthetic" if "synthetic" in kinds else "real",
            version=version("arvio"),
        )
    )
    write_searched(project, path, page)
    return path


def _sections(project: Project, language: str) -> Iterator[Section]:
    for name in sorted(project.organisations):
        record = record_today(project, name)
        called = _Called(project, name, language)
        yield Section(
            organisation=name,
            name=project.organisation(name).name,
            looked_at=_looked_at(record, language),
            rows=tuple(_row(reader, record.readers[reader], called) for reader in READERS if reader in record.readers),
            coarsened=tuple(dict.fromkeys(_coarsened(one, called) for one in record.coarsened)),
            held_back=tuple(one.run for one in record.held_back),
        )


def _looked_at(record: AuditRecord, language: str) -> str:
    """The day of the oldest of the audits, which is what can be relied on."""
    days = [dt.datetime.fromisoformat(one.when).date() for one in record.readers.values()]
    return style.day(min(days), language) if days else ""


@dataclass(frozen=True)
class _Called:
    """What an organisation calls what its figures tell of."""

    project: Project
    organisation: str
    language: str

    @cached_property
    def labels(self) -> Mapping[str, str]:
        instruments = self.project.instruments_of(self.organisation)
        return labels_of(self.project.organisation(self.organisation), instruments, {}, language=self.language)

    def table(self, indicator: str, *cell: str) -> list[str]:
        return fact_name((indicator, *cell), self.labels, self.language)

    def period(self, period: str) -> str:
        """As readers call it; as it is written where params name it no longer."""
        try:
            return style.period_name(self.project.period(self.organisation, period), self.language)
        except (ParamsError, UsageError):
            return period

    def number(self, found: Narrowest) -> str:
        """Which number it is, in words; empty where its record, or a word for what it tells of, has none."""
        if not found.cell:
            return ""
        *cell, period, who = found.cell
        table = self.table(*cell)
        parts = [*table, self.period(period), number_name(who, self.language)]
        return _BETWEEN.join(part for part in parts if part) if table else ""


def _row(reader: str, found: OfReader, called: _Called) -> ReaderRow:
    counts = (found.facts, found.shown, found.protected, found.leaks, found.contradictions)
    language = called.language
    return ReaderRow(
        name=words(language).gettext(_READERS[reader]),
        numbers=tuple(style.number(count, language) for count in counts),
        narrowest=_range(found.narrowest, language) if found.narrowest else style.EN_DASH,
        narrowest_words=called.number(found.narrowest) if found.narrowest else "",
        narrowest_name=tuple(found.narrowest.fact.split("/")) if found.narrowest else (),
    )


def _range(found: Narrowest, language: str) -> str:
    low = style.number(found.low, language)
    if found.high is None:
        return words(language).gettext("%(low)s or more") % {"low": low}
    return style.interval(low, style.number(found.high, language))


def _coarsened(one: Coarsening, called: _Called) -> CoarsenedRow:
    gettext = words(called.language).gettext
    return CoarsenedRow(
        words=_BETWEEN.join(called.table(one.indicator, one.breakdown, one.group)),
        name=tuple(part for part in (one.indicator, one.breakdown, one.group) if part),
        period=called.period(one.period),
        audience=one.audience,
        step=gettext(_STEPS[one.step]) if one.step in _STEPS else one.step.replace("_", " "),
        because=gettext(_REASONS.get(verdict_told(one.because), _ANY_REASON)),
    )
