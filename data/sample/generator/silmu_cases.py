"""Silmu: cases beside the first 44, so that some end in every half-year and some were ordered before the reform.

The planted figures: 14 cases that municipalities ordered before 1.1.2023 and that ended in 2023; 28 begun from May
2024, of which 20 ended in 2025, when nobody knows yet of the year after. One of these is the only case of a small
municipality, and a child of it was placed.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator import people
from generator.planted import Planted

SMALL_MUNICIPALITY = "Juupajoki"
PLANTED = Planted(
    "municipality_outcome",
    "Juupajoki ordered one case, and a child was placed during it",
    words=(SMALL_MUNICIPALITY,),
    stems=("Juupajo",),
    ids=("juupajoki",),
    count=1,
    unit="cases",
)
BEFORE_THE_REFORM, OF_THESE_ENDED_IN_SPRING = 14, 11
LATER, OF_THESE_ENDED, IN_SPRING = 28, 20, 10
RUNNING_ON = dt.date(2026, 12, 31)
SHARE_OF_VISITS = 0.4
KEY, FAMILY, DAY, MUNICIPALITY = 0, 1, 2, 7

Row = list[object]


@dataclass(frozen=True)
class Case:
    """A family's case; `end` is far away while it runs, and `placed` is as the list of cases has it."""

    key: str
    start: dt.date
    end: dt.date
    municipality: str = ""
    placed: tuple[str, str] = ("ei", "")

    @property
    def ended(self) -> bool:
        """Whether the case has ended."""
        return self.end != RUNNING_ON


def before_the_reform(draw: random.Random, municipalities: Sequence[str]) -> list[Case]:
    """Begun before the wellbeing services counties, ended in their first year and followed for a year after."""
    during, after = ([*people.shuffled(draw, {"kyllä": 2, "ei": BEFORE_THE_REFORM - 2})] for _ in range(2))
    return [
        Case(
            f"S-{61 + place}",
            dt.date(2021, 11, 1) + dt.timedelta(days=29 * place + draw.randint(0, 9)),
            _day(draw, dt.date(2023, *((1, 20) if place < OF_THESE_ENDED_IN_SPRING else (7, 20))), 150),
            draw.choice(municipalities),
            (during[place], after[place]),
        )
        for place in range(BEFORE_THE_REFORM)
    ]


def begun_later(draw: random.Random, municipalities: Sequence[str]) -> list[Case]:
    """Begun from May 2024: of those ended only a placement can be known already, and of one it is."""
    during = people.shuffled(draw, {"kyllä": 1, "ei": OF_THESE_ENDED - 1})
    cases = []
    for place in range(LATER):
        start = dt.date(2024, 5, 6) + dt.timedelta(days=14 * place + max(0, place - OF_THESE_ENDED) * 16)
        if place >= OF_THESE_ENDED:
            cases.append(Case(f"S-{201 + place}", start, RUNNING_ON, draw.choice(municipalities)))
            continue
        end = _day(draw, dt.date(2025, *((1, 20) if place < IN_SPRING else (7, 10))), 150)
        placed = (str(during[place]), "kyllä" if place == 5 else "")
        cases.append(Case(f"S-{201 + place}", start, end, draw.choice(municipalities), placed))
    small = cases[3]
    cases[3] = Case(small.key, small.start, small.end, SMALL_MUNICIPALITY, ("kyllä", ""))
    return cases


def share_visits(
    rows: Sequence[Row], families: Mapping[Case, str], draw: random.Random, *, kept: Sequence[str]
) -> None:
    """Make some of the visits visits to these families, in place, but none of those to the families that are kept."""
    seen: set[tuple[Case, object]] = set()
    for row in rows:
        running = [one for one in families if one.start <= row[DAY] <= one.end and (one, row[DAY]) not in seen]
        if draw.random() >= SHARE_OF_VISITS or not running or row[FAMILY] in kept:
            continue
        case = draw.choice(running)
        seen.add((case, row[DAY]))
        row[KEY], row[FAMILY], row[MUNICIPALITY] = case.key, families[case], case.municipality


def move_to_spring(rows: Sequence[Row], families: Mapping[Case, str], *, kept: Sequence[str]) -> None:
    """Every third of the autumn's visits of 2023 was in spring instead, when only the families from before had any."""
    draw = random.Random("silmu: kevään käynnit")
    autumn = [row for row in rows if dt.date(2023, 8, 1) <= row[DAY] < dt.date(2023, 12, 1) and row[FAMILY] not in kept]
    seen = {(row[KEY], row[DAY]) for row in rows}
    for row in autumn[::3]:
        day = _day(draw, dt.date(2023, 1, 9), 110)
        running = [one for one in families if one.start <= day <= one.end and (one.key, day) not in seen]
        case = draw.choice(running)
        seen.add((case.key, day))
        row[KEY], row[FAMILY], row[DAY], row[MUNICIPALITY] = case.key, families[case], day, case.municipality


def goals(case: Case, draw: random.Random, *, assessed: str) -> list[Row]:
    """Three goals of a case that has ended, two that nobody has assessed yet of one that runs."""
    rows: list[Row] = []
    for goal in range(1, 4 if assessed else 3):
        score = draw.choices(("-2", "-1", "0", "1", "2", ""), weights=(1, 3, 9, 5, 2, 1))[0] if assessed else ""
        weight = draw.choice(("1", "1,5", "2"))
        rows.append([case.key, goal, "Riitelemme vähemmän.", weight, draw.choice(("-2", "-1")), score, assessed])
    return rows


def _day(draw: random.Random, first: dt.date, within_days: int) -> dt.date:
    return first + dt.timedelta(days=draw.randint(0, within_days))
