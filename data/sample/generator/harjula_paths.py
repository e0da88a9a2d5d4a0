"""Harjula: the paths that are planted among the clients' periods, and the register of gaps.

The planted figures: 14 persons went on from Kuntouttava työtoiminta to Askel, 12 from Olopiste to OmaKamu, and exactly
two from Valopilkku to Minun Suomeni, all within 90 days; every client of two services or more has a chain by that rule.
Six had two services at once, two began both on the same day, three came back to a service they had left, and one
began a third service too late for the chain. Of 24 gaps five were filled by a new service and five by a widened one,
six directed elsewhere; eight are not filled yet.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Sequence
from pathlib import Path

from generator import files, people

Row = list[object]
Chain = Sequence[Row]

SERVICE, REFERRED, START, END, REASON, NEXT, NEED_MET, COST = 2, 4, 5, 6, 7, 8, 10, 11
CHAIN_GAP_DAYS = 90
PLANTED_PAIRS = {
    ("Kuntouttava työtoiminta", "Askel"): 14,
    ("Olopiste", "OmaKamu"): 12,
    ("Valopilkku", "Minun Suomeni"): 2,
}
OVERLAPPING, ON_THE_SAME_DAY = 5, 2
LONG_AFTER = dt.timedelta(days=150)
STILL_IN_SERVICE = 6
"""Of those whose period would have ended in the last weeks of 2025."""

NEEDS = ("asuminen", "velkaneuvonta", "digitaidot", "kyydit", "suomen kieli töissä", "omaishoitajuus")
RESPONSES = {"uusi palvelu": 5, "palvelua laajennettu": 5, "ohjattu muualle": 6, "ei vielä vastausta": 8}
FILLED = ("uusi palvelu", "palvelua laajennettu")
FOUND = {2023: 9, 2024: 8, 2025: 7}
LAST_DAY = dt.date(2025, 12, 31)


def plant_paths(chains: Sequence[Chain]) -> None:
    """Change the services and days of some clients' periods, in place; waits stay as they were.

    Those who never began are moved to the end of three services, so that the others of two services have begun both.
    """
    draw = random.Random("harjula: ketjut")
    short, long = ([chain for chain in chains if len(chain) == length] for length in (2, 3))
    draw.shuffle(short)
    waiting = [row for chain in short for row in chain if not row[START]]
    for row, chain in zip(waiting, long, strict=False):
        _swap(row, chain[-1])
    _plant_pairs(short)
    left = short[sum(PLANTED_PAIRS.values()) :]
    for chain in left[:OVERLAPPING]:
        _move(chain[1], to=_day(chain[0][END]) - dt.timedelta(days=draw.randint(10, 35)))
    for chain in left[OVERLAPPING:][:ON_THE_SAME_DAY]:
        _move(chain[1], to=_day(chain[0][START]))
    for one in [*short, *long]:
        _within_reach(one, draw)
    _come_back(long)
    _come_apart(long)


def still_in_service(rows: Sequence[Row]) -> None:
    """The last periods to end have not ended: they have no reason, destination or final cost either."""
    ended = sorted((row for row in rows if row[END]), key=lambda row: (_day(row[END]), row[0]))
    for row in ended[-STILL_IN_SERVICE:]:
        row[END], row[REASON], row[NEXT], row[COST] = "", "", "", ""


def _plant_pairs(short: Sequence[Chain]) -> None:
    pairs = [pair for pair, number in PLANTED_PAIRS.items() for _ in range(number)]
    for chain, pair in zip(short, pairs, strict=False):
        chain[0][SERVICE], chain[1][SERVICE] = pair
    for first, second in short[len(pairs) :]:
        if (first[SERVICE], second[SERVICE]) in PLANTED_PAIRS:  # else there would be more than said
            first[SERVICE], second[SERVICE] = second[SERVICE], first[SERVICE]


def _come_back(long: Sequence[Chain]) -> None:
    """Of three services: two clients came back to the first after the second, one to the first at once."""
    for chain in long:
        _without_planted_pairs(chain)
    begun = [chain for chain in long if chain[-1][START]]
    for chain in begun[:2]:
        chain[2][SERVICE] = chain[0][SERVICE]
    begun[3][1][SERVICE] = begun[3][0][SERVICE]


def _come_apart(long: Sequence[Chain]) -> None:
    """Of three services: one client began the third so late after the second that it is a chain of its own."""
    for chain in reversed(long):
        if chain[2][START] and (apart := _day(chain[1][END]) + LONG_AFTER) < LAST_DAY:
            _move(chain[2], to=apart)
            return


def _without_planted_pairs(chain: Chain) -> None:
    """The same services in an order in which no planted pair follows, whichever way; else there would be more of it."""
    for order in itertools.permutations([row[SERVICE] for row in chain]):
        both_ways = {pair for one in itertools.pairwise(order) for pair in (one, one[::-1])}
        if not both_ways & set(PLANTED_PAIRS):
            for row, service in zip(chain, order, strict=True):
                row[SERVICE] = service
            return


def _within_reach(chain: Chain, draw: random.Random) -> None:
    """No period begins later after the one before than the rule of chains allows."""
    for first, second in itertools.pairwise(chain):
        if first[END] and second[START] and (_day(second[START]) - _day(first[END])).days > CHAIN_GAP_DAYS:
            _move(second, to=_day(first[END]) + dt.timedelta(days=draw.randint(60, CHAIN_GAP_DAYS)))


def _move(row: Row, *, to: dt.date) -> None:
    """The period begins on another day, after the same wait and for as long."""
    by = to - _day(row[START])
    for place in (REFERRED, START, END):
        row[place] = _written(_day(row[place]) + by) if row[place] else ""


def _swap(waiting: Row, begun: Row) -> None:
    """The one who waited has begun after the other's wait, and the other waits still."""
    by = _day(waiting[REFERRED]) - _day(begun[REFERRED])
    for place in (START, END):
        waiting[place] = _written(_day(begun[place]) + by) if begun[place] else ""
    for place in (REASON, NEXT, NEED_MET, COST):
        waiting[place], begun[place] = begun[place], waiting[place]
    begun[START], begun[END] = "", ""


# --- gaps between services


def gaps(path: Path) -> None:
    """The register of gaps: when each was found, and what came of it."""
    draw = random.Random("harjula: aukot")
    header = ["Tunnistettu", "Tarve", "Muu tarjoaja", "Vastaus", "Täytetty", "Kuvaus"]
    responses = people.shuffled(draw, RESPONSES)
    rows = [_gap(year, responses.pop(), draw) for year, number in FOUND.items() for _ in range(number)]
    rows.sort(key=lambda row: _day(row[0]))
    files.write_csv(path, [header, *rows], encoding="cp1252", delimiter=";")


def _gap(year: int, response: object, draw: random.Random) -> Row:
    found = dt.date(year, 1, 15) + dt.timedelta(days=draw.randint(0, 300))
    filled = min(found + dt.timedelta(days=draw.randint(60, 240)), LAST_DAY) if response in FILLED else None
    elsewhere = "kyllä" if response == "ohjattu muualle" else draw.choice(("ei", "ei", "kyllä", ""))
    need = draw.choice(NEEDS)
    return [_written(found), need, elsewhere, response, _written(filled) if filled else "", "Kirjattu tiimissä."]


def _day(written: object) -> dt.date:
    return dt.datetime.strptime(str(written), "%d.%m.%Y").date()


def _written(day: dt.date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
