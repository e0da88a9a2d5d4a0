import pytest

from arvio.errors import ProtectionError
from arvio.instruments import of_response, refuse_small_group, score, smallest_group


@pytest.mark.parametrize("name", ["esis", "esis_mean"])
def test_esis_is_never_told_of_one_person(shipped, answers, name):
    table = score(answers(**{item.item: [3, 4] for item in shipped["esis"].items}), shipped["esis"], scores=[name])
    with pytest.raises(ProtectionError, match=f"{name} may not be told of a single person"):
        of_response(table, "r0", instrument=shipped["esis"])


def test_item_9_of_phq_is_never_told_of_one_person_nor_of_a_small_group(shipped, answers):
    phq_9 = shipped["phq_9"]
    table = answers(**{item.item: [0] for item in phq_9.items})
    with pytest.raises(ProtectionError, match="phq_9_i09 may not be told of a single person"):
        of_response(table, "r0", instrument=phq_9)
    with pytest.raises(ProtectionError, match=r"may not be told of 19 persons(.|\n)*a group of 20 or more"):
        refuse_small_group(phq_9, "phq_9_i09", n=19)
    refuse_small_group(phq_9, "phq_9_i09", n=20)


def test_what_has_no_limit_of_its_own_may_be_looked_at(shipped, answers):
    phq_9 = shipped["phq_9"]
    table = score(answers(**{item.item: [1, 2] for item in phq_9.items}), phq_9)
    assert of_response(table, "r1", instrument=phq_9)["value"].tolist() == [18]


def test_release_can_ask_for_the_smallest_group(shipped):
    assert smallest_group(shipped["esis"], "esis") == 10
    assert smallest_group(shipped["phq_9"], "phq_9_i09") == 20
    assert smallest_group(shipped["phq_9"], "phq_9") == 1
    assert smallest_group(shipped["who5"], "who5") == 1


def test_a_limit_of_an_item_holds_for_its_then_test_and_its_own_score(instrument):
    limit = {"groups_under": 20, "source": "a test", "verified": "yes"}
    items = [{"item": "heard", "never_for": limit}, {"item": "heard_before", "then_test_of": "heard"}]
    one = instrument(items=items, method="each_item", lowest=1, highest=5, reversed_items=[])
    assert smallest_group(one, "heard") == 20
    assert smallest_group(one, "heard_before") == 20


def test_a_limit_of_scores_one_by_one_holds_for_each(instrument):
    limit = {"groups_under": 8, "source": "a test", "verified": "yes"}
    one = instrument(method="each_item", lowest=1, highest=5, reversed_items=[], never_for=limit)
    assert smallest_group(one, "met") == 8
