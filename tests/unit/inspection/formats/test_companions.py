import pytest

from arvio.inspection.formats.companions import codebook_of, is_redcap_dictionary, is_xlsform
from arvio.sources.source_file import SourceFile

DICTIONARY = [
    ["Variable / Field Name", "Form Name", "Field Type", "Field Label"],
    ["tunnus", "kysely", "text", "Tunnus"],
    ["arvio", "kysely", "radio", "Arvio"],
]
SURVEY = [["type", "name", "label"], ["text", "palaute", "Palaute"], ["select_multiple syyt", "syyt", "Syyt"]]
CHOICES = [["list_name", "name", "label"], ["syyt", "apu", "Apu"], ["syyt", "seura", "Seura"]]


def test_a_dictionary_beside_its_export_is_found(written):
    written(DICTIONARY, "sanakirja.csv")
    other = [["Variable / Field Name", "Form Name", "Field Type", "Field Label"], ["x", "y", "text", "X"]]
    written(other, "toinen.csv")
    file = written([["tunnus", "arvio", "kysely_complete"], ["1", "2", "2"]])
    assert codebook_of(file, "redcap", ["tunnus", "arvio", "kysely_complete"]) == "sanakirja.csv"


def test_a_dictionary_of_another_project_is_none(written):
    written(DICTIONARY, "sanakirja.csv")
    file = written([["a", "b", "c_complete"], ["1", "2", "2"]])
    assert codebook_of(file, "redcap", ["a", "b", "c_complete"]) is None


def test_an_xlsform_beside_its_export_is_found(workbook, written):
    workbook({"survey": SURVEY, "choices": CHOICES}, "lomake.xlsx")
    file = written([["palaute", "syyt", "syyt/apu", "syyt/seura"], ["hyvä", "apu", "1", "0"]])
    assert codebook_of(file, "kobo", ["palaute", "syyt", "syyt/apu", "syyt/seura", "_id"]) == "lomake.xlsx"


def test_a_broken_file_beside_an_export_is_no_codebook(written, tmp_path):
    (tmp_path / "rikki.xlsx").write_bytes(b"PK\x03\x04 and then nothing")
    assert codebook_of(written([["palaute"], ["x"]]), "kobo", ["palaute"]) is None


def test_tools_without_codebooks_are_not_searched(tmp_path):
    assert codebook_of(SourceFile(tmp_path / "no folder" / "x.csv", "x.csv"), "csv", ["a"]) is None


@pytest.mark.parametrize("first", ["Variable / Field Name", "field_name"])
def test_a_dictionary_is_known_by_its_first_header(written, first):
    assert is_redcap_dictionary(written([[first, "Form Name"], ["a", "b"]]))


def test_a_form_is_known_by_its_sheets():
    assert is_xlsform({"Survey": [], "choices": []})
    assert not is_xlsform({"survey": []})
