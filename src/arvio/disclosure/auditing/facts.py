"""From rows of the register to statements: what each kind of published figure says of how many persons.

A reader has every edition made for them and for wider audiences: the public reads public pages, a funder those too, and
within the organisation everything is read. Notebooks and languages that tell the same are one fact.

- persons: a count; rounded where the audience's rules round it. That it is shown at all says that it is not below the
  minimum, since the rules are told in every report. A withheld one is any number: what is hidden whole may be large.
- means, standard deviations, answer groups and intervals of an item: statements on how many gave each mark of its
  scale. Of an item without a known scale of whole numbers a mean says only that somebody answered.
- shares: the part they tell of, and the rest. n may be rounded, and is an unknown too.
- events (visits, enrolments): nothing of persons but their n.
- rates, effects, probabilities, dates, money: nothing; a response rate is a share of the invited, and a relative change
  a ratio of two counts.
- groups of a breakdown make up their total as `declared` says; a longer period covers the shorter ones in it; the
  waves of a year make up its answers; counts that grow never fall.
- a figure told twice with different numbers is of two versions: the later holds what the earlier held, where it grew,
  and what was added is protected by itself (a late answer).
- who is one of the persons counted (an insider) knows their own answer: `with_insider` says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.declared import division
from arvio.disclosure.auditing.model import Row
from arvio.disclosure.auditing.times import (
    DATED,
    REGROUPED,
    Course,
    course_of,
    days_of,
    extent,
    is_residual,
    lies_in,
    time_of,
)
from arvio.disclosure.auditing.verdicts import Kind, Protected
from arvio.params import Audience
from arvio.results import CHANGE_CLASSES, CUMULATIVE, EVERYBODY, PARTS, STATISTICS

READ_BY: Mapping[str, tuple[str, ...]] = {
    "public": ("public",),
    "funder": ("funder", "public"),
    "internal": ("internal", "funder", "public"),
}
"""The audiences whose editions a reader has."""

SHARE_DECIMALS = 2
ANSWERS, PAIRS, PERSONS = "answers", "pairs", "persons"
BASE_OF: Mapping[str, str] = {
    **dict.fromkeys(("mean", "sd", *PARTS), ANSWERS),
    **dict.fromkeys(("mean_change", "d_z", "d_av", "wilcoxon_p", "holm_p", "improved", *CHANGE_CLASSES), PAIRS),
    **dict.fromkeys(("visits", "enrolments", "transitions", "referrals"), PERSONS),
}
"""Whom n counts, where several statistics have the same n."""

NOT_OF_N = ("need_met", "goals_reached", "begun_by", "begun_in_time", "difference_of_shares", "change_of_agreeing")
"""Shares of something else than the persons that n counts, or estimated from a curve."""

OF_FORMS = (
    *("missing_share", "no_answer_share", "does_not_know_share", "refused_share", "not_applicable_share"),
    "same_answers_share",
)
"""Shares of how a form was filled in: that nobody left an item out says nothing of anybody's answer."""

NOT_OF_FAMILIES = ("goals_reached", "needs_met")
"""Indicators whose shares are of goals or needs, while n counts persons."""

OF_OTHERS = ("median_days", "persons_per_week", "difference")
"""Means and differences of what is no answer."""

COARSEST = 5
"""The rounding base of the widest audience, by which an edition of another may tell parts as well."""

FEW_FOR_SPREAD = 30
LARGEST_FOR_SPREAD = 200
"""Of more answers a spread says nothing of single persons that would be worth reckoning."""

LONGEST_SCALE = 11
"""Scales of more marks than 0 to 10 are no answers one by one."""

ADDED_OVER_TIME = (ANSWERS, PERSONS, *PARTS, *range(LONGEST_SCALE), "persons", "answered", "responses", "invited")
RATES: Mapping[str, tuple[str, str]] = {"response_rate": ("answered", "invited")}
"""Rates of two counts that are told as well."""


