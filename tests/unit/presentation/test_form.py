"""Sentences for the funder's form: each number with its basis, nothing withheld, nothing that a form does not take."""

from dataclasses import replace

from arvio.disclosure import Released
from arvio.presentation import narrative

from .released import empty, mean, released
from .test_annual import BOTH_YEARS, count, goal


def sentences(shown):
    return [part.removesuffix("</p>") for part in shown.html.partition(">")[2].removesuffix("</div>").split("<p>")[1:]]


def test_persons_and_visits_stand_in_one_sentence_and_changes_after_them():
    shown = narrative.form_activity(released(*BOTH_YEARS))
    first, second, _ = sentences(shown)
    assert first == "Different persons who came to groups: 50 (collected), and visits by them: 390 (collected)."
    assert second.endswith("+25% (collected; confidence interval +5…+49%).")
    assert (shown.kind, shown.finding) == ("form_text", "")
    assert 'data-topic="activity"' in shown.html


def test_visits_are_not_told_without_persons():
    shown = narrative.form_activity(released(count("persons", 4, status="withheld"), count("visits", 90)))
    assert sentences(shown) == ["The number of persons and visits was not collected."]


def test_a_rounded_number_says_so():
    shown = narrative.form_activity(released(count("persons", 40, area="family_activity", status="rounded")))
    assert sentences(shown) == ["Families as clients: 40 (collected, rounded)."]


def test_a_goal_that_cannot_be_judged_is_left_out():
    told = narrative.form_goals(released(*goal(), reach_many="Reach 100"))
    assert sentences(told) == ["The goal “Reach 100” was reached by the end of the period: 112 (collected)."]
    untold = narrative.form_goals(released(*goal(status="withheld")))
    assert sentences(untold) == ["There were no goals whose figures can be told."]


def test_the_four_sources_in_their_order_and_those_of_whom_nothing_can_be_told():
    shown = narrative.form_benefit(empty(), released(mean("workers", status="withheld"), mean()))
    highest, few, absent = sentences(shown)
    assert highest.endswith("has the highest mean on its scale, 4.5 (collected, n\u00a0=\u00a050).")
    assert few == "Too few answered to be told of: workers."
    assert absent == "Feedback was not collected from: stakeholders, volunteers."


def test_the_evaluators_sentences_with_numbers_or_links_are_left_out():
    written = "We **listened** more.\n\nWe met 30 men. See https://example.org for more. Next year we ask\nagain."
    shown = narrative.form_lessons(empty(), written)
    assert sentences(shown) == ["We listened more.", "Next year we ask again."]


def test_other_audiences_get_nothing():
    given = released(*BOTH_YEARS)
    internal = Released(given.table, replace(given.context, audience="internal"))
    assert narrative.form_activity(internal).html == ""


def test_every_topic_says_in_words_that_nothing_was_collected():
    nothing = empty("fi")
    shown = [
        narrative.form_activity(nothing),
        narrative.form_goals(nothing),
        narrative.form_reached(nothing, nothing),
        narrative.form_benefit(nothing, nothing),
        narrative.form_partners(nothing),
        narrative.form_volunteers(nothing),
        narrative.form_communication(nothing),
        narrative.form_lessons(nothing, ""),
    ]
    assert all(len(sentences(each)) == 1 for each in shown)
