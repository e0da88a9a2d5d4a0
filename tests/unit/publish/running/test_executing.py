"""Where a notebook is executed, and that what one does, it does to itself alone."""

import pytest
from nbclient.exceptions import DeadKernelError

from arvio.publish.running import executing
from arvio.publish.running.executing import Executing

from .nasty import nasty, notebook

WHERE = "# %%\nget_ipython().kernel.shell_stream is None\n"
ENDINGS = {
    "a crash of C code": "import ctypes; ctypes.string_at(0)",
    "an exit without a word": "import os; os._exit(3)",
    "a kill": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "an exit by the shell": "exit()",
}


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "agg")


def execute(one, **options):
    return Executing.execute_notebook(one, "python3", progress_bar=False, **options)


def shown(executed):
    """The plain text of each cell's last output."""
    return [cell.outputs[-1]["data"]["text/plain"] for cell in executed.cells if cell.get("outputs")]


def test_a_notebook_is_executed_in_a_process_made_for_it():
    assert shown(execute(notebook(WHERE))) == ["True"]


@pytest.mark.parametrize("way", [{"ARVIO_PROCESSES": "spawn"}, {"ARVIO_ENGINE": "kernel"}])
def test_where_processes_cannot_be_copied_or_a_kernel_is_asked_for_there_is_one(monkeypatch, way):
    for name, value in way.items():
        monkeypatch.setenv(name, value)
    asked = []
    monkeypatch.setattr(
        executing.NBClientEngine, "execute_managed_notebook", lambda nb_man, kernel, **options: asked.append(kernel)
    )
    execute(notebook(WHERE))
    assert asked == ["python3"]


@pytest.mark.parametrize(
    ("kernel", "options"),
    [
        ("other", {}),
        ("python3", {"execution_timeout": 5}),
        ("python3", {"timeout_func": lambda cell: 5}),
        ("python3", {"log_output": True}),
    ],
)
def test_another_kernel_and_what_only_papermills_own_engine_can_goes_there(monkeypatch, kernel, options):
    asked = []
    monkeypatch.setattr(
        executing.NBClientEngine, "execute_managed_notebook", lambda nb_man, kernel, **options: asked.append(kernel)
    )
    Executing.execute_notebook(notebook(WHERE), kernel, progress_bar=False, **options)
    assert asked == [kernel]


@pytest.mark.parametrize("name", ENDINGS)
def test_a_process_that_ends_is_a_dead_kernel_and_costs_no_other_notebook(name):
    with pytest.raises(DeadKernelError):
        execute(notebook(f"# %%\n1\n# %%\n{ENDINGS[name]}\n# %%\n2\n"))
    assert shown(execute(notebook(WHERE))) == ["True"]


def test_nothing_that_a_notebook_changes_is_left_for_the_next():
    first = shown(execute(nasty("clean")))
    execute(nasty("dirties"))
    assert shown(execute(nasty("clean"))) == first != []


def test_an_error_ends_the_notebook_and_what_came_before_is_kept():
    one = execute(nasty("ends"))
    statuses = [cell.metadata.papermill["status"] for cell in one.cells]
    assert statuses == ["completed", "completed", "failed", "pending"]
    assert one.cells[1].outputs[0]["text"] == "before\n"
    assert one.cells[2].outputs[0]["ename"] == "ZeroDivisionError"
    assert one.cells[3].outputs == []


def test_figures_are_shown_in_the_notebook_unless_it_is_told_otherwise(monkeypatch):
    monkeypatch.delenv("MPLBACKEND")
    one = execute(notebook("# %%\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]); None\n"))
    assert "image/png" in one.cells[1].outputs[0]["data"]
