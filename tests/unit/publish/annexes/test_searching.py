"""The last search of annexes: what a page would be refused for, an annex is refused for as well."""

import pytest

from arvio.errors import ProtectionError
from arvio.presentation.html_table import HtmlTable
from arvio.publish.annexes.archive import packed, parts_of
from arvio.publish.annexes.delimited import for_excel, for_programs
from arvio.publish.annexes.searching import check_annex_leaving
from arvio.publish.annexes.spreadsheet import workbook
from arvio.publish.annexes.word import document

from .conftest import table_output

CANARY = "Uolevi Kuukankorpi"
WRITERS = {"xlsx": workbook, "csv": for_programs, "excel_csv": for_excel, "docx": document}
KEY = "3f9c07d1ab52e8846b10"


@pytest.fixture
def check(tmp_path):
    folder = tmp_path / "data" / "sample"
    folder.mkdir(parents=True)
    (folder / "canaries.yaml").write_text(f"names: [{CANARY}]\n", "utf-8")
    return lambda annex, kind: check_annex_leaving(annex, kind, "public/talo/2025/feedback.fi.xlsx", root=tmp_path)


def table_with(text):
    return table_output(HtmlTable("Answers", ["Group", "Mean"], [[text, "4.5"], ["others", "4.4"]]))


@pytest.mark.parametrize("kind", WRITERS)
def test_a_sound_annex_passes(kind, answers, edition, check):
    check(WRITERS[kind](answers, edition), kind)


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize(
    ("text", "found"),
    [
        (CANARY, "canary"),
        ("uolevi\u200b  KUUKANKORPI", "canary"),
        ("131052-308T", "personal identity code"),
        (f"person {KEY}", "a key"),
        ("see /ho" + "me/eva/data.csv", "folder of a machine"),
        ("4;5;3;3;5;1;4;2", "rows or lists"),
        ("4, 5, 3, 3, 5, 1, 4, 2", "rows or lists"),
        ("VW9sZXZpIEt1dWthbmtvcnBpIFVvbGV2aQ==", "canary"),
    ],
)
def test_what_a_page_is_refused_for_is_refused(kind, text, found, content, edition, check):
    with pytest.raises(ProtectionError, match=found) as refused:
        check(WRITERS[kind](content(table_with(text)), edition), kind)
    assert text not in str(refused.value)


def test_persons_one_after_another_are_refused(content, edition, check):
    persons = HtmlTable(
        "Answers", ["Who", "Mark"], [["man", mark] for mark in ("4", "5", "4", "5", "4", "5", "4", "5")]
    )
    with pytest.raises(ProtectionError, match="rows or lists"):
        check(workbook(content(table_output(persons)), edition), "xlsx")


@pytest.mark.parametrize(
    ("part", "contents"),
    [
        ("xl/vbaProject.bin", b"a program"),
        ("xl/media/image1.png", b"no picture"),
        ("xl/_rels/x.rels", b'<Relationship Target="file:///x" TargetMode="External"/>'),
        ("docProps/thumbnail.jpeg", b"\xff\xd8"),
    ],
)
def test_parts_that_are_not_ours_are_refused(part, contents, answers, edition, check):
    parts = parts_of(workbook(answers, edition))
    with pytest.raises(ProtectionError, match=r"embedded data|folder of a machine"):
        check(packed({**parts, part: contents}), "xlsx")


def test_what_stands_in_the_properties_is_searched_too(answers, edition, check):
    parts = parts_of(workbook(answers, edition))
    core = parts["docProps/core.xml"].replace(b"Feedback", CANARY.encode())
    with pytest.raises(ProtectionError, match="canary"):
        check(packed({**parts, "docProps/core.xml": core}), "xlsx")
