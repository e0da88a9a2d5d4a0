"""Personal data in a text: what kinds stand where. Made to err on the safe side, for a person to review.

What counts as personal data is said in the General Data Protection Regulation, article 4 (1): whatever relates to
somebody who can be identified, by a name, a number, a place or an online identifier. The rule for each kind stands
with the function that finds it, in identifiers.py and names.py.
"""

from __future__ import annotations

from collections import Counter

from arvio.sources.personal.hits import Hit, Kind, apart
from arvio.sources.personal.identifiers import identifiers
from arvio.sources.personal.names import known_names, person_names

NOBODY: frozenset[str] = frozenset()


def hits(text: str, *, names: frozenset[str] = NOBODY) -> list[Hit]:
    """Where personal data stand in a text, as `cells.text` gives it, in its order and none over another.

    `names` are persons to look for by name too, such as the staff: each part of four letters or more is found with
    Finnish endings and in any letter case.

    >>> hits("Kiitos Virtaselle, 040 123 4567", names=frozenset({"Maija Virtanen"}))
    [Hit(kind='known_name', start=7, end=17), Hit(kind='phone', start=19, end=31)]
    """
    return apart([*identifiers(text), *known_names(text, names), *person_names(text)])


def find(text: str, *, names: frozenset[str] = NOBODY) -> Counter[Kind]:
    """How many times each kind of personal data stands in a text."""
    return Counter(hit.kind for hit in hits(text, names=names))


def whole(text: str) -> Kind | None:
    """What a text is, when it is personal data of one kind and nothing else; otherwise None.

    >>> whole("040 123 4567"), whole("soita 040 123 4567")
    ('phone', None)
    """
    found = hits(text)
    if len(found) != 1:
        return None
    around = text[: found[0].start] + text[found[0].end :]
    return None if any(sign.isalnum() for sign in around) else found[0].kind
