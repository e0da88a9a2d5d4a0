import os

import pytest

from arvio.bounded import bytes_within, json_in, json_of


def test_a_file_is_read_up_to_its_limit(tmp_path):
    path = tmp_path / "sanat.md"
    path.write_bytes(b"x" * 10)

    assert bytes_within(path, 10) == b"x" * 10
    with pytest.raises(OSError, match="larger than"):
        bytes_within(path, 9)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
def test_a_pipe_to_which_nobody_writes_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "suite.yaml")

    with pytest.raises(OSError, match="pipe"):
        bytes_within(tmp_path / "suite.yaml", 10)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such device")
def test_a_device_without_an_end_is_refused(tmp_path):
    (tmp_path / "suite.yaml").symlink_to("/dev/zero")

    with pytest.raises(OSError, match="device"):
        bytes_within(tmp_path / "suite.yaml", 10)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(OSError, match=r"directory|device|Permission"):
        bytes_within(tmp_path, 10)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "1" * 5000, "[1,]", ""])
def test_what_is_no_json_or_too_deep_is_a_value_error(text):
    with pytest.raises(ValueError, match=r"."):
        json_of(text)


@pytest.mark.parametrize("content", [b"[" * 100_000, b"\xff\xfe\xfd", b"[1", b""])
def test_a_file_that_is_no_json_is_a_value_error(tmp_path, content):
    path = tmp_path / "digests.json"
    path.write_bytes(content)

    with pytest.raises(ValueError, match=r"."):
        json_in(path)


def test_a_file_of_json_is_read_up_to_its_limit(tmp_path):
    path = tmp_path / "digests.json"
    path.write_text('{"ä": [1]}', encoding="utf-8")

    assert json_in(path) == {"ä": [1]}
    with pytest.raises(OSError, match="larger than"):
        json_in(path, 5)
