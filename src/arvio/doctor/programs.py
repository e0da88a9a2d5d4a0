"""The programs and letters beside arvio: JupyterLab, the browser that prints, and fonts for figures and paper."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from arvio.doctor.diagnosis import LOOK, OK, WRONG, Diagnosis, of_error
from arvio.errors import RunError
from arvio.saying import say

LETTERS = "ÄÅÖäåö²τ‑–−“”"
"""Those of reports in Finnish, Swedish and English that not every font has."""
SECONDS = 30


def jupyterlab() -> Diagnosis:
    """The JupyterLab in which notebooks are changed; a batch needs none."""
    try:
        found = version("jupyterlab")
    except PackageNotFoundError:
        said = say("JupyterLab is not installed; a batch needs none, but notebooks cannot be changed with it")
        remedy = say("install the packages of requirements.lock, of which it is one")
        return Diagnosis("jupyterlab", LOOK, said, remedy)
    return Diagnosis("jupyterlab", OK, say("JupyterLab %(version)s", version=found), facts={"version": found})


def browser() -> Diagnosis:
    """The browser that prints reports, and its version; pages need none.

    One that was named and is not there is wrong, since whoever named it counts on it; so is one that does not start.
    """
    from arvio.publish.paper.browsers import NAMED_BY, find_browser

    try:
        found = find_browser()
    except RunError as error:
        return of_error("browser", WRONG if os.environ.get(NAMED_BY) else LOOK, error)
    facts = {"program": str(found)}
    if sys.platform == "win32":  # where the question for its version opens a window
        return Diagnosis("browser", OK, say("browser for PDFs: %(program)s", program=str(found)), facts=facts)
    try:
        told = _version_of(found)
    except (OSError, subprocess.SubprocessError) as error:
        said = say(
            "the browser %(program)s does not start (%(reason)s)", program=str(found), reason=type(error).__name__
        )
        return Diagnosis("browser", WRONG, said, say("install it anew, or name another by ARVIO_BROWSER"), facts)
    said = say("browser for PDFs: %(program)s (%(version)s)", program=str(found), version=told)
    return Diagnosis("browser", OK, said, facts={**facts, "version": told})


def letters() -> Diagnosis:
    """Whether the font that comes with matplotlib, which figures in word processors are drawn with, is whole."""
    from arvio.publish.annexes.pictures import fonts

    lacking = without_letters(fonts())
    if not lacking:
        return Diagnosis("letters", OK, say("letters of figures: DejaVu Sans has all"))
    said = say("letters of figures: the font of matplotlib is missing or lacks %(letters)s", letters=lacking)
    remedy = say("install matplotlib anew: its fonts come with it")
    return Diagnosis("letters", WRONG, said, remedy, {"lacking": lacking})


def letters_on_paper() -> Diagnosis:
    """Whether the fonts of this machine together have the letters of reports, as a browser takes each where it is."""
    from matplotlib.font_manager import findSystemFonts

    lacking = without_letters(sorted(findSystemFonts()))
    if not lacking:
        return Diagnosis("letters_on_paper", OK, say("letters on paper: the fonts of this machine have all"))
    said = say("letters on paper: no font of this machine has %(letters)s", letters=lacking)
    remedy = say("install a font such as DejaVu (Debian: fonts-dejavu-core), or PDFs have boxes in their place")
    return Diagnosis("letters_on_paper", LOOK, said, remedy, {"lacking": lacking})


def without_letters(paths: Iterable[str]) -> str:
    """The letters of reports that no font has; files that are no fonts have none."""
    from matplotlib.ft2font import FT2Font

    lacking = set(LETTERS)
    for path in paths:
        if not lacking:
            break
        try:
            lacking -= set(map(chr, FT2Font(path).get_charmap()))
        except (OSError, RuntimeError):
            continue
    return "".join(sorted(lacking))


def _version_of(program: Path) -> str:
    ended = subprocess.run(
        [program, "--version"], capture_output=True, encoding="utf-8", errors="replace", timeout=SECONDS, check=True
    )
    return " ".join(ended.stdout.split())
