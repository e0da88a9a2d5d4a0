"""The last search of a file before it leaves the house, for what the door cannot see: data that came around it.

The door decides on results. Whatever else is on a page (words of a commentary, attributes, an embedded picture, the
shapes of a drawing) is looked at here as a stranger would: without the data, and with everything decoded first. A find
refuses the file. It is described and never quoted, since the explanation may be forwarded as well.
"""

from __future__ import annotations

import functools
import getpass
import html
import re
import socket
from collections.abc import Collection, Iterator
from pathlib import Path

from arvio.bounded import json_of
from arvio.errors import Problem, ProtectionError
from arvio.params.yaml_file import read_yaml
from arvio.presentation.style import css
from arvio.publish.page.contents import Contents, Drawing, contents_of_page
from arvio.publish.page.decoding import Decoded, decoded, plain
from arvio.publish.page.persons import has_list_of_persons, has_rows_of_persons, numbered_names, rows_of_page
from arvio.publish.templates import FOLDER
from arvio.saying import say

CANARIES = "data/*/canaries.yaml"
"""Texts that stand in the raw data for this only: whoever finds one on a page knows that data came around the door."""
LONGEST_DRAWN_LINE = 2
"""Points of a line that is a grid line, an interval or a link; one with more points follows values."""
SHORTEST_NAME = 5
"""Shorter names of users and hosts are syllables of other words."""
_OF_EVERYBODY = {"admin", "administrator", "arvio", "evaluator", "guest", "localhost", "runner", "ubuntu", "users"}
_KEY = re.compile(r"(?<![0-9a-zA-Z])(?=[a-fA-F]*[0-9])(?=[0-9]*[a-fA-F])[0-9a-fA-F]{16,}(?![0-9a-zA-Z])")
_UUID = re.compile(r"-(?<=\b[0-9a-fA-F]{8}-)(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b")
_CODE_OF_PERSON = re.compile(r"[-+A-FU-Y](?<=\b[0-3][0-9][01][0-9]{3}.)[0-9]{3}[0-9A-FHJ-NPR-Y]\b")
_PATHS = (
    re.compile(r"/(?<![\w/.:].)(?:home|Users|tmp|var|root|mnt|opt|srv|usr|etc)/\w"),
    re.compile(r":\\(?<=\b[A-Za-z]..)\w"),
    re.compile(r"file:(?<=\bfile:)//"),
)
"""Each begins with what is rare on a page, and then looks back: a page has half a million letters to begin at."""
_ROW = re.compile(r"\S(?:[;\t][^\n;\t ][^\n;\t]{0,60}|[;\t](?=[;\t])){4,}|(?:[^\s,;]{0,40},){7,}[^\s,;]{0,40}")
"""Fields with nothing but a separator between them; sentences have a space after each."""
_LIST = re.compile(r"\[\s*(?:[\"']?[\w.+-]+[\"']?\s*,\s*){7,}[\"']?[\w.+-]+[\"']?\s*\]|\{\s*\"[^\"]+\"\s*:")
_FORMS = {"wording": re.compile(r"[0-9a-f]{16}"), "signature": re.compile(r"[A-Za-z0-9+/]{86}==")}
"""Fields of a mirror's file that hold no words: the digest of an item's words, and what the file is signed with."""
_NOTHING = re.compile("")
_NOT_OURS = {"template", "noscript", "metadata", "foreignobject", "image", "canvas", "math", "textarea"}


Find = tuple[str, str, str]
"""What is there, what was expected, and what to do."""


def check_leaving(text: str, file: str, *, root: Path, names: Collection[str] = ()) -> None:
    """Refuse a page or a text with a trace of data, of persons or of this machine, each find explained.

    `file` is where it will lie below reports/, `names` are names from params that ids on the page are made of.
    """
    contents, read = contents_of_page(text), decoded(text)
    raw = any(map(is_raw, (*contents.texts, *read.hidden)))
    finds = [*in_texts(read, root), *_in_rows(text, raw, names), *_in_page(contents, read), *in_place(file, root)]
    refuse(finds, file)


def check_signed_leaving(written: bytes, file: str, *, root: Path) -> None:
    """The same for a file of a mirror, which has figures and short ids in fields and is read by programs.

    Its digests and its signature have a form that is checked, and nothing else in it may look like a key.
    """
    texts = list(_texts_of(json_of(written)))
    told = [text for name, text in texts if not _FORMS.get(name, _NOTHING).fullmatch(text)]
    refuse([*in_texts(decoded(html.escape("\n".join(told))), root), *in_place(file, root)], file)


def refuse(finds: list[Find], file: str) -> None:
    if finds:
        raise ProtectionError([Problem(file, *find) for find in dict.fromkeys(finds)])


