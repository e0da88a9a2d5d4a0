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
NOT_TOLD = {
    "pyxform": "BSD-2-Clause",  # the LICENSE in its wheel
    "resvg-py": "MIT",  # the LICENSE in its wheel; resvg itself is Apache-2.0 or MIT
}
"""Licences that a package does not tell in its metadata, read in the text that it brings."""
HEAD = (
    "# What arvio rests on\n\n"
    "Made by `make dependencies` of what packages tell of themselves; a test holds it against the lock. With the part "
    "for clusters, and without what only developers need. None is under GPL, AGPL or LGPL "
    "([which library reads which format](decisions/0011-libraries-for-formats.md)); MPL-2.0 asks only that changes of "
    "the package's own files are shared.\n\n"
    "| package | version | licence |\n|---|---|---|\n"
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


def licence(of: Distribution) -> str:
    """What a package tells of its licence; empty where it tells nothing that could be read."""
    told = of.metadata
    classified = [
        one.rpartition("::")[2].strip() for one in told.get_all("Classifier") or () if one.startswith("License")
    ]
    written = (told.get("License") or "").strip().partition("\n")[0][:60]
    return told.get("License-Expression") or ", ".join(classified) or written or NOT_TOLD.get(plain(told["Name"]), "")


def locked() -> dict[str, str]:
    """The version of each package in the lock; of several for several Pythons, all."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    found: dict[str, str] = {}
    for line in lines:
        if match := re.match(r"([a-z0-9-]+)==([^ ;\\\\]+)", line):
            found[match[1]] = f"{found[match[1]]}, {match[2]}" if match[1] in found else match[2]
    return found


def page() -> str:
    """The page as it should be."""
    versions = locked()
    rows = [
        f"| {name} | {versions.get(name, '')} | {licence(of)} |" for name, of in needed().items() if name != "arvio"
    ]
    return HEAD + "\n".join(rows) + "\n"


def refused() -> list[str]:
    """Packages whose licence is refused, or is told nowhere."""
    return [name for name, of in needed().items() if REFUSED.search(licence(of)) or not licence(of)]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    if found := refused():
        sys.exit(f"licence refused or not told: {', '.join(found)}")
