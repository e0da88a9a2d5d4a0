"""Services and chains in figures, tables and sentences, whatever was withheld, merged or not collected."""

import re

import lxml.html
import pytest

from arvio.presentation import figures, narrative, tables
from arvio.presentation.figures.drawing import WIDE
from arvio.presentation.figures.layer import Shape
from arvio.presentation.figures.streams_drawing import STRENGTH, Stream, draw_streams
from arvio.presentation.figures.transitions import columns_of
from arvio.presentation.missing import not_collected
from arvio.presentation.pathway_words import days_interval, enumerated, in_order, is_merged, steps_of, within_days

from .released import context, empty, released
from .test_figures import cells, count, page

NAMES = {"askel": "Askel", "olopiste": "Olopiste", "workshop": "Workshop", "money": "Money"}


def rows(indicator, statistic, breakdown="", **groups):
    """A row for each group, with its value; a value of None is withheld."""
    return [
        {
            "indicator": indicator,
            "breakdown": breakdown,
            "group": group,
            "statistic": statistic,
            "value": value,
            "n": value,
            "status": "withheld" if value is None else "shown",
        }
        for group, value in groups.items()
    ]


def told(*rows, language="en"):
    return released(*rows, language=language, **NAMES)


SERVICES = [
    *rows("services", "persons", "service", all=30, askel=20, olopiste=15),
    *rows("services", "enrolments", "service", all=40, askel=22, olopiste=18),
]
GROUPS = rows("target_groups", "persons", "target_group", all=30, unemployed=18, not_known=12)
BY_GROUP = [
    *rows("services_by_target_group", "persons", "askel", all=20, unemployed=12, other_target_groups=8),
    *rows("services_by_target_group", "persons", "olopiste", all=15, other_target_groups=15),
]
LENGTHS = rows("chain_length", "persons", "steps", all=30, **{"1": 20, "2": 6, "3_or_more": 4})
RULE = [{"indicator": "chain_rule", "statistic": "chain_gap_days", "value": 90}]
SHARE = {"indicator": "chains", "breakdown": "chain", "statistic": "in_chain", "n": 30}
CHAINS = [
    *rows("chains", "persons", "chain", all=30, chain=10, no_chain=20),
    {**SHARE, "value": 0.33, "low": 0.17, "high": 0.53},
    *RULE,
]
COMMON = [
    *rows("common_chains", "transitions", "pair", all=12, **{"askel > olopiste": 8, "other_chains": 4}),
    *rows("common_chains", "persons", "pair", all=10, **{"askel > olopiste": 7, "other_chains": 4}),
]
PATHS = [
    *rows("transitions", "transitions", all=40),
    *rows("transitions", "transitions", "askel", all=22, olopiste=8, exit=14),
    *rows("transitions", "transitions", "olopiste", all=18, other_or_not_known=18),
]
HIDDEN = [*PATHS, *rows("transitions", "transitions", "workshop", all=6, exit=None, not_known=None)]
WAITS = [
    *rows("waiting", "median_days", "service", all=9.0, askel=7.0, olopiste=None),
    {
        "indicator": "begun_in_time",
        "breakdown": "service",
        "statistic": "begun_in_time",
        "value": 0.7,
        "low": 0.6,
        "high": 0.8,
        "n": 30,
    },
    {"indicator": "timely_rule", "statistic": "timely_days", "value": 14},
]
STATES = rows("referrals", "referrals", "state", all=32, begun=26, waiting=6)
BY_DAYS = rows("begun_by_days", "begun_by", "days", **{"0": 0.1, "7": 0.4, "30": 0.8})
FELT = [
    count("mean", 4.2, indicator="heard", low=4.0, high=4.4, n=41),
    count("share_high", None, indicator="heard", status="withheld"),
]
NEEDS = [
    *rows("needs", "persons", "need", all=30, money=12, work=18),
    *rows("needs_met", "need_met", "need", all=0.8, money=None, work=None),
]
GAPS = [*rows("service_gaps", "gaps", "need", all=1), *rows("service_gaps", "persons", "need", all=12, money=12)]
FOUND = [
    *rows("gaps_found", "gaps", "response", all=5, new_service=3, none_yet=2),
    *rows("gaps_found", "filled", "response", all=3, new_service=3, none_yet=0),
]
ENDED = rows("destinations", "persons", "next_step", all=40, none=8, not_known=20, work=12)
MET = [
    *rows("encounters", "encounters", "collected", all=200, call=50, chat=150),
    *rows("encounters", "encounters", "estimate", all=300, call=300),
]
MONTHS = [
    {**row, "wave": month}
    for month in ("2025-01", "2025-03")
    for row in rows("encounters", "encounters", "collected", all=20, call=20)
]


