import json
import os
import re
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from types import SimpleNamespace

import pandas as pd
import pytest

from arvio.disclosure import register, register_file
from arvio.disclosure.register_file import FACT, PATH, RUN, adding_to_register
from arvio.errors import ArvioError, ProtectionError, RunError
from arvio.params import Run
from arvio.turns import in_turn

TALO = Run("talo", "2025", "feedback", "funder", "fi")
UNKNOWN = dict.fromkeys(("low", "high", "n"))


def fact(indicator="heard", value=4.2):
    keys = dict.fromkeys(FACT, "") | {"indicator": indicator, "statistic": "mean", "status": "shown"}
    return keys | UNKNOWN | {"value": value}


def facts(number):
    return [fact(f"item{place}", place / 10) for place in range(number)]


def spoilt(root, change):
    """A register of two reports whose file was then changed; the error that it gives."""
    register.publish(root, TALO, facts(300))
    path = root / PATH
    path.write_bytes(change(path.read_bytes()))
    found = path.read_bytes()
    with pytest.raises(ProtectionError) as refused:
        register.publish(root, TALO, [fact()])
    assert path.read_bytes() == found, "the damaged file stays where it is"
    kept = list(path.parent.glob("register.damaged-*.sqlite"))
    assert [aside.read_bytes() for aside in kept] == [found]
    assert f"is kept as {kept[0].name} too" in str(refused.value)
    return str(refused.value)


def test_every_version_of_a_report_can_be_told_from_the_others(tmp_path):
    first = register.enter(tmp_path, TALO, [fact("a", 4.2), fact("b", 3.9)])
    second = register.enter(tmp_path, TALO, [fact("a", 4.2), fact("b", 4.0)])
    assert [(one.version, one.new) for one in (first, second)] == [(1, 2), (2, 1)]
    told = register.history(tmp_path, "talo")
    assert told[["version", "indicator", "value"]].to_numpy().tolist() == [
        [1, "a", 4.2],
        [1, "b", 3.9],
        [2, "a", 4.2],
        [2, "b", 4.0],
    ]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", at) for at in told["published"])


def test_a_report_made_again_with_the_same_figures_is_the_same_version(tmp_path):
    first = register.enter(tmp_path, TALO, [fact("a", 4), fact("b")])
    assert register.enter(tmp_path, TALO, [fact("b"), fact("a", 4.0)]).version == 1
    assert register.enter(tmp_path, TALO, []).version == 2
    third = register.enter(tmp_path, TALO, [fact("a", 4.0), fact("b")])
    assert (third.version, third.new, third.fingerprint) == (3, 0, first.fingerprint)
    assert len(register.published(tmp_path, "talo")) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "update fact set value = 0",
        "delete from fact",
        "update publication set version = 9",
        "delete from publication",
        "delete from told",
        "update told set fact = 2",
        "insert or replace into publication select * from publication",
        "insert or replace into fact select * from fact",
    ],
)
def test_what_was_entered_cannot_be_changed(tmp_path, statement):
    register.publish(tmp_path, TALO, facts(2))
    with closing(sqlite3.connect(tmp_path / PATH)) as opened, pytest.raises(sqlite3.IntegrityError, match="added to"):
        opened.execute(statement)


def test_it_is_on_the_disk_before_the_report_goes_out(tmp_path):
    register.publish(tmp_path, TALO, facts(2))
    with closing(sqlite3.connect(tmp_path / PATH)) as opened:
        assert opened.execute("pragma journal_mode").fetchone() == ("wal",)
        assert opened.execute("pragma user_version").fetchone() == (2,)


def first_schema(root, old_facts):
    """A register as the first arvio wrote it, with facts only."""
    path = root / PATH
    path.parent.mkdir(parents=True)
    columns = [*RUN, *(f'"{column}"' for column in FACT)]
    rows = [("talo", "2025", "feedback", "funder", "fi", *one.values()) for one in old_facts]
    with closing(sqlite3.connect(path)) as old, old:
        old.execute("pragma journal_mode = wal")
        old.execute(f"create table fact ({', '.join(columns)})")
        old.executemany(f"insert into fact values ({', '.join('?' * len(columns))})", rows)


