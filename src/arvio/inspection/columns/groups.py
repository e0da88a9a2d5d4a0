"""Columns that belong to one question: the rows of a matrix, and the boxes of one that is answered by ticking."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from arvio.sources.codebooks.redcap_dictionary import BOX
from arvio.sources.raw_table import Question

_JOINTS = (": ", " - ", " – ")
"""What tools put between a question and its row or option; Google and LimeSurvey put the row in brackets."""
_BRACKETED = re.compile(r"(.+?)\s*\[([^\[\]]+)\]")


@dataclass(frozen=True)
class Part:
    """What a column is of its question."""

    parent: str
    own: str
    """The row of the matrix, or the option of the box."""


def parts_of(headers: Sequence[str], questions: Mapping[str, Question]) -> dict[str, Part]:
    """Header: the question that it shares with others, and what of it is its own; nothing of those that stand alone."""
    told = {header: questions[header] for header in headers if header in questions}
    found = {header: Part(one.parent, _own(header, one)) for header, one in told.items() if one.kind == "option"}
    return {**_by_headers(headers), **found}


def _own(header: str, question: Question) -> str:
    """The words of the option: as its label has them, else what of the header is not the question."""
    label = next(iter(question.options.values()), "")
    if label:
        return label
    words = question.text or header
    return words.removeprefix(question.parent).lstrip(":/[ ").removesuffix("]") or words


def _by_headers(headers: Sequence[str]) -> dict[str, Part]:
    shares = {header: list(_splits(header, headers)) for header in headers}
    times = Counter(part.parent for several in shares.values() for part in several)
    best = {header: _best(several, times) for header, several in shares.items()}
    members: defaultdict[str, list[str]] = defaultdict(list)
    for header, part in best.items():
        if part:
            members[part.parent].append(header)
    return {header: part for header, part in best.items() if part and len(members[part.parent]) > 1}


def _best(parts: Iterable[Part], times: Counter[str]) -> Part | None:
    """The split that most columns share; of equal ones that with the shortest question, as options have colons too."""
    shared = [part for part in parts if times[part.parent] > 1]
    return min(shared, key=lambda part: (-times[part.parent], len(part.parent)), default=None)


def _splits(header: str, headers: Sequence[str]) -> Iterator[Part]:
    """Every way in which a header may be a question and one of its rows."""
    for joint in _JOINTS:
        for place in _places(header, joint):
            yield Part(header[:place].strip(), header[place + len(joint) :].strip())
    bracketed = _BRACKETED.fullmatch(header)
    if bracketed and bracketed[1] not in headers:  # else the number of a header that stands twice
        yield Part(bracketed[1], bracketed[2])
    name, parted, code = header.partition(BOX)
    if parted and name and code:
        yield Part(name, code)


def _places(header: str, joint: str) -> Iterator[int]:
    place = header.find(joint)
    while place > 0:
        yield place
        place = header.find(joint, place + 1)
