import pytest

from arvio.inspection.columns.kinds import columns_of
from arvio.inspection.columns.profile import look_through
from arvio.inspection.drafts.planned_items import items_of


@pytest.fixture
def items(written):
    def found(rows):
        profile = look_through(written(rows))
        return {item.name: item for item in items_of(columns_of(profile, {}), profile)}

    return found


def test_a_row_of_a_matrix_is_called_by_its_own_words(items):
    rows = [["Rivi", "Arvio: Chat", "Arvio: Ryhmä"], *([f"r{n}", str(n % 5 + 1), "3"] for n in range(9))]
    assert set(items(rows)) == {"chat", "ryhma"}


def test_rows_that_two_questions_share_are_told_apart(items):
    head = ["Rivi", "Alku: Chat", "Alku: Ryhmä", "Loppu: Chat", "Loppu: Ryhmä"]
    assert set(items([head, *([f"r{n}", *"1234"] for n in range(3)), ["x", *"5555"]])) == {
        *("alku_chat", "alku_ryhma", "loppu_chat", "loppu_ryhma"),
    }


def test_boxes_are_one_item_and_their_other_takes_what_people_wrote(items):
    rows = [["Rivi", "Syyt [Apu]", "Syyt [Seura]", "Syyt [Muu, mikä?]"]]
    rows += [["a", "1", "0", ""], ["b", "0", "1", "oma lause"], ["c", "1", "1", "toinen"]]
    found = items(rows)["syyt"]
    assert (found.kind, found.text) == ("choices", "Syyt")
    assert found.boxes == {"apu": "Syyt [Apu]", "seura": "Syyt [Seura]", "other": "Syyt [Muu, mikä?]"}
    assert found.options == {"apu": ("Apu",), "seura": ("Seura",), "other": ("*",)}


def test_answers_that_few_gave_go_to_other(items):
    found = items([["Palvelu"], *([one] for one in ["chat"] * 9 + ["ryhmä"] * 9 + ["puhelin"])])["palvelu"]
    assert found.options == {"chat": ("chat",), "ryhma": ("ryhmä",), "other": ("*",)}


def test_an_answer_called_other_takes_the_rest(items):
    found = items([["Palvelu"], *([one] for one in ["chat"] * 9 + ["Other"] * 9 + ["puhelin"])])["palvelu"]
    assert found.options["other"] == ("Other", "*")


def test_questions_lose_their_number(items):
    found = items([["3. Minua kuultiin"], ["1"], ["3"], ["5"]])
    assert found["minua_kuultiin"].text == "Minua kuultiin"
    assert found["minua_kuultiin"].header == "3. Minua kuultiin"
