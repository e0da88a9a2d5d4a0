"""What a header says of its column: that it asks for one's own words, or numbers the answers."""

from __future__ import annotations

import re

from arvio.sources.cells import label

_OWN_WORDS = re.compile(
    r"\bavoin|\bavoimet|vapaa (?:sana|palaute|kuvaus|teksti)|vapaat|muuta palautetta|muu palaute|kommen|terveis|toive|"
    r"\bmitä (?:muuta|haluat|toivo)|omin sanoin|perustel|kuvail|\bkerro\b|\bmiksi\b|muistiinpano|lisätie|huomio|"
    r"\bhuom\b|\bnotes?\b|comment|remarks?\b|free text|own words|describe|explain|specify|\bwhy\b|anything else|"
    r"\bmuu,? (?:mikä|mitä|kuka|missä)|\bmuuta\b|"
    r"feedback|open[- ]end|"
    r"fritt ord|fri text|\böppen|kommentar|motivera|beskriv|berätta|\bvarför\b",
    re.IGNORECASE,
)
_OTHER = re.compile(r"(?:jokin )?muu\b.*|(?:some )?other\b.*|annat\b.*", re.IGNORECASE)
_NUMBERS_ANSWERS = (
    *("vastaajanumero", "vastaajan tunnus", "vastausnumero", "vastaustunniste", "response id", "responseid"),
    *("respondent id", "respondentid", "record id", "record_id", "id", "tunnus"),
)
"""The surest first."""


def asks_for_own_words(header: str) -> bool:
    """Whether people answer in words of their own: then no answer is a label, however many gave the same.

    >>> asks_for_own_words("12. Avoin palaute"), asks_for_own_words("Palvelu, johon osallistuit")
    (True, False)
    """
    return _OWN_WORDS.search(header) is not None


def is_other(option: str) -> bool:
    """Whether an option of a question is the one beside which people write what is not among the options.

    >>> is_other("Muu, mikä?"), is_other("Other (please specify)"), is_other("Muutos")
    (True, True, False)
    """
    return _OTHER.fullmatch(option) is not None


def numbers_answers(header: str) -> bool:
    """Whether a column is called as those that number the answers."""
    return label(header) in _NUMBERS_ANSWERS


def surest(headers: list[str]) -> str:
    """Of the columns that number the answers, the one that is surely called so; '' of none."""
    return min(headers, key=lambda header: _NUMBERS_ANSWERS.index(label(header)), default="")
