import json
import os
import shutil
from pathlib import Path

import pytest

from arvio import shipped
from arvio.errors import RunError, UsageError
from arvio.shipped import RECORD
from arvio.workbench import upgrading
from arvio.workbench.laid import given, parts_of, record_text
from arvio.workbench.new_project import make_project
from arvio.workbench.upgrade_told import told
from arvio.workbench.upgrading import planned, upgrade

from ...conftest import PROJECT

GROUPS, FEEDBACK = "notebooks/groups.ipynb", "notebooks/feedback.ipynb"


@pytest.fixture
def newer(tmp_path, monkeypatch):
    """The folder of what is shipped, in which a test puts what is newer."""
    folder = tmp_path / "shipped"
    for name, path in shipped.shipped_files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, folder / name)
    monkeypatch.setattr(shipped, "shipped_root", lambda: folder)
    return folder


@pytest.fixture
def root(tmp_path, newer):
    """A project with what was shipped before a test put newer files there."""
    make_project(tmp_path / "project")
    return tmp_path / "project"


def change(path: Path, **sources: str) -> None:
    """Other words in cells of a notebook; a cell that is not there comes to its end."""
    plain = json.loads(path.read_text(encoding="utf-8"))
    for id_, source in sources.items():
        found = next((cell for cell in plain["cells"] if cell["id"] == id_), None)
        if found is None:
            plain["cells"].append({"cell_type": "markdown", "id": id_, "metadata": {}, "source": [source]})
        else:
            found["source"] = [source]
    path.write_text(json.dumps(plain, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def states(root: Path) -> dict[str, str]:
    return {file.name: file.state for file in planned(root).files if file.state != "same"}


def made(root: Path) -> set[str]:
    """What an upgrade writes; of what it puts aside, older or newer and which."""
    written = [path.relative_to(root) for path in upgrade(planned(root))]
    return {Path(*path.parts[2:]).as_posix() if path.parts[0] == "upgrade" else path.as_posix() for path in written}


def aside(root: Path, name: str) -> Path:
    """What lies in upgrade/ under a name, such as newer/notebooks/feedback.ipynb."""
    (found,) = (root / "upgrade").glob(f"*/{name}")
    return found


def test_where_nothing_is_newer_nothing_is_written(root):
    before = contents(root)
    assert made(root) == set()
    assert contents(root) == before
    assert [*told(planned(root))][1:] == [f"{len(given())} files are as this arvio ships them."]


def test_what_nobody_changed_is_replaced_and_kept_as_it_was(root, newer):
    older = (root / FEEDBACK).read_bytes()
    change(newer / FEEDBACK, title="# Newer")
    assert states(root) == {FEEDBACK: "replaced"}
    assert made(root) == {FEEDBACK, f"older/{FEEDBACK}", RECORD.as_posix()}
    assert (root / FEEDBACK).read_bytes() == (newer / FEEDBACK).read_bytes()
    assert aside(root, f"older/{FEEDBACK}").read_bytes() == older
    assert states(root) == {}


def test_a_notebook_that_was_only_run_and_saved_is_replaced(root, newer):
    plain = json.loads((root / FEEDBACK).read_text(encoding="utf-8"))
    code = next(cell for cell in plain["cells"] if cell["cell_type"] == "code")
    code.update(outputs=[{"output_type": "stream", "name": "stdout", "text": "a name"}], execution_count=3)
    (root / FEEDBACK).write_text(json.dumps(plain), encoding="utf-8")
    change(newer / FEEDBACK, title="# Newer")
    made(root)
    assert (root / FEEDBACK).read_bytes() == (newer / FEEDBACK).read_bytes()
    assert "a name" not in aside(root, f"older/{FEEDBACK}").read_text(encoding="utf-8")


def test_changes_of_different_cells_stand_in_one_notebook(root, newer):
    change(root / GROUPS, methods="## Our methods", ours="## Ours")
    mine = (root / GROUPS).read_bytes()
    change(newer / GROUPS, title="# Newer")
    lines = [*told(planned(root))]
    assert f"{GROUPS}: you and the newer arvio changed different cells: both changes stand in it" in lines
    assert {"    changed by you: methods, ours", "    changed in the newer arvio: title"} <= {*lines}
    assert "        + # Newer" in lines
    assert made(root) == {GROUPS, f"older/{GROUPS}", RECORD.as_posix()}
    text = (root / GROUPS).read_text(encoding="utf-8")
    assert all(one in text for one in ("# Newer", "## Our methods", "## Ours"))
    assert aside(root, f"older/{GROUPS}").read_bytes() == mine
    assert states(root) == {GROUPS: "yours"}


def test_changes_of_one_cell_leave_the_evaluators_notebook_and_lay_the_newer_beside(root, newer):
    change(root / GROUPS, title="# Ours")
    mine = (root / GROUPS).read_bytes()
    change(newer / GROUPS, title="# Newer", methods="## Newer methods")
    lines = [*told(planned(root))]
    assert "    changed by both, and not alike: title" in lines
    assert {"        - # Ours", "        + # Newer"} <= {*lines}
    assert lines[-1].endswith(f"newer/{GROUPS}: take over from it what you want, then remove it")
    assert made(root) == {f"newer/{GROUPS}", RECORD.as_posix()}
    assert (root / GROUPS).read_bytes() == mine
    assert aside(root, f"newer/{GROUPS}").read_bytes() == (newer / GROUPS).read_bytes()


def test_what_lies_beside_is_named_until_it_is_taken_over_or_removed(root, newer):
    change(root / GROUPS, title="# Ours")
    change(newer / GROUPS, title="# Newer")
    assert planned(root).waiting
    made(root)
    beside = aside(root, f"newer/{GROUPS}")
    assert planned(root).waiting == [beside]
    mine = (root / GROUPS).read_bytes()
    shutil.copy2(beside, root / GROUPS)
    assert planned(root).waiting == []
    (root / GROUPS).write_bytes(mine)
    assert planned(root).waiting == [beside]
    beside.unlink()
    assert planned(root).waiting == []
    assert states(root) == {GROUPS: "yours"}


def test_nothing_is_joined_while_what_came_before_was_not_taken_over(root, newer):
    """The cells that the evaluator has would count as her change, though only the newer ones were never taken."""
    change(root / GROUPS, title="# Ours")
    change(newer / GROUPS, title="# Newer", methods="## Newer methods")
    made(root)
    change(newer / GROUPS, limits="## Newest")
    assert states(root) == {GROUPS: "beside"}
    made(root)
    assert len(planned(root).waiting) == 2
    for path in planned(root).waiting:
        path.unlink()
    change(newer / GROUPS, open="newest = 1")
    assert states(root) == {GROUPS: "joined"}


def test_own_notebooks_and_what_was_taken_away_are_left_alone(root, newer):
    shutil.copy2(root / FEEDBACK, root / "notebooks" / "ours.ipynb")
    (root / "notebooks" / "mirror.ipynb").unlink()
    assert "mirror" not in "\n".join(told(planned(root)))
    change(newer / "notebooks" / "mirror.ipynb", title="# Newer")
    assert "notebooks/mirror.ipynb: taken away by you: it stays away" in [*told(planned(root))]
    (newer / "notebooks" / "claims.ipynb").unlink()
    assert states(root) == {
        "notebooks/ours.ipynb": "own",
        "notebooks/mirror.ipynb": "taken_out",
        "notebooks/claims.ipynb": "no_longer",
    }
    assert made(root) == {RECORD.as_posix()}
    assert not (root / "notebooks" / "mirror.ipynb").exists()
    assert states(root)["notebooks/claims.ipynb"] == "own"


def test_a_notebook_that_is_new_comes_to_the_project(root, newer):
    shutil.copy2(newer / FEEDBACK, newer / "notebooks" / "brand_new.ipynb")
    assert made(root) == {"notebooks/brand_new.ipynb", RECORD.as_posix()}


def test_an_own_notebook_with_the_name_of_a_new_one_stays(root, newer):
    name = "notebooks/brand_new.ipynb"
    shutil.copy2(newer / FEEDBACK, newer / name)
    shutil.copy2(root / GROUPS, root / name)
    lines = "\n".join(told(planned(root)))
    assert f"{name}: your own, of the name of one that is shipped now" in lines
    assert made(root) == {f"newer/{name}", RECORD.as_posix()}
    assert (root / name).read_bytes() == (root / GROUPS).read_bytes()


def test_a_params_file_that_both_changed_stays_and_differences_are_shown(root, newer):
    for folder, line in ((root, "# ours\n"), (newer, "# newer\n")):
        path = folder / "params" / "suite.yaml"
        path.write_text(line + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert {"    -# ours", "    +# newer"} <= {*told(planned(root))}
    assert made(root) == {"newer/params/suite.yaml", RECORD.as_posix()}
    assert (root / "params" / "suite.yaml").read_text(encoding="utf-8").startswith("# ours")


def test_of_a_long_difference_the_first_lines_are_shown(root, newer):
    for folder, n in ((root, 100), (newer, 1)):
        (folder / "requirements.lock").write_text("x\n" * n, encoding="utf-8")
    assert "    and 61 more lines" in [*told(planned(root))]


def test_a_notebook_that_cannot_be_read_stays_and_the_newer_lies_beside(root, newer):
    (root / GROUPS).write_text("<<<<<<< HEAD\n", encoding="utf-8")
    change(newer / GROUPS, title="# Newer")
    assert "changed by you, and another one in the newer arvio" in "\n".join(told(planned(root)))
    assert made(root) == {f"newer/{GROUPS}", RECORD.as_posix()}


def test_of_a_project_without_a_record_what_was_ever_shipped_is_known(root, newer, monkeypatch):
    (root / RECORD).unlink()
    change(root / GROUPS, ours="## Ours")
    change(newer / GROUPS, title="# Newer")
    shutil.copyfile(root / FEEDBACK, root / "notebooks" / "ours.ipynb")
    monkeypatch.setattr(upgrading, "was_shipped", lambda name, _: name == FEEDBACK)
    change(newer / FEEDBACK, title="# Newer")
    assert states(root) == {FEEDBACK: "replaced", GROUPS: "beside", "notebooks/ours.ipynb": "own"}
    assert next(told(planned(root))).startswith("It is not written down what this project was given")
    made(root)
    assert json.loads((root / RECORD).read_text(encoding="utf-8")) == json.loads(record_text(given()))


def test_an_interrupted_upgrade_is_brought_to_its_end(root, newer, monkeypatch):
    change(root / GROUPS, ours="## Ours")
    mine = (root / GROUPS).read_bytes()
    change(newer / GROUPS, title="# Newer")
    change(newer / FEEDBACK, title="# Newer")
    real = upgrading.write_whole

    def fails(path, *arguments, **options):
        if path.name == RECORD.name:
            raise OSError(28, "No space left on device")
        real(path, *arguments, **options)

    monkeypatch.setattr(upgrading, "write_whole", fails)
    with pytest.raises(RunError, match=r"shipped\.json: cannot be written \(No space left on device\)"):
        upgrade(planned(root))
    monkeypatch.undo()
    monkeypatch.setattr(shipped, "shipped_root", lambda: newer)
    assert made(root) == {RECORD.as_posix()}
    assert aside(root, f"older/{GROUPS}").read_bytes() == mine
    assert not [*(root / "upgrade").glob("*/older-2")]


def test_a_second_older_file_does_not_take_the_place_of_the_first(root, newer):
    older = (root / FEEDBACK).read_bytes()
    record = (root / RECORD).read_bytes()
    change(newer / FEEDBACK, title="# Newer")
    made(root)
    (root / FEEDBACK).write_bytes(older)
    change(root / FEEDBACK, ours="## Ours")
    mine = (root / FEEDBACK).read_bytes()
    (root / RECORD).write_bytes(record)
    assert made(root) == {FEEDBACK, f"older-2/{FEEDBACK}", RECORD.as_posix()}
    assert aside(root, f"older/{FEEDBACK}").read_bytes() == older
    assert aside(root, f"older-2/{FEEDBACK}").read_bytes() == mine


@pytest.mark.skipif(os.name == "nt", reason="Windows knows by the ending what may be started")
def test_what_is_started_by_a_double_click_may_still_be_started(root, newer):
    with (newer / "arvio-open.command").open("a", encoding="utf-8") as file:
        file.write("# newer\n")
    made(root)
    assert os.access(root / "arvio-open.command", os.X_OK)


def test_a_folder_in_the_place_of_a_file_is_told_of(root):
    (root / FEEDBACK).unlink()
    (root / FEEDBACK).mkdir()
    with pytest.raises(RunError, match=r"feedback\.ipynb: cannot be read"):
        planned(root)


def test_a_checkout_is_told_to_pull():
    with pytest.raises(UsageError, match="is the checkout that this arvio runs from"):
        planned(PROJECT)


def test_all_files_of_a_project_are_in_its_record(root):
    record = json.loads((root / RECORD).read_text(encoding="utf-8"))
    assert {*record["files"], RECORD.as_posix()} == {*contents(root)}
    assert record["files"][FEEDBACK] == parts_of(FEEDBACK, (root / FEEDBACK).read_bytes())
