"""Voimaa ikämiesten arkeen: groups for older men in South-East Finland, 2021–2024.

The planted figures: 112 different men of at least 60 came to 12 groups, 102 of them by the end of 2023. The first
group held jointly with a wellbeing services county began on 4.4.2023 in Valkeala. Nine groups continue.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from generator import files, people, voimaa_costs
from generator.planted import Planted

NAME = "voimaa"

CANARIES = (
    people.Canary(
        "Wäinämö Pöllöskorpi",
        "wainamo.polloskorpi@example.fi",
        people.artificial_identity_code(dt.date(1947, 6, 19), 905),
        "050 000 4811",
        "Vaimon kuoltua en puhunut neljään kuukauteen muille kuin kissalle nimeltä Pikku-Kekkonen.",
    ),
    people.Canary(
        "Rurik Tervapolvi",
        "rurik.tervapolvi@example.org",
        people.artificial_identity_code(dt.date(1951, 1, 30), 962),
        "050 000 4822",
        "Myin traktorin ja ostin haitarin, eikä naapuri Lemillä ole vieläkään toipunut.",
    ),
)

PLANTED = (
    Planted(
        "village_groups",
        "Groups in small villages: where a small group met would tell who came",
        words=("Valkealan miehet", "Lemin ukkokerho", "Pyhtään piiri", "Lemi", "Pyhtää", "Taipalsaari"),
        stems=("Valkeala", "Lemi", "Pyhtä", "Taipalsaar"),
    ),
)

KYMENLAAKSO = "Kymenlaakson hyvinvointialue"
ETELA_KARJALA = "Etelä-Karjalan hyvinvointialue"


@dataclass(frozen=True)
class Group:
    """One group as it stands in the list of groups."""

    group_id: str
    name: str
    municipality: str
    county: str
    leaders: str
    start: dt.date
    end: dt.date


PROJECT, COUNTY = "hanketyöntekijä", "hanketyöntekijä ja hyvinvointialueen palveluohjaaja"
VOLUNTEER, VOLUNTEERS = "hanketyöntekijä ja vapaaehtoinen", "vapaaehtoiset"
GROUPS = (
    Group("R01", "Kouvolan ukot", "Kouvola", KYMENLAAKSO, PROJECT, dt.date(2021, 9, 7), dt.date(2022, 5, 31)),
    Group("R02", "Saimaan äijät", "Lappeenranta", ETELA_KARJALA, PROJECT, dt.date(2021, 9, 15), dt.date(2022, 5, 25)),
    Group("R03", "Satamaporukka", "Kotka", KYMENLAAKSO, PROJECT, dt.date(2022, 1, 18), dt.date(2022, 11, 29)),
    Group("R04", "Vuoksen miehet", "Imatra", ETELA_KARJALA, PROJECT, dt.date(2022, 2, 3), dt.date(2022, 12, 8)),
    Group("R05", "Haminan raati", "Hamina", KYMENLAAKSO, PROJECT, dt.date(2022, 9, 6), dt.date(2023, 5, 30)),
    Group("R06", "Linnoitus", "Lappeenranta", ETELA_KARJALA, PROJECT, dt.date(2022, 9, 14), dt.date(2023, 5, 31)),
    Group("R07", "Valkealan miehet", "Kouvola", KYMENLAAKSO, COUNTY, dt.date(2023, 4, 4), dt.date(2023, 12, 12)),
    Group("R08", "Imatran kahvitus", "Imatra", ETELA_KARJALA, COUNTY, dt.date(2023, 4, 20), dt.date(2023, 12, 14)),
    Group("R09", "Lemin ukkokerho", "Lemi", ETELA_KARJALA, VOLUNTEER, dt.date(2023, 9, 12), dt.date(2024, 5, 21)),
    Group("R10", "Kotkan konkarit", "Kotka", KYMENLAAKSO, COUNTY, dt.date(2023, 9, 19), dt.date(2024, 5, 28)),
    Group("R11", "Pyhtään piiri", "Pyhtää", KYMENLAAKSO, COUNTY, dt.date(2024, 1, 16), dt.date(2024, 5, 21)),
    Group("R12", "Tarinamiehet", "Taipalsaari", ETELA_KARJALA, VOLUNTEERS, dt.date(2024, 1, 17), dt.date(2024, 5, 22)),
)

# Who came: men new to the project, and men of earlier groups who came on.
NEW_MEN = dict(zip((group.group_id for group in GROUPS), (11, 11, 10, 10, 10, 10, 11, 9, 10, 10, 5, 5), strict=True))
RETURNING = {
    "R05": {"R01": 2},
    "R06": {"R02": 2},
    "R08": {"R04": 3},
    "R10": {"R03": 3},
    "R11": {"R05": 3, "R07": 2},
    "R12": {"R06": 2, "R08": 3},
}

# Who keeps the nine groups going; R04 ended and for R11 and R12 nothing is decided.
OWNERS = {
    **dict.fromkeys(("R01", "R02", "R06", "R09"), VOLUNTEERS),
    **dict.fromkeys(("R07", "R08", "R10"), "hyvinvointialue"),
    "R03": "yhdistys",
    "R05": "kunta",
}
CONTINUES = {**dict.fromkeys(OWNERS, "kyllä"), "R04": "ei", "R11": "avoin", "R12": "avoin"}


@dataclass
class Man:
    """One participant; `group` is the one that he first came to."""

    name: str
    born: int
    group: Group
    consent: str = "kyllä"
    comes: bool = True


# Beyond the 112: two men too young to count, one who withdrew his consent, one who put his name down and never came.
YOUNG, WITHDREW, NEVER_CAME = {"R03": 1971, "R09": 1969}, "R05", "R07"

MONTHS = people.words("tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu")
SOURCES = ("hyvinvointialue", "lehti-ilmoitus", "tuttava", "järjestö", "seurakunta")


def make(folder: Path) -> None:
    """Write the attendance workbooks, the lists of groups, men and volunteers, and the partner log."""
    draw = random.Random("voimaa")
    men = _men(draw)
    for group in GROUPS:
        _attendance(folder / f"lasnaolo_{group.group_id[1:]}.xlsx", group, _members(group, men), draw)
    _groups(folder / "ryhmat.xlsx")
    _persons(folder / "osallistujat.csv", men, draw)
    partners = _partners(folder / "kumppanit.csv", draw)
    _partner_actions(folder / "yhteistyo.csv", partners, draw)
    _volunteers(folder / "vapaaehtoiset.csv", men, draw)
    voimaa_costs.make(folder)


# --- men


def _men(draw: random.Random) -> list[Man]:
    """The 112 men, two canaries among them, and the four who do not count."""
    wanted = [group for group in GROUPS for _ in range(NEW_MEN[group.group_id])]
    every = people.names(draw, people.MEN, len(wanted) + 4)
    men = [Man(name, draw.randint(1938, 1958), group) for name, group in zip(every, wanted, strict=False)]
    men[64].name, men[95].name = (canary.name for canary in CANARIES)  # in R07 and R10
    by_id = {group.group_id: group for group in GROUPS}
    young = [Man(name, YOUNG[one], by_id[one]) for name, one in zip(every[-4:-2], YOUNG, strict=True)]
    withdrew = Man(every[-2], 1949, by_id[WITHDREW], consent="peruttu")
    never_came = Man(every[-1], 1944, by_id[NEVER_CAME], comes=False)
    return [*men, *young, withdrew, never_came]


def _members(group: Group, men: Sequence[Man]) -> list[Man]:
    """Those who came to this group first, and the first few of the earlier groups' men who came on."""
    members = [man for man in men if man.group is group]
    for earlier, number in RETURNING.get(group.group_id, {}).items():
        members += [man for man in men if man.group.group_id == earlier and man.born < 1960][1 : 1 + number]
    return members


