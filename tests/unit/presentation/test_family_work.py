"""What is told of families: figures, tables and sentences, with whatever may be told and whatever may not."""

import datetime as dt
import re

import lxml.html
import pytest

from arvio.presentation import figures, narrative, tables

from .released import empty, released

REFORM = dt.date(2023, 1, 1)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
SAVED = {
    "en": re.compile(r"avoid|prevent|effect|impact|cost|euro"),
    "fi": re.compile(r"vältet|vältt|ehkäis|vaikut|ansiosta|säästö|euro"),
    "sv": re.compile(r"undvik|undvek|förebygg|förhindr|effekt|verkan|påverk|tack vare|bespar|kost|euro"),
}


def count(statistic, value, group="all", wave="", **more):
    row = {"indicator": "x", "breakdown": "x", "group": group, "wave": wave, "statistic": statistic, "value": value}
    return {**row, "n": value, "status": "rounded", **more}


def mean(group, value, n, item="heard", near=0.2, **more):
    row = {"indicator": item, "breakdown": "class", "group": group, "statistic": "mean", "value": value, "n": n}
    interval = {"low": value - near, "high": value + near} if near else {}
    return {**row, **interval, **more}


STAGES = [count("persons", 85), count("persons", 70, "began"), count("persons", 65, "ended")]
RUNNING = [
    count("persons", value, group, wave, breakdown=f"ordered_by_{orderer}")
    for wave, orderer, value in (("2022-H2", "municipality", 15), ("2023-H1", "county", 20), ("2025-H2", "county", 30))
    for group in ("all", "pirkanmaa")
]
GOALS = {"indicator": "goal_attainment", "n": 30}
ATTAINMENT = [
    {**GOALS, "statistic": "mean", "wave": "baseline", "value": 29.7, "low": 28.0, "high": 31.0},
    {**GOALS, "statistic": "mean", "wave": "follow_up", "value": 52.8, "low": 50.6, "high": 55.0},
    {**GOALS, "statistic": "mean_change", "value": 23.1, "low": 20.3, "high": 25.6},
    count("without_score", 15),
]
BANDS = [count("persons", 45), count("persons", 15, "under_50"), count("persons", 30, "from_50_to_60")]
REACHED = [
    {"indicator": "goals_reached", "statistic": "goals", "value": 80},
    {"indicator": "goals_reached", "statistic": "goals_without_score", "value": 12},
    count("without_score", 10),
    {"indicator": "goals_reached", "statistic": "goals_reached", "value": 0.7, "n": 30},
]
ROLES = [mean(*one) for one in (("all", 4.1, 40), ("parent", 4.4, 25), ("young_person", 3.6, 20))]
WAVES = [mean(*one) for one in (("all", 4.1, 75), ("2023", 3.8, 25), ("2024", 4.0, 25), ("2025", 4.3, 25))]
SIZES = [mean(*one) for one in (("all", 4.0, 45), ("small", 3.8, 25), ("large", 4.1, 20))]
DURING = [
    count("persons", 30),
    count("persons_not_known", 0, status="withheld"),
    {"indicator": "x", "statistic": "without_placement", "value": 0.8, "n": 30, "status": "coarsened"},
]
AFTER = [count("not_yet_due", 20), *DURING]
YEARS = [
    {"indicator": "cooperation", "breakdown": "year", "group": year, "statistic": statistic, "value": value, "n": n}
    for year, share, n in (("all", 0.5, 80), ("2024", 0.4, 40), ("2025", 0.6, 40))
    for statistic, value in (("actions", n), ("beyond_orders", share))
]
FORUMS = [
    {"indicator": "forums", "breakdown": "year", "statistic": "forums", "value": 6},
    {"indicator": "forums", "breakdown": "year", "statistic": "partners", "value": 12, "n": 14},
]


def over_time(show):
    return lambda found: show.cases_over_time(found, reform=REFORM)


def only_during(found):
    return tables.placements(found, found.only(statistic="nothing"))


ASKED = [count("answered", 30, "participants"), count("response_rate", 0.67, "participants", status="shown")]
SHOWN = {
    "families_asked": (narrative.families_asked, ASKED),
    "case_numbers": (narrative.case_numbers, STAGES),
    "cases_over_time": (over_time(narrative), RUNNING),
    "attainment": (narrative.attainment, ATTAINMENT),
    "attainment_bands": (narrative.attainment_bands, BANDS),
    "goals_reached": (narrative.goals_reached, REACHED),
    "means_by_role": (narrative.means_by_role, ROLES),
    "means_by_wave": (narrative.means_by_wave, WAVES),
    "smoothness": (narrative.smoothness, SIZES),
    "placements_during": (narrative.placements_during, DURING),
    "placements_after": (narrative.placements_after, AFTER),
    "beyond_orders": (narrative.beyond_orders, YEARS),
    "forums": (narrative.forums, FORUMS),
}
DRAWN = {
    "cases_over_time": (over_time(figures), RUNNING),
    "goal_attainment": (figures.goal_attainment, ATTAINMENT),
    "goal_bands": (figures.goal_bands, BANDS),
    "means_by_role": (figures.means_by_role, ROLES),
    "means_by_wave": (figures.means_by_wave, WAVES),
    "smoothness": (figures.smoothness, SIZES),
    "beyond_orders": (figures.beyond_orders, YEARS),
    "placements": (only_during, DURING),
}
EVERY = [*SHOWN.values(), *DRAWN.values()]
NAMES = [*SHOWN, *(f"figure of {name}" for name in DRAWN)]


