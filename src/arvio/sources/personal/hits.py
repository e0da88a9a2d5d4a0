"""What was found in a text, by its kind and place only: a hit never holds the words that it is about."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from arvio.saying import say

Kind = Literal[
    "personal_identity_code",
    "iban",
    "e_mail",
    "ip_address",
    "coordinates",
    "phone",
    "known_name",
    "name",
    "first_name",
]
"""known_name  one of the names that were given, such as those of the staff
name        a first name with a surname
first_name  a first name alone: weaker, since some are also words"""

IN_WORDS: dict[str, str] = {
    "personal_identity_code": say("personal identity code"),
    "iban": say("bank account"),
    "e_mail": say("e-mail"),
    "ip_address": say("IP address"),
    "coordinates": say("coordinates"),
    "phone": say("phone"),
    "known_name": say("known name"),
    "name": say("name"),
    "first_name": say("first name"),
}


@dataclass(frozen=True)
class Hit:
    """Personal data of one kind, from one sign of a text to before another."""

    kind: Kind
    start: int
    end: int

    def touches(self, other: Hit) -> bool:
        return self.start < other.end and other.start < self.end


def apart(hits: Iterable[Hit]) -> list[Hit]:
    """The hits in the order of the text. Of those that share signs, the one that was given first."""
    kept: list[Hit] = []
    for hit in hits:
        place = bisect(kept, hit.start, key=lambda other: other.start)
        if not any(hit.touches(other) for other in kept[max(0, place - 1) : place + 1]):
            kept.insert(place, hit)
    return kept
