"""arvio is imported and makes reports where what Windows lacks is hidden from it (without_posix/sitecustomize.py).

It is no run on Windows: libraries take the way of this system, and of its disk only what is said there is Windows' own.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .faults import batches, words

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="what a process holds open is asked of /proc"),
    pytest.mark.timeout(300),
]
HIDING = Path(__file__).with_name("without_posix")
IMPORTED = """
import importlib, pkgutil
import arvio

names = [one.name for one in pkgutil.walk_packages(arvio.__path__, "arvio.") if not one.name.endswith("__main__")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""
PLANTED = """
import sitecustomize, types

sitecustomize.in_place_of_imports(lambda module: exec({planted!r}, vars(module)), types.ModuleType("arvio.planted"))
"""
REPORT = words.NAME, words.PERIOD


def without_posix(root, *arguments):
    """A Python in which what Windows lacks is hidden from arvio."""
    around = {
        **batches.uncounted(),
        "ARVIO_WITHOUT_POSIX": str(root),
        "ARVIO_KEY": "sample-key-of-the-tests",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(HIDING), os.environ.get("PYTHONPATH")])),
    }
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=root, env=around, capture_output=True, encoding="utf-8", check=False)


def arvio(root, *arguments):
    """What a command said that has to succeed there."""
    ended = without_posix(root, "-m", "arvio", *arguments)
    assert (ended.returncode, "Traceback" in ended.stderr) == (0, False), ended.stderr
    return ended.stdout


@pytest.fixture
def project(tmp_path):
    root = words.make_project(tmp_path / "project")
    words.words_path(root).write_text(f"## {words.SECTION}\n\nTrust was high.\n", encoding="utf-8")
    return root


def test_every_module_is_imported_where_what_windows_lacks_is_hidden(tmp_path):
    ended = without_posix(tmp_path, "-c", IMPORTED)
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) > 500


@pytest.mark.parametrize(
    "planted",
    [
        "import fcntl",
        "from signal import SIGKILL",
        "from multiprocessing.context import ForkServerContext",
        "import os; os.geteuid()",
        "import os; os.kill(os.getpid(), 0)",
        "import os; os.open('.', os.O_RDONLY)",
        "from multiprocessing import resource_tracker; resource_tracker.ensure_running()",
        "held = open('held', 'w'); import os; os.replace('other', 'held')",
        "held = open('held', 'w'); from pathlib import Path; Path('held').unlink()",
        "import os; os.mkdir('folder'); held = open('folder/held', 'w'); os.rename('folder', 'moved')",
        "open('12:30', 'w')",
    ],
)
def test_what_would_fail_on_windows_is_found(planted, tmp_path):
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "other").touch()
    assert subprocess.run([sys.executable, "-c", planted], cwd=tmp_path / "here", check=False).returncode == 0
    ended = without_posix(tmp_path / "there", "-c", PLANTED.format(planted=planted))
    assert ended.returncode == 1
    assert "Error" in ended.stderr


def test_a_batch_makes_the_same_page_where_what_windows_lacks_is_hidden(project, monkeypatch):
    arvio(project, "run", "--quiet", "--jobs", "1")
    there = words.page_path(project).read_bytes()
    monkeypatch.setenv("ARVIO_KEY", "sample-key-of-the-tests")
    assert batches.arvio(project, "run", "--quiet", "--jobs", "1", "--force")[0] == 0
    assert words.page_path(project).read_bytes() == there


def test_a_report_is_answered_for_and_handed_over_where_what_windows_lacks_is_hidden(project):
    arvio(project, "run", "--quiet")
    words.answer(project, 2)
    arvio(project, "run", "--quiet")
    arvio(project, "confirm", *REPORT, "--by", "Maija Meri")
    arvio(project, "run", "--quiet")
    arvio(project, "sign", *REPORT, "--by", "Maija Meri")
    arvio(project, "run", "--quiet")
    arvio(project, "audit")
    arvio(project, "open", *REPORT, "trust", "--no-lab")
    arvio(project, "preview", *REPORT, "trust")
    arvio(project, "bundle", "internal", words.NAME)
    arvio(project, "purge")
    assert "trust" in arvio(project, "list")
