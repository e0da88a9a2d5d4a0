"""Documents: every link leads somewhere, every command and option exists, what is made of the code is of today."""

import importlib.util
import os
import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest

from arvio.cli import arvio

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("docs", "docs/decisions", "docs/gallery", "docs/handbook/en", "docs/handbook/fi")
DOCUMENTS = [
    path.relative_to(ROOT).as_posix() for folder in (".", *FOLDERS) for path in sorted((ROOT / folder).glob("*.md"))
]
LINK = re.compile(r"!?\[[^\]\[]*(?:\[[^\]]*\][^\]\[]*)*\]\(<?([^)<>\s]+)>?(?: \"[^\"]*\")?\)")
FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
OWN_NAME = re.compile(r"<\w+ (?:id|name)=['\"]([^'\"]+)['\"]")
CODE = re.compile(r"`[^`\n]*`|^    .*$", re.MULTILINE)


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def links(name):
    """What a document leads to, but for other sites and what stands in code."""
    found = LINK.findall(CODE.sub("", FENCED.sub("", text(name))))
    return [link for link in found if not re.match(r"[a-z]+:", link)]


def anchors(path):
    """The names of a document's headings, as forges and Sphinx make them, and of places that have one of their own."""
    written = FENCED.sub("", path.read_text(encoding="utf-8"))
    seen, found = Counter(), set(OWN_NAME.findall(written))
    for heading in re.findall(r"^#{1,6} +(.+?) *#*$", written, re.MULTILINE):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        name = re.sub(r"[^\w\- ]", "", plain.strip().lower()).replace(" ", "-")
        found.add(f"{name}-{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return found


def program(name):
    """A module of docs/, which is no package."""
    loading = importlib.util.spec_from_file_location(f"docs_{name}", ROOT / "docs" / f"{name}.py")
    module = importlib.util.module_from_spec(loading)
    loading.loader.exec_module(module)
    return module


def commands():
    """Every command by how it is called, and its options."""
    for name, command in arvio.commands.items():
        parts = command.commands if isinstance(command, click.Group) else {"": command}
        for part, one in parts.items():
            yield (
                f"{name} {part}".strip(),
                {option for param in one.params for option in (*param.opts, *param.secondary_opts)},
            )


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_to_files_and_headings(document):
    lost = []
    for link in links(document):
        file, _, anchor = link.partition("#")
        path = (ROOT / document).parent / file if file else ROOT / document
        if not path.exists() or (anchor and path.suffix == ".md" and anchor not in anchors(path)):
            lost.append(link)
    assert lost == []


def test_links_and_anchors_are_found(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        "# One `two`, three\n\n## Same\n\n## Same\n\n<a id='own'></a>\n\n```\n# no heading\n```\n", encoding="utf-8"
    )
    assert anchors(path) == {"one-two-three", "same", "same-1", "own"}
    assert LINK.findall("![a picture](b.svg) and [c [d]](e.md#f), not [g] (h)") == ["b.svg", "e.md#f"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_pictures_have_a_text_for_who_does_not_see_them(document):
    pictures = re.findall(r"!\[([^\]]*)\]", text(document))
    assert [words for words in pictures if len(words) < 10] == []


def test_every_document_is_in_the_index():
    index = {(ROOT / "docs" / link.partition("#")[0]).resolve() for link in links("docs/README.md")}
    pages = {(ROOT / name).resolve() for name in DOCUMENTS if name.count("/") == 1} | {
        ROOT / "CHANGELOG.md",
        ROOT / "GLOSSARY.md",
    }
    assert sorted(path.name for path in pages - index - {ROOT / "docs" / "README.md"}) == []


def test_the_list_of_commands_is_what_they_say_of_themselves():
    module = program("commands")
    assert os.environ["ARVIO_LANGUAGE"] == "en"
    assert text("docs/commands.md") == module.page(), "run: make commands"


def test_every_command_has_a_line_of_its_own_in_the_order_of_a_year():
    listed = re.findall(r"^    arvio ((?:new )?[a-z-]+)", text("docs/commands.md").partition("<!--")[0], re.MULTILINE)
    assert set(listed) == {name for name, _ in commands()}


@pytest.mark.parametrize(
    "document", ["README.md", "docs/commands.md", "docs/working.md", "docs/releasing.md", "docs/upgrading.md"]
)
def test_commands_and_options_that_are_named_exist(document):
    known = dict(commands())
    called = re.findall(r"(?:`|^    |/)arvio ((?:new )?[a-z][a-z-]*)([^`\n]*)", text(document), re.MULTILINE)
    assert [name for name, _ in called if name not in known] == []
    wrong = [
        (name, option)
        for name, rest in called
        for option in re.findall(r"(?<!\S)--[a-z-]+", rest)
        if option not in known[name]
    ]
    assert wrong == []


def test_the_picture_of_the_readme_is_as_its_program_draws_it():
    module = program("flow")
    assert text("docs/flow.svg") == module.drawing(), "run: python docs/flow.py"
    told = ElementTree.fromstring(module.drawing())
    said = {part.tag.rpartition("}")[2]: part.text for part in told}
    assert said["title"] == module.TITLE
    words = [part.text for part in told.iter("{http://www.w3.org/2000/svg}text")]
    assert {
        "Exports",
        "Tables",
        "Results",
        "The door",
        "Notebook",
        "Page",
        "The gate",
        "Register",
        "Commentary",
    } <= set(words)
    assert set(module.AUDIENCES) <= set(words)


def test_the_picture_has_colours_for_the_dark_and_the_order_of_the_flow():
    module = program("flow")
    assert "prefers-color-scheme: dark" in module.drawing()
    order = ["exports", "tables", "results", "door", "figures", "notebook", "page", "gate"]
    assert [name for name in module.BOXES if name in order] == order


def test_the_readme_is_a_page():
    assert len(text("README.md").split()) < 900


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_stand_in_a_block_of_their_own(name):
    """A line at the margin right above indented ones takes them into its paragraph."""
    torn = re.findall(r"^(?![-*|#>`\s]|\d+\.).+\n {4}\S.*", FENCED.sub("", text(name)), re.MULTILINE)
    assert torn == []


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if "decisions" not in name and name != "CHANGELOG.md"])
def test_modules_that_a_document_names_are_there(name):
    named = re.findall(r"`((?:src|tests|benchmarks)/[\w/]+\.py)`", text(name))
    assert [path for path in named if not (ROOT / path).is_file()] == []
