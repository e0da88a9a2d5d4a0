"""Miessakit: feedback from participants (Webropol), workers (Microsoft Forms) and stakeholders (Google Forms).

The planted figures: in each year the participants' means of worker_gender and male_specific are 4.5 when rounded,
the stakeholders' likewise; reading the 6 of "En osaa sanoa" as an answer would spoil the first of them.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator import files, people
from generator.planted import Planted

NAME = "miessakit"

CANARIES = (
    people.Canary(
        "Uolevi Kuukankorpi",
        "uolevi.kuukankorpi@example.fi",
        people.artificial_identity_code(dt.date(1961, 5, 13), 913),
        "050 000 4711",
        "Ensimmäistä kertaa kolmeenkymmeneen vuoteen itkin saunan lauteilla, ja se oli sallittua.",
    ),
    people.Canary(
        "Tapani Äyräpäänheimo",
        "tapani.ayrapaanheimo@example.org",
        people.artificial_identity_code(dt.date(1978, 11, 2), 927),
        "050 000 4722",
        "Hävyttömän punainen pipo roikkui naulassa, kun vihdoin uskalsin avata oven.",
    ),
    people.Canary(
        "Sakari Lokinhovi",
        "sakari.lokinhovi@example.org",
        people.artificial_identity_code(dt.date(1984, 8, 21), 941),
        "050 000 4733",
        "Verkostopalaverin jälkeen seisoimme parkkipaikalla tunnin ja puhuimme isistämme.",
    ),
)

PLANTED: tuple[Planted, ...] = ()
PARTICIPANTS, STAKEHOLDERS = CANARIES[:2], CANARIES[2:]

# Item: how many answered 1, 2, 3, 4, 5, "En osaa sanoa", and not at all.
Counts = tuple[int, int, int, int, int, int, int]

PARTICIPANT_COUNTS: Mapping[int, Mapping[str, Counts]] = {
    2023: {
        "worker_gender": (2, 4, 8, 50, 111, 7, 2),
        "male_specific": (2, 4, 9, 54, 108, 6, 1),
        "only_for_men": (1, 4, 7, 46, 124, 0, 2),
        "all_workers_men": (2, 6, 15, 68, 81, 9, 3),
        "men_centred": (1, 5, 12, 64, 94, 8, 0),
        "communication": (3, 8, 28, 78, 50, 12, 5),
        "heard": (1, 4, 9, 64, 103, 0, 3),
        "met": (1, 5, 11, 72, 93, 0, 2),
        "trust": (1, 2, 7, 59, 108, 6, 1),
    },
    2024: {
        "worker_gender": (2, 4, 8, 56, 118, 8, 1),
        "male_specific": (1, 4, 9, 56, 117, 8, 2),
        "only_for_men": (1, 4, 8, 44, 139, 0, 1),
        "all_workers_men": (2, 6, 14, 74, 89, 10, 2),
        "men_centred": (1, 5, 12, 67, 101, 9, 2),
        "communication": (3, 8, 27, 85, 56, 14, 4),
        "heard": (1, 4, 10, 65, 115, 0, 2),
        "met": (1, 5, 10, 75, 103, 0, 3),
        "trust": (1, 3, 8, 55, 123, 7, 0),
    },
    2025: {
        "worker_gender": (2, 4, 10, 57, 129, 8, 2),
        "male_specific": (2, 4, 9, 61, 126, 7, 3),
        "only_for_men": (1, 4, 8, 50, 147, 0, 2),
        "all_workers_men": (2, 7, 16, 75, 100, 11, 1),
        "men_centred": (1, 5, 13, 72, 110, 9, 2),
        "communication": (3, 9, 30, 92, 59, 15, 4),
        "heard": (1, 5, 10, 72, 122, 0, 2),
        "met": (1, 6, 12, 79, 111, 0, 3),
        "trust": (1, 3, 9, 56, 134, 8, 1),
    },
}
WORKER_COUNTS: Mapping[int, Mapping[str, Counts]] = {
    2023: {
        "worker_gender": (0, 0, 0, 3, 6, 0, 0),
        "male_specific": (0, 0, 0, 2, 7, 0, 0),
        "only_for_men": (0, 0, 0, 4, 5, 0, 0),
        "all_workers_men": (0, 0, 1, 4, 4, 0, 0),
        "men_centred": (0, 0, 0, 2, 7, 0, 0),
        "communication": (0, 0, 2, 4, 2, 1, 0),
    },
    2024: {
        "worker_gender": (0, 0, 0, 3, 6, 0, 0),
        "male_specific": (0, 0, 0, 3, 6, 0, 0),
        "only_for_men": (0, 0, 0, 3, 6, 0, 0),
        "all_workers_men": (0, 0, 1, 5, 3, 0, 0),
        "men_centred": (0, 0, 0, 3, 6, 0, 0),
        "communication": (0, 0, 1, 5, 2, 1, 0),
    },
    2025: {
        "worker_gender": (0, 0, 0, 2, 7, 0, 0),
        "male_specific": (0, 0, 0, 3, 6, 0, 0),
        "only_for_men": (0, 0, 0, 3, 6, 0, 0),
        "all_workers_men": (0, 0, 1, 4, 4, 0, 0),
        "men_centred": (0, 0, 0, 2, 7, 0, 0),
        "communication": (0, 0, 2, 4, 3, 0, 0),
    },
}
STAKEHOLDER_COUNTS: Mapping[int, Mapping[str, Counts]] = {
    2023: {
        "worker_gender": (0, 1, 1, 13, 19, 0, 0),
        "male_specific": (0, 1, 1, 13, 19, 0, 0),
        "only_for_men": (0, 1, 2, 12, 18, 1, 0),
        "all_workers_men": (1, 1, 4, 14, 12, 2, 0),
        "men_centred": (0, 1, 2, 13, 18, 0, 0),
        "communication": (0, 3, 6, 14, 8, 2, 1),
    },
    2024: {
        "worker_gender": (0, 1, 1, 14, 20, 0, 0),
        "male_specific": (0, 1, 1, 13, 20, 1, 0),
        "only_for_men": (0, 1, 2, 13, 19, 1, 0),
        "all_workers_men": (1, 1, 4, 15, 13, 2, 0),
        "men_centred": (0, 1, 2, 14, 18, 1, 0),
        "communication": (0, 3, 6, 15, 9, 2, 1),
    },
    2025: {
        "worker_gender": (0, 1, 1, 14, 22, 0, 0),
        "male_specific": (0, 1, 1, 15, 21, 0, 0),
        "only_for_men": (0, 1, 2, 13, 21, 1, 0),
        "all_workers_men": (1, 1, 4, 16, 14, 2, 0),
        "men_centred": (0, 1, 2, 15, 19, 1, 0),
        "communication": (0, 3, 7, 16, 9, 2, 1),
    },
}

PARTICIPANT_WINDOWS = {
    2023: ((dt.date(2023, 3, 1), dt.date(2023, 5, 31), 90), (dt.date(2023, 9, 11), dt.date(2023, 11, 30), 94)),
    2024: ((dt.date(2024, 3, 4), dt.date(2024, 5, 31), 96), (dt.date(2024, 9, 9), dt.date(2024, 11, 29), 101)),
    2025: ((dt.date(2025, 3, 3), dt.date(2025, 5, 30), 104), (dt.date(2025, 9, 8), dt.date(2025, 11, 28), 108)),
}
WORKER_WINDOWS = {
    2023: (dt.date(2023, 4, 3), dt.date(2023, 4, 28)),
    2024: (dt.date(2024, 4, 8), dt.date(2024, 5, 3)),
    2025: (dt.date(2025, 4, 7), dt.date(2025, 5, 2)),
}
# In 2024 the survey was open from the 1st to the 12th of October: no date of that file tells day from month.
STAKEHOLDER_WINDOWS = {
    2023: (dt.date(2023, 10, 2), dt.date(2023, 10, 27)),
    2024: (dt.date(2024, 10, 1), dt.date(2024, 10, 12)),
    2025: (dt.date(2025, 10, 6), dt.date(2025, 10, 31)),
}

PARTICIPANT_QUESTIONS = {
    "worker_gender": "3. Työntekijän sukupuolella on minulle merkitystä",
    "male_specific": "4. Miehille suunniteltu (mieserityinen) työote on minulle tärkeä",
    "only_for_men": "5. Minulle on tärkeää, että toiminta on vain miehille",
    "all_workers_men": "6. Minulle on tärkeää, että kaikki työntekijät ovat miehiä",
    "men_centred": "7. Minulle on tärkeää, että kohtaaminen lähtee miehestä itsestään",
    "communication": "8. Minulle on tärkeää, miten palveluista viestitään miehille",
    "heard": "9. Koin, että minua kuultiin",
    "met": "10. Koin, että minut kohdattiin omana itsenäni",
    "trust": "11. Koin, että voin luottaa työntekijään",
}
MALE_SPECIFIC_IN_2023 = "4. Mieserityinen työote on minulle tärkeä"

# Microsoft Forms keeps the line breaks and no-break spaces of the form in its headers.
WORKER_QUESTIONS = {
    "worker_gender": "Kuinka tärkeää on, että\xa0työntekijä on mies?\n",
    "male_specific": "Kuinka tärkeä on\xa0mieserityinen työote?\n",
    "only_for_men": "Kuinka tärkeää on, että toiminta on\xa0vain miehille?",
    "all_workers_men": "Kuinka tärkeää on, että kaikki\ntyöntekijät ovat miehiä?",
    "men_centred": "Kuinka tärkeää on\xa0se, että auttaminen lähtee miehestä?",
    "communication": "Kuinka tärkeää on tapa, jolla\xa0palveluista viestitään?\n",
}
WORKER_LABELS = {
    1: "1 – ei lainkaan tärkeä",
    2: "2 – vain vähän tärkeä",
    3: "3 – jonkin verran tärkeä",
    4: "4 – tärkeä",
    5: "5 – erittäin tärkeä",
}
# Each year somebody touched the form: a label that the instrument does not know.
WORKER_VARIANTS = {
    2023: {5: "5 – erittäin tärkeä (suurin merkitys)"},
    2024: {4: "4 – melko tärkeä"},
    2025: {5: "5 – äärimmäisen tärkeä"},
}
STAKEHOLDER_QUESTIONS = {
    "worker_gender": "Miestyössä työntekijän sukupuolella on merkitystä (1 = ei lainkaan, 5 = suurin merkitys) ",
    "male_specific": "Mieserityinen työote on tärkeä (1 = ei lainkaan, 5 = suurin merkitys) ",
    "only_for_men": "Työn kohdentaminen vain miehille on tärkeää ",
    "all_workers_men": "On tärkeää, että kaikki työntekijät ovat miehiä ",
    "men_centred": "On tärkeää, että kohtaaminen lähtee miehestä ",
    "communication": "Tapa, jolla palveluista viestitään, on tärkeä ",
}

SERVICES = ("Vertaistoiminta", "Tuki- ja kriisipalvelut", "Isätoiminta")
PARTICIPANT_WORDS = (
    "Kiitos, että joku jaksoi kuunnella.",
    "Ryhmässä oli hyvä henki.",
    "Toivon lisää iltaryhmiä.",
    "Ajan sai nopeasti.",
    "Olisin kaivannut enemmän kahdenkeskistä aikaa.",
    "Hyvä, että paikalla on vain miehiä.",
)
STAKEHOLDER_WORDS = (
    "Yhteistyö on sujunut mutkattomasti.",
    "Lisää yhteisiä koulutuksia.",
    "Ohjaamme miehiä mielellämme.",
)
EMPLOYERS = ("Hyvinvointialue", "Kunta", "Seurakunta", "Järjestö", "Oppilaitos")


def make(folder: Path) -> None:
    """Write the three feedback forms of each year."""
    draw = random.Random("miessakit")
    workers = people.names(draw, people.MEN, 10)
    for year in PARTICIPANT_COUNTS:
        _participants(folder / f"osallistujapalaute_{year}.xlsx", year, draw)
        _workers(folder / f"tyontekijapalaute_{year}.xlsx", year, draw, workers)
        _stakeholders(folder / f"sidosryhmapalaute_{year}.csv", year, draw)


def answers(draw: random.Random, counts: Mapping[str, Counts], codes: Mapping[int, object]) -> list[list[object]]:
    """One row of answers per respondent; code 6 is "En osaa sanoa" and 7 no answer."""
    columns = [
        people.shuffled(draw, {codes[code]: number for code, number in enumerate(item, start=1)})
        for item in counts.values()
    ]
    return [list(row) for row in zip(*columns, strict=True)]


# --- participants


def _participants(path: Path, year: int, draw: random.Random) -> None:
    questions = dict(PARTICIPANT_QUESTIONS)
    if year == 2023:
        questions["male_specific"] = MALE_SPECIFIC_IN_2023
    header = [
        *("Vastaajanumero", "Vastausaika", "Vastauksen tila", "1. Palvelu, johon osallistuit"),
        *("2. Vastauksiani saa käyttää toiminnan arvioinnissa (1 = kyllä, 2 = ei)", *questions.values()),
        *("12. Avoin palaute", "13. Nimi (arvontaa varten)", "14. Sähköposti"),
    ]
    rows = _participant_faults(year, _participant_rows(year, draw))
    workbook = files.new_workbook(f"Osallistujapalaute {year} (synteettinen)")
    files.add_sheet(workbook, "Vastaukset", [header, *rows])
    files.write_workbook(path, workbook)


def _participant_rows(year: int, draw: random.Random) -> list[list[object]]:
    codes = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: None}  # Webropol exports "En osaa sanoa" as a sixth option
    given = answers(draw, PARTICIPANT_COUNTS[year], codes)
    times = [time for wave in PARTICIPANT_WINDOWS[year] for time in people.moments(draw, *wave)]
    named = people.names(draw, people.MEN, len(given))
    rows = []
    for index, (time, marks) in enumerate(zip(times, given, strict=True)):
        contact = _contact(draw, named[index])
        service, words = draw.choice(SERVICES), draw.choice((None, None, None, *PARTICIPANT_WORDS))
        rows.append([1001 + index, time, "Valmis", service, 1, *marks, words, *contact])
    for place, canary in zip((37, 141), PARTICIPANTS, strict=True):
        rows[place][-3:] = [canary.open_text, canary.name, canary.email]
    return rows


def _contact(draw: random.Random, name: str) -> tuple[str | None, str | None]:
    """About six men of ten take part in the draw."""
    return (name, people.email(name, "example.fi")) if draw.random() < 0.6 else (None, None)


def _participant_faults(year: int, rows: list[list[object]]) -> list[list[object]]:
    """The rows among what real files hold beside them: params say how each is resolved."""
    opened = dt.datetime.combine(PARTICIPANT_WINDOWS[year][0][0], dt.time(10, 15))
    closed = dt.datetime.combine(PARTICIPANT_WINDOWS[year][1][1], dt.time(12, 5))
    threes: list[object] = [3] * len(PARTICIPANT_QUESTIONS)
    blanks: list[object] = [None] * len(PARTICIPANT_QUESTIONS)
    contact = [None, None, None]
    before = opened - dt.timedelta(days=6)
    test = [1000, before, "Valmis", SERVICES[0], 1, *threes, "testataan lomaketta", "Testi", "testi@example.fi"]
    refused = [[1901 + n, closed, "Valmis", SERVICES[1], 2, *threes, *contact] for n in range(year - 2023)]
    interrupted = [1951, closed, "Keskeytetty", None, None, *blanks, *contact]
    elsewhere = [1961, closed, "Valmis", "Toisen järjestön palvelu", 1, *threes, *contact]
    extra = {2023: [], 2024: [elsewhere], 2025: [interrupted]}[year]
    twice = [list(rows[place]) for place in (20, 58, 133)[: year - 2022]]
    return [test, *rows, *refused, *extra, *twice]


# --- workers


def _workers(path: Path, year: int, draw: random.Random, workers: Sequence[str]) -> None:
    opened, closed = WORKER_WINDOWS[year]
    labels = {**WORKER_LABELS, 6: "En osaa sanoa", 7: None}
    given = [_with_variant(row, year) for row in answers(draw, WORKER_COUNTS[year], labels)]
    times = people.moments(draw, opened, closed, len(given))
    rows = [
        [
            0,
            time - dt.timedelta(minutes=draw.randint(3, 9)),
            time,
            people.email(name, "example.org"),
            name,
            *marks,
            None,
        ]
        for time, name, marks in zip(times, draw.sample(workers, len(given)), given, strict=True)
    ]
    if year == 2024:  # one worker answered first in haste and then again: the later answer counts
        hasty = [*rows[4][:5], *["3 – jonkin verran tärkeä"] * len(WORKER_QUESTIONS), "Vastaan paremmin myöhemmin."]
        hasty[1:3] = [moment - dt.timedelta(hours=2) for moment in hasty[1:3]]
        rows.insert(4, hasty)
    rows = [[number, *row[1:]] for number, row in enumerate(rows, start=1)]
    header = ["ID", "Start time", "Completion time", "Email", "Name", *WORKER_QUESTIONS.values(), "Muuta\xa0palautetta"]
    workbook = files.new_workbook(f"Työntekijäpalaute {year} (synteettinen)")
    files.add_sheet(workbook, "Sheet1", [header, *rows])
    files.write_workbook(path, workbook)


def _with_variant(row: Sequence[object], year: int) -> list[object]:
    """The year's odd label in place of the usual one, in the first two questions."""
    odd = {WORKER_LABELS[code]: label for code, label in WORKER_VARIANTS[year].items()}
    return [odd.get(mark, mark) if place < 2 else mark for place, mark in enumerate(row)]


