"""The gallery: how a report of each notebook looks on a desktop, on a phone, in the dark and on paper.

`make gallery` takes the pictures anew, of the reports that lie in reports/. Who changes how a page looks looks at them
and commits them with the change. Pictures are of few colours, which nobody sees and which makes them small.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser

from arvio.publish.paper.browsers import find_browser

FOLDER = Path(__file__).parents[2] / "docs" / "gallery"
SHOWN: Mapping[str, str] = {
    "annual": "internal/miessakit/2025/annual.fi",
    "change": "internal/harjula/2025/change.fi",
    "claims": "internal/miessakit/2025/claims.fi",
    "data_quality": "internal/miessakit/2025/data_quality.fi",
    "family_work": "internal/silmu/2025/family_work.fi",
    "feedback": "internal/miessakit/2025/feedback.fi",
    "groups": "internal/voimaa/2021-2024/groups.fi",
    "mirror": "internal/miessakit/2025/mirror.fi",
    "pathways": "internal/harjula/2025/pathways.fi",
    "project_end": "internal/voimaa/2021-2024/project_end.fi",
    "work_quality": "internal/silmu/2025/work_quality.fi",
}
"""A report of each notebook."""

SCREENS: Mapping[str, Mapping[str, object]] = {
    "desktop": {"viewport": {"width": 1280, "height": 1600}, "color_scheme": "light"},
    "phone": {"viewport": {"width": 375, "height": 1200}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 1600}, "color_scheme": "dark"},
}
WAYS = (*SCREENS, "paper")
BEGINS_AT = 0.12
"""How far down the page a picture begins, as a part of its length: where the first figures are."""
DOTS_PER_INCH = 80
COLOURS = 32
NARROW = 120
"""Pictures are compared at this width in pixels: what is seen from far, not how letters are drawn."""


def picture(browser: Browser, page: Path, way: str) -> Image.Image:
    """How a page looks in one way."""
    return _sheet(browser, page) if way == "paper" else _screen(browser, page, SCREENS[way])


def path_of(notebook: str, way: str) -> Path:
    """Where the picture of a notebook's report lies."""
    return FOLDER / f"{notebook}-{way}.png"


def keep(taken: Image.Image, path: Path) -> None:
    """Keep a picture, of few colours."""
    taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def distance(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures are from each other: 0 where they are the same, 1 where one is black and the other white.

    The mean over the tenth of the picture that differs most, so that one figure that is gone is not lost in the rest.
    """
    size = NARROW, round(NARROW * one.height / one.width)
    first, second = (each.convert("L").resize(size, Image.Resampling.BOX).tobytes() for each in (one, other))
    differences = sorted((abs(a - b) for a, b in zip(first, second, strict=True)), reverse=True)
    worst = differences[: len(differences) // 10]
    return sum(worst) / len(worst) / 255


def _screen(browser: Browser, page: Path, emulated: Mapping[str, object]) -> Image.Image:
    context = browser.new_context(reduced_motion="reduce", **emulated)
    try:
        shown = context.new_page()
        shown.goto(page.as_uri())
        shown.evaluate(f"() => window.scrollTo(0, document.body.scrollHeight * {BEGINS_AT})")
        return Image.open(io.BytesIO(shown.screenshot()))
    finally:
        context.close()


def _sheet(browser: Browser, page: Path) -> Image.Image:
    """The second sheet of A4, or the first of a short report."""
    context = browser.new_context()
    try:
        shown = context.new_page()
        shown.goto(page.as_uri())
        printed = pypdfium2.PdfDocument(shown.pdf(format="A4", prefer_css_page_size=True))
    finally:
        context.close()
    try:
        return printed[min(1, len(printed) - 1)].render(scale=DOTS_PER_INCH / 72).to_pil()
    finally:
        printed.close()


def main(reports: Path) -> None:
    """Take every picture of the reports in a folder."""
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        for notebook, place in SHOWN.items():
            for way in WAYS:
                keep(picture(browser, reports / f"{place}.html", way), path_of(notebook, way))
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "reports"))
