"""A report made, left alone, made again and verified, as an evaluator does it; each test goes on from the last."""

import json
import os
import shutil

import pytest

from ..conftest import run_arvio

ONE = ("voimaa", "--notebook", "groups", "--period", "2024", "--audience", "public", "--language", "fi", "--jobs", "1")
PLACE = "public/voimaa/2024/groups.fi"
EXPORT = "data/sample/voimaa/yhteistyo.csv"
HELPER = "notebooks/apu.py"


@pytest.fixture(scope="module")
def root(sample_project, tmp_path_factory):
    """The sample, where the notebook of groups imports a module of the evaluator's own; its report is made once."""
    root = tmp_path_factory.mktemp("fresh") / "project"
    shutil.copytree(sample_project, root, ignore=shutil.ignore_patterns("reports"))
    (root / HELPER).write_text("LABEL = 'a'\n", encoding="utf-8")
    notebook = json.loads((root / "notebooks/groups.ipynb").read_text(encoding="utf-8"))
    opening = next(cell for cell in notebook["cells"] if "open_evaluation" in "".join(cell["source"]))
    opening["source"] = ["import apu\n", *opening["source"]]
    (root / "notebooks/groups.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    made = run_arvio(root, "run", *ONE)
    assert made.exit_code == 0, made.stderr
    return root


def why(root):
    """Whether the report would be made, and why."""
    place, whether, reasons = run_arvio(root, "run", *ONE, "--why").stdout.strip().split("\t")
    assert place == PLACE
    return whether, reasons


def manifest(root):
    return json.loads((root / f"reports/.run/{PLACE}.json").read_text(encoding="utf-8"))


def test_everything_that_was_read_is_in_the_manifest(root):
    read = manifest(root)["inputs"]["files"]
    of_organisation = {"params/organisations/voimaa.yaml", "params/commentary/voimaa/2024.fi.md", EXPORT}
    assert {"notebooks/groups.ipynb", HELPER, "params/suite.yaml", *of_organisation} <= set(read)
    assert not any(name.startswith(("params/organisations/harjula", "data/sample/silmu", "reports")) for name in read)
    assert [name for name in read if name.startswith("notebooks/")] == [HELPER, "notebooks/groups.ipynb"]
    assert {question[0] for question in manifest(root)["inputs"]["asked"]} == {"listing", "steps", "withdrawals"}


def test_a_report_that_is_fresh_is_left_as_it_is_and_named(root):
    page = root / f"reports/{PLACE}.html"
    before, page_before = manifest(root), page.stat().st_mtime_ns
    again = run_arvio(root, "run", *ONE)
    assert (again.exit_code, again.stdout) == (0, f"reports/{PLACE}.html\n")
    assert manifest(root) == before
    assert page.stat().st_mtime_ns == page_before
    assert why(root) == ("is fresh", "nothing it was made from has changed")


@pytest.mark.parametrize(
    "name", [HELPER, EXPORT, "params/suite.yaml", "params/commentary/voimaa/2024.fi.md", "notebooks/groups.ipynb"]
)
def test_a_change_of_any_input_is_told_and_a_new_time_is_none(root, name):
    path = root / name
    original = path.read_bytes() if path.exists() else None
    try:
        path.write_bytes((original or b"") + b"\n")
        assert why(root) == ("will be made", f"{name} {'changed' if original is not None else 'is new'}")
    finally:
        path.write_bytes(original) if original is not None else path.unlink()
    if original is not None:
        os.utime(path, (0, 0))
        assert why(root)[0] == "is fresh"


def test_an_export_that_comes_in_is_told(root):
    added = root / "data/sample/voimaa/lasnaolo_99.xlsx"
    added.write_bytes(b"")
    assert why(root)[1] == "other files match data/sample/voimaa/lasnaolo_*.xlsx"
    added.unlink()


def test_another_organisations_files_make_no_difference(root):
    for name in ("params/organisations/harjula.yaml", "data/sample/harjula/aukot.csv", "notebooks/pathways.ipynb"):
        with (root / name).open("ab") as file:
            file.write(b"\n")
    assert why(root)[0] == "is fresh"


def test_a_fresh_report_is_made_all_the_same_when_forced_and_has_the_same_bytes(root):
    page = root / f"reports/{PLACE}.html"
    before, started = page.read_bytes(), manifest(root)["started"]
    made = run_arvio(root, "run", *ONE, "--force")
    assert made.exit_code == 0, made.stderr
    assert manifest(root)["started"] > started
    assert page.read_bytes() == before


def test_a_report_is_verified_in_a_folder_of_its_own(root):
    verified = run_arvio(root, "verify", f"reports/{PLACE}.html")
    assert (verified.exit_code, verified.stdout) == (0, f"the same bytes\t{PLACE}\n")


def test_a_report_that_somebody_changed_is_told_and_made_again(root):
    page = root / f"reports/{PLACE}.html"
    before = page.read_bytes()
    page.write_bytes(before.replace(b"<h1>", b"<h1>Not ", 1))
    assert why(root) == ("will be made", "groups.fi.html was changed by somebody")
    listed = run_arvio(root, "list", "voimaa").stdout
    assert "voimaa\tgroups\t2024\tpublic\tfi\tchanged" in listed
    verified = run_arvio(root, "verify", f"reports/{PLACE}.html")
    assert verified.exit_code == 1
    assert "groups.fi.html: differs from line" in verified.stdout
    assert run_arvio(root, "run", *ONE).exit_code == 0
    assert page.read_bytes() == before
