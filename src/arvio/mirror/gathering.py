"""The files of a mirror, read for a notebook: whose figures may be held against one's own, and why others not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from arvio.bounded import MIRROR_BYTES, bytes_within
from arvio.errors import ArvioError, DataError, Problem, ProtectionError
from arvio.evaluation import Evaluation
from arvio.indicators.mirror import FEWEST, OTHERS, OWN, usable, why_not_compared
from arvio.mirror.content import Content, Fact, canonical
from arvio.mirror.counting import identity
from arvio.mirror.exporting import mirror_of
from arvio.mirror.history import SMALLEST_CLASS, Mirror, read_history, record, smallest_class
from arvio.mirror.members import Members, read_members
from arvio.mirror.signing import opened, unreadable
from arvio.observed import note
from arvio.saying import say

_INTERNAL = 'audience = "internal"'
FIGURES = ["indicator", "group", "statistic", "whose", "value", "low", "high", "n", "basis"]
REFUSALS = ["indicator", "group", "reason"]


@dataclass(frozen=True)
class Gathered:
    """What a mirror may compare. No pseudonym is left in it, and the others stand in no order that tells anything."""

    figures: pd.DataFrame
    """A row for each organisation's figure of an indicator that is compared; see arvio.indicators.mirror."""
    refusals: pd.DataFrame
    """indicator, group and the reason why it is not compared: not_own, too_few, dominated, other_question or
    membership."""


def gather(evaluation: Evaluation) -> Gathered:
    """The members' files of the evaluation's period, checked one by one and all together, and put on record.

    Every file that is spoilt, repeated or of other days is told at once. Fewer than five organisations, and members
    that differ from those of an earlier mirror by so few that their figures could be told, refuse the whole mirror.
    """
    _refuse_the_public(evaluation)
    choices = mirror_of(evaluation.project, evaluation.run.organisation)
    root = evaluation.project.root
    members = read_members(root / choices.members, choices.members)
    contents = _read(root, choices.folder, choices.members, members)
    _refuse_other_days(contents, evaluation)
    _refuse_few(contents, choices.member, choices.folder)
    earlier = read_history(root, evaluation.run.organisation)
    mirrors = [*members.earlier, *(one.members for one in earlier), _members_of(contents.values())]
    if smallest_class(mirrors, own=choices.member) < SMALLEST_CLASS:
        _refuse_changed_members(choices.members)
    facts = dict(_facts_by_figure(evaluation, contents.values()))
    gathered, shown = _gathered(_today(evaluation, contents.values()), facts, choices.member, earlier)
    record(root, shown)
    return gathered


def _today(evaluation: Evaluation, contents: Iterable[Content]) -> Mirror:
    """The mirror of the evaluation's period, with nobody's figures yet."""
    start, end = (day.isoformat() for day in (evaluation.period.start, evaluation.period.end))
    return Mirror(evaluation.run.organisation, start, end, _members_of(contents), {})


def _refuse_the_public(evaluation: Evaluation) -> None:
    if evaluation.run.audience != "public":
        return
    raise ProtectionError(
        Problem(
            f"notebooks/{evaluation.run.notebook}.ipynb",
            say("a mirror is for those who learn from it, and never for the public"),
            _INTERNAL,
            say("set the audience in the parameters cell, and take public out of the report in params"),
            value=evaluation.run.audience,
        )
    )


def _read(root: Path, folder: str, members_file: str, members: Members) -> dict[str, Content]:
    """Each file's content by the file's name; all that is wrong with any of them in one error."""
    contents: dict[str, Content] = {}
    digests: dict[str, str] = {}
    problems: list[Problem] = []
    note("listing", folder, "*.json")
    paths = [path for path in sorted((root / folder).glob("*.json")) if path != root / members_file]
    for path in paths:
        name = f"{folder}/{path.name}"
        try:
            written = bytes_within(path, MIRROR_BYTES)
        except OSError as error:
            problems.append(unreadable(name, error))
            continue
        digest = hashlib.sha256(written).hexdigest()
        if digest in digests:
            problems.append(_repeated(name, say("is the same file as %(name)s", name=digests[digest])))
            continue
        digests[digest] = path.name
        try:
            contents[name] = opened(written, name, members.keys)
        except ArvioError as error:
            problems.extend(error.problems)
    problems.extend(_members_twice(contents))
    if problems:
        raise DataError(problems)
    return contents


