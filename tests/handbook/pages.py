"""The pages of the handbook as their tests read them: commands, quoted words, examples and headings."""

import re
from pathlib import Path

from ..conftest import PROJECT

HANDBOOK = PROJECT / "docs" / "handbook"
LANGUAGES = ("fi", "en")
FENCED = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
ITALIC = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


def names() -> list[str]:
    """The names of the pages in the order of the contents, in which a new user reads them."""
    listed = re.search(r"```\{toctree\}\n.*?\n\n(.*?)```", text("en", "index"), re.DOTALL)
    return listed[1].split()


def text(language: str, name: str) -> str:
    return (HANDBOOK / language / f"{name}.md").read_text(encoding="utf-8")


def blocks(language: str, name: str, kind: str) -> list[str]:
    """The fenced blocks of one kind, such as `sh` for commands."""
    return [content for found, content in FENCED.findall(text(language, name)) if found == kind]


def commands(language: str, name: str) -> list[str]:
    """The commands of a page in their order; a block may hold several lines, each a command."""
    return [line for block in blocks(language, name, "sh") for line in block.splitlines() if line.strip()]


def prose(language: str, name: str) -> str:
    """A page without its blocks and its words of code."""
    return INLINE.sub("", FENCED.sub("", text(language, name)))


def quoted(language: str, name: str) -> list[str]:
    """What stands in italics: words as they are seen on the screen."""
    return ITALIC.findall(prose(language, name))


def named_commands(language: str, name: str) -> list[str]:
    """Whatever a page says of arvio's commands, in blocks and in the middle of a sentence."""
    said = [*commands(language, name), *INLINE.findall(FENCED.sub("", text(language, name)))]
    return [line for line in said if re.match(r"(?:[A-Z_]+=\S+ )?arvio [a-z]", line)]


def files() -> list[Path]:
    return sorted(path for language in LANGUAGES for path in (HANDBOOK / language).glob("*.md"))
