"""The process that divides a file: what is asked comes as JSON; the folder, or what is wrong, goes back pickled.

Pickled, since JSON would take from messages how they are said in the evaluator's language.
"""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path

from arvio.bounded import json_of
from arvio.errors import ArvioError
from arvio.partitions import Sharing
from arvio.sources.partitioning.making import make


def main() -> None:
    """Divide the file of the project at the first argument that standard input tells of."""
    os.umask(0o077)  # cells as found, names among them: for the owner alone
    sharing = Sharing(**json_of(sys.stdin.read()))
    try:
        told: str | ArvioError = make(Path(sys.argv[1]), sharing)
    except ArvioError as error:
        told = error
    sys.stdout.buffer.write(pickle.dumps(told))


if __name__ == "__main__":
    main()
