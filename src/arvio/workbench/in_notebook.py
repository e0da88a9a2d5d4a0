"""The line preview() in a notebook: what is to be done, and where the page lies. It never leaves the workbench."""

from __future__ import annotations

import os
from html import escape
from pathlib import Path

from arvio.evaluation import IN_THE_BATCH
from arvio.presentation.marks import Shown
from arvio.publish import places
from arvio.publish.batch.workers import local_workers
from arvio.saying import evaluators_language, say, spoken
from arvio.workbench import todo
from arvio.workbench.preview import Preview, Wanted, draft_of
from arvio.workbench.preview import preview as previewed
from arvio.workbench.wanted import wanted

SESSION = "JPY_SESSION_NAME"
"""The environment variable by which JupyterLab tells the path of the notebook."""
NOTHING = Shown("workbench", "", "")


def preview() -> Shown:
    """The open notebook, as it was last saved, as the report that it would be; shows what is still to be done.

    Save first. In a report that is made nothing of it appears. Example:

        from arvio import preview

        preview()
    """
    if IN_THE_BATCH in os.environ:
        return NOTHING
    from arvio.params import open_project

    project = open_project()
    path = Path(os.environ.get(SESSION, ""))
    run, notebook = wanted(project, [str(path)])
    made = previewed(Wanted(draft_of(project, run), notebook), local_workers(places.log(project.root)))
    return shown(made, project.root)


def shown(made: Preview, root: Path) -> Shown:
    """A preview as a cell shows it: the list of what is to be done, and the path of the page."""
    page = made.page.relative_to(root).as_posix()
    heading = spoken(say("Preview of %(run)s, as it was saved", run=str(made.run)))
    where = spoken(say("The page lies at %(page)s; arvio preview --open shows it in the browser.", page=page))
    lines = todo.in_words(made.todo) or [spoken(say("There is nothing to do."))]
    items = "".join(f"<li>{escape(spoken(one.said))}{_remedy(one)}</li>" for one in made.todo)
    listed = f"<ol>{items}</ol>" if items else f"<p>{escape(lines[0])}</p>"
    html = (
        f'<div role="status" lang="{evaluators_language()}"><p><strong>{escape(heading)}</strong></p>{listed}'
        f"<p>{escape(where)}</p></div>"
    )
    return Shown("workbench", html, "\n".join([heading, *lines, where]))


def _remedy(one: todo.ToDo) -> str:
    return f"<br>{escape(spoken(one.remedy))}" if one.remedy else ""
