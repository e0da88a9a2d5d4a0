"""The texts for the fields of a funder's form, each as long as its field takes and never cut within a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from arvio.params.models import FormQuestion, FunderForm
from arvio.publish.page.parts import Part

_TOPIC = re.compile(r'data-topic="(\w+)"')
_SENTENCE = re.compile(r"<p>(.*?)</p>", re.DOTALL)


@dataclass(frozen=True)
class FormBlock:
    """The text for one field."""

    question: str
    heading: str
    limit: int
    text: str
    left_out: tuple[str, ...] = ()
    """The sentences that the field has no room for, the least important last."""

    @property
    def length(self) -> int:
        return length(self.text)


def length(text: str) -> int:
    """Characters as a form may count them: a line break as two, since some servers do."""
    return len(text) + text.count("\n")


def blocks_of(form: FunderForm, found: Iterable[Part], language: str) -> tuple[FormBlock, ...]:
    """A block for each question of the form, in its order."""
    topics = dict(_topic(part) for part in found)
    return tuple(_block(question, topics, language) for question in form.questions)


def _topic(part: Part) -> tuple[str, tuple[str, ...]]:
    """The topic of a part, and its sentences in the order of their importance."""
    topic = _TOPIC.search(part.content)
    return topic[1] if topic else "", tuple(unescape(sentence) for sentence in _SENTENCE.findall(part.content))


def _block(question: FormQuestion, topics: Mapping[str, Sequence[str]], language: str) -> FormBlock:
    """As many sentences as fit, from the first on: those after the last that fits are left out whole."""
    told = [(topic, sentence) for topic in question.about for sentence in topics.get(topic, ())]
    kept = next(n for n in range(len(told), -1, -1) if length(_joined(told[:n])) <= question.limit)
    return FormBlock(
        question=question.question,
        heading=question.heading.in_language(language),
        limit=question.limit,
        text=_joined(told[:kept]),
        left_out=tuple(sentence for _, sentence in told[kept:]),
    )


def _joined(told: Sequence[tuple[str, str]]) -> str:
    """Sentences of one topic one after another, and each topic on a line of its own."""
    topics = dict.fromkeys(topic for topic, _ in told)
    return "\n".join(" ".join(sentence for of, sentence in told if of == topic) for topic in topics)
