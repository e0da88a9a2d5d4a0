import pytest

from arvio.inspection.columns.scales import of_codes, of_labels, of_numbers
from arvio.params import Instrument

FIVE = ["Täysin eri mieltä", "Jokseenkin eri mieltä", "Ei samaa eikä eri mieltä", "Jokseenkin samaa mieltä"]
SATISFIED = ["Very dissatisfied", "Somewhat dissatisfied", "Somewhat satisfied", "Very satisfied"]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ({1, 2, 3, 4, 5}, (1, 5)),
        ({4, 5}, (1, 5)),
        ({0, 7, 10}, (0, 10)),
        ({1, 2, 3, 4, 5, 9}, (1, 5)),
        ({1, 2, 3, 4, 99}, (1, 4)),
        ({1, 2, 3, 4, 5, 6, 7, 8, 9}, (1, 9)),
    ],
)
def test_marks_are_a_scale_from_nought_or_one(numbers, expected):
    found = of_numbers("Arvio", numbers)
    assert (found.lowest, found.highest) == expected


def test_a_number_behind_a_gap_is_set_aside():
    assert of_numbers("Arvio", {1, 2, 3, 4, 5, 9}).set_aside == ("9",)
    assert of_numbers("Arvio", {0, 5, 9, 10}).set_aside == ()


@pytest.mark.parametrize("numbers", [{0, 1}, {1, 2}, {5}, {1, 2, 3, 31}, {-3, 2}, {100, 200}, {10**12, 2}])
def test_codes_of_a_choice_and_figures_are_no_scale(numbers):
    assert of_numbers("Arvio", numbers) is None


@pytest.mark.parametrize("header", ["Montako lasta?", "How many children?", "Työkokemus (vuosina)", "Antal barn"])
def test_a_figure_of_few_values_is_no_mark(header):
    assert of_numbers(header, {1, 2, 3, 4}) is None


def test_common_words_are_steps_in_their_order():
    found = of_labels(["Very favorably", "Very unfavorably", "Neither favorably nor unfavorably (neutral)"], {})
    assert (found.lowest, found.highest, found.labels[5], found.labels[3]) == (
        *(1, 5),
        ("Very favorably",),
        ("Neither favorably nor unfavorably (neutral)",),
    )
    assert found.guessed == ("Somewhat unfavorably", "Somewhat favorably")


def test_four_steps_that_were_all_chosen_have_no_middle():
    assert of_labels(SATISFIED, {}).highest == 4
    assert of_labels(SATISFIED[1:], {}).highest == 5


def test_another_column_in_the_same_words_shows_the_middle():
    others = [["Neither satisfied nor dissatisfied", "Very satisfied"]]
    assert of_labels(SATISFIED, {}, others).highest == 5


def test_a_scale_that_tells_more_answers_apart_fits_better():
    found = of_labels(["Strongly disagree", "Disagree", "Somewhat disagree", "Agree"], {})
    assert found.highest == 7


def test_an_unknown_label_makes_it_no_scale():
    assert of_labels([*FIVE, "Riippuu päivästä"], {}) is None


def test_one_label_alone_shows_no_scale():
    assert of_labels(["Very satisfied"], {}) is None


def test_words_of_an_instrument_go_first():
    scale = {"lowest": 0, "highest": 2, "labels": {0: ["ei"], 1: ["ehkä"], 2: ["kyllä"]}}
    name = {"fi": "x", "en": "x"}
    said = {"instrument": "oma", "name": name, "source": "x", "licence": "x", "shipping": "text"}
    instrument = Instrument.model_validate({**said, "scale": scale, "items": [{"item": "a"}]})
    found = of_labels(["Kyllä", "Ehkä"], {"oma": instrument})
    assert (found.lowest, found.highest, found.known_by) == (0, 2, "instrument oma")


def test_numbers_before_words_are_steps():
    found = of_labels(["5 – Erittäin tärkeä", "1 – Ei tärkeä", "3"], {})
    assert (found.lowest, found.highest, dict(found.labels)) == (
        1,
        5,
        {1: ("1 – Ei tärkeä",), 5: ("5 – Erittäin tärkeä",)},
    )


def test_ages_are_no_numbers_before_words():
    assert of_labels(["21-25 v", "26-30 v"], {}) is None


def test_codes_are_steps_where_their_labels_show_an_order():
    agreement = dict(zip("01234", [*FIVE, "Täysin samaa mieltä"], strict=True))
    found = of_codes(agreement)
    assert (found.lowest, found.highest, found.direction) == (0, 4, "higher_is_better")
    turned = dict(zip("12345", ["Täysin samaa mieltä", *reversed(FIVE)], strict=True))
    assert of_codes(turned).direction == "lower_is_better"


def test_codes_in_a_row_alone_are_no_steps():
    assert of_codes({"1": "high", "2": "low", "3": "medium"}) is None
    assert of_codes({"1": "Turku", "2": "Oulu", "3": "Pori"}) is None


def test_codes_that_are_their_own_labels_are_marks():
    assert of_codes({"0": "0", "1": "1", "2": "2"}).highest == 2
