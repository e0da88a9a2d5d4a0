"""What is pasted into the funder's form: a page with a button for each field, and the same as plain text."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from html import escape
from importlib.metadata import version
from typing import Any

from arvio.params.notebook_texts import words_of
from arvio.presentation import style
from arvio.presentation.isolated import isolated
from arvio.publish.editions import Edition
from arvio.publish.page import scripts
from arvio.publish.page.document import title_of
from arvio.publish.page.fingerprints import PLACE_FOR_IT, check_fingerprint, short, with_fingerprint
from arvio.publish.page.form_blocks import FormBlock, blocks_of
from arvio.publish.page.inspection import check_form_page, check_page
from arvio.publish.page.leaving import check_leaving
from arvio.publish.page.parts import form_texts
from arvio.publish.page.signing import signed_of
from arvio.publish.page.unbroken import unbroken
from arvio.publish.templates import environment

PAGE, TEXT = "page", "text"
_OF_THE_SCRIPT = re.compile(r' data-(?:copies|copied|failed)="[^"]*"')


def form_files(executed: Mapping[str, Any], edition: Edition, source: Mapping[str, Any]) -> dict[str, str]:
    """The page and the text for the funder's form; none where the notebook writes no such texts or there is no form."""
    found = form_texts(executed)
    if not found or edition.form is None:
        return {}
    blocks = blocks_of(edition.form, found, edition.run.language)
    page = _page(blocks, edition, source)
    text = _text(blocks, edition, source)
    check_form_page(page, f"{edition.run}.text.html", edition.root, script=script())
    check_page(escape(text), f"{edition.run}.txt", edition.root)
    names = {block.question for block in blocks}
    for file, content in ((f"{edition.run}.text.html", without_script(page)), (f"{edition.run}.txt", text)):
        check_leaving(content, file, root=edition.root, names=names)
    finished = with_fingerprint(unbroken(page), edition.run, source)
    check_fingerprint(finished, edition.run, source)
    return {PAGE: finished, TEXT: text}


def script() -> str:
    """What the buttons do."""
    return scripts.script("page/copy.js")


def without_script(page: str) -> str:
    """The page without its script and what belongs to it: which text a button copies, and what it says then."""
    return _OF_THE_SCRIPT.sub("", page.replace(scripts.element(script()), ""))


def _page(blocks: Sequence[FormBlock], edition: Edition, source: Mapping[str, Any]) -> str:
    template = environment(edition.run.language).get_template("form.html.j2")
    return template.render(
        **_common(blocks, edition, source),
        place=str(edition.run.place),
        script=script(),
        script_source=scripts.source_of(script()),
        fingerprint=PLACE_FOR_IT,
        short_fingerprint=short(PLACE_FOR_IT),
        version=version("arvio"),
    )


def _text(blocks: Sequence[FormBlock], edition: Edition, source: Mapping[str, Any]) -> str:
    template = environment(edition.run.language).get_template("form.txt.j2")
    return template.render(**_common(blocks, edition, source))


def _common(blocks: Sequence[FormBlock], edition: Edition, source: Mapping[str, Any]) -> dict[str, object]:
    assert edition.form is not None  # what has no form has no page of one
    language = edition.run.language
    return {
        "title": title_of(source, words_of(edition.root, edition.run.notebook, language)),
        "organisation_name": edition.organisation_name,
        "isolated_name": isolated(edition.organisation_name),
        "run": edition.run,
        "period_name": style.period_name(edition.period, language),
        "period": style.period(edition.start, edition.end, language),
        "data": edition.data,
        "stage": edition.stage,
        "signed": signed_of(edition),
        "form_source": edition.form.source.in_language(language),
        "blocks": blocks,
        "count": functools.partial(style.number, language=language),
    }
