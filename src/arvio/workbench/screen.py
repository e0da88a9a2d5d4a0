"""What previews show: paths of pages on stdout, what is to be done on stderr."""

from __future__ import annotations

import json
from dataclasses import asdict

from arvio.publish.screens.following import near
from arvio.saying import say, say_count, spoken
from arvio.terminal import echo
from arvio.workbench import todo
from arvio.workbench.preview import Preview


def print_preview(made: Preview) -> None:
    """A heading with the number of things to do, each thing in a line, and the path of the page."""
    n = sum(one.weight != "know" for one in made.todo)
    heading = say_count("%(run)s: %(n)s thing to do", "%(run)s: %(n)s things to do", n, run=str(made.run), n=n)
    nothing = say("%(run)s: there is nothing to do", run=str(made.run))
    echo(spoken(heading if n else nothing), err=True)
    for line in todo.in_words(made.todo):
        echo(line, err=True)
    echo(near(made.page))


def print_preview_as_json(made: Preview) -> None:
    """A line of JSON, the same in every language."""
    told = {**asdict(made.run), "page": near(made.page), "state": "made" if made.is_made else "failed"}
    shown = {**told, "seconds": made.seconds, "todo": [one.plain() for one in made.todo]}
    echo(json.dumps(shown, ensure_ascii=False))
