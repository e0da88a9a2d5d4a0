"""Services of a bundle: who was in them, whether needs were met, where persons went, and encounters without names.

`enrolments` are the periods of service that the function's first line is about, as `arvio.indicators.enrolments` gives
them: served, referred or ended. A person counts once in each group and once in the total, so that the groups may add up
to more than the total.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pandas as pd

from arvio.indicators import estimates
from arvio.indicators.enrolments import NOT_KNOWN, PERSON, basis_of, has_begun
from arvio.indicators.rare import OTHER_SERVICES, merged
from arvio.results import EVERYBODY, Results, results, weakest_basis

OTHER_TARGET_GROUPS = "other_target_groups"
OTHER_DESTINATIONS, OTHER_OR_NOT_KNOWN = "other_destinations", "other_or_not_known"
MET, NOT_MET = "yes", "no"
ENDED_IN_ORDER = ["end", "start", "service", "next_step"]


def services(served: pd.DataFrame, *, minimum: int) -> Results:
    """Different persons and their periods of service (enrolments), in all services and in each.

    Services of fewer persons than the minimum are other_services, with the smallest of the others if need be.
    """
    told = merged(served, "service", minimum=minimum, into=OTHER_SERVICES)
    return results(
        {"indicator": "services", "breakdown": "service", "group": group, "basis": basis_of(served), **row}
        for group, one in _with_everybody(told, "service")
        for row in [_persons(one), {"statistic": "enrolments", "value": len(one), "n": one[PERSON].nunique()}]
    )


def target_groups(served: pd.DataFrame, *, minimum: int) -> Results:
    """Different persons of each target group in all services together; an empty one is not_known.

    A person who is written in two target groups counts once in each, and once in the total. Target groups of fewer
    persons than the minimum are other_target_groups.
    """
    return results(_target_group_rows(served, minimum, indicator="target_groups", breakdown="target_group"))


def services_by_target_group(served: pd.DataFrame, *, minimum: int) -> Results:
    """Different persons of each target group in each service: `breakdown` is the service, with its total.

    Services are merged as in `services`: else the difference would be a rare one. Target groups of fewer persons than
    the minimum in a service are its other_target_groups; an empty one is not_known.
    """
    told = merged(served, "service", minimum=minimum, into=OTHER_SERVICES)
    return results(
        row
        for service, one in told.groupby("service")
        for row in _target_group_rows(one, minimum, indicator="services_by_target_group", breakdown=service)
    )


def needs_met(enrolments: pd.DataFrame) -> Results:
    """Persons by need, and the share of needs met by a service that had begun.

    A need is one person's need of one kind, however many services it led to. It is met where it is marked as met in a
    service that began; not met where none of its services began, or those that did are marked as not meeting it; else
    it is not known, and no part of the share. Rows without a need are left out. n counts different persons, also in
    the share of all needs.
    """
    needs = _needs(enrolments)
    if needs.empty:
        return results([])
    common = {"breakdown": "need", "basis": basis_of(enrolments)}
    return results(
        {**common, "group": group, **row} for group, one in _with_everybody(needs, "need") for row in _need_rows(one)
    )


def service_gaps(enrolments: pd.DataFrame, *, answered_by: Mapping[str, Collection[str]]) -> Results:
    """Needs that none of the organisation's services answers by its own list, and the persons who have them.

    `answered_by` lists the services that answer each need; a need that is not in it has none. `gaps` counts the needs
    without a service. Where the organisation has no list, nothing is said.
    """
    if not answered_by or enrolments.empty:
        return results([])
    wanted = enrolments[enrolments["need"].notna()]
    unanswered = wanted[~wanted["need"].map(lambda need: bool(answered_by.get(need))).astype("bool")]
    common = {"indicator": "service_gaps", "breakdown": "need", "basis": basis_of(enrolments)}
    total = {**common, "statistic": "gaps", "value": unanswered["need"].nunique()}
    parts = _with_everybody(unanswered, "need")
    return results([total, *({**common, "group": group, **_persons(one)} for group, one in parts)])


def destinations(ended: pd.DataFrame, *, minimum: int) -> Results:
    """Where persons went when their service ended; that it is not known is always told, be it of nobody.

    Each person counts once, by the service that ended last: among those that ended on one day the one that began last,
    then the last by the name of the service. A person may be in another service still. An empty destination is
    not_known. Destinations of fewer persons than the minimum are other_destinations; where not_known has fewer too,
    they are other_or_not_known together, with the smallest of the others if need be.
    """
    in_order = ended[ended["end"].notna()].sort_values(ENDED_IN_ORDER, na_position="first")
    last = _filled(in_order.drop_duplicates(PERSON, keep="last"), "next_step")
    groups = dict(_with_everybody(_merged_destinations(last, minimum), "next_step"))
    if groups and not {NOT_KNOWN, OTHER_OR_NOT_KNOWN} & set(groups):
        groups[NOT_KNOWN] = last.iloc[:0]
    common = {"indicator": "destinations", "breakdown": "next_step", "basis": basis_of(ended)}
    return results({**common, "group": group, **_persons(one)} for group, one in groups.items())


def encounters(contacts: pd.DataFrame) -> Results:
    """Persons met without a name, by kind, apart for what was collected, taken from a sample, or estimated.

    The sum of n_people: who came twice is met twice, since nobody's name was taken. `breakdown` is the counting basis,
    and `all` the sum of its kinds; bases are never added up. A kind that is empty is not_known.
    """
    return results(_encounter_rows(contacts, wave=""))


def encounters_by_month(contacts: pd.DataFrame) -> Results:
    """Persons met without a name in each month (wave, as 2025-03), by kind and counting basis like encounters."""
    months = contacts.groupby(contacts["date"].dt.strftime("%Y-%m")) if len(contacts) else []
    return results(row for month, one in months for row in _encounter_rows(one, wave=month))


def _encounter_rows(contacts: pd.DataFrame, *, wave: str) -> Iterator[dict[str, Any]]:
    some = _filled(contacts[contacts["n_people"] > 0], "kind")
    for counting, of_basis in some.groupby("counting_basis"):
        basis = weakest_basis([counting, basis_of(of_basis)])
        common = {"indicator": "encounters", "breakdown": counting, "wave": wave, "basis": basis}
        for group, one in _with_everybody(of_basis, "kind"):
            met = one["n_people"].sum()
            yield {**common, "group": group, "statistic": "encounters", "value": met, "n": met}


def _merged_destinations(last: pd.DataFrame, minimum: int) -> pd.DataFrame:
    is_known = last["next_step"] != NOT_KNOWN
    if 0 < (~is_known).sum() < minimum:
        return merged(last, "next_step", minimum=minimum, into=OTHER_OR_NOT_KNOWN)
    told = merged(last[is_known], "next_step", minimum=minimum, into=OTHER_DESTINATIONS)
    return pd.concat([told, last[~is_known]])


def _needs(enrolments: pd.DataFrame) -> pd.DataFrame:
    """A row for each person and need, with met: yes, no or not_known."""
    begun = has_begun(enrolments)
    rank = enrolments["need_met"].map({MET: 2, NOT_MET: 0}).fillna(1).where(begun, 0)
    found = enrolments[[PERSON, "need"]].assign(rank=rank).dropna(subset=["need"])
    best = found.groupby([PERSON, "need"], as_index=False)["rank"].max()
    return best.assign(met=best["rank"].map({2: MET, 1: NOT_KNOWN, 0: NOT_MET}))


def _need_rows(needs: pd.DataFrame) -> Iterator[dict[str, Any]]:
    yield {"indicator": "needs", **_persons(needs)}
    known = needs[needs["met"] != NOT_KNOWN]
    if len(known):
        share = estimates.share(int((known["met"] == MET).sum()), len(known))
        yield {"indicator": "needs_met", "statistic": "need_met", **share._asdict(), "n": known[PERSON].nunique()}


def _target_group_rows(
    served: pd.DataFrame, minimum: int, *, indicator: str, breakdown: str
) -> Iterator[dict[str, Any]]:
    known = _filled(served, "target_group")
    told = merged(known, "target_group", minimum=minimum, into=OTHER_TARGET_GROUPS)
    common = {"indicator": indicator, "breakdown": breakdown, "basis": basis_of(served)}
    for group, one in _with_everybody(told, "target_group"):
        yield {**common, "group": group, **_persons(one)}


def _with_everybody(table: pd.DataFrame, column: str) -> list[tuple[str, pd.DataFrame]]:
    """All rows, then those of each group; nothing of an empty table."""
    return [(EVERYBODY, table), *table.groupby(column)] if len(table) else []


def _filled(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """The table with not_known where a column is empty."""
    return table.assign(**{column: table[column].fillna(NOT_KNOWN)})


def _persons(found: pd.DataFrame) -> dict[str, Any]:
    count = found[PERSON].nunique()
    return {"statistic": "persons", "value": count, "n": count}
