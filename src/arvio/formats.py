"""In which format a file is, that lasts longer than the arvio that wrote it: a number in it, 1 where it says none.

A number is raised only where an older arvio would take the file for something else than it is. What an older one does
then is said here once: it refuses the file, leaves it as it is, and says that a newer one wrote it.
"""

from __future__ import annotations

from collections.abc import Mapping

from arvio.errors import Problem
from arvio.saying import say

KEY = "format"


def newer(content: object, name: str, known: int = 1, *, key: str = KEY) -> Problem | None:
    """What is wrong with a file that a newer arvio wrote; None of one whose format is known here, or that has none."""
    said = content.get(key) if isinstance(content, Mapping) else None
    found = int(said) if isinstance(said, int | str) and str(said).isdecimal() else 1
    if found <= known:
        return None
    what = say("was made by a newer arvio: it is of format %(found)s", found=found)
    expected = say("format %(known)s at most", known=known)
    remedy = say("update arvio (arvio --version tells which this is); the file was left as it is")
    return Problem(name, what, expected, remedy, key)
