"""A report entered into an organisation's params as text, so that comments and layout of the file stay as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from arvio.errors import ParamsError, Problem
from arvio.params import Project, Run, open_project
from arvio.params.yaml_file import bytes_of, parsed
from arvio.publish import files
from arvio.saying import say

FOLDER = Path("params", "organisations")


def entry(run: Run) -> str:
    """The line that asks for a draft of a run."""
    return (
        f"- {{notebook: {run.notebook}, periods: ['{run.period}'], audiences: [{run.audience}], "
        f"languages: [{run.language}], stage: draft}}"
    )


def is_asked_for(project: Project, run: Run) -> bool:
    """Whether params ask for a report of the run's notebook about its period already."""
    reports = project.organisation(run.organisation).reports
    return any(report.notebook == run.notebook and run.period in report.periods for report in reports)


def enter(project: Project, run: Run) -> Path:
    """Enter a draft of a run into params; the file. ParamsError with the lines to paste where that cannot be done.

    The file is written whole or not at all, and is as before where the project's checks find something wrong.
    """
    path = project.root / FOLDER / f"{run.organisation}.yaml"
    name = (FOLDER / path.name).as_posix()
    before = bytes_of(path, name)
    after = _with_entry(before.decode("utf-8"), run)
    if after is None or not _adds_just_that(before, after.encode("utf-8"), run, name):
        raise ParamsError(_to_paste(name, run))
    if path.read_bytes() != before:
        raise ParamsError(Problem(name, say("was changed meanwhile"), remedy=say("try again")))
    files.write_bytes_whole(project.root, path, after.encode("utf-8"))
    broken = open_project(project.root).broken
    if run.organisation in broken:
        files.write_bytes_whole(project.root, path, before)
        raise broken[run.organisation]
    return path


def _with_entry(text: str, run: Run) -> str | None:
    """The text of a params file with an entry below its reports; None where nobody can say where it belongs."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return None
    reports = next((value for key, value in root.value if key.value == "reports"), None)
    newline = "\r\n" if "\r\n" in text else "\n"
    if reports is None:
        return f"{text.rstrip()}{newline}{newline}reports:{newline}  {entry(run)}{newline}"
    if not isinstance(reports, yaml.SequenceNode) or reports.flow_style or not reports.value:
        return None
    lines = text.splitlines(keepends=True)
    at = max(_last_line(one) for one in reports.value) + 1
    if not lines[at - 1].endswith(("\n", "\r")):
        lines[at - 1] += newline
    lines.insert(at, " " * reports.start_mark.column + entry(run) + newline)
    return "".join(lines)


def _last_line(node: yaml.Node) -> int:
    """The line on which the last word of a node stands; the mark of a block itself lies behind blanks and comments."""
    if isinstance(node, yaml.ScalarNode):
        return node.end_mark.line if node.style not in ("|", ">") else node.end_mark.line - 1
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        return node.end_mark.line
    inside = [one for value in node.value for one in (value if isinstance(value, tuple) else (value,))]
    return max(map(_last_line, inside), default=node.start_mark.line)


def _adds_just_that(before: bytes, after: bytes, run: Run, name: str) -> bool:
    """Whether a text says all that it said before, and one report more at the end of its reports."""
    try:
        old: Any = parsed(before, name).contents
        new: Any = parsed(after, name).contents
        added: Any = parsed(entry(run).encode("utf-8"), name).contents
    except ParamsError:
        return False
    return bool(new == {**old, "reports": [*old.get("reports", []), *added]})


def _to_paste(name: str, run: Run) -> Problem:
    what = say("has its reports written in a way that is not added to by itself")
    return Problem(name, what, remedy=say("add this line below reports: %(line)s", line=entry(run)))
