"""A params file held against its model: every problem at once, with its place and the nearest known name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from arvio.errors import ParamsError, Problem
from arvio.params.yaml_file import Key, YamlFile

Model = TypeVar("Model", bound=BaseModel)


def checked(file: YamlFile, model: type[Model]) -> Model:
    """The contents of a file as its model; a ParamsError with all that is wrong otherwise."""
    try:
        return model.model_validate(file.contents)
    except ValidationError as error:
        schema = model.model_json_schema()
        raise ParamsError([_problem(file, schema, found) for found in error.errors()]) from None


def nearest(word: str, known: Iterable[str]) -> str:
    """A remedy that names the nearest of the known words, or all of them where none is near."""
    known = sorted(known)
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]}?"
    return f"known: {', '.join(known)}" if known else ""


def _problem(file: YamlFile, schema: dict, found: Mapping) -> Problem:
    key: Key = tuple(part for part in found["loc"] if part != "[key]")
    place = file.place(key)
    here = _subschema(schema, key[:-1])
    if found["type"] == "extra_forbidden":
        known = here.get("properties", {})
        return Problem(file.name, "unknown key", f"one of {', '.join(known)}", nearest(str(key[-1]), known), place)
    if found["type"] == "missing":
        description = _subschema(schema, key).get("description", "")
        return Problem(file.name, "this key is missing", description, f"add {key[-1]}: …", place)
    return Problem(file.name, *_wrong_value(found), place, value=_as_written(found["input"]))


def _wrong_value(found: Mapping) -> tuple[str, str, str]:
    """What is wrong, what was expected, and what to do."""
    context = found.get("ctx", {})
    if found["type"] == "literal_error":
        known = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
        return "is not one of the choices", f"one of {', '.join(known)}", nearest(str(found["input"]), known)
    if found["type"] == "string_pattern_mismatch":
        return "is not written as it should be", f"text of the form {context['pattern']}", ""
    return "the value does not fit", _PLAIN_WORDS.get(found["type"], found["msg"]), ""


_PLAIN_WORDS = {
    "int_parsing": "a whole number",
    "float_parsing": "a number with a decimal point",
    "date_from_datetime_parsing": "a date written as 2023-04-04",
    "date_parsing": "a date written as 2023-04-04",
    "list_type": "a list, one item a line after a dash",
    "dict_type": "keys and values",
    "model_type": "keys and values",
    "string_type": "a text",
}


def _as_written(value: object) -> str:
    """A value for a message; an address is not repeated, since a connection string holds a password."""
    return value if isinstance(value, str) and "://" not in value else ""


def _subschema(schema: dict, key: Key) -> dict:
    """The part of a JSON Schema that describes a key; {} where it says nothing."""
    here = schema
    for part in key:
        here = _resolved(schema, here)
        if isinstance(part, int):
            here = here.get("items", {})
        else:
            here = here.get("properties", {}).get(part) or _open_values(here)
    return _resolved(schema, here)


def _open_values(here: dict) -> dict:
    for values in (*here.get("patternProperties", {}).values(), here.get("additionalProperties")):
        if isinstance(values, dict):
            return values
    return {}


def _resolved(schema: dict, here: dict) -> dict:
    described = {key: here[key] for key in ("description",) if key in here}
    if "anyOf" in here:
        here = next((choice for choice in here["anyOf"] if choice.get("type") != "null"), {})
    if "$ref" in here:
        here = schema["$defs"][here["$ref"].rsplit("/", 1)[-1]]
    return {**here, **described}
