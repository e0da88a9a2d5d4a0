"""Make the sample organisations' raw exports. Every person, answer and event in them is synthetic.

    python data/sample/make_sample.py [FOLDER]

The same files come out of every run: one seed, fixed document properties, fixed dates in the workbooks' archives.
"""

from __future__ import annotations

import sys
from pathlib import Path

from generator import harjula, miessakit, silmu, voimaa
from generator.files import write_canaries
from generator.planted import write_planted

ORGANISATIONS = (harjula, miessakit, silmu, voimaa)


def make_sample(folder: Path) -> None:
    """Write every organisation's exports, and the lists of canaries and of rare things, into a folder."""
    for organisation in ORGANISATIONS:
        organisation.make(folder / organisation.NAME)
    write_canaries(folder / "canaries.yaml", {one.NAME: one.CANARIES for one in ORGANISATIONS})
    write_planted(folder / "planted.yaml", {one.NAME: one.PLANTED for one in ORGANISATIONS if one.PLANTED})


if __name__ == "__main__":
    make_sample(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
