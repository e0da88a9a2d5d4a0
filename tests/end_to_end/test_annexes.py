"""The files beside the sample's reports: every figure of the page's tables stands in each of them, and no other."""

import csv
import io
from collections import Counter
from pathlib import Path

import docx
import pytest
from lxml import html
from openpyxl import load_workbook

from arvio.presentation.hyphens import without_soft_hyphens

from ..sample import PLACES as EVERY_PLACE

WANTED = ("/voimaa/2021-2024/project_end.", "/miessakit/2025/feedback.")
PLACES = [place for place in EVERY_PLACE if any(wanted in place for wanted in WANTED)]
WITHHELD, NONE = "••", "–"
SHORTHAND = {WITHHELD: "[c]", NONE: "[x]"}


def page_tables(page: Path) -> list[list[list[str]]]:
    """The rows of each table of a page, without its headers: what heads several rows stands before each of them."""
    tables = []
    text = without_soft_hyphens(page.read_text(encoding="utf-8"))
    for table in html.fromstring(text).iterfind(".//div[@class='arvio-table']/table"):
        rows, group = [], []
        for row in table.iterfind("tbody/tr"):
            cells = [cell.text_content() for cell in row]
            if row[0].get("scope") == "rowgroup":
                group = cells
            else:
                rows.append([*group, *cells])
            if row is row.getparent()[-1] and row.getparent()[0][0].get("scope") == "rowgroup":
                group = []
        tables.append(rows)
    return tables


def one_line(text: str) -> str:
    return " ".join(text.split())


def beside(sample_reports, place: str, suffix: str) -> Path:
    page = sample_reports.reports / f"{place}.html"
    name, language = page.stem.split(".")
    return page.with_name(f"{name}.{language}.{suffix}" if "." not in suffix else f"{name}.excel.{language}.csv")


def written(value: object, form: str, language: str) -> str:
    """A cell of a workbook as its format shows it, in the language of the report."""
    if not isinstance(value, int | float):
        return str(value)
    shown = form.split(";")[1 if value < 0 else 2 if value == 0 and form.count(";") == 2 else 0]
    decimals = len(shown.partition(".")[2].rstrip('% "€'))
    text = f"{abs(value) * (100 if '%' in shown else 1):,.{decimals}f}"
    if language != "en":
        text = text.replace(",", "\u00a0").replace(".", ",")
    sign = "−" if value < 0 else "+" if shown.startswith("+") else ""
    if "€" in shown:
        return f"{sign}€{text}" if language == "en" else f"{sign}{text}\u00a0€"
    return sign + text + ("%" if shown.endswith("0%") else "\u00a0%" if shown.endswith("%") else "")


def ends(cell: str) -> list[str]:
    """An interval as its two ends, each with the unit that it has once."""
    for separator in ("–", "…"):
        low, found, high = cell.partition(separator)
        if (
            found
            and low[-1:].isdigit()
            and any(letter.isdigit() for letter in high)
            and ". " not in cell
            and low.count(".") < 2
        ):
            unit = high[len(high.rstrip("% €\u00a0")) :]
            return [low + unit, high]
    return [cell]


@pytest.mark.parametrize("place", PLACES)
def test_the_word_document_has_every_cell_of_every_table(sample_reports, place):
    found = docx.Document(beside(sample_reports, place, "docx")).tables
    tables = [[[cell.text for cell in row.cells] for row in table.rows][1:] for table in found]
    assert tables == page_tables(sample_reports.reports / f"{place}.html")


@pytest.mark.parametrize("place", PLACES)
def test_the_word_document_has_every_text_of_the_page(sample_reports, place):
    page = html.fromstring(without_soft_hyphens(sample_reports.page(place)))
    left = "//*[@aria-labelledby='beside'] | //svg | //summary | //footer | //*[@class='arvio-data']"
    for left_out in page.xpath(left):
        left_out.drop_tree()
    wanted = {
        one_line(found.text_content()) for found in page.xpath("//main//*[self::p or self::li or self::h2 or self::h3]")
    }
    wanted |= {one_line(found.text_content()) for found in page.xpath("//main//caption[span[@class='number']]")}
    written = docx.Document(beside(sample_reports, place, "docx"))
    assert len(wanted) > 30
    assert wanted - {one_line(paragraph.text) for paragraph in written.paragraphs} == set()


