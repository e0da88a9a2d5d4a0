import pytest

from arvio.commentary.numbers import Change, changes, fingerprint


@pytest.mark.parametrize(
    "changed", [{"value": 4.3}, {"low": 4.0}, {"high": 4.4}, {"n": 21.0}, {"status": "rounded", "value": 4.2}]
)
def test_every_number_and_the_status_make_a_change(fact, changed):
    assert changes([fact()], [fact(**changed)], [fact(**changed)]) == [Change(fact(), fact(**changed))]
    assert fingerprint([fact()]) != fingerprint([fact(**changed)])


def test_the_same_figures_in_another_order_are_the_same(fact):
    several = [fact(), fact(group="workers")]
    assert fingerprint(several) == fingerprint(several[::-1])
    assert changes(several, several[::-1], several) == []


def test_figures_in_other_sections_change_nothing(fact):
    before, now = [fact(), fact(indicator="other", value=1.0)], [fact(), fact(indicator="other", value=2.0)]
    assert changes(before, now[:1], now) == []


def test_a_figure_that_stands_in_another_section_has_not_gone(fact):
    every = [fact(), fact(group="workers")]
    assert changes(every, every[:1], every) == []
    assert changes(every, every[:1], every[:1]) == [Change(every[1], None)]


def test_a_new_figure_has_no_old_value(fact):
    every = [fact(), fact(group="workers")]
    assert changes(every[:1], every, every) == [Change(None, every[1])]