def test_facts_of_a_register_without_versions_are_a_first_publication(tmp_path):
    first_schema(tmp_path, facts(3))
    assert len(register.published(tmp_path, "talo")) == 3
    assert set(register.history(tmp_path, "talo")["version"]) == {1}
    assert register.enter(tmp_path, TALO, facts(3)).version == 1
    assert register.enter(tmp_path, TALO, facts(4)).version == 2
    assert len(register.published(tmp_path, "talo")) == 4


def test_an_older_register_that_cannot_be_taken_over_stays_as_it_was_and_it_is_told_why(tmp_path, monkeypatch):
    def fail(opened):
        raise MemoryError

    first_schema(tmp_path, facts(3))
    monkeypatch.setattr(register_file, "_take_over", fail)
    with pytest.raises(MemoryError):
        register.published(tmp_path, "talo")
    monkeypatch.undo()
    assert len(register.published(tmp_path, "talo")) == 3


@pytest.fixture
def looks(monkeypatch):
    """The times at which the whole of the register was looked through."""
    found, look_through = [], register_file._look_through

    def watched(*given):
        found.append(given)
        look_through(*given)

    monkeypatch.setattr(register_file, "_look_through", watched)
    return found


def test_a_register_that_only_arvio_touched_is_looked_through_once(tmp_path, looks):
    for number in range(5):
        register.publish(tmp_path, TALO, facts(10 * number + 1))
        assert len(register.history(tmp_path, "talo")) > number
    assert len(looks) == 1


def test_it_is_looked_through_again_after_a_day(tmp_path, looks, monkeypatch):
    register.publish(tmp_path, TALO, facts(10))
    later = time.time() + register_file.LOOKED_SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    register.history(tmp_path, "talo")
    assert len(looks) == 2


@pytest.mark.parametrize("note", [b"", b"[", b"[" * 900, b"{}", b"[1, 2]", b'[[1, 2, 3], "now"]', b"\xff"])
def test_where_nobody_knows_how_it_was_left_it_is_looked_through(tmp_path, looks, note):
    register.publish(tmp_path, TALO, facts(10))
    register_file.note_of(tmp_path / PATH).write_bytes(note)
    register.history(tmp_path, "talo")
    assert len(looks) == 2


def test_a_copy_of_the_same_size_is_looked_through(tmp_path, looks):
    register.publish(tmp_path, TALO, facts(300))
    path = tmp_path / PATH
    path.write_bytes(path.read_bytes())
    register.history(tmp_path, "talo")
    assert len(looks) == 2


def test_a_damaged_register_is_kept_and_nothing_is_published(tmp_path):
    message = spoilt(tmp_path, lambda content: content[:5000] + b"\xff" * 9000 + content[14000:])
    assert "is damaged" in message
    assert "from a backup" in message


@pytest.mark.parametrize("left", [0, 50, 4096, 9000])
def test_a_register_that_was_cut_short_is_kept_and_nothing_is_published(tmp_path, left):
    assert "is damaged" in (message := spoilt(tmp_path, lambda content: content[:left])) or "is empty" in message


def test_another_database_is_not_taken_for_the_register(tmp_path):
    path = tmp_path / PATH
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("create table fact (name)")
    with pytest.raises(ProtectionError, match="a database of something else"):
        register.published(tmp_path, "talo")


def test_a_newer_register_waits_for_a_newer_arvio(tmp_path):
    register.publish(tmp_path, TALO, facts(1))
    with closing(sqlite3.connect(tmp_path / PATH)) as newer, newer:
        newer.execute("pragma user_version = 3")
    with pytest.raises(ProtectionError, match=r"another arvio than this one \(schema 3\)"):
        register.publish(tmp_path, TALO, facts(2))


def test_a_folder_that_this_user_may_not_look_into_does_not_pass_for_no_register(tmp_path, monkeypatch):
    def refuse(self, **kwargs):
        raise PermissionError(13, "Permission denied", str(self))

    with monkeypatch.context() as refusing:
        refusing.setattr(type(tmp_path), "stat", refuse)
        with pytest.raises(RunError, match="cannot be read"):
            register.history(tmp_path, "testers")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
