"""What is said in Finnish, Swedish and English: gettext catalogues, read from their .po files.

Reports have a catalogue, and what is said to the evaluator (`arvio.saying`) has one of its own.

English is the language of the sources: a message is a whole English sentence, and a catalogue gives it in another
language. A message that a catalogue lacks comes out in English, and a test fails.
"""

from __future__ import annotations

import functools
import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

FOLDER = Path(__file__).parent
SOURCE_LANGUAGE = "en"
LANGUAGES = ("fi", "sv", "en")
REPORTS, EVALUATOR = "arvio", "evaluator"
"""Names of catalogues: what reports say, and what commands and errors say."""

Words = NullTranslations
"""gettext(message), ngettext(singular, plural, n)."""


@functools.cache
def words(language: str, name: str = REPORTS) -> Words:
    """The words of a catalogue in a language. An unknown language is an error, not English by stealth."""
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language, name))
    compiled.seek(0)
    return Translations(compiled)


def later(message: str) -> str:
    """A message that is written here and translated where it is used."""
    return message


def catalogue(language: str, name: str = REPORTS) -> Catalog:
    """A catalogue of a language, as its .po file has it."""
    with path_of(language, name).open("rb") as file:
        return read_po(file, locale=language)


def path_of(language: str, name: str = REPORTS) -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"{name}.po"


def missing(language: str, name: str = REPORTS) -> list[str]:
    """The messages that a catalogue does not translate, or only guesses at."""
    found = [message for message in catalogue(language, name) if message.id]
    return [_first(message.id) for message in found if message.fuzzy or not all(_forms(message.string))]


def _forms(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, (list, tuple)) else (str(string),)


def _first(identifier: object) -> str:
    return _forms(identifier)[0]
