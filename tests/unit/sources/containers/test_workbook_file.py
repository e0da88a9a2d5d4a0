import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from arvio.errors import SourceError
from arvio.params import Source
from arvio.sources.containers.workbook_file import PROLOGUE, read_sheet
from arvio.sources.containers.workbook_out import escaped
from arvio.sources.source_file import SourceFile

SOURCE = Source(table="groups", reader="excel", files="vienti.xlsx")
ENTITY = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file://{}">]>'


def workbook(tmp_path, rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "vienti.xlsx")
    return SourceFile(tmp_path / "vienti.xlsx", "vienti.xlsx")


def changed(file, part, change):
    """The workbook with one of its parts put through `change`; a part that is not there is made."""
    with zipfile.ZipFile(file.path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(file.path, "w") as archive:
        for name, contents in parts.items():
            archive.writestr(name, contents)
    return file


def message(file):
    with pytest.raises(SourceError) as caught:
        read_sheet(SOURCE, file)
    return str(caught.value)


def test_a_workbook_with_macros_is_refused(tmp_path):
    file = changed(workbook(tmp_path, [["a"], [1]]), "xl/vbaProject.bin", lambda _: b"macro")
    assert "vienti.xlsx: the workbook holds macros" in message(file)
    assert "save it as Excel workbook (.xlsx)" in message(file)


def test_an_external_entity_is_refused_and_not_read(tmp_path):
    secret = tmp_path / "salaisuus.txt"
    secret.write_text("Salainen lause")
    hostile = ENTITY.format(secret).encode()
    file = changed(workbook(tmp_path, [["a"], ["&secret;"]]), "xl/worksheets/sheet1.xml", lambda xml: hostile + xml)
    assert "declares a document type" in message(file)


def test_an_entity_hidden_behind_a_long_comment_gives_nothing_away(tmp_path):
    secret = tmp_path / "salaisuus.txt"
    secret.write_text("Salainen lause")
    hostile = f"<!--{'x' * PROLOGUE}-->{ENTITY.format(secret)}".encode()

    def with_entity(xml):
        return hostile + xml.replace(b"otsikko", b"&secret;")

    file = changed(workbook(tmp_path, [["otsikko"], [1]]), "xl/sharedStrings.xml", with_entity)
    try:
        found = str(read_sheet(SOURCE, file))
    except SourceError as error:
        found = str(error)
    assert "Salainen" not in found


def test_a_formula_is_its_computed_value(tmp_path):
    file = workbook(tmp_path, [["a"], ["=1+1"]])
    computed = changed(
        file,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<v></v>", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"),
    )
    assert read_sheet(SOURCE, computed)[1] == [("a",), (2,)]


def test_a_formula_that_was_never_computed_is_told_and_not_read_as_empty(tmp_path):
    assert "1 formulas have no computed value" in message(workbook(tmp_path, [["a"], ["=1+1"]]))


@pytest.mark.parametrize("written", ["=1+1", "+358", "-ei", "@nimi"])
def test_a_text_that_looks_like_a_formula_stays_text_when_written(tmp_path, written):
    file = workbook(tmp_path, [["a"], [escaped(written)]])
    cell = load_workbook(file.path).active["A2"]
    assert (cell.data_type, cell.value) == ("s", f"'{written}")
    assert read_sheet(SOURCE, file)[1][1] == (f"'{written}",)
