import pytest

from arvio.disclosure.auditing import bounds
from arvio.disclosure.auditing.verdicts import audit
from arvio.gate import narrowest as looking
from arvio.gate.narrowest import narrowest


def test_what_is_only_known_to_be_wide_enough_is_looked_at_again(audit_of):
    found = audit_of({"all": 40, "home": 20, "work": 10, "moved": None, "not_known": None})
    exact = audit(found.statements.rows, found.statements.protected).narrowest
    judged = narrowest(found)
    assert judged.range == exact.range
    assert judged.range[:2] == (0, 10)


def test_nothing_is_narrow_where_every_number_is_told_and_large(audit_of):
    assert narrowest(audit_of({"all": 40, "home": 20, "work": 20})) is None


def test_a_leak_is_no_range_that_protects(audit_of):
    found = audit_of({"all": 40, "home": 20, "work": 17, "moved": None})
    assert [leak.protected.words for leak in found.audit.leaking] == [
        "talo: persons of destinations (next_step, moved, 2025)"
    ]
    assert narrowest(found) is None


def test_what_was_worked_out_once_is_not_solved_again(audit_of, monkeypatch):
    found = audit_of({"all": 40, "home": 20, "work": 10, "moved": None, "not_known": None})
    first = narrowest(found)
    monkeypatch.setattr(bounds, "solved", lambda block: pytest.fail("solved again"))
    assert narrowest(found) == first


def test_how_many_gave_an_answer_may_be_what_most_is_known_of(audit_of_mean):
    judged = narrowest(audit_of_mean(4.7, 15))
    assert (judged.protected.kind, judged.possible[:2], judged.possible.known) == ("answers", (0, 1), "exactly")


def test_goes_on_while_anything_may_be_narrower(audit_of_mean, monkeypatch):
    monkeypatch.setattr(looking, "FIRST", 1)  # first the answer 3, which none to two may have given
    judged = narrowest(audit_of_mean(4.6, 11))
    assert judged.possible[:2] == (0, 1)