# --- stakeholders


def _stakeholders(path: Path, year: int, draw: random.Random) -> None:
    opened, closed = STAKEHOLDER_WINDOWS[year]
    codes = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: "En osaa sanoa", 7: ""}
    given = answers(draw, STAKEHOLDER_COUNTS[year], codes)
    named = people.names(draw, [*people.MEN, *people.WOMEN], len(given))
    times = people.moments(draw, opened, closed, len(given))
    rows = [
        [
            time,
            people.email(name, "example.org"),
            draw.choice(EMPLOYERS),
            *marks,
            draw.choice(("", "", *STAKEHOLDER_WORDS)),
        ]
        for time, name, marks in zip(times, named, given, strict=True)
    ]
    canary = STAKEHOLDERS[0]
    rows[11][1], rows[11][-1] = canary.email, f"{canary.open_text} Terveisin {canary.name}"
    rows = _stakeholder_faults(rows)
    header = [
        "Timestamp",
        "Sähköpostiosoite ",
        "Mitä tahoa edustat? ",
        *STAKEHOLDER_QUESTIONS.values(),
        "Vapaa palaute ",
    ]
    stamped = [[_stamp(row[0]), *row[1:]] for row in rows]
    files.write_csv(path, [header, *stamped], encoding="utf-8", delimiter=",")


def _stakeholder_faults(rows: list[list[object]]) -> list[list[object]]:
    """A test row from the first morning, and one respondent who pressed "send" twice."""
    test = [
        rows[0][0].replace(hour=6, minute=1),
        "testi@example.org",
        "Testi",
        *[1] * len(STAKEHOLDER_QUESTIONS),
        "testi",
    ]
    again = [rows[-3][0] + dt.timedelta(minutes=1), rows[-3][1].upper(), *rows[-3][2:]]
    return [test, *rows[:-2], again, *rows[-2:]]


def _stamp(moment: object) -> str:
    """As Google Forms writes it for a Finnish or British user: day first."""
    return f"{moment:%d/%m/%Y %H:%M:%S}" if isinstance(moment, dt.datetime) else str(moment)
