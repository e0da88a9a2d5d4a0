import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from arvio.errors import ParamsError
from arvio.params import Run
from arvio.params.signatures import (
    Signatures,
    Signed,
    SignedReport,
    Withdrawn,
    WithdrawnReport,
    add_event,
    events_of,
    signature_path,
)

RUN = Run("talo", "2025", "feedback", "funder", "fi")
OF_REPORT = {"notebook": "feedback", "audience": "funder", "language": "fi"}
AT = "2026-03-02T10:20:30Z"


def signed(by="Maija Meikäläinen", facts="a" * 64, at=AT, **words):
    return Signed(event="signed", at=at, by=by, reports=[SignedReport(**OF_REPORT, facts=facts, words=words)])


def withdrawn(by="Ville Virtanen"):
    return Withdrawn(event="withdrawn", at=AT, by=by, reports=[WithdrawnReport(**OF_REPORT)])


def standing(root):
    return Signatures(root).of(RUN)


def add(root, *events):
    return [add_event(root, "talo", "2025", event) for event in events][-1]


def test_nothing_is_signed_where_there_is_no_file(tmp_path):
    assert standing(tmp_path) is None
    Signatures(tmp_path).check("talo")


def test_the_last_signature_stands_with_its_facts_and_words(tmp_path):
    add(tmp_path, signed(), signed(by="Ville Virtanen", facts="b" * 64, feedback="c" * 64))
    found = standing(tmp_path)
    assert (found.by, found.facts, found.words) == ("Ville Virtanen", "b" * 64, {"feedback": "c" * 64})
    assert found.day.isoformat() == "2026-03-02"


def test_only_the_report_that_was_signed_is(tmp_path):
    add(tmp_path, signed())
    others = [Run("talo", "2024", "feedback", "funder", "fi"), Run("talo", "2025", "feedback", "public", "fi")]
    assert [Signatures(tmp_path).of(run) for run in others] == [None, None]


def test_a_withdrawn_signature_stands_no_more_and_both_events_stay(tmp_path):
    path = add(tmp_path, signed(), withdrawn())
    assert standing(tmp_path) is None
    assert [event["event"] for event in json.loads(path.read_text())["events"]] == ["signed", "withdrawn"]


@given(st.lists(st.sampled_from([signed(), withdrawn(), signed(facts="b" * 64)]), min_size=1, max_size=5))
def test_the_file_only_grows(tmp_path_factory, events):
    root = tmp_path_factory.mktemp("project")
    before = []
    for event in events:
        add(root, event)
        now = events_of(root, "talo", "2025")
        assert now == [*before, event]
        before = now


CONFLICT = '<<<<<<< HEAD\n{"events": []}\n=======\n{"events": [1]}\n>>>>>>> other\n'


@pytest.mark.parametrize(
    ("contents", "told"),
    [
        (CONFLICT, "params/signatures/talo/2025.json: line 1: holds the marks of a merge conflict"),
        ('{"events": [', "params/signatures/talo/2025.json: line 1, column 13: is not JSON"),
        ('{"events": [],}', "params/signatures/talo/2025.json: line 1, column 15: is not JSON"),
        ('{"events": [], "more": 1}', "params/signatures/talo/2025.json: line 1, more: unknown key"),
        (
            '{"events": [{"event": "signd"}]}',
            "params/signatures/talo/2025.json: line 1, events.0: is not one of the choices",
        ),
    ],
)
def test_a_spoilt_file_is_told_in_a_sentence_and_stays_as_it_is(contents, told, tmp_path):
    path = signature_path(tmp_path, "talo", "2025")
    path.parent.mkdir(parents=True)
    path.write_text(contents)
    for asks in (standing, lambda root: Signatures(root).check("talo"), lambda root: add(root, signed())):
        with pytest.raises(ParamsError) as error:
            asks(tmp_path)
        assert str(error.value).startswith(told)
    assert path.read_text() == contents


@pytest.mark.parametrize("name", ["", " ", "Maija\nMeikäläinen", "Maija\u202e", "x" * 101])
def test_a_name_is_that_of_a_person_on_one_line(name):
    with pytest.raises(ValidationError):
        signed(by=name)
