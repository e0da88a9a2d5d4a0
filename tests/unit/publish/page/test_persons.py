import pytest

from arvio.publish.page import persons


@pytest.mark.parametrize(
    ("values", "can_be"),
    [
        (["4", "5", "3", "3", "5", "1", "4", "2"], True),
        (["4,5", "5,0", "3,5", "3,0", "5,0", "1,5", "4,0", "2,5"], True),
        (["4"] * 8, True),
        (["yes", "no", "Yes", "yes", "no", "no", "yes", "no"], True),
        (["4", "5", "3", "3", "5", "1", "4"], False),
        (["2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025"], False),
        (["guidance", "peer group", "call", "visit", "chat", "course", "walk", "sauna"], False),
    ],
)
def test_answers_one_after_another_are_told_from_weeks_and_services(values, can_be):
    assert persons.is_in_order_of_persons(values) == can_be


def test_a_row_knows_its_head_and_its_group():
    page = (
        "<table><tr><th scope='col'>a</th></tr><tr><th scope='rowgroup' colspan='2'><span>men</span></th></tr>"
        "<tr><th scope='row'>2024</th><td>4,5</td></tr><tr><td>3</td><td><ul><li>a</li></ul></td></tr></table>"
    )
    found = persons.rows_of_page(page)
    assert found.tables == [
        [
            persons.Row(("", "a"), has_head=True),
            persons.Row(("men", "2024", "4,5"), has_head=True),
            persons.Row(("men", "3", "a"), has_head=False),
        ]
    ]
    assert found.lists == [["a"]]


def test_names_are_what_programs_know_elements_by():
    found = persons.rows_of_page(
        '<p id="a" class="b c" aria-labelledby="d e"><a href="#f">x</a><a href="g.html">y</a></p>'
    )
    assert (found.ids, found.classes) == ({"a", "d", "e", "f"}, {"b", "c"})
