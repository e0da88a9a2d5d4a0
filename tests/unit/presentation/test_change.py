"""Change in figures, tables and sentences, in the words that a comparison of the same persons allows."""

import re
from pathlib import Path

import lxml.html
import pytest

from arvio.params import Change, open_project
from arvio.presentation import figures, narrative, tables
from arvio.translations import catalogue

from .released import context, empty, released
from .test_figures import CHANGED, FLOW, cells, changed, count, page, words_of

ROOT = Path(__file__).parents[3]
MODULES = re.compile(
    r"presentation/(change_words|(narrative/(change|change_shares|followed|cautions))|(figures/(change|mean_changes))"
    r"|tables/change)\.py|notebooks/change\.ipynb"
)
CAUSAL = {
    "en": re.compile(r"\b(effects?|effectiv\w*|impacts?|caus\w+|because of|due to|thanks to|led to|improved)\b", re.I),
    "fi": re.compile(r"vaikut|ansiosta|seurauksena|johdosta|paransi|lisäsi|vähensi|sai aikaan", re.I),
    "sv": re.compile(r"effekt|påverka|verkan|tack vare|på grund av|beror|berodde|orsakade|ledde till|förbättra", re.I),
}
ITEM = "Gender of the worker"


def numbers(text):
    return set(re.findall(r"\d[\d\u00a0]*\d|\d", text))


def change(indicator="worker_gender", low=0.1, high=1.1, first=3.0, last=3.5, p=0.01, **more):
    """The rows that `indicators.changes` gives of one score."""
    row = {"indicator": indicator, "breakdown": "baseline", "group": "all", "n": 41, **more}
    sizes = [{**row, "statistic": name, "value": 0.4, "low": 0.1, "high": 0.7} for name in ("d_z", "d_av")]
    ps = [{**row, "statistic": name, "value": p} for name in ("wilcoxon_p", "holm_p")]
    return [*changed(indicator, first, last, low, high, **more), *sizes, *ps]


def family_of(n, **more):
    return {"indicator": "change", "breakdown": "baseline", "statistic": "tests", "value": n, **more}


# --- words


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_no_word_says_that_the_service_brought_the_change_about(language):
    messages = [
        one
        for one in catalogue("sv" if language == "sv" else "fi")
        if any(MODULES.search(place) for place, _ in one.locations)
    ]
    texts = [re.sub(r"%\(\w+\)s", "", one.id if language == "en" else one.string) for one in messages]
    assert len(texts) > 60
    assert [text for text in texts if CAUSAL[language].search(text)] == []


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (change(), "a rise for the better"),
        (change(low=-1.1, high=-0.1, first=3.5, last=3.0), "a fall for the worse"),
        (change("heard"), "a rise for the worse"),
        (change("heard", low=-1.1, high=-0.1, first=3.5, last=3.0), "a fall for the better"),
        (change(low=-0.1), "no change can be told"),
        (change(low=0.0), "no change can be told"),
        (change(p=0.05), "one such may come by chance"),
    ],
)
def test_the_words_for_a_change_follow_from_interval_family_and_good_end(found, words):
    assert words in narrative.changes(released(*found)).text


def test_a_change_without_interval_is_not_called_one():
    nan = float("nan")
    shown = narrative.changes(released(*change(low=nan, high=nan), *change("heard", low=nan, high=nan)))
    assert "better" not in shown.text
    assert shown.text.count("it cannot be told whether a change is more than chance") == 1


def test_a_withheld_change_leaves_no_number():
    shown = narrative.changes(released(*change(status="withheld")))
    assert shown.text == f"“{ITEM}”: not shown, since too few persons answered both forms."


def test_the_family_of_tests_is_told_with_what_it_found():
    rows = [*change(), *change("heard", p=0.2), family_of(2)]
    shown = narrative.change_tests(released(*rows))
    assert shown.text == (
        f"When all 2 changes are tested as one family, these are larger than chance may explain: “{ITEM}”."
    )
    assert shown.finding == shown.text
    none = narrative.change_tests(released(*change(p=0.05), family_of(1)))
    assert "none of them is larger than chance may explain" in none.text


