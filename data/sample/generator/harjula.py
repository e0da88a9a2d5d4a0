"""Harjula: periods in six services, encounters, and forms filled in at the beginning and at the end.

The planted figures: 148 clients, 46 of them (31 %) in two services or more; 144 of 200 begun periods (72 %) began
within 14 days. Of the 41 who filled in both forms 24 felt lonely at the beginning and 16 at the end. One child got in
touch with Valopilkku alone. Paths between services and the register of gaps are planted in harjula_paths.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import files, harjula_paths, people
from generator.planted import Planted

NAME = "harjula"

CANARIES = (
    people.Canary(
        "Hilppa Suovanurkka",
        "hilppa.suovanurkka@example.fi",
        people.artificial_identity_code(dt.date(1969, 3, 8), 916),
        "050 000 4911",
        "Olopisteessä opin virkkaamaan, ja nyt naapurin koirallakin on kolme takkia.",
    ),
    people.Canary(
        "Ossian Väkkäräinen-Kuura",
        "ossian.vakkarainen-kuura@example.org",
        people.artificial_identity_code(dt.date(1990, 12, 24), 933),
        "050 000 4922",
        "Työhaastattelun aamuna söin kolme karjalanpiirakkaa ja itkin bussipysäkillä.",
    ),
)

PLANTED = (
    Planted(
        "rare_chain",
        "Two persons went on from Valopilkku to Minun Suomeni: a chain so rare that it is among the other ones",
        ids=("valopilkku > minun_suomeni",),
        count=2,
        unit="persons",
    ),
    Planted(
        "childs_contact",
        "A child got in touch with Valopilkku, once: the only contact of its kind",
        words=("lapsen yhteydenotto",),
        stems=("lapsen yhteydeno",),
        ids=("childs_contact",),
        count=1,
        unit="contacts",
    ),
)

SERVICES = ("Kuntouttava työtoiminta", "Olopiste", "OmaKamu", "Askel", "Minun Suomeni", "Valopilkku")
TARGET_GROUPS = ("työtön", "työttömyysuhka", "maahanmuuttaja", "muu erityisryhmä")
NEEDS = ("työ", "talous", "yksinäisyys", "toimintakyky", "kieli")
END_REASONS = ("suunniteltu päättyminen", "keskeytti", "siirtyi toiseen palveluun")
NEXT_STEPS = {"työ": 18, "opiskelu": 21, "toinen palvelu": 44, "ei jatkopolkua": 26, "ei tiedossa": 31}
LENGTHS_OF_CHAIN = {1: 102, 2: 38, 3: 8}
BEGUN_IN_TIME, BEGUN_LATE, NOT_BEGUN = 144, 56, 2
FIRST_DAY, LAST_DAY = dt.date(2023, 1, 9), dt.date(2025, 12, 31)

# Item: the answers of those who filled in both forms, at the beginning and at the end, as counts of 1 to 5.
BOTH_FORMS, ONLY_THE_FIRST = 41, 27
CHANGES = {
    "Tunnen kuuluvani joukkoon": ((5, 10, 12, 9, 5), (2, 5, 11, 15, 8)),
    "Tunnen itseni yksinäiseksi": ((4, 6, 7, 13, 11), (7, 10, 8, 10, 6)),
    "Voin vaikuttaa omaan arkeeni": ((4, 9, 13, 10, 5), (2, 5, 10, 16, 8)),
    "Selviydyn arjen askareista": ((2, 6, 11, 14, 8), (1, 5, 9, 16, 10)),
    "Pystyn mielestäni tekemään työtä": ((8, 10, 12, 7, 4), (5, 8, 12, 10, 6)),
}
ONLY_AT_THE_END = {
    "Sain palvelun oikeaan aikaan": (1, 3, 6, 17, 14),
    "Palvelu vastasi tarvettani": (1, 2, 7, 16, 15),
}
LABELS = ("täysin eri mieltä", "jokseenkin eri mieltä", "en samaa enkä eri mieltä", "jokseenkin samaa mieltä")
LABELS = (*LABELS, "täysin samaa mieltä")


@dataclass
class Client:
    """A client: the number that all of the organisation's files know him or her by."""

    number: str
    name: str
    target_group: str
    permission: str = "kyllä"


