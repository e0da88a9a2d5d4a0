"""What an SPSS file says of its own variables: labels, codes, missing values, and which of them make one question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from arvio.sources.cells import text
from arvio.sources.codebooks.options import kind_of
from arvio.sources.raw_table import Question, QuestionKind

Code = float | str

_DATES = frozenset({"DATE", "ADATE", "EDATE", "JDATE", "SDATE", "QYR", "MOYR", "WKYR", "DATETIME", "YMDHMS"})
"""Formats under which SPSS shows a number of seconds as a day. Times of day and durations are left seconds."""
_STEPS_BETWEEN_ENDS = range(2, 11)
"""How far apart the two labels of a scale may lie of which only the ends have words, up to 0 to 10."""


@dataclass(frozen=True)
class Dictionary:
    """The file's dictionary as pyreadstat gives it; each mapping is by the name of the variable."""

    names: Sequence[str]
    labels: Sequence[str | None]
    options: Mapping[str, Mapping[Code, str]] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, Sequence[Mapping[str, Code]]] = field(default_factory=dict)
    """Ranges declared missing, `lo` to `hi`; of a single code both are the same."""
    in_ranges: Mapping[str, Sequence[Code]] = field(default_factory=dict)
    """The values found in the cells that lie within a range declared missing."""
    sets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Multiple-response sets by their name."""
    encoding: str = ""
    rows: int | None = None


def headers_of(dictionary: Dictionary) -> dict[str, str]:
    """Variable: the header shown to people, which is its label where it has one of its own, else its name."""
    labels = {name: text(label) for name, label in zip(dictionary.names, dictionary.labels, strict=True)}
    times = Counter([*labels.values(), *dictionary.names])
    return {name: label if label == name or (label and times[label] == 1) else name for name, label in labels.items()}


def questions_of(dictionary: Dictionary) -> dict[str, Question]:
    """Header: what the file says of the question."""
    headers = headers_of(dictionary)
    labels = {name: text(label) for name, label in zip(dictionary.names, dictionary.labels, strict=True)}
    return {headers[name]: _question(dictionary, name, labels[name] or name) for name in dictionary.names}


def is_date(dictionary: Dictionary, name: str) -> bool:
    """Whether SPSS shows the numbers of a variable as days."""
    kind = re.match("[A-Z]*", dictionary.formats.get(name) or "")
    return dictionary.types.get(name) != "string" and kind is not None and kind[0] in _DATES


def declares_missing(dictionary: Dictionary, name: str, value: Code) -> bool:
    """Whether a value of a variable is one of those that the file declares missing."""
    number: Any = value  # a variable holds either numbers or texts, and so do the ranges that it declares
    return any(one["lo"] <= number <= one["hi"] for one in dictionary.missing.get(name, ()))


def _question(dictionary: Dictionary, name: str, words: str) -> Question:
    missing = tuple(dict.fromkeys(map(text, _missing_codes(dictionary, name))))
    options = {text(code): text(label) for code, label in dictionary.options.get(name, {}).items()}
    together = next((one for one in dictionary.sets.values() if _is_in(one, name)), None)
    if together is None:
        kind = _kind(dictionary, name, [code for code in options if code not in missing])
        return Question(words, kind, _with_steps(options, kind, missing), missing)
    # Of a set of categories each column holds a whole answer, the first, the second and so on, and is no box.
    kind = "option" if together["is_dichotomy"] else "choice"
    return Question(words, kind, options or _ticked(together, words), missing, parent=text(together["label"]))


def _missing_codes(dictionary: Dictionary, name: str) -> list[Code]:
    """Every code declared missing: single ones, and of ranges those that have a label or stand in a cell."""
    single = [one["lo"] for one in dictionary.missing.get(name, ()) if one["lo"] == one["hi"]]
    labelled = [code for code in dictionary.options.get(name, {}) if declares_missing(dictionary, name, code)]
    return sorted({*single, *labelled, *dictionary.in_ranges.get(name, ())})


def _kind(dictionary: Dictionary, name: str, codes: Sequence[str]) -> QuestionKind:
    if is_date(dictionary, name):
        return "date"
    measure = dictionary.measures.get(name)
    if measure in ("ordinal", "scale") and (kind_of(codes) == "scale" or _ends(codes)):
        return "scale"
    if len(codes) > 1 or (codes and measure != "scale"):  # a figure may have one label: 0 "no income"
        return "choice"
    return "text" if dictionary.types.get(name) == "string" else "number"


def _ends(codes: Sequence[str]) -> range | None:
    """From lowest to highest, where just the two ends of a scale have words."""
    ends = sorted(int(code) for code in codes if code.removeprefix("-").isdecimal())
    if len(codes) == len(ends) == 2 and ends[1] - ends[0] in _STEPS_BETWEEN_ENDS:
        return range(ends[0], ends[1] + 1)
    return None


def _with_steps(options: Mapping[str, str], kind: QuestionKind, missing: Sequence[str]) -> dict[str, str]:
    """The options of a scale, the steps without words among them under their own number."""
    ends = _ends([code for code in options if code not in missing]) if kind == "scale" else None
    return {**{str(step): str(step) for step in ends or ()}, **options}


def _is_in(together: Mapping[str, Any], name: str) -> bool:
    """Names of variables in a set are written in lower case, whatever they are elsewhere."""
    return name.casefold() in {one.casefold() for one in together["variable_list"]}


def _ticked(together: Mapping[str, Any], words: str) -> dict[str, str]:
    return {text(together["counted_value"]): words} if together.get("counted_value") is not None else {}
