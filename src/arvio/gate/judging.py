"""The judgement on reports before they go out: by which steps their tables tell less, and what is held back.

What was published before cannot be taken back, so that only what is new can give way: among the figures that leak
together it is the one that tells most finely (of those nearest to the organisation, of the shortest period, of a
group) whose table takes the first step of the ladder that hides it. This goes on until nothing leaks that did not leak
before. Figures that contradict one another are held back where all of them are new, since one of them is wrong; an
older one that the new ones contradict was corrected, and is looked at no longer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from arvio.disclosure.auditing.bounds import Known
from arvio.disclosure.auditing.facts import READ_BY, Cell, Fact, Reading, hanging_together
from arvio.disclosure.auditing.times import time_of
from arvio.disclosure.auditing.verdicts import Judged
from arvio.disclosure.coarsening import LADDER, OF_WHOLE_TABLE, Coarsening, hidden_by, steps_of
from arvio.disclosure.register_file import FACT, RUN
from arvio.errors import ArvioError
from arvio.gate.audited import READERS, Audited, audited
from arvio.params import Run
from arvio.params.periods import parse_period
from arvio.results import EVERYBODY
from arvio.saying import joined, say

ROUNDS = 40
"""How often the gate looks again before it holds back what still leaks."""

AT_ONCE = 3
"""Leaks of each indicator that are dealt with before looking again: one step often mends many."""

_NUMBERS = ["value", "low", "high", "n"]
_OF_TIME = ["notebook", "period", "indicator", "breakdown", "group", "wave"]


@dataclass(frozen=True)
class Found:
    """Something that new figures give away, or in which they contradict one another."""

    facts: tuple[Fact, ...]
    words: str
    contradicts: bool = False


@dataclass(frozen=True)
class Decision:
    """By which steps tables tell less, and what leaks all the same."""

    coarsened: tuple[Coarsening, ...]
    left: tuple[Found, ...]


@dataclass(frozen=True)
class Gate:
    """What was published about an organisation, and what its readers know."""

    organisation: str
    reading: Reading
    published: pd.DataFrame
    """Every fact of the register: the columns of a run and of a fact."""
    ladder: Sequence[str] = tuple(LADDER)
    """The steps that may be taken, in this order."""
    known: Known = field(default_factory=dict, repr=False)
    """What was worked out: readers have much in common, and most of it stays as it is when a table tells less."""
    looks: dict[str, Audited] = field(default_factory=dict, repr=False)
    """The last audit of all that is told anew, with what was published, by reader."""

    def decide(self, told: pd.DataFrame) -> Decision:
        """By which steps what is told anew gives nobody away; `told` has the columns of `published`."""
        coarsened: dict[tuple[Any, ...], Coarsening] = {}
        left: list[Found] = []
        for reader in READERS:
            found = self.leaks(_coarser(told, coarsened.values()), reader=reader)
            for _ in range(ROUNDS):
                wrong = [one for one in found if one.contradicts]
                told = of_others(told, runs_telling(told, [fact for one in wrong for fact in one.facts]))
                left += wrong
                if not (wrong or self._take_steps(found, told, coarsened)):
                    break
                looked_at = hanging_together(fact.indicator for one in found for fact in one.facts)
                found = self.leaks(_coarser(told, coarsened.values()), reader=reader, only=looked_at)
            left += [one for one in found if not one.contradicts]
        return Decision(tuple(sorted(coarsened.values())), tuple(left))

    def leaks(self, told: pd.DataFrame, *, reader: str, only: Iterable[str] | None = None) -> list[Found]:
        """What is given away with what is told anew that was not before, narrowest first."""
        new = self.new(told)
        new = new[new["audience"].isin(READ_BY[reader])]
        if only is not None:
            new = new[new["indicator"].isin(set(only))]
        if new.empty:
            return []
        look = _Look(self, reader, new)
        found = look.found
        if only is None:
            self.looks[reader] = look.audit
        return found

    def first_leak(self, told: pd.DataFrame) -> str:
        """What the widest circle of readers that learns anything learns from it, in words; empty where nobody does."""
        return next((found.words for reader in READERS for found in self.leaks(told, reader=reader)), "")

    def new(self, told: pd.DataFrame) -> pd.DataFrame:
        """The facts that were never published by the same report."""
        if self.published.empty:
            return told
        columns = [*RUN, *FACT]
        known = set(_rows(self.published[columns]))
        return _where(told, [row not in known for row in _rows(told[columns])])

    def _take_steps(
        self, found: Sequence[Found], told: pd.DataFrame, coarsened: dict[tuple[Any, ...], Coarsening]
    ) -> bool:
        """Enter steps that mend what was found into what is coarsened, one for what hangs together; whether any was."""
        taken: list[Coarsening] = []
        new = self.new(told)
        for one in found:
            rows = [row for fact in one.facts for row in _telling(fact, new)]
            if any(_is_hidden(row, step) for row in rows for step in taken):
                continue
            step = self._first_step(rows, coarsened)
            if step:
                taken.append(replace(step, because=one.words))
                coarsened[step.name] = taken[-1]
        return bool(taken)

    def _first_step(
        self, rows: Sequence[Mapping[str, Any]], coarsened: Mapping[tuple[Any, ...], Coarsening]
    ) -> Coarsening | None:
        """The first step that hides the row which tells most finely."""
        for row in sorted(rows, key=_coarseness):
            for step in self.ladder:
                group = "" if step in OF_WHOLE_TABLE else row["group"]
                made = Coarsening(row["period"], row["audience"], row["indicator"], row["breakdown"], group, step)
                if made.name not in coarsened and _is_hidden(row, made):
                    return made
        return None


@dataclass(frozen=True)
class _Look:
    """One audit of what is new with what was published, for one reader."""

    gate: Gate
    reader: str
    new: pd.DataFrame

    @property
    def found(self) -> list[Found]:
        """What is given away now and was not before; contradictions first."""
        audit, published = self._judged
        wrong = [Found(facts, _contradiction(facts), contradicts=True) for facts in audit.conflicts]
        leaking = [one for one in audit.audit.leaking if one.range is not None]
        known = {one.protected.name for one in self._audited(published).audit.leaking} if leaking else set()
        fresh = [one for one in leaking if one.protected.name not in known]
        return [*wrong, *(Found(audit.behind(one), audit.explained(one)) for one in _some_of_each(fresh))]

    @property
    def audit(self) -> Audited:
        """What the reader has and may work out."""
        return self._judged[0]

    @cached_property
    def _judged(self) -> tuple[Audited, pd.DataFrame]:
        """The audit, without older facts that the new ones contradict, and the older facts that are left."""
        published = self._published
        while True:
            audit = self._audited(pd.concat([published, self.new]) if len(published) else self.new)
            older = [fact for facts in audit.conflicts for fact in facts if not _telling(fact, self.new)]
            corrected = _of_facts(published, older)
            if not corrected.any():
                return audit, published
            published = published[~corrected]

    @cached_property
    def _published(self) -> pd.DataFrame:
        every = self.gate.published
        return every[every["indicator"].isin(hanging_together(self.new["indicator"]))]

    def _audited(self, facts: pd.DataFrame) -> Audited:
        gate = self.gate
        return audited(facts, gate.organisation, gate.reading, reader=self.reader, known=gate.known)


def of_others(told: pd.DataFrame, runs: Collection[Run]) -> pd.DataFrame:
    """What is told by other runs than these."""
    return _where(told, [_run(row) not in runs for row in told.to_dict("records")]) if runs else told


def runs_in(told: pd.DataFrame) -> set[Run]:
    """Every run that tells anything."""
    return {_run(row) for row in told[[*RUN]].drop_duplicates().to_dict("records")}


def runs_telling(told: pd.DataFrame, facts: Iterable[Fact]) -> set[Run]:
    """The runs among what is told that tell any of the facts; where none is found, all that tell of their indicators.

    The figures of a mirror are audited as the files tell them, so that the report itself is not among their editions.
    """
    found = {_run(row) for fact in facts for row in _telling(fact, told)}
    if found:
        return found
    return runs_in(told[told["indicator"].isin({fact.indicator for fact in facts})])


def runs_of_tables(told: pd.DataFrame, tables: Iterable[Coarsening]) -> set[Run]:
    """The runs among what is told that have any of the tables which take steps."""
    places = {one.table for one in tables}
    columns = ["period", "audience", "indicator", "breakdown"]
    own = _where(told, [row in places for row in told[columns].itertuples(index=False, name=None)])
    return runs_in(own)


def _coarser(told: pd.DataFrame, coarsened: Iterable[Coarsening]) -> pd.DataFrame:
    """What would be told if tables took these steps: the rows they hide are withheld."""
    every = tuple(coarsened)
    if not every:
        return told
    hidden = pd.Series(False, index=told.index)
    for (period, audience), own in told.groupby(["period", "audience"], sort=False):
        hidden[own.index] = hidden_by(own, steps_of(every, period=period, audience=audience))
    status = told["status"].mask(hidden, "withheld")
    return told.assign(status=status, **{name: told[name].mask(hidden) for name in _NUMBERS})


def _is_hidden(row: Mapping[str, Any], step: Coarsening) -> bool:
    if step.table != (row["period"], row["audience"], row["indicator"], row["breakdown"]):
        return False
    return bool(hidden_by(pd.DataFrame([row]), steps_of([step], period=step.period, audience=step.audience)).iloc[0])


def _coarseness(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Who reads it first, then how long its period is: what tells most finely stands first."""
    return -READERS.index(row["audience"]), _days(row["period"]), row["group"] == EVERYBODY, row["period"]


