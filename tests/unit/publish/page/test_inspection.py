from pathlib import Path

import pytest

from arvio.errors import ProtectionError
from arvio.publish.page.inspection import check_catalogue, check_page, check_report

ROOT = Path("/srv/project")


@pytest.mark.parametrize(
    "harmless",
    [
        '<a href="#section-1">1</a><a href="https://www.stea.fi/">STEA</a><a href="mailto:a@example.org">a</a>',
        '<img src="data:image/png;base64,iVBORw0KGgo=" alt="4">',
        '<svg role="img"><clipPath id="a"/><path style="fill:url(#a)" d="M0 0"/></svg>',
        "<p>&lt;script&gt; onload= /srv/elsewhere</p>",
        '<p style="color: rgb(1, 2, 3); fill: url(#a)">a</p><meta http-equiv="Content-Security-Policy" content="a">',
        "<!DOCTYPE html><title>a</title><svg><title>b</title><path d='M0 0'/></svg>",
    ],
)
def test_lets_a_harmless_page_through(harmless):
    check_page(harmless, "plain.html", ROOT)


@pytest.mark.parametrize(
    ("harmful", "said"),
    [
        ("<script>1</script>", "holds the element <script>"),
        ('<svg><a onclick="1">a</a></svg>', "the attribute onclick"),
        ('<a href=" JavaScript:1">a</a>', "links to 'javascript:1'"),
        ('<svg><a xlink:href="data:text/html,1">a</a></svg>', "links to 'data:text/html,1'"),
        ('<img src="https://example.org/a.png">', "the attribute src"),
        ('<p style="background: URL(https://example.org/a.png)">', "a style"),
        ('<link rel="stylesheet" href="https://example.org/a.css">', "the element <link>"),
        ("<p>/srv/project/data/raw.csv</p>", "names a folder of this machine"),
        ("<![CDATA[><script>1</script>]]>", "holds a comment"),
        ("<![if a><script>1</script>]>", "holds a comment"),
        ("<![a[><script>1</script>", "holds a comment"),
        ("<?a><script>1</script>", "holds a comment"),
        ("<!--><script>1</script>-->", "holds a comment"),
        ('<br\x00<style><a id="</style>">', "holds a comment"),
        ('</b id="><style><a>', "holds a comment"),
        ("<svg><style><a/></style></svg>", "the element <style>"),
        ("<frameset>", "the element <frameset>"),
        ("<template><p>a</p></template>", "the element <template>"),
        ('<svg><set attributeName="href" to="javascript:1"/></svg>', "the element <set>"),
        ('<meta http-equiv="Refresh" content="0;url=https://example.org">', "the attribute http-equiv"),
        ('<p style="background: u\\72l(x)">', "a style"),
        ("<p style=\"background: image-set('x' 1x)\">", "a style"),
        ('<title><b class="</title><script>1</script>">', "the element <b>"),
    ],
)
def test_refuses_what_runs_loads_or_tells_of_this_machine(harmful, said):
    with pytest.raises(ProtectionError, match=said):
        check_page(harmful, "plain.html", ROOT)


def test_a_catalogue_links_to_what_lies_below_it_and_no_further():
    check_catalogue('<a href="talo/2025-H1/feedback.text.fi.html">a</a><a href="audit.html">b</a>', "index.html", ROOT)
    check_catalogue('<a href="talo/2025/a.fi.xlsx">a</a><a href="talo/2025/a.excel.sv.csv">b</a>', "index.html", ROOT)
    for link in ("../internal/index.html", "/etc/a.html", "talo/../../a.html", "javascript:a.html", "talo/a.csv"):
        with pytest.raises(ProtectionError, match="links to"):
            check_catalogue(f'<a href="{link}">a</a>', "index.html", ROOT)


def test_a_report_links_to_its_own_files_and_to_no_other():
    check_report('<a href="a.fi.xlsx">a</a>', "a.fi.html", ROOT, beside=["a.fi.xlsx"])
    for link in ("b.fi.xlsx", "../a.fi.xlsx", "a.fi.xlsx?x=1"):
        with pytest.raises(ProtectionError, match="links to"):
            check_report(f'<a href="{link}">a</a>', "a.fi.html", ROOT, beside=["a.fi.xlsx"])