def contacted(one):
    return narrative.support_contacts(one, services=["workshop"])


SHOWN = [
    (figures.services, [SERVICES]),
    (figures.chain_lengths, [LENGTHS]),
    (figures.destinations, [ENDED]),
    (figures.transitions, [PATHS]),
    (figures.streams, [PATHS]),
    (figures.waiting, [WAITS]),
    (figures.begun_by_days, [BY_DAYS]),
    (figures.needs_met, [NEEDS]),
    (figures.felt, [FELT]),
    (figures.encounters_by_month, [MONTHS]),
    (tables.services_by_target_group, [BY_GROUP, GROUPS]),
    (tables.common_chains, [COMMON]),
    (tables.gaps, [FOUND]),
    (tables.encounters, [MET]),
    (tables.support_contacts, [MET]),
    (narrative.services, [SERVICES]),
    (narrative.target_groups, [GROUPS]),
    (narrative.chains, [CHAINS]),
    (narrative.common_chains, [COMMON]),
    (narrative.transitions, [PATHS, RULE]),
    (narrative.streams, [PATHS]),
    (narrative.destinations, [ENDED]),
    (narrative.referral_states, [STATES]),
    (narrative.waiting, [WAITS]),
    (narrative.begun_by_days, [BY_DAYS]),
    (narrative.felt, [FELT]),
    (narrative.needs_met, [NEEDS]),
    (narrative.service_gaps, [GAPS]),
    (narrative.gaps, [FOUND]),
    (narrative.encounters, [MET]),
    (narrative.encounters_by_month, [MONTHS]),
    (contacted, [MET]),
]
NAMED = pytest.mark.parametrize(("show", "given"), SHOWN, ids=[f"{one.__module__}.{one.__name__}" for one, _ in SHOWN])


def withheld(given):
    return [{**row, "status": "withheld"} for row in given]


def alternately(given):
    kept = [row.get("status", "shown") for row in given]
    return [{**row, "status": "withheld" if at % 2 else kept[at]} for at, row in enumerate(given)]


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
@NAMED
def test_what_was_not_collected_leaves_its_place_with_words_or_nothing(show, given, language):
    shown = show(*[empty(language) for _ in given])
    assert shown.text in ("", not_collected(context(language)).text)


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
@NAMED
def test_stands_whatever_is_withheld(show, given, language):
    for hidden in (withheld, alternately):
        shown = show(*[told(*hidden(one), language=language) for one in given])
        assert not re.search(r"\bnan\b|%\(", shown.text + shown.html.lower())


@NAMED
def test_no_number_of_what_is_withheld_is_written(show, given):
    shown = show(*[told(*withheld(one)) for one in given])
    values = {str(int(row["value"])) for one in given for row in one if row["value"] and row["value"] > 5}
    assert not values & set(shown.numbers)


@NAMED
def test_speaks_finnish_without_an_id(show, given):
    shown = show(*[told(*one, language="fi") for one in given])
    text = " ".join(lxml.html.fromstring(f"<div>{shown.html}</div>").itertext()) if shown.html else ""
    assert "_" not in text
    assert not re.search(r"\b(the|persons|services?)\b", text)


# --- sentences


