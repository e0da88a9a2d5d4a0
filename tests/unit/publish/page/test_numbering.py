import gettext

from arvio.publish.page.numbering import numbered, with_unique_ids

FIGURE = '<span class="number" data-number="figure"></span>'
TABLE = '<span class="number" data-number="table"></span>'


def test_numbers_figures_and_tables_apart_in_the_order_of_the_page():
    pieces = numbered([FIGURE, f"{TABLE}{FIGURE}", TABLE], gettext.NullTranslations())
    text = "".join(pieces).replace('<span class="number">', "").replace("</span>", "")
    assert text.split(". ") == ["Figure 1", "Table 1", "Figure 2", "Table 2", ""]


def test_renames_an_id_that_was_used_before_with_all_that_refers_to_it():
    piece = '<svg aria-labelledby="t d"><title id="t">a</title><path id="p" fill="url(#p)"/><a href="#t">t</a></svg>'
    first, second = with_unique_ids([piece, piece])
    assert first == piece
    assert second == (
        '<svg aria-labelledby="t-2 d"><title id="t-2">a</title>'
        '<path id="p-2" fill="url(#p-2)"/><a href="#t-2">t</a></svg>'
    )
