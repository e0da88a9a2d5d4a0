"""What `arvio audit` shows: figures as tables on stdout, what leaks in words on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence

from rich.table import Table

from arvio.disclosure.auditing.facts import Fact
from arvio.disclosure.auditing.verdicts import Judged
from arvio.gate.audited import Audited
from arvio.gate.question import Answer, id_of
from arvio.gate.record import AuditRecord, range_in_words
from arvio.publish.catalogue.audit import Looked, leaks_to_explain
from arvio.saying import say, spoken
from arvio.terminal import console, echo, unsteered

_OF_READER = ("organisation", "reader", "facts", "shown", "protected", "leaks", "contradictions")
_COLUMNS = (*_OF_READER, "mirrors", "narrowest", "coarsened", "seconds")
_HEADINGS = (
    *(say("organisation"), say("reader"), say("facts"), say("shown"), say("protected"), say("leaks")),
    *(say("contra-\ndictions"), say("mirrors"), say("narrowest"), say("coarsened"), "s"),
)
"""The same where there is a terminal, which may have 80 columns only."""
_OF_NUMBER = ("organisation", "reader", "id", "number", "range", "verdict")
_NUMBER_HEADINGS = (say("organisation"), say("reader"), "id", say("number"), say("range"), say("verdict"))
_STEPS = {
    "merge_answers": say("merge answers"),
    "drop_distribution": say("drop distribution"),
    "drop_mean": say("drop mean"),
    "merge_groups": say("merge groups"),
    "widen_period": say("widen period"),
}


def print_counts(found: Iterable[tuple[Sequence[Looked], AuditRecord]]) -> None:
    """A row for each organisation and reader; the narrowest ranges, which are long, below the table on a terminal."""
    rows = [_row(one, record) for looked, record in found for one in looked]
    if not sys.stdout.isatty():
        _print_lines(_COLUMNS, rows)
        return
    place = _COLUMNS.index("narrowest")
    _print_table(*([*row[:place], *row[place + 1 :]] for row in (_HEADINGS, *rows)), is_bad=_is_unsafe)
    for row in rows:
        if row[place]:
            most = say("%(reader)s: most is known of %(number)s", reader=f"{row[0]}, {row[1]}", number=row[place])
            echo(spoken(most))


def print_totals(found: Sequence[Sequence[Looked]]) -> None:
    """What the nearest of the readers has of all organisations together."""
    last = [looked[-1].audited for looked in found]
    told = say(
        "%(facts)s facts, %(protected)s protected numbers, %(leaks)s leaks, %(contradictions)s contradictions: "
        "%(organisations)s organisations, reader %(reader)s",
        facts=sum(len(one.facts) for one in last),
        protected=sum(len(one.statements.protected) for one in last),
        leaks=sum(len(one.audit.leaking) for one in last),
        contradictions=sum(len(one.audit.contradictions) for one in last),
        organisations=len(last),
        reader=last[0].reader,
    )
    echo(spoken(told), err=True)


def print_coarsened(organisation: str, record: AuditRecord) -> None:
    """What the gate took from an organisation's reports, and which it did not let out."""
    for one in record.coarsened:
        table = "/".join(part for part in (one.indicator, one.breakdown, one.group) if part)
        told = say(
            "%(organisation)s: %(table)s in %(period)s (%(audience)s): %(step)s, because %(why)s",
            organisation=organisation,
            table=table,
            period=one.period,
            audience=one.audience,
            step=_STEPS.get(one.step, one.step.replace("_", " ")),
            why=_said(one.because),
        )
        echo(spoken(told), err=True)
    for held in record.held_back:
        named = {"organisation": organisation, "run": held.run, "why": _said(held.because)}
        echo(spoken(say("%(organisation)s: %(run)s: held back, because %(why)s", **named)), err=True)