def make(folder: Path) -> None:
    """Write the service periods, the encounters, the register of gaps and the two forms."""
    draw = random.Random("harjula")
    clients = _clients(draw, sum(LENGTHS_OF_CHAIN.values()))
    _periods(folder / "palvelujaksot.csv", clients, draw)
    _encounters(folder / "kohtaamiset.csv", draw)
    harjula_paths.gaps(folder / "aukot.csv")
    answering = [*draw.sample(clients[:-1], BOTH_FORMS + ONLY_THE_FIRST), clients[-1]]
    _first_form(folder / "alkukysely.xlsx", answering, draw)
    _last_form(folder / "loppukysely.xlsx", answering[:BOTH_FORMS], draw)


def _clients(draw: random.Random, number: int) -> list[Client]:
    """The clients who count, two canaries among them, and last one who withdrew the permission to use the data."""
    every = people.names(draw, people.WOMEN + people.MEN, number + 1)
    clients = [Client(f"{7 + 3 * n:04}", name, draw.choice(TARGET_GROUPS)) for n, name in enumerate(every)]
    clients[12].name, clients[88].name = (canary.name for canary in CANARIES)
    clients[-1].permission = "peruttu"
    return clients


# --- service periods


def _periods(path: Path, clients: Sequence[Client], draw: random.Random) -> None:
    waits = _waits(draw)
    lengths = people.shuffled(draw, LENGTHS_OF_CHAIN)
    chains = [
        _chain(client, [waits.pop() for _ in range(length)], draw)
        for client, length in zip(clients, lengths, strict=False)
    ]
    rows = [row for chain in chains for row in chain]
    _add_next_steps(rows, draw)
    harjula_paths.plant_paths(chains)
    harjula_paths.still_in_service(rows)
    rows += _chain(clients[-1], [5], draw)
    rows = _period_faults(rows, clients, draw)
    header = [
        *("Asiakasnumero", "Nimi", "Palvelu", "Kohderyhmä", "Ohjattu", "Alkoi", "Päättyi", "Päättymisen syy"),
        *("Jatkopolku", "Tarve", "Tarpeeseen vastattu", "Kustannus (€)", "Arviointilupa", "Muistiinpanot"),
    ]
    files.write_csv(path, [header, *rows], encoding="cp1252", delimiter=";")


def _waits(draw: random.Random) -> list[int | None]:
    """Days from referral to beginning; None where the service has not begun."""
    in_time = [draw.randint(0, 14) for _ in range(BEGUN_IN_TIME)]
    late = [draw.randint(15, 70) for _ in range(BEGUN_LATE)]
    waits = [*in_time, *late, *[None] * NOT_BEGUN]
    draw.shuffle(waits)
    return waits


def _chain(client: Client, waits: Sequence[int | None], draw: random.Random) -> list[list[object]]:
    """A client's periods, one after another, each in another service."""
    referred = FIRST_DAY + dt.timedelta(days=draw.randint(0, 1000 - 285 * (len(waits) - 1)))
    rows = []
    for service, wait in zip(draw.sample(SERVICES, len(waits)), waits, strict=True):
        start = None if wait is None else referred + dt.timedelta(days=wait)
        end = None if start is None else start + dt.timedelta(days=draw.randint(40, 160))
        rows.append(_period(client, service, (referred, start, end), draw))
        referred = (end or referred) + dt.timedelta(days=draw.randint(5, 50))
    return rows


def _period(
    client: Client, service: str, days: tuple[dt.date, dt.date | None, dt.date | None], draw: random.Random
) -> list[object]:
    _, start, end = days
    ended = end is not None and end <= LAST_DAY
    written = [_finnish(day) if day and day <= LAST_DAY else "" for day in days]
    reason = draw.choices(END_REASONS, weights=(6, 2, 3))[0] if ended else ""
    met = draw.choices(("kyllä", "ei"), weights=(4, 1))[0] if start else "ei"
    cost = _euros(draw.randint(180_00, 2400_00)) if ended else ""
    about = next((f"{one.open_text} Tai {one.email}." for one in CANARIES if one.name == client.name), "")
    return [
        *(client.number, client.name, service, client.target_group, *written, reason, ""),
        *(draw.choice(NEEDS), met, cost, client.permission, about),
    ]


def _add_next_steps(rows: Sequence[list[object]], draw: random.Random) -> None:
    """Destinations of ended periods, in the planted proportions; "ei tiedossa" stays in sight."""
    ended = [row for row in rows if row[6]]
    steps = people.shuffled(draw, NEXT_STEPS)
    for place, row in enumerate(ended):
        row[8] = steps[place % len(steps)]