@dataclass(frozen=True)
class Fact:
    """One published figure, with the editions that tell it."""

    id: str
    organisation: str
    period: str
    audience: str
    editions: tuple[str, ...]
    indicator: str
    breakdown: str
    group: str
    wave: str
    statistic: str
    value: float
    low: float
    high: float
    n: float
    status: str
    n_is_rounded: bool = False
    version: int = 1
    population: str = ""
    """The audience whose figures are of other persons than those of the rest; empty where they are of the same."""
    merged: str = ""
    """By which minimum and in which period the groups were merged, where this group is what could not be named."""

    @property
    def words(self) -> str:
        """The fact in plain words: where it stands, what it tells of, and the figure."""
        of = ", ".join(part for part in (self.breakdown, self.group, self.wave) if part)
        figure = "withheld" if self.status == "withheld" else f"{_figure(self)}"
        n = "" if pd.isna(self.n) or self.n == self.value else f" of n = {self.n:g}"
        within = "" if pd.isna(self.low) or pd.isna(self.high) else f" ({self.low:g} to {self.high:g})"
        return f"{' and '.join(self.editions)}: {self.statistic} of {self.indicator} ({of}) is {figure}{within}{n}"


class Cell(NamedTuple):
    """How many persons: of which table, group and wave, and who of them."""

    population: str
    organisation: str
    period: str
    indicator: str
    breakdown: str
    wave: str
    version: int
    group: str
    who: str | int
    """A count of persons by its statistic, the n of several ("answers"), an answer group, or a mark of the scale."""
    merged: str = ""
    """What is not empty only of a group of what was too small to be named: it is another one in each period, and by
    each minimum."""


@dataclass(frozen=True)
class Reading:
    """What a reader knows besides the figures: the rules by which they were released, and the questionnaires."""

    rules: Callable[[Fact], Audience]
    """The rules of a fact, as its report's method box tells them."""
    is_sensitive: Callable[[str], bool]
    """Whether an indicator is."""
    scales: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """The lowest and the highest mark of items that are answered in whole numbers."""
    apart: Collection[str] = ()
    """Audiences whose figures hold persons that the others are not told of (services for children)."""


@dataclass(frozen=True)
class Statements:
    """All that a reader's facts say, what of it is protected, and each fact in words."""

    rows: tuple[Row, ...]
    protected: tuple[Protected, ...]
    words: Mapping[str, str]


def facts_of(register: pd.DataFrame, *, reader: str) -> list[Fact]:
    """The facts that a reader has, oldest first, each once, those told otherwise later as further versions.

    `register` has the columns of the register (and may hold facts of reports that are not out yet).
    """
    told = register[register["audience"].isin(READ_BY[reader])]
    told = told.assign(edition=told["notebook"] + " " + told["period"] + " (" + told["audience"] + ")")
    times = [time_of(*row) for row in told[["notebook", "period", *_KEYS[:-1]]].itertuples(index=False)]
    told = told.assign(scope=[time.period for time in times], wave=[time.wave for time in times])
    same = ["organisation", "scope", "audience", *_KEYS, "value", "low", "high", "n", "status"]
    groups = told.groupby(same, sort=False, dropna=False)["edition"].agg(lambda found: tuple(dict.fromkeys(found)))
    plain = [
        _fact(number, dict(zip(same, key, strict=True)), found) for number, (key, found) in enumerate(groups.items())
    ]
    return _in_versions(_with_rounded_n(plain))


def statements(facts: Sequence[Fact], reading: Reading) -> Statements:
    """What facts say, with the numbers that nobody may work out of them."""
    placed = [_placed(one, reading) for one in facts]
    cells, near = _cells(placed, reading), _by_place(placed)
    rows = [row for fact in placed for row in _said(fact, near[_place(fact)], reading)]
    for structure in (_of_scales, _of_totals, _of_periods, _of_growth, _of_versions, _of_waves, _of_populations):
        rows += structure(cells)
    return Statements(tuple(rows), tuple(_protected(cells, reading)), {one.id: one.words for one in facts})


