from arvio.params import Instrument, Source
from arvio.params.codebooks import instrument_faults, mapping_faults

WORDS = {"name": {"fi": "Mittari", "en": "Instrument"}, "source": "a test", "licence": "none", "shipping": "text"}
TOWNS = {"item": "towns", "kind": "choices", "options": {"kotka": ["Kotka"], "salo": ["Salo"]}}


def instrument(*items, **more):
    return Instrument.model_validate({"instrument": "meetings", **WORDS, "items": list(items), **more})


def faults(*items, **more):
    return [(what, value) for _, what, _, _, value in instrument_faults(instrument(*items, **more))]


def mapping(**source):
    wanted = {"table": "answers", "reader": "csv", "files": "a.csv", "instrument": "meetings"}
    scale = {"lowest": 1, "highest": 5}
    known = {"meetings": instrument({"item": "heard"}, TOWNS, scale=scale)}
    found = mapping_faults("feedback", Source.model_validate(wanted | source), known)
    return [(key[2:], what, value) for key, what, _, _, value in found]


def test_a_sound_instrument_has_no_faults():
    assert faults({"item": "heard"}, TOWNS, scale={"lowest": 1, "highest": 5}) == []


def test_an_item_on_a_scale_needs_one():
    assert faults({"item": "heard"}) == [("an item on a scale has none", "heard")]


def test_a_choice_needs_options():
    assert faults({"item": "county", "kind": "choice"}) == [("a choice needs its options", "county")]


def test_an_item_stands_once():
    number = {"item": "visits", "kind": "number"}
    assert faults(number, number) == [("an item stands twice", "visits")]


def test_a_scale_upside_down_and_a_label_outside_it_are_told():
    found = faults({"item": "heard", "scale": {"lowest": 5, "highest": 1, "labels": {7: ["hyvä"]}}})
    assert [what for what, _ in found] == ["is not above the lowest", "a label for an answer outside the scale"]


def test_one_label_for_two_answers_is_told():
    scale = {"lowest": 1, "highest": 2, "labels": {1: ["Kyllä"], 2: ["kyllä "]}}
    assert faults({"item": "heard", "scale": scale}) == [("the same words stand for two answers", "kyllä")]


def test_a_mapping_of_known_items_and_options_has_no_faults():
    assert mapping(items={"heard": "K"}, options={"towns": {"kotka": "Kotka"}}) == []


def test_unknown_items_are_told_in_versions_too():
    versions = [{"files": "b.csv", "not_asked": ["herd"]}]
    found = mapping(items={"heard": "K"}, versions=versions)
    assert found == [(("versions", 0, "not_asked"), "meetings has no such item", "herd")]


def test_an_unknown_option_and_boxes_of_a_scale_are_told():
    found = mapping(options={"towns": {"turku": "Turku"}, "heard": {"kotka": "Kotka"}})
    assert [what for _, what, _ in found] == [
        "towns has no such option",
        "only an item of the kind choices is answered by boxes",
    ]
