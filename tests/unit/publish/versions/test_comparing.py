from dataclasses import replace

import pytest

from arvio.params import Run
from arvio.publish.versions.comparing import difference, figures, without_inputs
from arvio.publish.versions.meaning import Meaning
from arvio.publish.versions.telling import fact_in_words, lines_of, plain

RUN = Run("talo", "2025", "feedback", "funder", "fi")
WORDS = {"sentences": ("Trust is high.", "All answered."), "commentary": {"feedback": "Good."}, "methods": ("A mean.",)}


def fact(value=4.5, status="shown", **more):
    none = dict.fromkeys(("low", "high", "n"))
    key = {"indicator": "trust", "breakdown": "", "group": "all", "wave": "", "statistic": "mean"}
    return {**key, "value": value, **none, "basis": "sample", "status": status, **more}


def meaning(*facts, **more):
    return Meaning(RUN, "draft", "2026-03-02T10:00:00+00:00", facts, **{**WORDS, **more})


def test_a_version_means_the_same_as_itself():
    found = difference(meaning(fact()), meaning(fact()))
    assert found.is_empty
    assert list(lines_of(found)) == ["They mean the same."]


def test_each_figure_is_changed_new_gone_told_or_withheld():
    before = [fact(), fact(statistic="n"), fact(None, "withheld", group="men"), fact(group="women")]
    now = [fact(3.5), fact(statistic="share"), fact(4.0, group="men"), fact(None, "withheld", group="women")]
    kinds = {(one.key[2], one.key[4]): one.kind for one in figures(before, now)}
    assert kinds == {
        ("all", "mean"): "changed",
        ("all", "share"): "new",
        ("men", "mean"): "told",
        ("women", "mean"): "withheld",
        ("all", "n"): "gone",
    }


def test_a_figure_told_twice_is_held_against_its_like():
    rough, exact = fact(n=30), fact(n=31)
    assert figures([rough, exact], [exact, rough]) == []
    (changed,) = figures([rough, exact], [rough, fact(n=32)])
    assert (changed.before["n"], changed.now["n"]) == (31, 32)


@pytest.mark.parametrize("wave", ["", "-1"])
def test_waves_of_another_period_are_held_against_their_like(wave):
    other = replace(meaning(fact(wave=f"2024{wave}")), run=replace(RUN, period="2024"))
    assert difference(other, meaning(fact(wave=f"2025{wave}"))).figures == ()
    assert difference(meaning(fact(wave="2024")), meaning(fact(wave="2025"))).figures != ()


def test_words_stand_beside_what_stood_in_their_place():
    now = meaning(fact(), sentences=("Trust is low.", "All answered.", "A third."), commentary={"lessons": "More."})
    found = difference(meaning(fact()), now)
    assert [(one.before, one.now) for one in found.sentences] == [("Trust is high.", "Trust is low."), ("", "A third.")]
    assert [one.about for one in found.commentary] == ["feedback", "lessons"]
    assert "  was: Trust is high. | is: Trust is low." in list(lines_of(found))


def test_verdicts_are_told_apart_from_figures_and_in_words():
    before, now = fact(1.0, statistic="verdict", n=20), fact(0.0, statistic="verdict", n=20)
    found = difference(meaning(before), meaning(now))
    assert (found.figures, len(found.claims)) == ((), 1)
    assert [fact_in_words(before), fact_in_words(now)] == ["supported, n 20", "not supported, n 20"]


def test_files_and_programs_are_left_out_where_they_say_nothing():
    before, now = meaning(inputs={"a.csv": "1" * 64}), meaning(inputs={"a.csv": "2" * 64}, tools={"numpy": "2"})
    found = difference(before, now)
    assert [one.about for one in (*found.inputs, *found.tools)] == ["a.csv", "numpy"]
    assert without_inputs(found).is_empty
    assert plain(found)["inputs"] == [{"about": "a.csv", "before": "1" * 64, "now": "2" * 64}]