# --- attendance: a workbook a group, a sheet a month, names down, dates across


def session_days(group: Group) -> list[dt.date]:
    """Every other week, but not in July nor around Christmas."""
    days = [group.start + dt.timedelta(days=14 * number) for number in range(40)]
    free = {(7, day) for day in range(1, 32)} | {(12, day) for day in range(20, 32)} | {(1, day) for day in range(1, 7)}
    return [day for day in days if day <= group.end and (day.month, day.day) not in free]


def _attendance(path: Path, group: Group, members: Sequence[Man], draw: random.Random) -> None:
    days = session_days(group)
    marks = {man.name: _marks(man, days, draw) for man in members}
    for stopped in members[-2:-1]:  # one man of each group stops before half of it
        marks[stopped.name] = dict(list(marks[stopped.name].items())[: len(days) // 3])
    workbook = files.new_workbook(f"Läsnäolot {group.group_id} (synteettinen)")
    for year, month in sorted({(day.year, day.month) for day in days}):
        held = [day for day in days if (day.year, day.month) == (year, month)]
        here = [name for name in sorted(marks) if any(day in marks[name] for day in held)]
        rows = [[_as_written(name, draw), *[marks[name].get(day) for day in held]] for name in here]
        if group.group_id == "R08" and (year, month) == (2023, 5):
            rows.append(["testi", *["x"] * len(held)])
        _month_sheet(workbook.create_sheet(_sheet_name(group, year, month)), group, held, rows)
    files.write_workbook(path, workbook)


def _marks(man: Man, days: Sequence[dt.date], draw: random.Random) -> dict[dt.date, object]:
    """Present as somebody marks it, else a dash or nothing. Everybody who comes is there at the beginning."""
    if not man.comes:
        return dict.fromkeys(days, "-")
    present = [True, *[draw.random() < 0.82 for _ in days[1:]]]
    return {
        day: draw.choice(("x", "x", "x", "x", "X", "p", "1", 1)) if here else draw.choice(("-", None))
        for day, here in zip(days, present, strict=True)
    }


def _as_written(name: str, draw: random.Random) -> str:
    """A name as different hands write it in different months."""
    return draw.choice((*(name,) * 12, name.upper(), name.lower(), f"{name} ", name.replace(" ", "  ")))


def _sheet_name(group: Group, year: int, month: int) -> str:
    habits = (f"{MONTHS[month - 1]} {year % 100}", f"{month}.{year % 100}", f"{MONTHS[month - 1].title()}kuu {year}")
    return habits[int(group.group_id[1:]) % 3]


def _month_sheet(sheet: Worksheet, group: Group, days: Sequence[dt.date], rows: Sequence[Sequence[object]]) -> None:
    """Three title rows, the header, the names, an empty row, the totals."""
    width = len(days) + 3
    sheet.append(["Voimaa ikämiesten arkeen – läsnäolot (synteettinen esimerkki)"])
    sheet.append([f"Ryhmä: {group.group_id}"])
    sheet.append(["x = paikalla, - = poissa"])
    sheet.append(["Nimi", *[_day_as_written(group, day) for day in days], "Yhteensä", "Huom."])
    for row in rows:
        sheet.append([*row, sum(map(is_present, row[1:])), _remark(str(row[0]))])
    totals = [sum(is_present(row[place]) for row in rows) for place in range(1, len(days) + 1)]
    sheet.append([])
    sheet.append(["yhteensä", *totals, sum(totals)])
    for title_row in (1, 2):
        sheet.merge_cells(start_row=title_row, start_column=1, end_row=title_row, end_column=width)


def is_present(mark: object) -> bool:
    """Whether a mark says that the man was there."""
    return mark not in ("-", None)


def _day_as_written(group: Group, day: dt.date) -> object:
    """Most write 4.4.23; in two workbooks the cells are real dates."""
    if group.group_id in ("R03", "R10"):
        return day
    return f"{day.day}.{day.month}.{day.year % 100:02}"


def _remark(name: str) -> str | None:
    quotes = {canary.name.casefold(): canary.quote for canary in CANARIES}
    return quotes.get(" ".join(name.split()).casefold())


# --- lists


def _groups(path: Path) -> None:
    header = [
        *("Tunnus", "Ryhmän nimi", "Kunta", "Hyvinvointialue", "Alkoi", "Päättyi", "Ohjaajat"),
        *("Yhdessä hyvinvointialueen kanssa", "Suunniteltuja kertoja", "Jatkuuko", "Kuka jatkaa"),
    ]
    rows = [
        [
            *(group.group_id, group.name, group.municipality, group.county, _start(group), group.end, group.leaders),
            *("kyllä" if group.leaders == COUNTY else "ei", len(session_days(group)) + number % 3),
            *(CONTINUES[group.group_id], OWNERS.get(group.group_id)),
        ]
        for number, group in enumerate(GROUPS)
    ]
    workbook = files.new_workbook("Ryhmät (synteettinen)")
    files.add_sheet(workbook, "Ryhmät", [header, *rows])
    files.write_workbook(path, workbook)


def _start(group: Group) -> object:
    """A real date, but text where somebody pasted it from a letter."""
    if group.group_id == "R07":
        return f"{group.start.day}.{group.start.month}.{group.start.year % 100}"
    return group.start


def _persons(path: Path, men: Sequence[Man], draw: random.Random) -> None:
    canaries = {canary.name: canary for canary in CANARIES}
    header = [
        "Nimi",
        "Syntymävuosi",
        "Hyvinvointialue",
        "Suostumus arviointiin",
        "Mistä sai tiedon",
        "Sähköposti",
        "Lisätietoja",
    ]
    rows = []
    for man in men:
        canary = canaries.get(man.name)
        address = canary.email if canary else people.email(man.name, "example.fi")
        words = canary.open_text if canary else ""
        rows.append([man.name, man.born, man.group.county, man.consent, draw.choice(SOURCES), address, words])
    twice = [f"{rows[17][0].upper()} ", *rows[17][1:]]
    test = ["Testi Testaaja", 1950, KYMENLAAKSO, "kyllä", SOURCES[0], "testi@example.fi", ""]
    files.write_csv(path, [header, test, *rows, twice], encoding="cp1252", delimiter=";")


SECTORS = ("hyvinvointialue", "kunta", "järjestö", "seurakunta")
FORMS = ("asiakasohjaus", "viestintä", "ryhmätilat", "ryhmän ohjaus", "koulutus", "neuvottelu")


def _partners(path: Path, draw: random.Random) -> list[str]:
    """The numbers of the 24 mapped partners; nine are essential."""
    header = ["Numero", "Kumppani", "Sektori", "Hyvinvointialue", "Kartoitettu", "Olennainen"]
    numbers = [f"K{number:02}" for number in range(1, 25)]
    rows = []
    for place, number in enumerate(numbers):
        day = dt.date(2021, 2, 1) + dt.timedelta(days=draw.randint(0, 200))
        county = (KYMENLAAKSO, ETELA_KARJALA)[place % 2]
        essential = "kyllä" if place < 9 else "ei"
        rows.append([number, f"Kumppani {place + 1}", SECTORS[place // 2 % 4], county, _finnish(day), essential])
    files.write_csv(path, [header, *rows], encoding="cp1252", delimiter=";")
    return numbers


def _partner_actions(path: Path, partners: Sequence[str], draw: random.Random) -> None:
    """160 different actions of 18 of the partners, one of them logged twice and one misspelt."""
    first, last = dt.date(2021, 3, 1), dt.date(2024, 6, 14)
    actions: set[tuple[dt.date, str, str]] = set()
    for number in range(160):
        partner = partners[number % 18]
        form = draw.choices(FORMS, weights=(5, 4, 4, 2, 2, 3))[0]
        while len(actions) == number:
            actions.add((first + dt.timedelta(days=draw.randint(0, (last - first).days)), partner, form))
    canary = CANARIES[0]
    rows = [[partner, _finnish(day), form, ""] for day, partner, form in sorted(actions)]
    rows[40][-1] = f"Ohjattiin {canary.name}, puh. {canary.phone}."
    misspelt = next(row for row in rows if row[2] == "viestintä")
    misspelt[2] = "Viestinta"
    rows.insert(71, list(rows[70]))
    header = ["Kumppani", "Päivä", "Muoto", "Muistiinpanot"]
    files.write_csv(path, [header, *rows], encoding="utf-8-sig", delimiter=";")


def _volunteers(path: Path, men: Sequence[Man], draw: random.Random) -> None:
    """Three found from the groups, five from elsewhere."""
    from_groups = [men[place].name for place in (4, 27, 50)]
    elsewhere = people.names(draw, people.WOMEN + people.MEN, 5)
    roles = ("ryhmän ohjaaja", "järjestön vapaaehtoinen", "hyvinvointialueen vapaaehtoinen")
    rows = []
    for place, name in enumerate([*from_groups, *elsewhere]):
        began = dt.date(2022, 3, 1) + dt.timedelta(days=97 * place)
        ended = "" if place % 4 else _finnish(began + dt.timedelta(days=300))
        source = "ryhmästä" if place < 3 else "muualta"
        rows.append([name, source, _finnish(began), ended, roles[place % 3], people.email(name, "example.fi")])
    header = ["Nimi", "Mistä löytyi", "Alkoi", "Päättyi", "Tehtävä", "Sähköposti"]
    files.write_csv(path, [header, *rows], encoding="cp1252", delimiter=";")


def _finnish(day: dt.date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
