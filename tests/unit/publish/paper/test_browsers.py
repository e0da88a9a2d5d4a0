import pytest

from arvio.errors import RunError
from arvio.publish.paper.browsers import find_browser


def program(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_a_browser_is_found_by_its_command(tmp_path):
    found = program(tmp_path / "bin" / "google-chrome")
    assert find_browser({"PATH": str(tmp_path / "bin")}, "linux") == found


def test_chromium_comes_before_edge(tmp_path):
    program(tmp_path / "microsoft-edge")
    chromium = program(tmp_path / "chromium")
    assert find_browser({"PATH": str(tmp_path)}, "linux") == chromium


def test_the_one_that_is_named_comes_first(tmp_path):
    program(tmp_path / "bin" / "chromium")
    own = program(tmp_path / "own" / "browser")
    environment = {"PATH": str(tmp_path / "bin"), "ARVIO_BROWSER": str(own)}
    assert find_browser(environment, "linux") == own


def test_one_that_is_named_and_not_there_is_not_replaced_by_another(tmp_path):
    program(tmp_path / "chromium")
    with pytest.raises(RunError, match=r"ARVIO_BROWSER: names no program.*got: '/nowhere/browser'"):
        find_browser({"PATH": str(tmp_path), "ARVIO_BROWSER": "/nowhere/browser"}, "linux")


def test_programs_of_macos_and_windows_are_found_where_installers_put_them(tmp_path):
    edge = program(tmp_path / "Applications" / "Microsoft Edge.app" / "Contents" / "MacOS" / "Microsoft Edge")
    assert find_browser({"HOME": str(tmp_path)}, "darwin") == edge
    chrome = program(tmp_path / "Google" / "Chrome" / "Application" / "chrome.exe")
    assert find_browser({"LOCALAPPDATA": str(tmp_path)}, "win32") == chrome


def test_without_any_it_is_said_what_was_looked_for_and_what_to_do(tmp_path):
    with pytest.raises(RunError) as caught:
        find_browser({"PATH": str(tmp_path), "PROGRAMFILES": str(tmp_path)}, "win32")
    told = str(caught.value)
    assert "google-chrome" in told
    assert str(tmp_path / "Microsoft" / "Edge") in told
    assert "set ARVIO_BROWSER" in told
