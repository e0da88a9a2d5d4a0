"""Groups: when they ran, who led them, who came, and whether they go on."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from arvio.indicators import estimates
from arvio.results import EVERYBODY, Results, results

STOPPED_BEFORE = 0.5
"""A person has stopped early whose last visit falls in the first half of the group's sessions."""


def group_counts(groups: pd.DataFrame, *, by: str = "leader_model") -> Results:
    """Groups, all of them and by leader model or county."""
    return _counted(groups, by, indicator="groups")


def continuity(groups: pd.DataFrame, *, until: dt.date) -> Results:
    """Whether the groups that had ended by a day go on without the project: yes, no, or still open.

    Groups that still ran then are left out: what became of them later is no result of the period.
    """
    return _counted(groups[groups["end"] <= pd.Timestamp(until)], "continues", indicator="continuity")


def owners(groups: pd.DataFrame, *, until: dt.date) -> Results:
    """Who carries on the groups that had ended by a day and continue, by kind of owner and never by name."""
    ended = groups[groups["end"] <= pd.Timestamp(until)]
    continuing = ended[ended["continues"] == "yes"]
    owned = continuing.assign(continues_owner=continuing["continues_owner"].fillna("not_known"))
    return _counted(owned, "continues_owner", indicator="owners")


def fates(groups: pd.DataFrame, *, until: dt.date) -> Results:
    """The groups that had ended by a day: when each ended in the project, whether it continues, and who owns it.

    Groups are numbered by their start as in group_periods. The county stands in wave; breakdown is the kind of owner of
    a group that continues, and no, open or not_known of another.
    """
    numbered = groups.sort_values(["start", "group_id"]).reset_index(drop=True)
    ended = numbered[numbered["end"] <= pd.Timestamp(until)]
    owner = ended["continues_owner"].where(ended["continues"] == "yes", ended["continues"]).fillna("not_known")
    return results(
        {
            "indicator": "group_fate",
            "breakdown": fate,
            "group": str(number + 1),
            "wave": one.county,
            "statistic": "end",
            "value": one.end.toordinal(),
        }
        for (number, fate), one in zip(owner.items(), ended.itertuples(), strict=True)
    )


def group_periods(groups: pd.DataFrame, *, until: dt.date) -> Results:
    """When each group ran; one that still ran at the day until has no end.

    Groups are numbered by their start: the name or village of a small one would tell who was in it. The county
    stands in wave, the leader model in breakdown.
    """
    groups = groups.assign(end=groups["end"].where(groups["end"] <= pd.Timestamp(until)))
    numbered = groups.sort_values(["start", "group_id"]).reset_index(drop=True)
    return results(
        {
            "indicator": "group_period",
            "breakdown": one.leader_model,
            "group": str(number),
            "wave": one.county,
            "statistic": statistic,
            "value": getattr(one, statistic).toordinal() if pd.notna(getattr(one, statistic)) else np.nan,
        }
        for number, one in enumerate(numbered.itertuples(), start=1)
        for statistic in ("start", "end")
    )


def first_joint_group(groups: pd.DataFrame) -> Results:
    """The day on which the first group led jointly with a wellbeing services county began."""
    joint = groups[groups["joint_with_county"] == "yes"]
    if joint.empty:
        return results([])
    start = joint["start"].min().toordinal()
    return results([{"indicator": "first_joint_group", "statistic": "start", "value": start}])


def attendance_rates(visits: pd.DataFrame, *, by: str = "county") -> Results:
    """How many of those listed came to a session, as the mean of the groups' own rates, and how many stopped early.

    A group's rate is visits ÷ places on its attendance lists (persons listed × sessions held). The groups, not the
    visits, are independent of one another, so the interval is that of the mean of their rates; n counts persons.
    """
    parts = list(visits.groupby(by)) if len(visits) else []
    return results(
        row for group, one in [(EVERYBODY, visits), *parts] for row in _attendance_rows(group, one, by) if len(visits)
    )


def partner_stages(partners: pd.DataFrame, actions: pd.DataFrame) -> Results:
    """Partners mapped at the start, essential ones, and those with at least one recorded action."""
    active = partners["partner_id"].isin(actions["partner_id"])
    counts = {
        "mapped": len(partners),
        "essential": int((partners["essential"] == "yes").sum()),
        "active": int(active.sum()),
    }
    return results(
        {"indicator": "partners", "breakdown": "stage", "group": stage, "statistic": "partners", "value": count}
        for stage, count in counts.items()
        if len(partners)
    )


def partner_actions(actions: pd.DataFrame) -> Results:
    """Recorded actions with partners, by form and year."""
    years = actions["date"].dt.year.astype("str").rename("year")
    return results(
        {
            "indicator": "partner_actions",
            "breakdown": "form",
            "group": form,
            "wave": year,
            "statistic": "actions",
            "value": count,
        }
        for (form, year), count in actions.groupby(["form", years]).size().items()
    )


def volunteers(volunteers: pd.DataFrame) -> Results:
    """Volunteers found in the groups and elsewhere; each person once."""
    sources = volunteers.drop_duplicates("person_key")["source"].value_counts().sort_index(ascending=False)
    return results(
        {
            "indicator": "volunteers",
            "breakdown": "source",
            "group": source,
            "statistic": "persons",
            "value": count,
            "n": count,
        }
        for source, count in sources.items()
    )


def _counted(groups: pd.DataFrame, by: str, *, indicator: str) -> Results:
    parts = [(EVERYBODY, len(groups)), *groups[by].value_counts().items()] if len(groups) else []
    return results(
        {"indicator": indicator, "breakdown": by, "group": group, "statistic": "groups", "value": count}
        for group, count in parts
    )


def _attendance_rows(group: str, visits: pd.DataFrame, by: str) -> list[dict[str, Any]]:
    rates = visits.groupby("group_id")["present"].mean().to_numpy()
    rate = estimates.mean_of_rates(rates)
    persons = visits["person_key"].nunique()
    stopped = estimates.share(int(_stopped_early(visits).sum()), persons)
    common = {"indicator": "attendance", "breakdown": by, "group": group, "n": persons}
    return [
        {**common, "statistic": "attendance_rate", "value": rate.value, "low": rate.low, "high": rate.high},
        {**common, "statistic": "stopped_early", "value": stopped.value, "low": stopped.low, "high": stopped.high},
    ]


def _stopped_early(visits: pd.DataFrame) -> pd.Series:
    """For each person, whether the last visit to every one of the person's groups fell in the group's first half."""
    sessions = visits[["group_id", "date"]].drop_duplicates().sort_values("date")
    order = sessions.groupby("group_id").cumcount() + 1
    position = sessions.assign(position=order / sessions.groupby("group_id")["date"].transform("size"))
    placed = visits[visits["present"] == 1].merge(position, on=["group_id", "date"])
    return placed.groupby("person_key")["position"].max() <= STOPPED_BEFORE
