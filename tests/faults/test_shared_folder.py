"""A shared folder: two evaluators at once, users with rights of their own, locks left over, a read-only checkout."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import contextmanager

import pytest

from arvio.disclosure.register import was_published
from arvio.params import Run
from arvio.params.signatures import events_of
from arvio.publish import places

from . import batches, words

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="users and modes are of POSIX"),
    pytest.mark.timeout(1200),
]

NAME, PERIOD = words.NAME, words.PERIOD
RUN = "run", "--quiet", "--jobs", "1"
REPORT = Run(NAME, PERIOD, "trust", "internal", "en")
SOMEBODY, GROUP = 65533, 65532
OPEN = "reports", "data/.cache", "workbench"
COMMANDS = {
    "run": (*RUN, "--force"),
    "sign": ("sign", NAME, PERIOD, "--by", "Aino"),
    "preview": ("preview", NAME, PERIOD, "trust"),
    "open": ("open", NAME, PERIOD, "trust", "--no-lab"),
    "adopt": ("adopt", NAME, PERIOD, "trust", "--as", "ours"),
}
PAIRS = [("run", "run"), ("run", "sign"), ("run", "adopt"), ("run", "preview"), ("run", "open"), ("sign", "sign")]
TOGETHER = PAIRS if os.environ.get("ARVIO_FAULTS") == "all" else PAIRS[1:2]


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "sample-key-of-the-tests")


@pytest.fixture
def root(tmp_path):
    root = words.make_project(tmp_path / "project")
    words.words_path(root).write_text(f"## {words.SECTION}\n\nTrust was high.\n", encoding="utf-8")
    return root


def made(root):
    code, _, stderr = batches.arvio(root, *RUN)
    assert code == 0, stderr
    copy = words.copy_path(root)
    assert batches.arvio(root, *COMMANDS["open"])[0] == 0
    copy.write_text(copy.read_text(encoding="utf-8").replace("(told)", "(told)  # ours"), encoding="utf-8")
    return copy.read_bytes()


@pytest.mark.parametrize("pair", TOGETHER, ids="+".join)
def test_two_evaluators_at_once_lose_nothing(pair, root):
    copy = made(root)
    both = [batches.start(root, *COMMANDS[name]) for name in pair]
    ended = [one.communicate(timeout=batches.SECONDS) for one in both]
    for one, (_, stderr) in zip(both, ended, strict=True):
        assert one.returncode in (0, 1, 2, 3), stderr
        assert "Traceback" not in stderr, stderr
    batches.require_whole(root)
    assert words.copy_path(root).read_bytes() == copy
    code, _, stderr = batches.arvio(root, *RUN)
    assert code == 0, stderr
    assert places.report(root, REPORT).exists()
    assert was_published(root, REPORT)
    assert len(events_of(root, NAME, PERIOD)) <= 1
    batches.require_whole(root)


def test_a_lock_that_a_dead_process_or_another_machine_left_holds_nobody_up(root):
    """What is left over is a file, or the journal that SQLite of another machine did not take away."""
    lock = places.lock(root, NAME)
    lock.parent.mkdir(parents=True)
    with sqlite3.connect(lock) as left:
        left.execute("create table held (by text)")
    lock.with_name(f"{lock.name}-journal").write_bytes(b"\0" * 512)
    code, _, stderr = batches.arvio(root, *RUN)
    assert code == 0, stderr


class TestUsers:
    """Two colleagues in one group, on a folder that is theirs together.

    One is this user without the rights of root. What the other one did is made so, and then given to somebody else.
    """

    @pytest.fixture
    def shared(self, root):
        if not (shutil.which("setpriv") and os.geteuid() == 0):
            pytest.skip("only root can give files to somebody else")
        give(root)
        for path in (root, *root.rglob("*")):
            path.chmod(0o2775 if path.is_dir() else 0o664)
        return root

    def test_both_make_reports_and_sign_them(self, shared):
        for command in (RUN, COMMANDS["sign"], RUN, (*RUN, "--force")):
            ended = as_user(shared, *command)
            assert (ended.returncode, "Traceback" in ended.stderr) == (0, False), (command, ended.stderr)
            give(shared)
        batches.require_whole(shared)

    def test_one_who_may_not_write_is_told_and_spoils_nothing(self, shared):
        """The other one lets nobody write what he made."""
        assert as_user(shared, *RUN, umask=0o022).returncode == 0
        give(shared)
        before = digests(shared)
        ended = as_user(shared, *RUN, "--force")
        assert ended.returncode in (1, 2, 3)
        assert "Traceback" not in ended.stderr, ended.stderr
        assert "cannot" in ended.stderr
        assert digests(shared) == before


class TestReadOnly:
    """A checkout of which only some, or nothing at all, may be written."""

    def test_reports_go_into_the_folders_that_may_be_written(self, root):
        for folder in OPEN:
            (root / folder).mkdir(exist_ok=True, parents=True)
        with read_only(root, but=OPEN):
            ended = as_user(root, *RUN)
        assert ended.returncode == 0, ended.stderr
        batches.require_whole(root)

    @pytest.mark.parametrize("command", ["run", "open", "preview"])
    def test_where_nothing_may_be_written_that_is_said(self, root, command):
        with read_only(root):
            before = digests(root)
            ended = as_user(root, *COMMANDS[command])
            assert digests(root) == before
        assert ended.returncode in (1, 2, 3)
        assert "Traceback" not in ended.stderr, ended.stderr
        assert "cannot" in ended.stderr


def as_user(root, *command, umask=0o002):
    """A command of this user, without the rights by which root passes over modes."""
    plain = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--clear-groups"] if os.geteuid() == 0 else []
    plain += [f"--regid={GROUP}"] if plain else []
    home = root.parent / "home"
    home.mkdir(exist_ok=True)
    return subprocess.run(
        [*plain, sys.executable, "-m", "arvio", *command],
        cwd=root,
        env={**os.environ, "HOME": str(home), "TMPDIR": str(home)},
        umask=umask,
        capture_output=True,
        encoding="utf-8",
        timeout=batches.SECONDS,
        check=False,
    )


def give(root):
    """Everything belongs to somebody else of the group."""
    for path in (root, *root.rglob("*")):
        os.chown(path, SOMEBODY, GROUP, follow_symlinks=False)


@contextmanager
def read_only(root, but=()):
    paths = [one for one in (root, *root.rglob("*")) if one.relative_to(root).as_posix() not in but]
    modes = {path: path.stat().st_mode for path in paths}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def digests(root):
    """Every file but logs, by its content."""
    files = [path for path in root.rglob("*") if path.is_file() and path.suffix not in (".log", ".sqlite-shm")]
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
