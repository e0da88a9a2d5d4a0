"""The standard output of a process in which the solver writes lines of its own: a subprocess, as C has only one."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys

import pytest

from arvio.disclosure.auditing.silenced import silenced

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="C's standard output is another library's there")

FULLY_BUFFERED, UNBUFFERED = 0, 2

NOISY_SOLVER = """
import ctypes, os, sys
from arvio.disclosure.auditing import bounds, model, targets
from arvio.disclosure.auditing.programmes import Statements
from arvio.disclosure.auditing.silenced import silenced

libc, real = ctypes.CDLL(None), Statements.lowest

def noisy(*args, **options):
    libc.puts(b"noise of the solver")
    return real(*args, **options)

Statements.lowest = noisy

def solve():
    rows = model.rounded_to(["a", "b"], 7, base=1)
    return bounds.ranges(rows, [targets.Target("a", (("a", 1),))])
"""


def printed_by(code: str) -> str:
    buffered = os.environ | {"PYTHONUNBUFFERED": ""}  # else C keeps nothing until later
    done = subprocess.run([sys.executable, "-c", NOISY_SOLVER + code], capture_output=True, text=True, env=buffered)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_the_solver_writes_does_not_appear():
    assert printed_by("assert solve().ranges['a'][:2] == (0, 7)") == ""


def test_only_what_is_written_meanwhile_and_only_to_the_output_does_not_appear(capfd):
    with silenced():
        os.write(1, b"noise")
        os.write(2, b"a warning")
    os.write(1, b"after")
    assert capfd.readouterr() == ("after", "a warning")


@pytest.mark.skipif(sys.platform != "linux", reason="C's own name of the output is another one there")
def test_what_c_keeps_until_later_does_not_appear_then(capfd):
    libc = ctypes.CDLL(None)
    stdout = ctypes.c_void_p.in_dll(libc, "stdout")
    libc.setvbuf(stdout, None, FULLY_BUFFERED, 4096)
    with silenced():
        libc.puts(b"noise")
    libc.puts(b"after")
    libc.fflush(None)
    libc.setvbuf(stdout, None, UNBUFFERED, 0)
    assert capfd.readouterr().out == "after\n"


def test_what_was_printed_before_and_after_appears_in_turn():
    assert printed_by("print('before'); solve(); print('after')") == "before\nafter\n"
    assert printed_by("libc.puts(b'before'); solve(); libc.puts(b'after')") == "before\nafter\n"


def test_the_output_is_restored_after_an_error():
    code = """
try:
    with silenced():
        libc.puts(b"noise")
        raise ValueError
except ValueError:
    print("after")
"""
    assert printed_by(code) == "after\n"


@pytest.mark.parametrize("without", ["os.close(1)", "sys.stdout = None", "sys.stdout.close()"])
def test_a_process_without_an_output_reckons_all_the_same(without):
    code = f"{without}\nassert solve().ranges['a'][:2] == (0, 7)"
    assert printed_by(code) == ""
