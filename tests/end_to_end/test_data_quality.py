"""The page on the quality of the data is made for the inside, when exports are sound and when they are not."""

import shutil
from pathlib import Path

import pytest
from lxml import html as markup

from ..conftest import Batch, run_arvio

PAGES = ("internal/miessakit/2025/data_quality", "internal/silmu/2025/data_quality")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_page_is_made_and_shows_no_path(sample_reports, page, language):
    text = _text(sample_reports.page(f"{page}.{language}"))
    assert {"fi": "Aineiston laatu", "en": "Quality of the data"}[language] in text
    assert not [word for word in ("data/", ".xlsx", ".csv", "@") if word in text]


def test_planted_faults_of_the_sample_are_counted(sample_reports):
    rows = _rows(sample_reports.page(f"{PAGES[0]}.fi"))
    assert ["participant_feedback", "3", "607", "6", "8", "593"] in rows
    assert ["12. Avoin palaute", "henkilötunnuksia", "6"] in rows


def test_no_page_on_the_data_lies_with_those_of_outsiders(sample_reports):
    assert not [path for path in sample_reports.pages() if path.stem.startswith("data_quality") and _outside(path)]


def test_a_broken_export_is_counted_and_the_rest_stands(sample_project, tmp_path):
    batch = _made(sample_project, tmp_path, _answer_outside_the_scale, _cut_off)
    assert batch.exit_code == 0, batch.stderr
    text, rows = _text(batch.page(f"{PAGES[0]}.fi")), _rows(batch.page(f"{PAGES[0]}.fi"))
    assert "Korjattavaa löytyi: worker_feedback, stakeholder_feedback." in text
    assert ["stakeholder_feedback", "vastauksia asteikon ulkopuolelta", "1"] in rows
    assert ["worker_feedback", "tiedostoja, joita ei voida lukea", "1"] in rows
    assert ["vastaukset väittämittäin (answers)", "ei voida lukea"] in rows
    assert ["participant_feedback", "3", "607", "6", "8", "593"] in rows
    assert "Tästä ei ole tietoa" in text


def test_what_stops_a_report_does_not_stop_the_page_that_tells_it(sample_project, tmp_path):
    batch = _made(sample_project, tmp_path, _nothing_reviewed)
    assert batch.exit_code == 0, batch.stderr
    assert "avovastaussaraketta odottaa tarkistusta" in _text(batch.page(f"{PAGES[0]}.fi"))


def test_for_outsiders_params_refuse_it(sample_project, tmp_path):
    batch = _made(sample_project, tmp_path, _asked_for_outside)
    assert batch.exit_code == 2
    assert "data_quality is about the data themselves and is made for the internal audience only" in batch.stderr


def _made(project: Path, root: Path, *changes) -> Batch:
    """The Finnish page of Miessakit, made from a copy of the sample after some changes to it."""
    for folder in ("notebooks", "params", "data"):
        shutil.copytree(project / folder, root / folder, ignore=shutil.ignore_patterns(".cache"))
    for change in changes:
        change(root)
    chosen = ("--notebook", "data_quality", "--language", "fi", "--quiet")
    return run_arvio(root, "run", "miessakit", *chosen)


def _answer_outside_the_scale(root: Path) -> None:
    path = root / "data/sample/miessakit/sidosryhmapalaute_2025.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    cells = lines[2].split(",")
    cells[3] = "47"
    path.write_text("".join([*lines[:2], ",".join(cells), *lines[3:]]), encoding="utf-8")


def _cut_off(root: Path) -> None:
    path = root / "data/sample/miessakit/tyontekijapalaute_2025.xlsx"
    path.write_bytes(path.read_bytes()[:2000])


def _nothing_reviewed(root: Path) -> None:
    path = root / "params/organisations/miessakit.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.lstrip().startswith("reviewed:")), encoding="utf-8")


def _asked_for_outside(root: Path) -> None:
    path = root / "params/organisations/miessakit.yaml"
    text = path.read_text(encoding="utf-8").replace("audiences: [internal]", "audiences: [internal, funder]")
    path.write_text(text, encoding="utf-8")


def _outside(path: Path) -> bool:
    return path.parts[-4] != "internal"


def _text(page: str) -> str:
    return " ".join(markup.fromstring(page).xpath("string(//body)").split())


def _rows(page: str) -> list[list[str]]:
    rows = markup.fromstring(page).xpath("//tbody/tr[td]")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
