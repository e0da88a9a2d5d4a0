"""arvio preview --watch as an evaluator uses it: she saves, and the page is made anew; Ctrl-C ends it."""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time

import pytest

from arvio.params import Run, open_project
from arvio.workbench.copies import make_copy

from ...faults.batches import SHOWN, make_project

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise on Windows")
RUN = Run("testers", "2025", "own", "public", "en")
SECONDS = 30


@contextlib.contextmanager
def watching(root):
    command = [sys.executable, "-m", "arvio", "preview", "testers", "2025", "own", "--watch", "--json"]
    # A shell that starts a test in the background has it ignore Ctrl-C, which its children would inherit.
    with subprocess.Popen(
        command,
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        lines = queue.Queue()
        reader = threading.Thread(target=lambda: [lines.put(line) for line in process.stdout])
        reader.start()
        try:
            yield process, lines
        finally:
            process.kill()
            reader.join()


def change(copy, source):
    notebook = json.loads(copy.read_text(encoding="utf-8"))
    notebook["cells"][2]["source"] = source
    copy.write_text(json.dumps(notebook), encoding="utf-8")


def told(lines):
    return json.loads(lines.get(timeout=SECONDS))


def test_each_save_makes_the_page_anew_and_control_c_ends_it(tmp_path):
    root = make_project(tmp_path / "project", {"own": "1;"})
    copy = make_copy(open_project(root), RUN).path
    with watching(root) as (process, lines):
        first = told(lines)
        assert first["state"] == "made"
        change(copy, SHOWN.replace("organisation +", "'saved ' + organisation +"))
        assert told(lines)["state"] == "made"
        assert "saved testers" in (root / first["page"]).read_text(encoding="utf-8")
        change(copy, "1 / 0")
        assert told(lines)["state"] == "failed"
        change(copy, "1;")
        assert told(lines)["state"] == "made"
        time.sleep(0.5)  # it waits for the next save
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=SECONDS) == 0


def test_a_file_of_params_that_is_spoilt_for_a_while_does_not_end_it(tmp_path):
    root = make_project(tmp_path / "project", {"own": "1;"})
    params = root / "params" / "organisations" / "testers.yaml"
    before = params.read_text()
    with watching(root) as (process, lines):
        told(lines)
        params.write_text("organisation: [")
        time.sleep(1.5)
        assert process.poll() is None
        params.write_text(before)
        assert told(lines)["state"] == "made"
