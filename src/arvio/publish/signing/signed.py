"""Signed reports: one goes out with the facts and words that were signed, or not at all.

What was signed stays where it lies, whatever comes of later runs: a page that somebody answers for by name neither
disappears nor shows other figures. What a later run would have shown is told to who made it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from arvio.bounded import json_in
from arvio.commentary import ShownWords
from arvio.disclosure.register import fingerprint_of, told_by
from arvio.params.signatures import Signature
from arvio.publish import places
from arvio.publish.editions import Edition
from arvio.publish.freshness.digests import digest_of
from arvio.publish.making.failures import Failure
from arvio.publish.versions.comparing import Words, figures
from arvio.publish.versions.meaning import Fact
from arvio.publish.versions.telling import figure_in_words, plain_figures
from arvio.saying import joined, say

IN_FIRST_LINE = 3
"""Differences that are named where there is room for a line only."""
LISTED = 50
"""Differences that are listed on the page that explains; the rest are counted, and arvio diff shows them."""


def held_back(edition: Edition, facts: Sequence[Fact], words: Mapping[str, str]) -> Failure | None:
    """Why a run of a signed report must not go out; None where it tells what was signed, or nobody signed it.

    `words` are the digests of the comments that it shows, by section.
    """
    signature = edition.signature
    if signature is None or (fingerprint_of(facts) == signature.facts and dict(words) == dict(signature.words)):
        return None
    before = told_by(edition.root, edition.run, signature.facts)
    changed = figures(before, facts) if before is not None else []
    sections = [*_sections(signature.words, words)]
    lines = [*map(figure_in_words, changed), *(_section_in_words(one) for one in sections)]
    if before is None and fingerprint_of(facts) != signature.facts:
        lines.insert(0, say("the figures that were signed are not in the register here"))
    differences: tuple[Mapping[str, object], ...] = (
        *plain_figures(changed),
        *({"section": one.about} for one in sections),
    )
    return Failure("refused", _reason(edition, signature, lines), differences=differences)


def stays(edition: Edition) -> bool:
    """Whether what was signed lies in its place as it was made: nothing that comes of a run takes it away."""
    if edition.signature is None:
        return False
    try:
        manifest = json_in(places.manifest(edition.root, edition.run))
        folder = places.report(edition.root, edition.run).parent
        is_signed = (manifest["facts"], manifest["words"]) == (edition.signature.facts, dict(edition.signature.words))
        return is_signed and all(digest_of(folder / name) == made for name, made in manifest["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def is_out(edition: Edition) -> bool:
    """Whether what a signed report tells was published by it before, so that nothing of it is left to be judged."""
    signature = edition.signature
    return signature is not None and told_by(edition.root, edition.run, signature.facts) is not None


def words_of(shown: Iterable[ShownWords]) -> dict[str, str]:
    """The digest of the words of each section that has any."""
    return {one.section: one.words for one in shown if one.words}


def _reason(edition: Edition, signature: Signature, lines: Sequence[str]) -> str:
    left = len(lines) - IN_FIRST_LINE
    some = joined([*lines[:IN_FIRST_LINE], *([say("and %(left)s more", left=left)] if left > 0 else [])], "; ")
    first = say(
        "differs from what %(by)s signed on %(day)s, so what was signed stays: %(some)s",
        by=signature.by,
        day=signature.at[:10],
        some=some,
    )
    run = edition.run
    command = f"arvio sign {run.organisation} {run.period} --withdraw --by …"
    remedy = say("look at the differences; if the new ones hold, %(command)s, run, and sign anew", command=command)
    listed = [joined(["    ", line], "") for line in lines[:LISTED]] if left > 0 else []
    more = [joined(["    ", say("and %(left)s more", left=len(lines) - LISTED)], "")] if len(lines) > LISTED else []
    return joined([first, *listed, *more, joined(["    ", say("to do: %(remedy)s", remedy=remedy)], "")], "\n")


def _sections(before: Mapping[str, str], now: Mapping[str, str]) -> list[Words]:
    names = sorted({*before, *now})
    changed = [name for name in names if before.get(name) != now.get(name)]
    return [Words(name, before.get(name, ""), now.get(name, "")) for name in changed]


def _section_in_words(one: Words) -> str:
    if not one.before:
        return say("the comment on %(section)s is new", section=one.about)
    if not one.now:
        return say("the comment on %(section)s is gone", section=one.about)
    return say("the comment on %(section)s has other words", section=one.about)
