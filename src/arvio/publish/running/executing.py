"""A notebook executed by the kernel in this process, or in a child made for it, or by papermill's own engine."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NBClientEngine, NotebookExecutionManager
from papermill.log import logger

from arvio.publish.running import children
from arvio.publish.running.capture import captured
from arvio.publish.running.choice import asks_for_a_kernel
from arvio.publish.running.kernel import take
from arvio.publish.running.messages import LocalClient
from arvio.publish.running.progress import AtCell, at_cell
from arvio.publish.running.seeds import seed
from arvio.publish.running.surroundings import as_in_a_kernel

KERNEL = "python3"
_STOCK_ONLY = "execution_timeout", "timeout", "timeout_func", "log_output", "stdout_file", "stderr_file"
"""Options of papermill's own engine that need a second process beside the notebook's."""


class Executing(Engine):  # type: ignore[misc] # papermill says no types
    """Executes a notebook in a process that ends after it."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: object) -> None:
        """Execute the notebook that papermill manages; the outputs are its own engine's."""
        if not _is_suited(kernel_name, options):
            NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **options)
        elif children.is_disposable():
            _execute_here(nb_man, kernel_name, children.tell)
        else:
            nb_man.nb = _in_a_child(nb_man.nb, kernel_name, lambda message: _count(nb_man, message))


def _is_suited(kernel_name: str, options: Mapping[str, Any]) -> bool:
    if asks_for_a_kernel() or kernel_name != KERNEL:
        return False
    return children.is_possible() and not any(options.get(name) for name in _STOCK_ONLY)


def _execute_here(nb_man: NotebookExecutionManager, kernel_name: str, tell: Callable[[object], None]) -> None:
    """Execute in this process. papermill's own client does it; only the kernel is another."""
    kernel = take()
    client = PapermillNotebookClient(
        nb_man,
        km=SimpleNamespace(has_kernel=True),
        kernel_name=kernel_name,
        log=logger,
        on_cell_start=lambda cell, cell_index: tell(at_cell(nb_man.nb.cells, cell_index)),
    )
    client.kc = LocalClient(kernel, kernel.listed)
    with as_in_a_kernel(kernel.own_shell.user_module, kernel.environment), captured(kernel.listed):
        seed()
        client.execute()


def _in_a_child(notebook: NotebookNode, kernel_name: str, on_message: Callable[[object], None]) -> NotebookNode:
    """The executed notebook, of a child of the fork server."""
    given = notebook, kernel_name, str(Path.cwd()), dict(os.environ)
    try:
        return children.run_in_child(_execute_alone, given, limit_seconds=None, on_message=on_message)
    except children.ChildEnded as ended:
        raise DeadKernelError(f"Kernel died ({ended})") from ended


def _execute_alone(
    notebook: NotebookNode, kernel_name: str, folder: str, environment: Mapping[str, str]
) -> NotebookNode:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    nb_man = NotebookExecutionManager(notebook, progress_bar=False, autosave_cell_every=0)
    nb_man.set_timer()
    _execute_here(nb_man, kernel_name, children.tell)
    return nb_man.nb


def _count(nb_man: NotebookExecutionManager, message: object) -> None:
    """Move papermill's bar, which counts cells."""
    if isinstance(message, AtCell) and nb_man.pbar is not None:
        nb_man.pbar.update(1)
