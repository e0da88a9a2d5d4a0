"""Execute a notebook for one run: in this process where that ends after it, else in a kernel of its own.

papermill changes the working folder of the whole process, so two runs never share a process at the same time:
the batch gives each its own.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from arvio import observed
from arvio.publish import files, places
from arvio.publish.editions import Edition
from arvio.publish.notebooks.notebooks import source_notebook
from arvio.publish.notebooks.parameters import check_parameters
from arvio.publish.running import children, engine
from arvio.publish.running.choice import asks_for_a_kernel
from arvio.publish.running.seeds import SEEDING
from arvio.publish.running.sockets import kernel_sockets
from arvio.whole_files import take_away

KERNEL = "python3"
START_SECONDS = 60
"""A kernel that has not started by then never will."""
STARTS = 3
"""How often a kernel is started that ends before it has run anything: a second one begins where the first did."""


def execute(edition: Edition) -> Mapping[str, Any]:
    """The executed notebook. It is kept under reports/.run/ too, also when a cell failed."""
    run = edition.run
    check_parameters(source_notebook(edition), run.parameters, places.notebook(edition.root, run.notebook).name)
    notebook, kept = places.notebook(edition.root, run.notebook), places.executed(edition.root, run)
    return _execute(edition, notebook, kept, kernel_environment(edition))


def execute_preview(edition: Edition, notebook: Path) -> Mapping[str, Any]:
    """The same of another file of the project, such as a working copy, apart from what the batch makes and keeps."""
    told = {"previewed": notebook.relative_to(edition.root).as_posix()}
    kept = places.preview(edition.root, edition.run, ".ipynb")
    return _execute(edition, notebook, kept, kernel_environment(edition, notebook, **told))


def _execute(edition: Edition, notebook: Path, kept: Path, environment: Mapping[str, str]) -> Mapping[str, Any]:
    partial = files.partial_path(edition.root, kept)
    try:
        with _environment(environment):
            if in_this_process():
                return _papermill(edition, notebook, partial, **_without_kernel())
            with _reading_of_kernel(edition), _kernel(edition) as options:
                return _started(lambda: _papermill(edition, notebook, partial, **options))
    finally:
        if partial.exists():
            files.move_into_place(partial, kept)


def kernel_environment(edition: Edition, notebook: Path | None = None, **told: str) -> dict[str, str]:
    """How the notebook knows that it is published, and which run it is: hand-edited parameters cannot differ.

    `notebook` is its file where that is not the project's own; `told` is what else it is told.
    """
    file = notebook or places.notebook(edition.root, edition.run.notebook)
    fingerprint = edition.run.fingerprint(file.read_bytes())
    run = {**asdict(edition.run), "fingerprint": fingerprint, "stage": edition.stage, **told}
    return {
        "ARVIO_RUN": json.dumps(run, ensure_ascii=False, sort_keys=True),
        "ARVIO_PROJECT": str(edition.root),
        "MPLBACKEND": "agg",
        "PYTHONHASHSEED": "0",  # as in the processes of children.py
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # else each kernel prints that it cannot be debugged
    }


@contextlib.contextmanager
def _reading_of_kernel(edition: Edition) -> Iterator[None]:
    """Have a kernel of its own write down what it reads, and take it over from there."""
    written = files.partial_path(edition.root, Path("reads"))
    try:
        with _environment({observed.SINK: str(written)}):
            yield
        observed.merge(written)
    finally:
        take_away([written])


def _started(run: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
    """The run of a kernel that started. One that dies before its first word, as for want of a port, is started anew."""
    for _ in range(STARTS - 1):
        try:
            return run()
        except RuntimeError as error:
            if "Kernel died before replying" not in str(error):
                raise
    return run()


def _papermill(edition: Edition, notebook: Path, output: Path, **options: object) -> Mapping[str, Any]:
    """papermill's execution; `options` say by what engine, and with what."""
    import papermill  # takes a second or two, needed in workers only

    return papermill.execute_notebook(
        _literal(notebook),
        _literal(output),
        parameters=edition.run.parameters,
        kernel_name=KERNEL,
        language="python",
        cwd=str(edition.root / "notebooks"),
        progress_bar=False,
        request_save_on_cell_execute=False,
        autosave_cell_every=0,
        **options,
    )


def in_this_process() -> bool:
    """Whether the notebook is executed in this process, which was made for it; ARVIO_ENGINE=kernel says no."""
    return children.is_disposable() and children.is_possible() and not asks_for_a_kernel()


def _without_kernel() -> dict[str, object]:
    """The run's time limit is with whoever waits for this process, who can end it in the middle of anything."""
    from papermill.engines import papermill_engines

    papermill_engines.register(engine.NAME, engine.DisposableEngine)  # also where arvio is a path and not installed
    return {"engine_name": engine.NAME}


@contextlib.contextmanager
def _kernel(edition: Edition) -> Iterator[dict[str, object]]:
    """A kernel of its own, which is reached through sockets and keeps to the run's time limit."""
    from traitlets.config import Config

    with kernel_sockets() as sockets:
        yield {
            "start_timeout": START_SECONDS,
            "timeout_func": _remaining(edition.time_limit_seconds),
            "shutdown_kernel": "immediate",
            "extra_arguments": [f"--IPKernelApp.exec_lines={SEEDING}"],
            "config": Config({"KernelManager": sockets}),
        }


def _remaining(limit_seconds: int) -> Callable[[Mapping[str, Any]], int]:
    """nbclient knows a limit per cell only: each cell gets what the cells before it have left of the run's limit."""
    end = time.monotonic() + limit_seconds
    return lambda cell: max(1, int(end - time.monotonic()))


def _literal(path: Path) -> str:
    """A path that papermill, which fills in parameters between braces, leaves as it is."""
    return str(path).replace("{", "{{").replace("}", "}}")


@contextlib.contextmanager
def _environment(wanted: Mapping[str, str]) -> Iterator[None]:
    """The environment that a kernel inherits, for as long as it runs."""
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
