import pytest

from arvio.presentation.fact_names import INDICATORS, fact_name, number_name
from arvio.results import INDICATORS as COMPUTED

LABELS = {"heard": "I was heard", "askel": "Askel"}


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (("heard", "respondent_group", "workers", "2024"), ["I was heard", "Workers", "2024"]),
        (("heard", "wave", "all", ""), ["I was heard"]),
        (("transitions", "askel", "all", ""), ["Which service followed which", "Askel"]),
        (("destinations", "next_step", "home_made", ""), ["Where persons went after the service"]),
        (("home_made", "respondent_group", "workers", ""), []),
    ],
)
def test_tells_what_a_figure_is_of_and_of_whom(cell, words):
    assert fact_name(cell, LABELS, "en") == words


def test_ones_own_words_go_before_ours():
    assert fact_name(("reach", "", "", ""), {"reach": "Men reached"}, "en") == ["Men reached"]
    assert fact_name(("reach", "", "", ""), {}, "en") == ["Persons reached and visits"]


def test_tells_which_number_of_a_figure_it_is():
    told = {who: number_name(who, "en") for who in ("3", "stopped_early", "answers", "home_made")}
    assert told == {
        "3": "How many answered 3",
        "stopped_early": "Stopped early",
        "answers": "Answered",
        "home_made": "",
    }


def test_every_name_is_that_of_an_indicator_that_is_computed():
    assert set(INDICATORS) <= COMPUTED