def test_a_page_that_cannot_be_read_counts_as_out(tmp_path):
    page = tmp_path / "reports" / "funder" / "talo" / "2025" / "feedback.fi.html"
    page.parent.mkdir(parents=True)
    os.mkfifo(page)
    with pytest.raises(ProtectionError, match="is missing, but reports are out"):
        register.publish(tmp_path, TALO, facts(1))


def test_no_new_register_is_begun_while_reports_are_out(tmp_path):
    page = tmp_path / "reports" / "funder" / "talo" / "2025" / "feedback.fi.html"
    page.parent.mkdir(parents=True)
    page.write_text('<html><head><meta name="arvio-run" content="x"></head></html>')
    with pytest.raises(ProtectionError, match="is missing, but reports are out"):
        register.publish(tmp_path, TALO, facts(1))
    assert not (tmp_path / PATH).exists()


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ("SQLITE_FULL", "cannot be written"),
        ("SQLITE_PERM", "cannot be written"),
        ("SQLITE_READONLY_DIRECTORY", "cannot be written"),
        ("SQLITE_IOERR_WRITE", "cannot be written"),
        ("SQLITE_CANTOPEN", "cannot be written"),
        ("SQLITE_BUSY", "is held by another program"),
        ("SQLITE_LOCKED", "is held by another program"),
        ("SQLITE_CORRUPT", "is damaged"),
        ("SQLITE_NOTADB", "is damaged"),
    ],
)
def test_what_troubles_sqlite_is_told_in_words_that_somebody_can_act_on(tmp_path, trouble, words):
    error = sqlite3.OperationalError("trouble")
    error.sqlite_errorcode = getattr(sqlite3, trouble)
    with pytest.raises(ArvioError, match=words), register_file._explained(tmp_path / "register.sqlite"):
        raise error


def test_a_mistake_in_the_code_stays_a_mistake_in_the_code(tmp_path):
    with pytest.raises(sqlite3.OperationalError, match="no such column"), adding_to_register(tmp_path) as opened:
        opened.execute("select nothing_like_it from fact")


def test_nothing_is_published_as_long_as_nothing_is(tmp_path):
    assert register.published(tmp_path, "talo").empty
    assert register.history(tmp_path, "talo").empty
    register.require_register(tmp_path)
    assert not (tmp_path / PATH).exists()


def test_facts_that_were_cut_short_are_not_published(tmp_path):
    whole = "".join(json.dumps(one) + "\n" for one in facts(2))
    (tmp_path / "facts.jsonl").write_text(whole[:-20], encoding="utf-8")
    with pytest.raises(RunError, match="without some of its facts"):
        register.read_facts(tmp_path / "facts.jsonl")


def started(code, *arguments):
    """Another process that runs the code."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


MANY = """
import sys
from pathlib import Path
from arvio.disclosure import register
from arvio.params import Run
FACT = dict.fromkeys(register.FACT, "") | dict.fromkeys(("low", "high", "n"))
root, writer = Path(sys.argv[1]), sys.argv[2]
for number in range(12):
    run = Run("talo", "2025", f"notebook{number % 3}", "funder", "fi")
    register.enter(root, run, [FACT | {"indicator": f"{writer}-{number}-{place}", "value": 1.5} for place in range(20)])
