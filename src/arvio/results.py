"""The one shape that every indicator returns: a tidy table, one row per statistic.

A new indicator that returns this shape gets disclosure control, figures, tables and annexes without new code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # params know the names that stand here, and are read by commands that compute nothing
    import pandas as pd

Kind = Literal[
    "persons",
    "events",
    "units",
    "mean",
    "spread",
    "share",
    "rate",
    "difference",
    "share_difference",
    "effect",
    "probability",
    "date",
    "verdict",
    "relative_change",
    "amount",
    "amount_per",
    "assumption",
    "ratio",
]
Basis = Literal["collected", "sample", "estimate"]

COLUMNS = ("indicator", "breakdown", "group", "wave", "statistic", "value", "low", "high", "n", "basis")
KEYS = ("indicator", "breakdown", "group", "wave", "statistic")
NUMBERS = ("value", "low", "high", "n")
BASES: tuple[Basis, ...] = ("collected", "sample", "estimate")

EVERYBODY = "all"
"""The group that stands for all groups of a breakdown together."""

CUMULATIVE = "cumulative"
"""The breakdown of a count that grows from wave to wave: its steps are counts too, and are protected as such."""

STATISTICS: Mapping[str, Kind] = {
    "invited": "persons",
    "answered": "persons",
    "response_rate": "rate",
    "mean": "mean",
    "sd": "spread",
    "share_low": "share",
    "share_middle": "share",
    "share_high": "share",
    "does_not_know": "persons",
    "no_answer": "persons",
    "difference": "difference",
    "difference_of_shares": "share_difference",
    "persons": "persons",
    "visits": "events",
    "sessions": "units",
    "groups": "units",
    "actions": "units",
    "partners": "units",
    "waves": "units",
    "rows": "units",
    "attendance_rate": "rate",
    "stopped_early": "share",
    "start": "date",
    "end": "date",
    "claimed": "units",
    "verdict": "verdict",
    "files": "units",
    "read": "units",
    "duplicates": "units",
    "left_out": "units",
    "kept": "units",
    "columns": "units",
    "values": "units",
    "days_over_12": "units",
    "remarks": "units",
    "problems": "units",
    "hits": "units",
    "unreviewed": "units",
    "ready": "units",
    "not_collected": "units",
    "unreadable": "units",
    "with_consent": "persons",
    "without_consent": "persons",
    "withdrawn_rows": "events",
    "asked": "persons",
    "refused": "persons",
    "not_applicable": "persons",
    "not_shown": "persons",
    "not_asked": "persons",
    "missing_share": "share",
    "no_answer_share": "share",
    "does_not_know_share": "share",
    "refused_share": "share",
    "not_applicable_share": "share",
    "responses": "persons",
    "same_answers": "persons",
    "same_answers_share": "share",
    "matched": "persons",
    "match_rate": "rate",
    "unkeyed_waves": "units",
    "return_rate": "rate",
    "mean_change": "difference",
    "d_z": "effect",
    "d_av": "effect",
    "wilcoxon_p": "probability",
    "holm_p": "probability",
    "tests": "units",
    "share_improved": "share",
    "share_unchanged": "share",
    "share_worsened": "share",
    "improved": "share",
    "agreeing": "share",
    "change_of_agreeing": "share_difference",
    "promised": "units",
    "realised": "units",
    "deviations": "units",
    "realisation_rate": "rate",
    "not_known": "units",
    "persons_not_known": "persons",
    "share_of_visits": "rate",
    "limit_low": "rate",
    "limit_high": "rate",
    "outside_limits": "units",
    "with_experience": "share",
    "goals": "units",
    "goals_reached": "share",
    "goals_without_score": "units",
    "without_score": "persons",
    "not_yet_due": "persons",
    "without_placement": "share",
    "beyond_orders": "rate",
    "enrolments": "events",
    "chain_gap_days": "units",
    "in_chain": "share",
    "transitions": "events",
    "referrals": "events",
    "timely_days": "units",
    "median_days": "mean",
    "begun_in_time": "share",
    "need_met": "share",
    "begun_by": "share",
    "gaps": "units",
    "services": "units",
    "encounters": "persons",
    "received": "events",
    "with_action": "events",
    "without_action": "events",
    "action_not_known": "events",
    "action_rate": "rate",
    "filled": "units",
    "requirements": "units",
    "requirements_met": "units",
    "met": "units",
    "checked_on": "date",
    "with_training": "share",
    "forums": "units",
    "persons_per_week": "mean",
    "claims": "units",
    "euros": "amount",
    "euros_per_person": "amount_per",
    "euros_per_session": "amount",
    "assumed_share": "assumption",
    "assumed_euros": "amount",
    "assumed_years": "units",
    "euros_back": "ratio",
    "verdicts": "units",
    "visits_held": "units",
    "change_of_persons": "relative_change",
    "change_of_visits": "relative_change",
    "change_of_enrolments": "relative_change",
    "change_of_encounters": "relative_change",
    "change_of_visits_held": "relative_change",
    "organisations": "units",
    "drawn_mean": "mean",
    "drawn_change": "difference",
    "drawn_share": "rate",
    "between_sd": "effect",
    "i_squared": "rate",
    "not_compared": "units",
}
"""Every statistic by kind; the kind decides which protection rules it meets. Unknown ones are never released.

