"""The templates of pages, their words and their style sheets."""

from __future__ import annotations

import functools
from pathlib import Path

import jinja2

from arvio.presentation import style
from arvio.translations import words

FOLDER = Path(__file__).parent / "templates"


@functools.cache
def environment(language: str) -> jinja2.Environment:
    """Where the templates of the catalogue and of error pages are found."""
    loader = jinja2.FileSystemLoader([FOLDER / "page", FOLDER / "catalogue"])
    return with_words(jinja2.Environment(loader=loader, autoescape=True), language)


def with_words(environment: jinja2.Environment, language: str) -> jinja2.Environment:
    """The environment with the words of a language and the style sheets of every page; all values are escaped."""
    environment.autoescape = True
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.add_extension("jinja2.ext.i18n")
    # the extension gives the environment this method, of which its type knows nothing
    environment.install_gettext_translations(words(language), newstyle=True)  # type: ignore[attr-defined]
    environment.globals["language"] = language
    environment.globals["styles"] = style.css() + (FOLDER / "page" / "layout.css").read_text(encoding="utf-8")
    return environment
