"""What the system gives to whoever makes reports: its language, open files, scratch space and processes."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from arvio.doctor.diagnosis import LOOK, OK, WRONG, Diagnosis
from arvio.saying import VARIABLE, evaluators_language, say

FEWEST_OPEN_FILES = 1024
"""What Linux gives unless told otherwise; macOS gives 256. A batch holds some dozens for each report in the making."""
START_SECONDS = 120


def language() -> Diagnosis:
    """The language that the evaluator is spoken to in, and whether names of files may have any letter."""
    spoken_in, encoding = evaluators_language(), sys.getfilesystemencoding()
    facts = {"language": spoken_in, "encoding": encoding}
    said = say(
        "language of commands: %(language)s; names of files: %(encoding)s", language=spoken_in, encoding=encoding
    )
    if encoding.lower().replace("-", "") == "utf8":
        return Diagnosis("language", OK, said, facts=facts)
    remedy = say(
        "set LANG to a language with UTF-8, such as fi_FI.UTF-8, or PYTHONUTF8=1: exports whose names have ä or ö "
        "cannot be found otherwise. The language alone is set by %(variable)s (fi, sv, en)",
        variable=VARIABLE,
    )
    return Diagnosis("language", LOOK, said, remedy, facts)


def open_files() -> Diagnosis | None:
    """How many files a process may have open; nothing on Windows, which has no such limit."""
    if sys.platform == "win32":
        return None
    import resource

    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    facts = {"limit": None if limit == resource.RLIM_INFINITY else limit, "fewest": FEWEST_OPEN_FILES}
    if facts["limit"] is None:
        return Diagnosis("open_files", OK, say("open files: no limit"), facts=facts)
    said = say("open files: at most %(n)s by process", n=limit)
    if limit >= FEWEST_OPEN_FILES:
        return Diagnosis("open_files", OK, said, facts=facts)
    remedy = say("before a batch: ulimit -n %(n)s, or make fewer reports at a time (--jobs)", n=FEWEST_OPEN_FILES)
    return Diagnosis("open_files", LOOK, said, remedy, facts)


def scratch() -> Diagnosis:
    """Whether there is a folder for what a process leaves behind, by writing a file there and reading it."""
    try:
        with tempfile.TemporaryDirectory(prefix="arvio-") as folder:
            path = Path(folder) / "ä.txt"
            path.write_text("ä", encoding="utf-8")
            is_same = path.read_text(encoding="utf-8") == "ä"
        if is_same:
            where = tempfile.gettempdir()
            said = say("scratch space: %(folder)s", folder=where)
            return Diagnosis("scratch", OK, said, facts={"folder": where})
        reason: str = say("what was written is not what was read")
    except (OSError, UnicodeError) as error:
        reason = str(error)
    said = say("scratch space cannot be written to (%(reason)s)", reason=reason)
    remedy = say("set TMPDIR (on Windows TEMP) to a folder that may be written to, with free space")
    return Diagnosis("scratch", WRONG, said, remedy)


def processes() -> Diagnosis:
    """Whether a process of its own can be started, as for each report, and whether as a copy of a server or anew."""
    from arvio.errors import RunError
    from arvio.publish.running.children import ChildEnded, is_possible, run_in_child

    way = "forkserver" if is_possible() else "spawn"
    try:
        is_another = run_in_child(os.getpid, (), limit_seconds=START_SECONDS) != os.getpid()
        reason: str = "" if is_another else say("the answer came from this process")
    except ChildEnded as error:
        reason = error.detail
    except RunError as error:
        reason = error.problems[0].what if error.problems else error.text
    if not reason:
        said = say("processes: begun by %(way)s", way=way)
        return Diagnosis("processes", OK, said, facts={"way": way})
    said = say("no process could be started by %(way)s (%(reason)s)", way=way, reason=reason)
    remedy = say(
        "end other programs and look at what the system allows; where it allows no copies of processes: "
        "ARVIO_PROCESSES=spawn"
    )
    return Diagnosis("processes", WRONG, said, remedy, {"way": way})
