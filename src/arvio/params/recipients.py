"""To whom reports are sent: addresses by organisation and audience, in a file of their own.

They stand apart from the organisations' files, since no report is made of them: a new address makes no report older.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from arvio.errors import ParamsError, Problem
from arvio.params.checking import checked, nearest
from arvio.params.models import Recipients
from arvio.params.project import Project
from arvio.params.yaml_file import read_yaml
from arvio.saying import say

FILE = Path("params", "recipients.yaml")


def recipients_of(project: Project) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The addresses of each organisation and audience, each once; none where the project has no such file.

    A ParamsError names every address that is none, and every organisation that is not known.
    """
    path = project.root / FILE
    if not path.exists():
        return {}
    file = read_yaml(path, FILE.as_posix())
    written = checked(file, Recipients).recipients
    unknown = sorted(written.keys() - set(project.names))
    if unknown:
        raise ParamsError([_unknown(project, name, file.place(("recipients", name))) for name in unknown])
    return {
        (organisation, audience): tuple(dict.fromkeys(addresses))
        for organisation, audiences in written.items()
        for audience, addresses in audiences.items()
    }


def recipient_faults(project: Project) -> list[ParamsError]:
    """What is wrong in the file, for whoever checks everything before it is used."""
    try:
        recipients_of(project)
    except ParamsError as error:
        return [error]
    return []


def _unknown(project: Project, name: str, place: str) -> Problem:
    expected = say("an organisation with a file in params/organisations")
    return Problem(FILE.as_posix(), say("is not known here"), expected, nearest(name, project.names), place, value=name)
