"""A disk that is full and a folder that may not be written to: what lies in the reports folder stays whole."""

import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from . import batches

NOTEBOOKS = {"first": "", "second": ""}
MOUNTED = "mount -t tmpfs -o size={size}k tmpfs reports && "
READ_ONLY = "mount --bind reports reports && mount -o remount,ro,bind reports && "
"""Root writes wherever modes say it may not; what is mounted so, not even root."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="namespaces of mounts are Linux's")


def can_mount():
    """Whether this user may mount something for its own processes only."""
    if not shutil.which("unshare"):
        return False
    tried = "mount -t tmpfs -o size=64k tmpfs /mnt"
    return subprocess.run(["unshare", "-rm", "sh", "-c", tried], capture_output=True).returncode == 0


def in_mounts(root, script):
    """Run a shell script whose mounts nobody else sees; its $ARVIO is the command."""
    environment = {**batches.uncounted(), "ARVIO": f"{sys.executable} -m arvio"}
    return subprocess.run(
        ["unshare", "-rm", "sh", "-c", script],
        cwd=root,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=batches.SECONDS,
        check=False,
    )


def limited(root, size_kb):
    """Run a batch whose files may not be larger: what a quota does, where nothing can be mounted."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size_kb * 1024, size_kb * 1024))

    return subprocess.run(
        [sys.executable, "-m", "arvio", "run", "--jobs", "2"],
        cwd=root,
        env=batches.uncounted(),
        preexec_fn=limit,
        capture_output=True,
        encoding="utf-8",
        timeout=batches.SECONDS,
        check=False,
    )


@pytest.fixture
def root(tmp_path):
    root = batches.make_project(tmp_path / "project", NOTEBOOKS, periods=("2024", "2025"))
    (root / "reports").mkdir()
    return root


@pytest.mark.parametrize("size_kb", [64, 160])
def test_a_full_disk_leaves_whole_files_and_says_so(root, size_kb):
    """What was on the small disk when the batch ended is copied from it and looked at, and completed."""
    if can_mount():
        run = "$ARVIO run --jobs 2; code=$?; cp -a reports kept; exit $code"
        ended = in_mounts(root, MOUNTED.format(size=size_kb) + run)
        shutil.rmtree(root / "reports")
        Path(root / "kept").rename(root / "reports")
    else:
        ended = limited(root, size_kb)
    assert ended.returncode in (1, 3), ended.stderr
    assert "Traceback" not in ended.stderr
    batches.require_whole(root)
    batches.require_next_run_completes(root)


def test_files_that_may_not_grow_leave_whole_files_too(root):
    ended = limited(root, 8)
    assert ended.returncode in (1, 3), ended.stderr
    assert "Traceback" not in ended.stderr
    batches.require_whole(root)
    batches.require_next_run_completes(root)


def test_a_reports_folder_that_may_not_be_written_to_keeps_what_it_has(root):
    batches.require_next_run_completes(root)
    before = {path: path.read_bytes() for path in (root / "reports").glob("[!.]*/**/*.html")}
    if can_mount():
        ended = in_mounts(root, READ_ONLY + "exec $ARVIO run --force")
    else:
        (root / "reports").rename(root / "older")
        (root / "reports").symlink_to("/sys")  # in which nobody makes files
        ended = batches.start(root, "run", "--force")
        _, stderr = ended.communicate(timeout=batches.SECONDS)
        ended.stderr = stderr
        (root / "reports").unlink()
        (root / "older").rename(root / "reports")
    assert ended.returncode in (1, 3)
    assert "Traceback" not in ended.stderr
    assert {path: path.read_bytes() for path in before} == before
    batches.require_next_run_completes(root)
