from arvio.params import Instrument, Needs, Organisation
from arvio.params.wording import labels_of

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
TALO = {
    "organisation": "talo",
    "name": "Talo",
    "data": "synthetic",
    "data_folder": "data/talo",
    "sensitivity": "ordinary",
    "sources": {},
    "names": {"upstairs": {"fi": "Yläkerta", "en": "Upstairs"}},
}


def labels(language, **changes):
    instrument = Instrument.model_validate(INSTRUMENT | changes)
    organisation = Organisation.model_validate(TALO)
    return labels_of(organisation, [instrument], {"groups": Needs("Groups", ())}, language=language)


def test_gives_the_words_of_an_item_in_the_language_asked_for():
    assert labels("en")["heard"] == "I was heard"


def test_gives_finnish_words_where_a_language_has_none_yet():
    assert labels("sv")["heard"] == "Minua kuultiin"


def test_gives_the_name_of_an_item_whose_words_may_not_be_shown():
    assert labels("fi", shipping="keys")["heard"] == "heard"
    assert labels("fi")["tired"] == "tired"


def test_gives_the_words_for_the_organisations_own_codes_and_for_notebooks():
    assert labels("fi")["upstairs"] == "Yläkerta"
    assert labels("fi")["notebooks/groups"] == "Ryhmiä"
