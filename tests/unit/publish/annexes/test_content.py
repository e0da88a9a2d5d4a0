"""What annexes are made of is what the page shows, and no more."""

from nbformat.v4 import new_markdown_cell, new_output

from arvio.presentation.html_table import HtmlTable
from arvio.publish.annexes.content import Figure, Heading, Items, Paragraph, Run, Table

from .conftest import ANSWERS, HOSTILE, figure, output, table_output


def test_a_table_has_every_cell_and_the_word_over_its_groups(answers):
    [table] = answers.tables
    assert (table.number, table.name, table.section) == ("Table 1", "table_1", "What did they answer?")
    assert list(table.header) == list(ANSWERS.header)
    assert [list(row) for row in table.rows] == [list(row) for row in ANSWERS.rows]
    assert table.numeric == {2, 3, 4, 5}
    assert table.notes == tuple(ANSWERS.notes)


def test_a_table_without_repeated_first_cells_has_them_as_they_stand(content):
    plain = HtmlTable("Goals", ["Goal", "Result"], [["Reach 100", "112"], ["Hold 10", "12"]])
    [table] = content(table_output(plain)).tables
    assert not table.is_grouped
    assert table.rows == (("Reach 100", "112"), ("Hold 10", "12"))


def test_a_figure_has_its_words_its_drawing_and_its_data(content):
    [shown] = [piece for piece in content(figure()).pieces if isinstance(piece, Figure)]
    assert (shown.number, shown.heading, shown.subtitle) == ("Figure 1", "Most were heard", "Mean, 2025")
    assert shown.drawing.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">')
    assert shown.description == "Participants: 4.5."
    assert shown.notes == ("The lines are intervals.",)
    assert (shown.table.name, shown.table.rows) == ("figure_1", (("Participants", "4.5"),))


def test_a_figure_of_which_all_is_withheld_has_no_drawing(content):
    empty = '<p class="arvio-not-collected">Everything is withheld.</p>'
    first, second = (piece for piece in content(figure(empty), figure()).pieces if isinstance(piece, Figure))
    assert (first.drawing, first.notes[0]) == ("", "Everything is withheld.")
    assert second.drawing
    assert second.table.name == "figure_2"


def test_figures_and_tables_are_counted_apart_as_on_the_page(content):
    found = content(figure(), table_output(ANSWERS), figure()).tables
    assert [table.number for table in found] == ["Figure 1", "Table 1", "Figure 2"]


def test_headings_lists_and_texts_keep_their_order_and_looks(content):
    sentences = output(
        "sentences", "<ul><li>One <strong>of two</strong></li><li>Two</li></ul><p>Then <a href='#x'>this</a>.</p>"
    )
    pieces = content(sentences).pieces
    assert [type(piece) for piece in pieces] == [Heading, Items, Paragraph]
    assert pieces[0] == Heading(2, "What did they answer?")
    assert pieces[1].items[0] == (Run("One "), Run("of two", frozenset({"bold"})))
    assert pieces[2].runs[1] == Run("this", frozenset(), "#x")


def test_a_table_of_the_evaluators_own_is_shown_but_is_no_data(content):
    written = new_markdown_cell("| a | b |\n|---|---|\n| 1 | 2 |")
    found = content(written)
    assert [type(piece) for piece in found.pieces] == [Heading, Table]
    assert found.pieces[1].rows == (("1", "2"),)
    assert found.tables == ()


def test_what_has_not_passed_the_door_leaves_its_box_and_nothing_else(content):
    printed = new_output("stream", name="stdout", text="secret")
    found = content(printed, stage="draft")
    [box] = [piece for piece in found.pieces if isinstance(piece, Paragraph)]
    assert box.kind == "box"
    assert "secret" not in str(found)


def test_no_words_are_lost_that_stand_in_no_paragraph(content):
    found = content(output("sentences", "<div>Bare <em>words</em></div><div><p>One</p></div><hr>")).pieces
    assert ["".join(run.text for run in piece.runs) for piece in found if isinstance(piece, Paragraph)] == [
        "Bare words",
        "One",
    ]


def test_hostile_words_are_words(hostile):
    assert len(hostile.tables) == len(HOSTILE)
    for text, table in zip(HOSTILE, hostile.tables, strict=True):
        seen = text.translate({1: "\ufffd", 11: "\ufffd", 31: "\ufffd"}).strip(" \n\t")
        assert table.caption == seen
        assert table.rows[0][-2:] == (seen, "4.5")
