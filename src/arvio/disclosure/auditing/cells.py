"""The unknown numbers behind facts: cells of persons, each of a table, a group, a time, and who of them.

- persons: a count is a cell. Its n is no other number, but for counts within a form.
- means, standard deviations and answer groups of an item: cells for n, each answer group, and each mark of its scale.
- shares: a cell for the part they tell of, and one for n, unless counts of both are told as well.
- events (visits, enrolments) and rates: only the persons whom n counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from arvio.disclosure.auditing.declared import OF_CLAIMS, OF_SERVICES
from arvio.disclosure.auditing.fact import Fact
from arvio.disclosure.auditing.times import is_residual
from arvio.params import Audience
from arvio.results import CHANGE_CLASSES, PARTS, STATISTICS
from arvio.saying import joined, say

ANSWERS, PAIRS, PERSONS, ASKED, MISSING = "answers", "pairs", "persons", "asked", "missing_share"
OF_FORMS = (
    *(MISSING, "no_answer_share", "does_not_know_share", "refused_share", "not_applicable_share"),
    "same_answers_share",
)
"""Shares of how a form was filled in: that nobody left an item out says nothing of anybody's answer."""

REASONS = ("no_answer", "does_not_know", "refused", "not_applicable")
"""Counts of forms that leave an item out, by reason."""

BASE_OF: Mapping[str, str] = {
    **dict.fromkeys(("mean", "sd", *PARTS), ANSWERS),
    **dict.fromkeys(("mean_change", "d_z", "d_av", "wilcoxon_p", "holm_p", "improved", *CHANGE_CLASSES), PAIRS),
    **dict.fromkeys(("visits", "enrolments", "transitions", "referrals"), PERSONS),
    **dict.fromkeys((f"{reason}_share" for reason in REASONS), ASKED),
    MISSING: ASKED,
}
"""Whom n counts, where several statistics have the same n."""

PART_OF: Mapping[str, str] = {
    **{f"{reason}_share": reason for reason in REASONS},
    "same_answers_share": "same_answers",
    "improved": "share_improved",
}
"""The part that a share tells of, where it has a name of its own."""

NOT_OF_N = ("need_met", "goals_reached", "begun_by", "begun_in_time", "difference_of_shares", "change_of_agreeing")
"""Shares of something else than the persons that n counts, or estimated from a curve."""

NOT_OF_FAMILIES = ("goals_reached", "needs_met")
"""Indicators whose shares are of goals or needs, while n counts persons."""

OF_OTHERS = ("median_days", "persons_per_week", "difference")
"""Means and differences of what is no answer."""

LONGEST_SCALE = 11
"""Scales of more marks than 0 to 10 are no answers one by one."""


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

    @property
    def words(self) -> str:
        """The cell in plain words."""
        who = say("answer %(mark)s", mark=self.who) if isinstance(self.who, int) else self.who
        of = ", ".join(part for part in (self.breakdown, self.group, self.wave, self.period) if part)
        said = say("%(who)s of %(indicator)s (%(of)s)", who=who, indicator=self.indicator, of=of)
        return joined([self.organisation, said], ": ")

    @property
    def is_answer(self) -> bool:
        """Whether it is a single answer or the part of a share, which no table of counts tells."""
        return isinstance(self.who, int) or self.who in REASONS or STATISTICS.get(self.who) == "share"


Cells = Mapping[Cell, list[Fact]]
"""Every cell that facts tell of, with these facts."""


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
    """Audiences whose figures of services hold persons that the others are not told of (services for children)."""

    def smallest(self, fact: Fact) -> int:
        """The smallest count of persons that the fact's rules show."""
        rules = self.rules(fact)
        return rules.minimum_n_sensitive if self.is_sensitive(fact.indicator) else rules.minimum_n_persons


def placed(fact: Fact, reading: Reading) -> Fact:
    """The fact with what says of which persons it is, and whether its n is rounded, beside its own words."""
    is_of_services = fact.indicator in OF_SERVICES or fact.breakdown in OF_CLAIMS
    is_apart = fact.audience in reading.apart and is_of_services
    rules = reading.rules(fact)
    rounded = fact.n_is_rounded or (reading.is_sensitive(fact.indicator) and rules.rounding_base > 1)
    placed = replace(fact, population=fact.audience if is_apart else "", n_is_rounded=rounded)
    if not (is_residual(fact.group) or is_residual(fact.breakdown)):
        return placed
    return replace(placed, merged=f"{fact.period}, {rules.minimum_n_persons} and {rules.minimum_n_sensitive}")


def place(fact: Fact) -> tuple[Any, ...]:
    """What all facts of a table have in common."""
    return fact.population, fact.organisation, fact.period, fact.indicator, fact.breakdown, fact.version


def cell_of(fact: Fact, who: str | int) -> Cell:
    """The cell of some of the persons that a fact tells of."""
    population, organisation, period, indicator, breakdown, version = place(fact)
    here = fact.wave, version, fact.group
    return Cell(population, organisation, period, indicator, breakdown, *here, who, fact.merged)


def base_cell(fact: Fact) -> Cell:
    """The cell of the persons that n counts."""
    return cell_of(fact, base_of(fact.statistic))


def part_cell(fact: Fact) -> Cell:
    """The cell of the persons that a share tells of."""
    return cell_of(fact, PART_OF.get(fact.statistic, fact.statistic))


def base_of(who: str | int) -> str:
    """The name of those among whom somebody is counted."""
    return ANSWERS if isinstance(who, int) else BASE_OF.get(who, f"n of {who}")


def marks_of(fact: Fact, reading: Reading) -> dict[Cell, int]:
    """The cells of those who gave each mark; none where the item has no known scale of whole numbers."""
    lowest, highest = reading.scales.get(fact.indicator, (0, LONGEST_SCALE))
    if highest - lowest >= LONGEST_SCALE:
        return {}
    return {cell_of(fact, mark): mark for mark in range(lowest, highest + 1)}


def cells_of(facts: Iterable[Fact], reading: Reading) -> dict[Cell, list[Fact]]:
    """Every cell that facts tell of, with these facts."""
    cells: dict[Cell, list[Fact]] = defaultdict(list)
    for fact in facts:
        for cell in told_cells(fact, reading):
            cells[cell].append(fact)
    return dict(cells)


def told_cells(fact: Fact, reading: Reading) -> list[Cell]:
    """The cells that a fact tells of, that of its own count first."""
    kind = STATISTICS.get(fact.statistic)
    if kind == "persons":
        return [cell_of(fact, fact.statistic)]
    if kind == "events":
        return [base_cell(fact)] if fact.statistic in BASE_OF else []
    if kind not in ("mean", "spread", "share", "difference") or fact.breakdown.startswith("difference_from"):
        return []
    if not is_of_answers(fact):
        return [base_cell(fact)]
    if BASE_OF.get(fact.statistic) == ANSWERS:
        parts = [cell_of(fact, part) for part in PARTS if kind == "share"]
        return [base_cell(fact), *parts, *marks_of(fact, reading)]
    classes = CHANGE_CLASSES if fact.statistic in CHANGE_CLASSES else ()
    parts = [part_cell(fact)] if kind == "share" and not classes else [cell_of(fact, one) for one in classes]
    return [base_cell(fact), *parts]


def is_of_answers(fact: Fact) -> bool:
    """Whether a mean or a share is of the persons that n counts."""
    return fact.statistic not in (*NOT_OF_N, *OF_OTHERS) and fact.indicator not in NOT_OF_FAMILIES