def test_tests_of_few_persons_are_not_told():
    rows = [{**row, "status": "withheld"} if row["statistic"].endswith("_p") else row for row in change()]
    assert "Neither intervals nor tests are told" in narrative.change_tests(released(*rows, family_of(1))).text


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_every_number_of_a_sentence_is_among_its_numbers(language):
    found = released(*change(), family_of(1), language=language)
    for shown in (narrative.changes(found), narrative.change_tests(found), narrative.flow(released(*FLOW, RATE))):
        written = set().union(*(numbers(number) for number in shown.numbers))
        assert numbers(shown.text) - {"95"} <= written


# --- who came back

RATE = count("return_rate", 0.6, breakdown="came_back", n=68)


def test_who_came_back_is_told_as_a_count_and_a_share():
    shown = narrative.flow(released(*FLOW, RATE))
    assert shown.text == (
        "By the end of the period 148 persons had begun a service and 68 had answered the first form. Of those who"
        " answered the first form 41 (60%) have answered the last form too; 27 have not, and some of these may still be"
        " in the service."
    )
    assert shown.finding.startswith("Of those who answered the first form 41 (60%)")


def test_who_may_still_answer_is_told_apart():
    shown = narrative.flow(released(*FLOW, RATE, count("persons", 9, "not_due", breakdown="came_back", n=9)))
    assert "27 did not answer it, and 9 may still answer in time" in shown.text


def test_whose_change_it_is_and_what_could_not_be_matched():
    when = count("persons", 16, "in_period", breakdown="when", n=16)
    apart = count("persons", 3, "no_key", breakdown="apart", n=3)
    text = narrative.flow(released(*FLOW, RATE, when, {**apart, "status": "withheld"})).text
    assert "The changes are those of the 16 persons who answered the last form in this period." in text
    assert text.endswith("A few forms could not be matched with another of the same person.")


def test_few_answers_are_not_counted_in_words():
    shown = narrative.flow(released(*({**row, "status": "withheld"} for row in FLOW)))
    assert shown.text == "So few have answered that their number is not told."


def attrition(low, high, **more):
    row = {"indicator": "worker_gender", "breakdown": "came_back", "n": 24, **more}
    return [
        {**row, "group": "both", "statistic": "mean", "value": 3.5},
        {**row, "group": "only_baseline", "statistic": "mean", "value": 2.5},
        {**row, "group": "only_baseline", "statistic": "difference", "value": -1.0, "low": low, "high": high},
    ]


def test_those_who_did_not_come_back_are_compared_in_words():
    told = narrative.attrition(released(*attrition(-1.6, -0.3))).text
    assert "a mean of 2.5 against 3.5 (difference −1.0; 95% interval −1.6…−0.3)" in told
    alike = narrative.attrition(released(*attrition(-1.6, 0.3))).text
    assert alike.startswith("No difference at the start can be told")
    few = narrative.attrition(released(*attrition(-1.6, -0.3, status="withheld"))).text
    assert few.startswith("Those who did not come back are too few")


def test_the_table_of_attrition_has_both_means():
    assert rows_of(tables.attrition(released(*attrition(-1.6, -0.3)))) == [
        [ITEM, "3.5", "24", "2.5", "24", "−1.0", "−1.6…−0.3"]
    ]
    assert tables.attrition(empty()).html == ""


# --- tables


def rows_of(shown):
    table = lxml.html.fromstring(shown.html).find(".//table")
    return [[cell.text_content() for cell in row] for row in table.iter("tr")][1:]


def test_the_table_of_changes_has_both_means_and_the_change():
    assert rows_of(tables.changes(released(*change("heard")))) == [
        ["I was heard (lower is better)", "3.0", "3.5", "+0.5", "+0.1…+1.1", "41"]
    ]


def test_each_size_of_a_change_stands_under_its_name_with_its_definition():
    shown = tables.change_tests(released(*change(p=0.004)))
    assert rows_of(shown) == [[ITEM, "0.4", "0.1–0.7", "0.4", "0.1–0.7", "<\u00a00.01", "<\u00a00.01"]]
    assert "d_av: the mean change in the average standard deviation" in shown.text
    assert "persons without a change left out before ranking" in shown.text


def test_there_is_no_table_of_tests_where_all_are_withheld():
    assert tables.change_tests(released(*change(status="withheld"))).html == ""


