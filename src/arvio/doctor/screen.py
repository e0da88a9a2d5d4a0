"""What the checks found, on stdout: for people in their language, for programs the same in every language."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable

import click

from arvio.doctor.diagnosis import LOOK, OK, WRONG, Diagnosis
from arvio.saying import say, spoken
from arvio.terminal import echo, unsteered

_STATES = {OK: say("ok"), LOOK: say("to look at"), WRONG: say("wrong")}
_COLOURS = {OK: "green", LOOK: "yellow", WRONG: "red"}


def print_lines(found: Iterable[Diagnosis]) -> int:
    """A line for each check as it ends, with what to do below it, and how many of each kind; the exit code."""
    counts = _each(found, _print_line)
    summary = say(
        "Checks: %(ok)s ok, %(look)s to look at, %(wrong)s wrong", ok=counts[OK], look=counts[LOOK], wrong=counts[WRONG]
    )
    echo(spoken(summary))
    return int(counts[WRONG] > 0)


def print_json(found: Iterable[Diagnosis]) -> int:
    """An object of JSON on a line for each check; the exit code."""
    return int(_each(found, _print_json)[WRONG] > 0)


def _each(found: Iterable[Diagnosis], shown: Callable[[Diagnosis], None]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for one in found:
        shown(one)
        counts[one.state] += 1
    return counts


def _print_line(one: Diagnosis) -> None:
    states = {state: spoken(word) for state, word in _STATES.items()}
    width = max(map(len, states.values()))
    state = click.style(states[one.state].ljust(width), fg=_COLOURS[one.state])
    click.echo(f"{state}  {unsteered(spoken(one.said))}")
    if one.remedy:
        to_do = say("to do: %(remedy)s", remedy=one.remedy)
        echo(f"{' ' * width}  {spoken(to_do)}")


def _print_json(one: Diagnosis) -> None:
    told = {"check": one.check, "state": one.state, "said": one.said, "to_do": one.remedy, "facts": one.facts}
    echo(json.dumps(told, ensure_ascii=False))
