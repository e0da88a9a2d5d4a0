import itertools
import re
from dataclasses import replace

import pytest
from nbformat.v4 import new_markdown_cell, new_output

from arvio.errors import ProtectionError
from arvio.presentation.marks import Shown
from arvio.publish.page import markup
from arvio.publish.page.export import document_of, page_of
from arvio.publish.page.fingerprints import check_fingerprint

PRINTED = new_output("stream", name="stdout", text="secret")


def page(edition, notebook):
    return page_of(document_of(notebook, edition), edition, notebook)


def test_a_page_says_what_it_is_about(edition, notebook, marked):
    html = page(edition, notebook(new_markdown_cell("## Why?"), marked(finding="The mean is 4.5.")))
    assert '<html lang="en">' in html
    assert "<title>Feedback – Testers &amp; Co 2025</title>" in html
    assert re.search(r"<h1>Feedback <span[^>]*><bdi>Testers &amp; Co</bdi> 2025</span></h1>", html)
    assert "<li>The mean is 4.5.</li>" in html
    assert '<a href="#section-1">Why?</a>' in html
    assert "ynthetic sample data" in html
    assert "DRAFT" not in html


def test_a_page_may_load_nothing(edition, notebook, marked):
    html = page(edition, notebook(marked()))
    assert "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\"" in html
    assert "<script" not in html
    assert not re.search(r'(src|href)="(?!data:image/|#)', html)


def test_a_page_is_read_without_the_slower_parser(edition, notebook, marked):
    assert markup._plain(page(edition, notebook(new_markdown_cell("A [link](https://example.org) & *more*"), marked())))


def test_a_page_holds_no_code_and_no_parameters(edition, notebook, marked):
    html = page(edition, notebook(marked()))
    assert "show()" not in html
    assert 'organisation = "' not in html


def test_the_same_inputs_give_the_same_bytes(edition, notebook, marked):
    assert page(edition, notebook(marked())) == page(edition, notebook(marked()))


def test_a_final_report_with_anything_unmarked_is_refused(edition, notebook):
    with pytest.raises(ProtectionError, match="printed text"):
        page(edition, notebook(PRINTED))


def test_a_draft_says_so_and_shows_a_box_in_place_of_what_is_unmarked(edition, notebook, marked):
    html = page(replace(edition, stage="draft"), notebook(PRINTED, marked()))
    assert "DRAFT" in html
    assert "cell 3 shows something that has not been released" in html
    assert "secret" not in html
    assert "4,5 / 5" in html


def test_real_data_are_not_called_synthetic(edition, notebook, marked):
    assert "ynthetic sample data" not in page(replace(edition, data="real"), notebook(marked()))


def test_hostile_markdown_is_shown_as_text(edition, notebook):
    source = (
        "## <script>alert(1)</script> {{ 7 * 7 }}\n\n"
        '<img src=x onerror="alert(1)"> [click](javascript:alert(1)) ![](https://example.org/a.png) $x$ ]]>\n\n'
        "[data](data:text/html;base64,PHNjcmlwdD4=) \u202e <iframe src=//example.org></iframe>"
    )
    html = page(edition, notebook(new_markdown_cell(source)))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }}" in html
    assert not re.search(r"<(script|iframe|img)\b", html)
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert "$x$" in html


def test_a_hostile_name_of_an_organisation_is_shown_as_text(edition, notebook):
    html = page(replace(edition, organisation_name='"><script>alert(1)</script>'), notebook())
    assert "<script" not in html


def test_a_marked_part_with_a_script_is_refused(edition, notebook):
    data, metadata = Shown("figure", "<script>1</script>", "")._repr_mimebundle_()
    with pytest.raises(ProtectionError, match="holds the element <script>"):
        page(edition, notebook(new_output("display_data", data, metadata=metadata)))


def test_a_name_from_right_to_left_leaves_the_words_around_it_in_their_order(edition, notebook):
    html = page(replace(edition, organisation_name="\u202eהאגודה ry"), notebook())
    assert "<bdi>\u202eהאגודה ry</bdi> 2025" in html
    assert "<title>Feedback – \u2068האגודה ry\u2069 2025</title>" in html


def test_a_swedish_draft_counts_what_stands_in_finnish_and_a_final_report_does_not(edition, notebook):
    draft = replace(edition, stage="draft", n_in_finnish=3)
    assert "stand here in Finnish (3)" in page(draft, notebook())
    assert "stand here in Finnish" not in page(replace(draft, n_in_finnish=0), notebook())
    assert "stand here in Finnish" not in page(replace(draft, stage="final"), notebook())


def test_at_most_five_findings_each_once(edition, notebook, marked):
    outputs = [marked(f"<p>{n}</p>", finding=f"Finding {n // 2}.") for n in range(20)]
    html = page(edition, notebook(*outputs))
    assert re.findall(r"<li>(Finding \d)\.</li>", html) == [f"Finding {n}" for n in range(5)]


def test_no_id_stands_twice_and_no_heading_level_is_left_out(edition, notebook, marked):
    part = '<h4 id="a">x</h4>'.replace("h4", "h3")
    html = page(edition, notebook(new_markdown_cell("#### Deep"), marked(part), marked(part)))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_page_carries_the_fingerprint_of_its_run(edition, notebook, marked):
    made = notebook(marked())
    html = page(edition, made)
    assert (
        f'<meta name="arvio-run" content="public/testers/2025/plain.en {check_fingerprint(html, edition.run, made)}">'
    )
    with pytest.raises(ProtectionError):
        check_fingerprint(html, replace(edition.run, organisation="others"), made)
