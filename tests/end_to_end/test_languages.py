"""One report in three languages has the same figures, and no word of another language."""

import shutil
from collections import Counter

import pytest

from arvio.params import open_project
from arvio.translations import LANGUAGES

from ..conftest import run_arvio
from .languages import COMMON_WORDS, cells, numbers, shown, words, written

MADE = (
    ("harjula", "2025", "internal", ("annual", "change", "data_quality", "mirror", "pathways")),
    ("miessakit", "2025", "internal", ("feedback",)),
    ("silmu", "2025", "funder", ("annual", "claims", "family_work", "work_quality")),
    ("voimaa", "2021-2024", "internal", ("claims", "data_quality", "groups", "project_end")),
)
"""Organisation, period, audience and notebooks: every notebook, and every organisation's own words."""
PLACES = [f"{audience}/{name}/{period}/{one}" for name, period, audience, several in MADE for one in several]
FORM = "funder/silmu/2025/annual.text"
IN_SWEDISH = ("internal/index", "funder/index", "internal/protection")
"""Pages in the suite's first language."""
pytestmark = pytest.mark.timeout(900)
A_YEAR = {"12"}
"""Twelve months, which Finnish calls a year."""


@pytest.fixture(scope="module")
def pages(sample_project, tmp_path_factory):
    """The page at a place, in a batch of a suite whose languages are all three, Swedish first."""
    root = tmp_path_factory.mktemp("languages") / "project"
    shutil.copytree(sample_project, root, ignore=shutil.ignore_patterns("reports"))
    suite = root / "params" / "suite.yaml"
    text = suite.read_text(encoding="utf-8")
    suite.write_text(text.replace("languages: [fi, en]", "languages: [sv, fi, en]"), encoding="utf-8")
    for organisation, period, audience, notebooks in MADE:
        chosen = [part for one in notebooks for part in ("--notebook", one)]
        batch = run_arvio(root, "run", organisation, "--period", period, "--audience", audience, *chosen, "--quiet")
        assert batch.exit_code == 0, batch.stderr
    return batch.page


def test_every_notebook_is_among_them(sample_project):
    shipped = {path.stem for path in (sample_project / "notebooks").glob("*.ipynb")}
    assert {place.rpartition("/")[2] for place in PLACES} == shipped
    assert {organisation for organisation, *_ in MADE} == set(open_project(sample_project).names)


@pytest.mark.parametrize("place", PLACES)
def test_the_numbers_are_the_same_in_every_language(pages, place):
    found = {language: numbers(written(pages(f"{place}.{language}")), language) for language in LANGUAGES}
    assert found["sv"].total() > 20
    assert found["sv"] == found["en"]
    assert set(found["en"] - found["fi"]) <= A_YEAR
    assert found["fi"] - found["en"] == Counter()


@pytest.mark.parametrize("place", PLACES)
def test_the_tables_are_the_same_in_every_language(pages, place):
    found = {language: cells(pages(f"{place}.{language}")) for language in LANGUAGES}
    assert len(found["fi"]) == len(found["sv"]) == len(found["en"])
    counted = [numbers(texts, language) for language, texts in found.items()]
    assert counted[0] == counted[1] == counted[2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", [*PLACES, FORM])
def test_a_page_has_the_words_of_its_language_only(pages, place, language):
    _only(language, pages(f"{place}.{language}"))


@pytest.mark.parametrize("place", IN_SWEDISH)
def test_the_pages_of_a_suite_have_the_words_of_its_first_language_only(pages, place):
    _only("sv", pages(place))


def _only(language, page):
    """The page says in what language it is, has that language's words, and none of another's."""
    texts = shown(page)
    assert f'<html lang="{language}"' in page
    assert len(words(texts, language)) > 10
    assert {other: words(texts, other) for other in COMMON_WORDS if other != language and words(texts, other)} == {}


# --- what the tests rest on


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("4 April 2023 to 31 May: 1,240 visits, 4.5 of 5, −0.3, €2,450", "en"),
        ("4.4.2023–31.5.: 1\u00a0240 käyntiä, 4,5 / 5, −0,3, 2\u00a0450\u00a0€", "fi"),
        ("4.4.2023–31.5.: 1\u00a0240 besök, 4,5 av 5, −0,3, 2\u00a0450\u00a0€", "sv"),
    ],
)
def test_numbers_are_alike_however_they_are_written(text, language):
    assert numbers([text], language) == Counter(["4", "4", "2023", "31", "5", "5", "1240", "4,5", "0,3", "2450"])


def test_a_month_counts_with_its_day_or_year_and_not_as_a_verb():
    assert numbers(["March 2025", "May still answer"], "en") == numbers(["mars 2025", "kan svara"], "sv")


@pytest.mark.parametrize(
    ("text", "language"),
    [("Vastaukset ja niiden syyt", "fi"), ("Svar som saknas", "sv"), ("The reasons for missing answers", "en")],
)
def test_a_word_of_another_language_is_found(text, language):
    assert [one for one in COMMON_WORDS if words([text], one)] == [language]


def test_a_word_that_stands_alone_is_no_sentence_of_another_language():
    assert words(["ja"], "fi") == []
