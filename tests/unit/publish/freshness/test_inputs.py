import json
import sys
from dataclasses import replace

import pytest

from arvio import observed
from arvio.observed import observing
from arvio.publish import places
from arvio.publish.freshness.inputs import CHANGING, digest_of_edition, inputs_of, read_inputs


def read(edition, *paths):
    """The inputs of a report that read some files."""
    with observing() as seen:
        for path in paths:
            observed.note_file(path)
    return inputs_of(edition, seen)


def test_files_are_named_from_the_projects_root(edition, data, inputs):
    assert list(inputs.files) == ["data/answers.csv"]
    assert len(inputs.files["data/answers.csv"]) == 64


def test_the_same_inputs_have_the_same_fingerprint_and_others_another(edition, data, inputs):
    assert read(edition, data).fingerprint == inputs.fingerprint
    data.write_text("a;b\n1;3\n")
    assert read(edition, data).fingerprint != inputs.fingerprint


def test_what_is_written_is_read_back(inputs):
    assert read_inputs(json.loads(json.dumps(inputs.plain()))) == inputs


def test_a_project_below_a_folder_of_the_system_has_inputs_all_the_same(edition, data, monkeypatch):
    inside = edition.root / "lib" / "x.py"
    inside.parent.mkdir()
    inside.touch()
    monkeypatch.setattr("arvio.publish.freshness.inputs._SYSTEM", (edition.root.parent, inside.parent))
    assert list(read(edition, data, inside).files) == ["data/answers.csv"]


@pytest.mark.parametrize(
    "name", ["reports/.run/x.json", "reports/public/x.html", "data/.key", ".git/HEAD", ".venv/lib/x.py"]
)
def test_what_was_made_and_what_is_hidden_is_no_input(edition, name):
    path = edition.root / name
    path.parent.mkdir(parents=True)
    path.write_text("x")
    assert read(edition, path).files == {}


def test_libraries_and_arvio_itself_are_told_by_their_versions_and_code(edition):
    assert read(edition, json.__file__, observed.__file__, sys.executable).files == {}


def test_a_file_outside_the_project_is_an_input_unless_it_was_there_for_the_moment(edition, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    kept, gone = elsewhere / "kept.csv", elsewhere / "gone.csv"
    for path in (kept, gone):
        path.write_text("x")
    with observing() as seen:
        kept.read_text()
        gone.read_text()
    gone.unlink()
    assert list(inputs_of(edition, seen).files) == [kept.as_posix()]


def test_a_file_that_changes_while_it_is_read_is_never_the_same(edition, data):
    with observing() as seen:
        data.read_text()
        data.write_text("a;b;c\n")
    assert inputs_of(edition, seen).files == {"data/answers.csv": CHANGING}


def test_a_file_that_was_looked_for_is_an_input(edition):
    assert read(edition, edition.root / "params" / "none.md").files == {"params/none.md": "absent"}


def test_the_code_is_listed_once(edition, inputs):
    listed = json.loads(places.code(edition.root, inputs.code).read_text(encoding="utf-8"))
    assert "observed.py" in listed
    assert "presentation/report.css" in listed
    assert ("inspection/inspecting.py" in listed) == ("arvio.inspection.inspecting" in sys.modules)


def test_where_the_project_lies_and_limits_of_time_and_memory_make_no_difference(edition, tmp_path):
    moved = replace(edition, root=tmp_path / "x", time_limit_seconds=1, memory_limit_mb=9)
    assert digest_of_edition(moved) == digest_of_edition(edition)
    assert digest_of_edition(replace(edition, stage="draft")) != digest_of_edition(edition)


def test_libraries_are_told_with_their_versions(inputs):
    from importlib.metadata import version

    assert inputs.versions["pandas"] == version("pandas")
    assert inputs.versions["python"].startswith("CPython")
    assert "ruff" not in inputs.versions