persons: a count of persons. events: a count of what they did (n: the persons behind it). units: a count of what is
not a person (groups, partners, rows). share: a part of n persons, so that value × n is a count of persons. rate: a
proportion whose parts say nothing of what a person answered (who replied, who came). effect: a change in standard
deviations, or how far organisations lie apart. probability: the p of a test. relative_change: how much larger a count
is than in an earlier period, as a part of the earlier one.
"""

PARTS = ("share_low", "share_middle", "share_high")
"""The three answer groups of a scale, which together make the whole distribution."""

CHANGE_CLASSES = ("share_improved", "share_unchanged", "share_worsened")
"""The three ways in which persons can have changed, which together make a whole too."""


INDICATORS = frozenset(
    {
        *("attendance", "begun_by_days", "begun_in_time", "begun_over_time", "cases", "cases_over_time"),
        *("chain_length", "chain_rule", "chains", "change", "claims", "common_chains", "consents", "continuity"),
        *("cost_per_person", "cost_per_session", "costs", "coverage", "cumulative_reach", "dates", "ddp_levels"),
        *("ddp_trained", "decimals", "destinations", "encounter_activity", "encounters", "families"),
        *("family_activity", "family_visits", "feedback_handled", "feedback_states", "feedback_themes", "files"),
        *("first_joint_group", "flow", "forums", "gaps_filled", "gaps_found", "goals_of_project", "goals_reached"),
        *("group_activity", "group_fate", "group_period", "groups", "intake", "lost_letters", "matching"),
        *("cooperation", "goal_attainment", "multi_professional", "times"),
        *("needs", "needs_met", "owners", "pair_work", "partner_actions", "partners", "personal_data"),
        *("placement_12m", "placement_during", "planned_visits", "problems", "quality_checks", "reach", "readiness"),
        *("referrals", "remarks", "requirements", "residential_experience", "response", "responses"),
        *("service_activity", "service_gaps", "services", "services_by_target_group", "services_for_children"),
        *("services_offered", "sessions"),
        *("sroi", "sroi_assumption", "sroi_sensitivity", "staff", "straight_lining", "support_contacts"),
        *("target_groups", "team_meeting", "timely_rule", "transitions", "visits_alone", "visits_not_held"),
        *("volunteers", "waiting", "weekly_participants", "wellbeing_activity"),
    }
)
"""Every indicator that is computed: what params may say the sensitivity of by name, beside items and scores."""


@dataclass(frozen=True)
class Results:
    """Results before disclosure control: never shown, only released.

    `table` has the columns COLUMNS; value, low, high and n are floats, NaN where there is none. A date is
    held as its day number (`datetime.date.toordinal`), so that one column serves all kinds.
    """

    table: pd.DataFrame

    def __post_init__(self) -> None:
        check_shape(self.table)


def results(rows: Iterable[Mapping[str, object]]) -> Results:
    """Results from rows that name at least an indicator and a statistic, and a value where there is one."""
    import numpy as np
    import pandas as pd

    filled = [{**_DEFAULTS, **row} for row in rows]
    columns = {name: [row[name] for row in filled] for name in COLUMNS}
    numbers = {name: np.array(columns.pop(name), dtype="float64") for name in NUMBERS}
    words = {name: pd.array(values, dtype="str") for name, values in columns.items()}
    return Results(pd.DataFrame({name: {**words, **numbers}[name] for name in COLUMNS}))


def weakest_basis(bases: Iterable[str]) -> Basis:
    """What a figure of several bases rests on: an estimate among collected figures makes their sum an estimate."""
    found = set(getattr(bases, "unique", lambda: bases)())  # a column has few words, and many rows
    return next((basis for basis in ("estimate", "sample") if basis in found), "collected")


def join(*several: Results) -> Results:
    """The rows of several results as one."""
    import pandas as pd

    filled = [one.table for one in several if not one.table.empty]
    if not filled:
        return results([])
    return Results(pd.concat(filled, ignore_index=True))


def check_shape(table: pd.DataFrame) -> None:
    """Refuse a table that is not of the one shape: a wrong column, statistic, basis or a repeated row."""
    if tuple(table.columns) != COLUMNS:
        raise ValueError(f"results have the columns {', '.join(COLUMNS)}; not {', '.join(table.columns)}")
    words = {name: table[name].to_numpy(dtype=object) for name in (*KEYS, "basis")}
    unknown = sorted(set(words["statistic"]) - set(STATISTICS))
    if unknown:
        raise ValueError(f"unknown statistic {', '.join(unknown)}: name it in arvio.results.STATISTICS first")
    if not set(words["basis"]) <= set(BASES):
        raise ValueError(f"basis is one of {', '.join(BASES)}")
    if len(set(zip(*(words[key] for key in KEYS), strict=True))) < len(table):
        repeated = table.loc[table.duplicated(list(KEYS)), list(KEYS)]
        raise ValueError(f"the same statistic twice: {repeated.iloc[0].to_dict()}")


_DEFAULTS: Mapping[str, object] = {
    "breakdown": "",
    "group": EVERYBODY,
    "wave": "",
    "value": float("nan"),
    "low": float("nan"),
    "high": float("nan"),
    "n": float("nan"),
    "basis": "collected",
}
