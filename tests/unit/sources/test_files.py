import pytest

from arvio.errors import SourceError
from arvio.sources.files import find_files


def test_finds_the_files_of_a_pattern_sorted_and_named_from_the_root(tmp_path):
    folder = tmp_path / "data" / "example"
    folder.mkdir(parents=True)
    for name in ("b_2.csv", "b_1.csv", "~$b_3.csv", "c.csv"):
        (folder / name).touch()
    found = find_files(tmp_path, "data/example", "*b_*.csv")
    assert [file.name for file in found] == ["data/example/b_1.csv", "data/example/b_2.csv"]


def test_refuses_a_data_folder_outside_the_project(tmp_path):
    (tmp_path / "project").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "project" / "data").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SourceError, match="data: the path leaves the data folder through a link"):
        find_files(tmp_path / "project", "data", "a.csv")


@pytest.mark.parametrize("link", ["data/talo", "data"])
def test_refuses_a_data_folder_that_is_a_link_to_another_one_of_the_project(tmp_path, link):
    (tmp_path / "others" / "talo").mkdir(parents=True)
    (tmp_path / "others" / "talo" / "a.csv").write_text("answers of others")
    (tmp_path / link).parent.mkdir(exist_ok=True)
    (tmp_path / link).symlink_to(tmp_path / "others" / link.removeprefix("data").strip("/"), target_is_directory=True)
    with pytest.raises(SourceError, match="data/talo: the data folder is a link"):
        find_files(tmp_path, "data/talo", "a.csv")


def test_copies_that_jupyterlab_keeps_of_an_export_are_not_read_as_exports(tmp_path):
    for name in ("a.csv", ".ipynb_checkpoints/a-checkpoint.csv"):
        (tmp_path / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / name).touch()
    assert [file.name for file in find_files(tmp_path, "data", "**/*.csv")] == ["data/a.csv"]
