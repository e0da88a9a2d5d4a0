"""What a project begins with: notebooks, the suite's params, instruments, schemas and the lock.

They lie in the checkout, where they are worked on, and in a wheel inside the package (`tool.hatch` in pyproject.toml).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

PACKAGE = Path(__file__).parent
LOCK = "requirements.lock"
PATTERNS = (
    "notebooks/*.ipynb",
    "params/suite.yaml",
    "params/instruments/*.yaml",
    "params/schema/*.json",
    LOCK,
    "arvio-open.cmd",
    "arvio-open.command",
)
"""The files, from the root of the checkout, and of a project that begins with them."""
RECORD = Path("params", "shipped.json")
"""Where a project has it written down which of them it was given, and by which arvio (`workbench/laid.py`)."""


def shipped_root() -> Path:
    """The folder that they lie in: of an installed wheel within the package, else the checkout."""
    inside = PACKAGE / "shipped"
    return inside if inside.is_dir() else PACKAGE.parents[1]


def shipped_files() -> dict[str, Path]:
    """Each file that is there, by its path from the root; none where only the package's sources were copied."""
    root = shipped_root()
    found = (path for pattern in PATTERNS for path in sorted(root.glob(pattern)))
    return {path.relative_to(root).as_posix(): path for path in found}


def lock_digest() -> str:
    """The first digits of the lock's SHA-256, by which two machines see whether theirs is the same; "" without."""
    lock = shipped_root() / LOCK
    return hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:8] if lock.is_file() else ""
