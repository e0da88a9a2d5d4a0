"""Whether the protection rules of the suite agree with one another: who is further away never sees more."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from arvio.params.codebooks import Found
from arvio.params.models import Audience, Suite
from arvio.params.yaml_file import Key
from arvio.saying import say

NEAREST_FIRST = ("internal", "funder", "public")
HIGHER_IS_STRICTER = (
    "minimum_n_persons",
    "minimum_n_statistics",
    "minimum_n_sensitive",
    "minimum_n_interval",
    "rounding_base",
)
LOWER_IS_STRICTER = ("decimals", "band_of_share")
EXACT_MEAN = 100
"""A mean with two decimals is the exact sum of so many marks or fewer, and one late answer is then known exactly
(computed for all means of marks from 1 to 5)."""
SMALLEST_ROUNDING = 3
"""Rounded to twos, a count has two values that it can be; official statistics round to threes and fives."""
WIDEST_BAND = 0.95
"""Above this nearly everything would be told as it is, "all" and "none" among it."""
_RAISE = say("raise it, or lower the other: when in doubt, the stricter of the two")


def protection_faults(suite: Suite) -> Iterator[Found]:
    """Rules of one audience that contradict each other, and audiences that see more than one that is nearer.

    Rules for families hold whoever reads the report, so that they are as strict as those of every audience.
    """
    for name, audience in suite.audiences.items():
        yield from _within(("audiences", name), audience)
    given = [(name, suite.audiences[name]) for name in NEAREST_FIRST if name in suite.audiences]
    for (near, nearer), (far, farther) in pairwise(given):
        yield from _less_strict(("audiences", far), farther, near, nearer)
    for name in ("public", "funder"):
        if name in suite.audiences and suite.audiences[name].spread == "shown":
            yield _found(("audiences", name, "spread"), say("gives away the answers of a group"), "withheld", "shown")
    if suite.families is not None:
        yield from _within(("families",), suite.families)
        for name, audience in given:
            yield from _less_strict(("families",), suite.families, name, audience)


def _within(key: Key, audience: Audience) -> Iterator[Found]:
    """What one audience's rules say against each other."""
    for smaller, larger in (
        ("minimum_n_persons", "minimum_n_statistics"),
        ("minimum_n_persons", "minimum_n_sensitive"),
        ("minimum_n_statistics", "minimum_n_sensitive"),
        ("minimum_n_statistics", "minimum_n_interval"),
    ):
        least, found = getattr(audience, smaller), getattr(audience, larger)
        if found < least:
            yield (
                (*key, larger),
                say("is below %(smaller)s", smaller=smaller),
                say("%(least)s or more", least=least),
                _RAISE,
                str(found),
            )
    base = audience.rounding_base
    if base > audience.minimum_n_sensitive:
        what = say("rounds to zero what is large enough to be shown")
        expected = say("at most minimum_n_sensitive (%(most)s)", most=audience.minimum_n_sensitive)
        yield (*key, "rounding_base"), what, expected, say("lower it, or raise minimum_n_sensitive"), str(base)
    if 1 < base < SMALLEST_ROUNDING:
        yield _found(
            (*key, "rounding_base"),
            say("hides next to nothing"),
            say("1, or %(least)s or more", least=SMALLEST_ROUNDING),
            str(base),
        )
    if audience.band_of_share > WIDEST_BAND:
        what = say('would tell "all" and "none" of a sensitive group')
        yield _found(
            (*key, "band_of_share"),
            what,
            say("%(most)s or less", most=WIDEST_BAND),
            f"{audience.band_of_share:g}",
        )
    if audience.decimals > 1 and audience.minimum_n_statistics <= EXACT_MEAN:
        what = say("gives away the exact sum of the marks, and with it a late answer")
        expected = say("1, or minimum_n_statistics above %(most)s", most=EXACT_MEAN)
        yield _found((*key, "decimals"), what, expected, str(audience.decimals))
    if not audience.source:
        yield _found((*key, "source"), say("is empty"), say("where the thresholds come from, and why"), "")


def _less_strict(key: Key, rules: Audience, name: str, nearer: Audience) -> Iterator[Found]:
    """Rules by which somebody would see what a nearer audience does not."""
    for stricter, keys in ((max, HIGHER_IS_STRICTER), (min, LOWER_IS_STRICTER)):
        for one in keys:
            found, least = getattr(rules, one), getattr(nearer, one)
            if found != stricter(found, least):
                expected = (
                    say("%(least)s or more", least=f"{least:g}")
                    if stricter is max
                    else say("%(most)s or less", most=f"{least:g}")
                )
                remedy = say("make it at least as strict: what is not for one is not for who is further away")
                yield (*key, one), say("is less strict than for %(name)s", name=name), expected, remedy, f"{found:g}"
    if rules.spread == "shown" and nearer.spread == "withheld":
        yield _found((*key, "spread"), say("is less strict than for %(name)s", name=name), "withheld", "shown")


def _found(key: Key, what: str, expected: str, value: str) -> Found:
    return key, what, expected, say("write what is expected, and why in source"), value
