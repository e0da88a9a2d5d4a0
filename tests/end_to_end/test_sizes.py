"""Pages are small enough to be mailed and opened on a phone: words, tables, static figures and one style alone."""

import gzip

from lxml import html as markup

LARGEST, SMALL, SMALL_PACKED = 400_000, 60_000, 12_000
"""Bytes of any page, and of one with at most two figures and four tables beside them, as it is and as it is sent."""


def test_no_page_is_large(sample_reports):
    assert {path: path.stat().st_size for path in sample_reports.pages() if path.stat().st_size > LARGEST} == {}


def test_a_page_of_two_figures_is_small(sample_reports):
    found, large = 0, {}
    for path in sample_reports.pages():
        content = path.read_bytes()
        tree = markup.document_fromstring(content)
        figures = tree.xpath("//figure[.//*[local-name() = 'svg']]")
        if len(figures) != 2 or len(tree.xpath("//table[not(ancestor::figure)]")) > 4:
            continue
        found += 1
        packed = len(gzip.compress(content))
        if len(content) > SMALL or packed > SMALL_PACKED:
            large[path] = len(content), packed
    assert found > 4
    assert large == {}
