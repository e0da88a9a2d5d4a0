"""Silmu: feedback and what came of it, checks of own practice, and partners.

The planted figures: staff gave feedback 10, 11 and 12 times in 2023, 2024 and 2025; 7, 8 and 9 of these led to an
action, half of these within 35, 28 and 21 days, and half of all the feedback within 42, 49 and 24 (Kaplan and Meier, by
the end of each year, when one of 2024 had no action yet). Own control made 8, 9 and 10 observations; 6, 7 and 8 led to
an action, half of these, and half of all, within 20, 16 and 12 days. Of twelve requirements, five of them beyond the
statutory minimum, 9, 10 and 11 were met. Cooperation was other than discussing orders in 16 of 40, 23 of 45 and 30 of
50 actions; joint forums were held on one, two and three days.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator import files

YEARS = (2023, 2024, 2025)

# Year: how often each gave feedback, and after how many days it led to an action where it did.
STAFF = {
    2023: (10, (14, 21, 28, 35, 42, 56, 90)),
    2024: (11, (10, 14, 21, 28, 28, 35, 49, 70)),
    2025: (12, (7, 10, 14, 18, 21, 24, 30, 42, 60)),
}
OWN_CONTROL = {
    "oma havainto": {
        2023: (8, (7, 14, 20, 20, 30, 45)),
        2024: (9, (5, 10, 14, 16, 16, 21, 40)),
        2025: (10, (3, 7, 10, 12, 12, 14, 21, 35)),
    },
    "perhe": {2023: (2, (10, 20)), 2024: (3, (8, 15)), 2025: (3, (7, 14))},
    "tilaaja": {2023: (1, (5,)), 2024: (2, (6, 12)), 2025: (2, (4, 9))},
}
STAFF_THEMES = ("työn kuormitus", "tilat ja välineet", "työnohjaus", "tiedonkulku", "koulutus", "aikataulut")
OTHER_THEMES = ("kirjaaminen", "palvelun alkaminen", "turvallisuus", "lapsen osallisuus", "yhteydenpito", "tietosuoja")
NOT_ACTED_ON = ("avoin", "ei toimenpiteitä", "kesken")

REQUIREMENTS = {
    "Omavalvontasuunnitelma julkaistu": "lakisääteinen",
    "Asiakassuunnitelmat ajan tasalla": "lakisääteinen",
    "Henkilöstön kelpoisuus tarkistettu": "lakisääteinen",
    "Rikostaustaotteet tarkistettu": "lakisääteinen",
    "Käynnit kirjattu määräajassa": "lakisääteinen",
    "Lapsen mielipide selvitetty": "lakisääteinen",
    "Muistutusten käsittely ohjeistettu": "lakisääteinen",
    "Käynnit työparina tai tiiminä": "lakisääteistä laajempi",
    "Viikoittainen tiimipalaveri": "lakisääteistä laajempi",
    "DDP-peruskoulutus kaikilla": "lakisääteistä laajempi",
    "Tavoitteet arvioitu perheen kanssa": "lakisääteistä laajempi",
    "Työnohjaus kuukausittain": "lakisääteistä laajempi",
}
NOT_MET = {
    2023: ("Käynnit kirjattu määräajassa", "Käynnit työparina tai tiiminä", "DDP-peruskoulutus kaikilla"),
    2024: ("Käynnit työparina tai tiiminä", "DDP-peruskoulutus kaikilla"),
    2025: ("Käynnit työparina tai tiiminä",),
}

SECTORS = {"hyvinvointialue": 3, "kunta": 5, "palveluntuottaja": 6}
# Year: discussions about orders, joint trainings, development meetings, other actions, and who came to each forum.
ACTIONS = {2023: (24, 3, 6, 2, (5,)), 2024: (22, 4, 7, 3, (5, 4)), 2025: (20, 5, 7, 2, (5, 6, 5))}
FORMS = ("tilauskeskustelu", "yhteinen koulutus", "kehittämistapaaminen", "muu")


def make(folder: Path, *, remark: str) -> None:
    """Write feedback, checks, partners and actions with them; the remark is what somebody wrote of a family."""
    draw = random.Random("silmu: laatu")
    _staff_feedback(folder / "henkiloston_palautteet.csv", draw)
    _own_control(folder / "omavalvonta.xlsx", draw, remark)
    _checks(folder / "laatutarkistukset.csv")
    _partners(folder / "kumppanit.csv")
    _actions(folder / "yhteistyo.csv", draw)


# --- feedback


def _staff_feedback(path: Path, draw: random.Random) -> None:
    """One piece of feedback of December 2024 led to an action in January only."""
    items = [item for year, (number, days) in STAFF.items() for item in _items(year, number, days, draw)]
    after_28_days = STAFF[2023][0] + STAFF[2024][1].index(28)
    items[after_28_days] = (dt.date(2024, 12, 16), dt.date(2025, 1, 13), "tehty")
    header = ["Päivä", "Aihe", "Palaute", "Toimenpide tehty", "Tila"]
    rows = [
        [_finnish(day), draw.choice(STAFF_THEMES), "Puhuttu palaverissa.", _finnish(acted) if acted else "", state]
        for day, acted, state in sorted(items, key=lambda item: item[0])
    ]
    files.write_csv(path, [header, *rows], encoding="cp1252", delimiter=";")


def _own_control(path: Path, draw: random.Random, remark: str) -> None:
    header = ["Päivä", "Havainnon lähde", "Aihe", "Havainto", "Toimenpide tehty", "Tila"]
    rows = [
        [day, source, draw.choice(OTHER_THEMES), "Käsitelty tiimissä.", acted, state]
        for source, years in OWN_CONTROL.items()
        for year, (number, days) in years.items()
        for day, acted, state in _items(year, number, days, draw)
    ]
    rows.sort(key=lambda row: row[0])
    rows[20][3] = remark
    workbook = files.new_workbook("Omavalvonta (synteettinen)")
    files.add_sheet(workbook, "Havainnot", [header, *rows])
    files.write_workbook(path, workbook)


def _items(
    year: int, number: int, days: Sequence[int], draw: random.Random
) -> Iterator[tuple[dt.date, dt.date | None, str]]:
    """When feedback came, when it led to an action, and how far that is."""
    for place in range(number):
        received = dt.date(year, 1, 10) + dt.timedelta(days=draw.randint(0, 260))
        if place < len(days):
            state = "kesken" if place % 5 == 4 else "tehty"
            yield received, received + dt.timedelta(days=days[place]), state
        else:
            yield received, None, NOT_ACTED_ON[place % 3]


# --- checks and partners


def _checks(path: Path) -> None:
    header = ["Vaatimus", "Laji", "Toteutuu", "Tarkistettu"]
    rows = [
        [requirement, kind, "ei" if requirement in NOT_MET[year] else "kyllä", f"20.11.{year}"]
        for year in YEARS
        for requirement, kind in REQUIREMENTS.items()
    ]
    files.write_csv(path, [header, *rows], encoding="cp1252", delimiter=";")


def _partners(path: Path) -> None:
    header = ["Numero", "Kumppani", "Sektori", "Kartoitettu", "Olennainen"]
    sectors = [sector for sector, number in SECTORS.items() for _ in range(number)]
    rows = [
        [f"T{place:02}", f"Kumppani {place}", sector, f"{place}.2.2023", "kyllä" if place <= 6 else "ei"]
        for place, sector in enumerate(sectors, start=1)
    ]
    files.write_csv(path, [header, *rows], encoding="cp1252", delimiter=";")


def _actions(path: Path, draw: random.Random) -> None:
    """Orders are discussed with the three counties; to a forum come several partners on the same day."""
    numbers = [f"T{place:02}" for place in range(1, sum(SECTORS.values()) + 1)]
    rows: list[tuple[dt.date, str, str]] = []
    for year, (*times, forums) in ACTIONS.items():
        for form, number in zip(FORMS, times, strict=True):
            partners = numbers[:3] if form == FORMS[0] else numbers
            rows += [(_day_of(year, draw), draw.choice(partners), form) for _ in range(number)]
        for place, came in enumerate(forums):
            day = dt.date(year, 3 + 3 * place, 15)
            rows += [(day, partner, "foorumi") for partner in draw.sample(numbers, came)]
    header = ["Kumppani", "Päivä", "Muoto", "Muistiinpanot"]
    written = [[partner, _finnish(day), form, ""] for day, partner, form in sorted(rows)]
    files.write_csv(path, [header, *written], encoding="utf-8-sig", delimiter=";")


def _day_of(year: int, draw: random.Random) -> dt.date:
    return dt.date(year, 1, 9) + dt.timedelta(days=draw.randint(0, 340))


def _finnish(day: dt.date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
