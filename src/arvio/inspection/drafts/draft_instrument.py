"""The draft of an instrument: the questions of an export with their scales and options."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from arvio.inspection.columns.profile import Profile
from arvio.inspection.columns.scales import Steps
from arvio.inspection.drafts.planned import Item, Plan
from arvio.inspection.drafts.yaml_text import flow, line, one_line, remarks, scalar
from arvio.saying import say

LANGUAGES = ("fi", "en")
"""Those that every text must have."""


def instrument_text(found: Plan, profile: Profile, name: str, languages: Sequence[str] = LANGUAGES) -> str:
    """The file of the instrument; its name is also that of the file. Each text stands in each of the languages."""
    shared = _shared_scale(found.items)
    lines = [
        "# yaml-language-server: $schema=../schema/instrument.schema.json",
        *remarks(
            0,
            say(
                "A draft made of %(file)s. The words are those of the export in every language: translate the others. "
                "Of an instrument that others made, name source and licence.",
                file=one_line(profile.file.path.name),
            ),
        ),
        "",
        line(0, "instrument", name, say("the same as the name of this file")),
        line(0, "name"),
        *_text(1, profile.file.stem, languages),
        line(0, "source", scalar("say here whose form this is, and where it was published")),
        line(0, "licence", scalar("say here on what terms its words may be shown")),
        line(0, "shipping", "text", say("or keys, when the licence does not let its words be shown")),
        *_shared(shared),
        "",
        line(0, "items"),
        *(one for item in found.items for one in _item(item, shared, languages)),
    ]
    return "\n".join(lines) + "\n"


def _shared_scale(items: Iterable[Item]) -> Steps | None:
    """The scale of most items, said once for all."""
    counted = Counter(_comparable(item.steps) for item in items if item.steps)
    if not counted or counted.most_common(1)[0][1] < 2:
        return None
    commonest = counted.most_common(1)[0][0]
    return next(item.steps for item in items if item.steps and _comparable(item.steps) == commonest)


def _comparable(steps: Steps) -> tuple[object, ...]:
    return steps.lowest, steps.highest, tuple(sorted(steps.labels.items()))


def _shared(steps: Steps | None) -> Iterator[str]:
    if steps:
        yield ""
        yield from _scale(0, steps)


def _item(item: Item, shared: Steps | None, languages: Sequence[str]) -> Iterator[str]:
    yield f"  - item: {item.name}"
    yield from remarks(2, *([one_line(item.remark)] if item.remark else []))
    if item.kind != "scale":
        yield line(2, "kind", item.kind)
    yield line(2, "text")
    yield from _text(3, item.text, languages)
    if item.steps and item.steps.direction == "lower_is_better":
        yield line(2, "direction", "lower_is_better")
    if item.steps and (shared is None or _comparable(item.steps) != _comparable(shared)):
        yield from _scale(2, item.steps)
    if item.options:
        yield line(2, "options")
        yield from (line(3, scalar(option), flow(words), _remark(words)) for option, words in item.options.items())


def _remark(words: Iterable[str]) -> str:
    return say("whatever else was answered") if "*" in words else ""


def _text(depth: int, words: str, languages: Sequence[str]) -> Iterator[str]:
    yield from (line(depth, language, scalar(words)) for language in languages)


def _scale(depth: int, steps: Steps) -> Iterator[str]:
    yield line(
        depth,
        "scale",
        remark=say("known by %(how)s; check lowest, highest and direction", how=one_line(steps.known_by)),
    )
    if steps.guessed:
        yield from remarks(
            depth + 1,
            say("Nobody chose: %(answers)s. These words are guessed.", answers=one_line(", ".join(steps.guessed))),
        )
    yield line(depth + 1, "lowest", str(steps.lowest))
    yield line(depth + 1, "highest", str(steps.highest))
    if steps.labels:
        yield line(depth + 1, "labels")
        yield from (line(depth + 2, str(step), flow(words)) for step, words in sorted(steps.labels.items()))
