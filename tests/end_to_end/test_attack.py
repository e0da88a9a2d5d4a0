"""An attack on the public pages of the whole sample, from nothing but their HTML: what follows from them together."""

import pytest

from arvio.disclosure.register import published

from ..attack.audited import attack
from ..attack.method_box import method_box
from ..attack.pages import pages_in, told_otherwise
from ..attack.registered import numbers_of, register_of, unregistered

DEADLINE_SECONDS = 120
ENOUGH_STATEMENTS, ENOUGH_PROTECTED = 1000, 5000
"""Fewer would mean that the attack no longer understands the tables, and not that they tell less."""


@pytest.fixture(scope="module")
def pages(sample_reports):
    return pages_in(sample_reports.reports / "public")


@pytest.fixture(scope="module")
def attacked(pages):
    return attack([page for page in pages if page.language == "en"])


def test_the_pages_tell_that_fewer_than_five_are_withheld(pages):
    """The minimum of the attack is the one of the method boxes: 5, and 10 on pages about families."""
    told = {page.name: method_box(page).minimum for page in pages if page.language == "en"}
    assert set(told.values()) == {5, 10}
    assert {name.split("/")[0] for name, minimum in told.items() if minimum == 10} == {"silmu"}


def test_all_languages_tell_the_same_and_withhold_the_same(pages):
    """So that nothing more is known to whoever reads several, and one of them is enough for the attack."""
    english = {page.name[:-2]: page for page in pages if page.language == "en"}
    others = [page for page in pages if page.language != "en"]
    assert {page.name[:-2] for page in others if page.language == "fi"} == set(english)
    assert len(english) > 30
    assert [found for page in others for found in told_otherwise(english[page.name[:-2]], page)] == []


def test_the_pages_do_not_contradict_each_other(attacked):
    assert attacked.contradictions() == []


def test_nobody_is_given_away(attacked, pages, record_property):
    figures = {
        "pages": len(pages),
        "tables": sum(len(page.tables) for page in pages),
        "numbers": sum(map(numbers_of, pages)),
        "statements": len(attacked.told.words),
        "protected": len(attacked.audit.judged),
        "seconds": round(attacked.seconds),
    }
    for name, figure in figures.items():
        record_property(name, figure)
    print(", ".join(f"{name}: {figure}" for name, figure in figures.items()))
    assert figures["statements"] > ENOUGH_STATEMENTS
    assert figures["protected"] > ENOUGH_PROTECTED
    assert attacked.seconds < DEADLINE_SECONDS
    assert [attacked.explained(name) for name in attacked.names] == []


def test_every_number_stands_in_the_register(pages, sample_reports):
    """In tables, in what figures say to a screen reader, and in sentences; kinds that need not are in registered.py."""
    facts = {name: published(sample_reports.root, name) for name in {page.organisation for page in pages}}
    assert [found for page in pages for found in unregistered(page, _register(facts[page.organisation], page))] == []


def _register(facts, page):
    run = {"period": page.period, "notebook": page.report, "audience": "public", "language": page.language}
    return register_of(facts[(facts[list(run)] == list(run.values())).all(axis=1)])
