import shutil
import sys

import pytest

from arvio.doctor import LOOK, OK, WRONG
from arvio.doctor.programs import LETTERS, browser, jupyterlab, letters, letters_on_paper, without_letters
from arvio.publish.annexes.pictures import fonts
from arvio.translations import LANGUAGES, REPORTS, path_of

of_posix = pytest.mark.skipif(sys.platform == "win32", reason="its programs are no scripts, and are not asked")


@pytest.fixture
def named(tmp_path, monkeypatch):
    """A browser that is named, and does what a script does."""

    def written(script):
        path = tmp_path / "browser"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setenv("ARVIO_BROWSER", str(path))
        return path

    return written


@of_posix
def test_the_browser_is_told_with_its_version(named):
    path = named("echo Chromium  1.2")
    assert (browser().state, browser().facts) == (OK, {"program": str(path), "version": "Chromium 1.2"})


@of_posix
def test_a_browser_that_does_not_start_is_wrong(named):
    named("exit 3")
    assert browser().state == WRONG
    assert browser().said.endswith("does not start (CalledProcessError)")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere browsers are found without a command")
def test_without_a_browser_pages_are_whole(tmp_path, monkeypatch):
    monkeypatch.delenv("ARVIO_BROWSER", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = browser()
    assert found.state == LOOK
    assert "no browser was found" in found.said
    assert "ARVIO_BROWSER" in found.remedy


def test_a_browser_that_is_named_and_not_there_is_wrong(monkeypatch):
    monkeypatch.setenv("ARVIO_BROWSER", "no-such-browser")
    assert browser().state == WRONG


def test_figures_have_all_letters_in_the_font_that_comes_with_matplotlib():
    assert letters().state == OK
    assert without_letters(fonts()) == ""


def test_letters_are_those_of_the_words_of_reports():
    texts = "".join(path_of(name, REPORTS).read_text(encoding="utf-8") for name in LANGUAGES if name != "en")
    assert {letter for letter in texts if ord(letter) > 160} - set(LETTERS) == set()


def test_a_machine_without_fonts_is_told_which_letters_it_lacks(tmp_path, monkeypatch):
    monkeypatch.setattr("matplotlib.font_manager.findSystemFonts", list)
    found = letters_on_paper()
    assert (found.state, set(found.facts["lacking"])) == (LOOK, set(LETTERS))
    (tmp_path / "none.ttf").write_text("no font")
    assert set(without_letters([str(tmp_path / "none.ttf")])) == set(LETTERS)


def test_letters_are_taken_from_any_font(tmp_path, monkeypatch):
    copy = shutil.copy(fonts()[0], tmp_path / "one.ttf")
    monkeypatch.setattr("matplotlib.font_manager.findSystemFonts", lambda: [str(copy)])
    assert letters_on_paper().state == OK


def test_jupyterlab_is_told_with_its_version():
    assert jupyterlab().facts["version"] in jupyterlab().said


def test_without_jupyterlab_a_batch_can_be_made(monkeypatch):
    monkeypatch.setattr(sys, "path", [])
    assert jupyterlab().state == LOOK
