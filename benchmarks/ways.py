"""Ways to make the same reports, each timed: arvio's batch, the usual commands, a loop, and the bound of them all."""

from __future__ import annotations

import ast
import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from sysconfig import get_path
from time import perf_counter

import memory
from generated import LOCAL_SECRET

from arvio.params import Run, open_project
from arvio.publish.editions import editions
from arvio.publish.making.execute import kernel_environment

SCRIPTS = Path(get_path("scripts"))
PROCESSES = 2
LIMIT_SECONDS = 3600
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Two processes on two cores: each with one thread, as a batch of arvio has it."""


@dataclass(frozen=True)
class Report:
    """One report to make: the parameters of its notebook."""

    organisation: str
    period: str
    language: str
    audience: str = "internal"

    @property
    def name(self) -> str:
        return f"{self.organisation}.{self.period}.{self.language}"


@dataclass(frozen=True)
class Sheet:
    """A notebook that is executed as it is, and the folder in which it is."""

    notebook: Path
    folder: Path


def arvio(project: Path, *arguments: str, every: float = 0) -> memory.Ran:
    """What the command arvio does in a project, which has not been touched before."""
    command = [str(SCRIPTS / "arvio"), *arguments]
    return memory.run(command, folder=project, environment=LOCAL_SECRET, limit_seconds=LIMIT_SECONDS, every=every)


def commands(sheet: Sheet, reports: Sequence[Report], out: Path, *, at_once: int = 1) -> float:
    """Seconds of the commands papermill and jupyter nbconvert for some reports, so many reports at the same time."""
    started = perf_counter()
    with ProcessPoolExecutor(at_once, multiprocessing.get_context("fork" if _has_fork() else "spawn")) as pool:
        list(pool.map(_by_commands, [sheet] * len(reports), reports, [out] * len(reports)))
    return perf_counter() - started


def loop(sheet: Sheet, reports: Sequence[Report], out: Path) -> float:
    """Seconds of papermill and one exporter per process for some reports, in two processes that are warm.

    Each has made a report before the clock starts, so that what a long batch pays once is not counted.
    """
    with _pool() as pool:
        list(pool.map(_in_loop, [sheet] * PROCESSES, reports[:PROCESSES], [out] * PROCESSES))
        started = perf_counter()
        list(pool.map(_in_loop, [sheet] * len(reports), reports, [out] * len(reports)))
        return perf_counter() - started


def functions(project: Path, warm: Path, reports: Sequence[Report]) -> float:
    """Seconds of all that the notebook's cells call, called as plain functions in two processes that are warm.

    There is no kernel, no notebook, no page, no register and no judgement: what no way with them can be faster than.
    `warm` is another project, of which each process makes a report before the clock starts.
    """
    of_project, of_warm = _environments(project, reports), _environments(warm, reports[: 2 * PROCESSES])
    with _pool() as pool:
        list(pool.map(_by_functions, of_warm))
        started = perf_counter()
        list(pool.map(_by_functions, of_project))
        return perf_counter() - started


def bare(sheet: Sheet, reports: Sequence[Report], out: Path) -> float:
    """Seconds of what the cells of a plain notebook call, in two processes that are warm, each figure drawn as PNG.

    There is no kernel, no notebook and no page: what the usual tools cannot be faster than. `out` is not used.
    """
    with _pool() as pool:
        list(pool.map(_by_bare_functions, [sheet] * PROCESSES, reports[:PROCESSES]))
        started = perf_counter()
        list(pool.map(_by_bare_functions, [sheet] * len(reports), reports))
        return perf_counter() - started


def _environments(project: Path, reports: Sequence[Report]) -> list[dict[str, str]]:
    """The environment in which a batch executes each report."""
    opened = open_project(project)
    runs = [Run(one.organisation, one.period, "report", one.audience, one.language) for one in reports]
    return [kernel_environment(one) for one in editions(opened, runs)]


def _pool() -> Executor:
    os.environ.update(LOCAL_SECRET | ONE_THREAD)
    return ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn"), initializer=_be_quiet)


def _be_quiet() -> None:
    """Kernels warn of their sockets, each of them; errors come back as exceptions."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stderr.fileno())


