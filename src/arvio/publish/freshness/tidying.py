"""Whether the last batch came to its end: its catalogues written of what lies there now, its audits renewed.

A batch that finds nothing to do has to leave nothing undone either. What a batch leaves when it ends is written down
last of all, so that one that was cut off before is known by its absence.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from arvio.bounded import json_in
from arvio.params import Project, Run
from arvio.publish import files, places
from arvio.publish.editions import editions
from arvio.publish.freshness import code
from arvio.publish.freshness.digests import digest_of
from arvio.publish.freshness.judging import Judge, Standing


def standings(project: Project, judge: Judge) -> dict[Run, Standing]:
    """How each report stands that params ask for."""
    return {one.run: judge.standing(one) for one in editions(project, project.runs())}


def catalogues(project: Project, found: Mapping[Run, Standing]) -> tuple[Path, ...]:
    """Where the catalogue of each audience lies."""
    return tuple(places.catalogue(project.root, audience) for audience in sorted({run.audience for run in found}))


def is_tidy(project: Project, found: Mapping[Run, Standing], *, with_audits: bool) -> bool:
    """Whether the catalogues show how the reports stand; with audits, whether these know of the last publication."""
    try:
        kept = json_in(_place(project))
        last = _last_publications(project)
        is_audited = all(kept["audited"].get(name) == number for name, number in last.items()) or not with_audits
        return is_audited and kept["shown"] == _shown(project, found) and kept["pages"] == _pages(project, found)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, sqlite3.Error):
        return False


def keep(project: Project, found: Mapping[Run, Standing], audited: Iterable[str]) -> None:
    """Write down what a batch left that came to its end, and whose audits it renewed.

    Where the register cannot be asked, as on a full disk, nothing is written, and the next batch does it all again.
    """
    try:
        last = _last_publications(project)
    except sqlite3.Error:
        return
    try:
        before = dict(json_in(_place(project))["audited"])
    except (OSError, ValueError, KeyError, TypeError):
        before = {}
    now = {name: last[name] for name in audited if name in last}
    left = {"audited": {**before, **now}, "shown": _shown(project, found), "pages": _pages(project, found)}
    files.write_whole(project.root, _place(project), json.dumps(left, indent=1))


def _shown(project: Project, found: Mapping[Run, Standing]) -> str:
    """A digest of all that a catalogue shows: names, titles, how each report stands, and how large it is."""
    names = {name: project.organisation(name).name for name in {run.organisation for run in found}}
    said = [[str(run), standing.state, _sizes(project, run)] for run, standing in found.items()]
    titles = {name: digest_of(places.notebook(project.root, name)) for name in {run.notebook for run in found}}
    made_by = {name: code.digest_now(name) for name in _MADE_BY}
    text = json.dumps([names, said, titles, made_by, code.versions()], sort_keys=True)
    return sha256(text.encode("utf-8")).hexdigest()


def _sizes(project: Project, run: Run) -> list[int]:
    there = places.handed_over(project.root, run)
    return [path.stat().st_size if path.exists() else -1 for path in there]


def _pages(project: Project, found: Mapping[Run, Standing]) -> dict[str, str]:
    """The digest of each page about the reports."""
    paths = [*catalogues(project, found)]
    if "internal" in {run.audience for run in found}:
        paths.append(places.protection(project.root))
    return {path.relative_to(project.root).as_posix(): digest_of(path) for path in paths}


def _last_publications(project: Project) -> dict[str, int]:
    """The number of the last publication about each organisation."""
    path = places.workings(project.root) / "register.sqlite"
    if not path.exists():
        return {}
    with closing(sqlite3.connect(path)) as register:
        return dict(register.execute("select organisation, max(number) from publication group by organisation"))


def _place(project: Project) -> Path:
    return places.workings(project.root) / "tidy.json"


_MADE_BY = (
    *("publish/catalogue/catalogue.py", "publish/page/links.py", "publish/catalogue/protection_page.py"),
    *("publish/templates/catalogue/index.html.j2", "publish/templates/catalogue/search.js"),
)
"""What decides how a catalogue looks, beside the versions."""
