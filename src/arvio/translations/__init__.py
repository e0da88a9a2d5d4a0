"""The words of reports in Finnish, Swedish and English: gettext catalogues, read from their .po files.

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

Words = NullTranslations
"""gettext(message), ngettext(singular, plural, n)."""


@functools.cache
def words(language: str) -> Words:
    """The words of a language. An unknown language is an error, not English by stealth."""
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return Translations(compiled)


def later(message: str) -> str:
    """A message that is written here and translated where it is used."""
    return message


def catalogue(language: str) -> Catalog:
    """The catalogue of a language, as its .po file has it."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def path_of(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "arvio.po"


def missing(language: str) -> list[str]:
    """The messages that a catalogue does not translate, or only guesses at."""
    found = [message for message in catalogue(language) if message.id]
    return [_first(message.id) for message in found if message.fuzzy or not all(_forms(message.string))]


def _forms(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, (list, tuple)) else (str(string),)


def _first(identifier: object) -> str:
    return _forms(identifier)[0]
