"""Notebooks show the same in a process made for them as in a kernel of their own, cell by cell."""

import pytest
from papermill.engines import NBClientEngine

from arvio.params import Run, open_project
from arvio.publish.editions import edition
from arvio.publish.making.execute import execute
from arvio.publish.running.children import run_in_child
from arvio.publish.running.executing import Executing

from ..unit.publish.running.nasty import NAMES, nasty
from .parity import differences

SECONDS = 120
SHIPPED = (
    ("miessakit", "2023", "feedback", "public"),
    ("voimaa", "2023", "groups", "public"),
    ("harjula", "2023", "pathways", "public"),
    ("harjula", "2025", "change", "public"),
    ("silmu", "2023", "work_quality", "public"),
    ("silmu", "2023", "family_work", "funder"),
    ("miessakit", "2025", "claims", "public"),
    ("miessakit", "2025", "mirror", "internal"),
    ("voimaa", "2023", "annual", "public"),
    ("voimaa", "2021-2024", "project_end", "public"),
    ("voimaa", "2021-2024", "data_quality", "internal"),
)
"""Organisation, period, notebook and audience: each notebook once."""


@pytest.fixture(scope="module", autouse=True)
def surroundings(tmp_path_factory):
    """What both ways find around them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("notebooks"))
        patch.setenv("ARVIO_KEY", "sample-key-of-the-tests")
        patch.setenv("MPLBACKEND", "agg")
        patch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
        patch.setenv("TZ", "UTC")
        yield


def test_every_shipped_notebook_is_among_them(sample_project):
    shipped = {path.stem for path in (sample_project / "notebooks").glob("*.ipynb")}
    assert {notebook for _, _, notebook, _ in SHIPPED} == shipped


@pytest.mark.parametrize(("organisation", "period", "notebook", "audience"), SHIPPED)
def test_a_shipped_notebook_shows_the_same(sample_project, monkeypatch, organisation, period, notebook, audience):
    run = Run(organisation, period, notebook, audience, "fi")
    one = edition(open_project(sample_project), run)
    made = {}
    for way in ("kernel", "arvio"):
        monkeypatch.setenv("ARVIO_ENGINE", way)
        made[way] = run_in_child(execute, (one,), limit_seconds=SECONDS)
    assert differences(made["kernel"], made["arvio"]) == []
    assert [cell for cell in made["arvio"]["cells"] if cell.get("outputs")]


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_notebook_does_it_shows_the_same(monkeypatch, tmp_path, name):
    made = [_executed(way, name, tmp_path) for way in (NBClientEngine, Executing)]
    assert differences(*made) == []


def _executed(way, name, folder):
    """The notebook executed one way, in a folder of its own. A kernel that finds itself in pytest shows less."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTEST_CURRENT_TEST")
        (folder / way.__name__).mkdir()
        patch.chdir(folder / way.__name__)
        return run_in_child(way.execute_notebook, (nasty(name), "python3", None, False), limit_seconds=SECONDS)
