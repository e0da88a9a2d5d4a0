import re

import lxml.html
import pytest

from arvio.errors import ProtectionError
from arvio.presentation import figures, narrative, tables
from arvio.results import results

from .released import empty, released

PROMISES = ("promised", "realised", "deviations", "not_known")


def promise(indicator="pair_work", promised=412, realised=409, not_known=0, **more):
    values = dict(zip(PROMISES, (promised, realised, promised - realised, not_known), strict=True))
    rows = [{"indicator": indicator, "statistic": name, "value": value} for name, value in values.items()]
    return [*rows, {"indicator": indicator, "statistic": "realisation_rate", "value": 0.99, "n": promised, **more}]


def reason(name, visits, **more):
    row = {"indicator": "visits_not_held", "breakdown": "reason", "group": name, "statistic": "visits"}
    return {**row, "value": visits, "n": visits, **more}


def month(name, share, low=None, high=None, n=30, **more):
    row = {"indicator": "pair_work", "breakdown": "month", "group": name, "n": n}
    yield {**row, "statistic": "share_of_visits", "value": share, **more}
    for statistic, value in (("limit_low", low), ("limit_high", high)):
        if value is not None:
            yield {**row, "statistic": statistic, "value": value}


def unit(breakdown, group, value, indicator="team_meeting"):
    return {"indicator": indicator, "breakdown": breakdown, "group": group, "statistic": "realised", "value": value}


def handled(source, received, with_action, days=24.0, **more):
    row = {"indicator": "feedback_handled", "breakdown": "source", "group": source, "n": received, **more}
    values = {"received": received, "with_action": with_action, "action_not_known": 0, "action_rate": 0.75}
    return [{**row, "statistic": name, "value": value} for name, value in {**values, "median_days": days}.items()]


def theme(name, received, with_action, **more):
    row = {"indicator": "feedback_themes", "breakdown": "workers", "group": name, "n": received, **more}
    yield {**row, "statistic": "received", "value": received}
    yield {**row, "statistic": "with_action", "value": with_action}


def own(item, wave="", value=3.8, **more):
    row = {"indicator": item, "breakdown": "respondent_group", "group": "workers", "wave": wave, "statistic": "mean"}
    return {**row, "value": value, "low": value - 0.5, "high": value + 0.5, "n": 10, **more}


MONTHS = [
    *month("2025-01", 1.0, 0.93, 1.0),
    *month("2025-02", 0.92, 0.91, 1.0, n=26),
    *month("2025-03/2025-04", 0.98, 0.94, 1.0),
]
WEEKS = [unit("week", f"2025-W{week:02}", int(week != 17)) for week in (*range(2, 27), *range(31, 52))]
WITHHELD = {"status": "withheld"}

NARRATIVES = {
    narrative.pair_work: 2,
    narrative.visits_by_month: 1,
    narrative.multi_professional: 1,
    narrative.planned_visits: 2,
    narrative.team_meetings: 1,
    narrative.wellbeing_activities: 1,
    narrative.feedback_handled: 1,
    narrative.feedback_themes: 1,
    narrative.staff_wellbeing: 1,
    narrative.wellbeing_trend: 1,
    narrative.staff: 2,
    narrative.ddp_levels: 1,
    narrative.quality_checks: 1,
}
FIGURES = {
    figures.pair_work: 2,
    figures.multi_professional: 1,
    figures.visits_not_held: 1,
    figures.team_meetings: 1,
    figures.wellbeing_activities: 1,
    figures.feedback_themes: 1,
    figures.ddp_levels: 1,
}


# --- what was not collected, and what was not released


@pytest.mark.parametrize(("show", "number"), [*NARRATIVES.items(), *FIGURES.items()])
def test_what_was_not_collected_is_said_in_one_sentence(show, number):
    assert show(*[empty()] * number).text == "This was not collected in the period."


@pytest.mark.parametrize("show", [tables.feedback_handled, tables.quality_checks])
def test_a_table_of_what_was_not_collected_is_one_sentence(show):
    assert show(empty()).text == "This was not collected in the period."


@pytest.mark.parametrize(("show", "number"), [*NARRATIVES.items(), *FIGURES.items()])
def test_results_that_nobody_released_are_refused(show, number):
    with pytest.raises(ProtectionError):
        show(*[results([])] * number)