def with_insider(found: Statements, cell: Cell) -> Statements:
    """The same for somebody who is one of the persons in a cell: what is protected there are the others."""
    protected = tuple(
        replace(one, name=f"{one.name}, the others", terms=(*one.terms, (_SELF, -times)))
        if (times := dict(one.terms).get(cell, 0))
        else one
        for one in found.protected
    )
    itself = [*model.exactly([_SELF], 1), *model.known_person(cell)]
    return Statements((*found.rows, *itself), protected, {**found.words, "insider": "what the insider knows"})


_SELF = ("insider",)
_KEYS = ("indicator", "breakdown", "group", "wave", "statistic")


def _placed(fact: Fact, reading: Reading) -> Fact:
    """The fact with what says of which persons it is, beside its own words."""
    population = fact.audience if fact.audience in reading.apart else ""
    if not (is_residual(fact.group) or is_residual(fact.breakdown)):
        return replace(fact, population=population)
    rules = reading.rules(fact)
    merged = f"{fact.period}, {rules.minimum_n_persons} and {rules.minimum_n_sensitive}"
    return replace(fact, population=population, merged=merged)


def _fact(number: int, told: dict, editions: tuple[str, ...]) -> Fact:
    period = told.pop("scope")
    return Fact(id=f"fact {number}", period=period, editions=editions, **told)


def _figure(fact: Fact) -> str:
    if fact.status == "coarsened":
        return f"over {fact.value:g}" if fact.value > 0.5 else f"under {fact.value:g}"
    return f"about {fact.value:g}" if fact.status == "rounded" else f"{fact.value:g}"


def _with_rounded_n(facts: list[Fact]) -> list[Fact]:
    """Facts whose n is another one's rounded to fives: of a notebook or a form's text with rules of its own."""
    mixed = {(fact.organisation, fact.audience) for fact in facts if fact.status == "rounded"}
    told: dict[tuple, list[Fact]] = defaultdict(list)
    for fact in facts:
        told[_key(fact)].append(fact)
    return [
        replace(fact, n_is_rounded=any(_is_rounded(fact.n, other.n) for other in told[_key(fact)]))
        if (fact.organisation, fact.audience) in mixed
        else fact
        for fact in facts
    ]


def _is_rounded(n: float, other: float) -> bool:
    return n != other and n % COARSEST == 0 and abs(n - other) <= COARSEST / 2


def _key(fact: Fact) -> tuple:
    return (fact.organisation, fact.period, fact.audience, *(getattr(fact, key) for key in _KEYS))


def _in_versions(facts: list[Fact]) -> list[Fact]:
    """The facts with the number of their version; in a later one what did not change holds too."""
    told: dict[tuple, list[Fact]] = defaultdict(list)
    for fact in facts:
        told[_key(fact)].append(fact)
    tables: dict[tuple, list[list[Fact]]] = defaultdict(list)
    for found in told.values():
        one = found[0]
        tables[one.organisation, one.period, one.audience, one.indicator, one.breakdown].append(found)
    return [fact for table in tables.values() for fact in _versions_of(table)]


def _versions_of(table: list[list[Fact]]) -> Iterator[Fact]:
    sequences = [_sequence(found) for found in table]
    last = max(1, *(len(sequence) for sequence, _ in sequences))
    for sequence, always in sequences:
        for version in range(1, last + 1):
            changed = sequence[min(version, len(sequence)) - 1] if sequence else []
            yield from (replace(fact, version=version) for fact in [*changed, *always])


