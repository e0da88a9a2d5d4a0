"""The two languages say the same, name what exists, and quote the screen word for word."""

import re

import click
import pytest
import yaml

from arvio import errors
from arvio.cli import arvio
from arvio.params.models import Instrument, Report
from arvio.translations import EVALUATOR, REPORTS, catalogue

from ..conftest import PROJECT
from . import pages

PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")
FILLED_IN = r"(?:\d[\d.,]*(?: ?%)?|••)"
NO_BREAK_SPACE = "\u00a0"
EXIT_CODE = re.compile(r"^\| (\d+) \|", re.MULTILINE)
NOTHING_ELSE = {0, 130}
"""Exit codes that no error has: done, and interrupted."""
EACH_PAGE = [(language, name) for language in pages.LANGUAGES for name in ("index", *pages.names())]


def messages(language: str) -> set[str]:
    """Every message of reports and of commands in a language, with an ellipsis for what differs."""
    found = set()
    for name in (REPORTS, EVALUATOR):
        for message in catalogue("fi", name):
            one = message.id if language == "en" else message.string
            for form in one if isinstance(one, (list, tuple)) else [one]:
                found.add(PLACEHOLDER.sub("…", form).replace("%%", "%").replace(NO_BREAK_SPACE, " "))
    return found


@pytest.fixture(scope="module")
def said_in():
    return {language: messages(language) for language in pages.LANGUAGES}


# --- two languages


def test_every_page_is_there_in_both_languages_and_in_the_contents():
    for language in pages.LANGUAGES:
        assert {path.stem for path in (pages.HANDBOOK / language).glob("*.md")} == {"index", *pages.names()}


@pytest.mark.parametrize("name", pages.names())
def test_both_languages_show_the_same_commands(name):
    assert pages.commands("fi", name) == pages.commands("en", name)


@pytest.mark.parametrize("name", pages.names())
def test_both_languages_have_the_same_sections_and_blocks(name):
    shapes = [
        [
            re.match(r"#+", line)[0]
            for line in pages.FENCED.sub("", pages.text(language, name)).splitlines()
            if line.startswith("#")
        ]
        for language in pages.LANGUAGES
    ]
    assert shapes[0] == shapes[1]
    assert len(pages.FENCED.findall(pages.text("fi", name))) == len(pages.FENCED.findall(pages.text("en", name)))


# --- what is named exists


def _command(line: str) -> tuple[click.Command, list[str]]:
    """The command of a line and the words after its name; a group's own command for `arvio new notebook`."""
    words = line.split("arvio ", 1)[1].split()
    command = arvio.commands[words.pop(0)]
    while isinstance(command, click.Group) and words and words[0] in command.commands:
        command = command.commands[words.pop(0)]
    return command, words


@pytest.mark.parametrize(("language", "name"), EACH_PAGE)
def test_commands_and_options_that_are_named_exist(language, name):
    for line in pages.named_commands(language, name):
        command, words = _command(line)
        known = {option for one in command.params for option in one.opts}
        assert {word for word in words if word.startswith("--")} <= known, line


@pytest.mark.parametrize(("language", "name"), EACH_PAGE)
def test_words_in_italics_stand_on_the_screen(language, name, said_in):
    unknown = [words for words in pages.quoted(language, name) if words not in said_in[language]]
    assert [words for words in unknown if not _is_filled_in(words, said_in[language])] == []


def _is_filled_in(words: str, known: set[str]) -> bool:
    """Whether the words are a message with a number or a mark filled in, as in 'over 90%'."""
    shapes = [re.escape(one).replace("…", FILLED_IN) for one in known if "…" in one and re.search(r"\w{3}", one)]
    return any(re.fullmatch(shape, words) for shape in shapes)


@pytest.mark.parametrize(("language", "name"), EACH_PAGE)
def test_files_and_folders_that_are_named_exist(language, name):
    named = re.findall(
        r"`((?:data/sample|params/suite|notebooks/feedback|params/instruments/)[^`<…*]*)`", pages.text(language, name)
    )
    named += re.findall(r"data/sample/\S+", "\n".join(pages.commands(language, name)))
    assert [place for place in named if not (PROJECT / place).exists()] == []


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_examples_of_reports_are_params(language):
    for name in pages.names():
        for block in pages.blocks(language, name, "yaml"):
            for report in (yaml.safe_load(block) or {}).get("reports", []):
                Report.model_validate(report)


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_the_example_of_an_instrument_is_one(language):
    (block,) = pages.blocks(language, "instrument", "yaml")
    Instrument.model_validate(yaml.safe_load(block))


# --- errors


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_every_kind_of_error_and_every_exit_code_is_explained(language):
    kinds = {kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.ArvioError)}
    explained = pages.text(language, "errors")
    rows = {
        int(row[1]): row.string[row.start() : row.string.find("\n", row.start())]
        for row in EXIT_CODE.finditer(explained)
    }
    assert set(rows) == {kind.exit_code for kind in kinds} | NOTHING_ELSE
    for kind in kinds - {errors.ArvioError}:
        assert f"`{kind.__name__}`" in rows[kind.exit_code]


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_every_family_of_messages_has_its_section(language, said):
    headings = pages.HEADING.findall(pages.text(language, "errors"))
    assert [title[language] for title in said.FAMILIES.values() if title[language] not in headings] == []


def test_every_module_that_tells_of_problems_has_its_family(said):
    modules = [path for path in said.PACKAGE.rglob("*.py") if said.tells_of_problems(path)]
    assert len(modules) > 100
    assert {said.family_of(path) for path in modules} == set(said.FAMILIES)


def test_every_message_of_a_problem_is_among_all_messages(said):
    listed = {
        text for several in said.messages_by_family().values() for one in several for text in (one.what, *one.remedies)
    }
    assert "unknown key" in listed
    assert len(listed) > 400
