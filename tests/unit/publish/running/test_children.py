"""Real processes, started both ways: what one does, it does to itself alone."""

import ctypes
import os
import subprocess
import sys
import threading
import time

import psutil
import pytest

from arvio.errors import DataError, Problem, RunError
from arvio.publish.running import children
from arvio.publish.running.children import ChildEnded, run_in_child

SECONDS = 60


@pytest.fixture(params=["forkserver", "spawn"])
def way(request, monkeypatch):
    """How processes are started; what works in them is of this module, which both kinds can import."""
    if request.param == "forkserver" and sys.platform == "win32":
        pytest.skip("Windows has no fork")
    monkeypatch.setenv("ARVIO_PROCESSES", request.param)
    return request.param


def ended(work, *given, **limits):
    with pytest.raises(ChildEnded) as caught:
        run_in_child(work, given, **{"limit_seconds": SECONDS, **limits})
    return caught.value


def alive(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def until(condition):
    end = time.monotonic() + SECONDS
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def test_a_call_is_done_in_a_process_of_its_own_session(way):
    pid, session = run_in_child(eval, ("(__import__('os').getpid(), __import__('os').getsid(0))",))
    assert pid == session != os.getpid()
    assert not alive(pid)


def test_the_process_knows_that_it_is_disposable_and_this_one_that_it_is_not(way):
    assert run_in_child(children.is_disposable, ()) is True
    assert children.is_disposable() is False


def test_the_environment_and_the_folder_are_those_of_now(way, monkeypatch, tmp_path):
    run_in_child(os.getpid, ())
    monkeypatch.setenv("ARVIO_TEST", "later")
    monkeypatch.chdir(tmp_path)
    assert run_in_child(os.getenv, ("ARVIO_TEST",)) == "later"
    assert run_in_child(os.getcwd, ()) == str(tmp_path)


def test_nothing_is_read_that_was_meant_for_this_process(way):
    # what a notebook starts reads the standard input that it inherits: a terminal, or what is sent to a station
    ended = subprocess.run(
        [sys.executable, "-c", READING], input="for the batch\n", capture_output=True, text=True, timeout=SECONDS
    )
    assert (ended.stdout, ended.stderr) == ("['', '', True] for the batch\n\n", "")


READING = """
import sys
from arvio.publish.running.children import run_in_child
own = "__import__('sys').stdin.read()"
of_a_program = "__import__('subprocess').run(['cat'], capture_output=True, text=True).stdout"
kept = "__import__('sys').stdin is __import__('sys').__stdin__"
if __name__ == "__main__":
    print(run_in_child(eval, (f"[{own}, {of_a_program}, {kept}]",)), sys.stdin.read())
"""


def test_nothing_of_the_start_stays_in_this_process(way):
    before = dict(os.environ)
    run_in_child(os.getpid, ())
    assert dict(os.environ) == before


def test_large_results_come_home(way):
    assert len(run_in_child(bytes, (50_000_000,))) == 50_000_000


def test_messages_come_in_their_order_and_the_last_one_is_told_of_a_crash(way):
    heard = []
    error = ended(exec, TELLING, {}, on_message=heard.append)
    assert heard == [1, 2, {"cell": 3}]
    assert error.last == {"cell": 3}


TELLING = """
import os
from arvio.publish.running.children import tell
for message in (1, 2, {"cell": 3}):
    tell(message)
os._exit(3)
"""


def test_an_error_is_raised_here_with_what_was_there(way):
    with pytest.raises(ZeroDivisionError) as caught:
        run_in_child(divmod, (1, 0))
    assert "Traceback" in "".join(caught.value.__notes__)


def test_an_error_of_ours_keeps_its_problems(way):
    with pytest.raises(DataError) as caught:
        run_in_child(exec, ("from arvio.errors import *\nraise DataError(Problem('a.csv', 'is empty'))", {}))
    assert caught.value.problems == (Problem("a.csv", "is empty"),)


def test_what_cannot_be_sent_is_told_in_words(way):
    with pytest.raises(RunError, match="is given cannot be sent to another process"):
        run_in_child(len, (lambda: 0,))
    with pytest.raises(RunError, match="gave back what cannot be sent"):
        run_in_child(eval, ("lambda: 0",))
    with pytest.raises(RunError, match="OddError: first"):
        run_in_child(exec, (ODD, {}))
    with pytest.raises(RunError, match="SystemExit: 3"):
        run_in_child(sys.exit, (3,))


ODD = """
class OddError(Exception):
    def __init__(self, one, two):
        super().__init__(one)
raise OddError("first", "second")
"""


def test_one_that_ends_by_itself_says_how(way):
    assert (ended(os._exit, 3).reason, ended(os._exit, 3).detail) == ("crashed", "exit code 3")
    assert ended(ctypes.string_at, 0).detail == "SIGSEGV"
    assert ended(os.kill, 0, 9).reason == "killed"


def test_one_that_takes_too_long_is_ended_with_all_that_it_started(way, tmp_path):
    began = tmp_path / "began"
    error = ended(exec, f"STARTED = {str(began)!r}" + STARTING, {}, limit_seconds=3)
    assert error.reason == "limit"
    started = [int(pid) for pid in began.read_text().split()]
    assert len(started) == 3
    until(lambda: not any(map(alive, started)))  # on a busy machine one that was killed is there for a moment
    assert not any(map(alive, started))


STARTING = """
import os, subprocess, sys, time
sleeping = [sys.executable, "-c", "import time; time.sleep(600)"]
ours, apart = subprocess.Popen(sleeping), subprocess.Popen(sleeping, start_new_session=True)
with open(STARTED, "w") as file:
    file.write(f"{os.getpid()} {ours.pid} {apart.pid}")
time.sleep(600)
"""


def test_more_time_may_be_asked_for(way):
    asked = "import time\nfrom arvio.publish.running.children import allow_more\nallow_more(60)\ntime.sleep(1.5)"
    assert run_in_child(exec, (asked, {}), limit_seconds=1) is None


def test_one_that_takes_too_much_memory_is_ended(way):
    error = ended(exec, "kept = []\nwhile True:\n    kept.append(b'x' * 10_000_000)", {}, memory_limit_mb=900)
    assert error.reason == "memory"
    assert error.peak_mb > 900


def test_memory_of_what_it_started_counts(way):
    hungry = "import time\nkept = b'x' * 1_000_000_000\ntime.sleep(600)"
    work = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {hungry!r}])"
    assert ended(exec, work, {}, memory_limit_mb=900).reason == "memory"


