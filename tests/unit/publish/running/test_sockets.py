"""The sockets of a kernel: files of its own, or ports where files cannot be."""

import stat
import sys
import tempfile
from pathlib import Path

import pytest

from arvio.publish.running.sockets import LONGEST_PATH, kernel_sockets

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no socket files; kernels use ports there")


def test_a_kernel_is_reached_through_a_folder_that_only_its_user_can_open_and_that_goes_away():
    with kernel_sockets() as said:
        folder = Path(said["ip"]).parent
        assert said["transport"] == "ipc"
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not folder.exists()


def test_two_kernels_never_share_a_socket():
    with kernel_sockets() as first, kernel_sockets() as second:
        assert first["ip"] != second["ip"]


def test_where_the_path_would_be_too_long_for_a_socket_ports_are_used(tmp_path, monkeypatch):
    deep = tmp_path / ("a" * LONGEST_PATH)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    with kernel_sockets() as said:
        assert "transport" not in said
