import pytest

from arvio.instruments import REGRESSION_TO_THE_MEAN, THEN_TEST, cautions
from arvio.translations import words


def test_a_report_on_change_warns_that_kykyviisari_rises_by_itself(shipped):
    assert "their scores of inclusion rose" in cautions(shipped["kykyviisari"], about="change")[0].en
    assert cautions(shipped["kykyviisari"], about="level") == ()


def test_an_instrument_without_cautions_says_nothing(shipped):
    assert cautions(shipped["who5"], about="change") == ()


def test_what_always_holds_is_said_of_the_level_too(instrument):
    one = {"when": "always", "text": {"fi": "Varo", "en": "Beware"}, "source": "a test", "verified": "yes"}
    assert [text.en for text in cautions(instrument(more={"cautions": [one]}), about="level")] == ["Beware"]


def test_a_report_is_about_level_or_change(shipped):
    with pytest.raises(ValueError, match="not effect"):
        cautions(shipped["who5"], about="effect")


@pytest.mark.parametrize("sentence", [THEN_TEST, REGRESSION_TO_THE_MEAN])
def test_sentences_for_every_instrument_are_whole_and_translated(sentence):
    assert sentence.endswith(".")
    assert words("fi").gettext(sentence) != sentence
