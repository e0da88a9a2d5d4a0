"""Names with Finnish endings: Virtasen is Virtanen, Matille is Matti. Enough for finding names, not a grammar.

The rules are those of consonant gradation, of stems and of the endings of cases in the large grammar of Finnish
(Hakulinen et al. 2004, Iso suomen kielioppi), in the singular. They make forms that nobody writes, which costs little.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

VOWELS = "aeiouyäöå"
_LAST_CONSONANTS = re.compile(f"(.*?)([^{VOWELS}]+)([{VOWELS}]+)")
_PARTICLES = ("kohan", "köhän", "kaan", "kään", "kin", "han", "hän", "ko", "kö", "pa", "pä")

_STRONG_ENDINGS = ("a", "na")
_WEAK_ENDINGS = ("n", "t", "ssa", "sta", "lla", "lta", "lle", "ksi", "tta")
"""Endings that leave the consonants before them as they are in the name, and those that weaken them: Matti, Matin."""

_DOUBLE = (("kk", "k"), ("pp", "p"), ("tt", "t"))
_PAIRS = (
    *(("nk", "ng"), ("nt", "nn"), ("lt", "ll"), ("rt", "rr"), ("mp", "mm"), ("lp", "lv"), ("rp", "rv")),
    *(("lk", "l"), ("lk", "lj"), ("rk", "r"), ("rk", "rj"), ("ht", "hd"), ("hk", "h")),
)
_SINGLE = (("t", "d"), ("k", ""), ("p", "v"))
_TO_WEAK = (*_DOUBLE, *_PAIRS, *_SINGLE)
_TO_STRONG = tuple((weak, strong) for strong, weak in _TO_WEAK if weak)


def first_name_forms(names: Iterable[str]) -> dict[str, str]:
    """Form: name, both in lower case. First names weaken only double consonants: Matti, Matin; Mika, Mikan.

    >>> first_name_forms(["Matti"])["matille"]
    'matti'
    """
    return _by_form(names, _of_first_name)


def surname_forms(names: Iterable[str]) -> dict[str, str]:
    """Form: name, both in lower case. Surnames change as the words that they come from: Mäki, Mäen; Rinne, Rinteen.

    >>> surname_forms(["Virtanen"])["virtaselle"]
    'virtanen'
    """
    return _by_form(names, _of_surname)


def name_of(word: str, forms: Mapping[str, str]) -> str | None:
    """The name of which a word in lower case is a form, with or without a particle (-kin, -han); None of no name."""
    if word in forms or not word.endswith(_PARTICLES):
        return forms.get(word)
    particle = next(one for one in _PARTICLES if word.endswith(one))
    return forms.get(word.removesuffix(particle))


def _by_form(names: Iterable[str], inflected: Callable[[str], Iterable[str]]) -> dict[str, str]:
    """A form of two names is the nominative of one rather than a case of the other."""
    lower = sorted({name.casefold() for name in names})
    return {form: name for name in lower for form in inflected(name)} | {name: name for name in lower}


def _of_first_name(name: str) -> Iterator[str]:
    yield from (name, name + "s")  # s as in Swedish: Mattis
    if name[-1] in VOWELS:
        yield from _declined(name, [name, *_graded(name, _DOUBLE)])
        return
    yield from _declined(name + "i", [name + "i"])
    if name.endswith("s"):
        yield from _of_name_in_s(name)


def _of_surname(name: str) -> Iterator[str]:
    yield from _of_first_name(name)
    if name.endswith("nen"):
        yield from _of_name_in_nen(name)
    elif name.endswith("i"):
        yield from _of_name_in_i(name)
    elif name.endswith(("e", "s")):
        yield from _of_long_stem(name + "e" if name.endswith("e") else _lengthened(name))
    yield from _declined(name, [*_graded(name, _TO_WEAK)]) if name[-1] in VOWELS else ()


def _of_name_in_s(name: str) -> Iterator[str]:
    """Tuomas: Tuomasta, Tuomaksen and Tuomaan."""
    yield _harmonious(name, "ta")
    yield from _declined(name[:-1] + "kse", [name[:-1] + "kse"])
    yield from _of_long_stem(_lengthened(name))


def _of_name_in_nen(name: str) -> Iterator[str]:
    """Virtanen: Virtasta, Virtasen, and of a family Virtasia, Virtasten."""
    consonant, one, many = (name[:-3] + end for end in ("s", "se", "si"))
    yield from (_harmonious(consonant, "ta"), consonant + "ten")
    yield from _declined(one, [one])
    yield from _declined(many, [many])


def _of_name_in_i(name: str) -> Iterator[str]:
    """Mäki: Mäkeä, Mäen; Saari: Saarta, Saaren; Susi: Suden."""
    stem = name[:-2] + "te" if name.endswith("si") else name[:-1] + "e"
    yield _harmonious(name[:-1], "ta")
    yield from _declined(stem, [name[:-1] + "e", *_graded(stem, _TO_WEAK)])


def _of_long_stem(stem: str) -> Iterator[str]:
    """Laine: Laineen; Rinne: Rinteen; Kangas: Kankaan."""
    for one in (stem, *_graded(stem, _TO_STRONG)):
        yield one + "seen"
        yield from _declined(one, [one])


def _lengthened(name: str) -> str:
    return name[:-1] + name[-2]


def _declined(strong: str, weak: Iterable[str]) -> Iterator[str]:
    yield strong + strong[-1] + "n"
    yield from (_harmonious(strong, ending) for ending in _STRONG_ENDINGS)
    yield from (_harmonious(stem, ending) for stem in weak for ending in _WEAK_ENDINGS)


def _harmonious(stem: str, ending: str) -> str:
    """An ending with a after a, o and u, otherwise with ä."""
    last = next((sign for sign in reversed(stem) if sign in "aouåäöy"), "ä")
    return stem + (ending if last in "aouå" else ending.replace("a", "ä"))


def _graded(stem: str, grades: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The stem with other consonants before its last vowels. A single one changes only where it stands alone."""
    found = _LAST_CONSONANTS.fullmatch(stem)
    if not found:
        return
    before, consonants, vowels = found.groups()
    for here, there in grades:
        if consonants == here or (len(here) == 2 and consonants.endswith(here)):
            yield before + consonants.removesuffix(here) + there + vowels
