"""Reports that give somebody away, as rows of the register: each is caught, with the facts that do it together."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd
import pytest

from arvio.disclosure.auditing.explain import explanation, facts_behind, facts_in_conflict
from arvio.disclosure.auditing.facts import (
    READ_BY,
    Cell,
    Fact,
    Reading,
    _without_doubles,
    facts_of,
    statements,
    with_insider,
)
from arvio.disclosure.auditing.verdicts import Protected, audit
from arvio.disclosure.register import FACT
from arvio.params import Audience

NAN = float("nan")
YEARS = [("2024", 75), ("2025", 40)]


def test_reads_each_edition_of_wider_audiences_and_the_same_figure_once():
    register = table(count("reach", "all", 40), count("reach", "all", 40, language="en"), count("reach", "kainuu", 12))
    internal = table(count("reach", "all", 43, audience="internal"))

    facts = facts_of(pd.concat([register, internal]), reader="funder")

    assert [(fact.group, fact.value) for fact in facts] == [("all", 40), ("kainuu", 12)]
    assert READ_BY["public"] == ("public",)


def test_a_star_beside_its_total_is_found():
    found = audited(
        table(*(count("destinations", *one) for one in [("all", 40), ("home", 20), ("work", 17), ("moved", None)]))
    )

    leak = one_of(found, "moved")
    assert (leak.range[:2], leak.verdict) == ((3, 3), "known_small")
    assert told(found, leak) == {"all": 40, "home": 20, "work": 17}
    assert "known to be few: 3. It follows from" in in_words(found, leak)
    assert "- annual 2025 (public): persons of destinations (next_step, all) is 40" in in_words(found, leak)


def test_every_fact_can_be_told_in_words():
    found = audited(table(count("destinations", "all", 40), count("destinations", "home", 20)))

    assert len(found.said.words) == 2
    assert list(found.said.words) == list(found.facts)


def test_a_number_that_several_protect_is_protected_by_the_largest_minimum():
    every = [Protected(f"by {minimum}", "count", (("moved", 1),), minimum) for minimum in (5, 10, 7)]
    nothing = Protected("the same twice", "count", (("moved", 1), ("also moved", -1)), 5)

    assert _without_doubles([*every, nothing], {"also moved": "moved"}) == [every[1]]


def test_two_stars_beside_their_total_protect_each_other():
    rows = [("all", 40), ("home", 20), ("work", None), ("moved", None)]

    assert audited(table(*(count("destinations", *one) for one in rows))).audit.is_safe


def test_persons_who_may_be_in_several_groups_cannot_be_subtracted():
    rows = [("all", 40), ("kainuu", 20), ("lappi", 17), ("pirkanmaa", None)]

    found = audited(table(*(count("reach", *one, breakdown="county") for one in rows)))

    assert range_of(found, "pirkanmaa") == (3, 40)
    assert not [one for one in found.audit.leaking if one.range.low == one.range.high]


def test_a_mean_of_two_decimals_gives_away_a_hidden_distribution():
    found = audited(table(mean("heard", 1.08, n=12)), decimals=2)

    leak = one_of(found, "answer 2 of heard")
    assert (leak.range[:2], leak.verdict) == ((1, 1), "known_small")
    assert told(found, leak) == {"participants": 1.08}


def test_a_mean_of_one_decimal_of_many_does_not():
    assert audited(table(mean("heard", 4.1, n=40))).audit.is_safe


def test_mean_standard_deviation_and_share_tell_the_answers_of_few():
    rows = [mean("heard", 4.2, n=12), fact("heard", "sd", 0.8, n=12), fact("heard", "share_high", 0.75, n=12)]

    found = audited(table(*rows))

    leaks = [one for one in found.audit.leaking if one.range.low == one.range.high]
    assert leaks
    assert facts_behind(leaks[0], found.said.rows)


def test_the_width_of_an_interval_is_told_to_be_the_spread():
    wide = {**mean("heard", 3.0, n=20), "low": 2.1, "high": 3.9}
    narrow = {**mean("heard", 3.0, n=20), "low": 2.9, "high": 3.1}

    assert range_of(audited(table(wide)), "answer 5 of heard")[1] > 5
    assert range_of(audited(table(narrow)), "answer 5 of heard")[1] == 0


def test_quarters_beside_the_exact_total_of_the_year_are_found():
    quarters = [
        count("response", "participants", value, statistic="answered", period=f"2025-Q{number}")
        for number, value in enumerate([20, 31, 15, None], start=1)
    ]
    year = count("response", "participants", 69, statistic="answered")

    found = audited(table(*quarters, year))

    leak = one_of(found, "2025-Q4")
    assert (leak.range[:2], leak.verdict) == ((3, 3), "known_small")
    assert set(told_values(found, leak)) == {20, 31, 15, 69}
    assert "annual 2025-Q2 (public)" in in_words(found, leak)


def test_a_wave_that_is_withheld_beside_the_year_is_found():
    waves = [
        count("response", "participants", value, statistic="answered", wave=wave, breakdown="respondent_group")
        for wave, value in [("2025-1", 20), ("2025-2", None), ("", 22)]
    ]

    assert one_of(audited(table(*waves)), "2025-2").range[:2] == (2, 2)


def test_a_table_with_totals_and_one_without_are_found_together():
    with_total = [count("destinations", *one) for one in [("all", 41), ("home", None), ("moved", None)]]
    without = [count("destinations", "home", 38, notebook="pathways")]

    found = audited(table(*with_total, *without))

    leak = one_of(found, "moved")
    assert leak.range[:2] == (3, 3)
    assert told(found, leak) == {"all": 41, "home": 38}
    assert "pathways 2025 (public)" in in_words(found, leak)


def test_a_late_answer_is_found_in_two_versions_of_a_report():
    first, again = mean("heard", 3.71, n=49), mean("heard", 3.74, n=50)

    found = audited(table(first, again), decimals=2)

    leak = next(one for one in found.audit.leaking if "added in version 2" in one.protected.words)
    assert "answer 5 of heard" in leak.protected.words
    assert (leak.range[:2], leak.verdict) == ((1, 1), "known_small")
    assert sorted(told_values(found, leak)) == [3.71, 3.74]


def test_an_answer_that_was_taken_out_is_found_in_two_versions_of_a_report():
    first, again = mean("heard", 3.74, n=50), mean("heard", 3.71, n=49)

    found = audited(table(first, again), decimals=2)

    leak = next(one for one in found.audit.leaking if "removed in version 2" in one.protected.words)
    assert "answer 5 of heard" in leak.protected.words
    assert (leak.range[:2], leak.verdict) == ((1, 1), "known_small")
    assert sorted(told_values(found, leak)) == [3.71, 3.74]


def test_figures_that_were_corrected_of_as_many_answers_say_nothing_of_one_another():
    found = audited(table(mean("heard", 3.71, n=49), mean("heard", 3.51, n=49)), decimals=2)

    assert not found.audit.contradictions
    assert not [one for one in found.audit.leaking if "version 2" in one.protected.words]


def test_a_late_answer_behind_one_decimal_is_not_known():
    found = audited(table(mean("heard", 3.7, n=30), {**mean("heard", 3.7, n=31), "low": NAN}))

    assert not [one for one in found.audit.leaking if "added" in one.protected.words]


def test_a_count_rounded_to_fives_is_undone_by_a_share_of_it():
    rounded = [{**count("families", *one), "status": "rounded"} for one in [("all", 40), ("one", 10), ("other", 30)]]

    assert audited(table(*rounded), sensitive=True, base=5).audit.is_safe
    assert range_of(audited(table(*rounded), sensitive=True, base=5), "one") == (10, 12)


def test_everybody_of_a_sensitive_group_answering_alike_is_found():
    found = audited(table(mean("heard", 1.0, n=12)), sensitive=True, decimals=2)

    assert "all_alike" in {one.verdict for one in found.audit.leaking}


def test_a_share_told_as_a_bound_leaves_open_whether_it_is_all():
    bound = {
        **fact("placement_during", "without_placement", 0.9, n=40, breakdown="", group="all"),
        "status": "coarsened",
    }

    found = audited(table(bound), sensitive=True)

    assert found.audit.is_safe
    assert range_of(found, "harjula: without_placement") == (37, 40)


def test_a_growing_count_gives_away_no_more_than_it_says():
    steps = [
        count("cumulative_reach", "all", value, breakdown="cumulative", wave=wave)
        for wave, value in [("2024-H1", 20), ("2024-H2", None), ("2025-H1", 22)]
    ]

    assert range_of(audited(table(*steps)), "2024-H2") == (20, 22)


def test_figures_that_cannot_all_be_true_are_told_so():
    rows = [("all", 40), ("home", 20), ("work", 17), ("moved", 9)]

    found = audited(table(*(count("destinations", *one) for one in rows)))

    (conflict,) = found.audit.contradictions
    assert not found.audit.is_safe
    near = [row for row in found.said.rows if row.told_by in ("", *conflict)]
    assert {found.facts[one].value for one in facts_in_conflict(near)} == {40, 20, 17, 9}


def test_what_is_too_small_to_be_named_is_another_group_in_each_period():
    year, half = {"all": 60, "askel": 48, "other_services": 12}, {"all": 40, "askel": 15, "other_services": 25}
    told = [service(*one, period=period) for period, of in [("2025", year), ("2025-H1", half)] for one in of.items()]

    assert not audited(table(*told)).audit.contradictions


def test_what_is_too_small_to_be_named_is_another_group_by_another_minimum():
    public = [service("all", 60), service("askel", 30), service("other_services", 33)]
    funder = [service("all", 60), service("askel", 30), service("olopiste", 20), service("other_services", 15)]
    register = table(*public, *({**one, "audience": "funder"} for one in funder))

    apart = audited(register, reader="funder", minimums={"public": 10, "funder": 5})
    alike = audited(register, reader="funder")

    assert not apart.audit.contradictions
    assert range_of(apart, "other_services") == (33, 33)
    assert alike.audit.contradictions, "by the same minimum it is the same group"


def test_how_many_there_are_on_a_day_says_nothing_of_longer_periods():
    days = [("2023-2025", "first_day", 12), ("2024", "first_day", 13), ("2023-2025", "last_day", 11)]
    staff = [count("staff", day, n, breakdown="day", period=period) for period, day, n in days]

    assert not audited(table(*staff)).audit.contradictions


def test_the_last_day_of_a_half_year_is_that_of_the_year():
    days = [("2025", 12), ("2025-H2", None)]

    found = audited(table(*(count("staff", "last_day", n, breakdown="day", period=period) for period, n in days)))

    assert range_of(found, "staff") == (12, 12)


def test_a_wave_is_the_same_in_the_reports_of_every_period():
    waves = [mean_of_wave(period, "2024", 4.2) for period in ("2025", "2025-H1", "2025-H2")]

    year = [mean_of_wave("2025", "2025", 4.0, n=35), mean_of_wave("2025", "all", 4.1, n=60)]

    found = audited(table(*waves, *year, mean_of_wave("2025-H1", "all", 4.2, n=25)))

    assert not found.audit.contradictions
    assert [fact.value for fact in found.facts.values()] == [4.2, 4.0, 4.1, 4.2]


def test_who_went_elsewhere_since_is_no_longer_counted_where_they_went_first():
    told = [("2024", 12), ("2024-2025", 8)]

    found = audited(table(*(count("destinations", "work", n, period=period) for period, n in told)))

    assert not found.audit.contradictions


def test_a_year_of_the_whole_project_is_that_of_its_own_report():
    year = count("services", "askel", 12, breakdown="service", period="2024", notebook="pathways")
    by_year = count(
        "services", "askel", None, breakdown="service", period="2023-2025", notebook="project_end", wave="2024"
    )

    assert range_of(audited(table(year, by_year)), "askel") == (12, 12)


def test_longest_chains_are_put_together_otherwise_in_each_report():
    public = [("all", 40), ("1", 20), ("2_or_more", 20)]
    funder = [("all", 40), ("1", 20), ("2", 12), ("3_or_more", 8)]
    told = {"public": public, "funder": funder}
    rows = [
        count("chain_length", *one, breakdown="steps", audience=audience) for audience, of in told.items() for one in of
    ]

    assert not audited(table(*rows), reader="funder").audit.contradictions


def test_a_service_that_is_withheld_stands_in_the_table_of_its_target_groups():
    of_services = [service("all", 40), service("askel", 37), service("olopiste", None)]
    by_group = count("services_by_target_group", "all", 7, breakdown="olopiste")

    assert range_of(audited(table(*of_services)), "olopiste") == (3, 40)
    assert range_of(audited(table(*of_services, by_group)), "olopiste") == (7, 7)


def test_an_exact_total_of_one_table_undoes_the_rounding_of_another():
    rounded = {**count("target_groups", "all", 35, breakdown="target_group"), "status": "rounded"}

    assert range_of(audited(table(rounded), base=5), "all") == (33, 37)
    assert range_of(audited(table(rounded, service("all", 37)), base=5), "all") == (37, 37)


def test_who_is_not_known_follows_from_all_and_from_those_who_are():
    ended = [fact("placement_during", "persons", 40, n=40), fact("placement_during", "persons_not_known", None)]
    told = {**fact("placement_during", "without_placement", 0.5, n=38)}

    found = audited(table(*({**one, "breakdown": "", "group": "all"} for one in [*ended, told])))

    assert range_of(found, "persons_not_known") == (2, 2)


def test_who_left_follows_from_who_began_and_from_both_days():
    days = {"first_day": 12, "last_day": 10, "began": 5, "left": None}

    found = audited(table(*(count("staff", day, n, breakdown="day") for day, n in days.items())))

    assert range_of(found, "left") == (7, 7)


@pytest.mark.parametrize(("change", "fits"), [(0.0, True), (0.1, False)])
def test_a_mean_change_is_the_later_mean_less_the_earlier(change, fits):
    means = [{**mean("heard", 3.0, n=12), "wave": wave} for wave in ("baseline", "follow_up")]
    every = [*means, fact("heard", "mean_change", change, n=12)]

    found = audited(table(*({**one, "breakdown": "baseline", "group": "all"} for one in every)))

    assert (not found.audit.contradictions) == fits, "both sums are 36"


def test_the_interval_of_a_share_tells_how_many_it_is_of_although_n_is_rounded():
    share = {**fact("heard", "agreeing", 0.57, n=30), "breakdown": "agreeing", "group": "all", "wave": "baseline"}
    interval = {**share, "low": 0.37, "high": 0.76}

    assert range_of(audited(table(share), sensitive=True, base=5), "n of agreeing")[1] > 28
    assert range_of(audited(table(interval), sensitive=True, base=5), "n of agreeing") == (28, 28)


def test_a_share_in_whole_percent_beside_a_rounded_n_may_tell_the_count():
    share = {**fact("heard", "agreeing", 0.34, n=50), "breakdown": "agreeing", "group": "all", "wave": "baseline"}

    found = audited(table(share), sensitive=True, base=5)

    assert range_of(found, "n of agreeing") == (50, 50)
    assert range_of(found, ": agreeing of heard") == (17, 17)


def test_the_answer_group_that_is_not_told_is_the_rest():
    shares = [fact("heard", part, value, n=50) for part, value in [("share_middle", 0.1), ("share_high", 0.84)]]

    leak = one_of(audited(table(*shares)), "share_low of heard")

    assert (leak.range[:2], leak.verdict) == ((3, 3), "known_small")


def test_the_rate_of_those_who_came_back_tells_how_many_did_not():
    counts = {"all": None, "both": 40, "only_baseline": None}
    rows = [count("flow", group, n, breakdown="came_back") for group, n in counts.items()]
    rate = fact("flow", "return_rate", 0.93, n=43, breakdown="came_back", group="all")

    assert range_of(audited(table(*rows, rate)), "only_baseline") == (3, 3)


def test_families_of_whom_no_role_is_told_are_protected():
    every = mean("heard", 4.0, n=25)
    with_role = {**mean("heard", 4.0, n=23), "breakdown": "respondent_role", "group": "all"}

    leaks = [one for one in audited(table(every, with_role)).audit.leaking if "no role" in one.protected.words]

    assert leaks[0].range[:2] == (2, 2)


def test_answers_are_of_the_same_persons_for_all_who_read_of_them():
    inside = fact("heard", "share_high", 0.9, n=20, audience="internal")
    register = table(mean("heard", 4.0, n=20), inside)

    found = audited(register, reader="internal", apart=("internal",))

    assert {one.population for one in found.facts.values()} == {""}
    assert len([one for one in found.audit.judged if "answer 5 of heard" in one.protected.words]) == 1


@pytest.mark.parametrize("sensitive", [False, True])
def test_how_forms_were_filled_in_says_nothing_of_an_answer_and_is_not_protected(sensitive):
    reason = count("heard", "participants", None, statistic="no_answer", breakdown="respondent_group")

    assert not audited(table(reason), sensitive=sensitive).audit.judged


def test_those_whom_other_editions_leave_out_are_protected_too():
    more, fewer = count("services", "all", 45, audience="funder"), count("services", "all", 41)

    found = audited(table(more, fewer), reader="funder", apart=("funder",))

    leak = one_of(found, "whom other editions leave out")
    assert (leak.range[:2], leak.verdict) == ((4, 4), "known_small")
    assert set(told_values(found, leak)) == {41, 45}


def test_a_change_from_year_to_year_undoes_the_rounding_of_a_count():
    years = [count("service_activity", "all", value, breakdown="year", wave=wave) for wave, value in YEARS]
    rounded = [{**one, "status": "rounded"} for one in years]
    change = fact("service_activity", "change_of_persons", -0.45, breakdown="year", group="all", wave="2025")

    assert range_of(audited(table(*rounded), base=5), "2025") == (38, 42)
    assert range_of(audited(table(*rounded, change), base=5), "2025") == (40, 42)


def test_an_empty_register_is_safe():
    assert audited(table()).audit.is_safe


def test_the_same_figure_of_rounder_rules_is_no_new_version():
    exact, rounder = mean("heard", 4.2, n=16), mean("heard", 4.2, n=15)
    other = {**count("reach", "all", 40), "status": "rounded"}

    assert {one.version for one in facts_of(table(exact, rounder, other), reader="public")} == {1}


def test_who_knows_one_of_the_persons_knows_the_others_better():
    rows = [("all", 40), ("home", 20), ("work", 14), ("moved", 6)]
    said = audited(table(*(count("destinations", *one) for one in rows))).said
    cell = Cell("", "harjula", "2025", "destinations", "next_step", "", 1, "moved", "persons")

    found = audit(*itertools.islice(vars(with_insider(said, cell)).values(), 2))

    others = next(one for one in found.judged if one.protected.name.endswith("the others"))
    assert others.range[:2] == (5, 5)


@pytest.mark.parametrize("statistic", ["median_days", "response_rate", "start", "verdict", "wilcoxon_p"])
def test_what_tells_of_no_persons_is_left_out(statistic):
    assert audited(table(fact("waiting", statistic, 0.5, n=40))).audit.is_safe


class Found:
    """An audit with what it was made of."""

    def __init__(self, facts, said):
        self.facts, self.said = {one.id: one for one in facts}, said
        self.audit = audit(said.rows, said.protected)


def audited(
    register: pd.DataFrame,
    *,
    sensitive: bool = False,
    decimals: int = 1,
    base: int = 1,
    reader: str = "public",
    apart: tuple[str, ...] = (),
    minimums: Mapping[str, int] = MappingProxyType({}),
) -> Found:
    facts = facts_of(register, reader=reader)
    rules = Audience(
        minimum_n_persons=5,
        minimum_n_statistics=5,
        minimum_n_sensitive=10,
        minimum_n_interval=5,
        decimals=decimals,
        spread="shown",
        band_of_share=0.9,
        rounding_base=base,
        source="made for the test",
    )

    def rules_of(fact: Fact) -> Audience:
        return rules.model_copy(update={"minimum_n_persons": minimums.get(fact.audience, 5)})

    reading = Reading(rules_of, lambda indicator: sensitive, {"heard": (1, 5)}, apart)
    return Found(facts, statements(facts, reading))


def table(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["organisation", "period", "notebook", "audience", "language", *FACT])


def fact(indicator: str, statistic: str, value: float | None, *, n: float = NAN, **other: object) -> dict:
    run = {"organisation": "harjula", "period": "2025", "notebook": "annual", "audience": "public", "language": "fi"}
    of = {"breakdown": "respondent_group", "group": "participants", "wave": "", "statistic": statistic}
    numbers = {"value": NAN if value is None else value, "low": NAN, "high": NAN, "n": NAN if value is None else n}
    status = {"status": "withheld" if value is None else "shown", "basis": "collected"}
    return {**run, "indicator": indicator, **of, **numbers, **status, **other}


def mean(indicator: str, value: float, *, n: int) -> dict:
    return fact(indicator, "mean", value, n=n)


def count(indicator: str, group: str, value: int | None, **other: object) -> dict:
    n = NAN if value is None else value
    return fact(
        indicator,
        other.pop("statistic", "persons"),
        value,
        **{"breakdown": "next_step", "group": group, "n": n, **other},
    )


def service(name: str, value: int, **other: object) -> dict:
    return count("services", name, value, **{"breakdown": "service", **other})


def mean_of_wave(period: str, wave: str, value: float, *, n: int = 25) -> dict:
    told = {"breakdown": "wave", "group": wave, "period": period, "notebook": "family_work"}
    return {**mean("heard", value, n=n), **told}


def one_of(found: Found, words: str):
    return next(one for one in found.audit.leaking if words in one.protected.words)


def range_of(found: Found, words: str) -> tuple[float, float]:
    return next(one.range[:2] for one in found.audit.judged if words in one.protected.words)


def told(found: Found, leak) -> dict[str, float]:
    return {found.facts[one].group: found.facts[one].value for one in facts_behind(leak, found.said.rows)}


def told_values(found: Found, leak) -> list[float]:
    return [found.facts[one].value for one in facts_behind(leak, found.said.rows)]


def in_words(found: Found, leak) -> str:
    return explanation(leak, facts_behind(leak, found.said.rows), found.said.words)
