"""The figures on the pages about families, counted again from the raw exports and rounded as these pages are."""

import re

import pandas as pd
import pytest
from lxml import html as markup

from ..conftest import PROJECT

SAMPLE = PROJECT / "data" / "sample" / "silmu"
PERIODS = {
    "2023": ("2023-01-01", "2023-12-31"),
    "2024": ("2024-01-01", "2024-12-31"),
    "2025": ("2025-01-01", "2025-12-31"),
    "2025-H1": ("2025-01-01", "2025-06-30"),
    "2025-H2": ("2025-07-01", "2025-12-31"),
    "2023-2025": ("2023-01-01", "2025-12-31"),
}
EVERY_PERIOD = pytest.mark.parametrize("period", PERIODS)
EDITIONS = ("internal", "funder")
FEWEST, BASE, BOUND = 10, 5, 0.8
FEWEST_VALUES = 3
"""So many counts a bound leaves to choose from."""
WITHHELD = "••"
HIGHEST = 5
"""The form's sixth answer is that one cannot say."""


@pytest.fixture(scope="module")
def cases() -> pd.DataFrame:
    register = pd.read_csv(SAMPLE / "asiakkuudet.csv", sep=";", encoding="cp1252", dtype=str)
    real = register[register["Asiakkuus"] != "TESTI"].drop_duplicates("Asiakkuus")
    days = {day: pd.to_datetime(real[day], format="%d.%m.%Y") for day in ("Alkoi", "Päättyi")}
    return real.assign(**days)


def page(sample_reports, period: str, audience: str = "funder") -> str:
    return sample_reports.page(f"{audience}/silmu/{period}/family_work.fi")


def rounded(count: int) -> str:
    return WITHHELD if count < FEWEST else str(int(count / BASE + 0.5) * BASE)


# --- cases


@EVERY_PERIOD
def test_cases_that_ran_in_the_period(sample_reports, cases, period):
    first, last = map(pd.Timestamp, PERIODS[period])
    ran = (cases["Alkoi"] <= last) & ~(cases["Päättyi"] < first)
    assert f"käynnissä oli noin {rounded(ran.sum())} asiakkuutta" in _text(page(sample_reports, period))


@EVERY_PERIOD
def test_cases_on_the_last_day_of_each_half_year(sample_reports, cases, period):
    rows = next(rows for header, rows in _tables(page(sample_reports, period)) if header[:2] == ["Tilanne", "Tilaaja"])
    for day, orderer, total, *counties in rows:
        on = pd.to_datetime(day, format="%d.%m.%Y")
        running = ((cases["Alkoi"] <= on) & ~(cases["Päättyi"] < on)).sum()
        assert orderer == ("Kunnat" if on.year < 2023 else "Hyvinvointialueet")
        assert total in (rounded(running), WITHHELD)
        assert WITHHELD in counties or total != WITHHELD
    assert {row[1] for row in rows} == {"Kunnat", "Hyvinvointialueet"}
    assert rows[-1][2] != WITHHELD


# --- placements


@EVERY_PERIOD
def test_placements_are_counted_and_told_as_a_bound(sample_reports, cases, period):
    first, last = map(pd.Timestamp, PERIODS[period])
    year = pd.DateOffset(years=1)
    ended = cases[cases["Päättyi"].between(first, last)]
    followed = cases[cases["Päättyi"].between(first - year, last - year)]
    rows = {row[0]: row[1:] for row in _table(page(sample_reports, period), "Asiakkuudet ilman sijoitusta")}
    for name, of_period, column in (
        ("Työn aikana", ended, "Sijoitus aikana"),
        ("Vuoden kuluessa päättymisestä", followed, "Sijoitus 12 kk sisällä"),
    ):
        told = of_period[column].dropna()
        share = (told == "ei").mean()
        assert rows[name][1].removeprefix("noin ") == (rounded(len(of_period)) if len(of_period) else "–")
        possible = len(told) - int(BOUND * len(told))  # so many counts lie beyond the bound
        shown = "yli 80 %" if len(told) >= FEWEST and share > BOUND and possible >= FEWEST_VALUES else WITHHELD
        assert rows[name][0] == (shown if len(of_period) else "–")


