import re

import pytest

from arvio.presentation import narrative

from .released import empty, mean, released


def difference(low, high, **more):
    row = {"indicator": "heard", "breakdown": "difference_from_participants", "group": "stakeholders"}
    return {**row, "statistic": "difference", "value": (low + high) / 2, "low": low, "high": high, "n": 30, **more}


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (-0.2, 0.3, "on the same level"),
        (-0.2, 0.4, "cannot be told whether the level is the same"),
        (0.1, 0.5, "differs from the participants"),
        (-0.6, -0.1, "differs from the participants"),
        (float("nan"), float("nan"), "with so few answers"),
    ],
)
def test_the_words_for_a_difference_follow_from_its_interval(low, high, words):
    found = released(difference(low, high, value=0.1))
    assert words in narrative.differences(found, margin=0.3).text


def test_only_a_clear_interval_makes_an_item_matter_most():
    near = released(mean(value=4.5), mean(indicator="heard", value=4.4))
    clear = released(mean(value=4.5), mean(indicator="heard", value=4.0))
    assert "their order is not certain" in narrative.ranking(near).text
    assert "matters most" in narrative.ranking(clear).text


@pytest.mark.parametrize(
    ("last", "words"), [(4.9, "rose from 4.5"), (4.1, "fell from 4.5"), (4.6, "no change can be told")]
)
def test_a_trend_is_a_change_only_when_the_intervals_are_apart(last, words):
    found = released(mean(wave="2024-1"), mean(wave="2025-1", value=last))
    assert words in narrative.trend(found).text


def test_a_trend_without_intervals_is_no_change():
    unknown = {"low": float("nan"), "high": float("nan")}
    found = released(mean(wave="2024-1", **unknown), mean(wave="2025-1", value=3.0, **unknown))
    assert "no change can be told" in narrative.trend(found).text


def test_no_causal_word_is_used_in_either_language():
    found = {
        language: released(mean(wave="2024-1"), mean(wave="2025-1"), language=language) for language in ("fi", "en")
    }
    assert not re.search(r"vaikut", narrative.trend(found["fi"]).text, re.IGNORECASE)
    assert not re.search(r"effect|impact", narrative.trend(found["en"]).text, re.IGNORECASE)


def reach(persons, visits, **more):
    row = {"indicator": "reach", "breakdown": "county", "n": persons, **more}
    return [{**row, "statistic": "persons", "value": persons}, {**row, "statistic": "visits", "value": visits}]


@pytest.mark.parametrize(
    ("persons", "text"),
    [
        (1, "Ryhmät tavoittivat yhden henkilön, jolle kertyi käyntikertoja 7 (kerätty tieto)."),
        (112, "Ryhmät tavoittivat 112 eri henkilöä, ja käyntikertoja kertyi 7 (kerätty tieto)."),
    ],
)
def test_finnish_counts_one_person_otherwise_than_many(persons, text):
    assert narrative.reach(released(*reach(persons, 7), language="fi")).text.startswith(text)


def test_persons_and_visits_are_told_together_or_not_at_all():
    rows = reach(4, 90, status="withheld", group="kymenlaakso")
    shown = narrative.reach(released(*reach(50, 300), *rows))
    assert "Kymenlaakso: the figures are withheld" in shown.text
    assert "90" not in shown.text


@pytest.mark.parametrize(("persons", "words"), [(100, "is reached"), (99, "is not reached")])
def test_the_target_is_reached_when_it_is_met(persons, words):
    row = {"indicator": "cumulative_reach", "breakdown": "cumulative", "wave": "2023-H2", "statistic": "persons"}
    found = released({**row, "value": persons, "n": persons})
    assert words in narrative.cumulative_reach(found, target=100).text


def test_a_small_number_of_volunteers_is_not_told():
    row = {"indicator": "volunteers", "breakdown": "source", "group": "from_groups", "statistic": "persons", "value": 3}
    shown = narrative.volunteers(released({**row, "status": "withheld"}, language="fi"))
    assert shown.text == "Ryhmistä löytyneet: vapaaehtoisten määrää ei näytetä, koska se on pieni."


def test_every_number_of_a_sentence_is_among_its_numbers():
    shown = narrative.reach(released(*reach(112, 1743), language="fi"), minimum_age=60)
    stated = set(re.findall(r"\d[\d\u00a0]*\d|\d", shown.text))
    assert stated <= set(shown.numbers)


@pytest.mark.parametrize(
    "sentence", [narrative.response, narrative.feedback, narrative.trend, narrative.reach, narrative.claims]
)
def test_what_was_not_collected_is_said_in_one_sentence(sentence):
    assert sentence(empty()).text == "This was not collected in the period."


def test_hostile_words_are_shown_as_text():
    shown = narrative.feedback(released(mean(), worker_gender="<b>%(x)s {y}</b>"))
    assert "&lt;b&gt;%(x)s {y}&lt;/b&gt;" in shown.html
