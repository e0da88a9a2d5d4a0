"""The same reports, byte for byte, wherever and whenever they are made: clock, zone, locale, place and rights.

The first report is made once; each other way must leave the same pages. ARVIO_FAULTS=all tries every way, without it
each kind has one that stands for it.
"""

import datetime as dt
import os
import sys
import time
import unicodedata

import pytest

from . import batches, stages, words

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="zones, modes and most of the names are of POSIX"),
    pytest.mark.timeout(1200),
]

EVERY = os.environ.get("ARVIO_FAULTS") == "all"
RUN = "run", "--quiet", "--jobs", "1"
CLOCK = """
import builtins, datetime, time, types
_time, _import, _more = time.time, builtins.__import__, {seconds}
class _Kind(type):
    def __instancecheck__(cls, one):
        return isinstance(one, datetime.datetime)
class _Moved(datetime.datetime, metaclass=_Kind):
    @classmethod
    def now(cls, tz=None):
        return datetime.datetime.fromtimestamp(_time() + _more, tz)
_moved = types.SimpleNamespace(**{{**vars(datetime), "datetime": _Moved}})
def _imported(name, globals=None, *more, **named):
    found = _import(name, globals, *more, **named)
    return _moved if name == "datetime" and str((globals or {{}}).get("__name__")).startswith("arvio") else found
builtins.__import__, time.time = _imported, lambda: _time() + _more
"""
"""Pandas is built against the real datetime, so that only our own modules get one whose clock was moved."""
YEAR = 31_556_952
CLOCKS = {"ten years on": 10 * YEAR, "ten years back": -10 * YEAR, "after January 2038": 13 * YEAR}
CHANGES = {
    "an hour that is left out": dt.datetime(2027, 3, 28, 1, tzinfo=dt.UTC),
    "an hour that comes twice": dt.datetime(2027, 10, 31, 1, tzinfo=dt.UTC),
}
"""When daylight saving begins and ends in Helsinki."""
SURROUNDINGS = {
    "mixed": {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONUTF8": "0", "PYTHONHASHSEED": "7"},
    "C": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "Finnish": {"LC_ALL": "fi_FI.UTF-8", "TZ": "Europe/Helsinki", "PYTHONHASHSEED": "1"},
    "German": {"LC_ALL": "de_DE.UTF-8", "TZ": "America/Los_Angeles", "PYTHONUTF8": "1"},
    "no place": {"LC_ALL": "none_SUCH", "TZ": "No/Where", "PYTHONHASHSEED": "0"},
}
NAMES = {
    "all of it": 'Äiti\'s "öljy" & 100 % – [x]{y} $HOME #1 ?*\n🦉 äö',
    "decomposed": unicodedata.normalize("NFD", "Äänekoski åå"),
    "long": "ä" * 120,
    "like an option": "--help",
    "with blanks around": " reports ",
    "deep": "/".join(["d" * 50] * 4),
}


def some(ways):
    """Every way, or the first, which is the worst."""
    return ways if EVERY else dict([next(iter(ways.items()))])


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "sample-key-of-the-tests")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """What a run leaves where nothing is special."""
    root = words.make_project(tmp_path_factory.mktemp("plain") / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARVIO_KEY", "sample-key-of-the-tests")
        made(root)
    return handed_over(root)


def made(root, **environment):
    code, _, stderr = batches.arvio(root, *RUN, **environment)
    assert code == 0, stderr
    assert "Traceback" not in stderr, stderr


def handed_over(root):
    files = stages.left(root).files
    return {name: content for name, content in files.items() if name.startswith("reports/")}


@pytest.mark.parametrize("clock", some(CLOCKS))
def test_reports_are_the_same_whatever_the_clock_says(clock, pages, tmp_path):
    root = words.make_project(tmp_path / "project")
    made(root, PYTHONPATH=moved(tmp_path, CLOCKS[clock]))
    assert same(root, pages)
    made(root)  # and the clock is set right
    assert same(root, pages)


@pytest.mark.parametrize("change", some(CHANGES))
def test_reports_are_the_same_where_daylight_saving_changes_amid_a_batch(change, pages, tmp_path):
    root = words.make_project(tmp_path / "project")
    ahead = CHANGES[change].timestamp() - 1 - time.time()
    made(root, PYTHONPATH=moved(tmp_path, ahead), TZ="Europe/Helsinki")
    assert "2027" in (root / stages.DATED).read_text(encoding="utf-8")  # it was the moved clock that ran
    assert same(root, pages)


@pytest.mark.parametrize("name", some(SURROUNDINGS))
def test_reports_are_the_same_in_every_locale_and_zone(name, pages, tmp_path):
    root = words.make_project(tmp_path / "project")
    made(root, **SURROUNDINGS[name])
    assert same(root, pages)


@pytest.mark.parametrize("name", some(NAMES))
def test_reports_are_the_same_wherever_the_project_lies(name, pages, tmp_path):
    (tmp_path / NAMES[name]).mkdir(parents=True)
    root = words.make_project(tmp_path / NAMES[name] / "project")
    made(root)
    assert same(root, pages)


def moved(folder, seconds):
    """PYTHONPATH with a clock in it that is so many seconds on."""
    (folder / "clock").mkdir()
    (folder / "clock" / "sitecustomize.py").write_text(CLOCK.format(seconds=seconds))
    return os.pathsep.join(filter(None, [str(folder / "clock"), os.environ.get("PYTHONPATH")]))


def same(root, pages):
    now = handed_over(root)
    assert sorted(now) == sorted(pages)
    assert [name for name in pages if now[name] != pages[name] and name != stages.DATED] == []
    return True
