"""The engine as papermill finds it: by its name, light to load, and only where it gives what papermill's own gives."""

import subprocess
import sys
from importlib.metadata import entry_points

import pytest

from arvio.publish.running.engine import NAME, DisposableEngine

from .nasty import notebook

LOAD = """
import sys
from arvio.publish.running.engine import DisposableEngine
heavy = {"papermill", "IPython", "ipykernel", "pandas", "nbformat", "nbclient", "traitlets"}
print(sorted(heavy & sys.modules.keys()))
import papermill
print(papermill.engines.papermill_engines.get_engine("arvio") is DisposableEngine)
"""


def test_papermill_finds_it_by_its_name():
    [found] = [one for one in entry_points(group="papermill.engine") if one.name == NAME]
    assert found.load() is DisposableEngine


def test_it_is_loaded_without_anything_heavy_also_before_papermill():
    told = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True, timeout=120)
    assert told.stdout.split("\n")[:2] == ["[]", "True"]


@pytest.mark.parametrize(("given", "name"), [(None, "python3"), ("other", "other")])
def test_kernel_and_language_are_the_notebooks_own_unless_told(given, name):
    one = notebook("# %%\n1\n")
    assert DisposableEngine.nb_kernel_name(one, given) == name
    assert DisposableEngine.nb_language(one) == "python"
