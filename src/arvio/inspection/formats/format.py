"""How an export is to be read, and the words that tell why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from arvio.inspection.formats import companions
from arvio.params import Source
from arvio.saying import say
from arvio.sources.source_file import SourceFile

NAMES = {
    "attendance_workbook": say("attendance workbook kept by hand"),
    "csv": say("delimited text of no known tool"),
    "database": say("database"),
    "excel": say("workbook of no known tool"),
    "google_forms": "Google Forms",
    "kobo": say("KoboToolbox or ODK"),
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
        told = say("%(codebook)s lies beside it and is its codebook", codebook=codebook)
        return replace(found, source=source, evidence=(*found.evidence, told))
    if reader not in companions.WANTED:
        return found
    told = say("no codebook lies beside it: put %(file)s into the same folder", file=companions.WANTED[reader])
    return replace(found, evidence=(*found.evidence, told))


def chosen(kind: str, name: str, tables: Mapping[str, int]) -> str:
    """Which of several tables is read, and how many rows each has."""
    others = ", ".join(f"{other} ({n})" for other, n in tables.items() if other != name)
    told = {
        "sheet": say("sheet %(name)s has most rows of answers (%(n)s)", name=name, n=tables[name]),
        "table": say("table %(name)s has most rows of answers (%(n)s)", name=name, n=tables[name]),
        "file": say("file %(name)s has most rows of answers (%(n)s)", name=name, n=tables[name]),
    }[kind]
    return say("%(told)s; the others: %(others)s", told=told, others=others) if others else told