def test_the_most_memory_is_known_inside(way):
    before = run_in_child(children.peak_memory_mb, ())
    work = "from arvio.publish.running.children import peak_memory_mb\nkept = b'x' * 300_000_000\nraise MemoryError("
    with pytest.raises(MemoryError) as caught:
        run_in_child(exec, (work + "peak_memory_mb())", {}))
    assert caught.value.args[0] > before + 200


def test_temporary_files_go_with_the_process_however_it_ends(way, tmp_path):
    noted = tmp_path / "noted"
    work = f"import os, tempfile\nopen({str(noted)!r}, 'w').write(tempfile.mkdtemp())\nos._exit(1)"
    ended(exec, work, {})
    assert noted.read_text()
    assert not os.path.exists(noted.read_text())  # noqa: PTH110


def test_what_is_printed_goes_to_the_log(way, tmp_path, capfd):
    log = tmp_path / "log"
    run_in_child(exec, ("import os\nprint('said')\nos.system('echo shouted >&2')", {}), log=log)
    ended(os.abort, log=log)
    text = log.read_text()
    assert "said" in text
    assert "shouted" in text
    assert "Fatal Python error: Aborted" in text
    assert "ended without an answer: crashed" in text
    assert capfd.readouterr() == ("", "")


def test_those_that_run_are_ended_by_whoever_stops_the_batch(way, tmp_path):
    began, heard = tmp_path / "began", []
    work = f"import os, time\nopen({str(began)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)"
    waiting = threading.Thread(target=lambda: heard.append(ended(exec, work, {})))
    waiting.start()
    assert until(lambda: began.exists() and began.read_text())
    children.end_all()
    waiting.join(SECONDS)
    assert heard[0].reason == "stopped"
    assert not alive(int(began.read_text()))


def test_they_end_with_the_process_that_waits_for_them_even_when_it_is_killed(way, tmp_path):
    began = tmp_path / "began"
    work = f"import os, time\nopen({str(began)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)"
    waiting = f"""
if __name__ == "__main__":
    from arvio.publish.running.children import run_in_child
    run_in_child(exec, ({work!r}, {{}}))
"""
    script = tmp_path / "waiting.py"
    script.write_text(waiting)
    process = subprocess.Popen([sys.executable, script])
    assert until(lambda: began.exists() and began.read_text())
    process.kill()
    process.wait()
    assert until(lambda: not alive(int(began.read_text())))


def test_each_has_one_thread_for_computing(way):
    with pytest.raises(KeyError) as caught:
        run_in_child(exec, (COUNTING, {}))
    arrow, before, after = caught.value.args
    assert arrow == 1
    assert before == after


COUNTING = """
import numpy as np, psutil, pyarrow
before = psutil.Process().num_threads()
np.ones((600, 600)) @ np.ones((600, 600))
raise KeyError(pyarrow.cpu_count(), before, psutil.Process().num_threads())
"""
