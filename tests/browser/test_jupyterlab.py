"""A real JupyterLab in a real browser: open a report, choose another, run it, write a comment, preview; offline."""

import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ..conftest import run_arvio

START_SECONDS, STOP_SECONDS, STEP_MS = 120, 30, 90_000
COPY = "workbench/harjula/2025/annual.ipynb"
COMMENT = "params/commentary/miessakit/2025.fi.md"
WORDS = "Palaute on koottu koko vuodelta."
SOURCE = """() => {
    const panel = [...window.jupyterapp.shell.widgets('main')].find((one) => one.context.path.endsWith('.ipynb'));
    const cells = panel.content.model.sharedModel.cells;
    return cells.find((cell) => (cell.metadata.tags ?? []).includes('parameters')).getSource();
}"""
IDLE = """() => {
    const panel = [...(window.jupyterapp?.shell.widgets('main') ?? [])][0];
    return panel?.sessionContext?.session?.kernel?.status === 'idle';
}"""
ALL_RUN = """() => {
    const told = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map((one) => one.textContent);
    return told.every((one) => /\\[\\d+\\]/.test(one));
}"""

pytestmark = pytest.mark.timeout(900)


@dataclass
class Lab:
    """A JupyterLab that `arvio open` runs, and the page that a browser shows of it."""

    root: Path
    page: object
    requests: list[str]
    process: subprocess.Popen


@pytest.fixture(scope="module")
def lab(sample_project, browser, tmp_path_factory):
    """arvio open, as an evaluator starts it, in a project and with a home folder of its own."""
    root, home = tmp_path_factory.mktemp("lab") / "project", tmp_path_factory.mktemp("home")
    shutil.copytree(sample_project, root, ignore=shutil.ignore_patterns("reports"))
    around = {**os.environ, "ARVIO_KEY": "sample-key-of-the-tests", "HOME": str(home), "JUPYTER_NO_CONFIG": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "arvio", "open", "harjula", "2025", "annual", "--no-browser"],
        cwd=root,
        env={**around, "ARVIO_LANGUAGE": "en", "JUPYTER_CONFIG_DIR": str(home), "JUPYTER_DATA_DIR": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        address = _address(process)
        with browser.new_context(viewport={"width": 1400, "height": 1000}) as context:
            page, requests = context.new_page(), []
            page.set_default_timeout(STEP_MS)
            page.on("request", lambda request: requests.append(request.url))
            page.goto(address)
            page.wait_for_function(IDLE)
            yield Lab(root, page, requests, process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


def _address(process: subprocess.Popen) -> str:
    """What the command says once JupyterLab answers."""
    told, end = b"", time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if select.select([process.stderr], [], [], 1)[0]:
            told += os.read(process.stderr.fileno(), 65536)
        if found := re.search(rb"(http://127\.0\.0\.1:\d+\S+)\r?\n", told):
            return found[1].decode()
    raise AssertionError(f"JupyterLab did not start: {told.decode()}")


def test_opens_the_working_copy_with_its_parameters(lab):
    assert lab.page.evaluate(SOURCE).splitlines() == [
        'organisation = "harjula"',
        'period = "2025"',
        'language = "fi"',
        'audience = "internal"',
    ]


def test_choosing_an_organisation_writes_the_parameters_cell(lab):
    _command(lab, "notebook:run-all-cells")
    lab.page.get_by_label("Organisation").select_option("miessakit")
    lab.page.wait_for_function("() => document.querySelector('[data-choice]')?.textContent.startsWith('Written')")
    assert lab.page.evaluate(SOURCE).splitlines()[0] == 'organisation = "miessakit"'


def test_the_button_runs_everything_of_the_choice_and_the_facts_are_those_of_the_report(lab):
    facts = lab.root / "reports/.run/interactive/internal/miessakit/2025/annual.fi.facts.jsonl"
    assert not facts.exists()
    lab.page.get_by_role("button", name="Restart and run all cells").click()
    lab.page.locator(".jp-OutputArea-output", has_text="Miessakit ry · 2025 · fi · internal").wait_for()
    lab.page.wait_for_function(ALL_RUN)
    assert facts.exists()
    assert lab.page.locator(".jp-OutputArea-output figure").count() > 0
    assert lab.page.locator(".jp-OutputArea-output [role=alert]").count() == 0
    told = [json.loads(line) for line in facts.read_text(encoding="utf-8").splitlines()]
    assert len(told) > 10


def test_a_comment_is_written_in_the_editor_and_saved(lab):
    _command(lab, "docmanager:open", path=COMMENT, factory="Editor")
    editor = lab.page.locator(".jp-FileEditor .cm-content")
    editor.click()
    lab.page.keyboard.press("Control+End")
    lab.page.keyboard.insert_text(f"\n\n## goals\n\n{WORDS}\n")
    before = (lab.root / COMMENT).read_bytes()
    _command(lab, "docmanager:save")
    _until(lambda: (lab.root / COMMENT).read_bytes() != before)
    saved = (lab.root / COMMENT).read_bytes()
    assert saved.startswith(before.rstrip())
    assert saved.decode().rstrip().endswith(WORDS)


def test_saving_the_copy_keeps_what_the_cells_are(lab):
    _command(lab, "docmanager:open", path=COPY)
    _command(lab, "docmanager:save")
    _until(lambda: 'organisation = \\"miessakit\\"' in (lab.root / COPY).read_text(encoding="utf-8"))
    shipped = json.loads((lab.root / "notebooks/annual.ipynb").read_text(encoding="utf-8"))
    copy = json.loads((lab.root / COPY).read_text(encoding="utf-8"))
    assert [cell["id"] for cell in copy["cells"]] == [cell["id"] for cell in shipped["cells"]]
    assert "widgets" not in copy["metadata"]


def test_the_preview_shows_the_comment(lab):
    ended = run_arvio(lab.root, "preview", COPY)
    assert ended.exit_code == 0, ended.stderr
    page = Path(ended.stdout.split()[-1])
    assert WORDS in (lab.root / page).read_text(encoding="utf-8").replace("\u00ad", "")


def test_nothing_is_asked_of_any_other_machine(lab):
    others = [url for url in lab.requests if urlsplit(url).scheme not in ("data", "blob")]
    assert len(others) > 50
    assert {urlsplit(url).hostname for url in others} == {"127.0.0.1"}


def test_ends_with_ctrl_c_and_leaves_no_process(lab):
    import psutil

    started = psutil.Process(lab.process.pid).children(recursive=True)
    assert started
    lab.process.send_signal(signal.SIGINT)
    assert lab.process.wait(STOP_SECONDS) == 0
    _, left = psutil.wait_procs(started, timeout=STOP_SECONDS)
    assert left == []


def _command(lab: Lab, name: str, **given: str) -> None:
    """What a menu of JupyterLab does."""
    code = "async ([name, given]) => { await window.jupyterapp.commands.execute(name, given); }"
    lab.page.evaluate(code, [name, given])


def _until(is_so) -> None:
    end = time.monotonic() + STEP_MS / 1000
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)
