import pytest

from arvio.errors import UsageError
from arvio.instruments import direction, find_item, item_names
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


def test_keeps_the_order_and_direction_of_items():
    assert item_names(instrument()) == ("heard", "tired")
    assert direction(instrument(), "tired") == "lower_is_better"


def test_names_the_nearest_item_when_one_is_misspelt():
    with pytest.raises(UsageError, match=r"no such item, got: 'herd'(.|\n)*did you mean heard\?"):
        find_item(instrument(), "herd")