# --- whatever may be told


@pytest.mark.parametrize(("show", "rows"), EVERY, ids=NAMES)
def test_what_was_not_collected_is_said(show, rows):
    assert "This was not collected in the period." in show(empty()).text


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
@pytest.mark.parametrize(("show", "rows"), EVERY, ids=NAMES)
def test_any_row_may_be_withheld_and_is_not_told(show, rows, language):
    for place, withheld in enumerate(rows):
        others = [row for row in rows if row is not withheld]
        shown = show(released(*rows[:place], {**withheld, "status": "withheld"}, *rows[place + 1 :], language=language))
        assert not re.search(r"\bnan\b", f"{shown.html}{shown.text}", re.IGNORECASE)
        assert shown.text or not others or show is figures.goal_bands


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
@pytest.mark.parametrize(("show", "rows"), SHOWN.values(), ids=SHOWN)
def test_every_number_of_a_sentence_is_among_its_numbers(show, rows, language):
    shown = show(released(*rows, language=language))
    known = {number for written in shown.numbers for number in NUMBER.findall(written)}
    said = {"1.1.2023", "1", "2023", "12", "50", "2024", "2025", "5", "95", "60"}  # dates, names and what a scale means
    assert set(NUMBER.findall(shown.text)) <= known | said


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
@pytest.mark.parametrize(("show", "rows"), EVERY, ids=NAMES)
def test_nothing_is_told_of_what_was_avoided_caused_or_saved(show, rows, language):
    told = show(released(*rows, language=language)).text
    assert not SAVED[language].search(told)


# --- cases


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Cases that ran in the period: about 85."), ("fi", "Jakson aikana käynnissä oli noin 85 asiakkuutta.")],
)
def test_a_rounded_count_says_so(language, text):
    assert narrative.case_numbers(released(*STAGES, language=language)).text.startswith(text)


def test_a_count_that_was_not_rounded_is_told_as_it_is():
    exact = [{**row, "status": "shown"} for row in STAGES]
    assert "ran in the period: 85." in narrative.case_numbers(released(*exact)).text


def test_beginnings_and_ends_are_told_together_or_not_at_all():
    text = narrative.case_numbers(released(STAGES[0], STAGES[1], {**STAGES[2], "status": "withheld"})).text
    assert "is not shown" in text
    assert "70" not in text


def test_counties_are_told_together_or_not_at_all():
    hidden = [{**row, "status": "withheld"} if row["group"] != "all" else row for row in RUNNING]
    text = over_time(narrative)(released(*hidden)).text
    assert "Counties are not shown apart" in text
    assert "about 30" in text
    assert "Pirkanmaa" not in text


def test_the_break_is_drawn_and_who_ordered_before_and_after_stands_in_the_table():
    html = over_time(figures)(released(*RUNNING, language="fi")).html
    assert html.count("Hyvinvointialueet 1.1.2023 alkaen") == 2  # once for each width
    assert "stroke-dasharray" in html
    rows = [[cell.text_content() for cell in row] for row in lxml.html.fromstring(html).xpath("//tbody/tr")]
    assert ["31.12.2022", "Kunnat", "15", "15"] in rows
    assert ["30.6.2023", "Hyvinvointialueet", "20", "20"] in rows


def test_a_half_year_without_cases_is_no_gap_in_the_years():
    html = over_time(figures)(released(*RUNNING)).html
    rows = [row[0].text_content() for row in lxml.html.fromstring(html).xpath("//tbody/tr")]
    assert rows[1:4] == ["30 June 2023", "31 December 2023", "30 June 2024"]


def test_the_list_of_municipalities_is_named_with_its_date():
    text = narrative.family_methods(released(*STAGES, language="fi")).text
    assert "Tilastokeskuksen kuntaluokitus" in text
    assert "1.1.2025" in text


# --- goals


def test_a_change_of_goals_is_more_than_chance_only_when_its_interval_says_so():
    near = [*ATTAINMENT[:2], {**ATTAINMENT[2], "low": -1.0}, ATTAINMENT[3]]
    few = [*ATTAINMENT[:2], {**ATTAINMENT[2], "low": float("nan"), "high": float("nan")}, ATTAINMENT[3]]
    assert "The change is more than chance" in narrative.attainment(released(*ATTAINMENT)).text
    assert "The change can be chance" in narrative.attainment(released(*near)).text
    assert "With so few families it cannot be told" in narrative.attainment(released(*few)).text