def _members_twice(contents: dict[str, Content]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, content in contents.items():
        if content.member in first:
            yield _repeated(name, say("is from the same member as %(name)s", name=Path(first[content.member]).name))
        first.setdefault(content.member, name)


def _repeated(name: str, what: str) -> Problem:
    return Problem(
        name, what, say("one file of each member"), say("ask the member which of them counts and take the other away")
    )


def _refuse_other_days(contents: dict[str, Content], evaluation: Evaluation) -> None:
    start, end = evaluation.period.start, evaluation.period.end
    problems = [
        Problem(
            name,
            say("is about other days"),
            say("%(start)s to %(end)s", start=start, end=end),
            say("take it out of the folder, or give the mirror of its period a folder of its own"),
            "content.start",
            say("%(start)s to %(end)s", start=content.start, end=content.end),
        )
        for name, content in contents.items()
        if (content.start, content.end) != (start, end)
    ]
    if problems:
        raise DataError(problems)


def _refuse_few(contents: dict[str, Content], own: str, folder: str) -> None:
    if all(content.member != own for content in contents.values()):
        what, remedy = (
            say("one's own file is not among them"),
            say("write it with arvio export, and put it into the folder"),
        )
        raise ProtectionError(Problem(folder, what, say("the organisation's own file and those of others"), remedy))
    if len(contents) < FEWEST:
        what = say("is too small a mirror: of fewer organisations each could be told by the others")
        remedy = say("wait for the files of the other members")
        raise ProtectionError(
            Problem(folder, what, say("files of at least %(least)s", least=FEWEST), remedy, value=str(len(contents)))
        )


def _members_of(contents: Iterable[Content]) -> frozenset[str]:
    return frozenset(content.member for content in contents)


def _refuse_changed_members(members_file: str) -> None:
    raise ProtectionError(
        Problem(
            members_file,
            say("so few joined or left since an earlier mirror that the two together would tell their figures"),
            say(
                "the same members, or at least %(smallest_class)s who joined, %(smallest_class)s who left, and "
                "%(smallest_class)s who stayed, of whichever there are any",
                smallest_class=SMALLEST_CLASS,
            ),
            say(
                "hold the mirror among the same members: keep the files of newcomers for later; where somebody "
                "left, wait until as many have changed"
            ),
        )
    )


def _facts_by_figure(evaluation: Evaluation, contents: Iterable[Content]) -> Iterator[tuple[str, dict[str, Fact]]]:
    """Figure: member: its fact, of every figure that params want to compare, be it the same elsewhere or not."""
    for wanted in mirror_of(evaluation.project, evaluation.run.organisation).indicators:
        key = f"{wanted.indicator}/{identity(evaluation, wanted)['group']}/{wanted.statistic}"
        yield key, {content.member: fact for content in contents for fact in content.facts if fact.key == key}


def _compared(facts: Mapping[str, Fact], own: str) -> tuple[pd.DataFrame, str]:
    """The figures of one indicator that answer the same question as one's own, and why they are not compared."""
    if own not in facts:
        return _as_table(facts, own), "not_own"
    alike = {member: fact for member, fact in facts.items() if fact.identity == facts[own].identity}
    table = usable(_as_table(alike, own))
    reason = why_not_compared(table)
    return table, "other_question" if reason == "too_few" and len(facts) >= FEWEST > len(alike) else reason


def _as_table(facts: Mapping[str, Fact], own: str) -> pd.DataFrame:
    rows = [
        {**fact.model_dump(), "member": member, "whose": OWN if member == own else OTHERS}
        for member, fact in facts.items()
    ]
    table = pd.DataFrame(rows, columns=[*FIGURES, "member"])
    return table.astype(dict.fromkeys(("value", "low", "high", "n"), "float64"))


def _gathered(now: Mirror, facts: Mapping[str, Mapping[str, Fact]], own: str, earlier: list[Mirror]) -> tuple[Any, ...]:
    """What may be compared, and the record of whose figures stand behind it."""
    figures, refusals, behind = [_as_table({}, own)[FIGURES]], [], {}
    for key, of_key in facts.items():
        table, reason = _compared(of_key, own)
        digests = {member: _digest(of_key[member]) for member in sorted(table["member"])}
        shown = replace(now, figures={key: digests})
        reason = reason or _changed_members(key, [*earlier, shown], own)
        if reason:
            refusals.append((*key.split("/")[:2], reason))
            continue
        behind[key] = digests
        figures.append(table.sort_values(["whose", "value", "n"])[FIGURES])
    whole = pd.concat([one for one in figures if len(one)] or figures, ignore_index=True)
    return Gathered(whole, pd.DataFrame(refusals, columns=REFUSALS)), replace(now, figures=behind)


def _changed_members(figure: str, mirrors: list[Mirror], own: str) -> str:
    """Whether a figure of the last mirror and those of the earlier ones together would tell that of a few."""
    told = [one for one in mirrors if figure in one.figures]
    members = smallest_class((one.behind(figure) for one in told), own=own)
    corrected = smallest_class((one.told(figure) for one in told if one.days == mirrors[-1].days), own=own)
    return "" if min(members, corrected) >= SMALLEST_CLASS else "membership"


def _digest(fact: Fact) -> str:
    return hashlib.sha256(canonical(fact.model_dump(mode="json"))).hexdigest()[:16]
