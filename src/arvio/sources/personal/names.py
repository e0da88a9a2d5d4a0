"""Names of persons in running text: first names that are common in Finland, with a surname or alone, and given names.

A list cannot hold every name. It finds most persons in Finnish feedback, and what it misses the person who reviews
open text is there to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from arvio.sources.personal.hits import Hit
from arvio.sources.personal.inflection import first_name_forms, name_of, surname_forms

SHORTEST_KNOWN_NAME = 4
"""Letters. Shorter given names are too often a part of speech."""
LONGEST_ABBREVIATION = 4
"""Letters. THL after a first name is no surname, and ARI alone may be an abbreviation."""

Likeness = Literal["nothing_else", "a_word_when_inflected", "a_word"]
_LIKENESS: dict[str, Likeness] = {"": "nothing_else", "~": "a_word_when_inflected", "*": "a_word"}

_CAPITALS = "A-ZÀ-ÖØ-ÞĆČĐĞŁŃŚŞŠŹŻŽİ"
_CAPITALISED = rf"[{_CAPITALS}][^\W\d_]*(?:['’-][^\W\d_]+)*"
_CAPITALISED_PART = re.compile(rf"[{_CAPITALS}][^\W\d_]+")
_NAME_PART = re.compile(_CAPITALISED)
_RUN = re.compile(
    rf"(?<![\w@'’-]){_CAPITALISED}(?:,? (?:(?:von|af|de|van|bin|al|el) )?(?:[{_CAPITALS}]\. ?)?{_CAPITALISED})*"
)
"""Capitalised words in a row: the start of a sentence, a name, or both."""
_WORD = re.compile(r"[^\W\d_]+")
_LIKE_A_SURNAME = re.compile(
    r".+(?:nen|s(?:e[nt]|ta|tä|elle|ella|ellä|elta|eltä)|"
    r"(?:son|sson|qvist|kvist|ström|berg|lund|man|dahl|gren|stedt|fors|blom|holm|roos|rén|ov|ova|ev|eva|skij|skaja)"
    r"(?:i(?:n|a|ä|lle|lta|ltä|lla|llä|sta|stä))?)"
)
_SENTENCE_ENDS = tuple(".!?:;…\"'”’»(\n•*–-/")


@dataclass(frozen=True)
class Word:
    """A capitalised word in its text."""

    text: str
    start: int
    end: int

    @property
    def written(self) -> str:
        return self.text[self.start : self.end]

    @property
    def lower(self) -> str:
        return self.written.casefold()

    @property
    def opens_a_sentence(self) -> bool:
        before = self.text[max(0, self.start - 3) : self.start].rstrip(" ")
        return self.start == 0 or before == "" or before.endswith(_SENTENCE_ENDS)

    def ends_before_a_comma(self) -> bool:
        return self.text[self.end : self.end + 1] == ","


def person_names(text: str) -> Iterator[Hit]:
    """First names with a surname after (or before) them, and first names alone, in any case of Finnish."""
    if not _has_a_form(_CAPITALISED_PART.findall(text), _forms_of_first_names()):
        return
    for run in _RUN.finditer(text):
        words = [Word(text, part.start(), part.end()) for part in _NAME_PART.finditer(text, run.start(), run.end())]
        yield from _names_in(words)


def known_names(text: str, names: frozenset[str]) -> Iterator[Hit]:
    """Parts of the given names, in any case of Finnish and in any letter case; neighbours are one hit."""
    forms = _known_forms(names)
    if not forms or not _has_a_form(_WORD.findall(text), forms):
        return
    found = [hit for hit in _WORD.finditer(text) if _is_known(Word(text, *hit.span()), forms)]
    start = None
    for place, word in enumerate(found):
        start = word.start() if start is None else start
        after = found[place + 1].start() if place + 1 < len(found) else None
        if after is None or text[word.end() : after] not in (" ", "-", ", "):
            yield Hit("known_name", start, word.end())
            start = None


def _has_a_form(words: Iterable[str], forms: Mapping[str, str]) -> bool:
    """Whether any of the words is a form of a name: most texts are told to hold none by this alone."""
    return any(name_of(word.casefold(), forms) for word in words)


def _names_in(words: Sequence[Word]) -> Iterator[Hit]:
    place = 0
    while place < len(words):
        length = _full_name(words[place : place + 3])
        if length:
            yield Hit("name", words[place].start, words[place + length - 1].end)
        elif _is_a_name_alone(words[place]):
            yield Hit("first_name", words[place].start, words[place].end)
        place += length or 1


def _full_name(words: Sequence[Word]) -> int:
    """How many of the words are a full name that begins with the first of them; 0 where none does."""
    if len(words) < 2:
        return 0
    first, second = words[:2]
    if _is_first_name(first) and not first.ends_before_a_comma() and _may_be_surname_of(first, second):
        return 3 if len(words) > 2 and _is_first_name(second) and _may_be_surname_of(second, words[2]) else 2
    return 2 if _is_surname(first) and _is_first_name(second) else 0


def _is_first_name(word: Word) -> bool:
    return word.lower.partition("-")[0] in _first_names()


def _may_be_surname_of(first: Word, second: Word) -> bool:
    """Whether the second word can be a surname; only a sure one after what may be a word that opens a sentence."""
    if second.written.isupper() and len(second.written) <= LONGEST_ABBREVIATION and not first.written.isupper():
        return False
    if _likeness(first.lower) == "a_word" and first.opens_a_sentence:
        return _is_surname(second) or bool(_LIKE_A_SURNAME.fullmatch(second.lower))
    return len(second.written) > 1


def _is_surname(word: Word) -> bool:
    return word.lower.endswith(("nen", "sson", "ström", "qvist")) or word.lower in _surnames()


def _is_a_name_alone(word: Word) -> bool:
    if word.written.isupper() and len(word.written) <= LONGEST_ABBREVIATION:
        return False
    stem, hyphen, rest = word.written.partition("-")
    name = name_of(stem.casefold(), _forms_of_first_names())
    if name is None or (hyphen and rest[:1].islower() and _likeness(name) == "a_word"):
        return False
    return _is_clearly(name, word)


def _is_clearly(name: str, word: Word) -> bool:
    """Whether a form of a name that may be a word (toivon, ainoa) is the name: by a capital inside a sentence."""
    likeness = _likeness(name)
    if likeness == "nothing_else":
        return True
    if not word.opens_a_sentence:
        return word.written[:1].isupper() and not word.written.isupper()
    return likeness == "a_word_when_inflected" and word.lower == name


def _is_known(word: Word, forms: Mapping[str, str]) -> bool:
    name = name_of(word.lower, forms)
    if name is None:
        return False
    return _is_clearly(name, word) or (word.lower == name and word.written[:1].isupper())


def _likeness(name: str) -> Likeness:
    """What a name in lower case may be besides a name; a name on neither list is taken for nothing else."""
    return _first_names().get(name) or _surnames().get(name) or "nothing_else"


@lru_cache(maxsize=8)
def _known_forms(names: frozenset[str]) -> dict[str, str]:
    parts = {part.casefold() for name in names for part in _WORD.findall(name) if len(part) >= SHORTEST_KNOWN_NAME}
    first = parts & _first_names().keys()
    return surname_forms(parts - first) | first_name_forms(first)


@lru_cache(maxsize=1)
def _forms_of_first_names() -> dict[str, str]:
    return first_name_forms(_first_names())


@lru_cache(maxsize=1)
def _first_names() -> dict[str, Likeness]:
    return _listed("first_names.txt")


@lru_cache(maxsize=1)
def _surnames() -> dict[str, Likeness]:
    return _listed("surnames.txt")


def _listed(file: str) -> dict[str, Likeness]:
    """Name in lower case: what else it may be, by the mark after it."""
    lines = files(__package__).joinpath(file).read_text(encoding="utf-8").splitlines()
    names: Iterable[str] = (name for line in lines if not line.startswith("#") for name in line.split())
    return {name.rstrip("*~").casefold(): _LIKENESS[name[len(name.rstrip("*~")) :]] for name in names}
