import pytest

from arvio.inspection.columns.several_in_cell import parts, taken_apart


def test_a_separator_in_brackets_belongs_to_the_answer():
    assert parts("Uusimaa (Helsinki, Espoo), Turku", ", ") == ["Uusimaa (Helsinki, Espoo)", "Turku"]


def test_a_bracket_that_never_closes_keeps_the_rest_whole():
    assert parts("Uusimaa (Helsinki, Espoo", ", ") == ["Uusimaa (Helsinki, Espoo"]


def test_answers_that_also_stand_alone_are_options():
    found = taken_apart({"Itse": 5, "Ystävä": 3, "Itse, Ystävä": 4}, ", ")
    assert (found.separator, dict(found.options), found.whole) == (", ", {"itse": 9, "ystävä": 7}, 4)


def test_answers_that_stand_beside_different_others_are_options():
    assert set(taken_apart({"A, B": 2, "B, C": 2, "A, C": 2}, ", ").options) == {"a", "b", "c"}


def test_an_option_that_holds_the_separator_stays_whole():
    forms = {
        "Yrityksessä, jossa on muutakin": 40,
        "Yhdistyksessä": 30,
        "Ei": 9,
        "Kyllä, osittain": 12,
        "Kyllä, aina": 3,
    }
    assert taken_apart(forms, ", ") is None


def test_an_other_answer_beside_a_known_one_is_not_taken_apart_alone():
    assert taken_apart({"Itse": 5, "Itse, jokin aivan muu": 1}, ", ") is None


def test_a_sign_at_the_end_of_every_cell_parts_answers():
    assert dict(taken_apart({"Chat;": 3, "Ryhmä;": 4}).options) == {"chat": 3, "ryhmä": 4}


def test_the_same_answer_twice_in_a_cell_counts_once():
    assert (
        taken_apart({"hoitaja, hoitaja": 3, "hoitaja": 2, "ohjaaja, hoitaja": 1, "ohjaaja": 1}, ", ").options["hoitaja"]
        == 6
    )


@pytest.mark.parametrize("separator", [";", " | ", "|", ", "])
def test_the_separator_is_found_where_the_tool_does_not_tell(separator):
    found = taken_apart({"A": 3, "B": 3, f"A{separator}B": 4})
    assert set(found.options) == {"a", "b"}


def test_where_every_cell_is_closed_by_the_sign_each_part_is_an_option():
    """Microsoft Forms: an option that nobody chose alone."""
    assert dict(taken_apart({"Chat;": 3, "Chat;Ryhmä;": 4}).options) == {"chat": 7, "ryhmä": 4}
