"""Where errors are made, no sentence hides from the catalogue in a constant, a dictionary or a helper function."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from arvio.translations.extract import PACKAGE

MESSAGES = ("say", "say_count", "later")
NO_WORDS = ("ValueError", "AttributeError", "compile", "Field")
"""Calls whose texts no evaluator is told: mistakes of a programmer, patterns, and descriptions for editors. Those of
keys that must be there are told (`params.checking`), and a test of params holds them to be messages."""
NOT_SAID = {
    # a table that stands in no error
    "instruments/constants.py": {
        " from ",
        " points",
        "groups under ",
        " to ",
        "up to ",
        "every item is needed",
        "cut_off ",
        ", filled by ",
    },
    # as they stand in a file or a notebook
    "mirror/gathering.py": {'audience = "internal"'},
    "mirror/signing.py": {"schema: ", "schema_version: "},
    "params/checking.py": {" or "},  # between the choices that pydantic names
    "params/codebooks.py": {"kind: choices"},
    "instruments/pairs.py": {'scores[scores["timing"] == "at_the_time"]'},
}


def texts(node: ast.AST) -> Iterator[ast.Constant]:
    """Every text of some code but docstrings, annotations, and what stands in a message."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in (*MESSAGES, *NO_WORDS):
            return
    if isinstance(node, ast.Subscript):
        yield from texts(node.value)
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from texts(child)


def sentences(path: Path) -> list[str]:
    """The texts of a module that have words with a space beside them."""
    found = [text.value for text in texts(ast.parse(path.read_text(encoding="utf-8")))]
    return [text for text in found if " " in text and any(letter.islower() for letter in text)]


@pytest.mark.parametrize("package", ["params", "instruments", "mirror"])
def test_every_sentence_is_a_message(package):
    found = {
        path.relative_to(PACKAGE).as_posix(): {*sentences(path)} for path in sorted((PACKAGE / package).glob("*.py"))
    }
    hidden = {name: left for name, all_of_it in found.items() if (left := all_of_it - NOT_SAID.get(name, set()))}
    assert hidden == {}


def test_a_sentence_in_a_dictionary_is_found(tmp_path):
    path = tmp_path / "a.py"
    path.write_text('"""Two words."""\nKINDS = {"a": say("this one is"), "b": f"{1} is not"}\n', encoding="utf-8")
    assert sentences(path) == [" is not"]
