import pickle
import subprocess
import sys

import cloudpickle
import pytest

from arvio.publish.cluster import errand

WITHOUT_ARVIO = """
import pickle, sys
sys.modules["arvio"] = None
print(pickle.loads(sys.stdin.buffer.read())())
"""


@pytest.fixture
def by_value():
    cloudpickle.register_pickle_by_value(errand)
    yield
    cloudpickle.unregister_pickle_by_value(errand)


def greeting(name, dask_worker):
    return f"hello {name}"


def test_an_errand_is_done_where_there_is_no_arvio(by_value):
    sent = cloudpickle.dumps(errand.task(errand._log_of, {"folder": errand.Path("nowhere")}))
    ended = subprocess.run([sys.executable, "-c", WITHOUT_ARVIO], input=sent, capture_output=True, check=True)
    assert ended.stdout == b"\n"


def test_nothing_that_an_errand_was_given_is_seen_from_outside():
    one = errand.bound(greeting, "secret-of-the-project")
    assert "secret" not in f"{one!r} {one.__name__} {one.__defaults__}"
    with pytest.raises(Exception, match="local object"):
        pickle.dumps(one)  # so that Dask sends it by value


class Worker:
    """A Dask worker as far as errands need one."""

    def __init__(self, folder):
        self.extensions, self.local_directory, self.address = {}, str(folder), "tcp://here"


def test_parts_of_a_parcel_make_the_parcel(tmp_path):
    worker = Worker(tmp_path)
    worker.extensions["arvio"] = {"b": {"folder": tmp_path}}
    for place, part, is_last in ((0, b"ab", False), (2, b"cd", False), (4, b"e", True)):
        errand.deliver("b", "digest", place, part, is_last, worker)
        assert (tmp_path / "parcels" / "digest").exists() == is_last
    assert (tmp_path / "parcels" / "digest").read_bytes() == b"abcde"


def test_what_belongs_to_a_batch_that_is_not_there_is_passed_over(tmp_path):
    errand.keep("b", Worker(tmp_path))
    errand.end("b", Worker(tmp_path))
