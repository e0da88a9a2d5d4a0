"""What a project has to have before a batch begins: sound params, folders, room, its secret and its register."""

from __future__ import annotations

import os
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

from arvio.bounded import PARAMS_BYTES, json_in
from arvio.doctor.diagnosis import LOOK, OK, WRONG, Diagnosis, of_error
from arvio.errors import ArvioError
from arvio.saying import say
from arvio.shipped import RECORD

FOLDERS = ("reports", "params", "notebooks")
MEGABYTE = 10**6
BYTES_OF_A_REPORT = 600_000
"""With its workings, and once more while an older one lies beside it: 279 of the sample take 83 MB."""
LITTLE_ROOM = 1000 * MEGABYTE
FOR_THE_OWNER = ("data/.key", "data/.withdrawn", "data/.cache", "reports/.run", "workbench", "outbox")
_OTHERS = 0o077
_RESTS_ON = "reports"
_SUITE = Path("params", "suite.yaml")
_UPGRADE = say("see what would become of them: arvio upgrade --dry-run")


def root_of(start: Path) -> Path | None:
    """The project around a folder; None where there is none. Found without reading params, whose libraries may lack."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / _SUITE).is_file()), None)


def outside(start: Path) -> Diagnosis:
    """What is said where there is no project."""
    said = say("%(folder)s is not in an arvio project: only the machine was looked at", folder=str(start))
    return Diagnosis("project", LOOK, said, say("go to the folder that holds params/suite.yaml"))


def params(root: Path) -> Diagnosis:
    """Whether params can be read: the suite, instruments and each organisation."""
    from arvio.params import open_project

    try:
        project = open_project(root)
        n = len(project.runs())
    except ArvioError as error:
        return of_error("params", WRONG, error)
    broken = sorted(project.broken)
    facts = {"organisations": len(project.names), "broken": broken, "reports": n}
    if broken:
        said = say("params are wrong of: %(organisations)s", organisations=", ".join(broken))
        return Diagnosis("params", WRONG, said, say("see what is wrong and where: arvio check"), facts)
    said = say("params can be read; reports they ask for: %(n)s", n=n)
    return Diagnosis("params", OK, said, facts=facts)


def folder(root: Path, *, name: str) -> Diagnosis:
    """Whether files can be made in a folder of the project, by making one; of one not yet there, in what will hold it.

    Without it for reports no report can be made; without it for params and notebooks they cannot be changed.
    """
    path, check = root / name, f"folder_{name}"
    try:
        with tempfile.NamedTemporaryFile(dir=path if os.path.lexists(path) else root, prefix=".arvio-"):
            return Diagnosis(check, OK, say("%(folder)s/ can be written to", folder=name))
    except OSError as error:
        said = say("%(folder)s/ cannot be written to (%(reason)s)", folder=name, reason=str(error.strerror))
    if os.path.lexists(path) and not path.is_dir():
        remedy = say("a file lies where the folder %(folder)s belongs: move it away", folder=name)
    else:
        remedy = say("ask for write access to the folder, or copy the project to where you have it")
    return Diagnosis(check, WRONG if name == _RESTS_ON else LOOK, said, remedy)


def disk(root: Path) -> Diagnosis:
    """How much room there is for reports, beside what all that params ask for take at most."""
    reports = root / "reports"
    free = shutil.disk_usage(reports if reports.is_dir() else root).free
    n = _reports(root)
    needed = n * BYTES_OF_A_REPORT
    facts = {"free_bytes": free, "needed_bytes": needed, "reports": n}
    said = say("disk: %(free)s MB free", free=free // MEGABYTE)
    if n:
        said = say(
            "disk: %(free)s MB free; all reports together (%(n)s) take about %(needed)s MB",
            free=free // MEGABYTE,
            n=n,
            needed=round(needed / MEGABYTE),
        )
    if free >= max(LITTLE_ROOM, 2 * needed):
        return Diagnosis("disk", OK, said, facts=facts)
    remedy = say("make room on the disk, or move the project to another one")
    return Diagnosis("disk", WRONG if free < needed else LOOK, said, remedy, facts)


def key(root: Path) -> Diagnosis:
    """Whether there is a secret for the keys of persons that is long enough; it is never shown, nor how long it is."""
    from arvio.sources.personal.identity import KEY_FILE, VARIABLE, secret

    where = VARIABLE if VARIABLE in os.environ else KEY_FILE.as_posix()
    facts = {"from": where}
    if where != VARIABLE and not (root / KEY_FILE).exists():
        said = say("key of persons: none yet; %(file)s is made at first use", file=where)
        remedy = say(
            "where reports were made before, set %(variable)s or bring %(file)s back: with another secret the same "
            "person gets another key",
            variable=VARIABLE,
            file=where,
        )
        return Diagnosis("key", LOOK, said, remedy, {"from": None})
    try:
        secret(root)
    except ArvioError as error:
        return of_error("key", WRONG, error)
    return Diagnosis("key", OK, say("key of persons: %(where)s is long enough", where=where), facts=facts)


def rights(root: Path) -> Diagnosis | None:
    """Whether only their owner may read tables of persons, register and working copies; nothing where no system asks.

    What arvio makes is for its owner. A folder open to others was opened by somebody, or is older than that rule.
    """
    if not hasattr(os, "geteuid"):
        return None
    there = [name for name in FOR_THE_OWNER if (root / name).exists()]
    wider = [name for name in there if (root / name).stat().st_mode & _OTHERS]
    facts = {"open_to_others": wider}
    if not wider:
        said = say("rights: what tells of persons is for its owner alone")
        return Diagnosis("rights", OK, said, facts=facts)
    said = say("rights: others who use this machine may read %(names)s", names=", ".join(wider))
    remedy = say("unless that is meant: chmod -R go= %(names)s", names=" ".join(wider))
    return Diagnosis("rights", LOOK, said, remedy, facts)


def register(root: Path) -> Diagnosis:
    """Whether the register of facts can be read whole and knows every report that went out."""
    from arvio.disclosure.register import require_register
    from arvio.disclosure.register_file import register_of

    try:
        require_register(root)
        with register_of(root) as found:
            n = found.execute("select count(*) from publication").fetchone()[0] if found else 0
    except ArvioError as error:
        return of_error("register", WRONG, error)
    said = say("register: whole; publications: %(n)s", n=n) if n else say("register: nothing was published yet")
    return Diagnosis("register", OK, said, facts={"publications": n})


def shipped(root: Path) -> Diagnosis | None:
    """Whether the project has the files that this arvio ships; nothing where it is not written down which it has."""
    try:
        given = str(json_in(root / RECORD, PARAMS_BYTES)["arvio"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return Diagnosis(
            "shipped",
            LOOK,
            say("which files arvio gave the project cannot be read: %(file)s", file=RECORD.as_posix()),
            _UPGRADE,
        )
    now = version("arvio")
    facts = {"given": given, "arvio": now}
    if given == now:
        return Diagnosis(
            "shipped", OK, say("notebooks and instruments: as arvio %(now)s ships them", now=now), facts=facts
        )
    said = say("notebooks and instruments: of arvio %(given)s, while this is arvio %(now)s", given=given, now=now)
    return Diagnosis("shipped", LOOK, said, _UPGRADE, facts)


def _reports(root: Path) -> int:
    """How many reports params ask for; none where they cannot be read, which is told elsewhere."""
    from arvio.params import open_project

    try:
        return len(open_project(root).runs())
    except ArvioError:
        return 0
