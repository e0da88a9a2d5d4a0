"""From an executed notebook to the page: only Markdown and what passed the one door, in a template of our own."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from arvio.params.notebook_texts import words_of
from arvio.presentation import style
from arvio.presentation.isolated import isolated
from arvio.publish.annexes.figure_data import with_data, without_data
from arvio.publish.editions import Edition
from arvio.publish.notebooks.notebooks import Notebook
from arvio.publish.page import parts
from arvio.publish.page.document import Document, document
from arvio.publish.page.fingerprints import PLACE_FOR_IT, check_fingerprint, short, with_fingerprint
from arvio.publish.page.hyphenated import hyphenated
from arvio.publish.page.inspection import check_report
from arvio.publish.page.leaving import check_leaving
from arvio.publish.page.links import Link
from arvio.publish.page.signing import signed_of
from arvio.publish.page.unbroken import unbroken
from arvio.publish.templates import FOLDER, with_words

if TYPE_CHECKING:
    from nbconvert.exporters import TemplateExporter


def document_of(executed: Mapping[str, Any], edition: Edition) -> Document:
    """What a report consists of.

    A final report with anything that has not passed the one door is refused; in a draft a box stands in its place.
    """
    found = parts.parts(executed)
    if edition.stage == "final":
        parts.require_marked(found, edition.run.notebook)
    return document(found, words_of(edition.root, edition.run.notebook, edition.run.language))


def page_of(content: Document, edition: Edition, source: Mapping[str, Any], beside: Sequence[Link] = ()) -> str:
    """The HTML of a report, with links to the files beside it. The same inputs give the same bytes."""
    page = _rendered(clean_notebook(content, edition, beside), edition.run.language)
    searched = without_data(page, edition.run)
    check_report(searched, f"{edition.run}.html", edition.root, beside=[link.file for link in beside])
    check_leaving(searched, f"{edition.run}.html", root=edition.root)
    finished = with_fingerprint(unbroken(hyphenated(page, edition.run.language)), edition.run, source)
    check_fingerprint(finished, edition.run, source)
    return finished


def clean_notebook(content: Document, edition: Edition, beside: Sequence[Link] = ()) -> Notebook:
    """A notebook of finished HTML only: no code, no other outputs, no metadata of the executed one."""
    pieces = with_data(tuple(block.html for block in content.blocks), edition.run)
    blocks = zip(content.blocks, pieces, strict=True)
    cells = [_cell(number, block.kind, html) for number, (block, html) in enumerate(blocks)]
    page = {**_page(content, edition), "beside": [asdict(link) for link in beside]}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"page": page}, "cells": cells}


def _cell(number: int, kind: str, html: str) -> dict[str, Any]:
    output = {"output_type": "display_data", "metadata": {}, "data": {"text/html": html}}
    cell = {"cell_type": "code", "id": f"part-{number}", "source": "", "execution_count": None}
    return {**cell, "metadata": {"kind": kind}, "outputs": [output]}


def _page(content: Document, edition: Edition) -> dict[str, Any]:
    return {
        "run": asdict(edition.run),
        "place": str(edition.run.place),
        "title": content.title,
        "introduction": content.introduction,
        "findings": list(content.findings),
        "contents": [list(entry) for entry in content.contents],
        "organisation_name": edition.organisation_name,
        "isolated_name": isolated(edition.organisation_name),
        "data": edition.data,
        "stage": edition.stage,
        "signed": signed_of(edition),
        "n_in_finnish": edition.n_in_finnish,
        "period_name": style.period_name(edition.period, edition.run.language),
        "period": style.period(edition.start, edition.end, edition.run.language),
        "version": version("arvio"),
        "fingerprint": PLACE_FOR_IT,
        "short_fingerprint": short(PLACE_FOR_IT),
    }


def _rendered(notebook: Notebook, language: str) -> str:
    import nbformat

    page, _ = _exporter(language).from_notebook_node(nbformat.from_dict(notebook))
    return page


def prepare(language: str) -> None:
    """Compile what pages in a language are laid out with, before processes are copied that make one page each."""
    _exporter(language).template.render  # noqa: B018 - it is compiled when it is first looked at


@functools.cache
def _exporter(language: str) -> TemplateExporter:
    """One exporter per process and language: making one takes longer than using it.

    It is nbconvert's template exporter, not its HTML exporter: that one reads the style sheets of JupyterLab
    (264 kB) and parses and rewrites each finished page to add "No description has been provided" to images.
    """
    from nbconvert.exporters import TemplateExporter

    exporter = TemplateExporter(
        template_paths=[str(FOLDER / "report"), str(FOLDER / "page")],
        template_file="index.html.j2",
        default_preprocessors=[],
    )
    with_words(exporter.environment, language)
    return exporter