def agreed(first, last, change, **more):
    row = {"indicator": "worker_gender", "breakdown": "agreeing", "n": 41, **more}
    return [
        {**row, "wave": "baseline", "statistic": "agreeing", "value": first},
        {**row, "wave": "follow_up", "statistic": "agreeing", "value": last},
        {**row, "statistic": "change_of_agreeing", "value": change, "low": -0.4, "high": 0.03},
    ]


def test_those_who_agree_are_told_before_and_after():
    found = released(*agreed(0.59, 0.39, -0.2))
    assert narrative.agreeing(found).text.startswith(f"“{ITEM}”: 59% agreed at the start and 39% at the end (n = 41).")
    assert rows_of(tables.agreeing(found)) == [[ITEM, "59%", "39%", "−20", "−40…+3", "41"]]


def test_a_hidden_share_hides_its_change():
    rows = [{**row, "status": "withheld"} if row.get("wave") != "follow_up" else row for row in agreed(0.05, 0.39, 0.3)]
    assert rows_of(tables.agreeing(released(*rows))) == [[ITEM, "••", "39%", "••", "••", "41"]]
    assert "39" not in narrative.agreeing(released(*rows)).text


# --- classes


def classes(status="shown", rule="one_step", improved_status="shown"):
    row = {"indicator": "worker_gender", "breakdown": rule, "n": 41}
    parts = {"share_improved": 0.54, "share_unchanged": 0.2, "share_worsened": 0.27}
    told = [{**row, "statistic": name, "value": value, "status": status} for name, value in parts.items()]
    alone = {**row, "breakdown": f"improved_by_{rule}", "statistic": "improved", "value": 0.54}
    return [*told, {**alone, "status": improved_status}]


def test_how_many_changed_is_told_with_what_is_called_a_change():
    told = narrative.change_classes(released(*classes())).text
    assert told.startswith("A person has changed whose answer at the end is higher or lower by at least one step")
    assert "54% changed for the better, 20% did not change, and 27% changed for the worse (n = 41)" in told
    by_error = narrative.change_classes(released(*classes(rule="reliable_change"))).text
    assert by_error.startswith("Where the reliability of a score is known")
    assert "step of the scale" not in by_error


def test_where_classes_are_withheld_the_share_that_improved_stands_alone():
    found = released(*classes("withheld"))
    assert f"“{ITEM}”: 54% changed for the better (n = 41)." in narrative.change_classes(found).text
    drawn = figures.change_classes(found)
    assert cells(drawn) == [[ITEM, "54%", "••", "••", "41"]]
    assert {word for word in words_of(drawn) if word.endswith("%")} == {"0%", "25%", "50%", "54%", "75%", "100%"}


def test_shares_of_fewer_than_twenty_are_explained_once():
    assert narrative.change_classes(empty()).text.startswith("Shares are told only where at least twenty persons")
    assert narrative.agreeing(empty()).text == ""
    assert figures.change_classes(empty()).html == ""


# --- figures


def test_both_means_stand_on_their_outer_sides_of_a_line_that_is_no_interval():
    part = figures.levels(released(*CHANGED))
    assert cells(part) == [[ITEM, "3.0", "3.5", "41"], ["I was heard (lower is better)", "3.5", "3.0", "41"]]
    assert not page(part).xpath("p[@class='arvio-note']")


def test_scores_of_different_scales_share_one_from_end_to_end():
    rows = [*changed("worker_gender", 3.0, 3.5), *changed("percent", 50, 60, 2, 18)]
    assert {"lowest", "highest"} <= set(words_of(figures.levels(released(*rows))))
    drawn = words_of(figures.changes(released(*rows)))
    assert "No change" in drawn
    assert "0.0" not in drawn


def test_without_an_interval_there_is_no_figure_of_changes():
    nan = float("nan")
    assert figures.changes(released(*changed("worker_gender", 3.0, 3.5, nan, nan))).html == ""


def subgroup(group, value, low, high, **more):
    row = {"indicator": "worker_gender", "breakdown": "subgroup", "group": group, "statistic": "mean_change"}
    return {**row, "value": value, "low": low, "high": high, "n": 12, **more}


