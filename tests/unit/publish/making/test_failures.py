import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from arvio.errors import DataError, Problem, ProtectionError
from arvio.publish.making.failures import failure_of, failure_of_process
from arvio.publish.running.ended import ChildEnded
from arvio.publish.running.progress import AtCell


def of_cell(name, value):
    return PapermillExecutionError(4, 3, "\nfirst line\nsecond", name, value, ["\x1b[31mTraceback\x1b[0m", "end"])


def test_an_error_of_ours_in_a_cell_is_shown_by_its_message():
    failure = failure_of(of_cell("DataError", "answers.csv: row 4: out of range"), 60)
    assert (failure.state, failure.reason) == ("failed", "answers.csv: row 4: out of range")
    assert (failure.cell, failure.line) == (4, "first line")
    assert failure.traceback == "Traceback\nend"


def test_a_protection_error_in_a_cell_refuses_the_report():
    assert failure_of(of_cell("ProtectionError", "not released"), 60).state == "refused"


def test_any_other_error_in_a_cell_is_named():
    failure = failure_of(of_cell("KeyError", "'age'"), 60)
    assert (failure.state, failure.summary) == ("failed", "cell 4: KeyError: 'age'")


def test_a_name_in_our_errors_that_is_no_error_is_not_taken_for_one():
    assert failure_of(of_cell("Problem", "x"), 60).reason == "Problem: x"


def test_errors_of_ours_outside_cells():
    assert failure_of(ProtectionError("no"), 60).state == "refused"
    assert failure_of(DataError(Problem("a.csv", "is empty")), 60).summary == "a.csv: is empty"


def test_a_run_over_its_time_limit_says_where_the_limit_stands():
    failure = failure_of(CellTimeoutError("x"), 60)
    assert "longer than 60 seconds (time_limit_seconds in params/suite.yaml)" in failure.summary


def test_a_dead_kernel_is_told_in_plain_words():
    assert "memory" in failure_of(DeadKernelError("x"), 60).summary


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("limit", "stopped: it took longer than 60 seconds (time_limit_seconds in params/suite.yaml)"),
        ("memory", "stopped: it needed more than 4000 MB of memory (memory_limit_mb in params/suite.yaml)"),
        ("killed", "the process that made it was ended from outside (SIGKILL): perhaps memory ran out"),
        ("crashed", "the process that made it ended by itself (SIGKILL): perhaps memory ran out"),
    ],
)
def test_a_process_that_ended_is_told_with_its_reason_and_the_cell(edition, reason, said):
    ended = ChildEnded(reason, "SIGKILL", AtCell(4, 9))
    assert failure_of_process(ended, edition).summary == f"cell 4: {said}"
    assert failure_of_process(ChildEnded(reason, "SIGKILL"), edition).summary == said


def test_a_programming_error_keeps_its_traceback_for_developers():
    failure = failure_of(ValueError("x"), 60)
    assert (failure.state, failure.reason) == ("failed", "ValueError: x")
    assert "ValueError: x" in failure.traceback