def _days(period: str) -> int:
    try:
        found = parse_period(period)
    except ArvioError:  # a period with a name of its own, which is longer than those it is made of
        return 10_000
    return (found.end - found.start).days


def _telling(fact: Fact, told: pd.DataFrame) -> list[Mapping[str, Any]]:
    """The rows that tell a fact."""
    return told[_of_facts(told, [fact])].to_dict("records")


def _of_facts(told: pd.DataFrame, facts: Sequence[Fact]) -> pd.Series:
    """Which rows tell any of the facts."""
    found = pd.Series(False, index=told.index)
    for fact in facts:
        own = told[told["indicator"] == fact.indicator]
        for key in ("audience", "breakdown", "group", "statistic", "status"):
            own = own[own[key] == getattr(fact, key)]
        own = own[_same(own["value"], fact.value) & _same(own["n"], fact.n)]
        own = own[(own["notebook"] + " " + own["period"] + " (" + own["audience"] + ")").isin(fact.editions)]
        times = [time_of(*row) for row in own[_OF_TIME].itertuples(index=False)]
        found[own.index[[(time.period, time.wave) == (fact.period, fact.wave) for time in times]]] = True
    return found


def _where(table: pd.DataFrame, wanted: Sequence[bool]) -> pd.DataFrame:
    """The wanted rows; a plain list would choose columns where there is no row."""
    return table[pd.Series(wanted, index=table.index, dtype="bool")]


def _same(column: pd.Series, value: float) -> pd.Series:
    return column.isna() if pd.isna(value) else column == value


def _run(row: Mapping[str, Any]) -> Run:
    return Run(**{part: row[part] for part in RUN})


def _rows(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Rows that can be compared: what is missing is None."""
    plain = table.astype("object").where(table.notna(), None)
    return list(plain.itertuples(index=False, name=None))


def _some_of_each(leaks: Iterable[Judged]) -> list[Judged]:
    """The narrowest leaks of each indicator: all of it is looked at again."""
    kept: dict[str, list[Judged]] = defaultdict(list)
    for one in leaks:
        kept[_indicator(one)].append(one)
    return [one for found in kept.values() for one in found[:AT_ONCE]]


def _indicator(leak: Judged) -> str:
    cell = leak.protected.terms[0][0]
    assert isinstance(cell, Cell)  # what facts give away are persons in a cell
    return cell.indicator


def _contradiction(facts: Sequence[Fact]) -> str:
    told = (joined(["- ", fact.words], "") for fact in facts)
    return joined([say("these figures cannot all be true:"), *told], "\n")
