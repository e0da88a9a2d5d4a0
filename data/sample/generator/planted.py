"""What is planted in the sample because it is rare: figures and words that no page for outsiders may give away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Planted:
    """One rare thing: what it is, and the words, ids and count by which it would be known.

    Words are cells of the exports; stems are how they begin in any case (Lemillä), small letters or capitals.
    """

    name: str
    what: str
    words: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    count: int | None = None
    unit: str = ""


def write_planted(path: Path, planted: Mapping[str, Sequence[Planted]]) -> None:
    """The rare things by organisation, and what tests look for in the pages of funder and public."""
    lines = [
        "# Rare things planted in the raw exports. No page for a funder or the public may hold their words, their",
        "# stems (with which other cases of a word begin) or ids (as results name their groups), nor tell their count.",
        "# Made by make_sample.py.",
    ]
    for organisation, things in planted.items():
        lines.append(f"{organisation}:")
        lines.extend(line for one in things for line in _lines(one))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _lines(one: Planted) -> list[str]:
    texts = {"words": one.words, "stems": one.stems, "ids": one.ids}
    known_by = [f"    {key}: {_listed(several)}" for key, several in texts.items() if several]
    count = [] if one.count is None else [f"    count: {one.count}", f'    unit: "{one.unit}"']
    return [f"  - planted: {one.name}", f'    what: "{one.what}"', *known_by, *count]


def _listed(texts: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{text}"' for text in texts) + "]"
