import socket

import pytest

from arvio.errors import RunError, UsageError
from arvio.publish.cluster import connecting
from arvio.publish.cluster.connecting import connected, require_privacy


@pytest.mark.parametrize(
    "address", ["tls://10.1.2.3:8786", "tcp://127.0.0.1:8786", "tcp://[::1]:8786", "tcp://localhost:1", "wss://a.fi:1"]
)
def test_encrypted_ways_and_ways_within_this_machine_are_private(address):
    require_privacy([address])


@pytest.mark.parametrize("address", ["tcp://10.1.2.3:8786", "10.1.2.3:8786", "ws://a.fi:1", "tcp://localhost.fi:1", ""])
def test_any_other_way_is_refused(address):
    with pytest.raises(UsageError, match="without encryption"):
        require_privacy([address])


def test_a_worker_elsewhere_is_refused_behind_a_scheduler_here():
    with pytest.raises(UsageError, match=r"cluster tcp://10.0.0.2:1: is reached without encryption"):
        require_privacy(["tcp://127.0.0.1:8786", "tcp://10.0.0.2:1"])


def test_a_scheduler_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setattr(connecting, "CONNECT_SECONDS", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(RunError, match=f"cluster {address}: cannot be reached"), connected(address):
            pass
