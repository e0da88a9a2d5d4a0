"""Python loads this at its start where the folder is on PYTHONPATH: another program writes an export while it is read.

Openings of the export are counted over all processes of a command. Before the one that is asked for the other program
writes the export to its half, and arvio goes on when it has: nothing depends on who is faster.
"""

import os
import subprocess
import sys

EXPORT, LOG = os.environ.get("ARVIO_EXPORT", ""), os.environ.get("ARVIO_EXPORT_LOG", "")
AT = int(os.environ.get("ARVIO_EXPORT_AT", "0"))
WRITER = """
import sys

with open(sys.argv[1], "r+b") as export:
    export.truncate(len(export.read()) // 2)
"""


def watch(event, arguments):
    """What Python tells before it opens a file (PEP 578)."""
    if event != "open" or not isinstance(arguments[0], (str, os.PathLike)) or os.path.abspath(arguments[0]) != EXPORT:
        return
    number = os.open(LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(number, b"x")
    n_opened = os.fstat(number).st_size
    os.close(number)
    if n_opened == AT:
        around = {name: value for name, value in os.environ.items() if not name.startswith("ARVIO_EXPORT")}
        subprocess.run([sys.executable, "-c", WRITER, EXPORT], env=around, check=True)


if EXPORT and LOG:
    sys.addaudithook(watch)