def test_persons_of_all_services_and_the_services_that_are_left_out_are_told():
    shown = narrative.services(told(*SERVICES), untold=["workshop"])
    assert shown.finding == "30 different persons were in the services, in 40 periods (collected)."
    assert "since its clients are children: Workshop." in shown.text


def test_services_for_children_are_told_each_in_a_sentence():
    row = {"indicator": "services_for_children", "breakdown": "service", "group": "workshop"}
    several = [
        {**row, "statistic": name, "value": value, "n": 19} for name, value in (("persons", 19), ("enrolments", 21))
    ]
    few = [
        {**row, "group": "living_room", "statistic": name, "status": "withheld"} for name in ("persons", "enrolments")
    ]
    text = narrative.services_for_children(told(*several, *few)).text
    assert "Workshop: 19 different persons, in 21 periods (collected)." in text
    assert "not shown, since they are few (collected)." in text


def test_the_rule_of_a_chain_is_printed():
    shown = narrative.chains(told(*CHAINS))
    assert shown.finding == "Of 30 persons 33% had a chain of services (95% interval 17–53%)."
    assert "at most 90 days" in shown.text


def test_a_group_that_holds_several_is_not_called_the_largest():
    merged = rows("target_groups", "persons", "target_group", all=30, unemployed=10, other_target_groups=20)
    assert "The largest" not in narrative.target_groups(told(*merged)).text
    assert "The largest target group: unemployed (18 of 30 persons)." in narrative.target_groups(told(*GROUPS)).text


def test_the_most_common_chain_is_one_with_a_name():
    assert narrative.common_chains(told(*COMMON)).finding == "The most common: Askel\u00a0→ Olopiste, for 7 persons."
    rare = rows("common_chains", "persons", "pair", all=10, other_chains=10)
    assert narrative.common_chains(told(*rare)).text.startswith("No two services followed one another")


def test_those_of_whom_it_is_not_known_come_last_and_are_told():
    text = narrative.destinations(told(*ENDED)).text.splitlines()
    assert text[:3] == [
        "Work: 12 of 40 persons.",
        "No further path: 8 of 40 persons.",
        "Not known: 20 of 40 persons.",
    ]


def test_the_summary_holds_only_what_is_told():
    assert narrative.destinations(told(*ENDED)).finding == (
        "The most common of the known destinations: work (12 of 40 persons)."
    )
    for show, given in ((narrative.waiting, WAITS), (narrative.needs_met, NEEDS), (narrative.chains, CHAINS)):
        assert show(told(*given)).finding
        assert not show(told(*withheld(given))).finding


def test_waiting_is_told_with_its_target_and_whole_days():
    text = narrative.waiting(told(*WAITS)).text
    assert "70% began within 14 days of the referral (95% interval 60–80%; n = 30 persons)" in text
    assert "Half of the services had begun when 9 days had passed." in text


def test_a_median_that_is_not_yet_reached_is_told_so():
    later = {"indicator": "waiting", "breakdown": "service", "statistic": "median_days", "value": float("nan"), "n": 30}
    assert "no median wait yet" in narrative.waiting(told(later)).text


def test_states_of_referrals_are_told_together_or_not_at_all():
    assert "Begun: 26. Waiting: 6." in narrative.referral_states(told(*STATES)).text
    hidden = [STATES[0], *withheld(STATES[1:])]
    assert "is not shown" in narrative.referral_states(told(*hidden)).text


def test_bases_of_encounters_are_told_one_by_one():
    text = narrative.encounters(told(*MET)).text
    assert "Persons met (collected): 200. Persons met (estimate): 300." in text
    assert "500" not in text


def test_contacts_of_services_for_children_are_told_within_the_house_only():
    shown = narrative.support_contacts(empty(), services=["workshop"], untold=["workshop"])
    assert shown.text == "Contacts with services for children are told within the organisation only."
    assert "Workshop, contacts (collected): 200." in narrative.support_contacts(told(*MET), services=["workshop"]).text


# --- figures and tables


