"""What is gone after a purge, what stays, and what becomes of one that is cut off or comes upon a batch."""

import contextlib

import pytest

from arvio.datasets import load_tables
from arvio.errors import RunError
from arvio.publish import places
from arvio.retention import purge, purging, would_purge
from arvio.turns import TurnTakenError, in_turn

from .conftest import FORGOTTEN, STAYS, WORKINGS, notebook, write


def files(root):
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_a_dry_run_says_the_same_and_removes_nothing(project):
    before = files(project.root)
    foreseen = would_purge(project, ["talo"])
    assert files(project.root) - before <= {f"reports/.run/locks/{places.lock(project.root, 'talo').name}"}
    assert foreseen == purge(project, ["talo"])
    assert foreseen.n_files >= len(WORKINGS)
    assert foreseen.n_bytes > 0
    assert foreseen.notebooks == ("workbench/talo/2025/feedback.ipynb",)


def test_exports_params_and_everything_released_stay(project):
    before = files(project.root)
    purge(project)
    gone = before - files(project.root)
    assert gone
    assert not [path for path in gone if path.startswith(("params", "reports/public", "data/talo", "data/mokki"))]
    assert gone.isdisjoint(f"reports/.run/{path.format(name=name)}" for path in STAYS for name in ("talo", "mokki"))


def test_the_next_reading_works_from_the_exports(project):
    purge(project)
    assert len(load_tables(project, "talo").table("persons")) == 2


def test_of_one_organisation_nothing_else_is_touched(project):
    before = {path for path in files(project.root) if "mokki" in path}
    purge(project, ["talo"])
    assert {path for path in files(project.root) if "mokki" in path} == before
    assert FORGOTTEN in (project.root / "workbench/mokki/2025/feedback.ipynb").read_text(encoding="utf-8")


def test_tables_of_an_organisation_that_params_no_longer_have_go_too(project):
    write(project.root / "data" / ".cache" / "gone" / "x" / "persons.parquet", "rows")
    purge(project, ["talo"])
    assert (project.root / "data" / ".cache" / "gone").exists()
    purge(project)
    assert not (project.root / "data" / ".cache" / "gone").exists()


def test_what_was_executed_or_copied_of_one_that_params_no_longer_have_goes_too(project):
    write(project.root / "reports" / ".run" / "public" / "gone" / "2025" / "feedback.fi.ipynb", FORGOTTEN)
    write(project.root / "workbench" / "gone" / "2025" / "feedback.ipynb", notebook())
    purge(project)
    assert not (project.root / "reports" / ".run" / "public" / "gone").exists()
    copy = project.root / "workbench" / "gone" / "2025" / "feedback.ipynb"
    assert FORGOTTEN not in copy.read_text(encoding="utf-8")


THEIRS = {"thesis.ipynb": notebook(), "pics/summer.jpg": "x", "feedback.error.html": "x"}


def trapped(project, home, trap):
    """A link in the project that leads to the files of somebody."""
    for name, content in THEIRS.items():
        write(home / name, content)
    (project.root / trap).parent.mkdir(parents=True, exist_ok=True)
    (project.root / trap).symlink_to(home, target_is_directory=True)


@pytest.mark.parametrize("trap", ["reports/.run/preview/evil/talo", "reports/.run/evil/talo"])
def test_nothing_is_taken_away_at_the_end_of_a_link_which_is_named(project, tmp_path_factory, trap):
    home = tmp_path_factory.mktemp("home")
    trapped(project, home, trap)
    with pytest.raises(RunError) as caught:
        purge(project)
    assert [one.file for one in caught.value.problems] == [trap]
    assert {name: (home / name).read_text(encoding="utf-8") for name in THEIRS} == THEIRS


@pytest.mark.parametrize(
    "trap", ["reports/.run/public/talo/2024", "workbench/talo/2024", "data/.cache/talo/x", "notebooks/x"]
)
def test_links_further_below_are_not_gone_into(project, tmp_path_factory, trap):
    home = tmp_path_factory.mktemp("home")
    trapped(project, home, trap)
    with contextlib.suppress(RunError):
        purge(project)
    assert {name: (home / name).read_text(encoding="utf-8") for name in THEIRS} == THEIRS


def test_a_folder_that_is_a_link_itself_is_named_once(project, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "cache"
    (project.root / "data" / ".cache").rename(elsewhere)
    (project.root / "data" / ".cache").symlink_to(elsewhere, target_is_directory=True)
    before = files(elsewhere)
    with pytest.raises(RunError) as caught:
        would_purge(project, ["talo"])
    assert [one.file for one in caught.value.problems] == ["data/.cache"]
    assert files(elsewhere) == before


def test_cut_off_half_way_it_can_be_given_again(project, monkeypatch):
    whole, removed = would_purge(project), []

    def interrupted(path):
        if len(removed) == 3:
            raise KeyboardInterrupt
        removed.append(path)
        path.unlink()

    with monkeypatch.context() as patched:
        patched.setattr(purging, "_remove", interrupted)
        with pytest.raises(KeyboardInterrupt):
            purge(project)
    assert purge(project).n_files == whole.n_files - 3
    assert would_purge(project).n_files == 0


def test_what_the_system_does_not_give_is_named_when_all_else_is_gone(project, monkeypatch):
    remove = purging._remove

    def held(path):
        if path.name == "feedback.fi.error.html":
            raise PermissionError(13, "held open")
        remove(path)

    monkeypatch.setattr(purging, "_remove", held)
    with pytest.raises(RunError) as caught:
        purge(project, ["talo"])
    assert [one.file for one in caught.value.problems] == ["reports/.run/public/talo/2025/feedback.fi.error.html"]
    assert would_purge(project, ["talo"]).n_files == 1


def test_a_copy_that_is_no_notebook_is_named_and_left_to_its_writer(project):
    path = project.root / "workbench" / "talo" / "2025" / "feedback.ipynb"
    path.write_text("<<<<<<< HEAD", encoding="utf-8")
    with pytest.raises(RunError, match=r"feedback\.ipynb"):
        purge(project, ["talo"])
    assert path.read_text(encoding="utf-8") == "<<<<<<< HEAD"


def test_a_batch_that_makes_the_reports_is_waited_for(project, monkeypatch):
    monkeypatch.setattr(purging, "WAIT_SECONDS", 0.1)
    before = files(project.root / "data" / ".cache")
    with in_turn(places.lock(project.root, "talo"), seconds=1, what="talo"), pytest.raises(TurnTakenError):
        purge(project, ["talo"])
    assert files(project.root / "data" / ".cache") == before
