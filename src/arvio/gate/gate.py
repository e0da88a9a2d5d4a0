"""The gate of a batch: the reports of one organisation, executed and not yet out, are judged together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from arvio.disclosure.coarsening import Coarsening, coarsenings, uncoarsened, write_coarsenings
from arvio.disclosure.register import facts_path, history, read_facts
from arvio.disclosure.register_file import FACT, RUN
from arvio.gate.audited import READERS
from arvio.gate.judging import Decision, Found, Gate, of_others, runs_in, runs_of_tables, runs_telling
from arvio.gate.reading import reading_of
from arvio.gate.record import of_reader
from arvio.gate.solved import digest_of, keep_solved, solved_before
from arvio.params import Project, Run, open_project
from arvio.saying import joined, say


@dataclass(frozen=True)
class Ruling:
    """What becomes of reports: those to be made again, since their tables take other steps now, or held back and why.

    Nothing goes out while any is to be made again. What is in neither may go out.
    """

    again: tuple[Run, ...] = ()
    held: Mapping[Run, str] = field(default_factory=dict)


def rule(root: Path, organisation: str, runs: Iterable[Run], made_again: bool = False) -> Ruling:
    """What becomes of executed reports of an organisation; whoever calls holds its turn.

    Reports that were made again by what was decided are judged as they are: what leaks all the same is held back.
    """
    known = solved_before(root, organisation)
    gate = replace(gate_of(open_project(root), organisation), known=known)
    ruling = _ruling(gate, root, tuple(runs), made_again)
    keep_solved(root, organisation, known.data, _audits(gate, ruling))
    return ruling


def _audits(gate: Gate, ruling: Ruling) -> dict[str, dict[str, Any]]:
    """What was found of reports that all go out, and of which nothing was published before, by their facts."""
    if ruling.again or ruling.held or not gate.published.empty:
        return {}
    return {digest_of(found.facts, reader): asdict(of_reader(found, "")) for reader, found in gate.looks.items()}


def _ruling(gate: Gate, root: Path, runs: tuple[Run, ...], made_again: bool) -> Ruling:
    if made_again:
        told = _told(root, runs)
        return _held(gate, told, _leaks(gate, told))
    before = _told(root, runs, without_steps=True)
    decision = gate.decide(before)
    changed = _keep(root, gate.organisation, before, decision.coarsened)
    again = runs_of_tables(before, changed)
    if again:
        return Ruling(tuple(sorted(again)))
    if not (decision.coarsened or decision.left):
        return Ruling()
    told = _told(root, runs)
    left = _leaks(gate, told) if decision.coarsened else []
    return _held(gate, told, [*left, *decision.left])


def foresee(project: Project, run: Run, facts: Iterable[Mapping[str, Any]]) -> Decision:
    """What would be decided of a report with these facts if it went out by itself now; nothing is written."""
    told = _table_of([(run, facts)])
    return gate_of(project, run.organisation).decide(told)


def gate_of(project: Project, organisation: str) -> Gate:
    """The gate of an organisation, with everything that was ever published about it."""
    told = history(project.root, organisation)
    return Gate(organisation, reading_of(project, organisation), told, project.suite.ladder)


def _leaks(gate: Gate, told: pd.DataFrame) -> list[Found]:
    return [found for reader in READERS for found in gate.leaks(told, reader=reader)]


def _held(gate: Gate, told: pd.DataFrame, left: Iterable[Found]) -> Ruling:
    """The runs that tell what is left, with why; without them the others are looked at again, until nothing is left."""
    held: dict[Run, str] = {}
    while left:
        near = {run: _why(found) for found in reversed([*left]) for run in runs_telling(told, found.facts)}
        held |= near or {run: _why(found) for found in left for run in runs_in(told)}
        told = of_others(told, held)
        left = _leaks(gate, told)
    return Ruling(held=held)


def _why(found: Found) -> str:
    """Why a report is held back, and what can be done."""
    if found.contradicts:
        what = say("its figures contradict one another: %(words)s", words=found.words)
        remedy = say("find out which is wrong (arvio facts)")
    else:
        what = say("with what else is published it would give somebody away: %(words)s", words=found.words)
        remedy = say(
            "wait until more have answered, take the table out, or let the ladder of params/suite.yaml have more steps"
        )
    return joined([what, joined(["    ", say("to do: %(remedy)s", remedy=remedy)], "")], "\n")


def _keep(root: Path, organisation: str, told: pd.DataFrame, decided: Iterable[Coarsening]) -> set[Coarsening]:
    """Write what was decided, and beside it what holds for tables that are not told now; what is no longer the same."""
    before, decided = coarsenings(root, organisation), tuple(decided)
    places = set(told[["period", "audience", "indicator", "breakdown"]].itertuples(index=False, name=None))
    others = [one for one in before if one.table not in places]
    if {one.name for one in before} == {one.name for one in (*others, *decided)}:
        return set()
    write_coarsenings(root, organisation, [*others, *decided])
    kept = {one.name for one in before} & {one.name for one in decided}
    return {one for one in (*before, *decided) if one.name not in kept and one.table in places}


def _told(root: Path, runs: Iterable[Run], *, without_steps: bool = False) -> pd.DataFrame:
    """The facts that runs released, with the columns of a run before them; as they would be if no table took steps."""
    found = []
    for run in runs:
        path = facts_path(root, run, by="batch")
        plain = uncoarsened(path)
        found.append((run, read_facts(plain if without_steps and plain.exists() else path)))
    return _table_of(found)


def _table_of(found: Iterable[tuple[Run, Iterable[Mapping[str, Any]]]]) -> pd.DataFrame:
    rows = [{**{part: getattr(run, part) for part in RUN}, **fact} for run, facts in found for fact in facts]
    told = pd.DataFrame(rows, columns=[*RUN, *FACT])
    return told.astype(dict.fromkeys(("value", "low", "high", "n"), "float64"))