"""


def test_several_batches_at_once_lose_nothing(tmp_path):
    processes = [started(MANY, tmp_path, writer) for writer in "abcd"]
    errors = [process.communicate(timeout=120)[1] for process in processes]
    assert errors == [""] * 4
    assert len(register.published(tmp_path, "talo")) == 4 * 12 * 20
    told = register.history(tmp_path, "talo")
    assert told.groupby(["notebook", "version"]).size().tolist() == [20] * 48
    assert sorted(set(told["version"])) == list(range(1, 17))


KILLED = """
import os, signal, sys
from pathlib import Path
from arvio.disclosure import register, register_file
from arvio.params import Run
FACT = dict.fromkeys(register.FACT, "") | dict.fromkeys(("low", "high", "n"))
facts = [FACT | {"indicator": f"late{place}", "value": 1.5} for place in range(2000)]
add = register._add
register._add = lambda opened, row: os.kill(os.getpid(), signal.SIGKILL) if "late1500" in row else add(opened, row)
register.enter(Path(sys.argv[1]), Run("talo", "2025", "feedback", "funder", "fi"), facts)
"""


def test_a_batch_killed_while_it_enters_facts_leaves_the_register_as_it_was(tmp_path):
    register.publish(tmp_path, TALO, facts(5))
    process = started(KILLED, tmp_path)
    process.communicate(timeout=120)
    assert process.returncode == -9
    assert len(register.published(tmp_path, "talo")) == 5
    assert register.enter(tmp_path, TALO, facts(6)).version == 2


SAME = """
import json, sys
from pathlib import Path
from arvio.disclosure import register
from arvio.params import Run
FACT = dict.fromkeys(register.FACT, "") | dict.fromkeys(("low", "high", "n"))
facts = [FACT | {"indicator": f"item{place}", "value": 1.5} for place in range(20)]
run = Run("talo", "2025", "feedback", "funder", "fi")
print(json.dumps([register.enter(Path(sys.argv[1]), run, facts).version for _ in range(10)]))
"""


def test_batches_that_enter_the_same_facts_at_once_are_one_version(tmp_path):
    processes = [started(SAME, tmp_path) for _ in range(3)]
    ended = [process.communicate(timeout=120) for process in processes]
    assert [(json.loads(out), error) for out, error in ended] == [([1] * 10, "")] * 3
    told = register.history(tmp_path, "talo")
    assert (len(told), set(told["version"])) == (20, {1})


BEGUN = """
import os, signal, sys
from pathlib import Path
from arvio.disclosure import register, register_file
from arvio.params import Run
write = register_file._write_schema
register_file._write_schema = lambda opened: (write(opened), os.kill(os.getpid(), signal.SIGKILL))
register.enter(Path(sys.argv[1]), Run("talo", "2025", "feedback", "funder", "fi"), [])
"""


def test_a_batch_killed_while_it_begins_the_register_leaves_none(tmp_path):
    process = started(BEGUN, tmp_path)
    process.communicate(timeout=120)
    assert process.returncode == -9
    assert not (tmp_path / PATH).exists()
    assert register.enter(tmp_path, TALO, facts(6)).version == 1


@contextmanager
def full_disk(size):
    """While this lasts no file grows beyond so many bytes."""
    resource = pytest.importorskip("resource")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limit[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)


def test_a_full_disk_leaves_the_register_as_it_was(tmp_path):
    register.publish(tmp_path, TALO, facts(50))
    with full_disk((tmp_path / PATH).stat().st_size), pytest.raises(RunError, match="cannot be written"):
        register.publish(tmp_path, TALO, facts(4000))
    assert len(register.published(tmp_path, "talo")) == 50
    assert register.publish(tmp_path, TALO, facts(4000)) == 3950


def test_no_register_is_begun_on_a_full_disk(tmp_path):
    with full_disk(5000), pytest.raises(RunError, match="cannot be written"):
        register.publish(tmp_path, TALO, facts(1))
    assert not (tmp_path / PATH).exists()
    assert register.publish(tmp_path, TALO, facts(1)) == 1


def test_facts_that_a_full_disk_cuts_short_are_not_published(tmp_path):
    table = pd.DataFrame([{**one, "indicator": f"{place}" * 40} for place, one in enumerate(facts(40))])
    with full_disk(4096), pytest.raises(RunError, match="make room on the disk"):
        register.write_facts(tmp_path / "facts.jsonl", SimpleNamespace(table=table))
    with pytest.raises(RunError, match="without some of its facts"):
        register.read_facts(tmp_path / "facts.jsonl")


def test_who_waits_too_long_for_their_turn_is_told(tmp_path):
    with (
        in_turn(tmp_path / "report.lock", seconds=1, what="feedback"),
        pytest.raises(RunError, match="feedback: is being made by another batch"),
        in_turn(tmp_path / "report.lock", seconds=0.1, what="feedback"),
    ):
        pass
    with in_turn(tmp_path / "report.lock", seconds=0.1, what="feedback"):
        pass
