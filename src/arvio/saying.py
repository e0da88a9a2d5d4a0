"""What is said to the evaluator: errors and the lines of the command line, in her own language.

A message is written in English with its parts named, `say("the table %(table)s has no column %(column)s", …)`, and is
that English text. It remembers what it was made of, so that it can be said in Finnish or Swedish when it is shown:
`spoken(text)`. Whatever is compared, logged or sent home by a worker stays the same in every language until then.

Reports have words of their own (`arvio.translations.words`) in the language of the report, which is not always that of
who makes it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

VARIABLE = "ARVIO_LANGUAGE"
ENGLISH = "en"
LANGUAGES = ("fi", "sv", ENGLISH)
"""As arvio.translations has them, whose import takes a while."""
_STANDARD = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where gettext looks, in its order."""

Part = object
"""A value that a message names: a number, a name from a file, or another message."""


class Said(str):
    """A message in English that can be said in another language. Joined by + or an f-string it becomes a plain text."""

    __slots__ = ("counted", "message", "parts")

    message: str
    """As the catalogue has it; "" for messages in a row and first lines, which add nothing to translate."""
    counted: tuple[str, int] | None
    """The form for several and the number that chooses between the two."""
    parts: dict[str, Part]

    def __reduce__(self) -> tuple[Any, ...]:
        return (_said, (str(self), self.message, self.counted, self.parts))


def say(message: str, /, **parts: Part) -> Said:
    """A message whose named parts are filled in; a per cent sign of its own is written twice."""
    return _said(message % parts, message, None, parts)


def say_count(one: str, several: str, count: int, /, **parts: Part) -> Said:
    """A message with a form for one and a form for several."""
    return _said((one if count == 1 else several) % parts, one, (several, count), parts)


def joined(texts: Iterable[str], between: str = ", ") -> Said:
    """Texts one after the other, each said in its language."""
    parts = {str(place): text for place, text in enumerate(texts)}
    return _said(between.join(parts.values()), "", None, {**parts, "between": between})


def first_line(text: str) -> Said:
    """The first line of what is said, in whatever language it will be."""
    return _said(_cut(text), "", None, {"whole": text})


def spoken(text: str, language: str | None = None) -> str:
    """A text in a language, or in the evaluator's where none is named; what is no message stays as it is."""
    language = language or evaluators_language()
    if not isinstance(text, Said) or language == ENGLISH:
        return str.__str__(text)
    parts = {name: spoken(part, language) if isinstance(part, str) else part for name, part in text.parts.items()}
    if not text.message:
        return _in_a_row({name: str(part) for name, part in parts.items()})
    # babel takes a while to import, and English needs none of it.
    from arvio.translations import EVALUATOR, words

    catalogue = words(language, EVALUATOR)
    if text.counted:
        return catalogue.ngettext(text.message, *text.counted) % parts
    return catalogue.gettext(text.message) % parts


def _in_a_row(parts: dict[str, str]) -> str:
    """What `first_line` and `joined` make of their parts."""
    return _cut(parts["whole"]) if "whole" in parts else parts.pop("between").join(parts.values())


def evaluators_language() -> str:
    """The language of who sits at this machine: ARVIO_LANGUAGE, or the machine's own; English where we have neither."""
    asked = [os.environ.get(VARIABLE, ""), *next(([os.environ[one]] for one in _STANDARD if os.environ.get(one)), [])]
    wanted = [one for several in [*asked, _of_windows()] for one in several.split(":")]
    return next((short for one in wanted if (short := one.partition("_")[0]) in LANGUAGES), ENGLISH)


def unknown_language() -> str:
    """What ARVIO_LANGUAGE asks for where it names no language that we have; "" where it does or is not set."""
    asked = os.environ.get(VARIABLE, "")
    return "" if any(one.partition("_")[0] in LANGUAGES for one in asked.split(":")) else asked


@contextmanager
def said_in(language: str) -> Iterator[None]:
    """All that is said in a language from here to the end, by this process and those that it starts."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = language
    try:
        yield
    finally:
        os.environ.pop(VARIABLE)
        if before is not None:
            os.environ[VARIABLE] = before


def _cut(text: str) -> str:
    return text.strip().partition("\n")[0]


def _of_windows() -> str:
    if sys.platform != "win32":
        return ""
    import ctypes
    import locale

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")


def _said(text: str, message: str, counted: tuple[str, int] | None, parts: dict[str, Part]) -> Said:
    said = Said(text)
    said.message, said.counted, said.parts = message, counted, parts
    return said