def _texts_of(content: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a file that programs read, with the name of its field; the names are texts as well."""
    match content:
        case dict():
            for key, value in content.items():
                yield "", key
                yield from _texts_of(value, key)
        case list():
            for one in content:
                yield from _texts_of(one, name)
        case str():
            yield name, content


TAKE_OUT = say("find where it comes from (a commentary, a name in params, an own figure) and take it out")
_RENAME = say("rename it in params")
RELEASED = say("only what figures, tables and sentences make of released results")
_NAMES_ONLY = say("ids made of names or of a drawing")
_OF_THE_MACHINE = {
    "user": say("names the user of this machine"),
    "host": say("names the host of this machine"),
}


def in_texts(read: Decoded, root: Path) -> Iterator[Find]:
    """What no text may hold, wherever on the page it stands and however it is encoded."""
    apart = "\n".join(read.texts)
    everything = f"{apart}\n{read.joined}"
    if _holds_a_canary(everything, root):
        yield say("holds a canary: a text that stands in the raw data only"), RELEASED, TAKE_OUT
    if _CODE_OF_PERSON.search(everything):
        yield say("holds what looks like a personal identity code"), say("no identity code"), TAKE_OUT
    if any(path.search(everything) for path in _PATHS) or str(root) in everything:
        yield say("names a folder of a machine"), say("no path"), say("take the path out of the text that holds it")
    for kind, name in _names_of_the_machine():
        if name in everything and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", everything):
            yield _OF_THE_MACHINE[kind], say("nothing of the machine"), say("take the name out of the text")
    if _KEY.search(apart) or _UUID.search(apart):  # the numbers of a drawing, joined, look like one
        yield say("holds a key such as persons have in the tables"), _NAMES_ONLY, TAKE_OUT


def _holds_a_canary(text: str, root: Path) -> bool:
    planted = canaries(root)
    folded = plain(text) if planted else ""
    return any(canary in folded for canary in planted)


def _in_rows(text: str, raw: bool, names: Collection[str]) -> Iterator[Find]:
    """What one after another can be persons: rows, lists, and ids that number them."""
    rows = rows_of_page(text)
    if raw or has_rows_of_persons(rows):
        yield say("holds rows or lists of data as an export has them"), RELEASED, TAKE_OUT
    if any(numbered_names(rows, names)):
        yield say("holds ids or classes with numbers, as persons have"), _NAMES_ONLY, TAKE_OUT


def is_raw(words: str) -> bool:
    return bool(_ROW.search(words) or _LIST.search(words) or has_list_of_persons(words))


def _in_page(contents: Contents, read: Decoded) -> Iterator[Find]:
    """What the elements of a page may not be."""
    if read.opaque or contents.embedded:
        what = say("holds embedded data that is no picture of points alone")
        yield what, say("a PNG without texts in it, or no embedded data"), TAKE_OUT
    if any(sheet != known_styles() for sheet in contents.styles):
        yield say("holds a style sheet that is not arvio's"), say("the one style sheet of every page"), TAKE_OUT
    if contents.comments:
        yield say("holds a comment that readers do not see"), say("nothing hidden"), TAKE_OUT
    if contents.tags & _NOT_OURS:
        tag = min(contents.tags & _NOT_OURS)
        yield say("holds the element <%(tag)s>, which can hide data", tag=tag), RELEASED, TAKE_OUT
    if contents.data_attributes:
        yield say("holds attributes with data (data-…)"), say("attributes that readers see"), TAKE_OUT
    if contents.data_frames:
        remedy = say("release the results and show them by arvio.tables")
        yield say("holds a table as pandas writes it"), RELEASED, remedy
    if any(drawing.titles > 1 for drawing in contents.drawings):
        what = say("holds a drawing whose shapes have titles of their own")
        yield what, say("one title of the whole drawing"), TAKE_OUT
    for drawing in contents.drawings:
        yield from _in_drawing(drawing)


def _in_drawing(drawing: Drawing) -> Iterator[Find]:
    """More marks than figures and groups in the table beside it: then a mark is not a group but a person."""
    lines = sum(points <= LONGEST_DRAWN_LINE for points in drawing.lines)
    following = sum(points for points in drawing.lines if points > LONGEST_DRAWN_LINE)
    marks = drawing.marks + following
    expected = say("at most the %(cells)s figures and groups of its table", cells=drawing.cells)
    remedy = say("draw groups and not persons: a figure is made by arvio.figures of released results")
    if marks > drawing.cells:
        what = say("holds a drawing with %(marks)s marks, more than its table has figures and groups", marks=marks)
        yield what, expected, remedy
    if lines > drawing.cells + drawing.words:
        what = say("holds a drawing with %(lines)s lines, more than its figures and words", lines=lines)
        yield what, expected, remedy


def in_place(file: str, root: Path) -> Iterator[Find]:
    """A key or a name of a person in the name of a file or a folder would be read by whoever gets the file."""
    if _KEY.search(file) or _UUID.search(file) or _CODE_OF_PERSON.search(file):
        yield say("would lie under a name that holds a key"), say("names of organisations and periods"), _RENAME
    if any(_holds_a_canary(name, root) for name in (file, re.sub(r"[-_./]", " ", file))):
        yield say("would lie under a name that is a canary"), say("names of organisations and periods"), _RENAME


@functools.cache
def known_styles() -> str:
    """The style sheets that every page holds."""
    return css() + (FOLDER / "page" / "layout.css").read_text(encoding="utf-8")


@functools.cache
def canaries(root: Path) -> frozenset[str]:
    """The canaries of all data folders of a project, as texts are compared."""
    found = [read_yaml(path, path.relative_to(root).as_posix()).contents for path in sorted(root.glob(CANARIES))]
    return frozenset(plain(text) for kinds in found for text in _leaves(kinds)) - {""}


def _leaves(kinds: object) -> Iterator[str]:
    if isinstance(kinds, dict | list):
        for one in kinds.values() if isinstance(kinds, dict) else kinds:
            yield from _leaves(one)
    else:
        yield str(kinds)


@functools.cache
def _names_of_the_machine() -> tuple[tuple[str, str], ...]:
    """The names of the user and of the host, where they are long enough not to be words of their own."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container may run as a number without a name
        user = ""
    named = (("user", user), ("host", socket.gethostname()))
    return tuple((kind, name) for kind, name in named if len(name) >= SHORTEST_NAME and name not in _OF_EVERYBODY)
