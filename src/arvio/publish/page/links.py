"""How a page and the catalogue lead to the files that were made beside a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from arvio.presentation import style
from arvio.publish import places
from arvio.publish.editions import Edition
from arvio.translations import later, words

_ON_PAGE = {
    "xlsx": later("Download the data of this report (XLSX, %(size)s)"),
    "excel_csv": later("Download the data of this report for Excel with decimal commas (CSV, %(size)s)"),
    "csv": later("Download the data of this report for programs (CSV, %(size)s)"),
    "docx": later("Download this report for a word processor (DOCX, %(size)s)"),
}
_IN_CATALOGUE = {
    "xlsx": later("data (XLSX, %(size)s)"),
    "excel_csv": later("data for Excel with decimal commas (CSV, %(size)s)"),
    "csv": later("data for programs (CSV, %(size)s)"),
    "docx": later("for a word processor (DOCX, %(size)s)"),
}

_PRINTED = later("for printing (PDF, %(size)s)")


@dataclass(frozen=True)
class Link:
    """What a reader may open from a page."""

    words: str
    file: str
    """Its name, since it lies in the same folder."""


def links_of(annexes: Mapping[str, bytes], edition: Edition) -> list[Link]:
    """The links of a page to its annexes, each with what it is and how large."""
    return [
        Link(
            _told(_ON_PAGE[kind], len(annex), edition.run.language), places.annex(edition.root, edition.run, kind).name
        )
        for kind, annex in annexes.items()
    ]


def name_in_catalogue(kind: str, size: int, language: str) -> str:
    """What a catalogue in a language calls an annex of so many bytes."""
    return _told(_IN_CATALOGUE[kind], size, language)


def printed_in_catalogue(size: int, language: str) -> str:
    """What a catalogue in a language calls a PDF of so many bytes."""
    return _told(_PRINTED, size, language)


def _told(message: str, size: int, language: str) -> str:
    return words(language).gettext(message) % {"size": size_in_words(size, language)}


def size_in_words(size: int, language: str) -> str:
    """So many bytes, as readers compare them: 12 kB."""
    return f"{style.number(max(1, round(size / 1000)), language)}{style.NO_BREAK_SPACE}kB"
