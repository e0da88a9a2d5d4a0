import pytest

from arvio.sources.personal.names import SHORTEST_KNOWN_NAME
from arvio.sources.personal.recognition import find, hits, whole

STAFF = frozenset({"Maija Virtanen", "Toivo Mäki", "Heikki Laine"})


def found(text: str, names: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    return [(hit.kind, text[hit.start : hit.end]) for hit in hits(text, names=names)]


# --- names from the lists


@pytest.mark.parametrize(
    "name",
    [
        "Matti Virtanen",
        "Anna-Liisa Mäkelä",
        "Juha Pekka Korhonen",
        "Virtanen Matti",
        "Virtanen, Matti",
        "Carl von Essen",
        "Fatima Hassan",
        "MATTI VIRTANEN",
        "Björn Lindqvist",
    ],
)
def test_a_first_name_with_a_surname_is_a_name(name):
    assert whole(name) == "name"


def test_the_surname_may_have_an_ending():
    assert found("Kiitos Matti Virtaselle avusta") == [("name", "Matti Virtaselle")]


@pytest.mark.parametrize(
    "text", ["Kiitos Matille!", "Mattia on kiittäminen.", "Tapasin myös Liisan.", "Tack till Annikas grupp"]
)
def test_a_first_name_alone_is_a_weaker_kind_in_any_case(text):
    assert find(text) == {"first_name": 1}


def test_names_in_a_row_are_counted_one_by_one():
    assert find("Ohjaajina Matti, Liisa ja Pekka") == {"first_name": 3}


@pytest.mark.parametrize("text", ["matti oli mukava", "sari ja tuoli", "annan palautetta"])
def test_words_in_lower_case_are_not_taken_for_names_of_the_lists(text):
    assert find(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Toivon lisää ryhmiä Helsinkiin",
        "Ainoa huono puoli oli matka",
        "Aina Kelan kanssa on vaikeaa",
        "Kai Tampereella on samanlaista",
        "Pian nähdään taas",
        "Onni on omat ystävät",
        "Rauha ja hiljaisuus",
        "Hiljaa hyvä tulee",
        "Päivillä on väliä",
        "Joukossa on voimaa",
        "Anna palautetta!",
    ],
)
def test_a_word_that_opens_a_sentence_is_not_taken_for_a_name(text):
    assert find(text) == {}


@pytest.mark.parametrize(
    "text", ["Kiitokset Toivolle", "Ryhmässä Aino kuunteli", "Toivo Virtanen kuunteli", "Aino kuunteli"]
)
def test_the_same_word_is_a_name_where_its_place_or_a_surname_says_so(text):
    assert find(text).total() == 1


def test_an_abbreviation_after_a_first_name_is_no_surname():
    assert find("Liisa THL:stä soitti") == {"first_name": 1}
    assert find("ARI on lyhenne") == {}


# --- given names


@pytest.mark.parametrize(
    "word", ["Virtanen", "Virtasen", "virtaselle", "VIRTASTA", "Maijan", "maijalle", "Heikin", "Virtanenkin"]
)
def test_given_names_are_found_in_any_case_and_letter_case(word):
    assert found(f"Tänään {word} kanssa", STAFF) == [("known_name", word)]


def test_both_parts_of_a_given_name_are_one_hit():
    assert found("Kiitos Maija Virtaselle!", STAFF) == [("known_name", "Maija Virtaselle")]


def test_a_given_surname_with_another_first_name_is_one_hit():
    assert find("Kiitos Pekka Virtaselle!", names=STAFF) == {"known_name": 1}


@pytest.mark.parametrize(
    "text", ["toivon lisää", "Toivon lisää", "tupa mäen päällä", "laineilla", "Mäen päällä on talo"]
)
def test_given_names_that_are_words_need_a_capital_inside_a_sentence(text):
    assert find(text, names=STAFF) == {}


@pytest.mark.parametrize("text", ["kiitos Toivon ryhmälle", "kävin Mäen luona", "Toivo oli paikalla"])
def test_given_names_that_are_words_are_found_where_they_have_it(text):
    assert find(text, names=STAFF) == {"known_name": 1}


def test_short_parts_of_given_names_are_not_looked_for():
    assert SHORTEST_KNOWN_NAME == 4
    assert find("aho on ahon", names=frozenset({"Bo Aho"})) == {}


def test_without_given_names_nothing_is_known():
    assert "known_name" not in find("Maija Virtanen")
