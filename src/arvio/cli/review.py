"""Commands by which somebody answers for what reports say: comments confirmed, reports signed, versions compared."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from arvio.cli.group import arvio, open_here
from arvio.saying import ENGLISH, said_in, say, spoken
from arvio.terminal import echo

if TYPE_CHECKING:  # what commands import for themselves, so that --help need not wait for it
    from arvio.params import Project, Run


@arvio.command()
@click.argument("organisation")
@click.argument("period")
@click.option("--by", metavar="NAME", required=True, help="Who signs: it stands in the reports.")
@click.option("--notebook", "notebooks", multiple=True, help="Only this notebook, such as feedback. Repeatable.")
@click.option("--audience", "audiences", multiple=True, help="Only for this audience, such as public. Repeatable.")
@click.option("--language", "languages", multiple=True, help="Only in this language, such as fi. Repeatable.")
@click.option("--withdraw", "way", flag_value="withdraw", help="Take the signature back: the reports are drafts again.")
def sign(organisation: str, period: str, by: str, way: str | None, **wanted: tuple[str, ...]) -> int:
    """Sign the reports of a period: they are final with the figures and words that they have now.

    A later run that finds others is held back and tells what differs; the signed report stays as it is. Nothing is
    signed unless every report is current and lacks no comment.
    """
    from arvio.errors import UsageError
    from arvio.publish.catalogue.renewing import renew_catalogues
    from arvio.publish.screens.following import near
    from arvio.publish.signing.review import sign as signed
    from arvio.publish.signing.review import withdraw

    project = open_here()
    runs = _runs(project, organisation, period, **wanted)
    if way != "withdraw":
        _refuse_unread(project, runs)
    try:
        made = withdraw(project, runs, by) if way == "withdraw" else signed(project, runs, by)
    except UsageError:  # as where one that was killed withdrew them all, and did not come to the catalogues
        renew_catalogues(open_here())
        raise
    for run, whose, at in made.already:
        told = say("%(run)s: signed already by %(by)s on %(day)s", run=str(run), by=whose, day=at[:10])
        echo(spoken(told), err=True)
    for run in made.runs:
        told = say("%(run)s: a draft again", run=str(run)) if way else say("%(run)s: signed", run=str(run))
        echo(spoken(told), err=True)
    if made.runs:
        command = f"arvio run {organisation} --period {period}"
        echo(spoken(say("To make them so: %(command)s", command=command)), err=True)
        echo(near(made.path))
    renew_catalogues(open_here())
    return 0


@arvio.command()
@click.argument("organisation")
@click.argument("period")
@click.option("--notebook", "notebooks", multiple=True, help="Only this notebook, such as feedback. Repeatable.")
@click.option("--audience", "audiences", multiple=True, help="Only for this audience, such as public. Repeatable.")
@click.option("--language", "languages", multiple=True, help="Only in this language, such as fi. Repeatable.")
@click.option("--from", "before", metavar="VERSION", help="A number, signed or preview; the one before if left out.")
@click.option("--to", "now", metavar="VERSION", default="last", help="A number, last, signed or preview.")
@click.option("--against", metavar="PERIOD", help="Hold the last version against that of another period instead.")
@click.option("--json", "way", flag_value="json", help="Show the differences as JSON.")
@click.option("--page", "way", flag_value="page", help="Write them as a page, for internal use, and show its path.")
def diff(
    organisation: str,
    period: str,
    before: str | None,
    now: str,
    against: str | None,
    way: str | None,
    **wanted: tuple[str, ...],
) -> int:
    """Show how two versions of a report differ in what they mean.

    Figures, verdicts on claims, sentences, comments, methods and what the report was made from; not how it looks.
    Versions are kept when a report is made.
    """
    from arvio.publish.screens.following import near
    from arvio.publish.versions.asking import Asked, differences
    from arvio.publish.versions.page import write_page
    from arvio.publish.versions.telling import plain, text_of

    project = open_here()
    runs = _runs(project, organisation, period, **wanted)
    found = differences(project, runs, Asked(before, now, against))
    for line in found.left_out:
        echo(spoken(line), err=True)
    if way == "json":
        with said_in(ENGLISH):  # for programs: the same in every language
            echo(json.dumps([plain(one) for one in found.differences], ensure_ascii=False, indent=2))
    elif way == "page":
        echo(near(write_page(project, organisation, period, found.differences)))
    else:
        echo("\n".join(spoken(line) for one in found.differences for line in text_of(one)))
    return 0


@arvio.command()
@click.argument("organisation")
@click.argument("period")
@click.argument("sections", nargs=-1)
@click.option("--by", required=True, metavar="NAME", help="Who read the comments beside the figures as they are now.")
@click.option("--language", "languages", multiple=True, help="Only in this language, such as fi. Repeatable.")
def confirm(organisation: str, period: str, sections: tuple[str, ...], by: str, languages: tuple[str, ...]) -> int:
    """Confirm that comments hold though figures changed since they were written, after showing what changed.

    Without SECTIONS every comment of the period that is about other figures is confirmed. The words stay as they are;
    what was confirmed, and by whom, is written into a file beside them.
    """
    import datetime as dt

    from arvio.commentary.confirming import confirm_all, to_confirm
    from arvio.errors import Problem, UsageError
    from arvio.publish import places
    from arvio.publish.screens.commentary_screen import print_confirmed, print_to_confirm
    from arvio.publish.signing.review import WAIT_SECONDS
    from arvio.turns import in_turn

    if not by.strip():
        raise UsageError(Problem("--by", say("names nobody"), say("the name of who read the comments")))
    project = open_here()
    runs = project.runs(organisations=[organisation], periods=[period], languages=languages)
    with in_turn(places.lock(project.root, organisation), seconds=WAIT_SECONDS, what=organisation):
        found = to_confirm(project, runs, sections)
        print_to_confirm(found)
        at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        print_confirmed(confirm_all(project, found, by=by.strip(), at=at), len(found))
    return 0


def _refuse_unread(project: Project, runs: tuple[Run, ...]) -> None:
    """Open answers in which persons were found are read before anybody signs: no final report goes out otherwise."""
    from arvio.datasets import load_tables
    from arvio.evaluation.refusals import refuse_unreviewed
    from arvio.params import INTERNAL_ONLY

    told = [run for run in runs if run.notebook not in INTERNAL_ONLY]
    if told:
        refuse_unreviewed(project, told[0], load_tables(project, told[0].organisation))


def _runs(project: Project, organisation: str, period: str, **wanted: tuple[str, ...]) -> tuple[Run, ...]:
    """The reports that are wanted; an error where there is none, or the organisation's params are wrong."""
    from arvio.errors import Problem, UsageError

    project.organisation(organisation)
    runs = project.runs(at=None, organisations=(organisation,), periods=(period,), **wanted)
    if not runs:
        what, remedy = say("params ask for no report that is all of this"), say("see which there are: arvio list")
        raise UsageError(Problem("reports", what, remedy=remedy))
    return runs
