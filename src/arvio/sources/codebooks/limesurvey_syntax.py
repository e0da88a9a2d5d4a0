"""What LimeSurvey's syntax files for R and SPSS say of the columns of an export."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from arvio.errors import Problem, SourceError
from arvio.saying import say
from arvio.sources.cells import text
from arvio.sources.containers.text_file import read_text
from arvio.sources.source_file import SourceFile

Holds = Literal["number", "date", "text"]

_R_TEXT = r'"((?:[^"\\]|\\.)*)"'
_R_NAME = re.compile(r"\bnames\(data\)\[\s*(\d+)\]\s*<-\s*" + _R_TEXT)
_R_LABEL = re.compile(r"variable\.labels\[\s*(\d+)\]\s*<-\s*" + _R_TEXT)
_R_NUMBER = re.compile(r"data\[,\s*(\d+)\]\s*<-\s*as\.numeric\(")
_R_DATE = re.compile(r"# *LimeSurvey Field type: *(?:DATETIME|SDATE)\S* *\n\s*data\[, *(\d+)\]")
_R_OPTIONS = re.compile(
    r"data\[,\s*(\d+)\]\s*<-\s*factor\([^\n]*?levels\s*=\s*c\(([^\n]*?)\)\s*,\s*labels\s*=\s*c\(([^\n]*)\)"
)
_R_ITEM = re.compile(_R_TEXT + r'|([^,\s"]+)')

_SPSS_TYPE = re.compile(r"^\s+(V\d+)\s+(F|A|DATETIME|SDATE)[\d.]*\s*$", re.MULTILINE)
_SPSS_LABEL = re.compile(r"^VARIABLE LABELS\s+(\w+)\s+([\"'].*?[\"'])\.\s*$", re.MULTILINE | re.DOTALL)
_SPSS_CONTINUED = re.compile(r"([\"'])\s*\+\s*\n\s*\1")
_SPSS_OPTIONS = re.compile(r"^VALUE LABELS\s+(\w+)\s*\n(.*?[\"'])\.\s*$", re.MULTILINE | re.DOTALL)
_SPSS_OPTION = re.compile(r"\s*[\"']?(.*?)[\"']?\s+[\"'](.*)[\"']\s*")
_SPSS_NAME = re.compile(r"^RENAME VARIABLES?\s*\(\s*(\w+)\s*=\s*(\S+)\s*\)", re.MULTILINE)

_SUBQUESTIONS = re.compile(r"((?:\[[^\]]*\]\s*)+)(.+)", re.DOTALL)


@dataclass(frozen=True)
class Variable:
    """One column as a syntax file has it."""

    code: str
    """As LimeSurvey's expressions write it: Q1_SQ001."""
    words: str
    """The question, its subquestion behind it in brackets."""
    holds: Holds = "text"
    options: Mapping[str, str] = field(default_factory=dict)


def variables(file: SourceFile) -> tuple[Variable, ...]:
    """The columns that a syntax file describes, in its order; what is no syntax file of LimeSurvey is told so."""
    written = read_text(file, None).replace("\r\n", "\n")
    found = _in_r(written) if "variable.labels" in written else _in_spss(written)
    if not found:
        raise SourceError(
            Problem(
                file.name,
                say("is no syntax file of LimeSurvey: it names no columns"),
                say("the R or SPSS syntax file of the survey"),
                say("in LimeSurvey choose Export responses, R (syntax file), and name that file in codebook:"),
            )
        )
    return found


def _in_r(written: str) -> tuple[Variable, ...]:
    labels = {place: _unescaped(label) for place, label in _R_LABEL.findall(written)}
    options = {place: _r_options(codes, words) for place, codes, words in _R_OPTIONS.findall(written)}
    numbers, dates = set(_R_NUMBER.findall(written)), set(_R_DATE.findall(written))
    return tuple(
        Variable(
            _unescaped(name),
            _question_first(labels.get(place, "")),
            _holds(place, numbers=numbers, dates=dates),
            options.get(place, {}),
        )
        for place, name in _R_NAME.findall(written)
    )


def _r_options(codes: str, words: str) -> dict[str, str]:
    return dict(zip(_r_items(codes), map(text, _r_items(words)), strict=False))


def _r_items(written: str) -> list[str]:
    return [_unescaped(quoted) or bare for quoted, bare in _R_ITEM.findall(written)]


def _unescaped(written: str) -> str:
    return re.sub(r"\\(.)", r"\1", written)


def _in_spss(written: str) -> tuple[Variable, ...]:
    labels = {place: _spss_text(label) for place, label in _SPSS_LABEL.findall(written)}
    names = dict(_SPSS_NAME.findall(written))
    options = {place: _spss_options(lines) for place, lines in _SPSS_OPTIONS.findall(written)}
    types = dict(_SPSS_TYPE.findall(written))
    numbers = {place for place, kind in types.items() if kind == "F"}
    dates = {place for place, kind in types.items() if kind in ("DATETIME", "SDATE")}
    return tuple(
        Variable(
            names.get(place, place),
            _question_first(label),
            _holds(place, numbers=numbers, dates=dates),
            options.get(place, {}),
        )
        for place, label in labels.items()
    )


def _spss_text(written: str) -> str:
    return _SPSS_CONTINUED.sub("", written)[1:-1].replace('""', '"')


def _spss_options(lines: str) -> dict[str, str]:
    """Code: label, one a line. LimeSurvey leaves quotes within a label as they are, so that the outermost count."""
    found = (_SPSS_OPTION.fullmatch(line) for line in lines.split("\n"))
    return {one[1]: text(one[2]) for one in found if one}


def _holds(place: str, *, numbers: set[str], dates: set[str]) -> Holds:
    if place in dates:
        return "date"
    return "number" if place in numbers else "text"


def _question_first(label: str) -> str:
    """The syntax files have the subquestion first, the exports last.

    >>> _question_first("[Ryhmä] Mihin osallistuit?")
    'Mihin osallistuit? [Ryhmä]'
    """
    found = _SUBQUESTIONS.fullmatch(text(label))
    return f"{found[2].strip()} {found[1].strip()}" if found else text(label)
