"""The command line: arguments in, exit code out. Result paths go to stdout, all else to stderr; what `inspect` finds
out goes to stdout too, before the paths of its drafts, and so does what `doctor` finds.

Exit codes: 0 done, 1 some reports failed or problems were found, 2 wrong use or params, 3 stopped by a protection
rule or something leaks, 130 interrupted.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from arvio.commands import Commands, click_translated
from arvio.saying import ENGLISH, said_in, say, spoken

if TYPE_CHECKING:  # what commands import for themselves, so that --help need not wait for it
    from arvio.params import Project, Run
    from arvio.publish.audit import Looked

INTERRUPTED, _UNSAFE = 130, 3
_AT = "Only what is due at this moment, such as year-end or project-end (due in params)."
_READERS = ("public", "funder", "internal")
_EXPLAIN = "Only what tells of this: an indicator, narrowed by other parts (trust/participants/2025), or a leak's id."
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


@click.group(cls=Commands, context_settings=_CONTEXT)
@click.version_option(package_name="arvio", prog_name="arvio", message="%(prog)s %(version)s")
def arvio() -> None:
    """Evaluation reports for social-sector organisations, from raw exports to pages that may be handed over."""


@arvio.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--against", metavar="ORGANISATION/SOURCE", help="Say what changed against this source in params.")
def inspect(file: Path, against: str | None) -> int:
    """Look at any export: say what it is, or what changed since last year, and draft what params would say of it.

    The export is only read. Of answers labels are shown, never open text or names; drafts go to params/drafts/.
    """
    import datetime as dt

    from arvio.inspection.inspecting import inspect as inspected
    from arvio.inspection.inspecting import write_drafts

    project = _project()
    found = inspected(project, file, against=against, today=dt.date.today())
    click.echo(spoken(found.report))
    click.echo(spoken(found.use), err=True)
    for path in write_drafts(project.root, found.drafts):
        click.echo(path)
    return 0


@arvio.command("list")
@click.argument("organisations", nargs=-1)
@click.option("--at", metavar="MOMENT", help=_AT)
def list_(organisations: tuple[str, ...], at: str | None) -> int:
    """Show the reports that params ask for, and the state of each."""
    from arvio.publish import screen
    from arvio.publish.editions import editions
    from arvio.publish.freshness.judging import Judge

    project = _project()
    judge = Judge(project.root)
    wanted = editions(project, project.runs(at, organisations=organisations))
    screen.print_runs([(edition.run, judge.standing(edition).state) for edition in wanted])
    return _broken(project, organisations)


@arvio.command()
@click.argument("organisations", nargs=-1)
@click.option("--claims", "what", flag_value="claims", help="Judge public claims instead, as anybody may see it.")
def check(organisations: tuple[str, ...], what: str | None) -> int:
    """Read all params, notebooks and exports and show every problem; make nothing."""
    return _check_claims(organisations) if what == "claims" else _check_files(organisations)


def _check_files(organisations: tuple[str, ...]) -> int:
    from arvio.datasets import check_sources, unread_rows
    from arvio.params.recipients import recipient_faults
    from arvio.params.untranslated import told_in_finnish
    from arvio.publish.notebooks import check_notebooks

    project = _project()
    runs = project.runs(organisations=organisations)
    names = [name for name in organisations or project.organisations if name not in project.broken]
    found = {"notebooks": check_notebooks(project.root, runs)}
    if faults := recipient_faults(project):
        found["recipients"] = faults
    found |= {name: check_sources(project, name) for name in names}
    notes = [line for name in names for line in told_in_finnish(project, name)]
    for line in [*notes, *([] if organisations else unread_rows(project))]:
        click.echo(spoken(line), err=True)
    for name, errors in found.items():
        for line in [error.said for error in errors] or [say("%(name)s: nothing to mend", name=name)]:
            click.echo(spoken(line), err=True)
    return _broken(project, organisations) or int(any(found.values()))


def _check_claims(organisations: tuple[str, ...]) -> int:
    """Show the verdict on each public claim; 1 if any is not supported."""
    from arvio.claimed import verdict_lines
    from arvio.errors import ArvioError

    project = _project()
    project.runs(organisations=organisations)  # which refuses an organisation that there is not
    codes = [_broken(project, organisations)]
    for name in organisations or project.organisations:
        if name in project.broken or not project.organisation(name).claims:
            continue
        try:
            found = verdict_lines(project, name)
        except ArvioError as error:  # which costs this organisation its verdicts and no other
            click.echo(str(error), err=True)
            codes.append(error.exit_code)
            continue
        click.echo("\n".join(found.lines) + "\n")
        codes.append(int(found.not_supported > 0))
    return max(codes)


@arvio.command()
@click.argument("organisations", nargs=-1)
@click.option("--at", metavar="MOMENT", help=_AT)
@click.option("--period", "periods", multiple=True, help="Only this period, such as 2025 or 2021-2024. Repeatable.")
@click.option("--notebook", "notebooks", multiple=True, help="Only this notebook, such as feedback. Repeatable.")
@click.option("--audience", "audiences", multiple=True, help="Only for this audience, such as public. Repeatable.")
@click.option("--language", "languages", multiple=True, help="Only in this language, such as fi. Repeatable.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Reports made at the same time; as many as cores if left out.")
@click.option("--cluster", metavar="ADDRESS", help="Execute notebooks on a Dask cluster, as tls://10.1.2.3:8786.")
@click.option("--pdf", is_flag=True, help="Print them too, by Chromium, Chrome or Edge (docs/paper.md).")
@click.option("--force", is_flag=True, help="Make those too whose notebook, data and all else are unchanged.")
@click.option("--dry-run", "way", flag_value="dry", help="Only show which reports are asked for.")
@click.option("--why", "way", flag_value="why", help="Only show of each report whether it would be made, and why.")
@click.option("--quiet", "way", flag_value="quiet", help="Show nothing but errors and the paths of the reports.")
@click.option("--json", "way", flag_value="json", help="Show each event as a line of JSON instead of paths.")
def run(
    at: str | None,
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
    project = _project()
    runs = project.runs(at, **wanted)
    broken = _broken(project, wanted["organisations"])
    _refuse_nothing(runs, broken)
    if way == "dry":
        click.echo("".join(f"{run}\n" for run in runs), nl=False)
        return broken
    if way == "why":
        return max(_tell_why(project, runs), broken)
    way = way or ("due" if at else "shown")
    _divide_shared(project, runs, way)
    narrowed = any(names for part, names in wanted.items() if part != "organisations")
    if not runs:
        return broken
    from arvio.publish.conducting import Wish, conduct

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
    from arvio.publish import places, screen
    from arvio.publish.verifying import verify as verified
    from arvio.publish.workers import local_workers

    project = _project()
    workers = local_workers(places.log(project.root))
    found = [verified(project, report, workers) for report in reports]
    screen.print_verified(found)
    return int(not all(one.is_same for one in found))


@arvio.command()
@click.argument("organisation")
@click.option("--period", "periods", multiple=True, help="Only this period, such as 2025. Repeatable.")
@click.option("--notebook", "notebooks", multiple=True, help="Only this notebook, such as feedback. Repeatable.")
@click.option("--audience", "audiences", multiple=True, help="Only for this audience, such as public. Repeatable.")
@click.option("--language", "languages", multiple=True, help="Only in this language, such as fi. Repeatable.")
def facts(organisation: str, **wanted: tuple[str, ...]) -> int:
    """Show what was ever published about an organisation, each version of each report: the register of facts."""
    from arvio.disclosure.register import history
    from arvio.publish import screen

    project = _project()
    project.organisation(organisation)
    screen.print_facts(history(project.root, organisation), wanted)
    return 0


@arvio.command()
@click.argument("organisations", nargs=-1)
@click.option(
    "--reader", "readers", multiple=True, type=click.Choice(_READERS), help="Only what they have. Repeatable."
)
@click.option("--explain", "fact", metavar="FACT", help=_EXPLAIN)
@click.option(
    *("--leaks", "at_most"),
    type=click.IntRange(0),
    default=5,
    show_default=True,
    help="Leaks explained of each reader.",
)
def audit(organisations: tuple[str, ...], readers: tuple[str, ...], fact: str | None, at_most: int) -> int:
    """Say what everything that was ever published gives away together, from the facts of the register alone.

    A row for each organisation and reader: the public has the public pages, a funder those too, and within the
    organisation everything is read. Then each leak is explained. Exit code 3 if anything leaks.
    """
    project = _project()
    project.runs(organisations=organisations)  # which refuses an organisation that there is not
    broken = _broken(project, organisations)
    names = [name for name in organisations or project.organisations if name not in project.broken]
    wanted = tuple(reader for reader in _READERS if reader in readers or not readers)
    if fact:
        return max(_explain(project, names, wanted, fact=fact, at_most=at_most), broken)
    return max(_audit(project, names, wanted, at_most), broken)


@arvio.command()
@click.argument("audience")
@click.argument("organisation", required=False)
def bundle(audience: str, organisation: str | None) -> int:
    """Pack an audience's current reports with a catalogue of their own, to be handed over in one file.

    Reports that are not current, and drafts, are left out and named; exit code 1 then.
    """
    from arvio.publish import screen
    from arvio.publish.sending.bundle import write_bundle

    made = write_bundle(_project(), audience, organisation)
    screen.print_left_out(made.left_out)
    click.echo(spoken(say("Reports packed: %(n)s", n=made.n)), err=True)
    click.echo(screen.near(made.path))
    return int(bool(made.left_out))


@arvio.command()
@click.argument("audience")
@click.argument("organisation", required=False)
@click.option("--period", "periods", multiple=True, help="Only this period, such as 2025. Repeatable.")
@click.option("--language", "languages", multiple=True, help="In this language; the suite's first if left out.")
def mail(audience: str, organisation: str | None, **wanted: tuple[str, ...]) -> int:
    """Write a draft of a mail for each organisation and period, with the PDFs of the current reports. Sends nothing.

    Recipients are those of params/recipients.yaml, if any. Reports that are not current or not printed are left out and
    named; exit code 1 then.
    """
    from arvio.publish import screen
    from arvio.publish.sending.mail import write_mails

    made = write_mails(_project(), audience, organisation, **wanted)
    screen.print_left_out(made.left_out)
    for path in made.paths:
        click.echo(screen.near(path))
    return int(bool(made.left_out))


@arvio.command()
@click.argument("organisation")
@click.option("--period", required=True, help="The period of the mirror, such as 2025.")
def export(organisation: str, period: str) -> int:
    """Write an organisation's signed file of released aggregates for a mirror: no persons, no text, no name."""
    from arvio.mirror import export as exported

    click.echo(exported(_project(), organisation, period))
    return 0


