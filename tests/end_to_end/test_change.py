"""The figures on the pages about change, counted again from the raw exports; and exports that cannot be paired."""

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from lxml import html as markup
from openpyxl import load_workbook

from arvio.presentation.hyphens import without_soft_hyphens

from ..conftest import PROJECT, Batch, run_arvio

SAMPLE = PROJECT / "data" / "sample" / "harjula"
AGREE = {
    "täysin eri mieltä": 1,
    "jokseenkin eri mieltä": 2,
    "en samaa enkä eri mieltä": 3,
    "jokseenkin samaa mieltä": 4,
    "täysin samaa mieltä": 5,
}
DOES_NOT_KNOW = 6
ITEMS = {
    "Tunnen kuuluvani joukkoon": "Tunnen kuuluvani joukkoon",
    "Tunnen itseni yksinäiseksi": "Tunnen itseni yksinäiseksi (pienempi on parempi)",
    "Voin vaikuttaa omaan arkeeni": "Voin vaikuttaa omaan arkeeni",
    "Selviydyn arjen askareista": "Selviydyn arjen askareista",
    "Pystyn mielestäni tekemään työtä": "Pystyn mielestäni tekemään työtä",
}
LOWER_IS_BETTER = "Tunnen itseni yksinäiseksi"
EVERY_ITEM = pytest.mark.parametrize("item", ITEMS)
WHOLE, LATEST = "internal/harjula/2023-2025/change.fi", "internal/harjula/2025/change.fi"


@pytest.fixture(scope="module")
def first() -> pd.DataFrame:
    """The first forms, each once, without the client who withdrew; don't-knows missing."""
    register = pd.read_csv(SAMPLE / "palvelujaksot.csv", sep=";", encoding="cp1252", dtype=str)
    gone = set(register.loc[register["Arviointilupa"] == "peruttu", "Asiakasnumero"])
    form = pd.read_excel(SAMPLE / "alkukysely.xlsx", sheet_name="Vastaukset", dtype={"Asiakasnumero": str})
    form = form.drop_duplicates("Vastaajanumero", keep="last")
    form = form[~form["Asiakasnumero"].isin(gone)].set_index("Asiakasnumero")
    return form.assign(**{item: form[item].where(form[item] != DOES_NOT_KNOW).astype("float64") for item in ITEMS})


@pytest.fixture(scope="module")
def last() -> pd.DataFrame:
    """The last forms, their words as numbers."""
    form = pd.read_excel(SAMPLE / "loppukysely.xlsx", sheet_name="Vastaukset", dtype={"Asiakasnumero": str})
    form = form.set_index("Asiakasnumero")
    return form.assign(**{item: form[item].map(AGREE).astype("float64") for item in ITEMS})


@pytest.fixture(scope="module")
def whole(sample_reports) -> dict[str, list[list[str]]]:
    return _tables(sample_reports.page(WHOLE))


def both(first: pd.DataFrame, last: pd.DataFrame, item: str) -> pd.DataFrame:
    """Both answers of those who gave both."""
    return pd.concat([first[item].rename("first"), last[item].rename("last")], axis=1).dropna()


# --- the whole span


def test_those_who_came_back_are_counted(whole, first, last):
    register = pd.read_csv(SAMPLE / "palvelujaksot.csv", sep=";", encoding="cp1252", dtype=str)
    real = register[(register["Arviointilupa"] == "kyllä") & (register["Nimi"] != "Testi Asiakas")]
    real = real[real["Palvelu"].str.strip() != "Valopilkku"]  # a service for children stands apart
    began = real.loc[real["Alkoi"].notna(), "Asiakasnumero"].nunique()
    came_back = first.index.isin(last.index).sum()
    counts = [str(one) for one in (began, len(first), came_back, len(first) - came_back)]
    assert [row[1] for row in whole["Alkukyselystä loppukyselyyn"]] == counts
    assert counts == ["137", "68", "41", "27"]


@EVERY_ITEM
def test_means_and_mean_change_are_those_of_the_same_persons(whole, first, last, item):
    pairs = both(first, last, item)
    change = (pairs["last"] - pairs["first"]).mean()
    row = _row(whole["Samojen henkilöiden keskiarvot alussa ja lopussa"], ITEMS[item])
    means = [_number(pairs[side].mean()) for side in ("first", "last")]
    assert [row[0], row[1], row[2], row[4]] == [*means, _signed(change), str(len(pairs))]


@EVERY_ITEM
def test_both_sizes_of_the_change_are_what_their_names_say(whole, first, last, item):
    pairs = both(first, last, item)
    change = pairs["last"] - pairs["first"]
    row = _row(whole["Muutosten suuruus ja tilastollinen merkitsevyys"], ITEMS[item])
    assert row[0] == _number(change.mean() / change.std())
    assert row[2] == _number(change.mean() / (pairs["first"].std() + pairs["last"].std()) * 2)


@EVERY_ITEM
def test_those_who_agree_are_counted_before_and_after(whole, first, last, item):
    pairs = both(first, last, item)
    row = _row(whole["Samaa mieltä olevat (kaksi ylintä vastausta) alussa ja lopussa"], ITEMS[item])
    assert row[:2] == [_percent((pairs[side] >= 4).mean()) for side in ("first", "last")]


def test_24_of_41_felt_lonely_at_first_and_16_in_the_end(whole):
    row = _row(whole["Samaa mieltä olevat (kaksi ylintä vastausta) alussa ja lopussa"], ITEMS[LOWER_IS_BETTER])
    assert [*row[:2], row[-1]] == [_percent(24 / 41), _percent(16 / 41), "41"]


