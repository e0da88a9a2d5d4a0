from arvio.inspection.columns.groups import Part, parts_of
from arvio.sources.raw_table import Question


def test_rows_behind_a_colon_belong_to_one_question():
    found = parts_of(["Arvioi: Chat", "Arvioi: Ryhmä", "Ikä"], {})
    assert found == {"Arvioi: Chat": Part("Arvioi", "Chat"), "Arvioi: Ryhmä": Part("Arvioi", "Ryhmä")}


def test_an_option_may_hold_a_colon_itself():
    headers = ["Mitä luit: Osa: Yksi", "Mitä luit: Osa: Kaksi", "Mitä luit: Muu"]
    assert {part.parent for part in parts_of(headers, {}).values()} == {"Mitä luit"}


def test_rows_in_brackets_belong_to_one_question():
    assert parts_of(["Arvioi [Chat]", "Arvioi [Ryhmä]"], {})["Arvioi [Chat]"] == Part("Arvioi", "Chat")


def test_a_header_that_stands_twice_is_no_question_with_rows():
    assert parts_of(["Arvio", "Arvio [2]", "Arvio [3]"], {}) == {}


def test_redcaps_boxes_belong_to_their_field():
    assert parts_of(["syy___1", "syy___2"], {})["syy___2"] == Part("syy", "2")


def test_a_question_of_one_column_has_no_parts():
    assert parts_of(["Kerro: miksi", "Ikä"], {}) == {}


def test_what_the_codebook_says_goes_first():
    questions = {"q_1": Question("Syyt: Apu", "option", {"1": "Apu"}, parent="q")}
    assert parts_of(["q_1", "ikä"], questions) == {"q_1": Part("q", "Apu")}
