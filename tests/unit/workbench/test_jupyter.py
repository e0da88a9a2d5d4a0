import json
import os
import re
import socket
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

from arvio.errors import UsageError
from arvio.workbench import jupyter
from arvio.workbench.jupyter import SETTINGS, command, environment, serve

PROJECT = Path(__file__).resolve().parents[3]
SCHEMAS = Path(sys.prefix, "share", "jupyter", "lab", "schemas")


def test_every_option_is_one_that_this_jupyterlab_has(tmp_path):
    from jupyter_client.manager import KernelManager
    from jupyter_server.serverapp import ServerApp
    from jupyterlab.labapp import LabApp

    classes = {one.__name__: one for one in (ServerApp, LabApp, KernelManager)} | {"Application": LabApp}
    given = re.findall(r"--(\w+)\.(\w+)=", " ".join(command(tmp_path, tmp_path / "a.ipynb", port=8888, browser=False)))
    assert len(given) > 10
    assert [name for owner, name in given if name not in classes[owner].class_trait_names(config=True)] == []


def test_is_reached_from_this_machine_only(tmp_path):
    options = command(tmp_path, tmp_path / "a.ipynb", port=8888, browser=True)
    assert "--ServerApp.ip=127.0.0.1" in options
    assert "--no-browser" not in options


def test_opens_the_copy_by_its_address(tmp_path):
    options = command(tmp_path, tmp_path / "workbench" / "ä b" / "2025" / "a.ipynb", port=8888, browser=False)
    assert "--LabApp.default_url=/lab/tree/workbench/%C3%A4%20b/2025/a.ipynb" in options


def test_the_token_is_no_argument_and_the_batch_is_not_passed_on(tmp_path, monkeypatch):
    monkeypatch.setenv("ARVIO_RUN", "{}")
    around = environment("secret-token")
    assert around["JUPYTER_TOKEN"] == "secret-token"
    assert "ARVIO_RUN" not in around
    assert around["PATH"] == os.environ["PATH"]


def test_every_setting_is_one_that_this_jupyterlab_has():
    settings = json.loads((SETTINGS / "overrides.json").read_text(encoding="utf-8"))
    for plugin, values in settings.items():
        package, _, name = plugin.partition(":")
        schema = json.loads((SCHEMAS / package / f"{name}.json").read_text(encoding="utf-8"))
        assert values.keys() - schema["properties"].keys() - {"enabled"} == set(), plugin
    assert settings["@jupyterlab/apputils-extension:notification"] == {"fetchNews": "false", "checkForUpdates": False}


def test_no_package_brings_an_extension_but_those_of_jupyterlab_itself():
    """Each is code that runs in the evaluator's browser: a new one is looked at before it is allowed here."""
    ours = re.findall(r"^([a-z0-9._-]+)==", (PROJECT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    bring = set()
    for name in ours:
        try:
            files = distribution(name).files or []
        except ModuleNotFoundError:  # of another system
            continue
        if any("labextensions" in file.parts for file in files):
            bring.add(name)
    assert bring <= {"jupyterlab-widgets", "jupyterlab-pygments"}


def test_a_port_that_is_taken_is_told(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match="no port is free"):
            serve(tmp_path, tmp_path / "a.ipynb", port=taken.getsockname()[1], browser=False, told=print)


def test_a_jupyterlab_that_does_not_start_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(jupyter, "command", lambda *given, **more: [sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(UsageError, match="did not start"):
        serve(tmp_path, tmp_path / "a.ipynb", port=None, browser=False, told=print)


def test_the_double_click_file_of_windows_finds_python_and_keeps_its_window():
    content = (PROJECT / "arvio-open.cmd").read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n")
    text = content.decode("ascii")
    assert re.search(r'cd /d "%~dp0"', text)
    assert r".venv\Scripts\python.exe" in text
    assert r"envs\arvio\python.exe" in text
    assert "miniforge3 miniconda3 anaconda3" in text
    assert '"%HOME_OF_PYTHON%\\python.exe" -m arvio open %*' in text
    assert text.rstrip().endswith("if errorlevel 1 pause")
    assert not re.search(r"https?:|\bcurl\b|\bpip\b", text)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix")
def test_the_double_click_file_elsewhere_starts_the_python_of_the_project(tmp_path):
    file = tmp_path / "arvio-open.command"
    file.write_bytes((PROJECT / "arvio-open.command").read_bytes())
    empty = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    ended = subprocess.run(["sh", file], env=empty, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr.partition(":")[0]) == (2, "arvio was not found")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@"\n')
    python.chmod(0o755)
    ended = subprocess.run(["sh", file, "voimaa"], env=empty, capture_output=True, text=True, check=True)
    assert ended.stdout == "-m arvio open voimaa\n"
