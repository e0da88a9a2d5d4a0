"""The page of all messages: what arvio says of what is wrong, by family, in the language of the handbook.

They are read from the sources and the catalogues, so that no message is left out and each stands as it is shown; a part
that differs from case to case is an ellipsis.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx

from arvio.translations import EVALUATOR, FOLDER, words

PACKAGE = FOLDER.parent
MARK = "<!-- all messages -->"
FAMILIES = {
    "command": {"en": "The command", "fi": "Komento"},
    "params": {"en": "Params", "fi": "Asetukset"},
    "exports": {"en": "Exports", "fi": "Viennit"},
    "answers": {"en": "What the exports hold", "fi": "Vientien sisältö"},
    "notebooks": {"en": "Notebooks and pages", "fi": "Muistikirjat ja sivut"},
    "comments": {"en": "Comments and signatures", "fi": "Kommentit ja allekirjoitukset"},
    "protection": {"en": "Protection of persons", "fi": "Henkilöiden suojaaminen"},
    "batch": {"en": "The batch and its files", "fi": "Ajoerä ja sen tiedostot"},
    "mirror": {"en": "The mirror", "fi": "Peilaus"},
}
"""The titles of the families, which stand on the page of errors too, with what to do."""
MODULES = {
    "claimed": "answers",
    "cli": "command",
    "commands": "command",
    "commentary": "comments",
    "datasets": "answers",
    "disclosure": "protection",
    "doctor": "command",
    "evaluation": "notebooks",
    "formats": "batch",
    "gate": "protection",
    "indicators": "answers",
    "inspection": "exports",
    "instruments": "answers",
    "mirror": "mirror",
    "params": "params",
    "params/signatures": "comments",
    "partitions": "exports",
    "presentation": "notebooks",
    "presentation/commentary": "comments",
    "publish": "batch",
    "publish/catalogue": "protection",
    "publish/catalogue/catalogue": "batch",
    "publish/notebooks": "notebooks",
    "publish/page": "notebooks",
    "publish/page/commented": "comments",
    "publish/signing": "comments",
    "publish/running": "notebooks",
    "publish/versions": "comments",
    "retention": "protection",
    "sources": "exports",
    "turns": "batch",
    "withdrawals": "protection",
    "workbench": "notebooks",
}
"""The family of what a module says; of several the longest name counts."""


@dataclass(frozen=True, order=True)
class Message:
    """What is said, and what to do about it where the message says so, both in English."""

    what: str
    remedies: tuple[str, ...] = ()


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("source-read", _put_messages)
    return {"parallel_read_safe": True}


def _put_messages(app: Sphinx, _: str, source: list[str]) -> None:
    if MARK in source[0]:
        source[0] = source[0].replace(MARK, "\n\n".join(_sections(app.config.language)))


def _sections(language: str) -> Iterator[str]:
    heads = {"en": "| What is said | What to do |", "fi": "| Mitä sanotaan | Mitä tehdä |"}
    said = words(language, EVALUATOR).gettext
    for family, messages in messages_by_family().items():
        rows = sorted(
            (_shown(said(one.what)), " ".join(_shown(said(each)) for each in one.remedies)) for one in messages
        )
        table = [heads[language], "|---|---|", *(f"| {what} | {remedy} |" for what, remedy in rows)]
        yield f"## {FAMILIES[family][language]}\n\n" + "\n".join(table)


def _shown(message: str) -> str:
    """A message with an ellipsis for what differs, in Markdown that means nothing but its letters."""
    return re.sub(r"([^\w\s…])", r"\\\1", plain(message)).replace("\n", " ")


def plain(message: str) -> str:
    """A message as it is shown, with an ellipsis for what differs."""
    return re.sub(r"%\(\w+\)[a-z]", "…", message).replace("%%", "%")


def messages_by_family() -> dict[str, set[Message]]:
    """All messages of the modules that raise an error or tell of a problem."""
    found: dict[str, set[Message]] = {family: set() for family in FAMILIES}
    for path in sorted(PACKAGE.rglob("*.py")):
        if tells_of_problems(path):
            messages = _messages(ast.parse(path.read_text(encoding="utf-8")))
            found[family_of(path)] |= {message for message in messages if _is_sentence(message)}
    return found


def tells_of_problems(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return "arvio.errors import" in text or path.stem.endswith("_faults")


def family_of(path: Path) -> str:
    """The family of a module; a KeyError where nobody has said it."""
    name = path.relative_to(PACKAGE).with_suffix("").as_posix()
    while name not in MODULES and "/" in name:
        name = name.rpartition("/")[0]
    return MODULES[name]


def _messages(tree: ast.AST) -> Iterator[Message]:
    """Of each statement what it says first, and the rest as what to do about it."""
    taken: set[int] = set()
    statements = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) == "Problem"]
    statements += [node for node in ast.walk(tree) if isinstance(node, ast.stmt) and not hasattr(node, "body")]
    for statement in [*statements, tree]:
        calls = [node for node in ast.walk(statement) if _is_message(node) and id(node) not in taken]
        taken |= {id(node) for node in calls}
        if statement is tree:
            yield from (Message(node.args[0].value) for node in calls)
        elif calls:
            calls.sort(key=lambda node: (node.lineno, node.col_offset))
            what, *others = [node.args[0].value for node in calls]
            yield Message(what, tuple(others))


def _is_sentence(message: Message) -> bool:
    """Whether there is something to look up: not a single word such as a unit or a separator."""
    return len(re.findall(r"\w{2,}", plain(message.what))) > 1 or bool(message.remedies)


def _is_message(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or _called(node) not in ("say", "say_count"):
        return False
    return bool(node.args) and isinstance(node.args[0], ast.Constant) and bool(node.args[0].value.strip())


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))
