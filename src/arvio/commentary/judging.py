"""How the words of a section stand beside the numbers that a run tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from arvio.commentary.accepted import Accepted, accepted, confirmed_numbers
from arvio.commentary.numbers import Change, Fact, changes, fingerprint
from arvio.commentary.sidecar import ShownWords, State
from arvio.commentary.words import DASHES, digest_of
from arvio.disclosure.register import told_by
from arvio.errors import RunError
from arvio.observed import note, unobserved
from arvio.params import Run


@dataclass(frozen=True)
class Told:
    """What a run tells where words stand."""

    about: Sequence[Fact]
    """The facts that the words are about."""
    released: Sequence[Fact]
    """All facts of the report so far."""


@dataclass(frozen=True)
class Judged:
    """The words of a section, and how they stand."""

    section: str
    state: State
    words: str
    about: tuple[Fact, ...] = ()
    changes: tuple[Change, ...] = ()

    def shown(self, changed: Sequence[str]) -> ShownWords:
        """As it is written down, with what changed in the report's language."""
        if not self.about and self.state not in ("written", "stale", "unknown"):
            return ShownWords(self.section, self.state, digest_of(self.words))
        digest, numbers = digest_of(self.words), fingerprint(self.about)
        return ShownWords(self.section, self.state, digest, numbers, tuple(changed), self.about)


def without_words(section: str, words: str, *, is_needed: bool) -> Judged | None:
    """A section that holds no words, or a dash in place of them; None where it holds some."""
    if not words:
        return Judged(section, "missing" if is_needed else "optional", "")
    return Judged(section, "nothing_to_say", words) if words in DASHES else None


def judged(root: Path, run: Run, section: str, words: str, told: Told) -> Judged:
    """Words beside the numbers that they are about: old where these were others when they went out or were confirmed.

    Where the register here knows what was told with them, figures are compared one by one, so that a notebook that
    shows more than before makes no words old as long as each figure is the same.
    """
    digest, numbers = digest_of(words), fingerprint(told.about)
    note("commentary", *_of(run), section, digest, numbers)
    about = tuple(told.about)
    try:
        found = accepted(root, run, section, digest)
    except RunError:  # what the words went out with cannot be read; somebody may have confirmed them since
        is_confirmed = numbers in confirmed_numbers(root, run, section, digest)
        return Judged(section, "written" if is_confirmed else "unknown", words, about)
    if not found or numbers in {one.numbers for one in found}:
        return Judged(section, "written", words, about)
    return _beside(root, run, found, Judged(section, "stale", words, about), told.released)


def _beside(root: Path, run: Run, found: Sequence[Accepted], now: Judged, released: Sequence[Fact]) -> Judged:
    """Words beside what was told with them, the newest first; old without a word of what where nobody here knows."""
    with unobserved():
        known = [told for one in reversed(found) if (told := told_by(root, run, one.told)) is not None]
    differing = [changes(before, now.about, released) for before in known]
    if not all(differing):
        return Judged(now.section, "written", now.words, now.about)
    return Judged(now.section, now.state, now.words, now.about, tuple(differing[0]) if differing else ())


def _of(run: Run) -> tuple[str, ...]:
    return run.organisation, run.period, run.notebook, run.audience, run.language
