import pytest

from arvio.errors import SourceError
from arvio.params import Source
from arvio.sources.containers.text_file import find_delimiter, read_rows, read_text
from arvio.sources.source_file import SourceFile


def written(tmp_path, contents):
    path = tmp_path / "vienti.csv"
    path.write_bytes(contents)
    return SourceFile(path, "vienti.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_reads_unicode_with_and_without_a_mark(tmp_path, encoding):
    assert read_text(written(tmp_path, "Järjestö".encode(encoding)), None) == "Järjestö"


def test_a_mark_in_the_file_comes_before_the_declared_encoding(tmp_path):
    assert read_text(written(tmp_path, "Järjestö".encode("utf-8-sig")), "cp1252") == "Järjestö"


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac-roman"])
def test_names_the_encoding_that_a_finnish_text_is_really_in(tmp_path, encoding):
    file = written(tmp_path, "Työntekijän sukupuolella on väliä – erittäin".encode(encoding, errors="ignore"))
    with pytest.raises(SourceError, match=f"write encoding: {encoding} "):
        read_text(file, None)


@pytest.mark.parametrize(("header", "sign"), [("a;b;c,d", ";"), ("a\tb", "\t"), ('"a;b;c",d', ","), ("only", ",")])
def test_finds_the_delimiter_outside_quotes(header, sign):
    assert find_delimiter(header + "\n1;2;3\n", "vienti.csv") == sign


def test_looks_for_the_delimiter_in_the_header_row():
    assert find_delimiter("Otsikko, joka jatkuu, ja jatkuu\na;b\n", "vienti.csv", header_row=2) == ";"


def test_refuses_to_choose_between_two_delimiters():
    with pytest.raises(SourceError, match="as many of two delimiters"):
        find_delimiter("a;b,c\n", "vienti.csv")


TWO = {"response_id": "Nro", "submitted_at": "Aika"}


@pytest.mark.parametrize(("declared", "named", "other"), [(";", "semicolon", "comma"), ("\t", "tab", "comma")])
def test_a_header_without_the_declared_delimiter_says_which_one_is_there(tmp_path, declared, named, other):
    source = Source(table="answers", reader="csv", files="vienti.csv", delimiter=declared, columns=TWO)
    with pytest.raises(SourceError) as raised:
        list(read_rows(source, written(tmp_path, b"Nro,Aika,Mieli\n1,1.4.2025,4\n")))
    assert f"vienti.csv: row 1: the header holds no {named}" in str(raised.value)
    assert f"got: '{other}'" in str(raised.value)
    assert "write the right delimiter in params" in str(raised.value)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("Nro;Aika, aamulla\n1;2\n", TWO), ("Nro\n1\n", TWO), ("Mita, milloin\n1\n", {"response_id": "Mita, milloin"})],
)
def test_a_header_that_may_be_as_params_say_is_read(tmp_path, text, columns):
    source = Source(table="answers", reader="csv", files="vienti.csv", delimiter=";", columns=columns)
    assert len(list(read_rows(source, written(tmp_path, text.encode())))) == 2
