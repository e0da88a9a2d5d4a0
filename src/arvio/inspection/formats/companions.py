"""The codebook that lies beside an export: REDCap's dictionary, an XLSForm, LimeSurvey's syntax file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from arvio.errors import ArvioError
from arvio.inspection.formats.first_rows import Rows
from arvio.params import Source
from arvio.saying import say
from arvio.sources.cells import text
from arvio.sources.codebooks.limesurvey_syntax import variables
from arvio.sources.codebooks.redcap_dictionary import BOX, read_dictionary
from arvio.sources.codebooks.xlsform import form
from arvio.sources.files import beginning
from arvio.sources.source_file import SourceFile

WANTED = {
    "redcap": say("the project's data dictionary (.csv)"),
    "limesurvey": say("the survey's syntax file for R or SPSS"),
    "kobo": say("the form itself (XLSForm, .xlsx)"),
}
"""Reader: the codebook that tells what its codes mean."""
LOOKED_AT_MOST = 100
"""Files of the folder: a codebook lies beside its export, and not in an archive of thousands."""
LARGEST = 20_000_000
"""Bytes. No codebook is larger, and exports beside this one are not read through."""
SHARE_KNOWN = 0.5
"""Of the headers that a codebook must know to be that of the export."""

_DICTIONARY = re.compile(r'\ufeff?"?(Variable / Field Name|field_name)"?[,;\t]')
_SYNTAX = re.compile(r"variable\.labels|^\s*VARIABLE LABELS", re.MULTILINE)
_AN_END = re.compile(r"\W+")

Known = Callable[[SourceFile], set[str]]


def is_redcap_dictionary(file: SourceFile) -> bool:
    """Whether a text file begins as REDCap's data dictionary does."""
    return _DICTIONARY.match(beginning(file, 200).decode("utf-8", "replace")) is not None


def is_xlsform(sheets: Mapping[str, Rows]) -> bool:
    """Whether a workbook holds a form and not its answers."""
    names = {name.casefold() for name in sheets}
    return {"survey", "choices"} <= names or {"survey", "settings"} <= names


def codebook_of(file: SourceFile, reader: str, titles: Sequence[str]) -> str | None:
    """The file beside an export that is its codebook; None where there is none, or the tool has none."""
    if reader not in _KINDS:
        return None
    endings, known = _KINDS[reader]
    names = {title for title in titles if title}
    shares = {other.path.name: _share(names, other, known) for other in _beside(file, endings)}
    best = max(shares, key=lambda name: shares[name], default=None)
    return best if best is not None and shares[best] >= SHARE_KNOWN else None


def _share(names: set[str], other: SourceFile, known: Known) -> float:
    """How many of the headers another file knows; none where it is no codebook."""
    try:
        fields = {_comparable(name) for name in known(other)}
    except ArvioError:
        return 0.0
    found = [name for name in names if {_comparable(name), _comparable(name.partition(BOX)[0])} & fields]
    return len(found) / len(names) if names else 0.0


def _comparable(name: str) -> str:
    return _AN_END.sub("_", name).strip("_").casefold()


def _beside(file: SourceFile, endings: Iterable[str]) -> Iterator[SourceFile]:
    paths = sorted(path for path in file.path.parent.iterdir() if path.suffix.casefold() in endings)
    for path in paths[:LOOKED_AT_MOST]:
        if path != file.path and path.is_file() and 0 < path.stat().st_size < LARGEST:
            yield SourceFile(path, path.name)


def _redcap(file: SourceFile) -> set[str]:
    if not is_redcap_dictionary(file):
        return set()
    fields = read_dictionary(Source(table="answers", reader="redcap"), file)
    states = {f"{field.form}{end}" for field in fields.values() for end in ("_complete", "_timestamp")}
    return {*fields, *states}


def _limesurvey(file: SourceFile) -> set[str]:
    if not _SYNTAX.search(beginning(file, LARGEST).decode("utf-8", "replace")):
        return set()
    return {name for one in variables(file) for name in (one.code, one.words)}


def _xlsform(file: SourceFile) -> set[str]:
    questions = form(file)
    boxes = {f"{heading}/{code}" for one in questions for heading in one.headings for code in one.question.options}
    return {text(heading) for one in questions for heading in one.headings} | boxes


_KINDS: Mapping[str, tuple[tuple[str, ...], Known]] = {
    "redcap": ((".csv",), _redcap),
    "limesurvey": ((".r", ".sps"), _limesurvey),
    "kobo": ((".xlsx",), _xlsform),
}
"""Reader: how the names of its codebooks end, and how the names that one knows are read."""