def _period_faults(rows: list[list[object]], clients: Sequence[Client], draw: random.Random) -> list[list[object]]:
    """A test client, a period entered twice, a service that somebody spells in two words."""
    test = _period(Client("9999", "Testi Asiakas", "työtön"), "Askel", (FIRST_DAY, FIRST_DAY, None), draw)
    misspelt = next(row for row in rows if row[2] == "OmaKamu")
    misspelt[2] = "Oma Kamu"
    return [test, *rows, list(rows[33]), list(rows[120])]


def _euros(cents: int) -> str:
    """1 240,50 with a no-break space, as the Finnish Excel writes it."""
    return f"{cents / 100:,.2f}".replace(",", "\xa0").replace(".", ",")


def _finnish(day: dt.date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


# --- encounters


KINDS = ("neuvonta", "avoin kohtaaminen", "puhelu", "chat")


def _encounters(path: Path, draw: random.Random) -> None:
    """About twenty encounters a month, of which nobody's name was taken."""
    header = ["Pvm", "Palvelu", "Laji", "Henkilöitä", "Laskentatapa", "Kesto (t)", "Huomioita"]
    rows: list[list[object]] = []
    for _ in range(720):
        day = FIRST_DAY + dt.timedelta(days=draw.randint(0, (LAST_DAY - FIRST_DAY).days))
        kind = draw.choices(KINDS, weights=(4, 5, 3, 1))[0]
        number = draw.randint(4, 22) if kind == "avoin kohtaaminen" else 1
        basis = draw.choice(("arvio", "kerätty", "otos")) if number > 1 else "kerätty"
        duration = f"{draw.randint(1, 12) / 4:g}".replace(".", ",")
        rows.append([day, draw.choice(SERVICES), kind, number, basis, duration, ""])
    rows.sort(key=lambda row: row[0])
    childs = next(row for row in rows if row[0].year == 2025 and row[1] == "Valopilkku" and row[2] == "puhelu")
    childs[2] = "lapsen yhteydenotto"
    canary = CANARIES[0]
    rows[200][-1] = f"Soitettiin {canary.name}, {canary.phone}."
    written = [[_finnish(row[0]), *row[1:]] for row in rows]
    test = [_finnish(FIRST_DAY), "Olopiste", "chat", 1, "kerätty", "0,25", "testi"]
    files.write_csv(path, [header, test, *written, [""] * len(header)], encoding="cp1252", delimiter=";")


# --- the forms


def _first_form(path: Path, clients: Sequence[Client], draw: random.Random) -> None:
    """Numbers, as Webropol exports them when asked to; the last client has withdrawn the permission elsewhere."""
    planted = [people.shuffled(draw, dict(enumerate(start, start=1))) for start, _ in CHANGES.values()]
    answered = [list(row) for row in zip(*planted, strict=True)]
    others = [[draw.choice((1, 2, 3, 3, 4, 5, 6)) for _ in CHANGES] for _ in clients[BOTH_FORMS:]]
    header = ["Vastaajanumero", "Vastausaika", "Asiakasnumero", *CHANGES, "Avoin palaute"]
    times = people.moments(draw, dt.date(2023, 2, 1), dt.date(2025, 6, 30), len(clients))
    marks = [*answered, *others]
    rows = [
        [number, time, client.number, *mark, None]
        for number, (time, client, mark) in enumerate(zip(times, clients, marks, strict=True), start=1)
    ]
    _write_form(path, [header, *rows, list(rows[9])])


def _last_form(path: Path, clients: Sequence[Client], draw: random.Random) -> None:
    """Words, as Webropol exports them when nobody asks for numbers; two questions more than in the first form."""
    ends = {**{item: end for item, (_, end) in CHANGES.items()}, **ONLY_AT_THE_END}
    columns = [people.shuffled(draw, dict(zip(LABELS, end, strict=True))) for end in ends.values()]
    header = ["Vastaajanumero", "Vastausaika", "Asiakasnumero", *ends, "Avoin palaute"]
    times = people.moments(draw, dt.date(2023, 8, 1), dt.date(2025, 12, 19), len(clients))
    rows = [
        [number, time, client.number, *marks, None]
        for number, (time, client, *marks) in enumerate(zip(times, clients, *columns, strict=True), start=1)
    ]
    rows[6][-1] = CANARIES[1].open_text
    _write_form(path, [header, *rows])


def _write_form(path: Path, rows: Sequence[Sequence[object]]) -> None:
    workbook = files.new_workbook(f"{path.stem.title()} (synteettinen)")
    files.add_sheet(workbook, "Vastaukset", rows)
    files.write_workbook(path, workbook)
