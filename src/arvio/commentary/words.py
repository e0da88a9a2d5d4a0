"""A file of the evaluator's words: one period in one language, a `## section` for each evaluation question.

Words lie outside the notebooks, so that no run can overwrite them, and this module only ever reads. Whatever the file
holds, the parts of it put together are the file again.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from arvio.bounded import WORDS_BYTES, bytes_within
from arvio.conflicts import conflict_line
from arvio.errors import ParamsError, Problem
from arvio.observed import note_file
from arvio.saying import say

FOLDER = Path("params", "commentary")
DASHES = frozenset({"-", "\N{EN DASH}"})
"""What a section holds that deliberately says nothing."""

_HEADING = re.compile(r"##[ \t]+(\S.*?)\s*")
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True)
class Part:
    """A section as it stands in the file, or what stands before the first one."""

    name: str
    """Empty for what stands before the first section."""
    line: int
    """Of its heading, counted from 1."""
    text: str
    """All of it, with its heading and its line ends."""

    @property
    def words(self) -> str:
        """Its words as they are shown: without the heading, and without remarks in <!-- -->, which nobody is shown."""
        text = self.text.replace("\r\n", "\n").replace("\r", "\n")
        return _REMARK.sub("", text.partition("\n")[2] if self.name else text).strip()


def commentary_path(root: Path, organisation: str, period: str, language: str) -> Path:
    """Where the words about a period in a language lie."""
    return root / FOLDER / organisation / f"{period}.{language}.md"


def parts(text: str) -> list[Part]:
    """The parts of a file in their order; their texts put together are the text."""
    found: list[Part] = []
    name, begun = "", 1
    lines: list[str] = []
    for number, line in enumerate(_lines(text), 1):
        if heading := _HEADING.fullmatch(line):
            found += [Part(name, begun, "".join(lines))] if name or lines else []
            name, begun, lines = heading[1], number, []
        lines.append(line)
    return [*found, Part(name, begun, "".join(lines))] if name or lines else found


def sections(path: Path) -> dict[str, str]:
    """The words of each section that has any; {} where there is no file. A ParamsError where they are not certain:
    the file is not UTF-8, two versions of it were not merged, or a section stands in it twice."""
    found = parts(read(path))
    if problems := [*conflicts(path, found), *repeated(path, found)]:
        raise ParamsError(problems)
    return {part.name: part.words for part in found if part.name and part.words}


def read(path: Path) -> str:
    """The text of a file, with its line ends as they are; "" where there is none."""
    note_file(path)
    if not path.exists():
        return ""
    try:
        return bytes_within(path, WORDS_BYTES).decode("utf-8-sig")
    except OSError as error:
        raise ParamsError(Problem(named(path), say("cannot be read: %(error)s", error=error.strerror))) from None
    except UnicodeDecodeError as error:
        what = say("byte %(byte)s is not UTF-8", byte=error.start)
        raise ParamsError(Problem(named(path), what, remedy=say("save the file as UTF-8"))) from None


def conflicts(path: Path, found: list[Part]) -> Iterator[Problem]:
    """The marks that git leaves where two wrote at the same place: which words hold, nobody knows but the writers."""
    marked = conflict_line("".join(part.text for part in found))
    if marked:
        what = say("holds two versions that were not put together (marks such as <<<<<<< and >>>>>>>)")
        remedy = say("choose the words that hold, take the marks out and save; nothing of either version is lost")
        yield Problem(named(path), what, remedy=remedy, place=line_of(marked))


def repeated(path: Path, found: list[Part]) -> Iterator[Problem]:
    """Sections that stand in a file more than once: one of them would be shown, and the other nowhere."""
    counts = Counter(part.name for part in found if part.name)
    for name in (name for name, n in counts.items() if n > 1):
        lines = [part.line for part in found if part.name == name]
        what = say("the section stands here already from line %(line)s on", line=lines[0])
        remedy = say("put the words of both under one heading")
        yield Problem(named(path), what, remedy=remedy, place=line_of(lines[1]), value=name)


def digest_of(words: str) -> str:
    """The SHA-256 of words, by which the same words are known again; "" of none."""
    return sha256(words.strip().encode("utf-8")).hexdigest() if words.strip() else ""


def named(path: Path) -> str:
    """A file of words as messages name it, from the project's root."""
    return (FOLDER / path.parent.name / path.name).as_posix()


def line_of(number: int) -> str:
    """A place in a file of words."""
    return say("line %(line)s", line=number)


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with whatever ends them."""
    return iter(io.StringIO(text, newline=""))