# --- visits


def test_three_of_412_visits_are_told_and_not_hidden_in_whole_percents():
    shown = narrative.pair_work(released(*promise()), released(reason("all", 3, **WITHHELD)))
    assert shown.text.startswith(
        "Of the 412 visits that were held 409 were made by a pair or a team; at 3 the worker was alone."
    )
    assert "not told by reason" in shown.text
    assert "%" not in shown.finding


def test_where_no_visit_deviates_no_reason_is_missed():
    shown = narrative.pair_work(released(*promise(realised=412)), released(reason("all", 0, **WITHHELD)))
    assert shown.text == "All 412 visits that were held were made by a pair or a team."


def test_one_visit_alone_has_its_own_form_in_finnish():
    shown = narrative.pair_work(released(*promise(realised=411), language="fi"), released(language="fi"))
    assert "Yhden käynnin työntekijä teki yksin." in shown.text


def test_visits_of_which_the_number_of_workers_is_not_known_are_told():
    shown = narrative.pair_work(released(*promise(not_known=2)), empty())
    assert "Of 2 visits that were held it is not known how many workers took part" in shown.text


def test_reasons_are_told_from_the_most_common_on_and_all_or_none():
    planned = released(*promise("planned_visits", 394, 370))
    rows = [reason("all", 24), reason("worker_ill", 9), reason("not_reached", 10), reason("cancelled_by_the_family", 5)]
    shown = narrative.planned_visits(planned, released(*rows)).text
    assert shown.index("was not reached: 10 visits") < shown.index("A worker was ill: 9 visits")
    hidden = narrative.planned_visits(planned, released(*rows[:-1], {**rows[-1], **WITHHELD})).text
    assert "not told by reason" in hidden
    assert "9 visits" not in hidden


def test_rounded_visits_are_told_as_about():
    rows = [reason("all", 25, status="rounded"), reason("worker_ill", 25, status="rounded")]
    shown = narrative.planned_visits(released(*promise("planned_visits", 394, 370)), released(*rows)).text
    assert "A worker was ill: about 25 visits." in shown


def test_a_rounded_count_is_no_heading():
    exact = figures.visits_not_held(released(reason("all", 24), reason("worker_ill", 24)))
    rounded = figures.visits_not_held(released(reason("all", 25, status="rounded"), reason("worker_ill", 24)))
    assert "24 visits were not held" in exact.text
    assert rounded.text.startswith("Why visits were not held")


def test_a_figure_of_reasons_that_are_all_withheld_is_left_out():
    assert figures.visits_not_held(released(reason("all", 24), reason("worker_ill", 3, **WITHHELD))).html == ""


# --- month by month


def test_the_lowest_month_is_named_and_chance_is_told_by_the_limits():
    outside = {"indicator": "pair_work", "breakdown": "month", "statistic": "outside_limits", "value": 0}
    assert narrative.visits_by_month(released(*MONTHS, outside)).text == (
        "The lowest share of a month was 92% (February 2025, n = 26)."
        " The months differ from each other by no more than chance allows."
    )
    one = narrative.visits_by_month(released(*MONTHS, {**outside, "value": 1})).text
    assert "One month differs from the others by more than chance allows." in one


def test_without_limits_chance_is_not_told():
    shown = narrative.visits_by_month(released(*month("2025-01", 1.0), *month("2025-02", 0.9)))
    assert "cannot be told" in shown.text


def test_the_run_chart_names_the_promise_and_holds_each_month_in_its_table():
    shown = figures.pair_work(released(*MONTHS), released(*promise()))
    page = lxml.html.fromstring(shown.html)
    assert "Promised: 100%" in page.xpath("string(.//svg)")
    assert "409 of 412 visits were made by a pair or a team" in shown.text
    rows = [[cell.text_content() for cell in row] for row in page.xpath(".//tbody/tr")]
    assert rows[-1] == ["March 2025–April 2025", "98%", "94–100%", "30"]


def test_a_month_that_is_withheld_has_its_mark_and_no_line_over_it():
    hidden = [*month("2025-01", 1.0), *month("2025-02", 0.9, **WITHHELD), *month("2025-03", 1.0)]
    shown = figures.multi_professional(released(*hidden))
    assert "••" in shown.html
    assert "90%" not in re.sub(r"<svg.*?</svg>", "", shown.html, flags=re.DOTALL)


