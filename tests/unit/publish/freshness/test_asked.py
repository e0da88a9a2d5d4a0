import json
import sqlite3

import pytest

from arvio.disclosure.register import enter
from arvio.params import Run
from arvio.partitions import Sharing, divided, part_name
from arvio.publish.freshness.asked import UNKNOWN, answer, in_words
from arvio.withdrawals import PATH, add

FACT = {
    "indicator": "trust", "breakdown": "", "group": "", "wave": "", "statistic": "mean", "value": 4.5, "low": None,
    "high": None, "n": 20, "basis": "sample", "status": "shown",
}  # fmt: skip


def test_a_listing_is_other_when_a_file_comes_or_goes(tmp_path):
    question = ("listing", "data", "*.csv")
    (tmp_path / "data").mkdir()
    empty = answer(tmp_path, question)
    (tmp_path / "data" / "x.txt").touch()
    assert answer(tmp_path, question) == empty
    (tmp_path / "data" / "x.csv").touch()
    assert answer(tmp_path, question) != empty


def test_steps_are_those_of_the_same_reports_whatever_they_are_for(tmp_path):
    question = ("steps", "harjula", "2025", "public")
    none = answer(tmp_path, question)
    path = tmp_path / "reports/.run/coarsened/harjula.json"
    path.parent.mkdir(parents=True)
    step = {"indicator": "trust", "breakdown": "", "group": "", "step": "drop_mean", "because": "a"}

    def decided(**changed):
        path.write_text(json.dumps([{"period": "2025", "audience": "public", **step, **changed}]))
        return answer(tmp_path, question)

    one = decided()
    assert one != none
    assert decided(because="b") == one
    assert decided(step="merge_groups") != one
    assert decided(period="2024") == decided(audience="funder") == none
    path.write_text("{")
    assert answer(tmp_path, question) == UNKNOWN


def test_what_was_told_is_other_when_a_report_told_something_else(tmp_path):
    question = ("told", "harjula", "public")
    nothing = answer(tmp_path, question)
    yearly = Run("harjula", "2025", "annual", "public", "fi")
    enter(tmp_path, yearly, [FACT])
    told = answer(tmp_path, question)
    assert told != nothing
    enter(tmp_path, yearly, [FACT])
    enter(tmp_path, Run("harjula", "2023-2025", "project_end", "public", "fi"), [FACT])
    enter(tmp_path, Run("harjula", "2025", "annual", "funder", "fi"), [FACT])
    enter(tmp_path, Run("silmu", "2025", "annual", "public", "fi"), [FACT])
    assert answer(tmp_path, question) == told
    enter(tmp_path, yearly, [{**FACT, "value": 4.6}])
    assert answer(tmp_path, question) != told


def test_what_cannot_be_read_is_never_the_same(tmp_path):
    path = tmp_path / "reports/.run/register.sqlite"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not a database at all, but long enough to be taken for one" * 20)
    assert answer(tmp_path, ("told", "harjula", "public")) == UNKNOWN
    assert answer(tmp_path, ("database", "registry")) == UNKNOWN
    (path.parent / "mirrors.jsonl").write_text("{\n")
    assert answer(tmp_path, ("mirrors", "harjula")) == UNKNOWN


def test_mirrors_are_those_of_the_organisation(tmp_path):
    path = tmp_path / "reports/.run/mirrors.jsonl"
    path.parent.mkdir(parents=True)
    question = ("mirrors", "harjula")
    none = answer(tmp_path, question)
    path.write_text(json.dumps({"organisation": "silmu"}) + "\n")
    assert answer(tmp_path, question) == none
    path.write_text(json.dumps({"organisation": "harjula"}) + "\n")
    assert answer(tmp_path, question) != none


@pytest.mark.parametrize(
    "question",
    [("listing", "data", "*"), ("steps", "x", "2025", "public"), ("told", "x", "public"), ("mirrors", "x"),
     ("database", "x")],
)  # fmt: skip
def test_every_question_has_words(question):
    assert "{" not in in_words(question)
    assert all(part in in_words(question) for part in question[1:])


def test_asking_leaves_the_register_alone(tmp_path):
    enter(tmp_path, Run("harjula", "2025", "annual", "public", "fi"), [FACT])
    answer(tmp_path, ("told", "harjula", "public"))
    with sqlite3.connect(tmp_path / "reports/.run/register.sqlite") as register:
        assert register.execute("pragma quick_check").fetchone() == ("ok",)
    register.close()


def test_a_part_of_a_file_is_other_when_its_own_rows_change(tmp_path):
    path = tmp_path / "data" / "national.csv"
    path.parent.mkdir()
    path.write_text("Kunta,n\nKotka,1\nHamina,2\n", encoding="utf-8")
    sharing = Sharing("data/national.csv", "Kunta", "text")
    question = ("part", sharing.file, sharing.key, part_name("kotka"))
    assert answer(tmp_path, question) == UNKNOWN
    divided(tmp_path, sharing)
    one = answer(tmp_path, question)
    path.write_text("Kunta,n\nHamina,3\nKotka,1\nHamina,2\n", encoding="utf-8")
    assert answer(tmp_path, question) == one != UNKNOWN
    path.write_text("Kunta,n\nHamina,3\nKotka,2\nHamina,2\n", encoding="utf-8")
    assert answer(tmp_path, question) != one
    path.unlink()
    assert answer(tmp_path, question) == UNKNOWN
    assert in_words(question) == "its rows in data/national.csv changed"


def test_a_report_is_other_when_its_organisation_forgets_somebody(tmp_path):
    question, others = ("withdrawals", "harjula"), ("withdrawals", "silmu")
    before = answer(tmp_path, question)
    add(tmp_path, ["39161bfddb1596ac3594"], ["harjula"], b"only for these tests, never a real one")
    assert answer(tmp_path, question) != before
    assert answer(tmp_path, others) == before
    assert in_words(question) == "harjula has forgotten somebody who withdrew the consent"
    (tmp_path / PATH).write_text("{")
    assert answer(tmp_path, question) == UNKNOWN
