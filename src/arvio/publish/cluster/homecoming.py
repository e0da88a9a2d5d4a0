"""Files of a report that was made elsewhere are put where a worker here would have left them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from arvio.commentary import sidecar_path
from arvio.disclosure import register
from arvio.disclosure.coarsening import uncoarsened
from arvio.errors import Problem, RunError
from arvio.params import Run
from arvio.publish import files, places
from arvio.publish.cluster.parcels import inner_path
from arvio.saying import say


def put_in_place(root: Path, run: Run, found: Mapping[str, bytes], log: str) -> None:
    """Write what came, each file whole, in place of what an earlier run left; add what was printed to the log.

    Only files of this very run are taken: no machine elsewhere can write over the register or another report.
    """
    came = {_place(root, run, name, content): content for name, content in found.items()}
    for path in _of_earlier_runs(root, run) - came.keys():
        files.remove(path)
    for path, content in came.items():
        files.write_bytes_whole(root, path, content)
    if log:
        add_to_log(root, log)


def without_manifest(run: Run, found: Mapping[str, bytes]) -> dict[str, bytes]:
    """What came without the manifest of a run that made no report: that of the signed report which lies here stays."""
    manifest = places.manifest(Path(), run)
    return {name: content for name, content in found.items() if inner_path(name) != PurePosixPath(manifest.as_posix())}


def add_to_log(root: Path, log: str) -> None:
    """Add what was printed while a report was made."""
    path = places.log(root)
    files.make_folder(path.parent)
    with path.open("a", encoding="utf-8") as file:
        file.write(log)


def _of_earlier_runs(root: Path, run: Run) -> set[Path]:
    """What must not be taken for what this run made."""
    facts = register.facts_path(root, run, by="batch")
    ready = {places.ready(root, run, path) for path in places.handed_over(root, run)}
    return {facts, uncoarsened(facts), sidecar_path(facts), places.ready_record(root, run), *ready}


def _place(root: Path, run: Run, name: str, content: bytes) -> Path:
    path = root.joinpath(*inner_path(name).parts)
    if path == places.code(root, hashlib.sha256(content).hexdigest()):  # of what code the report was made
        return path
    is_in_folder = path.parent == places.executed(root, run).parent
    if not is_in_folder or not path.name.startswith(f"{run.notebook}.") or f".{run.language}." not in path.name:
        what = say("sent a file that does not belong to its report")
        raise RunError(Problem("cluster", what, remedy=say("look who runs its workers"), value=name))
    return path
