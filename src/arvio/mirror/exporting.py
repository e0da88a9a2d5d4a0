"""The file that an organisation gives to a mirror: what its public report may tell, and a pseudonym, signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from arvio.disclosure.kept import keep_bytes
from arvio.disclosure.register import facts_path, publish, require_register
from arvio.disclosure.register_file import FACT, RUN
from arvio.errors import Problem, ProtectionError, UsageError
from arvio.evaluation import Evaluation, open_evaluation
from arvio.gate import gate_of
from arvio.gate.mirror import FILE
from arvio.mirror.content import SCHEMA, VERSION, Content, Fact
from arvio.mirror.counting import COUNTINGS, identity, is_whole, wanted_rows
from arvio.mirror.keys import read_key
from arvio.mirror.signing import signed
from arvio.params import Run
from arvio.params.models import Mirror, MirrorIndicator
from arvio.params.project import Project
from arvio.publish import places
from arvio.publish.page.leaving import check_signed_leaving
from arvio.saying import say
from arvio.turns import in_turn

TOLD = ("shown", "rounded")
WAIT_SECONDS = 60
"""How long a batch that makes the organisation's reports is waited for."""


def export(project: Project, organisation: str, period: str) -> Path:
    """Write the organisation's file of a period and enter its facts into the register; the answer is where it lies.

    A file that gives somebody away together with what was published before is neither signed nor entered. Meanwhile no
    batch makes reports of the organisation, which would be judged without the file.
    """
    choices = mirror_of(project, organisation)
    require_register(project.root)
    with in_turn(places.lock(project.root, organisation), seconds=WAIT_SECONDS, what=organisation):
        return _exported(project, organisation, period, choices)


def _exported(project: Project, organisation: str, period: str, choices: Mirror) -> Path:
    evaluation = _as_public(project, organisation, period)
    key = read_key(project.root, organisation)
    found = [(rows, fact) for rows, fact in _facts(evaluation, choices)]
    if not found:
        _refuse_nothing(organisation, period)
    _refuse_what_gives_away(evaluation, [row for row, _ in found])
    content = _content(evaluation, choices, [fact for _, fact in found])
    written, place = signed(content, key), Path("mirror", period, f"{choices.member}.json")
    check_signed_leaving(written, place.as_posix(), root=project.root)
    publish(project.root, evaluation.run, [row for row, _ in found])
    path = project.root / "reports" / place
    keep_bytes(path, written)
    return path


def mirror_of(project: Project, organisation: str) -> Mirror:
    """What params say of the organisation's mirror; an error where they say nothing."""
    choices = project.organisation(organisation).mirror
    if choices:
        return choices
    raise UsageError(
        Problem(
            f"params/organisations/{organisation}.yaml",
            say("the organisation takes part in no mirror"),
            say("mirror: with member, folder, members and indicators"),
            say("write them as docs/mirror.md says, with the pseudonym that the convener gave"),
        )
    )


def _as_public(project: Project, organisation: str, period: str) -> Evaluation:
    language = project.suite.languages[0]
    evaluation = open_evaluation(organisation, period, language, "public")
    run = Run(organisation, period, FILE, "public", language)
    facts = facts_path(project.root, run, by="interactive")
    facts.unlink(missing_ok=True)
    return replace(evaluation, run=run, facts=facts)


def _facts(evaluation: Evaluation, choices: Mirror) -> Iterator[tuple[dict[str, Any], Fact]]:
    """Each fact as it stands in the register and as it stands in the file; what is withheld or a bound is left out."""
    _refuse_families(evaluation, choices)
    released = {
        name: evaluation.release(COUNTINGS[name].results(evaluation))
        for name in dict.fromkeys(wanted.counting for wanted in choices.indicators)
    }
    for wanted in choices.indicators:
        rows = released[wanted.counting].rows(**wanted_rows(wanted))
        for row in rows.to_dict("records") if is_whole(evaluation, wanted) else []:
            if row["status"] in TOLD and pd.notna(row["value"]) and pd.notna(row["n"]):
                yield _plain(row), _fact(_plain(row), wanted, evaluation)


def _fact(row: dict[str, Any], wanted: MirrorIndicator, evaluation: Evaluation) -> Fact:
    figures = {column: row[column] for column in ("value", "low", "high", "n", "basis", "status")}
    names = {"indicator": wanted.indicator, "statistic": wanted.statistic}
    return Fact.model_validate({**names, **identity(evaluation, wanted), **figures})


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {column: None if pd.isna(value) else value for column, value in row.items()}


def _content(evaluation: Evaluation, choices: Mirror, facts: list[Fact]) -> Content:
    return Content.model_validate(
        {
            "schema": SCHEMA,
            "schema_version": VERSION,
            "member": choices.member,
            "start": evaluation.period.start,
            "end": evaluation.period.end,
            "facts": sorted(facts, key=lambda fact: fact.key),
        }
    )


def _refuse_families(evaluation: Evaluation, choices: Mirror) -> None:
    """What families in child welfare said has rules of its own, by which no mirror is made (decision 15)."""
    params = evaluation.params
    problems = [
        Problem(
            f"params/organisations/{params.organisation}.yaml",
            say("what is told of families in child welfare goes into no mirror"),
            say("an indicator of another sensitivity"),
            say("take it out of mirror.indicators"),
            f"mirror.indicators.{index}",
            wanted.indicator,
        )
        for index, wanted in enumerate(choices.indicators)
        if params.sensitivities.get(wanted.indicator, params.sensitivity) == "child_welfare"
    ]
    if problems:
        raise ProtectionError(problems)


def _refuse_what_gives_away(evaluation: Evaluation, rows: list[dict[str, Any]]) -> None:
    """A late answer, or a figure that a report rounds otherwise, may be told by the file and the reports together."""
    project, run = evaluation.project, evaluation.run
    told = pd.DataFrame([{**{part: getattr(run, part) for part in RUN}, **row} for row in rows], columns=[*RUN, *FACT])
    told = told.astype(dict.fromkeys(("value", "low", "high", "n"), "float64"))
    words = gate_of(project, run.organisation).first_leak(told)
    if words:
        raise ProtectionError(
            Problem(
                f"{run.organisation}, {run.period}",
                say("with what was published before, the file would give somebody away: %(words)s", words=words),
                say("figures that tell of nobody alone"),
                say(
                    "send the file that was written before, take the indicator out of mirror.indicators, or wait "
                    "until more have answered"
                ),
            )
        )


def _refuse_nothing(organisation: str, period: str) -> None:
    raise ProtectionError(
        Problem(
            f"{organisation}, {period}",
            say("no figure of the mirror may be told"),
            say("an indicator with enough answers for a public report"),
            say("choose a longer period together with the other members, or other indicators"),
        )
    )
