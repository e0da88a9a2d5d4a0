"""Where the time of a report goes, for each notebook of the sample: `make bench`.

The cells of a notebook are called in this process, which has made the report before, and its page is made of what they
show. Time is of the processor, in milliseconds: reading (params, files or what was kept of them, choosing the period),
indicators, release (what the audience may see, and the facts for the register), figures, tables, sentences, and export
(the page). What one part has another do is the other's. "First reading" is what reading takes where nothing of the
organisation's files has been kept. A child of its own for each report, and the judgement of all reports of an
organisation, come beside this.
"""

from __future__ import annotations

import functools
import inspect
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median
from time import process_time

from generated import LOCAL_SECRET
from ways import compiled

from arvio.params import Run, open_project
from arvio.publish import places
from arvio.publish.editions import Edition, edition
from arvio.publish.making.execute import kernel_environment
from arvio.publish.notebooks.notebooks import read_notebook
from arvio.publish.page.export import document_of, page_of

ROOT = Path(__file__).parents[1]
PARTS = ("reading", "indicators", "release", "figures", "tables", "sentences", "export", "other")
ROUNDS = 3
OF_EVALUATION = {
    "release": ("release", "release_for_form", "withheld", "revisions"),
    "sentences": ("commentary", "cautions", "method", "lessons", "lessons_for_form"),
}
OF_MODULES = {
    "indicators": "arvio.indicators",
    "figures": "arvio.presentation.figures",
    "tables": "arvio.presentation.tables",
    "sentences": "arvio.presentation.narrative",
}


class Clock:
    """Shares out the processor's time among the parts, each time to the one that was begun last."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._stack: list[str] = []
        self._since = 0.0

    def timed(self, part: str, work: Callable) -> Callable:
        """The same function, its time counted as this part's."""

        @functools.wraps(work)
        def call(*given: object, **named: object) -> object:
            self._turn()
            self._stack.append(part)
            try:
                return work(*given, **named)
            finally:
                self._turn()
                self._stack.pop()

        return call

    def _turn(self) -> None:
        now = process_time()
        if self._stack:
            self.seconds[self._stack[-1]] += now - self._since
        self._since = now


def watch(clock: Clock) -> None:
    """Have all that a notebook calls counted by the clock."""
    import importlib

    import arvio.evaluation
    from arvio.datasets.views import View
    from arvio.evaluation.evaluation import Evaluation

    for part, name in OF_MODULES.items():
        module = importlib.import_module(name)
        for function in module.__all__:
            if inspect.isfunction(getattr(module, function)):
                setattr(module, function, clock.timed(part, getattr(module, function)))
    for part, names in OF_EVALUATION.items():
        for name in names:
            setattr(Evaluation, name, clock.timed(part, getattr(Evaluation, name)))
    Evaluation.pairs.func = clock.timed("indicators", Evaluation.pairs.func)
    for one in vars(View).values():
        if isinstance(one, functools.cached_property):
            one.func = clock.timed("reading", one.func)
    arvio.evaluation.open_evaluation = clock.timed("reading", arvio.evaluation.open_evaluation)


def make(clock: Clock, of_run: Edition) -> None:
    """Make the report once, in this process."""
    os.environ.update(kernel_environment(of_run))
    notebook = read_notebook(places.notebook(of_run.root, of_run.run.notebook))
    names: dict = dict(of_run.run.parameters)
    cells = clock.timed("other", lambda: [_executed(cell, names) for cell in notebook["cells"]])()
    clock.timed("export", lambda: page_of(document_of({**notebook, "cells": cells}, of_run), of_run, notebook))()


def _executed(cell: Mapping, names: dict) -> dict:
    if cell["cell_type"] != "code" or cell["metadata"].get("tags"):
        return {**cell, "outputs": []}
    value = compiled(cell["source"])(names)
    if not hasattr(value, "_repr_mimebundle_"):
        return {**cell, "outputs": []}
    data, metadata = value._repr_mimebundle_()
    output = {"output_type": "execute_result", "execution_count": 1, "data": data, "metadata": metadata}
    return {**cell, "outputs": [output]}


def editions(root: Path) -> Iterator[Edition]:
    """One edition of each notebook: the first organisation's newest, within the organisation, in Finnish."""
    project = open_project(root)
    found: dict[str, Run] = {}
    for run in project.runs(audiences=["internal"], languages=["fi"]):
        before = found.get(run.notebook)
        if before is None or (before.organisation == run.organisation and before.period < run.period):
            found[run.notebook] = run
    return (edition(project, run) for run in found.values())


def measured(clock: Clock, of_run: Edition) -> Counter[str]:
    """Milliseconds of each part, the median of some rounds, and of the first reading."""
    make(clock, of_run)
    kept = of_run.root / "data" / ".cache"
    shutil.rmtree(kept, ignore_errors=True)
    rounds = []
    for _ in range(ROUNDS + 1):
        clock.seconds.clear()
        make(clock, of_run)
        rounds.append(dict(clock.seconds))
    first, *later = rounds
    found = Counter({part: 1000 * median(one.get(part, 0) for one in later) for part in PARTS})
    return found + Counter({"first reading": 1000 * first["reading"]})


def table(found: Mapping[str, Counter[str]]) -> str:
    """Milliseconds of each notebook's parts, and their shares of all."""
    heads = (*PARTS, "all", "first reading")
    lines = [f"{'':<14}" + "".join(f"{head:>{max(len(head), 8) + 2}}" for head in heads)]
    every = {**found, "mean": Counter()}
    for one in found.values():
        every["mean"].update({part: value / len(found) for part, value in one.items()})
    for name, one in every.items():
        values = {**one, "all": sum(one[part] for part in PARTS)}
        lines.append(f"{name:<14}" + "".join(f"{values.get(head, 0):>{max(len(head), 8) + 2}.0f}" for head in heads))
    whole = sum(every["mean"][part] for part in PARTS)
    lines.append(
        f"{'of the mean, %':<14}"
        + "".join(f"{100 * every['mean'][part] / whole:>{max(len(part), 8) + 2}.0f}" for part in PARTS)
    )
    return "\n".join(lines)


def main() -> None:
    clock = Clock()
    watch(clock)
    os.environ.update(LOCAL_SECRET)
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        for name in ("notebooks", "params", "data/sample"):
            shutil.copytree(ROOT / name, root / name)
        os.chdir(root / "notebooks")
        found = {one.run.notebook: measured(clock, one) for one in editions(root)}
        os.chdir(ROOT)
    print("Milliseconds of the processor by part of a report")
    print(table(found))


if __name__ == "__main__":
    main()
