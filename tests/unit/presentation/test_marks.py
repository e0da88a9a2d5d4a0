"""The mark of what a cell shows holds only for what was shown."""

import pytest

from arvio.presentation.marks import Shown, digest, mark_of

SHOWN = Shown("sentences", "<p>Four of ten.</p>", "Four of ten.", finding="Four of ten agreed.")


def output(**mark):
    data, metadata = SHOWN._repr_mimebundle_()
    return {"data": data, "metadata": {"arvio": {**metadata["arvio"], **mark}}}


def test_what_was_shown_has_its_mark():
    assert mark_of(output()) == {
        "kind": "sentences",
        "finding": "Four of ten agreed.",
        "digest": digest("<p>Four of ten.</p>", "Four of ten.", "Four of ten agreed."),
    }


def test_a_finding_that_somebody_edited_has_no_mark():
    assert mark_of(output(finding="Nine of ten agreed.")) is None
    assert mark_of(output(finding="")) is None


@pytest.mark.parametrize("finding", ["\ud800", ["Four"], None, 4])
def test_what_no_part_of_a_report_says_has_no_mark(finding):
    assert mark_of(output(finding=finding)) is None


def test_half_a_letter_or_lists_in_an_output_have_no_mark():
    for data in ({"text/html": "\ud800"}, {"text/html": [1]}, {"text/html": "", "text/plain": ["\udfff"]}):
        assert mark_of({"data": data, "metadata": {"arvio": {"kind": "table", "digest": "0" * 32}}}) is None
