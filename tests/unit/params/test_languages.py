"""Every text of the sample and of the instruments that come with arvio stands in every language."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from arvio.params import open_project
from arvio.params.models import Text
from arvio.translations import LANGUAGES

ROOT = Path(__file__).resolve().parents[3]
PROJECT = open_project(ROOT)
INSTRUMENTS = sorted(path.stem for path in (ROOT / "params" / "instruments").glob("*.yaml"))
NAMES = {"Askel", "Minun Suomeni", "Olopiste", "OmaKamu", "Valopilkku", "Kykyviisari"}
"""Names, which are not translated."""


def texts(found):
    """Every text by language in a model, however deep."""
    if isinstance(found, Text):
        yield found
    elif isinstance(found, BaseModel):
        yield from texts([value for _, value in found])
    elif isinstance(found, dict):
        yield from texts(list(found.values()))
    elif isinstance(found, (list, tuple)):
        for one in found:
            yield from texts(one)


def alike(found):
    """The texts that lack a language, or say in two languages the same without being a name."""
    several = [[getattr(text, language) for language in LANGUAGES] for text in texts(found)]
    assert several
    return [one for one in several if "" in one or (len(set(one)) < len(LANGUAGES) and not NAMES & set(one))]


@pytest.mark.parametrize("name", PROJECT.names)
def test_an_organisation_has_its_texts_in_every_language(name):
    assert alike(PROJECT.organisation(name)) == []


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_an_instrument_has_its_texts_in_every_language(name):
    assert alike(PROJECT.instruments[name]) == []


def test_the_suite_has_its_texts_in_every_language():
    assert alike(PROJECT.suite) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_commentary_stands_in_every_language(language):
    found = {path.relative_to(ROOT).as_posix() for path in (ROOT / "params" / "commentary").glob("*/*.md")}
    assert {path.replace(".fi.md", f".{language}.md") for path in found} <= found


@pytest.mark.parametrize("name", PROJECT.names)
def test_a_percent_sign_stays_with_its_number(name):
    written = [words for text in texts(PROJECT.organisation(name)) for words in (text.fi, text.sv)]
    assert [words for words in written if re.search(r"\d ?%", words)] == []


def test_a_text_that_lacks_a_language_is_found():
    assert alike([Text(fi="Väittämä", en="Statement")]) == [["Väittämä", "", "Statement"]]
