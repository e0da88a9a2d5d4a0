"""Messages of a kernel in the same process: as they would have arrived from one of its own."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from queue import Empty
from types import SimpleNamespace

import pytest
from nbclient.exceptions import DeadKernelError

from arvio.publish.running.messages import ListedSession, LocalClient


def done(coroutine):
    """What a coroutine gives. In a thread of its own: in this one a browser of other tests may have a loop running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def received(channel):
    return done(channel.get_msg())


def client(session, *, exit_now=False):
    kernel = SimpleNamespace(kernel_info={"implementation": "own"}, shell=SimpleNamespace(exit_now=exit_now))
    return LocalClient(kernel, session)


def test_what_is_sent_arrives_in_order_as_json_tells_it():
    session = ListedSession()
    session.send(object(), "stream", {"name": "stdout", "text": "ä"})
    session.send(object(), "display_data", {"data": {1: (2, 3)}}, metadata={"pair": (4, 5)})
    channel = client(session).iopub_channel
    assert received(channel)["content"] == {"name": "stdout", "text": "ä"}
    second = received(channel)
    assert (second["content"], second["metadata"]) == ({"data": {"1": [2, 3]}}, {"pair": [4, 5]})


def test_what_json_cannot_tell_is_refused_at_once():
    with pytest.raises((TypeError, ValueError)):
        ListedSession().send(object(), "display_data", {"data": object})


def test_replies_and_outputs_are_kept_apart():
    session = ListedSession()
    session.send(None, "execute_reply", {"status": "ok"})
    assert (len(session.replies), len(session.outputs)) == (1, 0)


def test_a_copy_of_the_process_sends_nothing():
    session = ListedSession()
    session.pid = os.getpid() + 1
    assert session.send(object(), "stream", {"text": "x"}) is None
    assert not session.outputs


def test_the_kernel_tells_of_itself():
    session = ListedSession()
    one = client(session)
    number = one.kernel_info()
    reply = received(one.shell_channel)
    assert reply["parent_header"]["msg_id"] == number
    assert reply["content"] == {"status": "ok", "implementation": "own"}


def test_nothing_is_waited_for():
    with pytest.raises(Empty):
        received(client(ListedSession()).shell_channel)


def test_a_kernel_that_was_told_to_exit_executes_no_further_cell():
    one = client(ListedSession(), exit_now=True)
    assert not one.is_alive()
    with pytest.raises(DeadKernelError):
        done(one.execute("1"))
