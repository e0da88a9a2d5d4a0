import datetime as dt

import pytest

from arvio.commentary.judging import Judged
from arvio.commentary.numbers import Change
from arvio.disclosure import Context
from arvio.presentation.commentary import Where, commentary, in_words


def context(language="fi"):
    labels = {"trust": "Luottamus"}
    days = dt.date(2025, 1, 1), dt.date(2025, 12, 31)
    return Context("talo", "Talo ry", "2025", *days, language, "internal", labels)


def judged(words="Miehet *puhuvat* <b>nyt</b>.", state="written"):
    return Judged("feedback", state, words)


def fact(value=4.2, n=20, low=None, high=None, **more):
    keys = {"indicator": "trust", "breakdown": "", "group": "participants", "wave": "", "statistic": "mean"}
    return {**keys, "value": value, "low": low, "high": high, "n": n, "basis": "collected", "status": "shown", **more}


def test_shows_the_words_of_a_section_and_whose_they_are():
    shown = commentary(judged(), context())
    assert shown.text == "Arvioijan kommentti\nMiehet *puhuvat* <b>nyt</b>."
    assert "<em>puhuvat</em>" in shown.html


def test_html_of_the_evaluator_is_shown_as_text():
    assert "&lt;b&gt;nyt&lt;/b&gt;" in commentary(judged(), context()).html


@pytest.mark.parametrize(("words", "state"), [("", "optional"), ("-", "nothing_to_say")])
def test_nothing_stands_where_nothing_is_to_be_said(words, state):
    assert commentary(judged(words, state), context()).html == ""


def test_a_missing_comment_is_told_with_its_place_to_who_may_write_it():
    where = Where("params/commentary/talo/2025.fi.md")
    assert commentary(judged("", "missing"), context(), where=where).text == (
        "Tästä puuttuu arvioijan kommentti.\n"
        "Se kirjoitetaan tiedostoon params/commentary/talo/2025.fi.md otsikon ## feedback alle."
    )
    assert commentary(judged("", "missing"), context()).text == "Tästä puuttuu arvioijan kommentti."


def test_words_about_other_figures_stand_below_what_has_changed():
    changed = in_words([Change(fact(4.2), fact(4.5))], context())
    assert changed == ["Luottamus · Osallistujat · Keskiarvo: 4,2 → 4,5"]
    shown = commentary(judged(state="stale"), context(), changed=changed)
    assert shown.text.startswith("Luvut ovat muuttuneet sen jälkeen, kun tämä kommentti kirjoitettiin:\n- Luottamus")
    assert shown.text.endswith("Miehet *puhuvat* <b>nyt</b>.")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Change(fact(n=20), fact(n=21)), "n = 20 → n = 21"),
        (Change(fact(low=4.0, high=4.4), fact(low=4.0, high=4.5)), "4,0–4,4 → 4,0–4,5"),
        (Change(fact(), fact(value=None, n=None, status="withheld")), "4,2 → ••"),
        (Change(None, fact()), "4,2 on uusi"),
        (Change(fact(), None), "4,2, jota ei enää kerrota"),
    ],
)
def test_a_change_is_told_by_what_differs(change, told):
    assert in_words([change], context()) == [f"Luottamus · Osallistujat · Keskiarvo: {told}"]


def test_many_changes_are_counted():
    changed = [f"change {number}" for number in range(15)]
    text = commentary(judged(state="stale"), context("en"), changed=changed).text
    assert "- change 11\n- and 3 more\n" in text


def test_old_words_whose_figures_nobody_knows_are_told_without_them():
    text = commentary(judged(state="stale"), context("en")).text
    assert text.startswith("The figures have changed since this comment was written.\n")


def test_the_evaluator_is_led_to_her_file():
    shown = commentary(judged(), context(), where=Where("params/commentary/a/2025.fi.md", "../a.md"))
    assert shown.html.endswith('<p><a href="../a.md">params/commentary/a/2025.fi.md</a></p>')
