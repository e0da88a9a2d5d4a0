"""One's own figures beside those of others, in figures, tables and sentences."""

import pytest

from arvio.disclosure import Released
from arvio.presentation import figures, narrative, tables
from arvio.presentation.mirror_words import compared

from .released import empty, released

NAN = float("nan")
FIGURES = (figures.mirror_means, figures.mirror_changes, figures.mirror_shares)
SENTENCES = (narrative.mirror_means, narrative.mirror_changes, narrative.mirror_shares)
TABLES = (tables.mirror, tables.mirror_statistics)


def rows(value=4.5, low=4.1, high=4.7, *, statistic="mean", drawn=(4.4, 4.6), indicator="heard", **more):
    names = {"indicator": indicator, "breakdown": "participants"}
    kind = {"mean": "drawn_mean", "mean_change": "drawn_change"}.get(statistic, "drawn_share")
    own = {**names, "group": "own", "n": 38, **more}
    others, all_ = ({**names, "group": group, "n": n} for group, n in (("others", 462), ("all", 500)))
    return [
        {**own, "statistic": statistic, "value": value, "low": value - 0.1, "high": value + 0.1},
        {**own, "statistic": kind, "value": value, "low": drawn[0], "high": drawn[1]},
        {**others, "statistic": statistic, "value": (low + high) / 2, "low": low, "high": high},
        {**all_, "statistic": "organisations", "value": 6},
        {**all_, "statistic": "i_squared", "value": 0.5},
    ]


def limits(low, high):
    own = {"indicator": "heard", "breakdown": "participants", "group": "own", "n": 38}
    return [{**own, "statistic": "limit_low", "value": low}, {**own, "statistic": "limit_high", "value": high}]


def said(*given, language="en"):
    return narrative.mirror_means(released(*given, language=language)).text


@pytest.mark.parametrize(
    ("value", "where"),
    [
        (4.8, "above the range"),
        (4.7, "in the upper part"),
        (4.4, "in the middle"),
        (4.2, "in the lower part"),
        (4.0, "below the range"),
    ],
)
def test_says_where_in_the_range_of_the_others_the_own_figure_lies(value, where):
    assert where in said(*rows(value))


def test_a_difference_is_told_only_where_chance_does_not_explain_it():
    assert "Chance may explain its difference from the mean of the others (4.4)" in said(*rows(drawn=(4.3, 4.7)))
    assert "by more than chance explains" in said(*rows(drawn=(4.5, 4.7)))
    assert "Chance may explain" in said(*rows(drawn=(NAN, NAN)))


def test_others_that_do_not_differ_have_no_range():
    text = said(*rows(4.5, 4.4, 4.4))
    assert "The others differ from one another by no more than chance, and lie around 4.4." in text
    assert "above" not in text


def test_a_share_is_held_against_the_limits_of_chance():
    share = rows(0.78, 0.7, 0.8, statistic="share_high", drawn=(0.5, 0.6))
    within = narrative.mirror_shares(released(*share, *limits(0.72, 0.83))).text
    assert "It lies within the limits of chance (72–83%)" in within
    outside = narrative.mirror_shares(released(*share, *limits(0.6, 0.7))).text
    assert "outside the limits of chance (60–70%)" in outside


def test_in_finnish_the_sentences_are_finnish():
    text = said(*rows(4.6), language="fi")
    assert "oma tulos 4,6 (n = 38) on muiden tyypillisen vaihteluvälin (4,1–4,7) yläosassa." in text.replace(
        "\u00a0", " "
    )


def test_every_number_of_a_sentence_is_released():
    shown = narrative.mirror_means(released(*rows()))
    assert set(shown.numbers) == {"4.5", "38", "4.1–4.7", "4.4"}


def test_a_finding_that_is_more_than_chance_comes_first():
    given = released(*rows(), *rows(4.9, drawn=(4.8, 5.0), indicator="worker_gender"))
    assert "Gender of the worker" in narrative.mirror_means(given).finding


def test_questions_go_to_the_others_or_from_them_by_the_good_end_of_the_scale():
    higher = narrative.learning_questions(released(*rows(4.9, drawn=(4.8, 5.0), indicator="worker_gender"))).text
    assert "what do you do that the others might like to hear of?" in higher
    lower = narrative.learning_questions(released(*rows(4.9, drawn=(4.8, 5.0)))).text  # of heard the lower end is good
    assert "what could you ask the others how they do it?" in lower
    assert "No difference stands out" in narrative.learning_questions(released(*rows())).text


@pytest.mark.parametrize("reason", ["not_own", "too_few", "dominated", "other_question", "membership"])
def test_what_is_not_compared_is_told_with_its_reason(reason):
    row = {"indicator": "heard", "breakdown": "participants", "group": reason, "statistic": "not_compared", "value": 1}
    text = narrative.not_compared(released(row)).text
    assert text.startswith("“I was heard”: ")
    assert "%%" not in text


def test_a_figure_has_one_mark_of_its_own_and_one_range_for_each_indicator():
    html = figures.mirror_means(released(*rows())).html
    assert "Means beside those of the others" in html
    assert "4.1–4.7" in html


def test_each_statistic_has_a_figure_of_its_own():
    change = released(*rows(0.3, -0.1, 0.4, statistic="mean_change", drawn=(0.2, 0.4)))
    assert figures.mirror_means(change).html == figures.mirror_shares(change).html == ""
    assert "No change" in figures.mirror_changes(change).html
    assert "I was heard (participants), change" in figures.mirror_changes(change).html


def test_tables_hold_own_and_others_and_what_the_comparison_rests_on():
    given = released(*rows())
    assert "I was heard (participants)\t4.5\t38\t4.5\t4.4\t4.1–4.7" in tables.mirror(given).text
    assert "I was heard (participants)\t6\t50%\t–\t–" in tables.mirror_statistics(given).text


@pytest.mark.parametrize("function", [*FIGURES, *SENTENCES, *TABLES, narrative.taking_part, narrative.not_compared])
@pytest.mark.parametrize("language", ["fi", "en"])
def test_nothing_compared_breaks_nothing(function, language):
    assert "None" not in function(empty(language)).text


@pytest.mark.parametrize("function", [*FIGURES, *SENTENCES, *TABLES, narrative.learning_questions])
@pytest.mark.parametrize("status", ["withheld", "coarsened"])
@pytest.mark.parametrize("place", range(5))
def test_any_row_may_be_withheld_or_coarsened(function, status, place):
    for statistic, value, ends in (("mean", 4.5, (4.1, 4.7)), ("share_high", 0.9, (0.5, 0.8))):
        given = rows(value, *ends, statistic=statistic, drawn=(0.4, 0.5))
        given[place] |= {"status": status}
        assert "nan" not in function(released(*given)).text


def test_without_a_range_the_own_figure_stands_alone():
    found = released(*rows(low=NAN, high=NAN))
    assert next(compared(found)).place is None
    assert isinstance(found, Released)


def test_a_range_whose_ends_are_alike_is_written_once():
    assert "I was heard (participants)\t4.5\t38\t4.5\t4.4\t4.4" in tables.mirror(released(*rows(4.5, 4.4, 4.4))).text
