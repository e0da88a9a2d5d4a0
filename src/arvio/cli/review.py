"""Commands by which somebody answers for what reports say."""

from __future__ import annotations

import click

from arvio.cli.group import arvio, open_here
from arvio.saying import say


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
    from arvio.publish.commentary_screen import print_confirmed, print_to_confirm

    if not by.strip():
        raise UsageError(Problem("--by", say("names nobody"), say("the name of who read the comments")))
    project = open_here()
    runs = project.runs(organisations=[organisation], periods=[period], languages=languages)
    found = to_confirm(project, runs, sections)
    print_to_confirm(found)
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    print_confirmed(confirm_all(project, found, by=by.strip(), at=at), len(found))
    return 0
