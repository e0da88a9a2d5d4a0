import pytest


def column(columns, cells, header="Kysymys", **how):
    """A column as it is found beside another one."""
    rows = [["Rivi", header], *([f"rivi {number}", cell] for number, cell in enumerate(cells))]
    return columns(rows, **how)[header]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["Kyllä"] * 3 + ["Ei"] * 3, "choice"),
        (["1", "2", "3", "5"], "scale"),
        (["0", "1", "1", "0"], "choice"),
        (["120", "135,5", "1 000"], "number"),
        (["1.2.2024", "13.2.2024"], "date"),
        (["", "", ""], "empty"),
        (["Kyllä"] * 4, "constant"),
        (["oma lause", "toinen lause", "kolmas lause"], "open text"),
        (["Täysin samaa mieltä", "Täysin eri mieltä", "En osaa sanoa"], "scale"),
        (["091", "091", "049", "049", "091", "049"], "choice"),
    ],
)
def test_the_kind_follows_from_the_cells(columns, cells, kind):
    assert column(columns, cells).kind == kind


def test_a_label_of_fewer_than_three_is_no_option(columns):
    found = column(columns, ["Mies"] * 5 + ["mies"] * 2 + ["Nainen"] * 4 + ["muunsukupuolinen"] * 2)
    assert [(one.words, one.n) for one in found.options] == [("Mies", 7), ("Nainen", 4)]
    assert found.rare == 2


def test_what_few_have_in_common_is_open_text(columns):
    cells = ["ohjaaja"] * 3 + [f"tehtävä {number}" for number in "abcdefgh"]
    assert column(columns, cells).kind == "open text"


def test_sentences_that_several_wrote_alike_are_open_text(columns):
    assert column(columns, ["Kiitos teille kaikille."] * 5 + ["Hyvä ryhmä."] * 4).kind == "open text"


def test_a_question_for_own_words_is_open_text_whatever_is_answered(columns):
    assert column(columns, ["Kiitos"] * 5 + ["Hyvä"] * 4, header="Vapaa sana").kind == "open text"


def test_missing_answers_are_known_by_their_words(columns):
    found = column(columns, ["Kyllä"] * 3 + ["Ei"] * 3 + ["En osaa sanoa", "En halua vastata"])
    assert found.missing == {"En osaa sanoa": "does_not_know", "En halua vastata": "refused"}
    assert found.rare == 0


def test_a_number_set_aside_is_taken_for_a_missing_answer_and_told(columns):
    found = column(columns, ["1", "2", "3", "4", "5", "9"])
    assert found.missing == {"9": "does_not_know"}
    assert "9 stands apart from the scale" in found.remark


def test_six_steps_may_be_five_and_do_not_know(columns):
    """En osaa sanoa coded 6, as Webropol does."""
    assert "En osaa sanoa" in column(columns, ["1", "2", "4", "5", "6"]).remark


def test_figures_with_a_few_words_among_them_are_open_text_and_told(columns):
    found = column(columns, [str(number) for number in range(3000, 3020)] + ["noin neljä tuhatta"])
    assert found.kind == "open text"
    assert "figures but for 1 of 21 answers" in found.remark


def test_a_figure_may_be_missing_in_words(columns):
    found = column(columns, [str(number) for number in range(300, 320)] + ["En halua vastata"])
    assert (found.kind, found.missing) == ("number", {"En halua vastata": "refused"})


def test_several_answers_in_a_cell_are_taken_apart(columns):
    cells = ["Chat", "Ryhmä", "Chat; Ryhmä", "Chat; Ryhmä", "Ryhmä", "Chat"]
    found = column(columns, cells, delimiter="\t")
    assert (found.kind, found.separator) == ("choices", ";")
    assert [(one.words, one.n) for one in found.options] == [("Chat", 4), ("Ryhmä", 4)]


def test_labels_that_identify_persons_are_no_options(columns):
    found = column(columns, ["a@example.fi"] * 3 + ["ei"] * 9 + ["kyllä"] * 4)
    assert (found.kind, found.options) == ("open text", ())


def test_one_answer_more_than_the_rest_is_no_code(columns):
    assert column(columns, ["1"] * 5 + ["10000"] * 2).kind == "number"
