"""How an export is to be read, and the words that tell why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from arvio.inspection.formats import companions
from arvio.params import Source
from arvio.sources.files import SourceFile

NAMES = {
    "attendance_workbook": "attendance workbook kept by hand",
    "csv": "delimited text of no known tool",
    "database": "database",
    "excel": "workbook of no known tool",
    "google_forms": "Google Forms",
    "kobo": "KoboToolbox or ODK",
    "limesurvey": "LimeSurvey",
    "microsoft_forms": "Microsoft Forms",
    "parquet": "Parquet",
    "qualtrics": "Qualtrics",
    "redcap": "REDCap",
    "spss": "SPSS",
    "surveymonkey": "SurveyMonkey",
    "webropol": "Webropol",
}
"""Reader: what it is called in words."""


@dataclass(frozen=True)
class Format:
    """How a file is to be read, and the words that tell why.

    `source` is a source of params with nothing mapped yet; `container` is what the file itself is: text, workbook …
    `tables` is sheet, text file of an archive, table of a database or repeating instrument: its rows of answers.
    """

    source: Source
    container: str
    evidence: tuple[str, ...]
    encoding: str = ""
    tables: Mapping[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return NAMES[self.source.reader]


def with_codebook(found: Format, file: SourceFile, titles: Sequence[str]) -> Format:
    """The same, with the codebook that lies beside the export. Without it, the answers of some tools are codes."""
    reader = found.source.reader
    codebook = companions.codebook_of(file, reader, titles)
    if codebook:
        source = found.source.model_copy(update={"codebook": codebook})
        told = f"{codebook} lies beside it and is its codebook"
        return replace(found, source=source, evidence=(*found.evidence, told))
    if reader not in companions.WANTED:
        return found
    told = f"no codebook lies beside it: put {companions.WANTED[reader]} into the same folder"
    return replace(found, evidence=(*found.evidence, told))


def chosen(kind: str, name: str, tables: Mapping[str, int]) -> str:
    """Which of several tables is read, and how many rows each has."""
    others = ", ".join(f"{other} ({n})" for other, n in tables.items() if other != name)
    rest = f"; the others: {others}" if others else ""
    return f"{kind} {name} has most rows of answers ({tables[name]}){rest}"
