"""Kept params are used while nothing they depend on has changed, and only where nobody else can have written them."""

import os
import shutil
from pathlib import Path

import pytest

from arvio.params import kept, open_project, organisations

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture
def folder(tmp_path):
    for part in ("params", "notebooks"):
        shutil.copytree(PROJECT / part, tmp_path / part)
    (tmp_path / "data").mkdir()
    return tmp_path


@pytest.fixture
def parsed(monkeypatch):
    """The names of the organisations whose files were read as YAML, in turn."""
    found = []
    before = organisations.parsed

    def told(contents, name):
        found.append(Path(name).stem)
        return before(contents, name)

    monkeypatch.setattr(organisations, "parsed", told)
    return found


def place(folder, name="silmu"):
    return folder / kept.FOLDER / f"{name}.json"


def read_all(folder):
    return dict(open_project(folder).organisations)


def test_params_that_have_not_changed_are_read_once_and_are_the_same(folder, parsed):
    assert read_all(folder) == read_all(folder)
    assert sorted(parsed) == ["harjula", "miessakit", "silmu", "voimaa"]


def change_file(folder):
    path = folder / "params/organisations/silmu.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# a word more\n", encoding="utf-8")


def change_suite(folder):
    path = folder / "params/suite.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# a word more\n", encoding="utf-8")


def change_instrument(folder):
    sources = open_project(folder).organisation("silmu").sources.values()
    name = next(source.instrument for source in sources if source.instrument)
    path = folder / f"params/instruments/{name}.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# a word more\n", encoding="utf-8")


def change_notebooks(folder):
    (folder / "notebooks/more.ipynb").write_text("{}", encoding="utf-8")


@pytest.mark.parametrize("change", [change_file, change_suite, change_instrument, change_notebooks])
def test_params_are_read_anew_when_what_they_depend_on_changes(folder, parsed, change):
    open_project(folder).organisation("silmu")
    change(folder)
    parsed.clear()
    open_project(folder).organisation("silmu")
    assert parsed == ["silmu"]


def test_another_instrument_or_organisation_may_change(folder, parsed):
    used = {source.instrument for source in open_project(folder).organisation("silmu").sources.values()}
    other = next(path for path in (folder / "params/instruments").glob("*.yaml") if path.stem not in used)
    other.write_text("nothing: of this\n", encoding="utf-8")
    (folder / "params/organisations/voimaa.yaml").write_text("nothing: of this\n", encoding="utf-8")
    parsed.clear()
    open_project(folder).organisation("silmu")
    assert parsed == []


def test_other_code_reads_anew(folder, parsed, monkeypatch):
    open_project(folder).organisation("silmu")
    parsed.clear()
    monkeypatch.setattr(kept, "_code", lambda: "another version")
    open_project(folder).organisation("silmu")
    assert parsed == ["silmu"]


def test_what_is_broken_is_not_kept(folder):
    (folder / "params/organisations/silmu.yaml").write_text("nothing: of this\n", encoding="utf-8")
    assert "silmu" in open_project(folder).broken
    assert not place(folder).exists()


@pytest.mark.parametrize("spoilt", [b"", b"\n", b"[]\n{}", b"{}\n{}", b'{"key": 1}', b"\xff\xfe\n\xff"])
def test_a_kept_file_that_is_not_whole_is_read_anew(folder, parsed, spoilt):
    sound = open_project(folder).organisation("silmu")
    place(folder).write_bytes(spoilt)
    parsed.clear()
    assert open_project(folder).organisation("silmu") == sound
    assert parsed == ["silmu"]
    assert len(place(folder).read_bytes()) > 1000


def test_a_kept_file_cut_off_anywhere_is_read_anew(folder):
    sound = open_project(folder).organisation("silmu")
    whole = place(folder).read_bytes()
    for end in range(0, len(whole), 997):
        place(folder).write_bytes(whole[:end])
        assert open_project(folder).organisation("silmu") == sound


def test_contents_that_do_not_fit_their_digest_are_not_believed(folder):
    open_project(folder).organisation("silmu")
    found = place(folder).read_text(encoding="utf-8")
    place(folder).write_text(
        found.replace('"sensitivity":"child_welfare"', '"sensitivity":"ordinary"'), encoding="utf-8"
    )
    assert open_project(folder).organisation("silmu").sensitivity == "child_welfare"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has other rights than modes")
@pytest.mark.parametrize("which", ["folder", "file"])
def test_what_others_may_write_is_not_believed(folder, parsed, which):
    open_project(folder).organisation("silmu")
    path = place(folder).parent if which == "folder" else place(folder)
    path.chmod(0o777)
    parsed.clear()
    open_project(folder).organisation("silmu")
    assert parsed == ["silmu"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has other rights than modes")
def test_a_link_in_the_place_of_a_kept_file_or_folder_is_not_followed(folder, parsed, tmp_path):
    open_project(folder).organisation("silmu")
    for path in (place(folder), place(folder).parent):
        elsewhere = tmp_path / f"elsewhere-{path.name}"
        path.rename(elsewhere)
        path.symlink_to(elsewhere)
        parsed.clear()
        open_project(folder).organisation("silmu")
        assert parsed == ["silmu"]
        if path.is_symlink():
            path.unlink()
            elsewhere.rename(path)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has other rights than modes")
def test_kept_params_are_their_owners_alone(folder):
    read_all(folder)
    modes = {path.stat().st_mode & 0o077 for path in [folder / kept.FOLDER, *(folder / kept.FOLDER).iterdir()]}
    assert modes == {0}


def test_a_project_without_a_data_folder_is_left_as_it_is(folder):
    (folder / "data").rmdir()
    open_project(folder).organisation("silmu")
    assert not (folder / "data").exists()


def test_where_nothing_can_be_kept_params_are_read(folder):
    (folder / "data" / ".cache").write_text("a file where a folder should be", encoding="utf-8")
    assert open_project(folder).organisation("silmu").organisation == "silmu"


def test_nothing_is_left_beside_what_is_kept(folder):
    read_all(folder)
    assert sorted(path.name for path in (folder / kept.FOLDER).iterdir()) == [
        f"{name}.json" for name in ("harjula", "miessakit", "silmu", "voimaa")
    ]
