"""The smallest set of facts from which a leak or a contradiction follows, and how it is said."""

from arvio.disclosure.auditing.explain import explanation, facts_behind, facts_in_conflict
from arvio.disclosure.auditing.model import adds_up, between, exactly
from arvio.disclosure.auditing.verdicts import Protected, audit

MOVED = Protected("moved", "count", (("moved", 1),), minimum=5, about="who moved")


def leak(rows):
    (found,) = audit(rows, [MOVED]).leaking
    return found


def test_a_fact_that_is_not_needed_is_left_out_wherever_it_stands():
    needless = [between(["moved", "home"], 0, 90, told_by=f"needless {place}") for place in "abc"]
    needed = [*exactly(["all"], 40, told_by="all"), *exactly(["home"], 37, told_by="home")]
    structure = adds_up(["all"], ["home", "moved"])

    for place in range(3):
        given = [row for one in needless[:place] for row in one]
        rest = [row for one in needless[place:] for row in one]
        rows = [*given, *needed, *rest, *structure]
        assert facts_behind(leak(rows), rows) == ("all", "home")


def test_of_two_facts_that_say_the_same_one_is_enough():
    rows = [*exactly(["moved"], 3, told_by="first"), *exactly(["moved"], 3, told_by="second")]
    assert facts_behind(leak(rows), rows) == ("second",)


def test_facts_in_conflict_are_those_that_cannot_all_be_true():
    rows = [
        *between(["moved"], 0, 9, told_by="true"),
        *exactly(["moved"], 3, told_by="a"),
        *exactly(["moved"], 4, told_by="b"),
    ]
    assert facts_in_conflict(rows) == ("a", "b")


def test_a_leak_is_told_with_its_range_and_its_facts_in_words():
    exact, few = exactly(["moved"], 3, told_by="a"), between(["moved"], 3, 4, told_by="a")
    lines = [
        explanation(leak(rows), facts_behind(leak(rows), rows), {"a": "the fact"}).split("\n") for rows in (exact, few)
    ]
    assert lines == [
        ["who moved: known to be few: 3. It follows from", "- the fact"],
        ["who moved: known to be few: 3 to 4. It follows from", "- the fact"],
    ]
