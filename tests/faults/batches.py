"""A tiny project whose batches are disturbed, and what must hold afterwards."""

import json
import os
import random
import subprocess
import sys
import time

import psutil
from nbformat import write
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from arvio.disclosure.register import history
from arvio.params import open_project
from arvio.publish import places
from arvio.publish.notebooks.notebooks import read_notebook
from arvio.publish.page.fingerprints import check_fingerprint

SECONDS = 280
SUITE = """
languages: [en]
time_limit_seconds: {seconds}
memory_limit_mb: 1200
audiences:
  public:
    minimum_n_persons: 5
    minimum_n_statistics: 5
    minimum_n_sensitive: 10
    minimum_n_interval: 20
    decimals: 1
    spread: withheld
    band_of_share: 0.9
    rounding_base: 5
    source: invented for the test
"""
ORGANISATION = """
organisation: testers
name: Testers ry
data: synthetic
data_folder: data/testers
sensitivity: ordinary
sources:
  groups: {table: groups, reader: csv, files: groups.csv}
reports:
"""
REPORT = "  - {notebook: %s, periods: [%s], audiences: [public], stage: final}\n"
PARAMETERS = 'organisation = "x"\nperiod = "x"\nlanguage = "x"\naudience = "x"'
SHOWN = 'from arvio.presentation.marks import Shown\nShown("figure", "<p>" + organisation + "</p>", "")'


def uncounted():
    """The environment without what `make branches` adds: what it writes at a process's end would be disturbed too."""
    return {name: value for name, value in os.environ.items() if name != "COVERAGE_PROCESS_CONFIG"}


def make_project(root, notebooks, periods=("2025",), seconds=60):
    """A project with notebooks by name: the source of the cell before the one that shows something."""
    (root / "params" / "organisations").mkdir(parents=True)
    (root / "notebooks").mkdir()
    (root / "params" / "suite.yaml").write_text(SUITE.format(seconds=seconds))
    quoted = ", ".join(f"'{period}'" for period in periods)
    reports = "".join(REPORT % (name, quoted) for name in notebooks)
    (root / "params" / "organisations" / "testers.yaml").write_text(ORGANISATION + reports)
    for name, source in notebooks.items():
        parameters = new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
        cells = [new_markdown_cell(f"# Report {name}"), parameters, new_code_cell(source), new_code_cell(SHOWN)]
        write(new_notebook(cells=cells), root / "notebooks" / f"{name}.ipynb")
    return root


def start(root, *arguments, **environment):
    return subprocess.Popen(
        [sys.executable, "-m", "arvio", *arguments],
        cwd=root,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def arvio(root, *arguments, **environment):
    """The exit code, stdout and stderr of a command."""
    with start(root, *arguments, **environment) as process:
        stdout, stderr = process.communicate(timeout=SECONDS)
    return process.returncode, stdout, stderr


def require_whole(root):
    """Everything that lies in the reports folder is whole; nothing lies there that nobody asked for."""
    pages = {places.report(root, run): run for run in open_project(root).runs()}
    for page, run in pages.items():
        if page.exists():
            check_fingerprint(page.read_text(encoding="utf-8"), run, read_notebook(places.notebook(root, run.notebook)))
    printed = {places.paper(root, run) for run in pages.values()}
    for path in (root / "reports").glob("[!.]*/**/*"):
        if path in printed:
            assert path.read_bytes().rstrip().endswith(b"%%EOF"), path
        elif path.is_file() and path.is_relative_to(root / "reports" / "mirror"):
            json.loads(path.read_bytes())
        elif path.is_file() and path not in pages:
            assert path.name in ("index.html", "protection.html"), path
            assert path.read_text(encoding="utf-8").rstrip().endswith("</html>")
    for path in (root / "reports" / ".run").rglob("*.json"):
        if path.is_relative_to(places.partial(root)):
            continue  # what was being written when its process was killed
        json.loads(path.read_text(encoding="utf-8"))
    history(root, "testers")


def require_next_run_completes(root):
    """A run with nothing in its way makes all that is missing."""
    code, _, stderr = arvio(root, "run", "--jobs", "2")
    assert code == 0, stderr
    require_whole(root)
    missing = [run for run in open_project(root).runs() if not places.report(root, run).exists()]
    assert missing == []


def server_of(batch):
    """The process that copies itself for each report; None while there is none."""
    try:
        for child in psutil.Process(batch.pid).children():
            if "multiprocessing.forkserver" in " ".join(child.cmdline()):
                return child
    except psutil.Error:
        pass
    return None


def children_of(batch):
    """The processes that make reports."""
    server = server_of(batch)
    try:
        return server.children() if server else []
    except psutil.Error:
        return []


def wait_until(condition, seconds=SECONDS):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def are_gone(processes):
    return not any(is_alive(process) for process in processes)


def is_alive(process):
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def killed_at_random(root, victim, chance: random.Random, at_most):
    """Run a batch and kill some of its processes meanwhile; how many, its exit code and what it said."""
    kills = 0
    with start(root, "run", "--force", "--jobs", "2") as batch:
        wait_until(lambda: batch.poll() is not None or children_of(batch))
        while batch.poll() is None and kills < at_most:
            time.sleep(chance.uniform(0, 0.5))
            found = {"child": children_of(batch), "server": [server_of(batch)], "batch": [batch]}[victim]
            chosen = chance.choice(found) if found else None
            if chosen is None:
                continue
            every = [server_of(batch), *children_of(batch)]
            try:
                chosen.kill()
                kills += 1
            except psutil.Error:
                continue
            if victim == "batch":
                wait_until(lambda: are_gone([process for process in every if process]))  # noqa: B023
        _, stderr = batch.communicate(timeout=SECONDS)
    return kills, batch.returncode, stderr
