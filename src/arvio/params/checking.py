"""A params file held against its model: every problem at once, with its place and the nearest known name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from arvio.errors import ParamsError, Problem
from arvio.formats import KEY, newer
from arvio.params.yaml_file import Key, YamlFile
from arvio.saying import say

Model = TypeVar("Model", bound=BaseModel)


def checked(file: YamlFile, model: type[Model]) -> Model:
    """The contents of a file as its model; a ParamsError with all that is wrong otherwise."""
    refuse_newer(file)
    try:
        return model.model_validate(file.contents)
    except ValidationError as error:
        schema = model.model_json_schema()
        raise ParamsError([_problem(file, schema, found) for found in error.errors()]) from None


def refuse_newer(file: YamlFile) -> None:
    """A ParamsError of a file that a newer arvio wrote: nothing else that is wrong in it would be true."""
    problem = newer(file.contents, file.name)
    if problem:
        raise ParamsError(replace(problem, place=file.place((KEY,))))


def nearest(word: str, known: Iterable[str]) -> str:
    """A remedy that names the nearest of the known words, or all of them where none is near."""
    known = sorted(known)
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return say("did you mean %(name)s?", name=close[0])
    return say("known: %(known)s", known=", ".join(known)) if known else ""


def _problem(file: YamlFile, schema: dict[str, Any], found: Mapping[str, Any]) -> Problem:
    key: Key = tuple(part for part in found["loc"] if part != "[key]")
    place = file.place(key)
    here = _subschema(schema, key[:-1])
    if found["type"] == "extra_forbidden":
        known = here.get("properties", {})
        return Problem(
            file.name,
            say("unknown key"),
            say("one of %(known)s", known=", ".join(known)),
            nearest(str(key[-1]), known),
            place,
        )
    if found["type"] == "missing":
        description = _subschema(schema, key).get("description", "")
        return Problem(file.name, say("this key is missing"), description, say("add %(key)s: …", key=key[-1]), place)
    return Problem(file.name, *_wrong_value(found), place, value=_as_written(found["input"]))


def _wrong_value(found: Mapping[str, Any]) -> tuple[str, str, str]:
    """What is wrong, what was expected, and what to do."""
    context = found.get("ctx", {})
    if found["type"] in ("literal_error", "union_tag_invalid"):
        choices = context.get("expected", "") or context.get("expected_tags", "")
        known = str(choices).replace("'", "").replace(" or ", ", ").split(", ")
        return (
            say("is not one of the choices"),
            say("one of %(known)s", known=", ".join(known)),
            nearest(str(context.get("tag", found["input"])), known),
        )
    if found["type"] == "string_pattern_mismatch":
        return (
            say("is not written as it should be"),
            say("text of the form %(pattern)s", pattern=context["pattern"]),
            "",
        )
    return say("the value does not fit"), _in_plain_words(found["type"], context) or found["msg"], ""


def _in_plain_words(kind: str, context: Mapping[str, Any]) -> str:
    """What pydantic expected, for the mistakes that our models can find; '' for any other."""
    if kind in _WITH_A_BOUND:
        return _WITH_A_BOUND[kind](next(f"{context[name]:g}" for name in _BOUNDS if name in context))
    return _PLAIN_WORDS.get(kind, "")


_PLAIN_WORDS = {
    "int_parsing": say("a whole number"),
    "float_parsing": say("a number with a decimal point"),
    "date_from_datetime_parsing": say("a date written as 2023-04-04"),
    "date_parsing": say("a date written as 2023-04-04"),
    "list_type": say("a list, one item a line after a dash"),
    "dict_type": say("keys and values"),
    "model_type": say("keys and values"),
    "string_type": say("a text"),
    "device_name": say("a name that Windows does not keep for a device, as it does con, nul and com1"),
    "union_tag_not_found": say("a key that says which kind it is"),
}
_BOUNDS = ("ge", "gt", "le", "lt", "min_length", "max_length")
_WITH_A_BOUND = {
    "greater_than_equal": lambda bound: say("%(least)s or more", least=bound),
    "greater_than": lambda bound: say("more than %(bound)s", bound=bound),
    "less_than_equal": lambda bound: say("%(most)s or less", most=bound),
    "less_than": lambda bound: say("less than %(bound)s", bound=bound),
    "too_short": lambda bound: say("at least %(least)s of them", least=bound),
    "string_too_long": lambda bound: say("at most %(most)s characters", most=bound),
}


def _as_written(value: object) -> str:
    """A value for a message; an address is not repeated, since a connection string holds a password."""
    return value if isinstance(value, str) and "://" not in value else ""


def _subschema(schema: dict[str, Any], key: Key) -> dict[str, Any]:
    """The part of a JSON Schema that describes a key; {} where it says nothing."""
    here = schema
    for part in key:
        here = _resolved(schema, here)
        if isinstance(part, int):
            here = here.get("items", {})
        else:
            here = here.get("properties", {}).get(part) or _open_values(here)
    return _resolved(schema, here)


def _open_values(here: dict[str, Any]) -> dict[str, Any]:
    for values in (*here.get("patternProperties", {}).values(), here.get("additionalProperties")):
        if isinstance(values, dict):
            return values
    return {}


def _resolved(schema: dict[str, Any], here: dict[str, Any]) -> dict[str, Any]:
    described = {key: here[key] for key in ("description",) if key in here}
    if "anyOf" in here:
        here = next((choice for choice in here["anyOf"] if choice.get("type") != "null"), {})
    if "$ref" in here:
        here = schema["$defs"][here["$ref"].rsplit("/", 1)[-1]]
    return {**here, **described}
