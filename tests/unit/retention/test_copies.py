"""Where rows of persons lie beside the raw exports, and what is left alone."""

import os
import subprocess
import sys

import pytest

from arvio.retention import copies

from .conftest import STAYS, WORKINGS, notebook, write


def below(root, paths):
    return {path.relative_to(root).as_posix() for path in paths}


def test_of_an_organisation_what_was_kept_executed_previewed_or_not_let_out(project):
    found = below(project.root, copies.files_of(project.root, "talo"))
    assert {f"reports/.run/{path.format(name='talo')}" for path in WORKINGS} <= found
    kept = {path.rpartition("/")[2] for path in found if path.startswith("data/.cache/talo/")}
    assert {"persons.parquet", "record.json"} <= kept
    assert "workbench/talo/2025/.ipynb_checkpoints/feedback.ipynb" in found


def test_what_is_released_decided_or_somebodys_work_is_not_among_them(project):
    found = below(project.root, copies.files_of(project.root, "talo"))
    assert found.isdisjoint(f"reports/.run/{path.format(name='talo')}" for path in STAYS)
    assert not [path for path in found if path.startswith(("reports/public", "params", "data/talo"))]
    assert "workbench/talo/2025/feedback.ipynb" not in found


def test_nothing_of_another_organisation_is_among_them(project):
    assert not [path for path in below(project.root, copies.files_of(project.root, "talo")) if "mokki" in path]


def test_an_organisation_whose_name_begins_alike_keeps_what_was_solved(project):
    write(project.root / "reports" / ".run" / "solved" / "talo2.json", "{}")
    assert "reports/.run/solved/talo2.json" not in below(project.root, copies.files_of(project.root, "talo"))


def test_a_file_nested_without_end_hinders_nobody_from_being_forgotten(project):
    deep = "[" * 100_000
    write(project.root / "reports" / ".run" / "public" / "talo" / "2025" / "deep.json", deep)
    write(project.root / "workbench" / "talo" / "2025" / "deep.ipynb", deep)

    assert below(project.root, copies.files_of(project.root, "talo"))
    assert "workbench/talo/2025/deep.ipynb" in below(project.root, copies.notebooks_of(project.root, "talo"))


@pytest.mark.skipif(os.name == "nt", reason="on Windows nobody can be asked without being ended")
def test_a_file_that_a_batch_writes_at_this_moment_is_left_to_it(project):
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    partial = project.root / "reports" / ".run" / "partial"
    for number in (os.getpid(), ended.stdout.strip()):
        write(partial / f"{number}-0-feedback.fi.ipynb", "rows")
    found = below(project.root, copies.files_of_all(project.root))
    assert found == {f"reports/.run/partial/{ended.stdout.strip()}-0-feedback.fi.ipynb"}


def test_what_jupyterlab_keeps_beside_any_file_is_among_them_and_the_file_is_not(project):
    copies_of = ["data/talo/.ipynb_checkpoints/henkilot-checkpoint.csv", ".ipynb_checkpoints/Untitled-checkpoint.ipynb"]
    hidden = [".venv/.ipynb_checkpoints/x.ipynb", "workbench/mokki/.ipynb_checkpoints/x.ipynb"]
    for name in (*copies_of, *hidden, "data/talo/Untitled.ipynb"):
        write(project.root / name, "rows")
    assert below(project.root, copies.files_of_all(project.root)) == set(copies_of)


def test_what_somebody_who_was_killed_began_is_among_them(project):
    begun = {"reports/.run/public/talo/2025/.feedback.fi-0a1b2c3d.part", "workbench/talo/2025/.feedback-0a1b2c3d.part"}
    for name in begun:
        write(project.root / name, "rows")
    assert begun <= below(project.root, copies.files_of(project.root, "talo"))


def test_organisations_are_known_by_what_lies_there_and_audiences_are_none(project):
    write(project.root / "workbench" / "gone" / "2025" / "feedback.ipynb", notebook())
    write(project.root / "reports" / ".run" / "public" / "lost" / "2025" / "feedback.fi.ipynb", "rows")
    write(project.root / "reports" / ".run" / "preview" / "internal" / "tried" / "2025" / "feedback.fi.html", "rows")
    write(project.root / "reports" / ".run" / "solved" / "solved.json", "{}")
    assert copies.organisations_left(project.root) == {"talo", "mokki", "gone", "lost", "tried", "solved"}
