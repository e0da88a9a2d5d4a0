"""Which files a preview looks at, and when it is made again."""

from pathlib import Path

import pytest

from arvio.errors import UsageError
from arvio.observed import stat_of
from arvio.workbench import watching


def test_looks_at_what_was_read_of_the_project_and_not_at_what_is_made(tmp_path):
    inside = [tmp_path / "params" / "suite.yaml", tmp_path / "workbench" / "own.ipynb"]
    others = [tmp_path / "reports" / "a.html", tmp_path / "data" / ".cache" / "a", tmp_path.parent / "elsewhere"]
    found = watching.watched(tmp_path, dict.fromkeys(map(str, [*inside, *others])))
    assert set(found) == set(map(str, inside))


def test_a_file_that_was_saved_while_the_page_was_made_is_seen(tmp_path):
    file = tmp_path / "own.ipynb"
    file.write_text("before")
    read = {str(file): stat_of(file)}
    file.write_text("saved meanwhile")
    assert watching.wait_for_change(read, sleep=lambda _: None) == [str(file)]


def test_a_file_that_appears_is_a_change(tmp_path):
    file = tmp_path / "2025.fi.md"
    looks = []

    def sleep(seconds):
        looks.append(seconds)
        if len(looks) == 3:
            file.write_text("## feedback")

    assert watching.wait_for_change({str(file): None}, sleep=sleep) == [str(file)]
    assert looks[:3] == [watching.SECONDS] * 3


def test_a_file_is_read_only_when_it_is_left_alone(tmp_path):
    file = tmp_path / "own.ipynb"
    file.write_text("0")
    before = {str(file): None}
    slept = []

    def sleep(seconds):
        slept.append(seconds)
        if len(slept) < 4:
            file.write_text("0" * (len(slept) + 1))

    watching.wait_for_change(before, sleep=sleep)
    assert slept == [watching.SETTLED_SECONDS] * 4


def test_what_is_wrong_with_a_saved_file_is_told_and_the_next_save_waited_for(tmp_path, monkeypatch, capsys):
    file = tmp_path / "own.ipynb"
    file.write_text("before")
    changes = iter([[str(file)], [str(file)], KeyboardInterrupt])

    def wait(before):
        found = next(changes)
        if found is KeyboardInterrupt:
            raise found
        return found

    made = []

    def make():
        made.append(1)
        if len(made) == 1:
            raise UsageError("own.ipynb: is not a notebook")
        return {str(file): stat_of(file)}

    monkeypatch.setattr(watching, "wait_for_change", wait)
    with pytest.raises(KeyboardInterrupt):
        watching.watch(tmp_path, {str(file): stat_of(file)}, make)
    assert len(made) == 2
    assert "is not a notebook" in capsys.readouterr().err


def test_changed_sources_of_arvio_begin_the_command_anew(tmp_path, monkeypatch):
    source = next(iter(watching.sources()))
    begun = []

    def begin_anew():
        begun.append(1)
        raise KeyboardInterrupt

    monkeypatch.setattr(watching, "wait_for_change", lambda before: [source])
    monkeypatch.setattr(watching, "begin_anew", begin_anew)
    with pytest.raises(KeyboardInterrupt):
        watching.watch(tmp_path, {}, dict)
    assert begun == [1]
    assert Path(source).is_absolute()
