from dataclasses import replace

import pytest

from arvio.errors import Problem, ProtectionError
from arvio.publish.making.error_page import error_page
from arvio.publish.making.failures import Failure, failure_of
from arvio.saying import say
from arvio.translations import LANGUAGES

from ....end_to_end.languages import COMMON_WORDS, shown, words


@pytest.mark.parametrize("state", ["failed", "refused"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_the_words_of_its_language_only(edition, language, state):
    failure = Failure(state, "answers.csv: row 4: 7", cell=3, line="evaluation.release(found)")
    page = error_page(replace(edition, run=replace(edition.run, language=language)), failure)
    assert f'<html lang="{language}"' in page
    assert {name for name in COMMON_WORDS if words(shown(page), name)} == {language}


def test_what_the_page_quotes_stays_as_it_is(edition):
    page = error_page(replace(edition, run=replace(edition.run, language="sv")), Failure("failed", "row 4: <out>"))
    assert "row 4: &lt;out&gt;" in page
    assert "--language sv" in page


def test_the_frame_is_in_the_language_of_the_report_and_the_reason_in_the_evaluators(edition, monkeypatch):
    failure = failure_of(ProtectionError(Problem("plain.en.html", say("is the page of another run"))), 60)
    monkeypatch.setenv("ARVIO_LANGUAGE", "fi")
    page = error_page(replace(edition, run=replace(edition.run, language="sv")), failure)
    assert '<html lang="sv"' in page
    assert '<pre class="message" lang="fi">plain.en.html: on toisen ajon sivu' in page


def test_what_python_says_is_marked_as_english(edition, monkeypatch):
    monkeypatch.setenv("ARVIO_LANGUAGE", "fi")
    page = error_page(edition, failure_of(ZeroDivisionError("division by zero"), 60))
    assert '<pre class="message" lang="en">ZeroDivisionError: division by zero</pre>' in page
