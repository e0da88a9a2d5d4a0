"""Whether a report is fresh: made by a run that was done, of inputs that are all unchanged, and itself unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from arvio.bounded import json_in
from arvio.publish import places
from arvio.publish.editions import Edition
from arvio.publish.freshness import asked, code
from arvio.publish.freshness.digests import ABSENT, Digests, digest_of
from arvio.publish.freshness.inputs import CHANGING, Inputs, digest_of_edition, read_inputs
from arvio.saying import joined, say

NAMED_AT_MOST = 3

State = Literal["ready", "older", "changed", "failed", "refused", "not_made"]
"""older: what the report was made from has changed since; changed: the report itself was, by somebody."""


@dataclass(frozen=True)
class Standing:
    """How a report stands, and why it would be made again, in the evaluator's words; no reason where it is fresh.

    A report that only other versions of arvio and its libraries would make anew shows what it should: it is ready.
    """

    state: State
    reasons: tuple[str, ...] = ()


class Judge:
    """Looks at many reports of a project, and at each file that they were made from once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._digests = Digests(root)
        self._answers: dict[tuple[str, ...], str] = {}
        self._code: dict[str, list[str]] = {}

    def standing(self, edition: Edition) -> Standing:
        """How a report stands now."""
        path = places.manifest(edition.root, edition.run)
        try:
            manifest = json_in(path)
        except FileNotFoundError:
            return Standing("not_made", (say("it was never made"),))
        except (OSError, ValueError):
            return Standing("not_made", (say("its manifest %(file)s cannot be read", file=path.name),))
        ended = manifest.get("state") if isinstance(manifest, dict) else ""
        if not_made := next((one for one in _NOT_MADE if one.state == ended), None):
            return not_made
        there = places.report(edition.root, edition.run).exists()
        try:
            inputs, made = read_inputs(manifest), dict(manifest["files"])
        except (KeyError, TypeError, ValueError):
            why = say("its manifest does not say what it was made from")
            return Standing("older" if there else "not_made", (why,))
        results, contents = [*self._changed_results(edition, made)], self._changed_contents(edition, inputs)
        tools = [*_versions_changed(inputs.versions), *self._code_changed(inputs.code)]
        state: State = ("changed" if there else "not_made") if results else "older" if contents else "ready"
        return Standing(state, (*results, *contents, *tools))

    def is_fresh(self, edition: Edition) -> bool:
        """Whether a report would be the same if it were made now."""
        return not self.standing(edition).reasons

    def changes(self, edition: Edition, inputs: Inputs) -> list[str]:
        """Which of the inputs of a report are no longer as they were."""
        tools = [*_versions_changed(inputs.versions), *self._code_changed(inputs.code)]
        return [*self._changed_contents(edition, inputs), *tools]

    def forget(self) -> None:
        """Look anew at everything: time has passed, and reports were made."""
        self._digests.keep()
        self._digests, self._answers, self._code = Digests(self._root), {}, {}

    def close(self) -> None:
        """Keep for later batches what took long."""
        self._digests.keep()

    def _changed_contents(self, edition: Edition, inputs: Inputs) -> list[str]:
        """What a report shows that has changed since."""
        changed: list[str] = []
        if inputs.edition != digest_of_edition(edition):
            changed.append(say("params say something else of it"))
        changed += [
            _file_changed(name, before, now)
            for name, before in inputs.files.items()
            if (now := self._digests.of(self._root / name)) != before or before == CHANGING
        ]
        changed += [
            asked.in_words(question)
            for question, before in inputs.asked.items()
            if before == asked.UNKNOWN or self._answer(question) != before
        ]
        return changed

    def _changed_results(self, edition: Edition, made: Mapping[str, str]) -> Iterator[str]:
        folder = places.report(edition.root, edition.run).parent
        for name, digest in made.items():
            now = self._digests.of(folder / name)
            if now != digest:
                gone = say("%(file)s is gone", file=name)
                yield gone if now == ABSENT else say("%(file)s was changed by somebody", file=name)

    def _answer(self, question: tuple[str, ...]) -> str:
        if question not in self._answers:
            self._answers[question] = asked.answer(self._root, question)
        return self._answers[question]

    def _code_changed(self, name: str) -> list[str]:
        """What of arvio is other than when the report was made; looked up once for all reports of the same code."""
        if name not in self._code:
            self._code[name] = self._compared(name)
        return self._code[name]

    def _compared(self, name: str) -> list[str]:
        listed = places.code(self._root, name)
        try:
            before = json_in(listed) if digest_of(listed) == name else None
        except (OSError, ValueError):
            before = None
        if before is None:
            return [say("it is not known of which version of arvio it was made")]
        changed = [one for one, digest in before.items() if code.digest_now(one) != digest]
        left = len(changed) - NAMED_AT_MOST
        more = [say("and %(left)s more", left=left)] if left > 0 else []
        files = joined([*changed[:NAMED_AT_MOST], *more], ", ")
        return [say("arvio itself changed: %(files)s", files=files)] if changed else []


_NOT_MADE = (
    Standing("failed", (say("it could not be made the last time"),)),
    Standing("refused", (say("it was held back the last time"),)),
)


_MISSING = say("missing")


def _file_changed(name: str, before: str, now: str) -> str:
    if before == CHANGING:
        return say("%(file)s changed while it was read", file=name)
    if now == ABSENT:
        return say("%(file)s is gone", file=name)
    return say("%(file)s is new", file=name) if before == ABSENT else say("%(file)s changed", file=name)


def _versions_changed(before: Mapping[str, str]) -> list[str]:
    now = code.versions()
    return [
        say(
            "%(name)s was %(before)s and is %(now)s",
            name=name,
            before=before.get(name, _MISSING),
            now=now.get(name, _MISSING),
        )
        for name in sorted({*before, *now})
        if before.get(name) != now.get(name)
    ]
