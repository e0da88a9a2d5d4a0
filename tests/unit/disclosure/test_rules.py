"""Each rule on the smallest table that shows it."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arvio.disclosure.derived import Scale
from arvio.disclosure.rows import NO_SCALES
from arvio.disclosure.rules import protect
from arvio.errors import ProtectionError
from arvio.indicators import estimates
from arvio.params import Audience
from arvio.results import KEYS, PARTS, results
from arvio.results import STATISTICS as STATISTICS_BY_KIND

FIVE = {"heard": Scale(1, 5)}
GROUPS = ("participants", "stakeholders")
RULES = {
    "minimum_n_persons": 5,
    "minimum_n_statistics": 7,
    "minimum_n_sensitive": 10,
    "minimum_n_interval": 20,
    "decimals": 1,
    "spread": "withheld",
    "band_of_share": 0.9,
    "rounding_base": 1,
    "source": "a test",
}


def protected(*rows, sensitivity="ordinary", groups_under=1, scales=NO_SCALES, **rules):
    return protect(
        results({"indicator": "heard", **row} for row in rows).table,
        audience=Audience(**{**RULES, **rules}),
        sensitivity=lambda indicator: sensitivity,
        smallest=lambda indicator: groups_under,
        scales=scales,
    )


def only_row(*rows, **rules):
    table = protected(*rows, **rules)
    assert len(table) == 1
    return table.iloc[0]


@pytest.mark.parametrize(("n", "status"), [(6, "withheld"), (7, "shown")])
def test_withholds_a_mean_of_fewer_than_the_minimum(n, status):
    assert only_row({"statistic": "mean", "value": 4.2, "n": n})["status"] == status


@pytest.mark.parametrize(("count", "status"), [(0, "withheld"), (4, "withheld"), (5, "shown")])
def test_withholds_a_group_of_four(count, status):
    assert only_row({"statistic": "persons", "value": count, "n": count})["status"] == status


def test_a_withheld_row_has_no_value_interval_or_n_and_is_not_zero():
    row = only_row({"statistic": "mean", "value": 4.2, "low": 4, "high": 5, "n": 3})
    assert all(math.isnan(row[column]) for column in ("value", "low", "high", "n"))


def test_an_unknown_n_counts_as_too_few():
    assert only_row({"statistic": "mean", "value": 4.2})["status"] == "withheld"


def test_visits_of_few_persons_are_withheld():
    assert only_row({"statistic": "visits", "value": 90, "n": 4})["status"] == "withheld"


def test_sensitive_subjects_need_more_persons():
    assert only_row({"statistic": "mean", "value": 4.2, "n": 9}, sensitivity="special")["status"] == "withheld"
    assert only_row({"statistic": "persons", "value": 9}, sensitivity="child_welfare")["status"] == "withheld"


def test_spread_is_withheld_from_those_who_may_not_see_it():
    row = {"statistic": "sd", "value": 0.8, "n": 300}
    assert only_row(row)["status"] == "withheld"
    assert only_row(row, spread="shown")["status"] == "shown"


@pytest.mark.parametrize("kind", ["spread", "effect", "probability"])
@pytest.mark.parametrize(("n", "status"), [(29, "withheld"), (30, "shown")])
def test_what_is_made_of_the_spread_keeps_to_the_smallest_group_of_its_instrument(kind, n, status):
    statistic = next(name for name, its_kind in STATISTICS_BY_KIND.items() if its_kind == kind)
    row = {"statistic": statistic, "value": 0.4, "n": n}
    assert only_row(row, spread="shown", groups_under=30)["status"] == status


@pytest.mark.parametrize(("n", "has_interval"), [(19, False), (20, True)])
def test_the_interval_of_few_answers_gives_away_their_spread(n, has_interval):
    row = only_row({"statistic": "mean", "value": 4.2, "low": 3.9, "high": 4.5, "n": n})
    assert row["status"] == "shown"
    assert math.isnan(row["low"]) is not has_interval


def distribution(low, middle, high):
    n = low + middle + high
    parts = {"share_low": low, "share_middle": middle, "share_high": high}
    return [{"statistic": statistic, "value": count / n, "n": n} for statistic, count in parts.items()]


def test_a_distribution_is_hidden_whole_when_one_part_is_small():
    assert set(protected(*distribution(4, 20, 60))["status"]) == {"withheld"}
    assert set(protected(*distribution(0, 20, 60))["status"]) == {"withheld"}
    assert set(protected(*distribution(5, 20, 60))["status"]) == {"shown"}


def test_the_distribution_of_one_group_leaves_another():
    rows = [
        {**row, "group": group}
        for group, parts in (("a", (4, 20, 60)), ("b", (9, 9, 9)))
        for row in distribution(*parts)
    ]
    table = protected(*rows)
    assert set(table[table["group"] == "a"]["status"]) == {"withheld"}
    assert set(table[table["group"] == "b"]["status"]) == {"shown"}


def test_a_lone_share_near_the_end_becomes_a_band():
    row = only_row({"statistic": "stopped_early", "value": 0.02, "low": 0.0, "high": 0.06, "n": 100})
    assert row["status"] == "coarsened"
    assert row["value"] == 0.1
    assert math.isnan(row["high"])


def test_a_lone_share_with_a_small_part_that_is_no_band_is_withheld():
    assert only_row({"statistic": "stopped_early", "value": 0.2, "n": 20})["status"] == "withheld"


@pytest.mark.parametrize(("value", "bound"), [(1.0, 0.9), (0.0, 0.1)])
def test_all_or_none_of_a_sensitive_group_is_told_as_a_band(value, bound):
    row = only_row({"statistic": "stopped_early", "value": value, "n": 200}, sensitivity="special")
    assert (row["status"], row["value"]) == ("coarsened", bound)


def test_the_parts_of_a_total_are_hidden_together():
    rows = [
        {"statistic": "persons", "group": group, "value": value, "n": value}
        for group, value in (("all", 30), ("north", 4), ("south", 26))
    ]
    assert dict(protected(*rows)[["group", "status"]].to_numpy()) == {
        "all": "shown",
        "north": "withheld",
        "south": "withheld",
    }


@pytest.mark.parametrize("statistic", ["stopped_early", "attendance_rate", "mean", "visits", "mean_change"])
def test_the_parts_of_a_total_are_hidden_together_when_they_are_no_counts(statistic):
    rows = [
        {"statistic": statistic, "group": group, "value": 0.5, "n": n}
        for group, n in (("all", 44), ("north", 4), ("south", 40))
    ]
    assert protected(*rows)["status"].tolist() == ["shown", "withheld", "withheld"]


def test_parts_without_a_total_are_judged_alone():
    rows = [{"statistic": "persons", "group": group, "value": value} for group, value in (("a", 3), ("b", 8))]
    assert protected(*rows)["status"].tolist() == ["withheld", "shown"]


def test_the_waves_of_a_year_are_hidden_together_and_other_years_stay():
    rows = [
        {"statistic": "mean", "wave": wave, "value": 4, "n": n}
        for wave, n in (("2024-1", 30), ("2024-2", 30), ("2025-1", 30), ("2025-2", 6))
    ]
    assert protected(*rows)["status"].tolist() == ["shown", "shown", "withheld", "withheld"]


@pytest.mark.parametrize("statistic", ["persons", "mean", "stopped_early", "attendance_rate", "sd"])
def test_the_waves_of_a_year_are_hidden_together_whatever_they_tell(statistic):
    counted = statistic == "persons"
    rows = [
        {"statistic": statistic, "wave": wave, "value": n if counted else 0.5, "n": n}
        for wave, n in (("2025-1", 40), ("2025-2", 4))
    ]
    assert protected(*rows, spread="shown")["status"].tolist() == ["withheld", "withheld"]


@pytest.mark.parametrize(("middle", "statuses"), [(12, ["withheld", "withheld", "shown"]), (15, ["shown"] * 3)])
def test_a_growing_count_with_a_small_step_tells_only_where_it_ends(middle, statuses):
    rows = [
        {"statistic": "persons", "breakdown": "cumulative", "wave": wave, "value": value, "n": value}
        for wave, value in (("2023-H1", 10), ("2023-H2", middle), ("2024-H1", 30))
    ]
    assert protected(*rows)["status"].tolist() == statuses


def test_values_are_rounded_half_up_to_what_the_audience_sees():
    row = only_row({"statistic": "mean", "value": 4.45, "low": 4.349, "high": 4.551, "n": 50})
    assert row[["value", "low", "high"]].tolist() == [4.5, 4.3, 4.6]
    assert only_row({"statistic": "response_rate", "value": 0.125, "n": 50})["value"] == 0.13


@pytest.mark.parametrize("statistic", ["mean", "sd", "mean_change", "d_z"])
def test_what_is_of_answers_is_rounded_to_the_decimals_of_the_audience(statistic):
    row = {"statistic": statistic, "value": 0.8349, "n": 300}
    assert only_row(row, spread="shown", decimals=2)["value"] == 0.83


def test_sensitive_counts_are_rounded_to_the_base():
    row = only_row({"statistic": "persons", "value": 43, "n": 43}, sensitivity="special", rounding_base=5)
    assert (row["status"], row["value"], row["n"]) == ("rounded", 45, 45)


def test_groups_and_dates_are_no_persons():
    assert only_row({"statistic": "groups", "value": 1})["status"] == "shown"
    assert only_row({"statistic": "start", "value": 738614})["status"] == "shown"


# --- change


def classes(improved, unchanged, worsened):
    n = improved + unchanged + worsened
    parts = {"share_improved": improved, "share_unchanged": unchanged, "share_worsened": worsened}
    return [{"statistic": statistic, "value": count / n, "n": n} for statistic, count in parts.items()]


@pytest.mark.parametrize(("n", "status"), [(29, "withheld"), (30, "shown")])
@pytest.mark.parametrize("statistic", ["mean", "mean_change"])
def test_what_an_instrument_keeps_from_small_groups_no_audience_sees(statistic, n, status):
    row = {"statistic": statistic, "value": 4.2, "n": n}
    assert only_row(row, groups_under=30, minimum_n_statistics=5)["status"] == status


def test_a_part_smaller_than_the_instrument_lets_a_group_be_hides_the_whole():
    assert set(protected(*classes(8, 20, 30), groups_under=10)["status"]) == {"withheld"}
    assert set(protected(*classes(8, 20, 30))["status"]) == {"shown"}


def test_the_classes_of_change_are_hidden_whole_and_the_share_that_improved_stands_alone():
    improved = {"statistic": "improved", "breakdown": "improved", "value": 0.5, "n": 40}
    found = protected(improved, *classes(20, 4, 16))
    assert found["status"].tolist() == ["shown", "withheld", "withheld", "withheld"]


@pytest.mark.parametrize(("statistic", "shown_as"), [("d_z", 0.4), ("d_av", 0.4), ("wilcoxon_p", 0.36)])
def test_what_gives_the_spread_away_needs_the_n_of_an_interval(statistic, shown_as):
    row = {"statistic": statistic, "value": 0.356, "low": 0.1, "high": 0.6}
    assert only_row({**row, "n": 19})["status"] == "withheld"
    assert only_row({**row, "n": 20})["value"] == shown_as


def test_the_mean_changes_of_all_subgroups_are_hidden_when_one_is_small():
    rows = [
        {"statistic": "mean_change", "breakdown": "service", "group": group, "value": 0.5, "n": n}
        for group, n in (("all", 44), ("north", 6), ("south", 38))
    ]
    assert protected(*rows)["status"].tolist() == ["shown", "withheld", "withheld"]


@pytest.mark.parametrize(
    ("first", "statuses"),
    [(0.5, ["shown"] * 3), (0.1, ["withheld", "shown", "withheld"]), (0.05, ["coarsened", "shown", "withheld"])],
)
def test_the_change_of_a_share_is_told_only_where_both_shares_are(first, statuses):
    rows = [
        {"statistic": "agreeing", "wave": "baseline", "value": first, "n": 40},
        {"statistic": "agreeing", "wave": "follow_up", "value": 0.5, "n": 40},
        {"statistic": "change_of_agreeing", "value": 0.5 - first, "n": 40},
    ]
    assert protected(*rows)["status"].tolist() == statuses


@pytest.mark.parametrize(("n", "statuses"), [(9, ["withheld", "shown", "withheld"]), (30, ["shown"] * 3)])
def test_the_change_of_a_mean_is_told_only_where_both_means_are(n, statuses):
    rows = [
        {"statistic": "mean", "wave": "2024", "value": 4.89, "n": n},
        {"statistic": "mean", "wave": "2025", "value": 4, "n": 30},
        {"statistic": "difference", "value": -0.89, "n": n},
    ]
    assert protected(*rows, scales=FIVE)["status"].tolist() == statuses


@pytest.mark.parametrize("small", ["participants", "stakeholders"])
def test_the_difference_of_two_groups_is_told_only_where_both_figures_are(small):
    shares = {one: distribution(2, 20, 60) if one == small else distribution(9, 20, 60) for one in GROUPS}
    parts = [{**row, "breakdown": "respondent_group", "group": group} for group, rows in shares.items() for row in rows]
    of_both = {"breakdown": "difference_from_participants", "group": "stakeholders", "value": 0.1, "n": 80}
    kinds = ("difference", "difference_of_shares")
    found = protected(*parts, *({**of_both, "statistic": statistic} for statistic in kinds))
    assert found["status"].tolist()[-2:] == ["shown", "withheld"]


@pytest.mark.parametrize("small", GROUPS)
def test_the_difference_of_two_means_is_told_only_where_both_are(small):
    of_group = {"statistic": "mean", "value": 3.4, "breakdown": "respondent_group"}
    means = [{**of_group, "group": group, "n": 6 if group == small else 80} for group in GROUPS]
    of_both = {"breakdown": "difference_from_participants", "group": "stakeholders", "value": 0.1, "n": 80}
    kinds = ("difference", "difference_of_shares")
    found = protected(*means, *({**of_both, "statistic": statistic} for statistic in kinds))
    assert found["status"].tolist()[-2:] == ["withheld", "shown"]


@pytest.mark.parametrize(("answered", "status"), [(4, "withheld"), (5, "shown")])
def test_a_rate_is_told_only_where_its_counts_are(answered, status):
    rows = [
        {"statistic": "answered", "value": answered, "n": answered},
        {"statistic": "invited", "value": 10, "n": 10},
        {"statistic": "response_rate", "value": answered / 10, "n": 10},
    ]
    assert protected(*rows)["status"].tolist() == [status, "shown", status]


def test_who_left_out_a_sensitive_item_is_not_told_as_a_bound():
    row = {"statistic": "missing_share", "value": 2 / 28, "n": 28}
    assert only_row(row)["status"] == "coarsened"
    assert only_row(row, sensitivity="special")["status"] == "withheld"


# --- single answers


@pytest.mark.parametrize(("n", "value", "low"), [(210, 5 / 210, 4), (37, 10 / 37, 9)])
def test_a_share_is_small_where_a_reader_may_take_it_for_small(n, value, low):
    """2 % of 210 are four or five; 27 % of 35 to be read as any n from 33 to 37 are nine or ten."""
    parts = [("share_low", value), ("share_middle", 0.4), ("share_high", 0.6 - value)]
    rows = [{"statistic": statistic, "value": share, "n": n} for statistic, share in parts]
    rules = {"sensitivity": "special", "rounding_base": 5} if n == 37 else {}
    assert set(protected(*rows, **rules)["status"]) == {"withheld"}


@pytest.mark.parametrize(("high", "statuses"), [(0.9, {"shown"}), (0.94, {"withheld"})])
def test_the_part_of_a_distribution_that_is_not_told_is_the_rest(high, statuses):
    rows = [
        {"statistic": "share_middle", "value": 0.04, "n": 177},
        {"statistic": "share_high", "value": high, "n": 177},
    ]
    table = protected(*[{**row, "value": row["value"]} for row in rows])
    assert set(table["status"]) == statuses


@pytest.mark.parametrize(("n", "status"), [(20, "withheld"), (30, "coarsened")])
def test_a_bound_leaves_some_values_to_choose_from(n, status):
    row = {"statistic": "stopped_early", "value": 0, "n": n}
    assert only_row(row, sensitivity="special")["status"] == status


@pytest.mark.parametrize(
    ("mean", "n", "status"), [(4.78, 9, "withheld"), (1.22, 9, "withheld"), (4.67, 9, "shown"), (4.9, 20, "shown")]
)
def test_a_mean_three_steps_or_nearer_to_an_end_is_single_answers(mean, n, status):
    assert only_row({"statistic": "mean", "value": mean, "n": n}, scales=FIVE)["status"] == status
    assert only_row({"statistic": "mean", "value": mean, "n": n})["status"] == "shown"


def test_all_of_a_sensitive_group_alike_is_withheld_however_many_they_are():
    row = {"statistic": "mean", "value": 5, "n": 40}
    assert only_row(row, scales=FIVE)["status"] == "shown"
    assert only_row(row, scales=FIVE, sensitivity="special")["status"] == "withheld"


def test_an_interval_that_gives_single_answers_away_is_left_out():
    """Of thirty answers of 4 to 5 with one 3 the interval says that there is just one."""
    for marks, has_interval in (({3: 1, 4: 12, 5: 17}, False), ({3: 4, 4: 14, 5: 12}, True)):
        values = np.repeat(list(marks), list(marks.values())).astype(float)
        row = {"statistic": "mean", **estimates.mean(values, 1, 5)._asdict()}
        assert math.isnan(only_row(row, scales=FIVE)["low"]) is not has_interval


@pytest.mark.parametrize(("low", "status"), [(3.5, "withheld"), (3.6, "shown")])
def test_answer_groups_that_give_single_answers_away_beside_the_interval_are_withheld(low, status):
    """Three low, six middle and 22 high answers with the mean 3.9 (3.5 to 4.2): two or three gave the second mark."""
    mean = {"statistic": "mean", "value": 3.9, "low": low, "high": 4.2, "n": 31}
    table = protected(mean, *distribution(3, 6, 22), scales=FIVE, minimum_n_persons=3)
    assert table["status"].tolist() == ["shown", *[status] * 3]
    assert table["low"].iloc[0] == low


# --- verdicts


@pytest.mark.parametrize(("claimed", "status"), [(1.0, "withheld"), (0.8, "shown")])
def test_a_verdict_does_not_say_more_of_a_share_than_its_bound(claimed, status):
    share = {"statistic": "with_experience", "value": 1.0, "n": 60}
    rows = {"statistic": "claimed", "value": claimed}, share, {"statistic": "verdict", "value": 1, "n": 60}
    found = protected(*rows, sensitivity="special")["status"].tolist()
    assert found[1:] == ["coarsened", status]


def test_a_verdict_is_shown_when_what_it_judges_is():
    claim = {"statistic": "claimed", "value": 4.5}
    verdict = {"statistic": "verdict", "value": 1}
    assert protected(claim, {"statistic": "mean", "value": 4.5, "n": 6}, verdict)["status"].tolist()[2] == "withheld"
    assert protected(claim, {"statistic": "mean", "value": 4.5, "n": 7}, verdict)["status"].tolist()[2] == "shown"
    assert protected(claim, {"statistic": "groups", "value": 9}, verdict)["status"].tolist()[2] == "shown"


def test_what_was_not_collected_can_be_said_to_be_unjudgeable():
    found = protected({"statistic": "claimed", "value": 4.5}, {"statistic": "verdict", "value": float("nan"), "n": 0})
    assert found["status"].tolist() == ["shown", "shown"]


def test_a_statistic_without_a_rule_is_refused():
    table = results([{"indicator": "heard", "statistic": "mean", "value": 4, "n": 50}]).table.assign(
        statistic="maximum"
    )
    with pytest.raises(ProtectionError, match="no rule for the statistic maximum"):
        protect(table, audience=Audience(**RULES), sensitivity=lambda indicator: "ordinary")


def test_no_results_stay_no_results():
    assert protected().empty


def change_of_count(before, now):
    rows = [
        {"wave": wave, "breakdown": "year", "statistic": "persons", "value": count, "n": count}
        for wave, count in (("2024", before), ("2025", now))
    ]
    changed_count = {"wave": "2025", "breakdown": "year", "statistic": "change_of_persons", "n": min(before, now)}
    return [*rows, {**changed_count, "value": now / before - 1}]


def test_the_change_of_a_count_is_shown_beside_both_counts():
    shown = protected(*change_of_count(20, 25)).set_index("statistic")
    assert shown.loc["change_of_persons", "value"] == 0.25


def test_the_change_of_a_count_is_withheld_where_it_gives_away_the_other_year():
    table = protected(*change_of_count(4, 25))
    assert table.set_index("statistic").loc["change_of_persons", "status"] == "withheld"


def test_the_change_of_rounded_counts_would_tell_what_was_rounded_away():
    table = protected(*change_of_count(22, 27), sensitivity="special", rounding_base=5)
    assert table["status"].tolist() == ["rounded", "rounded", "withheld"]


def test_the_change_of_sensitive_counts_is_shown_where_nobody_rounds_them():
    table = protected(*change_of_count(22, 27), sensitivity="special", rounding_base=1)
    assert table["status"].tolist() == ["shown", "shown", "shown"]


def test_an_unknown_sensitivity_is_refused():
    with pytest.raises(ProtectionError, match="no rule for the sensitivity stuff"):
        protected({"statistic": "mean", "value": 4.2, "n": 50}, sensitivity="stuff")


# --- whatever the figures are

STATISTICS = ("mean", "persons", "answered", "response_rate", "sd", "agreeing", "difference", "visits", "d_z")
few_or_many = st.integers(0, 12) | st.integers(0, 250)
figures = st.fixed_dictionaries(
    {
        "indicator": st.sampled_from(["heard", "safe"]),
        "breakdown": st.sampled_from(["", "role", "cumulative"]),
        "group": st.sampled_from(["all", "men", "women"]),
        "wave": st.sampled_from(["", "2024-1", "2024-2", "2025-1"]),
        "statistic": st.sampled_from(STATISTICS + PARTS),
        "count": few_or_many,
        "n": few_or_many | st.just(float("nan")),
    }
)
tables = st.lists(figures, max_size=25, unique_by=lambda row: tuple(row[key] for key in KEYS))
hundreds = settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def figure(row):
    """A figure that can be: a share of its n, a mean on a scale of five marks, a count."""
    count, n = row.pop("count"), row["n"]
    kind = STATISTICS_BY_KIND[row["statistic"]]
    part = count / 250 if n != n or n == 0 else min(count, n) / n
    value = {"share": part, "rate": part, "persons": count, "events": count}.get(kind, 1 + 4 * part)
    return {**row, "value": value, "low": max(value - 0.3, 0), "high": value + 0.3}


def told(rows, *, sensitivity):
    return protected(*(figure(dict(row)) for row in rows), sensitivity=sensitivity, scales=FIVE)


def statuses(table):
    return {tuple(row[key] for key in KEYS): row["status"] for row in table.to_dict("records")}


@hundreds
@given(tables, st.sampled_from(["ordinary", "special"]))
def test_nothing_is_shown_of_fewer_than_the_minimum(rows, sensitivity):
    table = told(rows, sensitivity=sensitivity)
    persons, answers = (10, 10) if sensitivity == "special" else (5, 7)
    shown = table[table["status"] != "withheld"]
    kinds = shown["statistic"].map(STATISTICS_BY_KIND)
    assert (shown.loc[kinds == "persons", "value"] >= persons).all()
    assert (shown.loc[kinds == "events", "n"] >= persons).all()
    assert (shown.loc[kinds.isin(["mean", "share", "rate", "difference", "effect"]), "n"] >= answers).all()
    assert table.loc[table["status"] == "withheld", ["value", "low", "high", "n"]].isna().all(axis=None)


@hundreds
@given(tables, st.sampled_from(["ordinary", "special"]))
def test_the_parts_of_a_whole_are_told_together_or_not_at_all(rows, sensitivity):
    table = told(rows, sensitivity=sensitivity)
    parts = table[table["statistic"].isin(PARTS)]
    withheld = (parts["status"] == "withheld").groupby([parts[key] for key in KEYS[:4]])
    assert (withheld.transform("any") == withheld.transform("all")).all()


@hundreds
@given(tables, st.randoms(use_true_random=False))
def test_no_figure_depends_on_the_order_of_the_others(rows, random):
    rows = [row for row in rows if row["breakdown"] != "cumulative"]
    shuffled = random.sample(rows, len(rows))
    assert statuses(told(rows, sensitivity="ordinary")) == statuses(told(shuffled, sensitivity="ordinary"))


@hundreds
@given(tables, st.sampled_from(["ordinary", "special"]))
def test_one_indicator_is_told_the_same_whatever_stands_beside_it(rows, sensitivity):
    apart = [[row for row in rows if row["indicator"] == name] for name in ("heard", "safe")]
    alone = [statuses(told(one, sensitivity=sensitivity)) for one in apart]
    assert statuses(told(rows, sensitivity=sensitivity)) == alone[0] | alone[1]


@hundreds
@given(tables, st.sampled_from(["ordinary", "special"]))
def test_the_rows_keep_their_order_and_what_was_given_stays_as_it_was(rows, sensitivity):
    given_table = results(figure(dict(row)) for row in rows).table
    before = given_table.copy()
    shown = protect(given_table, audience=Audience(**RULES), sensitivity=lambda indicator: sensitivity)
    pd.testing.assert_frame_equal(given_table, before)
    pd.testing.assert_frame_equal(shown[list(KEYS)], before[list(KEYS)])
