"""The kernel of a process: made before libraries are imported, taken once, and without traces until then."""

import pytest

from arvio.publish.running.children import run_in_child

SECONDS = 60


def told(code):
    """What a piece of code raises as a ValueError, in a process of its own: what a kernel does, it does to itself."""
    with pytest.raises(ValueError, match="told") as caught:
        run_in_child(exec, (code, {}), limit_seconds=SECONDS)
    return caught.value.args[1:]


def test_pandas_was_imported_as_in_a_notebook():
    code = 'import pandas as pd; raise ValueError("told", pd.get_option("display.max_columns"))'
    assert told(code) == (20,)


def test_nothing_of_it_is_seen_until_it_is_taken():
    code = """
import builtins, os, sys
raise ValueError("told", hasattr(builtins, "get_ipython"), "CLICOLOR" in os.environ, os.environ.get("IPYTHONDIR"),
                 sys.modules["__main__"].__dict__.get("In"))
"""
    assert told(code) == (False, False, None, None)


def test_it_leaves_no_folder_and_no_history_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    code = """
from arvio.publish.running.kernel import take
history = take().shell.history_manager
raise ValueError("told", history.enabled, history.save_thread)
"""
    assert told(code) == (False, None)
    assert list(tmp_path.iterdir()) == []


def test_a_process_executes_one_notebook_only():
    code = """
from arvio.publish.running.kernel import take
kernel = take()
kernel.shell.execution_count = 2
take()
"""
    with pytest.raises(RuntimeError, match="one notebook only"):
        run_in_child(exec, (code, {}), limit_seconds=SECONDS)


def test_libraries_see_the_shell_while_they_are_imported_and_not_after():
    code = """
import builtins
from arvio.publish.running.kernel import at_hand
with at_hand():
    inside = type(builtins.get_ipython()).__name__, builtins.get_ipython().kernel is not None
raise ValueError("told", *inside, hasattr(builtins, "get_ipython"))
"""
    assert told(code) == ("ZMQInteractiveShell", True, False)
