"""What is written in place of an older file, whole or not at all."""

import json

import pytest

from arvio.disclosure.kept import keep, keep_bytes
from arvio.errors import RunError


def test_a_file_takes_the_place_of_an_older_one(tmp_path):
    keep(tmp_path / "new" / "steps.json", {"ä": [1]})
    keep(tmp_path / "new" / "steps.json", {"ä": [2]})
    assert json.loads((tmp_path / "new" / "steps.json").read_text(encoding="utf-8")) == {"ä": [2]}
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["steps.json"]


def test_where_the_file_cannot_be_written_it_is_said_what_to_do(tmp_path):
    (tmp_path / "mirror").write_text("a file where a folder is needed")
    with pytest.raises(RunError, match=r"m-00000001.json: cannot be written[\s\S]*free space"):
        keep_bytes(tmp_path / "mirror" / "2025" / "m-00000001.json", b"{}")
