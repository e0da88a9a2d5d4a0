"""Rare things planted in the sample: a worker, village groups, a rare chain, a child's contact, a family's outcome.

data/sample/planted.yaml says by which words readers would know each, with what its inflected forms begin, and by which
ids results would name it.
"""

import re

import pytest
import yaml

from arvio.disclosure.register import published

from ..conftest import PROJECT
from .reading import folded, plain, rows_of_csv, sheets_of

OUTSIDERS = ("funder", "public")
PLANTED = yaml.safe_load((PROJECT / "data" / "sample" / "planted.yaml").read_text(encoding="utf-8"))
THINGS = [
    pytest.param(organisation, thing, id=f"{organisation}-{thing['planted']}")
    for organisation, things in PLANTED.items()
    for thing in things
]
KINDS = {"worker", "village_groups", "rare_chain", "childs_contact", "municipality_outcome"}


def test_each_kind_of_rare_thing_is_planted():
    assert {thing["planted"] for things in PLANTED.values() for thing in things} >= KINDS


@pytest.mark.parametrize(("organisation", "thing"), [one for one in THINGS if "words" in one.values[1]])
def test_words_that_are_planted_stand_in_the_raw_exports(organisation, thing):
    folder = PROJECT / "data" / "sample" / organisation
    rows = [row for path in folder.rglob("*.csv") for row in rows_of_csv(path)]
    rows += [row for path in folder.rglob("*.xlsx") for rows in sheets_of(path) for row in rows]
    cells = {plain(cell) for row in rows for cell in row}
    assert [word for word in thing["words"] if plain(word) in cells], "planted, and nowhere in the exports"


@pytest.mark.parametrize(("organisation", "thing"), THINGS)
def test_no_page_for_outsiders_tells_it(shown, organisation, thing):
    words = [re.compile(rf"\b{re.escape(plain(word))}\b") for word in thing.get("words", [])]
    ids = [re.compile(re.escape(name)) for name in thing.get("ids", [])]
    assert [
        (place, word.pattern) for place, page in shown.items() for word in (*words, *ids) if word.search(page)
    ] == []


@pytest.mark.parametrize(("organisation", "thing"), THINGS)
def test_no_released_fact_for_outsiders_names_it(facts, organisation, thing):
    told = facts[organisation]
    names = told[["indicator", "breakdown", "group", "wave"]].to_numpy()
    assert [list(row) for row in names if set(row) & set(thing.get("ids", []))] == []


@pytest.fixture(scope="module")
def shown(sample_reports) -> dict[str, str]:
    """Each page for funder and public, as text in which nothing can hide."""
    paths = [path for path in sample_reports.pages() if path.relative_to(sample_reports.reports).parts[0] in OUTSIDERS]
    assert len(paths) > 3, sample_reports.stderr
    return {str(path.relative_to(sample_reports.reports)): folded(path.read_text(encoding="utf-8")) for path in paths}


@pytest.fixture(scope="module")
def facts(sample_reports) -> dict:
    """What was released to funder and public about each organisation, from the register of the batch."""
    every = {organisation: published(sample_reports.root, organisation) for organisation in PLANTED}
    assert all(len(told) for told in every.values())
    return {organisation: told[told["audience"].isin(OUTSIDERS)] for organisation, told in every.items()}
