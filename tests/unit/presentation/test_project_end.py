"""What is told of a whole project, with whatever may be told and whatever may not."""

import re

import pandas as pd
import pytest

from arvio.disclosure.register import FACT
from arvio.disclosure.revisions import Revisions, revisions
from arvio.params import Goal, LogicBox, Sroi
from arvio.presentation import figures, narrative, tables

from .released import empty, released

LANGUAGES = pytest.mark.parametrize("language", ["fi", "sv", "en"])
TEXT = {"fi": "Miehiä", "en": "Men"}
GOAL = Goal(goal="men", text=TEXT, indicator="reach", statistic="persons", target=100, by_year={"2023": 60})
BOXES = [
    LogicBox(box="men", stage="output", text=TEXT, indicator="reach", statistic="persons"),
    LogicBox(box="lonely", stage="change", text={"fi": "Yksinäisyys", "en": "Loneliness"}),
]
REACH = {"indicator": "reach", "breakdown": "county", "statistic": "persons", "value": 112, "n": 112}
YEARLY = [{**REACH, "wave": "2023", "value": 68, "n": 68}, {**REACH, "wave": "2024", "status": "withheld"}]
PROMISED = [
    {"indicator": "men", "breakdown": "goal_of_year", "wave": "2023", "statistic": statistic, "value": value}
    for statistic, value in (("claimed", 60), ("persons", 68), ("verdict", 1))
]
GOALS = [
    {"indicator": "men", "breakdown": "goal", "statistic": statistic, "value": value}
    for statistic, value in (("claimed", 100), ("persons", 112), ("verdict", 1))
]
COUNTS = [
    {"indicator": "goals_of_project", "breakdown": "verdict", "group": group, "statistic": "verdicts", "value": value}
    for group, value in (("all", 1), ("reached", 1), ("not_reached", 0), ("not_judged", 0))
]
NO_VALUE = float("nan")
EACH = {"indicator": "cost_per_person", "statistic": "euros_per_person", "value": NO_VALUE, "low": 2561, "high": 2946}
SESSION = {
    "indicator": "cost_per_session",
    "statistic": "euros_per_session",
    "value": NO_VALUE,
    "low": 1438,
    "high": 1626,
}
CASES = [
    {"indicator": "sroi", "wave": case, "statistic": "euros_back", "value": value, "n": 112, "basis": "estimate"}
    for case, value in (("low", 0.05), ("base", 0.61), ("high", 4.2))
]


def assumed(low, base, high):
    return {"low": low, "base": base, "high": high, "source": {"fi": "Keksitty", "en": "Invented"}}


SHARES = dict.fromkeys(("changed", "deadweight", "attribution", "drop_off"), assumed(0.2, 0.3, 0.4))
OUTCOME = {"outcome": "eased", "text": TEXT, "value": assumed(1, 2, 3), "years": assumed(1, 2, 3), **SHARES}
SROI = Sroi(discount=assumed(0.05, 0.035, 0.02), outcomes=[OUTCOME])
ASSUMED = [
    {"indicator": "sroi_assumption", "breakdown": outcome, "group": part, "wave": case, "statistic": "assumed_share"}
    | {"value": value}
    for outcome, part, values in (("eased", "changed", (0.2, 0.3, 0.4)), ("all", "discount", (0.05, 0.035, 0.02)))
    for case, value in zip(("low", "base", "high"), values, strict=True)
]


def plain(text):
    return re.sub(r"\s+", " ", text)


@LANGUAGES
def test_a_box_without_a_figure_says_that_it_was_not_collected(language):
    found = released(REACH, language=language)
    chain = figures.logic_chain(found, BOXES)
    assert "112" in chain.text
    assert {"fi": "ei kerätty", "sv": "inte insamlat", "en": "not collected"}[language] in plain(chain.text)
    assert BOXES[1].text.in_language(language) in narrative.logic_chain(found, BOXES).text


@LANGUAGES
def test_a_goal_stands_by_year_with_what_was_promised_and_what_came_of_it(language):
    several = (released(*YEARLY, language=language), [GOAL], released(*PROMISED, language=language))
    rows = [
        line.split("\t")
        for line in tables.goals_by_year(*several, released(*GOALS, language=language)).text.split("\n")
    ]
    assert rows[2][1:4] == ["2023", "60", "68"]
    assert rows[3][1:4] == ["2024", "–", "••"]
    assert rows[4][2:4] == ["100", "112"]
    assert "<svg" in figures.goals_by_year(*several).html