def test_many_months_are_drawn_without_a_value_at_each():
    many = [row for year in (2023, 2024, 2025) for at in range(1, 13) for row in month(f"{year}-{at:02}", 1 - at / 100)]
    svg = lxml.html.fromstring(figures.multi_professional(released(*many)).html).xpath(".//svg")[1]
    words = [text.text_content() for text in svg.iter("{*}text", "text")]
    assert [word for word in words if word.startswith("20")] == ["2023", "2024", "2025"]
    assert words.count("88%") == 1


# --- rhythm


def test_a_rhythm_is_told_by_weeks_and_who_came():
    came = {"indicator": "team_meeting", "statistic": "attendance_rate", "value": 0.81, "n": 11}
    shown = narrative.team_meetings(released(*promise("team_meeting", 46, 44), came))
    assert shown.text == (
        "A team meeting was promised for 46 weeks, and held in 44 of them. On average 81% of those invited came."
    )


def test_a_rhythm_that_was_kept_each_time_is_told_so():
    shown = narrative.wellbeing_activities(released(*promise("wellbeing_activity", 12, 12)))
    assert shown.text == "A wellbeing activity was held in each of the 12 months for which one was promised."


def test_the_strip_has_a_row_for_each_quarter_and_tells_what_was_not_held():
    shown = figures.team_meetings(released(*promise("team_meeting", 46, 45), *WEEKS))
    rows = [row.split("\t") for row in shown.text.split("\n")[-4:]]
    assert [row[0] for row in rows] == [f"2025, weeks {weeks}" for weeks in ("1–13", "14–26", "27–39", "40–52")]
    assert [row[2] for row in rows] == ["–", "17", "–", "–"]
    assert rows[2][1] == "31, 32, 33, 34, 35, 36, 37, 38, 39"


def test_a_year_of_53_weeks_has_its_last_week_in_the_last_row():
    shown = figures.team_meetings(released(unit("week", "2026-W52", 1), unit("week", "2026-W53", 0)))
    assert shown.text.endswith("2026, weeks 40–53\t52\t53")


def test_months_stand_a_year_on_each_row():
    months = [unit("month", f"{year}-08", held, "wellbeing_activity") for year, held in ((2024, 1), (2025, 0))]
    shown = figures.wellbeing_activities(released(*months))
    assert shown.text.endswith("2024\t8\t–\n2025\t–\t8")


# --- feedback and own control


def test_what_workers_said_is_told_with_what_was_done():
    assert narrative.feedback_handled(released(*handled("workers", 12, 9))).text == (
        "The workers gave 12 pieces of feedback, and 9 of them led to an action."
        " Half of them had been acted on in 24 days (median). Those that still wait are counted too."
    )


def test_what_was_heard_has_a_row_for_each_source():
    shown = tables.feedback_handled(released(*handled("workers", 12, 9), *handled("families", 30, 21)))
    assert re.findall(r'<th scope="row">([^<]*)', shown.html) == ["Workers", "Families"]
    assert re.findall(r"<td[^>]*>(12|9|30|21)</td>", shown.html) == ["12", "9", "30", "21"]


def test_feedback_of_which_nothing_is_known_has_a_column_where_there_is_any():
    rows = handled("workers", 12, 9)
    known = tables.feedback_handled(released(*rows)).text
    unknown = [{**row, "value": 2} if row["statistic"] == "action_not_known" else row for row in rows]
    assert "Not known" not in known
    assert "Not known" in tables.feedback_handled(released(*unknown)).text


def test_little_feedback_is_withheld_and_no_zero():
    shown = narrative.feedback_handled(released(*handled("own_control", 2, 1, **WITHHELD)))
    assert shown.text == "Own control: the figures are withheld, since they are small."


def test_the_most_common_theme_is_no_rest():
    rows = [*theme("all", 33, 24), *theme("flow_of_information", 8, 7), *theme("other_themes", 20, 6)]
    assert "“flow of information” (8)" in narrative.feedback_themes(released(*rows)).text


def test_a_figure_of_nothing_but_a_rest_is_left_out():
    rows = released(*theme("all", 12, 9), *theme("other_themes", 12, 9))
    assert figures.feedback_themes(rows).html == ""
    assert "not told" in narrative.feedback_themes(rows).text


