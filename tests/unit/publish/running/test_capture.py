"""What is printed in a notebook, by whomever, in the order in which it was."""

import ctypes
import os
import subprocess
import sys

import pytest

from arvio.publish.running.capture import captured
from arvio.publish.running.messages import ListedSession

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a kernel of its own executes notebooks there")


def printed(work):
    """The streams that came of it, each with its text."""
    session = ListedSession()
    with captured(session):
        work()
        sys.stdout.flush()
        sys.stderr.flush()
    return [(message["content"]["name"], message["content"]["text"]) for message in session.outputs]


def test_python_c_code_and_other_programs_are_shown_in_order():
    def work():
        print("one")
        ctypes.CDLL(None).puts(b"two")
        ctypes.CDLL(None).fflush(None)
        print("three")
        subprocess.run(["sh", "-c", "echo four; echo wrong >&2"], check=True)
        print("five")

    assert printed(work) == [("stdout", "one\ntwo\nthree\nfour\nfive\n"), ("stderr", "wrong\n")]


def test_what_is_not_utf_8_is_replaced_and_letters_cut_in_two_are_put_together():
    def work():
        os.write(1, b"\xc3")
        sys.stdout.flush()
        os.write(1, b"\xa4 \xff\n")

    assert "".join(text for _, text in printed(work)) == "ä \ufffd\n"


def test_a_program_that_truncates_the_output_by_its_name_does_no_harm():
    def work():
        os.write(1, b"before, and long\n")
        sys.stdout.flush()
        os.ftruncate(1, 0)
        os.write(1, b"after\n")

    assert "".join(text for _, text in printed(work)).endswith("after\n")


def test_a_copy_of_the_process_prints_into_the_notebook_too():
    def work():
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            print("of the copy")
            os._exit(0)
        os.waitpid(pid, 0)

    assert printed(work) == [("stdout", "of the copy\n")]


def test_only_text_can_be_printed():
    def work():
        with pytest.raises(TypeError):
            sys.stdout.write(b"bytes")

    assert printed(work) == []


def test_afterwards_everything_leads_where_it_led_before(capfd):
    before = sys.stdout, sys.stderr, os.fstat(1).st_ino, os.fstat(2).st_ino
    printed(lambda: os.write(1, b"to the log too\n"))
    assert (sys.stdout, sys.stderr, os.fstat(1).st_ino, os.fstat(2).st_ino) == before
    assert capfd.readouterr().out == "to the log too\n"


def test_afterwards_it_leads_there_also_when_the_notebook_failed():
    before = sys.stdout
    with pytest.raises(KeyError), captured(ListedSession()):
        raise KeyError("of nbclient")
    assert sys.stdout is before
