"""Starting a kernel: what is tried again, and what is told at once."""

import pytest

from arvio.publish import execute
from arvio.publish.execute import STARTS

DIED = RuntimeError("Kernel died before replying to kernel_info")


def ran(monkeypatch, edition, endings):
    """What a run gave whose starts end so, and the starts."""
    begun = []

    def papermill(edition, output):
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


@pytest.mark.parametrize("name", ["ARVIO_RUN", "ARVIO_PROJECT"])
def test_the_kernel_is_told_which_run_it_makes_and_where(edition, name):
    assert name in execute.kernel_environment(edition)
