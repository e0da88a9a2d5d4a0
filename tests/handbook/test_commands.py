"""Every command that the handbook shows, given as it stands there, page after page, as a new user goes through it.

Both languages show the same commands (test_pages.py), so each is given once. The pages share one copy of the sample, in
which everything that was made before is there; the batch at year's end has a project of its own with one small report.
"""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ..conftest import BROWSERS, PROJECT, without
from . import pages

pytestmark = pytest.mark.skipif(os.name == "nt", reason="commands are stopped as a terminal of Linux or macOS does")
SECONDS = 240
ENVIRONMENT = {"ARVIO_KEY": "sample-key-of-the-tests", "COLUMNS": "120", "PYTHONUNBUFFERED": "1", "BROWSER": "true"}
YEAR_END = """reports:
  - notebook: feedback
    periods: ["2025"]
    audiences: [public]
    languages: [fi]
    stage: final
    commentary: optional
    due: [year-end]
"""
EXPECTED = {
    "arvio doctor": (0, 1),  # whether something is wrong with the machine that tests run on
    "arvio check kulma": (1,),  # the sample has personal data in open answers, which somebody must read first
}
"""Exit codes of the commands that may end with another than 0."""
BEFORE = {
    "signing": (
        "arvio run talo",
        "arvio run miessakit --period 2024 --period 2025 --notebook feedback --audience internal",
    ),
    "comments": ("arvio run miessakit --period 2025 --notebook feedback --audience internal",),
    "disclosure": ("arvio run miessakit --period 2025 --notebook feedback",),
}
"""What somebody who reads a page has done before, where no page before it says so."""
ROOTS = {"year_end": "small", "project": "empty"}
"""Where the commands of a page are given that are not given in the sample."""
OWN_EXPORT = "data/palaute_2025.csv"
"""What somebody brings along who has no sample."""
STOPPED = {
    "arvio open": "JupyterLab is open at",
    "arvio open miessakit 2025 feedback": "JupyterLab is open at",
    "arvio preview miessakit 2025 feedback --watch": "Watching what it was made from",
}
"""Commands that go on until they are stopped, each with what it prints when it is ready."""
INTERRUPTED = (0, 130)
"""How they end: by themselves when they are told, or cut off a moment before they listen for it."""
ANSWERS = "1\n1\n1\n"
"""To whatever a command asks on a terminal: the first of each list."""
NEEDS_BROWSER = ("--pdf", "arvio mail")
PAGES = [name for name in pages.names() if pages.commands("en", name)]


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Path:
    """A copy of the sample in which the commands of one page after the other are given."""
    return _copied(tmp_path_factory.mktemp("handbook-sample"))


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """A project of which the whole batch is one report."""
    root = _copied(tmp_path_factory.mktemp("handbook-small"))
    for path in (root / "params" / "organisations").glob("[!m]*.yaml"):
        path.unlink()
    path = root / "params" / "organisations" / "miessakit.yaml"
    begin, end = (
        re.search(pattern, path.read_text(encoding="utf-8")) for pattern in (r"\nreports:\n", r"\n# Invented")
    )
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[: begin.start() + 1] + YEAR_END + whole[end.start() :], encoding="utf-8")
    return root


def _copied(root: Path) -> Path:
    ignored = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__")
    for folder in ("notebooks", "params", "data/sample"):
        shutil.copytree(PROJECT / folder, root / folder, ignore=ignored)
    return root


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Path:
    """An empty folder, in which somebody begins who has arvio and nothing else."""
    return tmp_path_factory.mktemp("handbook-empty")


@pytest.mark.timeout(4 * SECONDS)
@pytest.mark.parametrize("name", PAGES)
def test_the_commands_of_a_page_do_what_they_say(name, request):
    root = request.getfixturevalue(ROOTS.get(name, "sample"))
    if name == "signing":
        _read_and_commented(root, "talo")
    for line in [*BEFORE.get(name, ()), *pages.commands("en", name)]:
        if OWN_EXPORT in line:
            _exported(root)
        if any(word in line for word in NEEDS_BROWSER) and not any(map(shutil.which, BROWSERS)):
            without(f"no browser found: {line}")
        code, told = _stopped(root, line) if line in STOPPED else _ended(root, line)
        assert code in (INTERRUPTED if line in STOPPED else EXPECTED.get(line, (0,))), f"{line}\n{told}"


def _exported(root: Path) -> None:
    """The answers of 28 persons to two questions, in the folder that the page tells of."""
    rows = "".join(f"{n + 1}.2.2025;{n % 3 + 3};{n % 2 + 3}\n" for n in range(28))
    (root / OWN_EXPORT).parent.mkdir()
    (root / OWN_EXPORT).write_text(f"Aikaleima;Minua kuultiin;Sain apua\n{rows}", encoding="utf-8")


def _read_and_commented(root: Path, organisation: str) -> None:
    """Do what the page tells of before signing: read the open answers, and write the comments."""
    told = _ended(root, f"arvio check {organisation}")[1]
    path = root / "params" / "organisations" / f"{organisation}.yaml"
    reviewed = f"    {re.search(r'reviewed: .*?]', told)[0]}\n    open_text:"
    path.write_text(path.read_text(encoding="utf-8").replace("    open_text:", reviewed), encoding="utf-8")
    for comments in (root / "params" / "commentary" / organisation).glob("*.md"):
        comments.write_text("## feedback\n\nThe groups see it alike.\n", encoding="utf-8")


def test_a_command_that_nobody_knows_how_to_give_is_no_command_of_arvio():
    for name in pages.names():
        assert [line for line in pages.commands("en", name) if not _words(line)[1]] == []


def _words(line: str) -> tuple[dict[str, str], list[str]]:
    """The variables that stand before a command, and its words; no words where it is not arvio's."""
    words = shlex.split(line)
    variables = {}
    while words and re.fullmatch(r"[A-Z_]+=\S*", words[0]):
        name, _, value = words.pop(0).partition("=")
        variables[name] = value
    return variables, words if words[:1] == ["arvio"] else []


def _started(root: Path, line: str, stdin: int = subprocess.DEVNULL) -> subprocess.Popen:
    variables, words = _words(line)
    return subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=root,
        env={**os.environ, **ENVIRONMENT, **variables},
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    )


def _ended(root: Path, line: str) -> tuple[int, str]:
    """The exit code of a command and all that it printed."""
    with _started(root, line) as command:
        told, _ = command.communicate(timeout=SECONDS)
    return command.returncode, told


def _stopped(root: Path, line: str) -> tuple[int, str]:
    """The same of a command that is given on a terminal and stopped by Ctrl-C when it says that it is ready."""
    terminal, stdin = os.openpty()
    os.write(terminal, ANSWERS.encode())
    told = ""
    with _started(root, line, stdin) as command, _killed_after(command, SECONDS):
        for printed in command.stdout:
            told += printed
            if re.search(STOPPED[line], told):
                break
        os.killpg(command.pid, signal.SIGINT)  # as a terminal does, to all that run in it
        rest, _ = command.communicate()
    os.close(terminal)
    os.close(stdin)
    assert re.search(STOPPED[line], told), f"{line} was never ready:\n{told}{rest}"
    return command.returncode, told + rest


@contextmanager
def _killed_after(command: subprocess.Popen, seconds: float) -> Iterator[None]:
    """Kill a command with all that it began where it has not ended by then."""
    timer = threading.Timer(seconds, os.killpg, (command.pid, signal.SIGKILL))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
