import zipfile
from dataclasses import replace

import pytest

from arvio.errors import SourceError
from arvio.params import Limits, Source
from arvio.sources.containers.csv_archive import chosen_csv, csv_names, csv_rows, is_csv_archive
from arvio.sources.source_file import SourceFile

SOURCE = Source(table="answers", reader="kobo", files="lomake.zip")


@pytest.fixture
def archive(tmp_path):
    def made(**files):
        with zipfile.ZipFile(tmp_path / "lomake.zip", "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in files.items():
                packed.writestr(name, content)
        return SourceFile(tmp_path / "lomake.zip", "lomake.zip")

    return made


def rows(file, name="a.csv", **params):
    return list(csv_rows(SOURCE.model_copy(update=params), file, name))


def test_an_archive_of_text_files_is_no_workbook(archive):
    assert is_csv_archive(archive(**{"a.csv": "q\n1\n", "media/kuva.jpg": "x"}))
    assert not is_csv_archive(archive(**{"[Content_Types].xml": "", "a.csv": ""}))
    assert not is_csv_archive(archive(**{"kuva.jpg": "x"}))


def test_text_files_are_named_with_or_without_their_ending(archive):
    file = archive(**{"a.csv": "q\n1\n", "a-b.csv": "q\n1\n", "__MACOSX/a.csv": "", "kuva.jpg": ""})
    assert csv_names(file) == ("a.csv", "a-b.csv")
    assert chosen_csv(file, csv_names(file), "a-b") == chosen_csv(file, csv_names(file), "a-b.csv") == "a-b.csv"
    assert chosen_csv(file, ["a.csv"], None) == "a.csv"


def test_one_of_several_text_files_must_be_named(archive):
    file = archive(**{"a.csv": "q\n1\n", "b.csv": "q\n1\n"})
    with pytest.raises(SourceError, match=r"holds 2 text files: a\.csv, b\.csv"):
        chosen_csv(file, csv_names(file), None)
    with pytest.raises(SourceError, match="holds no such text file"):
        chosen_csv(file, csv_names(file), "c")


def test_rows_are_those_of_the_text_file(archive):
    quoted = archive(**{"a.csv": '\ufeffikä,"palaute"\n7,"Hyvä;\nkiitos"\n'})
    assert rows(quoted) == [["ikä", "palaute"], ["7", "Hyvä;\nkiitos"]]
    assert rows(archive(**{"a.csv": "ikä;q\n7;8\n".encode("cp1252")}), encoding="cp1252")[0] == ["ikä", "q"]


def test_an_archive_that_would_fill_the_memory_is_refused(archive):
    file = replace(archive(**{"a.csv": "0" * 2_000_000}), limits=Limits(unpacked_mb=1))
    with pytest.raises(SourceError, match="would unpack to more than 1 MB"):
        csv_names(file)


@pytest.mark.parametrize("name", ["../a.csv", "/a.csv", "C:\\a.csv"])
def test_a_path_that_leaves_the_archive_is_refused(name, archive):
    with pytest.raises(SourceError, match="a path that leaves the archive"):
        csv_names(archive(**{name: "q\n1\n"}))


@pytest.mark.parametrize(
    ("content", "told"),
    [("ikä\n7\n".encode("cp1252"), "encoding"), ("a,b\n1,\x00\n", "NUL"), ('a,b\n"x\n', "not delimited text")],
)
def test_what_is_no_text_is_told(content, told, archive):
    with pytest.raises(SourceError, match=told):
        rows(archive(**{"a.csv": content}))


def test_a_damaged_archive_is_told(archive):
    file = archive(**{"a.csv": "q,r\n" + "1,2\n" * 500})
    spoilt = bytearray(file.path.read_bytes())
    spoilt[45] ^= 0xFF
    file.path.write_bytes(spoilt)
    with pytest.raises(SourceError, match="the archive is damaged"):
        rows(file)
