"""Every error that these packages make in a test, whatever it is about, is looked at: is it told in Finnish too?"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from arvio.errors import Problem
from arvio.saying import Said, spoken
from arvio.translations.extract import PACKAGE

LOOKED_AT = ("params", "instruments", "mirror", "disclosure", "indicators", "gate", "presentation")
ENGLISH = re.compile(
    r"\b(the|is|are|was|of|not|no|each|or|and|an|that|with|there|should|than|has|have|twice|which|such|line|known|add)\b"
)


def english_left(text: str) -> list[str]:
    """English words in what is told in Finnish, but those of a file, in quotation marks or brackets or as found."""
    told = spoken(text, "fi")
    for part in _as_found(text):
        told = told.replace(part, "")
    return ENGLISH.findall(re.sub(r"'[^'\n]*'|[\[(][^\])\n]*[\])]", "", told))


def _as_found(text: str) -> Iterator[str]:
    """The parts of a message that are none, such as what a library says or a file gives as the reason."""
    for part in text.parts.values() if isinstance(text, Said) else ():
        if isinstance(part, Said):
            yield from _as_found(part)
        elif isinstance(part, str) and " " in part.strip():
            yield part


@pytest.fixture(autouse=True)
def told_in_finnish(monkeypatch):
    """Fails the test in which an error was made that would say something in English to somebody who reads Finnish."""
    met: list[Problem] = []
    made = Problem.__init__

    def noted(self: Problem, *given: str, **more: str) -> None:
        made(self, *given, **more)
        maker = Path(sys._getframe(1).f_code.co_filename)
        if any(PACKAGE / one in maker.parents for one in LOOKED_AT):
            met.append(self)

    monkeypatch.setattr(Problem, "__init__", noted)
    yield
    texts = {text for one in met for text in (one.what, one.expected, one.remedy, one.place)}
    assert [text for text in texts if english_left(text)] == []