@arvio.command("mirror-key")
@click.argument("organisation")
def mirror_key(organisation: str) -> int:
    """Make the key with which an organisation signs for a mirror; show its public half, which the convener needs."""
    from arvio.mirror import create_key

    click.echo(create_key(_project().root, organisation))
    return 0


@arvio.command()
@click.option("--json", "for_programs", is_flag=True, help="Show each check as a line of JSON instead.")
def doctor(for_programs: bool) -> int:
    """Look whether this machine and this project have what reports need, and say what to do where they have not.

    Nothing is mended. Works outside a project and with broken params too. Exit code 1 where something is wrong; 0 where
    there is only something to look at.
    """
    from arvio.doctor import diagnoses, screen

    show = screen.print_json if for_programs else screen.print_lines
    return show(diagnoses(Path.cwd()))


def main() -> None:
    """The command `arvio`."""
    for stream in (sys.stdout, sys.stderr):  # redirected output is cp1252 on Windows, where arrows would crash
        stream.reconfigure(encoding="utf-8", errors="replace")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a scheduler that stops the batch means Ctrl-C
    try:
        code = arvio(standalone_mode=False)
    except click.ClickException as error:
        with click_translated():
            error.show(sys.stderr)
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        interrupted = say("Interrupted: what was finished is whole, the rest has not been touched.")
        click.echo(spoken(interrupted), err=True)
        code = INTERRUPTED
    sys.exit(code or 0)


