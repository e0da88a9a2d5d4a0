"""The state of random numbers that a notebook begins with.

Children of one fork server would all draw the same numbers, since they inherit its state. A published notebook's state
follows from its run instead: a sample drawn in it is the same each time that the report is made, in whatever process,
and in the other language and for the other readers too, whose reports must not tell of other numbers.
"""

from __future__ import annotations

import hashlib
import json
import os
import random

from arvio.bounded import json_of

RUN = "ARVIO_RUN"
"""The environment variable that says which run is made."""
SEEDING = f'__import__("{__name__}", fromlist=["seed"]).seed()'
"""A line of Python that seeds a kernel of its own, and leaves no name behind."""
_SEEDING_PARTS = "organisation", "period", "notebook"


def seed() -> None:
    """Seed `random` and numpy from the run that is made; from the system where none is said."""
    import numpy

    run = os.environ.get(RUN)
    if run is None:
        random.seed()
        numpy.random.seed()  # noqa: NPY002, the state that notebooks use
        return
    same = {part: value for part, value in json_of(run).items() if part in _SEEDING_PARTS}
    digest = hashlib.sha256(json.dumps(same, sort_keys=True).encode("utf-8")).digest()
    random.seed(digest)
    numpy.random.seed(  # noqa: NPY002
        [int.from_bytes(digest[at : at + 4], "big") for at in range(0, len(digest), 4)]
    )
