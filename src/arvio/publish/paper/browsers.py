"""The browser that prints: Chromium, Chrome or Edge as it is installed on this machine, or the one that is named."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from arvio.errors import Problem, RunError
from arvio.saying import say

NAMED_BY = "ARVIO_BROWSER"
_COMMANDS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    *("microsoft-edge", "microsoft-edge-stable", "chrome", "msedge"),
)
_ON_MACOS = tuple(
    f"Applications/{name}.app/Contents/MacOS/{name}" for name in ("Google Chrome", "Chromium", "Microsoft Edge")
)
_ON_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
_PROGRAM_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


def find_browser(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The program of the browser; a RunError that says what was looked for where there is none."""
    named = environment.get(NAMED_BY)
    if named:
        return _named(named, environment)
    commands = (shutil.which(command, path=environment.get("PATH", "")) for command in _COMMANDS)
    found = next(filter(None, commands), None) or next(filter(Path.is_file, _installed(environment, platform)), None)
    if found is None:
        raise RunError(_none_found(environment, platform))
    return Path(found)


def _named(name: str, environment: Mapping[str, str]) -> Path:
    found = shutil.which(name, path=environment.get("PATH", ""))
    if found is None:
        expected = say("the path of Chromium, Chrome or Edge, or the name of its command")
        raise RunError(Problem(NAMED_BY, say("names no program that can be started"), expected, _REMEDY, value=name))
    return Path(found)


def _installed(environment: Mapping[str, str], platform: str) -> Iterator[Path]:
    """Where installers put browsers that no command starts."""
    if platform == "darwin":
        homes = (Path("/"), Path(environment.get("HOME", "/")))
        yield from (home / program for home in homes for program in _ON_MACOS)
    elif platform == "win32":
        folders = (Path(environment[name]) for name in _PROGRAM_FOLDERS if environment.get(name))
        yield from (folder / program for folder in folders for program in _ON_WINDOWS)


def _none_found(environment: Mapping[str, str], platform: str) -> Problem:
    looked_for = ", ".join([*_COMMANDS, *(str(path) for path in _installed(environment, platform))])
    what = say(
        "no browser was found that could print the reports; their pages are whole without it (looked for %(programs)s)",
        programs=looked_for,
    )
    return Problem("PDF", what, say("Chromium, Chrome or Edge"), _REMEDY)


_REMEDY = say(
    "install one of them, or set %(variable)s to its program, then run again with --pdf: only PDFs are made then",
    variable=NAMED_BY,
)
