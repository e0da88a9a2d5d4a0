import datetime as dt
import json
from types import SimpleNamespace

import pytest

from arvio.disclosure.auditing.explain import explanation
from arvio.disclosure.auditing.targets import Range
from arvio.disclosure.auditing.verdicts import Judged, Protected
from arvio.disclosure.coarsening import Coarsening
from arvio.errors import RunError
from arvio.gate.record import Narrowest, name_of, range_in_words, read_record, record_of, verdict_told, write_record
from arvio.params import Run

WHEN = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
STEP = Coarsening("2025", "funder", "heard", "wave", "all", "drop_mean", "heard: known too closely: 4 to 5")
HELD = SimpleNamespace(run=Run("talo", "2025", "feedback", "public", "en"), because="answer 3 is known to be one")


@pytest.fixture
def record(audit_of):
    found = {
        "public": audit_of({"all": 40, "home": 20, "work": 17, "moved": None}),
        "internal": audit_of({"all": 40, "home": 20, "work": 10, "moved": None, "not_known": None}),
    }
    return record_of(found, [STEP], [HELD], when=WHEN)


def test_holds_what_was_found_for_each_reader(record):
    public, internal = record.readers["public"], record.readers["internal"]
    assert (public.facts, public.shown, public.protected, public.leaks, public.contradictions) == (4, 3, 4, 1, 0)
    assert (public.narrowest, public.when) == (None, "2026-01-02T03:04:05+00:00")
    assert internal.narrowest == Narrowest(
        "destinations/next_step/moved/2025/persons",
        "talo: persons of destinations (next_step, moved, 2025): 0 to 10",
        0,
        10,
        ("destinations", "next_step", "moved", "", "2025", "persons"),
    )


def test_a_reader_has_what_was_coarsened_in_the_editions_that_they_read(record):
    assert record.coarsened_for("public") == ()
    assert [one.step for one in record.coarsened_for("internal")] == ["drop_mean"]


def test_is_read_as_it_was_written(tmp_path, record):
    path = write_record(tmp_path, "talo", record)
    assert path.relative_to(tmp_path).as_posix() == "reports/.run/audit/talo.json"
    assert read_record(tmp_path, "talo") == record
    assert [one.name for one in path.parent.iterdir()] == ["talo.json"]
    assert record.held_back[0].run == "public/talo/2025/feedback.en"


def test_takes_the_place_of_an_older_one(tmp_path, record):
    write_record(tmp_path, "talo", record)
    write_record(tmp_path, "talo", record_of({}, when=WHEN))
    assert read_record(tmp_path, "talo") == record_of({})


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"readers": {"public": {}}, "coarsened": [], "held_back": []}'])
def test_what_is_no_whole_record_is_none(tmp_path, record, text):
    write_record(tmp_path, "talo", record).write_text(text)
    assert read_record(tmp_path, "talo") is None
    assert read_record(tmp_path, "others") is None


def test_a_range_without_an_end_is_plain_json(tmp_path, audit_of):
    found = audit_of({"home": None}, breakdown="month", indicator="heard")
    path = write_record(tmp_path, "talo", record_of({"public": found}, when=WHEN))
    narrowest = json.loads(path.read_text())["readers"]["public"]["narrowest"]
    assert (narrowest["low"], narrowest["high"]) == (0, None)
    assert narrowest["words"].endswith("0 or more")


def test_a_folder_that_cannot_be_written_is_told(tmp_path, record):
    (tmp_path / "reports").write_text("a file in the way")
    with pytest.raises(RunError, match="cannot be written"):
        write_record(tmp_path, "talo", record)


def test_a_range_of_one_value_is_that_value():
    assert [range_in_words(3, 3), range_in_words(0, 4), range_in_words(2, float("inf"))] == ["3", "0 to 4", "2 or more"]


@pytest.mark.parametrize(
    ("verdict", "found"),
    [
        ("known_small", Range(3, 3)),
        ("too_narrow", Range(4, 5)),
        ("all_alike", Range(0, 0)),
        ("not_proven", Range(2, 9)),
        ("contradiction", None),
    ],
)
def test_a_reason_in_words_gives_its_verdict(verdict, found):
    judged = Judged(Protected("one", "count", (), 5, "talo: persons of heard (wave)"), found, verdict)
    assert verdict_told(explanation(judged, ["fact 1"], {})) == verdict
    assert verdict_told("something else\n- known to be few") == ""


def test_a_number_is_named_by_the_parts_that_it_has(audit_of):
    (protected,) = audit_of({"all": 40}).statements.protected
    assert name_of(protected) == "destinations/next_step/all/2025/persons"


def test_is_written_alike_whatever_the_language_of_the_evaluator(tmp_path, record, monkeypatch):
    written = write_record(tmp_path, "talo", record).read_bytes()
    monkeypatch.setenv("ARVIO_LANGUAGE", "fi")
    assert write_record(tmp_path, "talo", record).read_bytes() == written
    assert read_record(tmp_path, "talo") == record


def test_a_record_of_an_older_version_has_no_parts_of_the_name(tmp_path, record):
    path = write_record(tmp_path, "talo", record)
    plain = json.loads(path.read_text(encoding="utf-8"))
    del plain["readers"]["internal"]["narrowest"]["cell"]
    path.write_text(json.dumps(plain), encoding="utf-8")
    assert read_record(tmp_path, "talo").readers["internal"].narrowest.cell == ()
