import os
import stat
from pathlib import Path

import pytest

from arvio.whole_files import (
    OWNER,
    beside_of,
    holds,
    is_link,
    link_out_of_private,
    make_folder,
    take_away,
    write_kept,
    write_new,
    write_whole,
)

WRITERS = (write_whole, write_kept)


@pytest.mark.parametrize("write", WRITERS)
def test_a_file_takes_the_place_of_an_older_one(tmp_path, write):
    path = tmp_path / "kirje.txt"
    path.write_bytes(b"vanha")

    write(path, b"uusi")

    assert path.read_bytes() == b"uusi"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("write", WRITERS)
def test_the_older_file_stays_where_the_new_one_cannot_take_its_place(tmp_path, write, monkeypatch):
    path = tmp_path / "kirje.txt"
    path.write_bytes(b"vanha")

    def refuse(self, target):
        raise PermissionError(13, "open in another program", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        write(path, b"uusi")

    assert path.read_bytes() == b"vanha"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows forces no folder onto the disk")
@pytest.mark.parametrize("write", [write_whole, write_new])
def test_after_a_loss_of_power_the_file_lies_in_its_place(tmp_path, write, monkeypatch):
    forced = []

    def watched(number):
        forced.append((stat.S_ISDIR(os.fstat(number).st_mode), (tmp_path / "kirje.txt").exists()))

    monkeypatch.setattr(os, "fsync", watched)
    write(tmp_path / "kirje.txt", b"uusi")

    assert forced == [(False, False), (True, True)]


def test_what_a_batch_can_make_again_waits_for_no_folder(tmp_path, monkeypatch):
    forced = []
    monkeypatch.setattr(os, "fsync", forced.append)
    write_whole(tmp_path / "sivu.html", b"<p>", partial=tmp_path / "half")
    assert len(forced) == 1


@pytest.mark.skipif(os.name == "nt", reason="a folder that is no file to be opened is of POSIX")
def test_a_folder_that_cannot_be_forced_costs_no_file(tmp_path, monkeypatch):
    sync = os.fsync

    def refuse_folders(number):
        if stat.S_ISDIR(os.fstat(number).st_mode):
            raise OSError(22, "Invalid argument")
        sync(number)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    write_whole(tmp_path / "kirje.txt", b"uusi")
    assert (tmp_path / "kirje.txt").read_bytes() == b"uusi"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
@pytest.mark.parametrize("write", [*WRITERS, write_new])
def test_what_is_for_the_owner_is_so_whatever_the_umask(tmp_path, write):
    before = os.umask(0)
    try:
        write(tmp_path / "avain", b"salaisuus", mode=OWNER)
    finally:
        os.umask(before)

    assert (tmp_path / "avain").stat().st_mode & 0o777 == OWNER


def test_a_new_file_is_not_written_over_another(tmp_path):
    write_new(tmp_path / "oma.yaml", b"ensin")

    with pytest.raises(FileExistsError):
        write_new(tmp_path / "oma.yaml", b"sitten")

    assert (tmp_path / "oma.yaml").read_bytes() == b"ensin"


def test_it_is_written_first_where_it_is_said(tmp_path):
    (tmp_path / "partial").mkdir()

    write_whole(tmp_path / "sivu.html", b"<p>", partial=tmp_path / "partial" / "1-sivu.html")

    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["sivu.html"]
    assert not any((tmp_path / "partial").iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_what_tells_of_persons_lies_in_folders_for_their_owner_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        for name in ("data/.cache/talo/abc", "reports/.run/register", "reports/public/talo", "workbench/talo"):
            make_folder(tmp_path / name)
    finally:
        os.umask(before)

    modes = {name: (tmp_path / name).stat().st_mode & 0o777 for name in ("data", "reports", "reports/public/talo")}
    assert set(modes.values()) == {0o777}
    assert all(
        (tmp_path / name).stat().st_mode & 0o777 == 0o700 for name in ("data/.cache", "reports/.run", "workbench")
    )


def test_a_folder_that_somebody_opened_to_a_group_stays_open(tmp_path):
    (tmp_path / ".run").mkdir()
    (tmp_path / ".run").chmod(0o770)

    make_folder(tmp_path / ".run" / "logs")

    assert (tmp_path / ".run").stat().st_mode & 0o777 == 0o770


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_where_a_group_was_given_the_project_it_has_these_folders_too(tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports").chmod(0o2775)

    before = os.umask(0o002)
    try:
        make_folder(tmp_path / "reports" / ".run" / "logs")
    finally:
        os.umask(before)

    assert (tmp_path / "reports" / ".run").stat().st_mode & 0o777 == 0o770


def test_a_file_where_a_folder_belongs_is_an_error(tmp_path):
    (tmp_path / "reports").write_text("")

    with pytest.raises(FileExistsError):
        make_folder(tmp_path / "reports")


def test_a_name_as_long_as_names_may_be_can_be_written(tmp_path):
    path = tmp_path / ("ä" * 120 + ".txt")

    assert len(os.fsencode(beside_of(path).name)) < 255
    write_whole(path, b"x")
    assert path.read_bytes() == b"x"


def test_a_new_file_that_is_cut_off_is_not_there(tmp_path, monkeypatch):
    def cut_off(source, target):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "link", cut_off)
    with pytest.raises(KeyboardInterrupt):
        write_new(tmp_path / "oma.yaml", b"puolet")

    assert list(tmp_path.iterdir()) == []


def test_a_new_file_is_made_where_the_disk_has_no_links_too(tmp_path, monkeypatch):
    def refuse(source, target):
        raise PermissionError(1, "no links here", str(target))

    monkeypatch.setattr(os, "link", refuse)
    write_new(tmp_path / "oma.yaml", b"kaikki")

    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"kaikki"]


def test_a_file_holds_what_it_holds(tmp_path):
    (tmp_path / "oma.yaml").write_bytes(b"kaikki")

    assert holds(tmp_path / "oma.yaml", b"kaikki")
    assert not holds(tmp_path / "oma.yaml", b"kaikka")
    assert not holds(tmp_path / "toinen.yaml", b"")


def test_what_cannot_be_taken_away_does_not_hide_what_went_wrong(tmp_path, monkeypatch):
    def refuse(*arguments, **options):
        raise PermissionError(13, "held by another program")

    path = tmp_path / "oma.yaml"
    path.touch()
    monkeypatch.setattr(Path, "unlink", refuse)
    take_away([path, tmp_path / "toinen.yaml"])

    assert path.exists()


@pytest.mark.parametrize(
    "trap", ["data/.cache", "data/.cache/talo", "reports/.run", "reports/.run/public", "workbench"]
)
def test_no_folder_is_made_where_a_link_leads_out_of_one_for_its_owner_alone(tmp_path, trap):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "project" / trap).parent.mkdir(parents=True)
    (tmp_path / "project" / trap).symlink_to(tmp_path / "elsewhere", target_is_directory=True)

    with pytest.raises(OSError, match=rf"{Path(trap).name} is a link that leads elsewhere"):
        make_folder(tmp_path / "project" / trap / "talo" / "2025")

    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_that_stays_below_a_folder_for_its_owner_alone_is_followed(tmp_path):
    (tmp_path / ".station" / "kept").mkdir(parents=True)
    (tmp_path / ".station" / "data").mkdir()
    (tmp_path / ".station" / "data" / ".cache").symlink_to(tmp_path / ".station" / "kept")

    make_folder(tmp_path / ".station" / "data" / ".cache" / "talo")

    assert (tmp_path / ".station" / "kept" / "talo").is_dir()


def test_reports_may_lie_on_another_disk(tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "reports").symlink_to(tmp_path / "disk")

    make_folder(tmp_path / "reports" / ".run" / "public")

    assert (tmp_path / "disk" / ".run" / "public").is_dir()
    assert link_out_of_private(tmp_path / "reports" / "internal" / "talo") is None
    assert is_link(tmp_path / "reports")
    assert not is_link(tmp_path / "missing")
