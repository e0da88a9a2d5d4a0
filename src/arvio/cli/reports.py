"""Commands that make reports and say how they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from arvio.cli.group import AT, arvio, broken_params, open_here
from arvio.saying import ENGLISH, said_in, say, spoken
from arvio.terminal import echo

if TYPE_CHECKING:  # what commands import for themselves, so that --help need not wait for it
    from arvio.errors import ArvioError
    from arvio.params import Project, Run


@arvio.command("list")
@click.argument("organisations", nargs=-1)
@click.option("--at", metavar="MOMENT", help=AT)
@click.option("--comments", "what", flag_value="comments", help="Show the evaluator's comments of each report instead.")
def list_(organisations: tuple[str, ...], at: str | None, what: str | None) -> int:
    """Show the reports that params ask for, and the state of each.

    Comments that are missing or were written about other figures are counted; --comments tells which, with each old and
    new value.
    """
    return _list_comments(organisations, at) if what == "comments" else _list_reports(organisations, at)


def _list_reports(organisations: tuple[str, ...], at: str | None) -> int:
    from arvio.publish.editions import editions
    from arvio.publish.freshness.judging import Judge
    from arvio.publish.screens import screen
    from arvio.publish.screens.commentary_screen import print_lacking

    project = open_here()
    judge = Judge(project.root)
    wanted = editions(project, project.runs(at, organisations=organisations))
    screen.print_runs([(edition.run, judge.standing(edition).state) for edition in wanted])
    print_lacking(project, [edition.run for edition in wanted])
    return broken_params(project, organisations)


def _list_comments(organisations: tuple[str, ...], at: str | None) -> int:
    from arvio.publish.screens.commentary_screen import print_comments

    project = open_here()
    print_comments(project, project.runs(at, organisations=organisations))
    return broken_params(project, organisations)


@arvio.command()
@click.argument("organisations", nargs=-1)
@click.option("--claims", "what", flag_value="claims", help="Judge public claims instead, as anybody may see it.")
def check(organisations: tuple[str, ...], what: str | None) -> int:
    """Read all params, notebooks and exports and show every problem; make nothing."""
    return _check_claims(organisations) if what == "claims" else _check_files(organisations)


def _check_files(organisations: tuple[str, ...]) -> int:
    from arvio.commentary.checking import check_words
    from arvio.datasets import checked_tables, silent_periods, unread_rows
    from arvio.params.recipients import recipient_faults
    from arvio.params.untranslated import told_in_finnish
    from arvio.publish.notebooks.notebooks import check_notebooks
    from arvio.publish.notebooks.outputs import check_outputs
    from arvio.workbench.copy_faults import check_copies

    project = open_here()
    runs = project.runs(organisations=organisations)
    names = [name for name in organisations or project.organisations if name not in project.broken]
    found: dict[str, Sequence[ArvioError]] = {
        "notebooks": [*check_notebooks(project.root, runs), *check_outputs(project.root)]
    }
    if of_recipients := recipient_faults(project):
        found["recipients"] = of_recipients
    if of_copies := check_copies(project.root, organisations):
        found["workbench"] = of_copies
    periods: dict[str, set[str]] = {}
    for run in runs:
        periods.setdefault(run.organisation, set()).add(run.period)
    notes = []
    for name in names:
        tables, wrong = checked_tables(project, name)
        found[name] = [*wrong, *check_words(project, name)]
        notes += [*told_in_finnish(project, name), *silent_periods(project, tables, periods.get(name, ()))]
    for line in [*notes, *([] if organisations else unread_rows(project))]:
        echo(spoken(line), err=True)
    for name, errors in found.items():
        for line in [error.said for error in errors] or [say("%(name)s: nothing to mend", name=name)]:
            echo(spoken(line), err=True)
    return broken_params(project, organisations) or int(any(found.values()))


def _check_claims(organisations: tuple[str, ...]) -> int:
    """Show the verdict on each public claim; 1 if any is not supported."""
    from arvio.claimed import verdict_lines
    from arvio.errors import ArvioError

    project = open_here()
    project.runs(organisations=organisations)  # which refuses an organisation that there is not
    codes = [broken_params(project, organisations)]
    for name in organisations or project.organisations:
        if name in project.broken or not project.organisation(name).claims:
            continue
        try:
            found = verdict_lines(project, name)
        except ArvioError as error:  # which costs this organisation its verdicts and no other
            echo(str(error), err=True)
            codes.append(error.exit_code)
            continue
        echo("\n".join(found.lines) + "\n")
        codes.append(int(found.not_supported > 0))
    return max(codes)


@arvio.command()
@click.argument("organisations", nargs=-1)
@click.option("--at", metavar="MOMENT", help=AT)
@click.option("--period", "periods", multiple=True, help="Only this period, such as 2025 or 2021-2024. Repeatable.")
@click.option("--notebook", "notebooks", multiple=True, help="Only this notebook, such as feedback. Repeatable.")
@click.option("--audience", "audiences", multiple=True, help="Only for this audience, such as public. Repeatable.")
@click.option("--language", "languages", multiple=True, help="Only in this language, such as fi. Repeatable.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Reports made at the same time; as many as cores if left out.")
@click.option("--cluster", metavar="ADDRESS", help="Execute notebooks on a Dask cluster, as tls://10.1.2.3:8786.")
@click.option("--pdf", is_flag=True, help="Print them too, by Chromium, Chrome or Edge (docs/paper.md).")
@click.option("--force", is_flag=True, help="Make those too whose notebook, data and all else are unchanged.")
@click.option("--dry-run", "look", flag_value="dry", help="Only show which reports are asked for.")
@click.option("--why", "look", flag_value="why", help="Only show of each report whether it would be made, and why.")
@click.option("--quiet", "way", flag_value="quiet", help="Show nothing but errors and the paths of the reports.")
@click.option("--json", "way", flag_value="json", help="Show each event as a line of JSON instead of paths.")
def run(
    at: str | None,
    look: str | None,
    way: str | None,
    jobs: int | None,
    cluster: str | None,
    force: bool,
    pdf: bool,
    **wanted: tuple[str, ...],
) -> int:
    """Make the reports that params ask for, or some of them.

    A report is left as it is while its notebook, parameters, data and whatever else it was made from are unchanged.
    """
    project = open_here()
    runs = project.runs(at, **wanted)
    broken = broken_params(project, wanted["organisations"])
    _refuse_nothing(runs, broken)
    if look == "dry":
        echo("".join(f"{run}\n" for run in runs), nl=False)
        return broken
    if look == "why":
        return max(_tell_why(project, runs), broken)
    way = way or ("due" if at else "shown")
    _divide_shared(project, runs, way)
    narrowed = any(names for part, names in wanted.items() if part != "organisations")
    if not runs:
        return broken
    from arvio.publish.batch.conducting import Wish, conduct

    wish = Wish(way, jobs, cluster, force, pdf, is_whole=not narrowed)
    if way != "json":
        return conduct(project, runs, wish, broken)
    with said_in(ENGLISH):  # for programs: the same in every language, errors of notebooks too
        return conduct(project, runs, wish, broken)


@arvio.command()
@click.argument("reports", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="REPORT…")
def verify(reports: tuple[Path, ...]) -> int:
    """Make reports once more from what they were made from, and compare every byte with the files that lie there.

    Nothing is changed. Exit code 1 where a report differs, with the first line and with what has changed since.
    """
    from arvio.publish import places
    from arvio.publish.batch.workers import local_workers
    from arvio.publish.making.verifying import verify as verified
    from arvio.publish.screens import screen

    project = open_here()
    workers = local_workers(places.log(project.root))
    found = [verified(project, report, workers) for report in reports]
    screen.print_verified(found)
    return int(not all(one.is_same for one in found))


def _refuse_nothing(runs: Iterable[Run], broken: int) -> None:
    """A batch with nothing to do must not look like one that is done."""
    from arvio.errors import Problem, UsageError

    if not runs and not broken:
        what, remedy = say("params ask for no report that is all of this"), say("see which there are: arvio list")
        raise UsageError(Problem("run", what, remedy=remedy))


def _tell_why(project: Project, runs: Iterable[Run]) -> int:
    from arvio.publish.editions import editions
    from arvio.publish.freshness.judging import Judge
    from arvio.publish.screens import screen

    judge = Judge(project.root)
    screen.print_reasons([(edition.run, judge.standing(edition).reasons) for edition in editions(project, runs)])
    judge.close()
    return 0


def _divide_shared(project: Project, runs: Iterable[Run], way: str) -> None:
    """Divide the files that several organisations share before any report is begun, whose time is limited."""
    names = sorted({run.organisation for run in runs})
    wanted = [name for name in names if any(one.shared for one in project.organisation(name).sources.values())]
    if wanted:
        from arvio.datasets import divide_shared

        divide_shared(project, wanted, told=lambda line: None if way == "quiet" else echo(spoken(line), err=True))