def test_subgroups_stand_under_their_score_beside_the_total():
    parts = [subgroup("immigrant", -0.3, -1.5, 0.9), subgroup("unemployed", 0.8, 0.2, 1.4)]
    found = released(subgroup("all", 0.5, 0.1, 0.9), *parts)
    words = words_of(figures.subgroups(found))
    assert words.index(ITEM) < words.index("All (n\u00a0=\u00a012)") < words.index("Immigrants (n\u00a0=\u00a012)")
    assert "The intervals of all subgroups overlap" in narrative.subgroups(found).text


def test_subgroups_that_stand_apart_are_a_reason_to_ask():
    found = released(subgroup("all", 0.5, 0.1, 0.9), subgroup("a", -1, -1.5, -0.5), subgroup("b", 0.8, 0.2, 1.4))
    assert narrative.subgroups(found).text == (
        f"The intervals of some subgroups do not meet in: “{ITEM}”.\nThe subgroups are small and were not tested: a"
        " difference between them is a reason to ask, and not a result."
    )


def test_small_subgroups_are_told_in_words_only():
    found = released(subgroup("all", 0.5, 0.1, 0.9), subgroup("a", 1, 0, 2, status="withheld"))
    assert figures.subgroups(found).html == ""
    assert narrative.subgroups(found).text == "The subgroups are not shown, since at least one of them is small."


# --- then-tests, and what must be said


def test_a_then_test_says_so_in_every_part():
    found = released(*change(breakdown="then_test"), family_of(1, breakdown="then_test"), language="fi")
    assert narrative.changes(found).text.startswith("Luvut ovat jälkikäteisarvioita")
    for shown in (tables.changes(found), tables.change_tests(found), figures.levels(found), figures.changes(found)):
        assert "(jälkikäteisarvio)" in shown.text.splitlines()[0]
    together = released(count("persons", 30, breakdown="then_test", n=30))
    assert narrative.flow(together).text.startswith("30 persons judged both the time before and the present")
    assert figures.flow(together).html == ""


@pytest.fixture(scope="module")
def instruments():
    return open_project(ROOT).instruments


def said(instruments, *names, scores=(), language="en", **choices):
    chosen = [instruments[name] for name in names]
    return narrative.cautions(context(language), chosen, choices=Change(**choices), scores=scores).text


def test_the_warning_of_an_instrument_is_printed(instruments):
    assert "Kykyviisarin osallisuuspisteet" in said(instruments, "kykyviisari", language="fi")
    assert "Kykyviisari" not in said(instruments, "everyday_life", language="fi")


def test_coming_nearer_to_the_average_is_told_where_persons_come_for_doing_badly(instruments):
    assert "tend to come nearer to the average by themselves" in said(instruments, "everyday_life")
    assert said(instruments, "everyday_life", selection="otherwise") == ""


def test_a_then_test_and_a_window_are_explained(instruments):
    assert "tends to show more change" in said(instruments, "everyday_life", design="then_test")
    assert "more than 365 days after the first" in said(instruments, "everyday_life", window_days=365)


def test_figures_that_nobody_has_verified_are_named(instruments):
    told = said(instruments, "ucla_3", scores={"ucla_3"})
    assert re.search(r"Nobody has held these yet against the source .*: .*reliability", told)
    assert "Nobody has held" not in said(instruments, "everyday_life", scores={"belonging"})


def test_the_limits_begin_with_the_missing_comparison_group():
    told = narrative.change_limits(released(*change(), language="fi")).text
    assert told.startswith("Vertailuryhmää ei ole, joten muutosta ei voi päätellä palvelun aikaansaamaksi")


# --- headings


@pytest.mark.parametrize(
    ("found", "heading"),
    [
        (change(), f"The mean of “{ITEM}” rose (+0.5)"),
        (change(low=-1.1, high=-0.1, first=3.5, last=3.0), f"The mean of “{ITEM}” fell (\u22120.5)"),
        ([*change(), *change("heard")], "2 of 2 means changed by more than chance explains"),
        ([*change(), *change("heard", low=-0.1)], f"The mean of “{ITEM}” rose (+0.5)"),
        (change(low=-0.1), "Mean change and its interval"),
        (change(p=0.05), "Mean change and its interval"),
        (change(breakdown="then_test"), f"The mean of “{ITEM}” rose (+0.5) (then-test)"),
    ],
)
def test_the_heading_of_changes_says_what_is_beyond_chance(found, heading):
    assert page(figures.changes(released(*found))).xpath("string(//h3)") == heading
