"""A real Dask cluster on this machine: the same pages, and nothing lost when one of its workers is killed."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from arvio.params import open_project
from arvio.publish.editions import editions
from arvio.publish.freshness.judging import Judge

from ..conftest import PROJECT, run_arvio

KEY = "sample-key-of-the-tests"
PERIODS, NOTEBOOKS = ("2024", "2021-2024"), ("groups", "project_end")
"""The report at the project's end looks back on those of single years: it needs what the register tells of them."""
START_SECONDS, END_SECONDS = 150, 100


@dataclass
class Dask:
    """A scheduler and workers in processes of their own, each with a log."""

    folder: Path
    address: str
    scheduler: subprocess.Popen
    workers: list[subprocess.Popen]

    def log(self) -> str:
        return "".join(path.read_text(encoding="utf-8") for path in sorted(self.folder.glob("*.log")))

    def stations(self) -> list[Path]:
        return sorted(self.folder.glob("scratch/**/.arvio-*"))


def dask(folder: Path, name: str, command: str, *arguments: str) -> subprocess.Popen:
    environment = {name: value for name, value in os.environ.items() if name not in ("ARVIO_KEY", "PYTHONPATH")}
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{command}", "--no-dashboard", *arguments],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def cluster(tmp_path):
    """A scheduler and two workers of one thread: one beside a nanny, as is usual, and one by itself."""
    folder = tmp_path / "cluster"
    (folder / "scratch").mkdir(parents=True)
    file = folder / "scheduler.json"
    said = ("--scheduler-file", str(file))
    at_work = [dask(folder, "scheduler", "scheduler", "--host", "127.0.0.1", "--port", "0", *said)]
    try:
        wait_for(file.exists)
        for number, more in enumerate(("--nanny", "--no-nanny")):
            scratch = ("--local-directory", str(folder / "scratch" / str(number)))
            at_work.append(dask(folder, f"worker-{number}", "worker", *said, "--nthreads", "1", more, *scratch))
        wait_for(lambda: all("Registered to" in (folder / f"worker-{n}.log").read_text("utf-8") for n in range(2)))
        yield Dask(folder, json.loads(file.read_text())["address"], at_work[0], at_work[1:])
    finally:
        for process in reversed(at_work):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(holds, seconds=START_SECONDS):
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.1)


def copy_of_sample(root: Path) -> Path:
    for folder in ("notebooks", "params", "data/sample"):
        ignored = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__")
        shutil.copytree(PROJECT / folder, root / folder, ignore=ignored)
    return root


