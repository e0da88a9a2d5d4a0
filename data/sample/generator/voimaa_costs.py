"""Voimaa: what the project cost, a line a month and account class, as a small organisation's bookkeeping gives it.

The planted figures: 292 000 euros of the project's own costs, 62 000, 84 000, 88 000 and 58 000 of 2021 to 2024, and
38 000 euros of shared costs, 8 000, 11 000, 11 500 and 7 500. A correction is booked with a minus.
"""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from generator import files

OWN = {2021: 62_000, 2022: 84_000, 2023: 88_000, 2024: 58_000}
SHARED = {2021: 8_000, 2022: 11_000, 2023: 11_500, 2024: 7_500}
CLASSES = {"Henkilöstökulut": 0.74, "Matkat": 0.09, "Tilat": 0.07, "Tarvikkeet ja tarjoilut": 0.06}
"""Class: about which share of the project's own costs; what is left over is bought services."""
REST = "Ostopalvelut"
OVERHEAD = "Yleiskulut"
CORRECTED = 150_00
"""In cents: booked twice in the first month, and taken back in the second."""


def make(folder: Path) -> None:
    """Write the costs by month and account class."""
    draw = random.Random("voimaa: kustannukset")
    rows = [row for year in OWN for row in _year(year, draw)]
    rows.insert(1, [rows[0][0], "Matkat", _euros(CORRECTED), "Kirjattu kahdesti"])
    rows.insert(8, [_day(2021, 2), "Matkat", _euros(-CORRECTED), "Oikaisu"])
    header = ["Kuukausi", "Kululaji", "Euroa", "Selite"]
    files.write_csv(folder / "kustannukset.csv", [header, *rows], encoding="cp1252", delimiter=";")


def _year(year: int, draw: random.Random) -> list[list[str]]:
    own, left = OWN[year] * 100, {name: int(OWN[year] * 100 * share) for name, share in CLASSES.items()}
    left[REST] = own - sum(left.values())
    left[OVERHEAD] = SHARED[year] * 100
    rows = []
    for month in range(1, 13):
        for name in left:
            cents = left[name] if month == 12 else int(left[name] / (13 - month) * draw.uniform(0.85, 1.15))
            left[name] -= cents
            rows.append([_day(year, month), name, _euros(cents), ""])
    return rows


def _day(year: int, month: int) -> str:
    """The last day of the month, as Finns write it."""
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    last = after - dt.timedelta(days=1)
    return f"{last.day}.{last.month}.{last.year}"


def _euros(cents: int) -> str:
    sign, whole = ("-" if cents < 0 else ""), f"{abs(cents) // 100}"
    return f"{sign}{whole},{abs(cents) % 100:02d}"
