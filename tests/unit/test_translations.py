import ast
import re
from pathlib import Path

import pytest

from arvio.translations import LANGUAGES, catalogue, missing, words
from arvio.translations.extract import KEYWORDS, PACKAGE, messages_of_notebook, template

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
TRANSLATED = [language for language in LANGUAGES if language != "en"]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language):
    assert missing(language) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_has_just_the_messages_of_the_sources(language):
    in_sources = {message.id for message in template(NOTEBOOKS) if message.id}
    in_catalogue = {message.id for message in catalogue(language) if message.id}
    assert in_catalogue == in_sources, "run: make translations"


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_fill_in_the_same_names(language):
    problems = [problem for message in catalogue(language) for problem in message.check()]
    assert problems == []


def test_finnish_has_its_own_form_for_one():
    ngettext = words("fi").ngettext
    forms = ("%(model)s: one group.", "%(model)s: %(groups)s groups.")
    assert ngettext(*forms, 1) == "%(model)s: yksi ryhmä."
    assert ngettext(*forms, 2) == "%(model)s: %(groups)s ryhmää."


def test_what_the_evaluator_writes_herself_stays_as_written():
    assert words("fi").gettext("Omat havaintoni") == "Omat havaintoni"


def test_every_heading_and_paragraph_of_a_notebook_is_a_message():
    found = list(messages_of_notebook(NOTEBOOKS / "feedback.ipynb"))
    assert found[0] == "Feedback by respondent group"
    assert len(found) > 8


def test_no_message_hides_in_an_f_string():
    # Babel's extractor sees an f-string as one token: a message inside it would stay English for ever.
    hidden = [
        f"{path.name}: line {inner.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for outer in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(outer, ast.JoinedStr)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Call) and getattr(inner.func, "id", "") in KEYWORDS
    ]
    assert hidden == []


def test_finnish_keeps_a_percent_sign_with_its_number():
    strings = [
        form
        for message in catalogue("fi")
        for form in (message.string if isinstance(message.string, tuple) else [message.string])
    ]
    assert [string for string in strings if re.search(r"\d %", string)] == []