@EVERY_ITEM
def test_who_changed_for_the_better_depends_on_the_good_end(whole, first, last, item):
    pairs = both(first, last, item)
    change = (pairs["last"] - pairs["first"]) * (-1 if item == LOWER_IS_BETTER else 1)
    row = _row(whole["Kuinka monen vastaus muuttui parempaan ja kuinka monen huonompaan"], ITEMS[item])
    assert row[:3] == [_percent(part.mean()) for part in (change > 0, change == 0, change < 0)]


@EVERY_ITEM
def test_those_who_did_not_come_back_are_compared_by_how_they_began(whole, first, last, item):
    started = first[item].dropna()
    came_back = started.index.isin(last.index)
    row = _row(whole["Keskiarvot alussa sen mukaan, vastasiko henkilö myös loppukyselyyn"], ITEMS[item])
    sides = [started[came_back], started[~came_back]]
    assert row[:4] == [word for side in sides for word in (_number(side.mean()), str(len(side)))]


# --- one year


@EVERY_ITEM
def test_the_changes_of_a_year_are_of_those_who_ended_in_it(sample_reports, first, last, item):
    pairs = both(first, last[last["Vastausaika"] >= "2025"], item)
    row = _row(_tables(sample_reports.page(LATEST))["Samojen henkilöiden keskiarvot alussa ja lopussa"], ITEMS[item])
    assert [row[2], row[4]] == [_signed((pairs["last"] - pairs["first"]).mean()), "16"]


# --- for whom


@pytest.mark.parametrize("audience", ["funder", "public"])
def test_outsiders_see_no_small_part(sample_reports, audience):
    found = _tables(sample_reports.page(f"{audience}/harjula/2023-2025/change.fi"))
    classes = found["Kuinka monen vastaus muuttui parempaan ja kuinka monen huonompaan"]
    withheld = [row[0] for row in classes if row[2:4] == ["••", "••"]]
    # of the public's rounded n a share of the one item could be of fewer than are shown
    told = {"funder": {"Tunnen kuuluvani joukkoon"}, "public": set()}
    assert withheld == [ITEMS[item] for item in ITEMS if item not in told[audience]]
    assert "Muutoksen keskiarvo alaryhmittäin" not in found


def test_without_a_comparison_group_every_page_says_so(sample_reports):
    pages = [path for path in sample_reports.pages() if path.name == "change.fi.html"]
    assert len(pages) == 6
    for path in pages:
        text = " ".join(
            markup.fromstring(without_soft_hyphens(path.read_text(encoding="utf-8"))).xpath("string(//main)").split()
        )
        assert "Vertailuryhmää ei ole, joten muutosta ei voi päätellä palvelun aikaansaamaksi" in text
        assert not re.search(r"vaikutu|vaikuttavuu|ansiosta", text, re.IGNORECASE)


# --- what cannot be paired


def test_a_person_with_two_last_forms_stops_the_report(sample_project, tmp_path):
    batch = _made(sample_project, tmp_path, _answered_twice)
    assert batch.exit_code == 1
    assert "one person answered twice in the wave end" in batch.stderr


def test_a_last_form_before_the_first_stops_the_report(sample_project, tmp_path):
    batch = _made(sample_project, tmp_path, _answered_backwards)
    assert batch.exit_code == 1
    assert "one person answered the follow-up before the baseline" in batch.stderr


def _made(project: Path, root: Path, change) -> Batch:
    """The Finnish page of the whole span, made from a copy of the sample after a change to its last forms."""
    for folder in ("notebooks", "params", "data"):
        shutil.copytree(project / folder, root / folder, ignore=shutil.ignore_patterns(".cache"))
    path = root / "data/sample/harjula/loppukysely.xlsx"
    workbook = load_workbook(path)
    change(workbook["Vastaukset"])
    workbook.save(path)
    chosen = ("--period", "2023-2025", "--audience", "internal", "--language", "fi", "--quiet")
    return run_arvio(root, "run", "harjula", "--notebook", "change", *chosen)


def _answered_twice(sheet) -> None:
    again = [cell.value for cell in sheet[3]]
    sheet.append([999, *again[1:]])


def _answered_backwards(sheet) -> None:
    sheet.cell(row=3, column=2).value = pd.Timestamp("2023-01-09 12:00").to_pydatetime()


def _tables(page: str) -> dict[str, list[list[str]]]:
    """Caption, without its number: the cells of each row, headers of row groups left out."""
    found = {}
    for table in markup.fromstring(page).iter("table"):
        caption = " ".join(table.xpath("string(caption)").split())
        rows = [[_plain(cell.text_content()) for cell in row] for row in table.xpath("./tbody/tr[td]")]
        found[caption.split(". ", 1)[-1]] = rows
    return found


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def _row(rows: list[list[str]], label: str) -> list[str]:
    """The cells of one row after its header."""
    return next(row[1:] for row in rows if row[0] == label)


def _half_up(value: float, decimals: int) -> float:
    shifted = abs(value) * 10**decimals
    return int(shifted + 0.5 + 1e-9) / 10**decimals * (1 if value > 0 else -1)


def _number(value: float) -> str:
    return f"{_half_up(value, 1):.1f}".replace(".", ",").replace("-", "\u2212")


def _signed(value: float) -> str:
    return ("+" if _half_up(value, 1) > 0 else "") + _number(value)


def _percent(share: float) -> str:
    return f"{int(share * 100 + 0.5 + 1e-9)} %"
