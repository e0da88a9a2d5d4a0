import ast
import re
import shutil
from pathlib import Path

import pytest

from arvio import translations
from arvio.params.models import Text
from arvio.translations import EVALUATOR, FOLDER, LANGUAGES, REPORTS, catalogue, missing, words
from arvio.translations.extract import (
    COMMANDS,
    KEYWORDS,
    PACKAGE,
    messages_of_commands,
    messages_of_notebook,
    template,
)

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
TRANSLATED = [language for language in LANGUAGES if language != "en"]
CATALOGUES = [(language, name) for language in TRANSLATED for name in (REPORTS, EVALUATOR)]
ERRORS = ("Problem", "Finding", "UsageError", "ParamsError", "SourceError", "DataError", "ProtectionError", "RunError")
TOLD = (
    *("sources", "partitions", "publish", "evaluation", "claimed", "doctor", "cli"),
    *("turns.py", "observed.py", "commands.py"),
)
"""Where no sentence may stand that is not a message, be it in an error or not."""
NOT_TOLD = (
    *("publish/cluster/errand.py", "publish/cluster/station.py"),
    *(f"publish/running/{name}.py" for name in ("capture", "children", "inside", "warming")),
    "publish/freshness/inputs.py",
    "sources/containers/database_errors.py",
    *(f"sources/personal/{name}.py" for name in ("headers", "identifiers")),
)
"""What processes write into logs or quote to one another, a mark that stands in manifests, and patterns of words."""
TRANSLATING = {"say", "say_count", "gettext", "ngettext", "later", "_gettext"}
SENTENCE = re.compile(r"\b(?:the|is|are|was|not|that|which|has|it|of|and|be)\b.* \w+ \w+|\w+ \w+.* \b(?:not|of|is)\b")
NAMES = re.compile(r"%\(\w+\)s")


def names_in(text):
    return set(NAMES.findall(text))


def forms(message):
    """The English sentence and the translation, form by form: one, then many, where the two are told apart."""
    several = isinstance(message.id, tuple)
    return list(zip(message.id, message.string, strict=True)) if several else [(message.id, message.string)]


def differing(language, name=REPORTS):
    """The messages whose translation does not fill in the same names as the sentence it is of."""
    return [
        english
        for message in catalogue(language, name)
        if message.id
        for english, translated in forms(message)
        if names_in(english) != names_in(translated)
    ]


@pytest.fixture
def damaged(tmp_path, monkeypatch):
    """Changes something in a copy of a catalogue, which is read from then on."""

    def damage(language, old, new):
        shutil.copytree(FOLDER / language, tmp_path / language)
        monkeypatch.setattr(translations, "FOLDER", tmp_path)
        path = translations.path_of(language)
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    return damage


def test_the_languages_are_those_that_params_may_name():
    assert set(LANGUAGES) == set(Text.model_fields)


@pytest.mark.parametrize(("language", "name"), CATALOGUES)
def test_every_message_is_translated(language, name):
    assert missing(language, name) == []


@pytest.mark.parametrize(("language", "name"), CATALOGUES)
def test_the_catalogue_has_just_the_messages_of_the_sources(language, name):
    in_sources = {message.id for message in template(NOTEBOOKS, name) if message.id}
    in_catalogue = {message.id for message in catalogue(language, name) if message.id}
    assert in_catalogue == in_sources, "run: make translations"


@pytest.mark.parametrize(("language", "name"), CATALOGUES)
def test_translations_fill_in_the_same_names(language, name):
    problems = [problem for message in catalogue(language, name) for problem in message.check()]
    assert problems == []
    assert differing(language, name) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_message_without_its_translation_is_found(language, damaged):
    damaged(language, f'msgstr "{words(language).gettext("Annual report")}"', 'msgstr ""')
    assert missing(language) == ["Annual report"]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_guessed_translation_is_found(language, damaged):
    damaged(language, 'msgid "Annual report"', '#, fuzzy\nmsgid "Annual report"')
    assert missing(language) == ["Annual report"]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_that_fills_in_another_name_is_found(language, damaged):
    translated = words(language).gettext("about %(count)s")
    damaged(language, f'msgstr "{translated}"', f'msgstr "{translated.replace("count", "counts")}"')
    assert differing(language) == ["about %(count)s"]


def test_swedish_has_its_own_form_for_one():
    ngettext = words("sv").ngettext
    forms = ("%(model)s: one group.", "%(model)s: %(groups)s groups.")
    assert ngettext(*forms, 1) == "%(model)s: en grupp."
    assert ngettext(*forms, 2) == "%(model)s: %(groups)s grupper."


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
        if isinstance(inner, ast.Call)
        and getattr(inner.func, "id", "") in {name for one in KEYWORDS.values() for name in one}
    ]
    assert hidden == []


def test_what_an_error_says_is_a_message():
    # A sentence that is no message would be told in English to everybody.
    plain = [
        f"{path.relative_to(PACKAGE)}: line {text.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ERRORS
        for text in [*call.args, *(keyword.value for keyword in call.keywords)]
        for part in (text.values if isinstance(text, ast.JoinedStr) else [text])
        if isinstance(part, ast.Constant) and re.search(r"[a-z] | [a-z]", str(part.value))
    ]
    assert plain == []


def name_of(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def sentences(tree):
    """English sentences in a module beside its docstrings, its messages and the help of commands."""
    passed = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    for one in ast.walk(tree):
        if isinstance(one, ast.Call) and name_of(one) in TRANSLATING:
            passed |= {id(inner) for inner in ast.walk(one)}
        if isinstance(one, ast.keyword) and one.arg == "help":
            passed |= {id(inner) for inner in ast.walk(one)}
    for one in ast.walk(tree):
        if id(one) not in passed and isinstance(getattr(one, "value", None), str) and SENTENCE.search(one.value):
            yield one


def test_no_sentence_hides_outside_of_messages():
    # In a constant, a dictionary or a function that an error is given, it would be told in English to everybody.
    helping = {message for message, _ in messages_of_commands(COMMANDS)}
    hidden = [
        f"{path.relative_to(PACKAGE)}: line {one.lineno}: {one.value}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).parts[0] in TOLD and path.relative_to(PACKAGE).as_posix() not in NOT_TOLD
        for one in sentences(ast.parse(path.read_text(encoding="utf-8")))
        if one.value not in helping and "select " not in one.value
    ]
    assert hidden == []


def test_a_message_is_written_where_it_is_said():
    # Babel's extractor cannot follow a name to the text that it stands for.
    elsewhere = [
        f"{path.relative_to(PACKAGE)}: line {call.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).parts[0] in TOLD
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in KEYWORDS[EVALUATOR]
        if not isinstance(call.args[0], ast.Constant)
    ]
    assert elsewhere == []


def test_no_message_hides_within_another():
    # Babel's extractor does not look into what a message is given.
    known = {one for message in catalogue("fi", EVALUATOR) for one in (message.id, message.id[:1]) if message.id}
    hidden = [
        f"{path.relative_to(PACKAGE)}: line {call.lineno}: {call.args[0].value}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in KEYWORDS[EVALUATOR]
        if isinstance(call.args[0], ast.Constant) and not {call.args[0].value, (call.args[0].value,)} & known
    ]
    assert hidden == []


@pytest.mark.parametrize(("language", "name"), CATALOGUES)
def test_a_percent_sign_stays_with_its_number_and_quotes_are_those_of_the_language(language, name):
    strings = [translated for message in catalogue(language, name) if message.id for _, translated in forms(message)]
    assert [string for string in strings if re.search(r'\d ?%|["“]', string)] == []
