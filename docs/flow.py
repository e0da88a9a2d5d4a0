"""Draws docs/flow.svg, the picture of README: `python docs/flow.py`."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

WIDE, HIGH, GAP = 158, 66, 30
COLUMNS = [25 + n * (WIDE + GAP) for n in range(5)]
ABOVE, MIDDLE, BELOW = 84, 216, 348
BOXES = {
    "exports": (0, ABOVE, "Exports", "surveys, lists, logs"),
    "tables": (1, ABOVE, "Tables", "checked; keys for names"),
    "results": (2, ABOVE, "Results", "indicators, intervals"),
    "door": (3, ABOVE, "The door", "rules of the audience"),
    "figures": (4, ABOVE, "Figures, sentences", "of released results only"),
    "notebook": (4, MIDDLE, "Notebook", "question by question"),
    "page": (3, MIDDLE, "Page", "one HTML file"),
    "gate": (2, MIDDLE, "The gate", "all reports together"),
    "commentary": (4, BELOW, "Commentary", "the evaluator's words"),
    "register": (2, BELOW, "Register", "all that was ever told"),
}
GUARDS = {"door", "gate"}
BESIDE = {"commentary", "register", "params"}
AUDIENCES = ("internal", "funder", "public")
TITLE = "From exports to the pages of each audience"
TOLD = (
    "Exports are read into tables, indicators make results of them, and the door releases what the rules of the "
    "audience allow. Figures and sentences are made of released results, a notebook puts them in the order of its "
    "questions and with the evaluator's commentary becomes a page. The gate judges the pages of an organisation "
    "together, with the register of everything ever published, before they go to their audiences: internal, funder "
    "and public. Params say for each organisation what is what, and nothing of it is computed."
)
STYLE = """
  .sheet { fill: #ffffff; } .box { fill: #f2f5f9; stroke: #3d5a80; stroke-width: 1.5; }
  .guard { fill: #fdeedd; stroke: #a3541a; stroke-width: 2.5; } .beside { fill: #ffffff; stroke-dasharray: 5 3; }
  text { font-family: "DejaVu Sans", Verdana, Arial, sans-serif; text-anchor: middle; fill: #14213d; }
  .name { font-size: 13.5px; font-weight: bold; } .what { font-size: 11.5px; fill: #33415c; }
  .way { stroke: #33415c; stroke-width: 1.8; fill: none; marker-end: url(#end); }
  .thin { stroke-width: 1.2; stroke-dasharray: 5 3; } .end { fill: #33415c; }
  @media (prefers-color-scheme: dark) {
    .sheet { fill: #14181f; } .box { fill: #222b38; stroke: #8fb3dd; } .guard { fill: #45301c; stroke: #f0a860; }
    .beside { fill: #14181f; } text { fill: #f1f4f8; } .what { fill: #ccd5e0; }
    .way { stroke: #ccd5e0; } .end { fill: #ccd5e0; }
  }"""


def drawing() -> str:
    """The picture as SVG, with a title and a description for who does not see it."""
    parts = [*_ways(), *_params(), *(_box(name, *place) for name, place in BOXES.items()), *_audiences()]
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 434" role="img" aria-labelledby="title told">'
    texts = f'<title id="title">{TITLE}</title>\n<desc id="told">{escape(TOLD)}</desc>'
    marker = '<defs><marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
    marker += (
        'orient="auto-start-reverse" markerUnits="userSpaceOnUse"><path class="end" d="M0 0 8 4 0 8z"/></marker></defs>'
    )
    sheet = '<rect class="sheet" width="960" height="434" rx="8"/>'
    return "\n".join([head, texts, f"<style>{STYLE}\n</style>", marker, sheet, *parts, "</svg>", ""])


def _box(name: str, column: int, top: int, title: str, what: str) -> str:
    kind = "box guard" if name in GUARDS else "box beside" if name in BESIDE else "box"
    left = COLUMNS[column]
    rect = f'<rect class="{kind}" x="{left}" y="{top}" width="{WIDE}" height="{HIGH}" rx="6"/>'
    return rect + _text("name", left + WIDE / 2, top + 28, title) + _text("what", left + WIDE / 2, top + 48, what)


def _text(kind: str, x: float, y: float, words: str) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}">{escape(words)}</text>'


def _ways() -> list[str]:
    """The arrows from box to box, in the order in which data pass."""
    middle = [top + HIGH / 2 for top in (ABOVE, MIDDLE)]
    onwards = [_way((COLUMNS[n] + WIDE, middle[0]), (COLUMNS[n + 1], middle[0])) for n in range(4)]
    back = [_way((COLUMNS[n + 1], middle[1]), (COLUMNS[n] + WIDE, middle[1])) for n in (3, 2)]
    last, gate = COLUMNS[4] + WIDE / 2, COLUMNS[2] + WIDE / 2
    down = _way((last, ABOVE + HIGH), (last, MIDDLE))
    words = _way((last, BELOW), (last, MIDDLE + HIGH), "way thin")
    facts = _way((gate, BELOW), (gate, MIDDLE + HIGH), "way thin").replace("/>", ' marker-start="url(#end)"/>')
    return [*onwards, down, *back, words, facts]


def _way(start: tuple[float, float], end: tuple[float, float], kind: str = "way") -> str:
    return f'<path class="{kind}" d="M{start[0]:g} {start[1]:g} L{end[0]:g} {end[1]:g}"/>'


def _params() -> list[str]:
    """The bar over the first row, and what it says to each box below it."""
    wide = COLUMNS[4] + WIDE - COLUMNS[0]
    bar = f'<rect class="box beside" x="{COLUMNS[0]}" y="16" width="{wide}" height="38" rx="6"/>'
    words = "Params: which column is what, periods, rules of each audience, which reports are made"
    arrows = [_way((left + WIDE / 2, 54), (left + WIDE / 2, ABOVE), "way thin") for left in COLUMNS[1:]]
    return [bar, _text("name", COLUMNS[0] + wide / 2, 40, words), *arrows]


def _audiences() -> list[str]:
    """The three folders that pages go to, a box each, in the place of two columns."""
    left, parts = COLUMNS[0], []
    for n, name in enumerate(AUDIENCES):
        top = MIDDLE - 36 + n * 50
        parts.append(f'<rect class="box" x="{left}" y="{top}" width="{WIDE}" height="38" rx="6"/>')
        parts.append(_text("name", left + WIDE / 2, top + 24, name))
        parts.append(_way((COLUMNS[2], MIDDLE + HIGH / 2), (left + WIDE, top + 19)))
    return [*parts, _text("what", left + WIDE / 2, MIDDLE + 132, "a folder for each audience")]


if __name__ == "__main__":
    Path(__file__).with_name("flow.svg").write_text(drawing(), encoding="utf-8", newline="\n")
