"""A YAML file as plain texts, with the line on which each key stands.

Every scalar stays the text that was written; the models convert it to the type they declare. So `no` is not
False, `007` is not 7, `2025-04-01` is a date only where a date is declared, and a version 1.10 keeps its zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from arvio.bounded import PARAMS_BYTES, bytes_within
from arvio.errors import ParamsError, Problem
from arvio.saying import say

Key = tuple[str | int, ...]
MOST_DEPTH = 50
"""Levels of keys and lists; the models have less than ten."""


@dataclass(frozen=True)
class YamlFile:
    """The contents of a file and the line of each key path, counted from 1."""

    name: str
    contents: object
    lines: dict[Key, int]

    def place(self, key: Key) -> str:
        """Where a key stands, in words: line 12, sources.workers.sheet."""
        path = ".".join(str(part) for part in key)
        line = next((self.lines[key[:end]] for end in range(len(key), 0, -1) if key[:end] in self.lines), None)
        return say("line %(line)s, %(path)s", line=line, path=path) if line else path


def read_yaml(path: Path, name: str) -> YamlFile:
    """The file at a path, called by a name that an evaluator knows it by."""
    return parsed(bytes_of(path, name), name)


def bytes_of(path: Path, name: str) -> bytes:
    """A params file as it lies there."""
    try:
        return bytes_within(path, PARAMS_BYTES)
    except OSError as error:
        raise ParamsError(Problem(name, say("cannot be read: %(error)s", error=error.strerror))) from None


def parsed(contents: bytes, name: str) -> YamlFile:
    """The texts of a params file and their lines, from its bytes."""
    try:
        text = contents.decode("utf-8-sig")
        _refuse_depth(text, name)
        node = yaml.compose(text, Loader=_LOADER)
    except UnicodeDecodeError as error:
        raise ParamsError(
            Problem(name, say("byte %(byte)s is not UTF-8", byte=error.start), remedy=say("save the file as UTF-8"))
        ) from None
    except yaml.YAMLError as error:
        raise ParamsError(_broken(name, error)) from None
    if node is None:
        raise ParamsError(Problem(name, say("is empty"), say("keys and values"), say("see params/schema for the keys")))
    return _plain(node, name)


def _refuse_depth(text: str, name: str) -> None:
    """Refuse what lies in itself without end, before the parser follows it: its stack is the process's own."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH:
            assert event.start_mark is not None  # the parser marks where each event begins
            place = say("line %(line)s", line=event.start_mark.line + 1)
            what, expected = say("is nested too deep"), say("at most %(n)s levels", n=MOST_DEPTH)
            raise ParamsError(Problem(name, what, expected, say("see params/schema for the keys"), place))


def _broken(name: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error)
    place = say("line %(line)s, column %(column)s", line=mark.line + 1, column=mark.column + 1) if mark else ""
    return Problem(
        name,
        say("is not YAML: %(what)s", what=what),
        say("key: value, indented by spaces"),
        say("mend the line, or the one above it"),
        place,
    )


def _plain(root: yaml.Node, name: str) -> YamlFile:
    lines: dict[Key, int] = {}
    problems: list[Problem] = []
    seen: set[int] = set()

    def plain(node: yaml.Node, key: Key) -> object:
        lines.setdefault(key, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if id(node) in seen:
            # An alias could repeat itself without end, and hides from the reader what a key holds.
            problems.append(
                Problem(name, say("an alias (*) stands here"), say("the values themselves"), place=_line(node))
            )
            return None
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [plain(child, (*key, index)) for index, child in enumerate(node.value)]
        return mapping(node, key)

    def mapping(node: yaml.Node, key: Key) -> dict[str, object]:
        contents: dict[str, object] = {}
        for key_node, value_node in node.value:
            word = str(key_node.value)
            lines[(*key, word)] = key_node.start_mark.line + 1
            if word in contents:
                problems.append(
                    Problem(
                        name,
                        say("the key %(word)s stands twice", word=word),
                        say("each key once"),
                        place=_line(key_node),
                    )
                )
            if not _left_empty(value_node):
                contents[word] = plain(value_node, (*key, word))
        return contents

    contents = plain(root, ())
    if problems:
        raise ParamsError(problems)
    return YamlFile(name, contents, lines)


def _left_empty(node: yaml.Node) -> bool:
    """A key with nothing after it counts as not written at all."""
    return isinstance(node, yaml.ScalarNode) and node.value == "" and node.style is None


def _line(node: yaml.Node) -> str:
    return say("line %(line)s", line=node.start_mark.line + 1)


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
