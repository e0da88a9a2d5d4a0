"""What every command says of itself, and what it says of wrong use, in each language."""

import re
import string

import click
import pytest
from click.testing import CliRunner

from arvio.cli import arvio
from arvio.commands import OF_CLICK
from arvio.saying import LANGUAGES
from arvio.translations import EVALUATOR, catalogue

from ..end_to_end.languages import words

OTHERS = [language for language in LANGUAGES if language != "en"]
COMMANDS = sorted(arvio.commands)


@pytest.fixture
def said(monkeypatch):
    """What the command answers in a language, and its exit code."""

    def called(language, *arguments):
        monkeypatch.setenv("ARVIO_LANGUAGE", language)
        ended = CliRunner().invoke(arvio, [*arguments], prog_name="arvio", terminal_width=1000)
        return ended.output, ended.exit_code

    return called


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("arguments", [(), *((command,) for command in COMMANDS)])
def test_the_help_of_every_command_is_in_the_evaluators_language(said, language, arguments):
    english, _ = said("en", *arguments, "--help")
    translated, code = said(language, *arguments, "--help")
    assert code == 0
    assert words([re.sub(r"--[a-z-]+", "", translated)], "en") == []  # options have one name in every language
    kept = {line.strip() for line in english.splitlines()} & {line.strip() for line in translated.splitlines()}
    assert {line for line in kept if not line.startswith("--reader [")} == {""}


@pytest.mark.parametrize("language", OTHERS)
def test_everything_that_commands_say_of_themselves_is_translated(language):
    known = {message.id for message in catalogue(language, EVALUATOR)}
    helps = [text for command in (arvio, *arvio.commands.values()) for text in command.help.split("\n\n")]
    helps += [
        param.help for command in arvio.commands.values() for param in command.params if getattr(param, "help", None)
    ]
    assert [text for text in helps if " ".join(text.split()) not in known] == []
    assert len(helps) > 40


@pytest.mark.parametrize(
    ("arguments", "finnish"),
    [
        (("rum",), "Virhe: Komentoa 'rum' ei ole. Tarkoititko 'run'?"),
        (("run", "--forcee"), "Virhe: Valitsinta '--forcee' ei ole. Tarkoititko '--force'?"),
        (("run", "--jobs", "none"), "Virhe: Virheellinen arvo, '--jobs': 'none' ei ole kokonaisluku."),
        (("run", "--jobs", "100"), "Virhe: Virheellinen arvo, '--jobs': 100 ei ole välillä 1<=x<=64."),
        (("run", "--period"), "Virhe: Valitsin '--period' tarvitsee arvon."),
        (("run", "--force=1"), "Virhe: Valitsimelle '--force' ei anneta arvoa."),
        (
            ("audit", "--reader", "x"),
            "Virhe: Virheellinen arvo, '--reader': 'x' ei ole mikään näistä: 'public', 'funder', 'internal'.",
        ),
        (("inspect", "gone.csv"), "Virhe: Virheellinen arvo, 'FILE': Tiedostoa 'gone.csv' ei ole."),
        (("inspect", "."), "Virhe: Virheellinen arvo, 'FILE': '.' on kansio eikä tiedosto."),
        (("verify",), "Virhe: Puuttuva argumentti 'REPORT…'."),
        (("export", "a"), "Virhe: Puuttuva valitsin '--period'."),
        (("facts", "a", "b"), "Virhe: Ylimääräinen argumentti (b)"),
        (("facts", "a", "b", "c"), "Virhe: Ylimääräisiä argumentteja (b c)"),
    ],
)
def test_wrong_use_is_told_in_the_evaluators_language(said, arguments, finnish):
    output, code = said("fi", *arguments)
    assert output.splitlines()[-1] == finnish
    assert code == 2
    english, code = said("en", *arguments)
    assert english.splitlines()[-1].startswith("Error: ")
    assert code == 2


def test_a_language_that_there_is_not_is_told_and_nothing_is_done(said, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "sv")
    for arguments in (("--help",), ("list",)):
        output, code = said("xx", *arguments)
        assert code == 2
        assert output == "Fel: ARVIO_LANGUAGE ber om språket 'xx', som inte finns; språken är: fi, sv, en\n"


def test_click_says_what_it_said_before_when_a_command_has_ended(said):
    said("fi", "rum")
    assert click.exceptions._("Error: {message}") == "Error: {message}"


@pytest.mark.parametrize("language", OTHERS)
def test_what_click_fills_in_has_its_place_in_the_translation(language):
    def places(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    ours = {str(phrase) for phrase in OF_CLICK}
    for message in catalogue(language, EVALUATOR):
        one = message.id[0] if isinstance(message.id, tuple) else message.id
        if one in ours:
            forms = zip(message.id, message.string, strict=True) if one != message.id else [(one, message.string)]
            for english, translated in forms:
                assert places(translated) <= places(english)
                assert places(english) - places(translated) <= {"name", "number_type"}