def print_leaks(looked: Sequence[Looked], *, at_most: int) -> None:
    """Each leak in words, once, for the first reader who has it; so many of each reader."""
    leaks = leaks_to_explain(looked)
    for one in looked:
        found = one.audited
        _explain(found, leaks[found.reader], at_most=at_most)
        for facts in found.conflicts[:at_most]:
            told = say("%(reader)s: no numbers of persons fit these facts together:", reader=_reader(found))
            echo("\n".join([spoken(told), *_listed(facts)]), err=True)
        left = len(found.conflicts) - at_most
        if left > 0:
            told = say(
                "%(reader)s: %(left)s more contradictions, %(hint)s", reader=_reader(found), left=left, hint=_HINT
            )
            echo(spoken(told), err=True)


def print_answers(found: Sequence[tuple[Audited, Answer]], *, at_most: int) -> None:
    """The facts that tell of something, the protected numbers that hang on them, and each leak in words."""
    for audited, answer in found:
        told = say("%(reader)s: %(count)s facts tell of it", reader=_reader(audited), count=len(answer.facts))
        echo("\n".join([spoken(told), *_listed(answer.facts)]), err=True)
    rows = [_number(audited, judged) for audited, answer in found for judged in answer.audit.judged]
    if sys.stdout.isatty():
        _print_table(_NUMBER_HEADINGS, *rows, is_bad=lambda row: row[-1] != "protected")
    else:
        _print_lines(_OF_NUMBER, rows)
    for audited, answer in found:
        _explain(audited, answer.audit.leaking, at_most=at_most)


def _row(one: Looked, record: AuditRecord) -> list[str]:
    found = one.audited
    of_reader = record.readers[found.reader]
    counts = (of_reader.facts, of_reader.shown, of_reader.protected, of_reader.leaks, of_reader.contradictions)
    narrowest = of_reader.narrowest.words if of_reader.narrowest else ""
    coarsened = len(record.coarsened_for(found.reader))
    numbers = [str(count) for count in (*counts, one.of_mirrors)]
    return [found.organisation, found.reader, *numbers, narrowest, str(coarsened), f"{one.seconds:.1f}"]


def _number(found: Audited, judged: Judged) -> list[str]:
    told = range_in_words(judged.range.low, judged.range.high) if judged.range else say("nothing fits")
    return [
        *(found.organisation, found.reader, id_of(judged.protected)),
        *(spoken(judged.protected.words).removeprefix(f"{found.organisation}: "), told, judged.verdict),
    ]


def _explain(found: Audited, leaks: Sequence[Judged], *, at_most: int) -> None:
    for leak in leaks[:at_most]:
        echo(f"{found.reader}, {id_of(leak.protected)}: {spoken(found.explained(leak))}", err=True)
    left = len(leaks) - at_most
    if left > 0:
        named = {"reader": _reader(found), "left": left, "hint": _HINT}
        echo(spoken(say("%(reader)s: %(left)s more leaks, %(hint)s", **named)), err=True)


_HINT = say("told with a higher --leaks, or one by one with --explain and an id or indicator")


def _listed(facts: Iterable[Fact]) -> list[str]:
    return [f"- {spoken(fact.words)}" for fact in facts]


def _reader(found: Audited) -> str:
    return f"{found.organisation}, {found.reader}"


def _said(because: str) -> str:
    return because.replace("_", " ").replace("\n", "\n    ")


def _is_unsafe(row: Sequence[str]) -> bool:
    return row[_COLUMNS.index("leaks")] != "0" or row[_COLUMNS.index("contradictions")] != "0"


def _print_lines(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Tabs between, under a line of names."""
    echo("".join("\t".join(row) + "\n" for row in [columns, *rows]), nl=False)


def _print_table(columns: Sequence[str], *rows: Sequence[str], is_bad: Callable[[Sequence[str]], bool]) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(spoken(column), overflow="fold")
    for row in rows:
        table.add_row(*(unsteered(spoken(cell)) for cell in row), style="red" if is_bad(row) else None)
    console().print(table)
