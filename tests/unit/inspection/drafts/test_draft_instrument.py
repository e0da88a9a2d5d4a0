import yaml

from arvio.inspection.columns.profile import look_through
from arvio.inspection.columns.scales import Steps
from arvio.inspection.drafts.draft_instrument import instrument_text
from arvio.inspection.drafts.planned import Item, Plan, When
from arvio.params import Instrument

AGREEMENT = Steps(1, 2, {1: ("Ei",), 2: ("Kyllä",)}, "the common words of agreement")


def text_of(written, *items):
    profile = look_through(written([["Arvio"], ["1"], ["2"]]))
    return instrument_text(Plan(items, When(())), profile, "kysely")


def instrument_of(written, *items):
    return Instrument.model_validate(yaml.load(text_of(written, *items), Loader=yaml.BaseLoader))


def test_the_scale_of_most_items_is_said_once(written):
    other = Item("c", "scale", "C", "C", Steps(0, 10))
    found = instrument_of(written, *(Item(name, "scale", name, name, AGREEMENT) for name in "ab"), other)
    assert (found.scale.lowest, found.scale.highest, found.scale.labels[2]) == (1, 2, ["Kyllä"])
    assert [item.scale and item.scale.highest for item in found.items] == [None, None, 10]


def test_words_are_the_same_in_both_languages(written):
    found = instrument_of(written, Item("a", "number", "Montako: lasta?", "x"))
    assert (found.items[0].kind, found.items[0].text.fi, found.items[0].text.en) == (
        *("number", "Montako: lasta?", "Montako: lasta?"),
    )


def test_options_keep_their_names_and_words(written):
    options = {"yes": ("Yes", "1"), "other": ("*",)}
    found = instrument_of(written, Item("a", "choice", "A", "A", options=options))
    assert found.items[0].options == {"yes": ["Yes", "1"], "other": ["*"]}


def test_guessed_words_are_told(written):
    steps = Steps(1, 2, {1: ("Ei",), 2: ("Kyllä",)}, guessed=("Ei",))
    assert "# Nobody chose: Ei. These words are guessed." in text_of(written, Item("a", "scale", "A", "A", steps))


def test_the_best_end_of_an_order_is_its_first(written):
    found = instrument_of(written, Item("a", "scale", "A", "A", Steps(1, 6, direction="lower_is_better")))
    assert found.items[0].direction == "lower_is_better"
