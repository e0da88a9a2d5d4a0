import pytest

from arvio.errors import UsageError
from arvio.instruments import direction, item_names, item_text
from arvio.params import Instrument

INSTRUMENT = {
    "instrument": "meetings",
    "name": {"fi": "Tapaamiset", "en": "Meetings"},
    "source": "made up for this test",
    "licence": "none",
    "shipping": "text",
    "scale": {"lowest": 1, "highest": 5},
    "items": [
        {"item": "heard", "text": {"fi": "Minua kuultiin", "en": "I was heard"}},
        {"item": "tired", "direction": "lower_is_better"},
    ],
}


def instrument(**changes):
    return Instrument.model_validate(INSTRUMENT | changes)


def test_gives_the_words_of_an_item_in_the_language_asked_for():
    assert item_text(instrument(), "heard", "en") == "I was heard"


def test_gives_finnish_words_where_a_language_has_none_yet():
    assert item_text(instrument(), "heard", "sv") == "Minua kuultiin"


def test_gives_the_name_of_an_item_whose_words_may_not_be_shown():
    assert item_text(instrument(shipping="keys"), "heard", "fi") == "heard"
    assert item_text(instrument(), "tired", "fi") == "tired"


def test_keeps_the_order_and_direction_of_items():
    assert item_names(instrument()) == ("heard", "tired")
    assert direction(instrument(), "tired") == "lower_is_better"


def test_names_the_nearest_item_when_one_is_misspelt():
    with pytest.raises(UsageError, match=r"no such item, got: 'herd'(.|\n)*did you mean heard\?"):
        item_text(instrument(), "herd", "fi")
