"""A station in a process of its own, as it runs beside a Dask worker."""

import json
import multiprocessing.connection
import pickle
import subprocess
import sys

import pytest

from arvio.errors import RunError
from arvio.publish.cluster import errand
from arvio.publish.cluster.messages import Broken, Lacking, Request
from arvio.publish.cluster.parcels import packed

PASSWORD = "password-of-the-station"
SECONDS = 120


@pytest.fixture
def station(tmp_path):
    """The folder and the process of a station; it is ended after the test."""
    folder = tmp_path / "station"
    folder.mkdir()
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "arvio.publish.cluster.station", str(folder)],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
        )
    with process:
        process.stdin.write(json.dumps({"key": "a-key-of-persons", "password": PASSWORD}).encode() + b"\n")
        process.stdin.flush()
        yield {"folder": folder, "process": process, "password": PASSWORD}
        process.kill()


def answer(station, request):
    with errand._connected(station) as connection:
        connection.send_bytes(pickle.dumps(request))
        kind, content = connection.recv()
    assert kind == "made"
    return pickle.loads(content)


def test_a_station_says_what_it_lacks_and_ends_with_its_input(station, edition):
    assert answer(station, Request(edition, "one", "two")) == Lacking(("one", "two"))
    station["process"].stdin.close()
    assert station["process"].wait(SECONDS) == 0
    assert not station["folder"].exists()


def test_a_parcel_that_is_not_what_it_says_costs_the_report_only(station, edition):
    parcel = packed({})
    (station["folder"] / "parcels").mkdir(exist_ok=True)
    (station["folder"] / "parcels" / "spoilt").write_bytes(next(parcel.parts())[1])
    told = answer(station, Request(edition, "spoilt", "spoilt"))
    assert isinstance(told, Broken)
    assert isinstance(told.error, RunError)
    assert answer(station, Request(edition, "one", "one")) == Lacking(("one", "one"))


def test_whoever_does_not_know_the_password_is_not_answered(station):
    errand._connected(station).close()
    where = (station["folder"] / "address").read_text()
    with pytest.raises(multiprocessing.AuthenticationError):
        multiprocessing.connection.Client(where, authkey=b"another")
    errand._connected(station).close()
