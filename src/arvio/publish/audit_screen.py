"""What `arvio audit` shows: figures as tables on stdout, what leaks in words on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence

import click
from rich.console import Console
from rich.table import Table

from arvio.disclosure.auditing.verdicts import Judged
from arvio.gate.audited import Audited
from arvio.gate.question import Answer, id_of
from arvio.gate.record import AuditRecord, range_in_words
from arvio.publish.audit import Looked, leaks_to_explain

_OF_READER = ("organisation", "reader", "facts", "shown", "protected", "leaks", "contradictions")
_COLUMNS = (*_OF_READER, "mirrors", "narrowest", "coarsened", "seconds")
_HEADINGS = (*_OF_READER[:-1], "contra-\ndictions", "mirrors", "narrowest", "coarsened", "s")
"""The same where there is a terminal, which may have 80 columns only."""
_OF_NUMBER = ("organisation", "reader", "id", "number", "range", "verdict")


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
            click.echo(f"{row[0]}, {row[1]}: most is known of {row[place]}")


def print_totals(found: Sequence[Sequence[Looked]]) -> None:
    """What the nearest of the readers has of all organisations together."""
    last = [looked[-1].audited for looked in found]
    counts = (
        f"{sum(len(one.facts) for one in last)} facts",
        f"{sum(len(one.statements.protected) for one in last)} protected numbers",
        f"{sum(len(one.audit.leaking) for one in last)} leaks",
        f"{sum(len(one.audit.contradictions) for one in last)} contradictions",
    )
    click.echo(f"{', '.join(counts)}: {len(last)} organisations, reader {last[0].reader}", err=True)


def print_coarsened(organisation: str, record: AuditRecord) -> None:
    """What the gate took from an organisation's reports, and which it did not let out."""
    for one in record.coarsened:
        table = "/".join(part for part in (one.indicator, one.breakdown, one.group) if part)
        where = f"{table} in {one.period} ({one.audience})"
        click.echo(f"{organisation}: {where}: {one.step.replace('_', ' ')}, because {_said(one.because)}", err=True)
    for one in record.held_back:
        click.echo(f"{organisation}: {one.run}: held back, because {_said(one.because)}", err=True)


def print_leaks(looked: Sequence[Looked], *, at_most: int) -> None:
    """Each leak in words, once, for the first reader who has it; so many of each reader."""
    leaks = leaks_to_explain(looked)
    for one in looked:
        found = one.audited
        _explain(found, leaks[found.reader], at_most=at_most)
        for facts in found.conflicts[:at_most]:
            lines = [f"- {fact.words}" for fact in facts]
            click.echo(
                "\n".join([f"{_reader(found)}: no numbers of persons fit these facts together:", *lines]), err=True
            )
        _more(found, len(found.conflicts) - at_most, "contradictions")


def print_answers(found: Sequence[tuple[Audited, Answer]], *, at_most: int) -> None:
    """The facts that tell of something, the protected numbers that hang on them, and each leak in words."""
    for audited, answer in found:
        lines = [f"{_reader(audited)}: {len(answer.facts)} facts tell of it", *(f"- {f.words}" for f in answer.facts)]
        click.echo("\n".join(lines), err=True)
    rows = [_number(audited, judged) for audited, answer in found for judged in answer.audit.judged]
    if sys.stdout.isatty():
        _print_table(_OF_NUMBER, *rows, is_bad=lambda row: row[-1] != "protected")
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
    told = range_in_words(judged.range.low, judged.range.high) if judged.range else "nothing fits"
    return [
        *(found.organisation, found.reader, id_of(judged.protected)),
        *(judged.protected.words.removeprefix(f"{found.organisation}: "), told, judged.verdict),
    ]


def _explain(found: Audited, leaks: Sequence[Judged], *, at_most: int) -> None:
    for leak in leaks[:at_most]:
        click.echo(f"{found.reader}, {id_of(leak.protected)}: {found.explained(leak)}", err=True)
    _more(found, len(leaks) - at_most, "leaks")


def _more(found: Audited, left: int, what: str) -> None:
    if left > 0:
        hint = "told with a higher --leaks, or one by one with --explain and an id or indicator"
        click.echo(f"{_reader(found)}: {left} more {what}, {hint}", err=True)


def _reader(found: Audited) -> str:
    return f"{found.organisation}, {found.reader}"


def _said(because: str) -> str:
    return because.replace("_", " ").replace("\n", "\n    ")


def _is_unsafe(row: Sequence[str]) -> bool:
    return row[_COLUMNS.index("leaks")] != "0" or row[_COLUMNS.index("contradictions")] != "0"


def _print_lines(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Tabs between, under a line of names."""
    click.echo("".join("\t".join(row) + "\n" for row in [columns, *rows]), nl=False)


def _print_table(columns: Sequence[str], *rows: Sequence[str], is_bad: Callable[[Sequence[str]], bool]) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row, style="red" if is_bad(row) else None)
    Console().print(table)
