"""Persons who do not exist, and the small draws that all organisations' exports share."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


def words(text: str) -> tuple[str, ...]:
    """The words of a line."""
    return tuple(text.split())


MEN = words(
    "Aarne Ahti Alpo Armas Arvi Eelis Eino Ensio Erkki Esko Heimo Hannes Ilmari Into Kaarlo Kalervo Kauko "
    "Lauri Martti Mauno Niilo Olavi Onni Oskari Paavo Pentti Raimo Reino Rauno Sulo Taisto Tauno Toivo "
    "Unto Urho Veikko Viljo Voitto Yrjö Väinö"
)
WOMEN = words(
    "Aino Anni Eeva Elli Elsa Helmi Hilja Hilkka Irja Kaisa Katri Kerttu Laina Lempi Liisa Martta Meeri Mirja "
    "Orvokki Pirkko Saara Salme Siiri Sylvi Tyyne Vieno"
)
FIRST_HALVES = words(
    "Haapa Halla Harju Honka Humu Kaisla Kallio Kanerva Karhu Kataja Kuusi Lumme Maina Naava Petäjä Pihka Raita "
    "Saarni Sammal Tuomi Tyrsky Utu Vaahtera Vesi"
)
SECOND_HALVES = words("aho harja kaarre kangas kuru lampi mieli niitty polku ranta rinne salmi suvanto vaara")


@dataclass(frozen=True)
class Canary:
    """A made-up person whose every string is unique, so that a leak of any of them can be seen."""

    name: str
    email: str
    identity_code: str
    phone: str
    quote: str

    @property
    def strings(self) -> tuple[str, ...]:
        """What no report may hold."""
        return (self.name, self.email, self.identity_code, self.phone, self.quote)

    @property
    def open_text(self) -> str:
        """An open answer in which this person tells too much."""
        return f"{self.quote} Minuun saa yhteyden numerosta {self.phone}, henkilötunnukseni on {self.identity_code}."


def artificial_identity_code(birthday: dt.date, individual: int) -> str:
    """An identity code that nobody can have: individual numbers from 900 are kept for artificial codes (DVV)."""
    if not 900 <= individual <= 999:
        raise ValueError(f"{individual} could be somebody's")
    digits = f"{birthday:%d%m%y}{individual}"
    check = "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(digits) % 31]
    return f"{digits[:6]}{'-' if birthday.year < 2000 else 'A'}{digits[6:]}{check}"


def names(draw: random.Random, given: Sequence[str], number: int) -> list[str]:
    """Different full names: invented surnames, so that nobody's own name comes up but by chance."""
    every = [f"{first} {half}{rest}" for first in given for half in FIRST_HALVES for rest in SECOND_HALVES]
    return draw.sample(every, number)


def email(name: str, domain: str) -> str:
    """An address under a domain that is reserved for examples (RFC 2606)."""
    plain = name.lower().translate(str.maketrans("äöå ", "aoa."))
    return f"{plain}@{domain}"


def shuffled(draw: random.Random, numbers: Mapping[object, int]) -> list[object]:
    """Each value as many times as asked, in random order: what is planted comes out exactly."""
    values = [value for value, number in numbers.items() for _ in range(number)]
    draw.shuffle(values)
    return values


def moments(draw: random.Random, opened: dt.date, closed: dt.date, number: int) -> list[dt.datetime]:
    """Sorted times of answering, on days within a survey, both ends among them."""
    days = (closed - opened).days
    offsets = [0, days, *(draw.randint(0, days) for _ in range(number - 2))][:number]
    return sorted(
        dt.datetime.combine(opened + dt.timedelta(days=offset), dt.time(draw.randint(7, 22), draw.randint(0, 59)))
        + dt.timedelta(seconds=draw.randint(0, 59))
        for offset in offsets
    )
