import pandas as pd

from arvio.indicators.rare import merged, told_apart


def groups(**persons):
    rows = [(person, group) for group, those in persons.items() for person in those]
    return pd.DataFrame(rows, columns=["person_key", "group"])


def named(table, minimum):
    found = merged(table, "group", minimum=minimum, into="others")
    return found.groupby("group")["person_key"].nunique().to_dict()


def test_rare_groups_are_told_as_one():
    assert named(groups(a="pqr", b="st", c="uv"), 3) == {"a": 3, "others": 4}


def test_the_smallest_of_the_others_joins_where_the_rare_are_too_few_together():
    assert named(groups(a="pqrs", b="tuv", c="w"), 3) == {"a": 4, "others": 4}


def test_of_equals_the_last_by_name_joins():
    assert named(groups(a="pqr", b="stu", c="w"), 3) == {"a": 3, "others": 4}


def test_a_person_in_two_rare_groups_is_one_person():
    assert named(groups(a="pqrs", b="tuv", c="wx", d="wx"), 3) == {"a": 4, "others": 5}


def test_nothing_rare_changes_nothing():
    assert named(groups(a="pqr", b="stu"), 3) == {"a": 3, "b": 3}


def test_where_all_are_rare_no_group_is_told_apart_from_the_total():
    found = told_apart(groups(a="p", b="q"), "group", minimum=3, into="others")
    assert found == []
    found = told_apart(groups(a="pqr", b="stu"), "group", minimum=3, into="others")
    assert [name for name, _ in found] == ["a", "b"]


def test_too_few_persons_altogether_are_one_group():
    assert named(groups(a="p", b="q"), 3) == {"others": 2}
    assert named(groups(), 3) == {}