@LANGUAGES
def test_how_many_goals_were_reached_is_told(language):
    told = narrative.project_goals(released(*GOALS, language=language), released(*COUNTS, language=language))
    assert {"1", "0", "112"} <= set(told.numbers)


@LANGUAGES
def test_a_cost_is_told_as_a_range_and_with_what_makes_it(language):
    told = narrative.cost_ranges(released(EACH, language=language), released(SESSION, language=language))
    assert {"fi": "2 561–2 946 €", "sv": "2 561–2 946 €", "en": "€2,561–€2,946"}[language] in plain(told.text)
    assert {"fi": "yhteiset kustannukset", "sv": "gemensamma kostnader", "en": "shared costs"}[language] in told.text


def test_a_cost_of_few_persons_is_withheld_and_that_of_a_session_stands():
    told = narrative.cost_ranges(released({**EACH, "status": "withheld"}), released(SESSION))
    assert "2,561" not in plain(told.text)
    assert "1,438" in plain(told.text)


@LANGUAGES
def test_a_social_return_is_told_in_three_cases_and_as_sensitive(language):
    told = narrative.social_return(released(*CASES, language=language))
    assert len(told.numbers) == 3
    words = {"fi": "herkkä oletuksille", "sv": "känslig för sina antaganden", "en": "sensitive to its assumptions"}
    assert words[language] in told.text


def test_a_social_return_of_which_one_case_is_withheld_is_not_told_at_all():
    told = narrative.social_return(released(*CASES[:2], {**CASES[2], "status": "withheld"}))
    assert told.numbers == ()


def test_every_assumption_stands_with_its_source_and_its_decimals():
    text = plain(tables.assumptions(released(*ASSUMED, language="fi"), SROI).text)
    assert "5 % 3,5 % 2 %" in text
    assert text.count("Keksitty") == 2


@LANGUAGES
def test_what_changed_since_a_yearly_report_stands_with_its_difference(language):
    row = {"breakdown": "county", "group": "all", "wave": "", "low": NO_VALUE, "high": NO_VALUE, "n": NO_VALUE}
    run = {"organisation": "x", "period": "2023", "notebook": "groups", "audience": "internal", "language": "fi"}
    fact = {**row, "indicator": "reach", "statistic": "persons", "value": 66, "basis": "collected", "status": "shown"}
    now = released(*YEARLY[:1], language=language)
    found = revisions([now], pd.DataFrame([{**run, **fact, "audience": now.context.audience}]))
    assert tables.revisions(found).text.split("\n")[2].split("\t")[2:] == ["66", "68", "+2"]
    assert "2023" in narrative.revisions(found).text


def test_where_nothing_was_collected_every_part_stands():
    nothing = empty()
    none = Revisions(nothing, nothing.only(indicator="x"), (), ())
    assert set(FACT) <= set(nothing.table.columns)
    for shown in (
        figures.logic_chain(nothing, []),
        figures.goals_by_year(nothing, [GOAL], nothing),
        narrative.logic_chain(nothing, []),
        narrative.project_goals(nothing, nothing),
        narrative.revisions(none),
        narrative.cost_ranges(nothing, nothing),
        narrative.change_without_comparison(nothing),
        narrative.owners(nothing, nothing),
        narrative.social_return(nothing),
        tables.costs(nothing),
        tables.fates(nothing),
        tables.definitions(nothing),
        tables.goals_by_year(nothing, [], nothing, nothing),
    ):
        assert shown.text
    for silent in (tables.revisions(none), tables.social_return(nothing, nothing), tables.assumptions(nothing, None)):
        assert silent.text == ""


def test_owners_are_kinds_and_a_group_has_a_number():
    fate = {"indicator": "group_fate", "statistic": "end", "value": 738000, "group": "3", "wave": "kymenlaakso"}
    text = tables.fates(released({**fate, "breakdown": "county"}, language="fi")).text
    assert "Hyvinvointialue\t3. Kymenlaakso" in text


def test_a_section_that_lacks_everything_says_so_once():
    missing, told = narrative.reach(empty()), narrative.change_without_comparison(empty())
    assert narrative.first_collected(missing, told) is told
    assert narrative.first_collected(missing, missing) is missing
    assert narrative.if_collected(told) is told
    assert narrative.if_collected(missing).text == ""