# --- the workers


def test_too_few_workers_are_told_as_such_and_not_as_missing():
    hidden = released(own("coping", **WITHHELD), own("support", **WITHHELD))
    assert "could be worked out" in narrative.staff_wellbeing(hidden).text
    assert "could be worked out" in narrative.wellbeing_trend(hidden).text


def test_a_statement_that_too_few_answered_is_told_beside_the_others():
    rows = [own("coping", "2024", 4.1), own("coping", "2025"), own("support", "2025", **WITHHELD)]
    shown = narrative.staff_wellbeing(released(*rows))
    assert "mean 3.8 out of 5 (2025, n = 10)" in shown.text
    assert "2024" not in shown.text
    assert "too few of the workers answered them" in shown.text


def test_no_trend_is_told_from_one_wave_that_may_be_shown():
    shown = narrative.wellbeing_trend(released(own("coping", "2024", **WITHHELD), own("coping", "2025")))
    assert shown.text == "No change is told, since too few of the workers answered in some waves."


def test_rounded_numbers_of_workers_are_told_as_about():
    days = ("first_day", "last_day", "began", "left")
    row = {"indicator": "staff", "breakdown": "day", "statistic": "persons", "n": 10, "status": "rounded"}
    shown = narrative.staff(released(*({**row, "group": day, "value": 10} for day in days)), empty())
    assert shown.text.startswith("There were about 10 workers on the first day")


def test_those_who_began_and_left_are_withheld_when_few():
    row = {"indicator": "staff", "breakdown": "day", "statistic": "persons", "n": 11}
    rows = [{**row, "group": day, "value": 11} for day in ("first_day", "last_day")]
    rows += [{**row, "group": change, "value": 1, **WITHHELD} for change in ("began", "left")]
    shown = narrative.staff(released(*rows), empty()).text
    assert "is not told, since they are few" in shown


def test_levels_of_training_that_are_of_few_are_not_told():
    trained = {"indicator": "ddp_trained", "statistic": "with_training", "value": 0.9, "n": 11, "status": "coarsened"}
    level = {"indicator": "ddp_levels", "breakdown": "level", "statistic": "persons", "value": 11, "n": 11}
    rows = released(trained, level, {**level, "group": "other_levels"})
    shown = narrative.ddp_levels(rows).text
    assert "over 90% have training" in shown
    assert "levels of training are not told" in shown
    assert figures.ddp_levels(rows).html == ""


# --- the statutory minimum


def test_what_the_law_requires_stands_before_what_goes_beyond_it():
    day = 739_000
    rows = [
        {"indicator": "requirements", "breakdown": kind, "group": name, "statistic": statistic, "value": value}
        for kind, name, met in (("beyond_statutory", "weekly", 0), ("statutory", "plan", 1))
        for statistic, value in (("met", met), ("checked_on", day))
    ]
    lines = tables.quality_checks(released(*rows)).text.split("\n")
    assert [line.split("\t")[1:3] for line in lines[2:]] == [["plan", "met"], ["weekly", "not met"]]


def test_requirements_are_counted_by_kind():
    counts = {"requirements": 5, "requirements_met": 4}
    rows = [
        {"indicator": "quality_checks", "breakdown": "kind", "group": "beyond_statutory", "statistic": name, "value": n}
        for name, n in counts.items()
    ]
    assert narrative.quality_checks(released(*rows)).text == (
        "Of the 5 practices beyond the statutory minimum that were checked 4 are in use."
    )


# --- claims


def test_a_claim_of_all_that_fails_tells_how_often():
    row = {"indicator": "claim_a", "breakdown": "claim"}
    found = released(
        {**row, "statistic": "claimed", "value": 1},
        {**row, "statistic": "realisation_rate", "value": 1.0, "n": 412},
        {**row, "statistic": "deviations", "value": 1},
        {**row, "statistic": "verdict", "value": 0, "n": 412},
    )
    assert "(100%; deviations: 1; collected)" in narrative.claims(found).text
    assert "\t100%\t100%\t412\tnot supported" in tables.claims(found).text


def test_why_wellbeing_and_feedback_are_not_held_together_is_told():
    assert "at least ten quarters of a team" in narrative.work_limits(empty()).text