def _sequence(found: list[Fact]) -> tuple[list[list[Fact]], list[Fact]]:
    """What was told otherwise in turn, and what holds beside it: the same figure rounded, or withheld elsewhere."""
    exact = [fact for fact in found if fact.status in ("shown", "coarsened") and not fact.n_is_rounded]
    if exact:
        return _by_figure(exact), [fact for fact in found if fact not in exact]
    about = [fact for fact in found if fact.status == "rounded"]
    return (_by_figure(about), [fact for fact in found if fact not in about]) if about else ([], found)


def _by_figure(facts: list[Fact]) -> list[list[Fact]]:
    """Facts of the same value and n together, in the order of the first; an interval may be told of one only."""
    figures: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        figures[repr((fact.value, fact.n))].append(fact)
    return list(figures.values())


def _place(fact: Fact) -> tuple:
    return fact.population, fact.organisation, fact.period, fact.indicator, fact.breakdown, fact.version


def _by_place(facts: Iterable[Fact]) -> dict[tuple, list[Fact]]:
    found: dict[tuple, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[_place(fact)].append(fact)
    return found


def _cell(fact: Fact, who: str | int) -> Cell:
    *place, version = _place(fact)
    return Cell(*place, fact.wave, version, fact.group, who, fact.merged)


def _base(fact: Fact) -> Cell:
    """The cell of the persons that n counts."""
    return _cell(fact, BASE_OF.get(fact.statistic, f"n of {fact.statistic}"))


def _marks(fact: Fact, reading: Reading) -> dict[Cell, int]:
    """The cells of those who gave each mark; none where the item has no known scale of whole numbers."""
    lowest, highest = reading.scales.get(fact.indicator, (0, LONGEST_SCALE))
    if highest - lowest >= LONGEST_SCALE:
        return {}
    return {_cell(fact, mark): mark for mark in range(lowest, highest + 1)}


def _cells(facts: Iterable[Fact], reading: Reading) -> dict[Cell, list[Fact]]:
    """Every cell that facts tell of, with these facts."""
    cells: dict[Cell, list[Fact]] = defaultdict(list)
    for fact in facts:
        for cell in _told_cells(fact, reading):
            cells[cell].append(fact)
    return dict(cells)


def _told_cells(fact: Fact, reading: Reading) -> list[Cell]:
    kind = STATISTICS.get(fact.statistic)
    if kind == "persons":
        return [_cell(fact, fact.statistic)]
    if kind == "events":
        return [_base(fact)] if fact.statistic in BASE_OF else []
    if kind not in ("mean", "spread", "share", "difference") or fact.breakdown.startswith("difference_from"):
        return []
    if fact.statistic in NOT_OF_N or (BASE_OF.get(fact.statistic, ANSWERS) == ANSWERS and fact.statistic in OF_OTHERS):
        return [_base(fact)]
    if BASE_OF.get(fact.statistic) == ANSWERS:
        parts = [_cell(fact, part) for part in PARTS if kind == "share"]
        return [_base(fact), *parts, *_marks(fact, reading)]
    return [_base(fact), *([_cell(fact, fact.statistic)] if kind == "share" else [])]


def _is_of_answers(fact: Fact) -> bool:
    return fact.statistic not in (*NOT_OF_N, *OF_OTHERS) and fact.indicator not in NOT_OF_FAMILIES


def _said(fact: Fact, near: Sequence[Fact], reading: Reading) -> list[Row]:
    """What one fact says; nothing where it is withheld."""
    if fact.status == "withheld" or pd.isna(fact.value):
        return []
    cells, kind = _told_cells(fact, reading), STATISTICS.get(fact.statistic)
    if kind == "persons":
        return _count(cells[0], fact.value, fact, reading)
    if fact.statistic in RATES:
        return _rate(fact)
    if kind == "relative_change":
        return _relative_change(fact)
    if not cells:
        return []
    rows = _n(fact, reading)
    if kind == "share" and _is_of_answers(fact):
        return [*rows, *_share(fact, reading)]
    if fact.statistic == "mean":
        return [*rows, *_mean(fact, reading)]
    return [*rows, *_sd(fact, near, reading)] if kind == "spread" else rows


def _count(cell: Cell, value: float, fact: Fact, reading: Reading) -> list[Row]:
    base = _rounding(fact, reading) if fact.status == "rounded" else 1
    return [*_about(cell, value, base, fact), *model.between([cell], _smallest(fact, reading), None, told_by=fact.id)]


def _n(fact: Fact, reading: Reading) -> list[Row]:
    if pd.isna(fact.n):
        return []
    sensitive = reading.is_sensitive(fact.indicator)
    rounded = fact.n_is_rounded or (sensitive and reading.rules(fact).rounding_base > 1)
    return _about(_base(fact), fact.n, _rounding(fact, reading) if rounded else 1, fact)


def _about(cell: Cell, value: float, base: int, fact: Fact) -> list[Row]:
    return model.rounded_to([cell], int(value), base=base, told_by=fact.id)


def _rounding(fact: Fact, reading: Reading) -> int:
    base = reading.rules(fact).rounding_base
    return base if base > 1 else COARSEST


def _smallest(fact: Fact, reading: Reading) -> int:
    """The smallest count of persons that the fact's rules show."""
    rules = reading.rules(fact)
    return rules.minimum_n_sensitive if reading.is_sensitive(fact.indicator) else rules.minimum_n_persons


def _share(fact: Fact, reading: Reading) -> list[Row]:
    part, whole = [_cell(fact, fact.statistic)], [_base(fact)]
    if fact.status == "coarsened":
        told = model.over_share if fact.value > 0.5 else model.under_share
        return told(part, whole, fact.value, told_by=fact.id)
    return model.share_of(part, whole, fact.value, decimals=SHARE_DECIMALS, told_by=fact.id)


def _mean(fact: Fact, reading: Reading) -> list[Row]:
    marks = _marks(fact, reading)
    if not marks:
        return model.between([_base(fact)], 1, None, told_by=fact.id)
    decimals = reading.rules(fact).decimals
    rows = model.mean_of(marks, fact.value, decimals=decimals, told_by=fact.id)
    counts = _counts(fact, reading)
    if pd.isna(fact.low) or pd.isna(fact.high) or not counts:
        return rows
    ends, mean = (fact.low, fact.high), (fact.value, decimals)
    return [*rows, *model.interval_of(marks, ends, counts=counts, mean=mean, told_by=fact.id)]


def _sd(fact: Fact, near: Sequence[Fact], reading: Reading) -> list[Row]:
    marks, counts = _marks(fact, reading), _counts(fact, reading)
    means = [one for one in near if one.statistic == "mean" and (one.group, one.wave) == (fact.group, fact.wave)]
    means = [one for one in means if one.status == "shown" and one.audience == fact.audience]
    if not marks or not counts or not means:
        return []
    decimals = reading.rules(fact).decimals
    middle, half = model.printed(fact.value), model.printed(0.5) / 10**decimals
    spread = model.Bounds(max(middle - half, middle * 0), middle + half)
    # With few answers every sum is looked at, so that the mean is a fact of its own in an explanation.
    mean = (means[0].value, decimals) if fact.n > FEW_FOR_SPREAD else None
    return model.spread_of(marks, spread, counts=counts, mean=mean, told_by=fact.id)


def _counts(fact: Fact, reading: Reading) -> range:
    """The numbers that n can be; none where it is not told, or too large for a spread to tell of single persons."""
    rows = _n(fact, reading)
    if not rows or fact.n > LARGEST_FOR_SPREAD:
        return range(0)
    return range(max(rows[0].low, 2), rows[0].high + 1)


def _rate(fact: Fact) -> list[Row]:
    part, whole = (_cell(fact, who) for who in RATES[fact.statistic])
    return model.share_of([part], [whole], fact.value, decimals=SHARE_DECIMALS, told_by=fact.id)


def _relative_change(fact: Fact) -> list[Row]:
    """How much larger a count is than that of the same days a year earlier."""
    of, now = fact.statistic.removeprefix("change_of_"), extent(fact.period)
    if not now or STATISTICS.get(of) != "persons":
        return []
    later = _cell(replace(fact, statistic=of), of)
    earlier = later._replace(period=now.before.name)
    middle, half = 1 + model.printed(fact.value), model.printed(0.5) / 10**SHARE_DECIMALS
    # Both ends included: a fall is rounded the other way than a rise.
    return model.ratio_of([later], [earlier], model.Bounds(middle - half, middle + half), told_by=fact.id)


def _of_scales(cells: Mapping[Cell, list[Fact]]) -> Iterator[Row]:
    """Marks make up the answers and the answer groups, and the classes of change make up the pairs."""
    whoms: dict[Cell, set] = defaultdict(set)
    for cell in cells:
        whoms[cell._replace(who=ANSWERS)].add(cell.who)
    for place, who in whoms.items():
        marks = sorted(mark for mark in who if isinstance(mark, int))
        at = {name: place._replace(who=name) for name in [*who, ANSWERS, PAIRS]}
        if marks:
            yield from model.adds_up([at[ANSWERS]], [at[mark] for mark in marks])
        if set(PARTS) <= who:
            yield from model.adds_up([at[ANSWERS]], [at[part] for part in PARTS])
        if marks and set(PARTS) <= who:
            yield from model.adds_up([at[PARTS[0]]], [at[mark] for mark in marks[:2]])
            yield from model.adds_up([at[PARTS[2]]], [at[mark] for mark in marks[-2:]])
        if set(CHANGE_CLASSES) <= who:
            yield from model.adds_up([at[PAIRS]], [at[one] for one in CHANGE_CLASSES])
        for part in who - {*PARTS, *CHANGE_CLASSES}:
            yield from _part_of_its_n(at, part, who)


def _part_of_its_n(at: Mapping[str | int, Cell], part: str | int, who: set) -> list[Row]:
    """A lone share is a part of those its n counts."""
    if STATISTICS.get(part) != "share":
        return []
    base = BASE_OF.get(part, f"n of {part}")
    return model.contains(at[base], [at[part]]) if base in who else []


def _of_totals(cells: Mapping[Cell, list[Fact]]) -> Iterator[Row]:
    """The groups of a breakdown and their total, as each edition divides it."""
    by_edition: dict[Cell, dict[str, set[Cell]]] = defaultdict(lambda: defaultdict(set))
    for cell, facts in cells.items():
        if _adds(cell.who):
            for edition in {edition for fact in facts for edition in fact.editions}:
                by_edition[_table_of(cell)][edition].add(cell)
    for total in [cell for cell in cells if cell.group == EVERYBODY and _adds(cell.who)]:
        for parts in _divisions(total, by_edition):
            yield from _divided(total, sorted(parts, key=str))


def _divisions(total: Cell, by_edition: Mapping[Cell, Mapping[str, set[Cell]]]) -> set[frozenset[Cell]]:
    """The groups of a total in each edition that tells it, or else those of the editions that tell groups only."""
    tables = by_edition[_table_of(total)].values()
    own = {frozenset(table - {total}) for table in tables if total in table and len(table) > 1}
    groups = [table for table in tables if total not in table]
    if own or not groups or total.indicator in REGROUPED:
        return own
    whole = {frozenset(table) for table in groups if any(cell.merged for cell in table)}
    return whole or {frozenset(set().union(*groups))}


def _table_of(cell: Cell) -> Cell:
    """What all groups of a table have in common; of dated waves each is of its own time."""
    common = cell._replace(group="", merged="")
    return common._replace(period="") if cell.breakdown == "wave" else common


def _adds(who: str | int) -> bool:
    """Whether groups can make up their total in this: single answers and counts of persons, not an n of its own."""
    if isinstance(who, int):
        return True
    return who in (ANSWERS, PAIRS, PERSONS, *PARTS, *CHANGE_CLASSES) or STATISTICS.get(who) == "persons"


def _divided(total: Cell, parts: list[Cell]) -> list[Row]:
    if not parts:
        return []
    how = division(total.indicator, total.breakdown)
    if how == "partition":
        return model.adds_up([total], parts)
    if how == "covering":
        return model.covers(total, parts)
    return model.contains(total, parts) if how == "within" else []


def _of_periods(cells: Mapping[Cell, list[Fact]]) -> Iterator[Row]:
    """What a longer period says of the shorter ones in it."""
    same: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.period and cell.who in ADDED_OVER_TIME:
            same[cell._replace(period="")].append(cell)
    for found in same.values():
        course = course_of(found[0].indicator, found[0].breakdown, found[0].group)
        for whole in found if course != "apart" else ():
            parts = [part for part in found if part != whole and lies_in(part.period, whole.period)]
            parts = [
                one for one in parts if not any(one != other and lies_in(one.period, other.period) for other in parts)
            ]
            yield from _of_period(whole, parts, course)


def _of_period(whole: Cell, parts: list[Cell], course: Course) -> list[Row]:
    if not parts:
        return []
    fill = sum(days_of(part.period) for part in parts) == days_of(whole.period)
    if course == "added" and fill:
        return model.adds_up([whole], parts)
    kept = model.contains(whole, parts) if course in ("added", "held", "kept") else []
    return [*kept, *(model.not_more(whole, parts) if fill and course in ("held", "last") else [])]


def _of_growth(cells: Mapping[Cell, list[Fact]]) -> Iterator[Row]:
    """Counts that grow from wave to wave never fall."""
    growing = [cell for cell in cells if cell.breakdown == CUMULATIVE]
    for earlier, later in _in_turn(growing, "wave"):
        yield from model.not_fewer(later, earlier)


def _of_versions(cells: Mapping[Cell, list[Fact]]) -> Iterator[Row]:
    """A later version holds what the earlier one held, where it holds more persons in all."""
    for earlier, later in _in_turn(list(cells), "version"):
        if _grew(cells, earlier, later):
            yield from model.not_fewer(later, earlier)


def _grew(cells: Mapping[Cell, list[Fact]], earlier: Cell, later: Cell) -> bool:
    """Whether the n of the later version is told to be no smaller, and none of its counts fell."""
    counts = [_largest(cells.get(cell._replace(who=_counted_by(cell)), [])) for cell in (earlier, later)]
    return counts[0] <= counts[1]


def _counted_by(cell: Cell) -> str | int:
    is_answer = isinstance(cell.who, int) or cell.who in PARTS
    return ANSWERS if is_answer else PAIRS if cell.who in CHANGE_CLASSES else cell.who


def _largest(facts: Iterable[Fact]) -> float:
    return max(
        (fact.n if STATISTICS[fact.statistic] != "persons" else fact.value for fact in facts), default=float("nan")
    )


def _in_turn(cells: Iterable[Cell], part: str) -> Iterator[tuple[Cell, Cell]]:
    """Cells that differ in one part only, each with the next."""
    same: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in cells:
        same[cell._replace(**{part: type(getattr(cell, part))()})].append(cell)
    for found in same.values():
        ordered = sorted(found, key=lambda cell: getattr(cell, part))
        yield from pairwise(ordered)


def _of_populations(cells: Mapping[Cell, list[Fact]]) -> Iterator[Row]:
    """An edition that tells of more persons than the others holds theirs in all, though maybe not in each group."""
    for cell, fewer in _pairs_of_populations(cells):
        yield from model.contains(cell, [fewer])


def _pairs_of_populations(cells: Mapping[Cell, list[Fact]]) -> Iterator[tuple[Cell, Cell]]:
    for cell in cells:
        fewer = cell._replace(population="")
        if cell.population and fewer in cells and cell.group == EVERYBODY and _kind(cell.who) == "count":
            yield cell, fewer


def _of_waves(cells: Mapping[Cell, list[Fact]]) -> Iterator[Row]:
    """The waves of a year make up its answers, as a reader takes it who works out a wave that is withheld."""
    for year in [cell for cell in cells if cell.wave == "" and cell.period and cell.breakdown == "respondent_group"]:
        if not (isinstance(year.who, int) or year.who in (ANSWERS, *PARTS, "answered", "invited")):
            continue
        waves = [cell for cell in cells if _is_wave_of(cell, year)]
        withheld = [cell for cell in waves if all(fact.status == "withheld" for fact in cells[cell])]
        if withheld and len(waves) > 1:
            yield from model.adds_up([year], waves)


def _is_wave_of(cell: Cell, year: Cell) -> bool:
    same = cell._replace(wave="", period="") == year._replace(period="")
    return same and cell.wave.startswith(year.period) and bool(DATED.match(cell.wave))


def _protected(cells: Mapping[Cell, list[Fact]], reading: Reading) -> Iterator[Protected]:
    """Each number that nobody may work out of the cells: counts, single answers, and what a later version added."""
    for cell, facts in cells.items():
        minimum = min(_smallest(fact, reading) for fact in facts)
        yield from _protected_of(cell, minimum, sensitive=reading.is_sensitive(cell.indicator), cells=cells)
    for earlier, later in _in_turn(list(cells), "version"):
        if _kind(later.who) == "answers" and _grew(cells, earlier, later):
            minimum = min(_smallest(fact, reading) for fact in cells[later])
            terms = ((later, 1), (earlier, -1))
            words = f"{_words(later)}, of those added in version {later.version}"
            yield Protected(f"added {later}", "answers", terms, minimum, words)
    yield from _between_populations(cells, reading)


def _between_populations(cells: Mapping[Cell, list[Fact]], reading: Reading) -> Iterator[Protected]:
    for cell, fewer in _pairs_of_populations(cells):
        minimum = min(_smallest(fact, reading) for fact in cells[cell])
        words = f"{_words(cell)}, of those whom other editions leave out"
        yield Protected(f"left out {cell}", "count", ((cell, 1), (fewer, -1)), minimum, words)


def _protected_of(cell: Cell, minimum: int, *, sensitive: bool, cells: Mapping[Cell, object]) -> Iterator[Protected]:
    kind = _kind(cell.who)
    yield Protected(str(cell), kind, ((cell, 1),), minimum, _words(cell))
    base = cell._replace(who=_base_of_part(cell.who))
    if kind == "count" or base not in cells:
        return
    others, sensitive = ((base, 1), (cell, -1)), sensitive and cell.who not in OF_FORMS
    if STATISTICS.get(cell.who) == "share" and cell.who not in (*PARTS, *CHANGE_CLASSES):
        yield Protected(f"not {cell}", "answers", others, minimum, f"{_words(cell)}: the rest")
        if sensitive:
            yield Protected(f"none {cell}", "nobody", ((cell, 1),), minimum, _words(cell))
    if sensitive:
        yield Protected(f"all but {cell}", "all_alike", others, minimum, f"{_words(cell)}: everybody else")


def _kind(who: str | int) -> Kind:
    """Single answers and shares are told in no table of counts."""
    return "answers" if isinstance(who, int) or STATISTICS.get(who) == "share" else "count"


def _base_of_part(who: str | int) -> str:
    return ANSWERS if isinstance(who, int) else BASE_OF.get(who, f"n of {who}")


def _words(cell: Cell) -> str:
    who = f"answer {cell.who}" if isinstance(cell.who, int) else cell.who
    of = ", ".join(part for part in (cell.breakdown, cell.group, cell.wave, cell.period) if part)
    return f"{cell.organisation}: {who} of {cell.indicator} ({of})"
