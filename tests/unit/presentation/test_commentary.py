import pytest

from arvio.errors import ParamsError
from arvio.presentation.commentary import commentary, sections


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "2025.fi.md"
    path.write_text("intro\n\n## feedback\n\nMiehet *puhuvat* <b>nyt</b>.\n\n## groups\nRyhmät.\n", encoding="utf-8")
    return path


def test_shows_the_words_of_one_section_and_whose_they_are(path):
    shown = commentary(path, "feedback", "fi")
    assert shown.text == "Arvioijan kommentti\nMiehet *puhuvat* <b>nyt</b>."
    assert "<em>puhuvat</em>" in shown.html
    assert "Ryhmät" not in shown.html


def test_html_of_the_evaluator_is_shown_as_text(path):
    assert "&lt;b&gt;nyt&lt;/b&gt;" in commentary(path, "feedback", "fi").html


@pytest.mark.parametrize("section", ["claims", ""])
def test_a_section_that_is_not_written_shows_nothing(path, section):
    assert commentary(path, section, "fi").html == ""


def test_a_file_that_is_not_there_shows_nothing(tmp_path):
    assert commentary(tmp_path / "2024.fi.md", "feedback", "fi").html == ""


def test_every_section_keeps_its_words(path):
    assert sections(path) == {"feedback": "Miehet *puhuvat* <b>nyt</b>.", "groups": "Ryhmät."}


def test_a_file_that_is_not_utf_8_is_told_so(path):
    path.write_bytes("## feedback\n\nHyv\xe4".encode("cp1252"))
    with pytest.raises(ParamsError, match="is not UTF-8"):
        sections(path)