def _project() -> Project:
    from arvio.params import open_project

    return open_project()


def _broken(project: Project, organisations: Iterable[str]) -> int:
    """Show what is wrong in the params of the wanted organisations; 2 if anything is, 0 if not."""
    wanted = sorted(set(organisations)) or project.names
    errors = [project.broken[name] for name in wanted if name in project.broken]
    for error in errors:
        click.echo(str(error), err=True)
    return max((error.exit_code for error in errors), default=0)


def _refuse_nothing(runs: Iterable[Run], broken: int) -> None:
    """A batch with nothing to do must not look like one that is done."""
    from arvio.errors import Problem, UsageError

    if not runs and not broken:
        what, remedy = say("params ask for no report that is all of this"), say("see which there are: arvio list")
        raise UsageError(Problem("run", what, remedy=remedy))


def _audit(project: Project, organisations: Iterable[str], readers: tuple[str, ...], at_most: int) -> int:
    """Audit the organisations, keep the records, renew the page that tells of them and show it; the exit code."""
    from arvio.publish import audit_screen, screen
    from arvio.publish.audit import keep
    from arvio.publish.protection_page import write_protection_page

    looked = _looked(project, organisations, readers)
    records = [keep(project, one) for one in looked]
    audit_screen.print_counts(zip(looked, records, strict=True))
    for one, record in zip(looked, records, strict=True):
        audit_screen.print_coarsened(one[0].audited.organisation, record)
        audit_screen.print_leaks(one, at_most=at_most)
    audit_screen.print_totals(looked)
    screen.print_open([write_protection_page(project)])
    return 0 if all(found.audited.audit.is_safe for one in looked for found in one) else _UNSAFE


def _explain(
    project: Project, organisations: Iterable[str], readers: tuple[str, ...], *, fact: str, at_most: int
) -> int:
    """Show what tells of one fact and what hangs on it; the exit code."""
    from arvio.publish import audit_screen
    from arvio.publish.audit import answers

    looked = _looked(project, organisations, readers)
    found = answers([one for several in looked for one in several], fact)
    audit_screen.print_answers(found, at_most=at_most)
    return 0 if all(answer.audit.is_safe for _, answer in found) else _UNSAFE


def _looked(project: Project, organisations: Iterable[str], readers: tuple[str, ...]) -> list[list[Looked]]:
    """The audits of each organisation, with the one that is being made named on a terminal."""
    from rich.console import Console

    from arvio.publish.audit import look

    looked = []
    with Console(stderr=True).status(spoken(say("Audit"))) as status:
        for name in organisations:
            status.update(spoken(say("Audit: %(organisation)s", organisation=name)))
            looked.append(list(look(project, name, readers)))
    return looked


def _tell_why(project: Project, runs: Iterable[Run]) -> int:
    from arvio.publish import screen
    from arvio.publish.editions import editions
    from arvio.publish.freshness.judging import Judge

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

        divide_shared(project, wanted, told=lambda line: None if way == "quiet" else click.echo(spoken(line), err=True))