def test_the_columns_of_paths_are_services_first_and_then_states():
    paths = told(*PATHS).rows(statistic="transitions")
    paths = paths[(paths["breakdown"] != "") & (paths["group"] != "all")]
    assert columns_of(paths) == ["olopiste", "exit", "other_or_not_known"]


def test_every_path_stands_in_the_table_of_both_figures():
    for show in (figures.transitions, figures.streams):
        found = cells(show(told(*PATHS)))
        assert ["Services ended", "14", "14"] in found
        assert ["Olopiste", "8", "8"] in found


def test_a_withheld_path_is_neither_drawn_nor_missing_from_the_table():
    shown = figures.streams(told(*HIDDEN))
    drawn = page(shown).xpath("//svg")[0]
    assert "Workshop" not in "".join(drawn.itertext())
    assert ["Services ended", "••", "••"] in cells(shown)
    assert "Not drawn, and marked ••" in page(shown).text_content()
    assert "what came after Workshop" in narrative.streams(told(*HIDDEN)).text


def test_streams_are_as_wide_as_their_values():
    drawn = draw_streams([Stream("a", "c", 10, "10"), Stream("b", "c", 30, "30")], WIDE, ends=["c"])
    shapes = [one for one in drawn.artists[0].drawn if isinstance(one, Shape)]
    ribbons = [one.path.vertices for one in shapes if one.look.strength == STRENGTH]
    first, second = (points[-2][1] - points[0][1] for points in ribbons)
    assert second == pytest.approx(3 * first)


def test_paths_that_are_all_rare_are_said_and_not_drawn():
    rare = told(*rows("transitions", "transitions", "askel", all=18, other_or_not_known=18))
    assert figures.transitions(rare).html == figures.streams(rare).html == narrative.streams(rare).html == ""
    assert narrative.transitions(rare, told(*RULE)).text.startswith("What came after the services cannot be told apart")
    pairs = told(*rows("common_chains", "persons", "pair", all=10, other_chains=10))
    assert tables.common_chains(pairs).html == ""


def test_destinations_always_show_those_not_known():
    names = [row[0] for row in cells(figures.destinations(told(*ENDED)))]
    assert names == ["All", "Work", "No further path", "Not known"]


def test_target_groups_that_a_service_does_not_tell_are_marked():
    shown = tables.services_by_target_group(told(*BY_GROUP), told(*GROUPS))
    assert ["Unemployed", "18", "12", "–"] in cells(shown)
    assert "– nobody, or told among other target groups" in shown.text


def test_months_stand_under_their_basis():
    assert cells(figures.encounters_by_month(told(*MONTHS))) == [["Collected", "2025", "20", "–", "20", *["–"] * 9]]


# --- words


@pytest.mark.parametrize(
    ("group", "words"),
    [("1", "One service"), ("2", "2 services"), ("3_or_more", "3 services or more"), ("all", "All")],
)
def test_lengths_of_chains_have_words(group, words):
    assert steps_of(group, context()) == words


def test_days_have_words():
    assert within_days("0", context()) == "On the day of the referral"
    assert within_days("14", context("fi")) == "14 päivän kuluessa"


def test_an_interval_of_days_may_be_open():
    row = {"status": "shown", "low": 8.0, "high": float("nan"), "statistic": "median_days"}
    assert days_interval(row, context()) == "8 or more"
    assert days_interval({**row, "high": 10.0}, context()) == "8–10"
    assert days_interval({**row, "low": float("nan")}, context()) == ""


def test_names_are_listed_as_one_says_them():
    assert enumerated(["Askel"], context()) == "Askel"
    assert enumerated(["Askel", "Olopiste", "OmaKamu"], context("fi")) == "Askel, Olopiste ja OmaKamu"


def test_other_special_groups_are_a_group_of_their_own():
    assert is_merged("other_services")
    assert not is_merged("other_special_group")


def test_merged_groups_come_after_named_ones_and_not_known_last():
    found = rows("services", "persons", "service", all=9, not_known=5, other_services=3, askel=1)
    assert in_order(told(*found))["group"].tolist() == ["askel", "other_services", "not_known"]
