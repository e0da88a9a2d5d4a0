import pytest

from arvio.gate.question import answer, id_of, names

STARRED = {"all": 40, "home": 20, "work": 17, "moved": None}


@pytest.fixture
def found(audit_of):
    return audit_of(STARRED)


def groups(told):
    return [fact.group for fact in told.facts]


def test_an_indicator_has_all_its_facts_and_the_numbers_that_hang_on_them(found):
    told = answer(found, "destinations")
    assert groups(told) == list(STARRED)
    assert {judged.protected.words: judged.range[:2] for judged in told.audit.judged} == {
        f"talo: persons of destinations (next_step, {group}, 2025)": (value or 3, value or 3)
        for group, value in STARRED.items()
    }


@pytest.mark.parametrize(
    "question", ["destinations/moved", "Destinations / next_step / Moved / persons", "destinations/2025/moved"]
)
def test_other_parts_narrow_it_in_any_order(found, question):
    told = answer(found, question)
    assert groups(told) == ["moved"]
    assert [judged.verdict for judged in told.audit.judged] == ["known_small"]


def test_the_id_of_a_leak_has_the_facts_of_its_own_place(found):
    (leak,) = found.audit.leaking
    told = answer(found, id_of(leak.protected))
    assert groups(told) == ["moved"]
    assert told.audit.leaking[0].range[:2] == (3, 3)


def test_the_id_of_a_leak_is_the_same_for_each_reader(audit_of, found):
    (leak,), (same,) = (one.audit.leaking for one in (found, audit_of(STARRED, reader="internal")))
    assert id_of(leak.protected) == id_of(same.protected)


def test_a_figure_that_tells_of_no_persons_has_its_fact_and_nothing_to_protect(audit_of):
    told = answer(audit_of({"all": 40}, indicator="sessions", statistic="sessions"), "sessions")
    assert groups(told) == ["all"]
    assert told.audit.judged == told.audit.contradictions == ()


def test_what_nothing_is_called_has_no_answer_but_names_near_it(found):
    assert answer(found, "destination") is None
    assert answer(found, "destinations/moovd") is None
    assert answer(found, "/") is None
    assert names(found, "destination") == {"destinations"}
    assert {"destinations/moved", "destinations/next_step"} <= names(found, "destinations/moovd")


def test_a_group_of_two_months_is_asked_for_as_it_is_written(audit_of):
    found = audit_of({"all": 40, "2025-01/2025-03": 20}, breakdown="month")
    assert groups(answer(found, "destinations/2025-01/2025-03")) == ["2025-01/2025-03"]


def test_an_answer_has_all_that_is_protected_of_those_who_gave_it(audit_of_mean):
    told = answer(audit_of_mean(4.6, 25, sensitive=True), "heard/3")
    assert {judged.protected.kind for judged in told.audit.judged} == {"answers", "all_alike"}
