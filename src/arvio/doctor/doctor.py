"""Every check in the order in which it is told: the machine first, then the project that one stands in.

A check that comes to grief, such as one whose library is missing, is a diagnosis like any other and stops no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from arvio.doctor import machine, packages, programs, project
from arvio.doctor.diagnosis import WRONG, Diagnosis, of_error
from arvio.errors import ArvioError
from arvio.saying import say

Check = Callable[[], Diagnosis | None]

_OF_MACHINE: tuple[tuple[str, Check], ...] = (
    ("python", packages.python),
    ("language", machine.language),
    ("open_files", machine.open_files),
    ("scratch", machine.scratch),
    ("processes", machine.processes),
    ("jupyterlab", programs.jupyterlab),
    ("browser", programs.browser),
    ("letters", programs.letters),
    ("letters_on_paper", programs.letters_on_paper),
)
_OF_PROJECT: tuple[tuple[str, Callable[[Path], Diagnosis | None]], ...] = (
    ("params", project.params),
    ("shipped", project.shipped),
    *((f"folder_{name}", partial(project.folder, name=name)) for name in project.FOLDERS),
    ("disk", project.disk),
    ("key", project.key),
    ("rights", project.rights),
    ("register", project.register),
)


def diagnoses(start: Path) -> Iterator[Diagnosis]:
    """What each check says, as soon as it is known; of the project only where a folder is in one."""
    root = project.root_of(start)
    checks: list[tuple[str, Check]] = [*_OF_MACHINE, ("packages", partial(packages.packages, root or start))]
    if root is not None:
        checks += [(name, partial(check, root)) for name, check in _OF_PROJECT]
    found = (_diagnosed(name, check) for name, check in checks)
    yield from filter(None, found)
    if root is None:
        yield project.outside(start)


def _diagnosed(name: str, check: Callable[[], Diagnosis | None]) -> Diagnosis | None:
    try:
        return check()
    except ArvioError as error:
        return of_error(name, WRONG, error)
    except (ImportError, OSError) as error:
        said = say("%(check)s cannot be looked at (%(reason)s)", check=name, reason=str(error))
        return Diagnosis(name, WRONG, said, packages.INSTALL if isinstance(error, ImportError) else "")