def _has_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()


def _by_commands(sheet: Sheet, report: Report, out: Path) -> None:
    made = out / f"{report.name}.ipynb"
    given = [word for name, value in vars(report).items() for word in ("-r", name, value)]
    papermill = [str(SCRIPTS / "papermill"), str(sheet.notebook), str(made), "--cwd", str(sheet.folder), *given]
    for command in (papermill, [str(SCRIPTS / "jupyter"), "nbconvert", "--to", "html", str(made)]):
        environment = os.environ | LOCAL_SECRET | ONE_THREAD
        done = subprocess.run(command, capture_output=True, timeout=LIMIT_SECONDS, env=environment, text=True)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}\n{done.stderr[-3000:]}")


def _in_loop(sheet: Sheet, report: Report, out: Path) -> None:
    import papermill

    made = out / f"{report.name}.ipynb"
    executed = papermill.execute_notebook(
        sheet.notebook, made, parameters=vars(report), cwd=sheet.folder, progress_bar=False
    )
    page, _ = _exporter().from_notebook_node(executed)
    made.with_suffix(".html").write_text(page, encoding="utf-8")


@cache
def _exporter() -> object:
    from nbconvert.exporters import HTMLExporter

    return HTMLExporter()


def _by_functions(environment: Mapping[str, str]) -> int:
    """Call what the cells call, and have what they show as HTML; how much of that there is."""
    os.environ.update(environment)
    notebooks = Path(environment["ARVIO_PROJECT"], "notebooks")
    os.chdir(notebooks)
    run = json.loads(environment["ARVIO_RUN"])
    names = {name: run[name] for name in ("organisation", "period", "language", "audience")}
    return sum(len(shown(cell, names)) for cell in _cells(notebooks / "report.ipynb"))


def _by_bare_functions(sheet: Sheet, report: Report) -> int:
    """Call what the cells call; how much they show, with their figures as a notebook draws them."""
    import matplotlib as mpl

    mpl.use("agg")
    mpl.rcParams["figure.dpi"] = 72  # as in a notebook
    os.chdir(sheet.folder)
    names = dict(vars(report))
    return sum(len(str(cell(names))) + _drawn() for cell in _cells(sheet.notebook))


def _drawn() -> int:
    """How many bytes the open figures have as PNG, cut to what is drawn on them; they are closed."""
    from matplotlib import pyplot as plt

    file = BytesIO()
    for number in plt.get_fignums():
        plt.figure(number).savefig(file, format="png", bbox_inches="tight")
    plt.close("all")
    return file.tell()


@cache
def _cells(notebook: Path) -> tuple[Callable[[dict], object], ...]:
    """The code cells after the parameters, compiled once."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code" and not cell["metadata"]]
    return tuple(compiled(one) for one in code)


def compiled(source: str) -> Callable[[dict], object]:
    """A cell as a function of its names, which gives the value of its last line."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    body = compile(tree, "<cell>", "exec")
    value = compile(ast.Expression(last.value), "<cell>", "eval") if last else None

    def call(names: dict) -> object:
        exec(body, names)
        return eval(value, names) if value else None

    return call


def shown(cell: Callable[[dict], object], names: dict) -> str:
    """The HTML that a cell shows; empty where it shows none."""
    value = cell(names)
    if not hasattr(value, "_repr_mimebundle_"):
        return ""
    return value._repr_mimebundle_()[0].get("text/html", "")


def require_done(ran: memory.Ran, n: int) -> memory.Ran:
    """What was run, if it printed the paths of as many pages as were asked for; else the benchmark ends."""
    made = len(ran.out.splitlines())
    if ran.code or made != n:
        sys.exit(f"arvio ended with {ran.code} and {made} of {n} reports:\n{ran.err[-3000:]}")
    return ran
