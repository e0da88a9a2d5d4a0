"""Where long Finnish words may be broken: soft hyphens, since Chrome and Edge hyphenate no Finnish.

A word is broken before a consonant that a vowel follows, which Finnish syllables nearly always allow. In a compound the
rule would draw a letter over the border where the second part begins with a vowel or with two consonants
(kansalai-saktiivisuus): such parts that occur in this field are listed. Only words of 14 letters and more are broken,
as shorter ones fit a narrow column, and never nearer than three letters to an end.

Source of the rule: Kielitoimiston ohjepankki, the division of words into syllables.
"""

from __future__ import annotations

import re

SOFT_HYPHEN = "\u00ad"
LONG = 14
"""So many letters a word has at least that may be broken."""
_KEPT = 3
"""So many letters stay together at either end."""

SECOND_PARTS = (
    *("aineisto", "aktiivisu", "alue(?!ttel)", "ammati", "anali", "approks", "arvio", "arvo", "asema", "asenne"),
    *("asiakas", "asiakka", "asiantuntija", "aste", "asum", "asunto", "avai", "avu", "edustaj", "ehdotu", "ehkäis"),
    *("ehto", "elämä", "energia", "erityi", "henkilö", "huoli", "ihmi", "ikäi", "ilmoit", "indeks", "istunto", "itse"),
    *("odotu", "ohja", "ohjelma", "oletu", "olo(?=[nlmi])", "olosuhte", "omai", "ongelm", "opetu", "opinto"),
    *("organisaatio", "osallis", "osasto", "osoit", "osuu", "osuus", "otos", "otto", "otoi", "uha", "uhk", "usko"),
    *("yksik", "äidi", "äit", "kriisi", "kriteer", "klinik", "klubi", "plane", "praktiik", "prosent", "prosessi"),
    *("profiil", "projekt", "progra", "psyko", "skaal", "standard", "statisti", "status", "strategi", "stressi"),
    *("struktuur", "tradit", "trauma", "trend"),
)
"""How second parts of compounds begin that the rule by itself would break in the wrong place; regular expressions."""

_WORD = re.compile(rf"[^\W\d_]{{{LONG},}}")
_VOWELS = "aeiouyäöå"
_BEFORE_A_SYLLABLE = re.compile(rf"(?<=[^\W\d_])(?=[^\W\d_{_VOWELS}][{_VOWELS}])")
_SECOND_PART = re.compile("(?<=[^\\W\\d_]{3})(?=" + "|".join(sorted(SECOND_PARTS, key=len, reverse=True)) + ")")


def with_soft_hyphens(text: str, language: str) -> str:
    """The text with soft hyphens in its long words; in other languages than Finnish as it is."""
    return _WORD.sub(lambda word: _broken(word[0]), text) if language == "fi" else text


def without_soft_hyphens(text: str) -> str:
    """The text as it is read and searched."""
    return text.replace(SOFT_HYPHEN, "")


def _broken(word: str) -> str:
    low = word.lower()
    borders = {found.start() for found in _SECOND_PART.finditer(low)}
    places = {found.start() for found in _BEFORE_A_SYLLABLE.finditer(low)}
    # a consonant next to the border of a compound belongs to its own part
    places = {place for place in places if not any(0 < abs(place - border) <= 1 for border in borders)} | borders
    inside = sorted(place for place in places if _KEPT <= place <= len(word) - _KEPT)
    parts = [word[start:end] for start, end in zip([0, *inside], [*inside, len(word)], strict=True)]
    return SOFT_HYPHEN.join(parts)