@pytest.mark.parametrize("place", PLACES)
def test_the_workbook_has_every_figure_and_no_other(sample_reports, place):
    book = load_workbook(beside(sample_reports, place, "xlsx"))
    language = place.rpartition(".")[2]
    tables = page_tables(sample_reports.reports / f"{place}.html")
    assert len(book.worksheets) == 3 + len(tables)
    for sheet, table in zip(book.worksheets[3:], tables, strict=True):
        if not table:
            continue
        rows = list(sheet.iter_rows())[-len(table) :]
        for cells, expected in zip(rows, table, strict=True):
            shown = [written(cell.value, cell.number_format, language) for cell in cells]
            wanted = [SHORTHAND.get(text, text) for text in expected]
            whole = len(shown) == len(wanted)
            divided = [end for text in wanted for end in ends(text)]
            assert set(wanted if whole else divided) <= {*shown, *SHORTHAND.values()}
            assert set(shown) <= {*wanted, *divided}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("suffix", "separator", "name"), [("csv", ",", "written"), ("excel.csv", ";", None)])
def test_the_text_has_every_figure_and_no_other(sample_reports, place, suffix, separator, name):
    text = beside(sample_reports, place, suffix).read_bytes().decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    at = lines[0].index(name) if name else len(lines[0]) - 1
    tables = page_tables(sample_reports.reports / f"{place}.html")
    told = Counter(line[at] for line in lines[1:])
    cells = Counter(SHORTHAND.get(cell, cell) for rows in tables for row in rows for cell in row)
    assert told
    assert told - cells == Counter()
    assert told["[c]"] == cells["[c]"]
    every = {cell.removeprefix("'") for line in lines for cell in line}
    assert {cell.strip() for cell in cells} - {cell.strip() for cell in every} == set()


@pytest.mark.parametrize("place", PLACES)
def test_what_one_audience_may_not_read_is_withheld_in_its_files(sample_reports, place):
    page = page_tables(sample_reports.reports / f"{place}.html")
    withheld = sum(cell == WITHHELD for rows in page for row in rows for cell in row)
    book = load_workbook(beside(sample_reports, place, "xlsx"), read_only=True)
    marks = sum(
        cell == "[c]" for sheet in book.worksheets[3:] for row in sheet.iter_rows(values_only=True) for cell in row
    )
    assert marks >= withheld
    assert (marks > 0) == (withheld > 0)


def test_other_reports_have_no_annexes(sample_reports):
    found = {
        path.relative_to(sample_reports.reports).as_posix().rpartition(".")[0].replace(".excel", "")
        for suffix in ("xlsx", "csv", "docx")
        for path in sample_reports.reports.glob(f"[!.]*/**/*.{suffix}")
    }
    assert found == set(PLACES)


def test_page_and_catalogue_lead_to_every_annex(sample_reports):
    for place in PLACES:
        page = sample_reports.reports / f"{place}.html"
        found = html.fromstring(page.read_text(encoding="utf-8")).xpath("//section[@aria-labelledby='beside']//a")
        links = [link.get("href") for link in found]
        assert len(links) == 4
        assert [link for link in links if not page.with_name(link).is_file()] == []
        audience, _, below = place.partition("/")
        catalogue = sample_reports.page(f"{audience}/index")
        assert [link for link in links if f'href="{below.rpartition("/")[0]}/{link}"' not in catalogue] == []


def test_libreoffice_opens_what_a_manager_opens(sample_reports, libreoffice):
    places = [place for place in PLACES if place.startswith("funder/") and place.endswith(".fi")]
    for suffix, to in (("xlsx", "fods"), ("docx", "fodt")):
        files = {f"{place.rpartition('/')[2]}.{suffix}": beside(sample_reports, place, suffix) for place in places}
        converted = libreoffice({name: path.read_bytes() for name, path in files.items()}, to)
        for place, result in zip(places, converted, strict=True):
            text = " ".join(html.fromstring(result).itertext()).replace("\u00a0", " ")
            title = html.fromstring(sample_reports.page(place)).findtext(".//h1").strip()
            assert without_soft_hyphens(title).replace("\u00a0", " ") in text
