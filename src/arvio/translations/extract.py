"""Collect the messages of the sources and bring the catalogues up to date: `python -m arvio.translations.extract`.

Messages stand in Python, in the templates of pages, and in the Markdown of notebooks, of which every heading,
paragraph and list item is one message. What is said to the evaluator stands in Python only, as what `say` is given and
as the help of commands.
"""

from __future__ import annotations

import ast
import datetime as dt
import inspect
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from arvio.translations import EVALUATOR, FOLDER, LANGUAGES, REPORTS, SOURCE_LANGUAGE, catalogue, path_of
from arvio.translations.markdown import units

PACKAGE = FOLDER.parent
COMMANDS = PACKAGE / "cli"
METHODS = [("**.py", "python"), ("**.j2", "jinja2.ext:babel_extract")]
OPTIONS = {"**.j2": {"trimmed": "true", "newstyle_gettext": "true"}}
KEYWORDS = {
    REPORTS: {"gettext": None, "ngettext": (1, 2), "later": None},
    EVALUATOR: {"say": None, "say_count": (1, 2)},
}
UNDATED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""The date in every catalogue: the real one would change the file at each extraction, even of the same messages."""


def template(notebooks: Path, name: str = REPORTS) -> Catalog:
    """Every message of a catalogue without translations: those of the package, and for reports those of notebooks."""
    found = Catalog(charset="utf-8", project="arvio", fuzzy=False, creation_date=UNDATED)
    for place, _, message, comments, _ in extract_from_dir(
        str(PACKAGE), method_map=METHODS, options_map=OPTIONS, keywords=KEYWORDS[name], comment_tags=("Translators:",)
    ):
        found.add(message, auto_comments=comments, locations=[(f"src/arvio/{place}", 0)])
    for message, file in messages_of_commands(COMMANDS) if name == EVALUATOR else ():
        found.add(message, locations=[(f"src/arvio/cli/{file}", 0)])
    for notebook in sorted(notebooks.glob("*.ipynb")) if name == REPORTS else ():
        for message in messages_of_notebook(notebook):
            found.add(message, locations=[(f"notebooks/{notebook.name}", 0)])
    return found


def messages_of_notebook(path: Path) -> Iterator[str]:
    """The headings, paragraphs and list items of a notebook."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            yield from units("".join(cell["source"]))


def messages_of_commands(folder: Path) -> Iterator[tuple[str, str]]:
    """The help of commands, each with its file: the paragraphs of their docstrings, and what is said of options."""
    modules = {path.name: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.py"))}
    named = {name: value for module in modules.values() for name, value in _named(module)}
    for file, module in modules.items():
        for function in [one for one in module.body if isinstance(one, ast.FunctionDef) and one.decorator_list]:
            for message in _help_of(function, named):
                yield message, file


def _help_of(function: ast.FunctionDef, named: Mapping[str, ast.expr]) -> Iterator[str]:
    for paragraph in inspect.cleandoc(ast.get_docstring(function) or "").split("\n\n"):
        yield " ".join(paragraph.split())
    for call in [one for decorator in function.decorator_list for one in ast.walk(decorator)]:
        if isinstance(call, ast.keyword) and call.arg == "help":
            yield ast.literal_eval(named.get(getattr(call.value, "id", ""), call.value))


def _named(module: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for one in module.body:
        if isinstance(one, ast.Assign):
            yield from ((target.id, one.value) for target in one.targets if isinstance(target, ast.Name))


def main() -> None:
    for name in KEYWORDS:
        found = template(PACKAGE.parents[1] / "notebooks", name)
        for language in LANGUAGES:
            if language != SOURCE_LANGUAGE:
                _update(path_of(language, name), language, found)


def _update(path: Path, language: str, found: Catalog) -> None:
    existing = catalogue(language, path.stem) if path.exists() else Catalog(locale=language)
    existing.update(found, no_fuzzy_matching=True)
    existing.project, existing.version, existing.fuzzy = "arvio", "", False
    existing.header_comment = f"# The words of arvio in the language {language}, under the licence of arvio."
    _write(path, existing)


def _write(path: Path, contents: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, contents, width=110, omit_header=False, sort_output=True, ignore_obsolete=True)


if __name__ == "__main__":
    main()
