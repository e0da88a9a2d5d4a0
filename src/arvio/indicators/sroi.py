"""Social return: what changes would be worth for each euro, if everything that is assumed were so.

Nothing of it is a finding. Each outcome gives persons × share with whom it came about × (1 − deadweight) × attribution
× euros for a person and a year; each later year loses the drop-off and is discounted. The sum over outcomes and years,
over all costs of the project, is the return. It is computed three times, with the low, base and high values of all
assumptions, and told as all three or not at all (A Guide to Social Return on Investment, the SROI Network 2012).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from arvio.params import Sroi
from arvio.results import EVERYBODY, Results, results

CASES = ("low", "base", "high")
PARTS = ("changed", "value", "deadweight", "attribution", "years", "drop_off")
STATISTIC = {"value": "assumed_euros", "years": "assumed_years"}
ASSUMED_SHARE = "assumed_share"


def assumptions(sroi: Sroi | None) -> Results:
    """Every assumption with its low, base and high value; outcome in breakdown, assumption in group, case in wave."""
    return results(row for row in _assumed(sroi)) if sroi else results([])


def social_return(sroi: Sroi | None, reached: Results, costs: Results) -> Results:
    """Euros back for each euro in the low, base and high case; nothing without persons or costs.

    n is the smallest number of persons that an outcome starts from: where it is withheld, so is the return.
    """
    euros = _whole(costs, "costs", "euros")
    if sroi is None or not euros or not all(_persons(sroi, reached).values()):
        return results([])
    persons = _persons(sroi, reached)
    return results(
        {
            "indicator": "sroi",
            "wave": case,
            "statistic": "euros_back",
            "value": _benefit(sroi, persons, dict.fromkeys(["discount", *PARTS], case)) / euros,
            "n": min(persons.values()),
            "basis": "estimate",
        }
        for case in CASES
    )


def sensitivity(sroi: Sroi | None, reached: Results, costs: Results) -> Results:
    """The base case with one assumption of all outcomes at its low and at its high value, the others as they are."""
    euros = _whole(costs, "costs", "euros")
    if sroi is None or not euros or not all(_persons(sroi, reached).values()):
        return results([])
    persons = _persons(sroi, reached)
    base = dict.fromkeys(["discount", *PARTS], "base")
    return results(
        {
            "indicator": "sroi_sensitivity",
            "group": part,
            "wave": case,
            "statistic": "euros_back",
            "value": _benefit(sroi, persons, {**base, part: case}) / euros,
            "n": min(persons.values()),
            "basis": "estimate",
        }
        for part in base
        for case in ("low", "high")
    )


def _assumed(sroi: Sroi) -> Iterator[dict[str, Any]]:
    parts = [(outcome.outcome, part, getattr(outcome, part)) for outcome in sroi.outcomes for part in PARTS]
    for outcome, part, assumption in [*parts, (EVERYBODY, "discount", sroi.discount)]:
        common = {"indicator": "sroi_assumption", "breakdown": outcome, "group": part, "basis": "estimate"}
        for case in CASES:
            statistic = STATISTIC.get(part, ASSUMED_SHARE)
            yield {**common, "wave": case, "statistic": statistic, "value": getattr(assumption, case)}


def _benefit(sroi: Sroi, persons: dict[str, float], case: dict[str, str]) -> float:
    """Euros of all outcomes in all years, each assumption at the value of its case."""
    rate = getattr(sroi.discount, case["discount"])
    total = 0.0
    for outcome in sroi.outcomes:
        assumed = {part: getattr(getattr(outcome, part), case[part]) for part in PARTS}
        first = persons[outcome.outcome] * assumed["changed"] * assumed["value"]
        first *= (1 - assumed["deadweight"]) * assumed["attribution"]
        kept = (1 - assumed["drop_off"]) / (1 + rate)
        total += sum(first * kept**year for year in range(int(assumed["years"])))
    return total


def _persons(sroi: Sroi, reached: Results) -> dict[str, float]:
    return {one.outcome: _whole(reached, one.indicator, "persons") for one in sroi.outcomes}


def _whole(computed: Results, indicator: str, statistic: str) -> float:
    """A figure of everybody in the whole period; 0 where it was not computed."""
    table = computed.table
    found = table[(table["indicator"] == indicator) & (table["statistic"] == statistic)]
    found = found[(found["group"] == EVERYBODY) & (found["wave"] == "")]
    return float(found["value"].iloc[0]) if len(found) else 0.0
