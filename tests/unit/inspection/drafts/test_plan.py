import datetime as dt

import pytest

from arvio.inspection.columns.kinds import columns_of
from arvio.inspection.columns.profile import look_through
from arvio.inspection.drafts.plan import plan


@pytest.fixture
def planned(written):
    def found(rows, **how):
        profile = look_through(written(rows, **how))
        return plan(profile, columns_of(profile, {}), dt.date(2026, 3, 1))

    return found


def headers(headed):
    return [header for header, _ in headed]


def test_every_column_has_its_place(planned):
    rows = [["Aikaleima", "Sähköposti", "Arvio", "Kunta", "Vapaa sana", "Tyhjä", "Lomake", "Alkoi"]]
    rows += [
        [f"1{n}.2.2024", f"a{n}@example.fi", str(n), "Turku", f"lause {n}", "", "B", "3.4.2023"] for n in range(1, 6)
    ]
    found = planned(rows)
    assert found.when.header == "Aikaleima"
    assert [item.header for item in found.items] == ["Arvio"]
    assert headers(found.personal) == ["Sähköposti"]
    assert headers(found.open_text) == ["Vapaa sana"]
    assert headers(found.ignored) == ["Kunta", "Tyhjä", "Lomake", "Alkoi"]


def test_the_tools_own_number_tells_repeated_answers(planned):
    rows = [["Respondent ID", "Collector ID", "Arvio"], ["11", "1", "5"], ["12", "1", "3"], ["13", "1", "2"]]
    assert planned(rows).repeated_by == "Respondent ID"


def test_a_number_in_a_plain_table_names_answers_and_proves_no_repeats(planned):
    found = planned([["Tunnus", "Arvio"], ["11", "5"], ["12", "3"], ["13", "2"]])
    assert (found.identity, found.repeated_by, found.shared) == ("Tunnus", "", "")


def test_numbers_that_answers_share_are_told_and_not_used(planned):
    found = planned([["Tunnus", "Arvio"], ["11", "5"], ["11", "3"], ["13", "2"]])
    assert (found.identity, found.shared, headers(found.ignored)) == ("", "Tunnus", ["Tunnus"])


def test_a_number_that_identifies_persons_is_not_kept(planned):
    rows = [["Respondent ID", "Collector ID", "Arvio"], *([f"a{n}@example.fi", "1", str(n)] for n in range(1, 6))]
    found = planned(rows)
    assert found.identity == ""
    assert found.when.constants["response_id"][0] == ""


def test_several_answers_in_a_cell_need_a_reader_that_takes_them_apart(planned):
    cells = ["Chat", "Ryhmä", "Chat; Ryhmä", "Chat; Ryhmä", "Ryhmä", "Chat"]
    found = planned([["Rivi", "Palvelut"], *([str(n), cell] for n, cell in enumerate(cells))], delimiter="\t")
    assert headers(found.open_text) == ["Palvelut"]
    timed = [["Aikaleima", "Palvelut"], *([f"1{n}.2.2024", cell.replace(";", ",")] for n, cell in enumerate(cells))]
    assert [item.kind for item in planned(timed).items] == ["choices"]


def test_figures_that_can_be_read_in_two_ways_wait_for_their_sign(planned):
    found = planned([["Arvio", "Palkka"], ["1", "1.234"], ["3", "2.345"], ["5", ""]])
    assert headers(found.ignored) == ["Palkka"]
    assert found.decimal_remark.startswith("decimal: ',' or '.'")
