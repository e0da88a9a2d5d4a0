"""What a report was made from, with a digest of each part: collected when it was made, compared later."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from arvio.observed import Observed, stat_of
from arvio.publish import files, places
from arvio.publish.editions import Edition
from arvio.publish.freshness.asked import answer
from arvio.publish.freshness.code import PACKAGE, sources, versions
from arvio.publish.freshness.digests import digest_of

CHANGING = "changed while it was read"
"""Stands for the digest of a file whose contents when it was read nobody knows any more."""
_NOT_READ = (("reports",), ("params", "signatures"))
"""Folders of a project that hold what was made, and not what it was made from. A signature reaches its own report by
the edition, and no other."""
_NOT_TOLD = ("root", "time_limit_seconds", "memory_limit_mb")
_SYSTEM = tuple(
    Path(folder)
    for folder in {
        *(sys.prefix, sys.base_prefix, sys.exec_prefix, os.path.dirname(os.__file__)),
        *(("/proc", "/sys", "/dev", "/etc", "/usr", "/lib", "/var") if os.name == "posix" else ()),
        *filter(None, [os.environ.get("SYSTEMROOT")]),
    }
)


@dataclass(frozen=True)
class Inputs:
    """Everything that a report was made from."""

    edition: str
    """What params say of the report beside what its notebook reads: a digest."""
    code: str
    """Digest of the sources of arvio, which are listed once for all reports that were made of the same."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Digest of each file by its path from the project's root."""
    asked: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    """Digest of the answer to each question (arvio.publish.freshness.asked)."""
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """One digest of all: the same inputs have the same."""
        return sha256(json.dumps(self.plain(), sort_keys=True, ensure_ascii=False).encode("utf-8")).hexdigest()

    def plain(self) -> dict[str, object]:
        """As it is written in a manifest, together with the versions."""
        asked = [[*question, digest] for question, digest in self.asked.items()]
        read = {"edition": self.edition, "code": self.code, "files": dict(self.files), "asked": asked}
        return {"inputs": read, "versions": dict(self.versions)}


def inputs_of(edition: Edition, seen: Observed) -> Inputs:
    """What a report was made from, by what was seen while it was made in this process."""
    code = sources()
    text = json.dumps(code, sort_keys=True, indent=0)
    name = sha256(text.encode("utf-8")).hexdigest()
    listed = places.code(edition.root, name)
    if not listed.exists():
        files.write_whole(edition.root, listed, text)
    return Inputs(
        edition=digest_of_edition(edition),
        code=name,
        files=files_of(edition.root, seen),
        asked={question: answer(edition.root, question) for question in sorted(seen.asked)},
        versions=versions(),
    )


def files_of(root: Path, seen: Observed) -> dict[str, str]:
    """Digest of each file that was read, by its path from the project's root."""
    return dict(sorted(_files(root, seen)))


def read_inputs(written: Mapping[str, Any]) -> Inputs:
    """The inputs as they stand in a manifest; a KeyError, TypeError or ValueError where they do not."""
    read = written["inputs"]
    asked = {tuple(question): digest for *question, digest in read["asked"]}
    return Inputs(str(read["edition"]), str(read["code"]), dict(read["files"]), asked, dict(written["versions"]))


def digest_of_edition(edition: Edition) -> str:
    """What params say of a report, without where the project lies and what it may take of time and memory."""
    told = {name: value for name, value in vars(edition).items() if name not in _NOT_TOLD}
    told |= {"run": asdict(edition.run), "form": edition.form and edition.form.model_dump(mode="json")}
    return sha256(json.dumps(told, sort_keys=True, default=str).encode("utf-8")).hexdigest()


def _files(root: Path, seen: Observed) -> Iterator[tuple[str, str]]:
    for text, stat in seen.files.items():
        path = Path(text)
        if path.is_relative_to(root):
            parts = path.relative_to(root).parts
            is_made = any(parts[: len(one)] == one for one in _NOT_READ)
            if parts and not is_made and _is_read(path, parts, _system_outside(root)):
                yield path.relative_to(root).as_posix(), _digest(path, stat)
        elif _is_read(path, path.parts, _SYSTEM) and stat is not None and stat_of(path) is not None:
            yield path.as_posix(), _digest(path, stat)  # what is gone again was somebody's file for the moment


def _system_outside(root: Path) -> list[Path]:
    """Folders of the system that do not hold the project itself, as /var does on a server or a cluster's worker."""
    return [folder for folder in _SYSTEM if not root.is_relative_to(folder)]


def _is_read(path: Path, parts: tuple[str, ...], system: Iterable[Path]) -> bool:
    """Whether a file is something that a report is made from: not the system, arvio itself, or kept out of sight."""
    if any(part.startswith(".") for part in parts) or path.is_relative_to(PACKAGE):
        return False
    return not any(path.is_relative_to(folder) for folder in system) and not path.is_dir()


def _digest(path: Path, stat: tuple[int, int, int] | None) -> str:
    found = digest_of(path)
    return found if stat_of(path) == stat else CHANGING
