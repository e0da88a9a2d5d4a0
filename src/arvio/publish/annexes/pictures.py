"""The drawing of a figure as a picture of points, for programs that show no SVG.

It is made of the very drawing that stands on the page, with the letters of DejaVu Sans, which come with matplotlib: the
fonts of a machine would give each machine its own picture.
"""

from __future__ import annotations

import functools
import math
import re
from importlib.util import find_spec
from pathlib import Path

import resvg_py

LARGER = 1.6
"""Than on the page: 170 points to an inch where a drawing is as wide as the text of an A4 sheet."""
MOST_POINTS = 1_200_000
"""Of a tall drawing, so that the last search, which unpacks five million bytes of a picture, sees all of it."""

_VARIABLE = re.compile(r"var\(--[\w-]+,\s*(#[0-9a-fA-F]{3,8})\)")
_BOX = re.compile(r'viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')
_SIZE = re.compile(r"(font-size:\s*|font-size=\")([\d.]+)")
_NARROWER = 0.92
"""Letters of DejaVu Sans are wider than those of the fonts that pages are read in."""


def picture(drawing: str) -> bytes:
    """A drawing as a PNG on white. The same drawing gives the same bytes."""
    plain = _VARIABLE.sub(r"\1", drawing).replace("currentColor", "#000000")
    sized = _SIZE.sub(lambda found: f"{found[1]}{float(found[2]) * _NARROWER:.2f}", plain)
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=sized,
            zoom=_zoom(drawing),
            background="#ffffff",
            skip_system_fonts=True,
            font_files=fonts(),
            font_family="DejaVu Sans",
            sans_serif_family="DejaVu Sans",
        )
    )


def _zoom(drawing: str) -> float:
    box = _BOX.search(drawing)
    assert box is not None  # every drawing of ours says its size
    width, height = map(float, box.groups())
    return min(LARGER, math.sqrt(MOST_POINTS / (width * height)))


@functools.cache
def fonts() -> list[str]:
    """The fonts of figures: found without importing matplotlib, which takes long."""
    found = find_spec("matplotlib")
    assert found is not None  # arvio is installed with it
    assert found.origin is not None  # it is a package of files
    folder = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
    return [str(folder / name) for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")]
