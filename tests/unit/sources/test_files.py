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
