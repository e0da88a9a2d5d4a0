"""What a notebook finds around it, and what is left of what it changed."""

import locale
import logging
import multiprocessing
import os
import signal
import sys
import types
import warnings

import pytest

from arvio.publish.running.surroundings import as_in_a_kernel

MAIN = types.ModuleType("__main__")


def state():
    return {
        "environment": dict(os.environ),
        "folder": os.getcwd(),  # noqa: PTH109 - the text, as it is put back
        "path": list(sys.path),
        "arguments": list(sys.argv),
        "limit": sys.getrecursionlimit(),
        "hooks": (sys.displayhook, sys.excepthook, sys.stdin),
        "filters": list(warnings.filters),
        "handlers": logging.getLogger().handlers[:],
        "level": logging.getLogger().level,
        "locale": locale.setlocale(locale.LC_ALL),
        "signals": (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)),
        "main": sys.modules["__main__"],
        "process": multiprocessing.current_process().name,
    }


def test_what_a_notebook_changes_is_put_back(tmp_path):
    before = state()
    with as_in_a_kernel(MAIN, {"CLICOLOR": "1"}):
        os.environ.clear()
        os.chdir(tmp_path)
        sys.path.clear()
        sys.argv.append("x")
        sys.setrecursionlimit(5000)
        sys.displayhook = sys.excepthook = print
        sys.stdin = None
        warnings.simplefilter("ignore")
        logging.basicConfig(level=logging.DEBUG, force=True)
        locale.setlocale(locale.LC_ALL, "C")
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    assert state() == before


def test_it_is_put_back_also_when_the_notebook_could_not_be_executed():
    before = state()
    with pytest.raises(KeyError), as_in_a_kernel(MAIN, {"OWN": "1"}):
        raise KeyError("of nbclient")
    assert state() == before


def test_the_notebook_is_the_main_module_and_has_the_kernels_environment():
    with as_in_a_kernel(MAIN, {"CLICOLOR": "1"}):
        assert sys.modules["__main__"] is MAIN
        assert os.environ["CLICOLOR"] == "1"
        assert multiprocessing.current_process().name == "MainProcess"


def test_modules_are_looked_for_in_the_notebooks_folder_after_pythons_own_and_not_where_the_batch_was_started(
    monkeypatch, tmp_path
):
    packages = str(tmp_path / "site-packages")
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "asked"), packages])
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "program")])
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "asked"))
    with as_in_a_kernel(MAIN, {}):
        assert sys.path == [str(tmp_path / "asked"), "", packages]


def test_nobody_has_set_up_logging_and_what_makes_the_report_does_not_log_into_it(caplog):
    with as_in_a_kernel(MAIN, {}):
        assert logging.getLogger().handlers == []
        assert logging.getLogger().level == logging.WARNING
        assert not logging.getLogger("papermill").propagate
    assert caplog.handler in logging.getLogger().handlers


def test_figures_are_drawn_as_a_kernel_is_told_to_or_else_into_the_notebook(monkeypatch):
    from matplotlib import pyplot

    backend = pyplot.get_backend()
    monkeypatch.delenv("MPLBACKEND", raising=False)
    with as_in_a_kernel(MAIN, {}):
        assert os.environ["MPLBACKEND"] == pyplot.get_backend() == "module://matplotlib_inline.backend_inline"
    monkeypatch.setenv("MPLBACKEND", "agg")
    with as_in_a_kernel(MAIN, {}):
        assert pyplot.get_backend().lower() == "agg"
    pyplot.switch_backend(backend)
