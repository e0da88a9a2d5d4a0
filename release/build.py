"""The files of a release: `python release/build.py FOLDER` puts the sdist and the wheel of it there.

Both are built twice, the second time in another folder, and must have the same bytes: whoever builds the same commit
gets the same files. The wheel is built from the unpacked sdist, so that nothing comes from a checkout that others do
not have. Then its contents are held against the sources. Nothing is fetched: what builds is installed already (`dev`).
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from arvio.shipped import shipped_files

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "arvio"
_MADE = ("__pycache__", ".ipynb_checkpoints")


def main(folder: Path) -> None:
    """Build, check, and say what was built, with the SHA-256 of each file."""
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        built, again = _built(Path(first)), _built(Path(second))
        if built != again:
            sys.exit("The same commit was built twice and gave other bytes: nothing was released.")
        if wrong := _wrong_contents(Path(first)):
            sys.exit("\n".join(["The wheel does not hold what it should:", *wrong]))
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in built.items():
        (folder / name).write_bytes(content)
        print(f"{hashlib.sha256(content).hexdigest()}  {folder / name}")


def _built(folder: Path) -> Mapping[str, bytes]:
    """The sdist, and the wheel that comes of it alone, by their names."""
    _hatch(ROOT, "sdist", folder)
    sdist = next(folder.glob("*.tar.gz"))
    with tempfile.TemporaryDirectory() as elsewhere, tarfile.open(sdist) as packed:
        # Debian 12 has Python 3.11.2, which knows no filters yet; what is unpacked was packed here a moment ago.
        packed.extractall(elsewhere, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
        _hatch(next(Path(elsewhere).iterdir()), "wheel", folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def _hatch(root: Path, target: str, folder: Path) -> None:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": _moment()}
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    ended = subprocess.run(command, cwd=root, env=environment, check=False, capture_output=True, text=True)
    if ended.returncode:
        sys.exit(f"The {target} cannot be built:\n{ended.stderr}")


def _moment() -> str:
    """What the files of a release are dated by: the commit; outside a repository the first day that a zip can tell."""
    command = ["git", "log", "-1", "--format=%ct"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return told.stdout.strip() or "315532800"


def _wrong_contents(folder: Path) -> list[str]:
    """What the wheel lacks, has too much, or has with other bytes, as lines."""
    wanted = {f"arvio/{path.relative_to(SOURCES).as_posix()}": path for path in SOURCES.rglob("*") if _is_source(path)}
    wanted |= {f"arvio/shipped/{name}": path for name, path in shipped_files().items()}
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        found = {name for name in wheel.namelist() if ".dist-info/" not in name}
        other = [name for name in found & set(wanted) if wheel.read(name) != wanted[name].read_bytes()]
    lacks = [f"lacks {name}" for name in sorted(set(wanted) - found)]
    return [
        *lacks,
        *(f"should not hold {name}" for name in sorted(found - set(wanted))),
        *(f"changed {name}" for name in sorted(other)),
    ]


def _is_source(path: Path) -> bool:
    return path.is_file() and not set(path.parts) & set(_MADE)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
