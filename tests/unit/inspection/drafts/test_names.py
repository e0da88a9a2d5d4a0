import re

from hypothesis import given
from hypothesis import strategies as st

from arvio.inspection.drafts.names import name_of, plain_name, without_number
from arvio.params.models.words import LONGEST_NAME


def test_names_are_short_and_without_small_words():
    assert name_of("Would you recommend the group to a friend?") == "would_recommend_group_friend"
    assert name_of("4. Millä paikkakunnalla ryhmänne tavallisimmin kokoontuu?").startswith("milla_paikkakunnalla")


def test_a_name_is_given_once():
    taken = []
    for _ in range(3):
        taken.append(name_of("Sukupuoli", taken))
    assert taken == ["sukupuoli", "sukupuoli_2", "sukupuoli_3"]


def test_options_keep_their_small_words():
    assert (plain_name("in the group"), plain_name("> 55 v"), plain_name("100 %")) == (
        *("in_the_group", "option_55_v", "option_100"),
    )


def test_a_question_loses_its_number_and_a_figure_does_not():
    assert (without_number("3) Arvio"), without_number("3.5 tuntia"), without_number("3. ")) == (
        "Arvio",
        "3.5 tuntia",
        "3. ",
    )


@given(st.text(), st.lists(st.sampled_from(["item", "item_2", "a"])))
def test_any_words_make_a_name_that_params_allow(words, taken):
    for name in (name_of(words, taken), plain_name(words, taken)):
        assert re.fullmatch("[a-z][a-z0-9_]*", name)
        assert len(name) <= LONGEST_NAME
        assert name not in taken
