import pytest
from hypothesis import given
from hypothesis import strategies as st

from arvio.commentary.words import digest_of, parts, sections
from arvio.errors import ParamsError

LINE = ["## feedback", "##  two words ", "## ", "# title", "<<<<<<< HEAD", "<!-- x -->", "ä\u2028 b", "-", ""]
LINES = st.lists(st.sampled_from(LINE))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "2025.fi.md"
    path.write_text("## feedback\n\nMiehet *puhuvat* <b>nyt</b>.\n\n## groups\nRyhmät.\n", encoding="utf-8")
    return path


def test_every_section_keeps_its_words(path):
    assert sections(path) == {"feedback": "Miehet *puhuvat* <b>nyt</b>.", "groups": "Ryhmät."}


def test_a_file_that_is_not_there_has_no_sections(tmp_path):
    assert sections(tmp_path / "2024.fi.md") == {}


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.text())
def test_parts_put_together_are_the_file(lines, end, rest):
    text = end.join(lines) + rest
    assert "".join(part.text for part in parts(text)) == text


@given(st.text())
def test_no_text_loses_anything_by_being_divided(text):
    assert "".join(part.text for part in parts(text)) == text


@given(st.lists(st.text(alphabet="aä .\n", min_size=1).filter(str.strip), min_size=1))
def test_words_of_each_section_are_found_again(bodies):
    text = "".join(f"## s{number}\n{body}\n" for number, body in enumerate(bodies))
    assert [part.words for part in parts(text)] == [body.strip() for body in bodies]


def test_line_ends_of_windows_make_no_other_words(path):
    unix = sections(path)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert sections(path) == unix


def test_a_remark_is_no_word(path):
    path.write_text("## feedback\n<!-- what do the answers tell? -->\n\n## groups\n<!-- a\nb -->\nSana.\n")
    assert sections(path) == {"groups": "Sana."}


def test_a_file_that_is_not_utf_8_is_told_so(path):
    path.write_bytes("## feedback\n\nHyv\xe4".encode("cp1252"))
    with pytest.raises(ParamsError, match="is not UTF-8"):
        sections(path)


def test_versions_that_were_not_put_together_are_told_with_their_line(path):
    words = "## feedback\n<<<<<<< HEAD\nOurs.\n=======\nTheirs.\n>>>>>>> other\n"
    path.write_text(words)
    with pytest.raises(ParamsError, match="line 2: holds two versions"):
        sections(path)
    assert path.read_text() == words


def test_a_section_that_stands_twice_is_told_with_both_lines(path):
    path.write_text("## feedback\nOne.\n\n## feedback\nTwo.\n")
    with pytest.raises(ParamsError, match="line 4: the section stands here already from line 1 on, got: 'feedback'"):
        sections(path)


def test_white_space_around_words_makes_no_others():
    assert digest_of("  Sana.\n") == digest_of("Sana.") != digest_of("Sana!")
    assert digest_of(" \n") == ""
