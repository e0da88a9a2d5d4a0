"""Starting a kernel: what is tried again, and what is told at once."""

import json
import os
import sys
from pathlib import Path

import pytest

from arvio import observed
from arvio.publish import places
from arvio.publish.making import execute
from arvio.publish.making.execute import STARTS
from arvio.publish.running.children import run_in_child

DIED = RuntimeError("Kernel died before replying to kernel_info")


@pytest.fixture(autouse=True)
def source(edition):
    path = places.notebook(edition.root, edition.run.notebook)
    path.parent.mkdir()
    path.write_bytes(b"{}")
    return path


def ran(monkeypatch, edition, endings):
    """What a run gave whose starts end so, and the starts."""
    begun = []

    def papermill(edition, notebook, output, **options):
        begun.append(output)
        ending = endings[len(begun) - 1]
        if isinstance(ending, Exception):
            raise ending
        return ending

    monkeypatch.setattr(execute, "check_parameters", lambda *_: None)
    monkeypatch.setattr(execute, "source_notebook", lambda _: {})
    monkeypatch.setattr(execute, "_papermill", papermill)
    try:
        return execute.execute(edition), begun
    except RuntimeError as error:
        return str(error), begun


def test_a_kernel_that_dies_before_it_has_run_anything_is_started_anew(monkeypatch, edition):
    given, begun = ran(monkeypatch, edition, [DIED, {"cells": []}])
    assert (given, len(begun)) == ({"cells": []}, 2)


def test_a_kernel_that_never_starts_is_told_after_a_few_times(monkeypatch, edition):
    told, begun = ran(monkeypatch, edition, [DIED] * STARTS)
    assert (told, len(begun)) == (str(DIED), STARTS)


def test_any_other_failure_is_told_at_once(monkeypatch, edition):
    told, begun = ran(monkeypatch, edition, [RuntimeError("something else"), {}])
    assert (told, len(begun)) == ("something else", 1)


def test_the_kernel_is_told_which_run_it_makes_of_which_notebook_and_where(edition, source):
    told = execute.kernel_environment(edition)
    run = json.loads(told["ARVIO_RUN"])
    assert {part: run[part] for part in vars(edition.run)} == vars(edition.run)
    assert run["fingerprint"] == edition.run.fingerprint(source.read_bytes()) != edition.run.fingerprint(b"[]")
    assert told["ARVIO_PROJECT"] == str(edition.root)


def test_what_a_kernel_of_its_own_read_is_taken_over(monkeypatch, edition):
    def papermill(edition, notebook, output, **options):
        told = {"file": str(edition.root / "data.csv"), "stat": None}
        Path(os.environ[observed.SINK]).write_text(json.dumps(told) + "\n")
        return {}

    monkeypatch.setattr(execute, "check_parameters", lambda *_: None)
    monkeypatch.setattr(execute, "source_notebook", lambda _: {})
    monkeypatch.setattr(execute, "_papermill", papermill)
    with observed.observing() as seen:
        execute.execute(edition)
    assert seen.files[str(edition.root / "data.csv")] is None
    assert observed.SINK not in os.environ
    assert list(places.partial(edition.root).iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes are copied on request only")
@pytest.mark.parametrize(
    ("said", "is_here"), [({}, True), ({"ARVIO_ENGINE": "kernel"}, False), ({"ARVIO_PROCESSES": "spawn"}, False)]
)
def test_a_copied_process_executes_its_notebook_itself_unless_a_kernel_is_asked_for(monkeypatch, said, is_here):
    for name in ("ARVIO_ENGINE", "ARVIO_PROCESSES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    assert run_in_child(execute.in_this_process, (), limit_seconds=60) is is_here


def test_this_process_which_goes_on_executes_no_notebook_itself():
    assert execute.in_this_process() is False
