import pytest

from arvio.inspection.columns.vocabulary import missing_reason, wordings
from arvio.params.models import MissingReason
from arvio.sources.cells import label

LANGUAGES = {"fi", "sv", "en"}


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("En osaa sanoa", "does_not_know"),
        ("Vet inte", "does_not_know"),
        ("Unfamiliar (N/A)", "does_not_know"),
        ("Ei koske minua", "not_applicable"),
        ("Not applicable", "not_applicable"),
        ("En halua vastata", "refused"),
        ("PREFER NOT TO SAY", "refused"),
        ("Kyllä", None),
        ("", None),
    ],
)
def test_missing_answers_are_known_with_their_reason(written, reason):
    assert missing_reason(written) == reason


def test_every_family_is_known_in_three_languages():
    families = {wording.name for wording in wordings()}
    assert families >= {"agreement", "satisfaction", "favourability", "frequency", "importance"}
    assert {name: {one.language for one in wordings() if one.name == name} for name in families} == dict.fromkeys(
        families, LANGUAGES
    )


def test_no_words_stand_for_two_steps_of_one_scale():
    for wording in wordings():
        words = [label(word) for step in wording.steps for word in step]
        assert len(words) == len(set(words)), wording


def test_yes_and_no_are_no_scale():
    assert not any(wording.step(word) for wording in wordings() for word in ("kyllä", "ei", "yes", "no", "ja", "nej"))


def test_a_remark_in_brackets_and_a_second_language_do_not_hide_a_step():
    agreement = next(one for one in wordings() if (one.name, one.language) == ("agreement", "fi"))
    assert agreement.step("Täysin samaa mieltä / Helt av samma åsikt") == 5
    assert agreement.step("neutraali (siltä väliltä)") == 3


def test_a_scale_of_five_is_also_known_without_its_middle():
    sizes = {len(one.steps) for one in wordings() if (one.name, one.language) == ("satisfaction", "sv")}
    assert sizes == {5, 4}


def test_reasons_are_those_of_params():
    assert missing_reason("no answer") in MissingReason.__args__
