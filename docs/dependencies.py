"""Makes docs/dependencies.md: what arvio rests on at run time, with versions as locked and licences as they are told.

    make dependencies

Licences are those that packages tell of themselves. What is refused at run time: GPL, AGPL and LGPL, since reports,
notebooks and own modules of evaluators are made together with arvio and are theirs to license.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "dependencies.md"
REFUSED = re.compile(r"\b[AL]?GPL|General Public", re.IGNORECASE)
READ = "licence text"
NOT_TOLD = {
    "pyxform": "BSD-2-Clause",  # the LICENSE in its wheel
    "resvg-py": "MIT",  # the LICENSE in its wheel; resvg itself is Apache-2.0 or MIT
}
"""Licences that a package does not tell in its metadata, read in the text that it brings."""
ELSEWHERE = {
    "aiohappyeyeballs": ("Python 3.12", "PSF-2.0", "field"),
    "aiohttp": ("Python 3.12", "Apache-2.0 AND MIT", "expression"),
    "aiosignal": ("Python 3.12", "Apache Software License", "classifier"),
    "appnope": ("macOS", "BSD-2-Clause", "expression"),
    "colorama": ("Windows", "BSD License", "classifier"),
    "frozenlist": ("Python 3.12", "Apache-2.0", "field"),
    "multidict": ("Python 3.12", "Apache-2.0", "expression"),
    "propcache": ("Python 3.12", "Apache-2.0", "field"),
    "pywinpty": ("Windows", "MIT License", "classifier"),
    "yarl": ("Python 3.12", "Apache-2.0", "field"),
}
"""What is locked for other systems and Pythons, and so is not here to be asked: read in the wheels' metadata."""
HEAD = (
    "# What arvio rests on\n\n"
    "Made by `make dependencies` of what packages tell of themselves; a test holds it against the lock. With the part "
    "for clusters, and without what only developers need. No package is under GPL, AGPL or LGPL "
    "([which library reads which format](decisions/0011-libraries-for-formats.md)); MPL-2.0 asks only that changes of "
    "the package's own files are shared. Wheels also bring libraries of others: those of numpy and scipy for Linux "
    "libgfortran (GPL-3.0 with the exception for what is compiled by GCC) and libquadmath (LGPL-2.1), those of lxml "
    "iconv (LGPL-2.1). arvio's wheel holds none of them, and pip fetches them from whoever made them.\n\n"
    "The third column says from where the licence is known: the *expression* in the package's metadata "
    "(License-Expression), a *classifier*, the *field* License, or the *licence text* in its wheel, which somebody "
    "read. Weaknesses that are known of these versions are asked for by `make vulnerabilities`.\n\n"
)
TABLE = "| package | version | licence | known from |\n|---|---|---|---|\n"
OTHERS = (
    "\n## On other systems\n\n"
    "Locked, and installed only where the second column says.\n\n"
    "| package | where | version | licence | known from |\n|---|---|---|---|---|\n"
)


def needed() -> dict[str, Distribution]:
    """The distributions that run time needs on this machine, by name."""
    found: dict[str, Distribution] = {}
    wanted = list(_required(distribution("arvio"), ("cluster",)))
    while wanted:
        asked = wanted.pop()
        name = plain(asked.name)
        if name in found:
            continue
        try:
            found[name] = distribution(asked.name)
        except PackageNotFoundError:  # not in use on this system
            continue
        wanted += _required(found[name], asked.extras)
    return dict(sorted(found.items()))


def _required(of: Distribution, extras: Iterable[str]) -> list[Requirement]:
    every = [Requirement(one) for one in of.requires or ()]
    return [
        one
        for one in every
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras))
    ]


def plain(name: str) -> str:
    """A name as the lock writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(of: Distribution) -> tuple[str, str]:
    """What a package tells of its licence, and from where that is known; empty where nothing can be read."""
    told = of.metadata
    classified = [
        one.rpartition("::")[2].strip() for one in told.get_all("Classifier") or () if one.startswith("License")
    ]
    written = (told.get("License") or "").strip().partition("\n")[0][:60]
    known = {
        "expression": told.get("License-Expression"),
        "classifier": ", ".join(classified),
        "field": written,
        READ: NOT_TOLD.get(plain(told["Name"])),
    }
    return next(((found, where) for where, found in known.items() if found), ("", ""))


def locked() -> dict[str, str]:
    """The version of each package in the lock; of several for several Pythons, all."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    found: dict[str, str] = {}
    for line in lines:
        if match := re.match(r"([a-z0-9-]+)==([^ ;\\\\]+)", line):
            found[match[1]] = f"{found[match[1]]}, {match[2]}" if match[1] in found else match[2]
    return found


def not_for_here() -> set[str]:
    """The packages that the lock has for other systems or Pythons only."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    entries = [Requirement(line.rstrip(" \\")) for line in lines if re.match(r"[a-z0-9-]+==", line)]
    here = {one.name for one in entries if one.marker is None or one.marker.evaluate()}
    return {one.name for one in entries} - here


def page() -> str:
    """The page as it should be."""
    versions = locked()
    here = [(name, versions.get(name, ""), *licence(of)) for name, of in needed().items() if name != "arvio"]
    others = [(name, where, versions.get(name, ""), *told) for name, (where, *told) in ELSEWHERE.items()]
    return HEAD + TABLE + _rows(here) + OTHERS + _rows(others)


def _rows(cells: Iterable[tuple[str, ...]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in cells)


def refused() -> list[str]:
    """Packages whose licence is refused, or is told nowhere."""
    told = {name: licence(of)[0] for name, of in needed().items()}
    told |= {name: licence for name, (_, licence, _) in ELSEWHERE.items()}
    return [name for name, one in told.items() if REFUSED.search(one) or not one]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    if found := refused():
        sys.exit(f"licence refused or not told: {', '.join(found)}")
