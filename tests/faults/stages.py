"""Commands that write, each disturbed at one of its stages, and what must hold afterwards and after the next try."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from arvio.disclosure.register import RUN, fingerprint_of, history, published, was_published
from arvio.mirror.history import read_history
from arvio.params import open_project
from arvio.publish import places

from . import batches

KINDS = ("kill", "lost", "cut", "full", "small", "refused", "held")
"""What tests/faults/disturbing can do at a stage."""
DISTURBING = Path(__file__).parent / "disturbing"
KEPT = ("params", "notebooks", "workbench", "outbox", "mirror", "data", "upgrade")
"""Folders in which a file is as it was before or as it is to be; of reports, what is not current may be taken away."""
DATED = "reports/internal/protection.html"
"""Tells the day on which something new went out last."""
_MOMENT = re.compile(rb'"(at|moment)": "[^"]*"')


@dataclass(frozen=True)
class Scenario:
    """A command on a project that was made ready for it."""

    prepare: Callable[[Path], None]
    command: tuple[str, ...]
    done_before: tuple[int, ...] = (0,)
    """Exit codes of the next try, where the disturbed one had done it all."""


@dataclass(frozen=True)
class Left:
    """What a command leaves: its files, and what the register knows."""

    files: dict[str, bytes]
    told: tuple[str, ...]


def disturbed(
    root: Path, command: Iterable[str], kind: str = "", at: int = 0
) -> tuple[subprocess.CompletedProcess, int]:
    """A command disturbed at a stage, and how many stages were counted; undisturbed where `at` is 0."""
    log = root.with_name(f"{root.name}.stages")
    log.unlink(missing_ok=True)
    path = os.pathsep.join(filter(None, [str(DISTURBING), os.environ.get("PYTHONPATH")]))
    wanted = {"ROOT": str(root), "LOG": str(log), "AT": str(at), "KIND": kind}
    faults = {f"ARVIO_FAULT_{key}": value for key, value in wanted.items()}
    environment = {**batches.uncounted(), "PYTHONPATH": path, **faults}
    ended = subprocess.run(
        [sys.executable, "-m", "arvio", *command],
        cwd=root,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=batches.SECONDS,
        start_new_session=True,
        check=False,
    )
    return ended, len(log.read_text(encoding="utf-8").splitlines()) if log.exists() else 0


def allowed(kind: str) -> set[int]:
    """Exit codes: of a process that was killed, that the system ended, or that says what is wrong."""
    return {"kill": {-9}, "lost": {-9, 0, 1, 3}, "cut": {-25, 0, 1, 2, 3}}.get(kind, {0, 1, 2, 3})


def left(root: Path) -> Left:
    """What lies in a project now, without what is never handed over and without moments."""
    found = [path for folder in (*KEPT, "reports") for path in (root / folder).rglob("*")]
    files = {
        path.relative_to(root).as_posix(): _MOMENT.sub(b"", path.read_bytes()) for path in found if _counts(path, root)
    }
    return Left(files, tuple(_told(root)))


def require_whole(root: Path, before: Left, after: Left) -> None:
    """Each file is as it was or as it is to be; no fact is lost, and none is out that the register does not know."""
    project, now = open_project(root), left(root)
    assert not project.broken, project.broken
    batches.require_whole(root)
    for name, content in now.files.items():
        if not name.startswith("reports/"):
            assert content in (before.files.get(name), after.files.get(name)), f"{name} is neither old nor new"
    for name in before.files.keys() & after.files.keys():
        assert name in now.files or name.startswith("reports/"), f"{name} is gone"
    assert set(before.told) <= set(now.told), "facts are gone from the register"
    for run in project.runs():
        assert not places.report(root, run).exists() or was_published(root, run), run


def require_same(root: Path, after: Left) -> None:
    """All that a command left that nobody disturbed, byte for byte."""
    now = left(root)
    assert sorted(now.files) == sorted(after.files)
    assert [name for name in now.files if now.files[name] != after.files[name] and name != DATED] == []
    assert now.told == after.told


def copied(prepared: Path, root: Path) -> Path:
    """The prepared project in another place, in that of an earlier one."""
    shutil.rmtree(root, ignore_errors=True)
    return Path(shutil.copytree(prepared, root))


def _counts(path: Path, root: Path) -> bool:
    return path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts)


def _told(root: Path) -> list[str]:
    """Each publication by its version and the fingerprint of its facts, and each mirror that was shown."""
    names = [path.stem for path in (root / "params" / "organisations").glob("*.yaml")]
    told = []
    for name in sorted(names):
        found = history(root, name)
        for (*run, version), facts in found.groupby([*RUN, "version"], sort=True):
            told.append(f"{' '.join(run)} {version} {fingerprint_of(facts.to_dict('records'))}")
        assert len(published(root, name)) <= len(found)
        told += [f"mirror {one.organisation} {one.days} {sorted(one.members)}" for one in read_history(root, name)]
    return told