def test_what_50_means_is_said_in_plain_words():
    text = narrative.attainment(released(*ATTAINMENT, language="fi")).text
    assert "T-pistemäärä 50 tarkoittaa, että perhe saavutti tavoitteensa juuri niin kuin" in text


def test_bands_are_told_together_or_not_at_all():
    found = released(*BANDS[:2], {**BANDS[2], "status": "withheld"})
    assert "not shown" in narrative.attainment_bands(found).text
    assert figures.goal_bands(released(BANDS[0])).html == ""
    assert "From 50 to under 60: about 30 families." in narrative.attainment_bands(released(*BANDS)).text


def test_goals_of_few_families_are_counted_without_their_share():
    rows = [{**row, "status": "withheld"} if row["statistic"] == "goals_reached" else row for row in REACHED]
    text = narrative.goals_reached(released(*rows)).text
    assert text == "80 goals were assessed; which share of them was reached is not shown."


# --- answers


def test_a_rate_stands_without_the_rounded_counts_that_would_not_give_it():
    text = narrative.families_asked(released(*ASKED, language="fi")).text
    assert text == "Perheille lähetettyyn kyselyyn vastasi 67\xa0% kutsutuista, ja vastauksia saatiin noin 30."
    assert "How many were invited is not known" in narrative.families_asked(released(ASKED[0])).text


@pytest.mark.parametrize(("near", "words"), [(0.2, "differ by more than chance on “"), (0.6, "On no statement")])
def test_parents_and_young_people_differ_only_where_intervals_are_apart(near, words):
    rows = [mean("parent", 4.4, 25, near=near), mean("young_person", 3.6, 20, near=near)]
    assert words in narrative.means_by_role(released(*rows)).text


def test_groups_without_intervals_do_not_differ():
    rows = [mean("small", 4.9, 12, near=0), mean("large", 3.0, 12, near=0), mean("all", 4.0, 24)]
    assert "It cannot be told whether cooperation differs" in narrative.smoothness(released(*rows)).text


def test_waves_are_compared_from_the_first_to_the_last():
    text = narrative.means_by_wave(released(*WAVES)).text
    assert "rose from 3.8 (2023) to 4.3 (2025)" in text
    assert "one wave to show" in narrative.means_by_wave(released(*WAVES[:2])).text


# --- placements


@pytest.mark.parametrize(("value", "words"), [(0.8, "valtaosa (yli 80\xa0%)"), (0.2, "pieni osa (alle 20\xa0%)")])
def test_a_bound_is_told_in_words(value, words):
    rows = [*DURING[:2], {**DURING[2], "value": value}]
    shown = narrative.placements_during(released(*rows, language="fi"))
    assert words in shown.text
    assert "(noin 30)" in shown.text


@pytest.mark.parametrize("show", [narrative.placements_during, narrative.placements_after])
def test_a_share_never_stands_without_the_word_on_comparison(show):
    for language, words in (("en", "no comparison group"), ("fi", "Vertailuryhmää ei ole")):
        shown = show(released(*AFTER, language=language))
        assert words in shown.finding
        assert words in shown.text


def test_cases_still_in_their_year_of_follow_up_are_told():
    assert "not over yet: about 20." in narrative.placements_after(released(*AFTER)).text
    waiting = {**AFTER[0], "status": "withheld"}
    assert "not over yet are few or none" in narrative.placements_after(released(waiting, *DURING)).text


def test_placements_stand_in_one_table():
    text = tables.placements(released(*DURING), released(*AFTER)).text
    assert "During the work\tover 80%\tabout 30\t••\t–" in text
    assert "In the 12 months after the end\tover 80%\tabout 30\t••\tabout 20" in text
    share = {**DURING[2], "value": 0.6, "low": 0.4, "high": 0.8, "status": "shown"}
    assert "60% (95% interval 40–80%)" in tables.placements(released(share), released(*AFTER)).text


# --- cooperation


def test_cooperation_beyond_orders_is_told_in_all_and_for_the_first_and_last_year():
    text = narrative.beyond_orders(released(*YEARS)).text
    assert "Of the 80 recorded actions of cooperation 50% were about more than one order." in text
    assert "In 2024 it was 40% and in 2025 60%." in text


@pytest.mark.parametrize(
    ("forums", "text"),
    [(0, "ei pidetty"), (1, "pidettiin yksi yhteinen foorumi."), (6, "pidettiin 6 yhteistä foorumia.")],
)
def test_forums_are_counted_in_finnish_as_one_counts(forums, text):
    rows = [{**FORUMS[0], "value": forums}, FORUMS[1]]
    assert text in narrative.forums(released(*rows, language="fi")).text
