"""What the whole batch on the sample shows: all reports, and in them the figures that the sample was planted with."""

import re
import shutil
from pathlib import Path

import pytest
from lxml import html as markup

from ..conftest import run_arvio
from ..sample import AUDIENCES, CATALOGUES, FORM_PAGES, PLACES, PROTECTION

WITHOUT_FIGURES = re.compile(r"internal/voimaa/2021-2024/data_quality\..*|.*/claims\...")
"""Nothing was asked there, and figures of data are about answers; and claims are told in tables."""
FEEDBACK, GROUPS = "public/miessakit/2025/feedback", "public/voimaa/2021-2024/groups"
SYNTHETIC = {
    "fi": "Synteettinen esimerkkiaineisto",
    "sv": "Syntetiska exempeldata",
    "en": "Synthetic sample data",
}
RECOMPUTED = ("internal/miessakit/2025/feedback.fi", "public/voimaa/2021-2024/groups.en")


def test_ends_well_without_a_warning(sample_reports):
    assert sample_reports.exit_code == 0, sample_reports.stderr
    assert "warning" not in sample_reports.stderr.casefold()


def test_every_report_and_a_catalogue_for_each_audience(sample_reports):
    pages = [path.relative_to(sample_reports.reports).as_posix() for path in sample_reports.pages()]
    assert sorted(pages) == sorted(f"{place}.html" for place in (*PLACES, *FORM_PAGES, *CATALOGUES))


def test_says_where_each_page_lies(sample_reports):
    assert sorted(sample_reports.stdout.splitlines()) == [f"reports/{place}.html" for place in PLACES]
    assert all(f"reports/{audience}/index.html" in sample_reports.stderr for audience in AUDIENCES)


def test_catalogue_leads_to_each_page_of_its_audience_only(sample_reports):
    for audience in AUDIENCES:
        links = markup.fromstring(sample_reports.page(f"{audience}/index")).xpath("//main//a[contains(@href, 'html')]")
        wanted = sorted(f"{place}.html" for place in (*PLACES, *FORM_PAGES, PROTECTION) if place.startswith(audience))
        assert sorted(f"{audience}/{link.get('href')}" for link in links) == wanted


def test_feedback_has_both_means_and_those_of_stakeholders(sample_reports):
    rows = _rows(sample_reports.page(f"{FEEDBACK}.fi"))
    for statement in ("Työntekijän sukupuolella on merkitystä", "Mieserityinen työote on tärkeä"):
        for group in ("Osallistujat", "Sidosryhmät"):
            assert [statement, group, "4,5"] in [row[:3] for row in rows]


def test_feedback_gives_the_verdict_on_each_claim(sample_reports):
    for language, mean, verdict in (("fi", "4,5", "tukee"), ("en", "4.5", "supported")):
        claims = _rows(sample_reports.page(f"{FEEDBACK}.{language}"))[-4:]
        assert [(row[1], row[2], row[-1]) for row in claims] == [(mean, mean, verdict)] * 4


def test_groups_reached_more_than_100_men_told_beside_visits(sample_reports):
    text = _text(sample_reports.page(f"{GROUPS}.fi"))
    assert "112" in text
    assert "1\u00a0743" in text
    assert "4.4.2023" in text


def test_groups_in_english(sample_reports):
    text = _text(sample_reports.page(f"{GROUPS}.en"))
    assert "112" in text
    assert "1,743" in text
    assert "4 April 2023" in text


@pytest.mark.parametrize("place", PLACES)
def test_every_page_says_that_its_data_are_invented(sample_reports, place):
    assert SYNTHETIC[place.rpartition(".")[2]] in _text(sample_reports.page(place))


@pytest.mark.parametrize("place", PLACES)
def test_every_figure_has_its_numbers_in_a_table(sample_reports, place):
    figures = markup.fromstring(sample_reports.page(place)).xpath("//figure")
    assert bool(figures) != bool(WITHOUT_FIGURES.fullmatch(place))
    assert [" ".join(each.text_content().split())[:60] for each in figures if not each.xpath(".//table//td")] == []


def test_made_again_from_the_same_data_the_bytes_are_the_same(sample_reports, tmp_path):
    for folder in ("notebooks", "params", "data"):
        shutil.copytree(sample_reports.root / folder, tmp_path / folder)
    again = [_made_again(tmp_path, place) for place in RECOMPUTED]
    assert again == [(sample_reports.reports / f"{place}.html").read_bytes() for place in RECOMPUTED]


def _made_again(root: Path, place: str) -> bytes:
    audience, organisation, period, name = place.split("/")
    language = name.rpartition(".")[2]
    batch = run_arvio(
        root, "run", organisation, "--period", period, "--audience", audience, "--language", language, "--quiet"
    )
    assert batch.exit_code == 0, batch.stderr
    return (batch.reports / f"{place}.html").read_bytes()


def _text(page: str) -> str:
    """The page as it is read: entities resolved, white space as one space, no-break spaces kept."""
    text = markup.fromstring(page).xpath("string(//body)")
    return " ".join(part for line in text.split("\n") for part in line.split(" ") if part)


def _rows(page: str) -> list[list[str]]:
    """The cells of each row of each table, after the header of the row's group where it has one."""
    rows = markup.fromstring(page).xpath("//tbody/tr[td]")
    cells = [[*row.xpath("../tr/th[@scope='rowgroup']"), *row] for row in rows]
    return [[" ".join(cell.text_content().split()) for cell in row] for row in cells]
