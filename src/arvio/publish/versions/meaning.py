"""What a report means, without how it looks: its figures, sentences, comments, methods and inputs.

Two versions of a page differ in thousands of bytes where one figure has changed. What an evaluator asks is which
figures, sentences and judgements are other ones, and what they were made from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from arvio.disclosure.register import fingerprint_of
from arvio.params import Run
from arvio.publish.editions import Edition
from arvio.publish.page.parts import Part, parts

Fact = Mapping[str, Any]
"""A released figure with the columns of the register; None for a number that it has not."""

FORMAT = 1


@dataclass(frozen=True)
class Meaning:
    """One version of a report."""

    run: Run
    stage: str
    made: str
    """When its run began: ISO 8601, UTC."""
    facts: tuple[Fact, ...]
    sentences: tuple[str, ...]
    """What its sentences say, a line each, in the order of the page."""
    commentary: Mapping[str, str]
    """The evaluator's words by section."""
    methods: tuple[str, ...]
    """What it says of how it was made and how persons were protected, a line each."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Digest of each file that it was made from, by its path from the project's root."""
    tools: Mapping[str, str] = field(default_factory=dict)
    """Versions of Python and of the libraries."""
    signed_by: str = ""
    signed_at: str = ""
    number: int = 0
    """Counted from 1 in the order of publishing; 0 of what was not published, as a preview."""

    @property
    def content(self) -> dict[str, object]:
        """All by which two versions differ in what they mean; not when they were made, and with what tools."""
        return {
            "stage": self.stage,
            "facts": fingerprint_of(self.facts),
            "sentences": list(self.sentences),
            "commentary": dict(self.commentary),
            "methods": list(self.methods),
            "inputs": dict(self.inputs),
            "signed": {"by": self.signed_by, "at": self.signed_at},
        }

    def plain(self) -> dict[str, object]:
        """As it is written down; figures by their fingerprint, under which the register has them."""
        return {
            "format": FORMAT,
            "run": asdict(self.run),
            "number": self.number,
            "made": self.made,
            **self.content,
            "tools": dict(self.tools),
        }


@dataclass(frozen=True)
class Made:
    """What is known of a version beside its notebook."""

    facts: Sequence[Fact]
    words: Mapping[str, str]
    """Section of the commentary: digest of its words."""
    at: str
    """When its run began: ISO 8601, UTC."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    tools: Mapping[str, str] = field(default_factory=dict)


def meaning_of(executed: Mapping[str, Any], edition: Edition, made: Made) -> Meaning:
    """What a report means, by its executed notebook (sources of cells as one text or in lines) and its facts."""
    found = parts(_with_whole_sources(executed))
    signature = edition.signature
    return Meaning(
        run=edition.run,
        stage=edition.stage,
        made=made.at,
        facts=tuple(made.facts),
        sentences=tuple(_lines(found, "sentences")),
        commentary=dict(_commentary(found, made.words)),
        methods=tuple(_lines(found, "method")),
        inputs=dict(made.inputs),
        tools=dict(made.tools),
        signed_by=signature.by if signature else "",
        signed_at=signature.at if signature else "",
    )


def meaning_from(written: Mapping[str, Any], facts: Iterable[Fact]) -> Meaning:
    """A version as it was written down; a KeyError, TypeError or ValueError where it was not."""
    if written["format"] != FORMAT:
        raise ValueError(written["format"])
    return Meaning(
        run=Run(**written["run"]),
        stage=str(written["stage"]),
        made=str(written["made"]),
        facts=tuple(facts),
        sentences=tuple(written["sentences"]),
        commentary=dict(written["commentary"]),
        methods=tuple(written["methods"]),
        inputs=dict(written["inputs"]),
        tools=dict(written["tools"]),
        signed_by=str(written["signed"]["by"]),
        signed_at=str(written["signed"]["at"]),
        number=int(written["number"]),
    )


def _with_whole_sources(notebook: Mapping[str, Any]) -> Mapping[str, Any]:
    cells = [{**cell, "source": "".join(cell["source"])} for cell in notebook["cells"]]
    return {**notebook, "cells": cells}


def _lines(found: Iterable[Part], kind: str) -> Iterator[str]:
    every = (line.strip() for part in found if part.kind == kind for line in part.text.splitlines())
    return (line for line in every if line)


def _commentary(found: Iterable[Part], words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each section with its words: what ends a shown comment and has the digest of a section.

    Before it stands whose words they are, and in a draft that figures have changed since; where words are missing
    stands that alone, which is no comment.
    """
    waiting = [*words.items()]
    for part in found:
        lines = part.text.split("\n") if part.kind == "commentary" else []
        for said in ("\n".join(lines[start:]).strip() for start in range(1, len(lines))):
            one = next((one for one in waiting if one[1] == _digest(said)), None)
            if one:
                waiting.remove(one)  # another section may have the same words
                yield one[0], said


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