@EVERY_PERIOD
@pytest.mark.parametrize("audience", EDITIONS)
def test_no_share_of_placements_stands_without_the_word_on_comparison(sample_reports, period, audience):
    text = _text(page(sample_reports, period, audience))
    told = re.findall(r"ilman sijoitusta(?: työn aikana)?\.( \S+)", text)
    assert set(told) <= {" Vertailuryhmää"}
    assert "Ilman vertailuryhmää ei tiedetä" in text
    assert not re.search(r"euro|€|säästö|ansiosta|vaikuttavuu", text, re.IGNORECASE)


# --- goals, answers, cooperation


@pytest.mark.parametrize("period", ["2024", "2025", "2023-2025"])
def test_parents_and_young_people_have_their_own_means(sample_reports, period):
    first, last = PERIODS[period]
    form = pd.read_excel(SAMPLE / "perhepalaute.xlsx", sheet_name="Vastaukset")
    form = form[form["7. Sähköposti"] != "testi@example.fi"].drop_duplicates("Vastaajanumero", keep="last")
    form = form[form["Vastausaika"].astype("str").str[:10].between(first, last)]
    rows = next(rows for header, rows in _tables(page(sample_reports, period)) if header[0] == "Vastaaja")
    for role, word in (("vanhempi", "Vanhemmat"), ("nuori", "Nuoret")):
        answers = pd.to_numeric(form.loc[form["8. Vastaaja"] == role, "1. Meitä kuultiin"])
        answers = answers[answers <= HIGHEST]
        found = next(row for row in rows if row[0] == word)  # of the first statement
        assert [found[1], found[3]] == [_number(answers.mean()), rounded(len(answers))]


def test_cooperation_beyond_orders_by_year(sample_reports):
    actions = pd.read_csv(SAMPLE / "yhteistyo.csv", sep=";", encoding="utf-8-sig", dtype=str)
    years = actions["Päivä"].str[-4:]
    found = next(rows for header, rows in _tables(page(sample_reports, "2023-2025")) if header[0] == "Vuosi")
    for year, count, share in found:
        one = actions if year == "Kaikki vuodet" else actions[years == year]
        beyond = (one["Muoto"] != "tilauskeskustelu").mean()
        assert [count, share] == [str(len(one)), f"{int(beyond * 100 + 0.5)} %"]
    assert len(found) == 4


# --- for whom


def test_there_is_no_page_for_the_public(sample_reports):
    assert not list(sample_reports.reports.glob("public/silmu/*/family_work*"))
    assert "family_work" not in sample_reports.page("public/index")


@EVERY_PERIOD
def test_both_editions_tell_the_same(sample_reports, period):
    texts = {_text(page(sample_reports, period, audience)) for audience in EDITIONS}
    assert len(texts) == 1


@EVERY_PERIOD
@pytest.mark.parametrize("audience", EDITIONS)
def test_no_municipality_and_no_words_of_a_goal_are_told(sample_reports, cases, period, audience):
    goals = pd.read_csv(SAMPLE / "tavoitteet.csv", sep=";", encoding="cp1252", dtype=str)
    text = _text(page(sample_reports, period, audience)).casefold()
    told = {*cases["Tilaajakunta"].dropna(), *goals["Tavoite sanoin"].dropna(), *cases["Asiakkuus"]}
    assert [words for words in told if re.search(rf"\b{re.escape(words.casefold())}\b", text)] == []


def _tables(page: str) -> list[tuple[list[str], list[list[str]]]]:
    """The header and the rows of each table; headers of row groups left out."""
    return [
        (
            [_plain(cell.text_content()) for cell in table.xpath("./thead/tr/th")],
            [[_plain(cell.text_content()) for cell in row] for row in table.xpath("./tbody/tr[td]")],
        )
        for table in markup.fromstring(page).iter("table")
    ]


def _table(page: str, caption: str) -> list[list[str]]:
    """The rows of the table of a caption."""
    for table in markup.fromstring(page).iter("table"):
        if caption in table.xpath("string(caption)"):
            return [[_plain(cell.text_content()) for cell in row] for row in table.xpath("./tbody/tr[td]")]
    raise AssertionError(f"no table {caption}")


def _text(page: str) -> str:
    return _plain(markup.fromstring(page).xpath("string(//main)"))


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def _number(value: float) -> str:
    return f"{int(value * 10 + 0.5 + 1e-9) / 10:.1f}".replace(".", ",")
