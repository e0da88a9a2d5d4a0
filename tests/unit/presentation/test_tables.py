import lxml.html
import pytest

from arvio.errors import ProtectionError
from arvio.presentation import tables
from arvio.presentation.marks import mark_of
from arvio.results import results

from .released import empty, mean, released


def cells(shown):
    table = lxml.html.fromstring(shown.html).find(".//table")
    return [[cell.text_content() for cell in row] for row in table.iter("tr")]


def test_a_table_has_caption_scopes_and_row_headers():
    table = lxml.html.fromstring(tables.feedback(released(mean())).html).find(".//table")
    assert table.find("caption").text_content()
    assert {header.get("scope") for header in table.find("thead").iter("th")} == {"col"}
    assert [row[0].tag for row in table.find("tbody")] == ["th"]
    assert table.find("tbody")[0][0].get("scope") == "row"


def test_a_value_stands_with_its_interval_and_n():
    assert cells(tables.feedback(released(mean())))[1] == [
        "Gender of the worker",
        "Participants",
        "4.5",
        "4.4–4.6",
        "50",
    ]


def test_what_several_rows_share_stands_once_above_them():
    table = lxml.html.fromstring(tables.feedback(released(mean(), mean("workers"))).html).find(".//table")
    group, *rows = table.find("tbody")
    assert [cell.get("scope") for cell in group] == ["rowgroup"]
    assert group.text_content() == "Gender of the worker"
    assert [row[0].text_content() for row in rows] == ["Participants", "Workers"]
    assert len(table.find("thead")[0]) == int(group[0].get("colspan"))


def test_a_withheld_value_has_one_mark_and_no_number_anywhere():
    shown = tables.feedback(released(mean("workers", status="withheld")))
    assert cells(shown)[1][2:] == ["••", "••", "••"]
    assert "4.5" not in shown.html
    assert "withheld" in shown.html


def test_the_mark_is_explained_only_where_it_occurs():
    assert "withheld" not in tables.feedback(released(mean())).html


def test_hostile_words_are_shown_as_text():
    shown = tables.feedback(released(mean(), worker_gender='<script>alert(1)</script>"{}%s'))
    assert "<script>" not in shown.html
    assert cells(shown)[1][0] == '<script>alert(1)</script>"{}%s'


def test_a_coarsened_share_is_told_as_a_bound():
    row = {"indicator": "attendance", "statistic": "stopped_early", "value": 0.1, "n": 100, "status": "coarsened"}
    table = released({**row, "breakdown": "respondent_group", "statistic": "share_low"}, language="fi")
    assert cells(tables.feedback(table))[1][-1] == "alle 10\u00a0%"


def test_results_that_were_not_released_are_refused():
    with pytest.raises(ProtectionError, match=r"evaluation\.release"):
        tables.feedback(results([]))


def test_what_was_not_collected_is_said_in_one_sentence():
    assert tables.feedback(empty("fi")).text == "Tietoa ei ole kerätty tältä osin jakson aikana."


def test_the_same_results_give_the_same_bytes():
    assert tables.feedback(released(mean())).html == tables.feedback(released(mean())).html


def test_a_claim_stands_with_its_evidence_and_verdict():
    claim = {"indicator": "claim_a", "breakdown": "claim"}
    found = released(
        {**claim, "statistic": "claimed", "value": 4.5},
        {**claim, "statistic": "mean", "value": 4.4, "n": 50},
        {**claim, "statistic": "verdict", "value": 0, "n": 50},
    )
    assert cells(tables.claims(found))[1] == ["Gender matters (4.5)", "4.5", "4.4", "50", "not supported"]


def test_a_claim_that_cannot_be_judged_says_so():
    claim = {"indicator": "claim_a", "breakdown": "claim"}
    found = released({**claim, "statistic": "claimed", "value": 4.5}, {**claim, "statistic": "verdict", "n": 0})
    assert cells(tables.claims(found))[1] == ["Gender matters (4.5)", "4.5", "–", "–", "cannot be judged"]


def test_what_a_cell_shows_carries_a_mark_that_breaks_when_it_is_edited():
    data, metadata = tables.feedback(released(mean()))._repr_mimebundle_()
    assert mark_of({"data": data, "metadata": metadata}) == metadata["arvio"]
    assert mark_of({"data": {"text/html": data["text/html"] + " "}, "metadata": metadata}) is None
