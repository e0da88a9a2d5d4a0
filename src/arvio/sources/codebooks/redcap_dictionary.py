"""REDCap's data dictionary: what each field of a project asks, how it is answered, and whether it names a person."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from arvio.errors import Problem, SourceError
from arvio.params import Source
from arvio.saying import say
from arvio.sources.cells import text
from arvio.sources.codebooks.options import kind_of
from arvio.sources.containers.text_file import read_rows
from arvio.sources.raw_table import Question, QuestionKind, raw_table
from arvio.sources.source_file import SourceFile

BOX = "___"
"""Parts a checkbox field from the code of its option: one column of the export for each box."""

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("Variable / Field Name", "field_name"),
    "form": ("Form Name", "form_name"),
    "type": ("Field Type", "field_type"),
    "label": ("Field Label", "field_label"),
    "choices": ("Choices, Calculations, OR Slider Labels", "select_choices_or_calculations"),
    "validation": ("Text Validation Type OR Show Slider Number", "text_validation_type_or_show_slider_number"),
    "identifier": ("Identifier?", "identifier"),
}
"""As the project's page writes them into the file, and as its interface for programs calls them."""
_NEEDED = ("name", "form", "type", "label")

_ONE_OF = ("radio", "dropdown", "sql")
_TWO: Mapping[str, Mapping[str, str]] = {
    "yesno": {"1": "Yes", "0": "No"},
    "truefalse": {"1": "True", "0": "False"},
}
_NUMBERS = ("number", "integer")
_DATES = ("date_", "datetime_")
_COMMA = "comma_decimal"
_NAMES_PERSONS = ("email", "phone")
"""Kinds of text that are about a person though nobody marked the field as an identifier."""

_TAG = re.compile(r"</?[a-zA-Z][^>]*>")


@dataclass(frozen=True)
class Field:
    """One field of a project, as its dictionary has it."""

    name: str
    form: str
    type: str
    label: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    validation: str = ""
    identifier: str = ""

    @property
    def is_personal(self) -> bool:
        """Whether the project calls the field an identifier, or it holds nothing but addresses of persons."""
        return self.identifier.casefold() == "y" or self.validation.startswith(_NAMES_PERSONS)

    @property
    def has_decimal_comma(self) -> bool:
        return self.validation.endswith(_COMMA)


Dictionary = Mapping[str, Field]
"""Name of a field: the field."""


def read_dictionary(source: Source, file: SourceFile) -> Dictionary:
    """The fields of a project in the order of its forms; an error when the file is no dictionary."""
    cells = raw_table(file, read_rows(_as_dictionary(source, file), file)).cells
    found = {key: next((name for name in names if name in cells), None) for key, names in _COLUMNS.items()}
    missing = [_COLUMNS[key][0] for key in _NEEDED if found[key] is None]
    if missing:
        raise SourceError(_no_dictionary(file.name, missing))
    kept = {key: cells[header].map(text) for key, header in found.items() if header}
    rows = [dict(zip(kept, values, strict=True)) for values in zip(*kept.values(), strict=True)]
    return {row["name"]: _field(row) for row in rows if row["name"]}


def field_of(header: str, dictionary: Dictionary) -> Field | None:
    """The field that a column of the export belongs to: itself, or the field whose box it is."""
    name, parted, _ = header.partition(BOX)
    owner = dictionary.get(name)
    if parted and owner and owner.type == "checkbox":
        return owner
    return dictionary.get(header)


def questions(headers: Iterable[str], dictionary: Dictionary) -> dict[str, Question]:
    """What the dictionary says of each column of the export that it knows."""
    owners = {header: field_of(header, dictionary) for header in headers}
    return {header: _question(header, owner) for header, owner in owners.items() if owner}


def _as_dictionary(source: Source, file: SourceFile) -> Source:
    """How the dictionary is read: REDCap writes it in UTF-8, whatever was declared for the export beside it."""
    plain = Source(table=source.table, reader=source.reader)
    try:
        for _ in read_rows(plain, file):
            pass
    except SourceError:
        return plain.model_copy(update={"encoding": source.encoding})
    return plain


def _field(row: Mapping[str, str]) -> Field:
    kind = row["type"].casefold()
    choices = _choices(row.get("choices", "")) if kind in (*_ONE_OF, "checkbox") else _TWO.get(kind, {})
    return Field(
        name=row["name"],
        form=row["form"],
        type=kind,
        label=_plain(row["label"]),
        choices=choices,
        validation=row.get("validation", "").casefold(),
        identifier=row.get("identifier", ""),
    )


def _choices(written: str) -> dict[str, str]:
    """Code: label, of '1, Viikoittain, tai useammin | 2, Harvemmin': only the first comma parts code and label."""
    pairs = (one.partition(",") for one in written.split("|"))
    return {code.strip(): _plain(label) for code, _, label in pairs if code.strip()}


def _plain(label: str) -> str:
    """A label without the markup that makes it bold or coloured on the page."""
    return text(html.unescape(_TAG.sub(" ", label)))


def _question(header: str, owner: Field) -> Question:
    if owner.type == "checkbox":
        return _option(header, owner)
    return Question(owner.label, _kind(owner), owner.choices)


def _option(header: str, owner: Field) -> Question:
    """One box. In the names of columns codes are in lower case and a minus is _, so that -9 is field____9."""
    code = header.removeprefix(owner.name + BOX)
    labels = {written.casefold().replace("-", "_"): label for written, label in owner.choices.items()}
    label = labels.get(code, code)
    return Question(f"{owner.label}: {label}", "option", {"1": label}, parent=owner.name)


def _kind(owner: Field) -> QuestionKind:
    if owner.type in _ONE_OF:
        return kind_of(owner.choices)
    if owner.type in _TWO:
        return "choice"
    if owner.type in ("calc", "slider") or owner.validation.startswith(_NUMBERS):
        return "number"
    if owner.type == "descriptive":
        return "note"
    return "date" if owner.validation.startswith(_DATES) else "text"


def _no_dictionary(name: str, missing: list[str]) -> Problem:
    return Problem(
        name,
        say("is no data dictionary of REDCap: it lacks %(headers)s", headers=", ".join(map(repr, missing))),
        say("the file that REDCap gives under Data Dictionary"),
        say("download it from the project, or take codebook out of params"),
    )
