"""Whatever a notebook shows, the page runs nothing and calls nothing, or it is refused in our words."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arvio.errors import ArvioError
from arvio.params import Run
from arvio.presentation.marks import Shown
from arvio.publish.editions import Edition
from arvio.publish.page.export import document_of, page_of
from arvio.publish.page.inspection import check_page

from .fuzzing import FUZZ, bounded

HOSTILE = (
    *("<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "<svg onload=alert(1)>", "<a href=javascript:1>x"),
    *("<iframe src=//example.org>", "<style>@import url(//example.org)</style>", '<p style="background:url(//x)">'),
    *(
        "</p></section></main>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<![a[",
        "]]>",
        "<?xml ?>",
        "<math><mtext><table><mglyph><style>",
    ),
    *("&lt;script&gt;", "&#x3c;script&#x3e;", "&#0;", "{{ 7 * 7 }}", "{% raw %}", "\ud800", "\x00", "\u202e", "\u2028"),
    *("[x](javascript:alert(1))", "[x](data:text/html,1)", "![](//example.org/a.png)", "# ", "## ", "\n\n", "`", "$x$"),
    *('<a href="https://example.org" ping="//x">', "<form action=//x><input autofocus onfocus=1>", "<base href=//x>"),
    *('<meta http-equiv="refresh" content="0;url=//x">', "<object data=//x>", '<use href="//x#a"/>', "<template>"),
    *('<animate attributeName="href" values="javascript:1">', '<set attributeName="onload" to="1">', "4,5 / 5"),
)
TEXT = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12)), min_size=1, max_size=5).map("".join)
HUGE_TEXT = st.sampled_from(["a" * 50_000, "<b>" * 2_000, "[" * 500, "> " * 500, "&" * 5_000])
KINDS = ("text/html", "text/plain", "image/svg+xml", "image/png", "application/javascript", "application/json", "x")
METADATA = st.sampled_from(({}, None, {"arvio": {}}, {"arvio": {"kind": "figure", "digest": "0" * 32}}, {"arvio": 1}))
RUN = Run("testers", "2025", "plain", "public", "en")
RUNS_SOMETHING = re.compile(r"<(?:script|iframe|object|embed|base|form|input)\b|<[^>]*\son\w+\s*=", re.IGNORECASE)


@st.composite
def shown(draw):
    """An output that passed the door with hostile values in it."""
    mark = Shown(draw(st.sampled_from(("figure", "table", "sentences"))), draw(TEXT), draw(TEXT), finding=draw(TEXT))
    try:
        data, metadata = mark._repr_mimebundle_()
    except UnicodeEncodeError:  # half a letter is never shown: the digest cannot be made
        data, metadata = {"text/plain": mark.text}, {}
    return {"output_type": "display_data", "data": data, "metadata": metadata}


OTHER = st.fixed_dictionaries(
    {
        "output_type": st.sampled_from(("display_data", "execute_result", "error", "stream")),
        "name": st.sampled_from(("stdout", "stderr")),
        "text": TEXT,
        "data": st.dictionaries(st.sampled_from(KINDS), TEXT, max_size=3),
        "metadata": METADATA,
    }
)
MARKDOWN = st.one_of(TEXT, TEXT, TEXT, HUGE_TEXT).map(
    lambda text: {"cell_type": "markdown", "metadata": {}, "source": text}
)
CODE = st.lists(st.one_of(shown(), OTHER), max_size=2).map(
    lambda outputs: {"cell_type": "code", "metadata": {}, "source": "show()", "outputs": outputs}
)
CELLS = st.lists(st.one_of(MARKDOWN, CODE), min_size=1, max_size=3)


def notebook(cells):
    head = {"cell_type": "markdown", "metadata": {}, "source": "# Feedback"}
    numbered = [{**cell, "id": f"cell-{number}"} for number, cell in enumerate([head, *cells])]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": numbered}


def edition(root, name, stage):
    year = {"start": dt.date(2025, 1, 1), "end": dt.date(2025, 12, 31), "time_limit_seconds": 60}
    return Edition(run=RUN, root=root, organisation_name=name, data="synthetic", stage=stage, **year)


NAMES = st.one_of(st.just("Testers & Co"), TEXT.filter(lambda text: not re.search("[\ud800-\udfff]", text)))
"""Half a letter comes into no name: YAML refuses it."""


@pytest.mark.timeout(0 if FUZZ else 120)
@pytest.mark.parametrize("stage", ["draft", "final"])
def test_a_page_of_hostile_cells_runs_nothing_or_is_refused(stage, tmp_path):
    n_pages = 0

    @bounded(20)
    @given(cells=CELLS, name=NAMES)
    def holds(cells, name):
        nonlocal n_pages
        made, made_of = edition(tmp_path, name, stage), notebook(cells)
        try:
            page = page_of(document_of(made_of, made), made, made_of)
        except ArvioError:
            return
        n_pages += 1
        check_page(page, "page.html", tmp_path)
        assert not RUNS_SOMETHING.search(page)
        assert page.encode("utf-8")

    holds()
    assert n_pages
