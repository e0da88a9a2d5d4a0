"""Every error that a test of these packages meets, whatever it is about, is looked at: is it told in Finnish too?"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from arvio.errors import Problem
from arvio.saying import Said, spoken

HERE = Path(__file__).parent
LOOKED_AT = ("params", "instruments", "mirror")
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
def told_in_finnish(request, monkeypatch):
    """Fails the test in which an error was made that would say something in English to somebody who reads Finnish."""
    met: list[Problem] = []
    if request.path.relative_to(HERE).parts[0] in LOOKED_AT:
        made = Problem.__init__

        def noted(self: Problem, *given: str, **more: str) -> None:
            made(self, *given, **more)
            met.append(self)

        monkeypatch.setattr(Problem, "__init__", noted)
    yield
    texts = {text for one in met for text in (one.what, one.expected, one.remedy, one.place)}
    assert [text for text in texts if english_left(text)] == []
