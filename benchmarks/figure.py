"""docs/performance.svg from the tables of scale.md and store.md: seconds and megabytes by size, both logarithmic.

`.venv/bin/python benchmarks/figure.py`, after the long runs of scale.py and store.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
FIGURE = HERE.parent / "docs" / "performance.svg"


@dataclass(frozen=True)
class Line:
    """One line of the drawing: its label, and the columns of the table in which seconds and megabytes stand."""

    label: str
    seconds: int
    megabytes: int


COLUMNS = {
    "answers of one organisation": (
        "scale.md",
        "answers",
        (Line("first report", 1, 2), Line("with kept tables", 3, 4)),
    ),
    "organisations": ("scale.md", "organisations", (Line("all reports", 1, 2), Line("nothing to do", 3, 4))),
    "rows of a file of 2,000 organisations": (
        "store.md",
        "rows",
        (Line("pandas, whole file", 4, 5), Line("one organisation, first", 6, 7), Line("again", 8, 9)),
    ),
}
"""What stands below each column of the drawing: the file, the first word of the table's head, and the lines."""
LOOKS = (("o", "-"), ("s", "--"), ("D", ":"))


def rows_of(text: str, head: str) -> list[list[float]]:
    """The rows of the table of Markdown whose head begins with a word, as numbers."""
    tables = [block.splitlines() for block in text.split("\n\n") if block.startswith(f"| {head} ")]
    return [[_number(cell) for cell in line.strip("| ").split("|")] for line in tables[0][2:]]


def _number(cell: str) -> float:
    digits = cell.replace(",", "").replace(" ", "").rstrip("×")
    return float(digits) if digits else float("nan")


def draw(tables: Sequence[tuple[str, list[list[float]], Sequence[Line]]], path: Path) -> None:
    """Seconds above and megabytes below, a column for each table; texts of the drawing stay texts."""
    import matplotlib

    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    plt.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "arvio", "font.size": 9, "font.family": "sans-serif"})
    figure, axes = plt.subplots(2, len(tables), figsize=(4 * len(tables), 6), sharex="col", layout="constrained")
    for (above, below), (what, rows, lines) in zip(axes.T, tables, strict=True):
        for line, (marker, style) in zip(lines, LOOKS, strict=False):
            sizes = [row[0] for row in rows]
            above.loglog(sizes, [row[line.seconds] for row in rows], style, marker=marker, label=line.label)
            below.loglog(sizes, [row[line.megabytes] for row in rows], style, marker=marker)
        above.legend(frameon=False)
        below.set_xlabel(what)
        for one in (above, below):
            one.spines[["top", "right"]].set_visible(False)
            one.grid(alpha=0.3)
    axes[0, 0].set_ylabel("seconds")
    axes[1, 0].set_ylabel("megabytes at most")
    figure.savefig(path, format="svg", metadata={"Date": None})
    plt.close(figure)


def main() -> None:
    found = [
        (what, rows_of((HERE / file).read_text(encoding="utf-8"), head), lines)
        for what, (file, head, lines) in COLUMNS.items()
        if (HERE / file).exists()
    ]
    draw(found, FIGURE)


if __name__ == "__main__":
    main()