def handed_over(root: Path) -> dict[str, bytes]:
    """Every page and text of a project, by its path; catalogues tell when they were made of what lies there."""
    found = [path for path in (root / "reports").glob("[!.]*/*/*/*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def facts(root: Path) -> dict[str, list[str]]:
    found = (root / "reports" / ".run").rglob("*.facts.jsonl")
    return {path.relative_to(root).as_posix(): sorted(path.read_text("utf-8").splitlines()) for path in found}


def reasons(root: Path) -> list[tuple[str, ...]]:
    """Why each report would be made again."""
    project, judge = open_project(root), Judge(root)
    runs = project.runs(organisations=["voimaa"], periods=PERIODS, notebooks=NOTEBOOKS, audiences=["public"])
    return [judge.standing(one).reasons for one in editions(project, runs) if one.run.language == "fi"]


def test_a_cluster_makes_the_same_pages_as_this_machine_and_keeps_nothing_of_what_was_sent(cluster, tmp_path):
    here, there = copy_of_sample(tmp_path / "here"), copy_of_sample(tmp_path / "there")
    parts = [*(("--period", one) for one in PERIODS), *(("--notebook", one) for one in NOTEBOOKS)]
    wanted = [word for part in parts for word in part]
    wanted = ["run", "voimaa", *wanted, "--audience", "public", "--language", "fi", "--quiet"]
    alone, together = run_arvio(here, *wanted), run_arvio(there, *wanted, "--cluster", cluster.address)
    assert (together.exit_code, together.stderr) == (alone.exit_code, alone.stderr) == (0, "")
    assert sorted(together.stdout.splitlines()) == sorted(alone.stdout.splitlines())
    assert handed_over(there) == handed_over(here) != {}
    assert facts(there) == facts(here)
    assert reasons(there) == reasons(here) == [()] * 3
    wait_for(lambda: not cluster.stations(), END_SECONDS)
    said = cluster.log()
    assert [word for word in (KEY, "voimaa", "groups") if word in said] == []


WAITS = """
import os, pathlib, time
pathlib.Path({seen!r}, str(os.getpid())).touch()
while not pathlib.Path({go!r}).exists():
    time.sleep(0.1)
"""


@dataclass
class Waiting:
    """A notebook that shows by files that it is executed, and waits in its second cell until it may go on."""

    seen: Path
    go: Path

    def put_into(self, root: Path) -> None:
        path = root / "notebooks" / "groups.ipynb"
        notebook = json.loads(path.read_text("utf-8"))
        cell = next(cell for cell in notebook["cells"] if "open_evaluation(" in "".join(cell["source"]))
        cell["source"] = WAITS.format(seen=str(self.seen), go=str(self.go)) + "".join(cell["source"])
        path.write_text(json.dumps(notebook), "utf-8")

    def executed(self) -> int:
        return len(list(self.seen.iterdir()))


@pytest.fixture
def waiting(tmp_path):
    (tmp_path / "seen").mkdir()
    return Waiting(tmp_path / "seen", tmp_path / "go")


GROUPS = ("voimaa", "--period", "2024", "--notebook", "groups", "--audience", "public")
"""Two reports: one for each worker."""


def begun(root: Path, address: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "arvio", "run", *GROUPS, "--quiet", "--cluster", address],
        cwd=root,
        env={**os.environ, "ARVIO_KEY": KEY, "COLUMNS": "200"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_a_worker_that_is_killed_costs_no_report(cluster, waiting, tmp_path):
    """It is killed while both workers are in the middle of a report; the other one makes its report too."""
    here, there = copy_of_sample(tmp_path / "here"), copy_of_sample(tmp_path / "there")
    waiting.put_into(here)
    waiting.put_into(there)
    batch = begun(there, cluster.address)
    wait_for(lambda: waiting.executed() == 2)
    cluster.workers[1].kill()
    waiting.go.touch()
    out, error = batch.communicate(timeout=START_SECONDS + END_SECONDS)
    assert (batch.returncode, error) == (0, "")
    assert waiting.executed() == 3
    assert run_arvio(here, "run", *GROUPS, "--quiet").exit_code == 0
    assert sorted(out.splitlines()) == sorted(path for path in handed_over(here) if path.endswith(".html"))
    assert handed_over(there) == handed_over(here) != {}
    wait_for(lambda: not cluster.stations(), END_SECONDS)  # of the killed one too: its station saw that it is gone


def test_a_lost_scheduler_is_told_and_calls_no_report_failed(cluster, waiting, tmp_path):
    there = copy_of_sample(tmp_path / "there")
    waiting.put_into(there)
    batch = begun(there, cluster.address)
    wait_for(lambda: waiting.executed() == 2)
    cluster.scheduler.kill()
    out, error = batch.communicate(timeout=END_SECONDS)
    assert (batch.returncode, out) == (1, "")
    assert "makes no more reports: its scheduler is gone" in error
    assert "run again" in error
    assert list((there / "reports" / ".run").rglob("*.error.html")) == []


def test_an_interrupted_batch_ends_what_runs_on_the_cluster(cluster, waiting, tmp_path):
    there = copy_of_sample(tmp_path / "there")
    waiting.put_into(there)
    batch = begun(there, cluster.address)
    wait_for(lambda: waiting.executed() == 2)
    batch.send_signal(signal.SIGINT)
    _, error = batch.communicate(timeout=END_SECONDS)
    assert batch.returncode == 130
    assert "Interrupted" in error
    wait_for(lambda: not cluster.stations(), END_SECONDS)
    wait_for(lambda: not [path for path in waiting.seen.iterdir() if is_running(int(path.name))], END_SECONDS)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
