"""The messages of a kernel in the same process: they are listed, where a kernel of its own would send them.

nbclient builds a notebook's outputs from messages. Given the same ones it gives the same outputs, so nothing of display
ids, clearing, metadata or errors is done anew here.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable
from queue import Empty
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from jupyter_client.session import Session
from nbclient.exceptions import DeadKernelError

Message = dict[str, Any]


class ListedSession(Session):
    """A session without sockets, in which messages are never made bytes.

    What is sent without a stream is a reply, all else an output.
    """

    def __init__(self, **traits: object) -> None:
        super().__init__(key=b"nothing is signed, since nothing leaves", **traits)
        self.replies: deque[Message] = deque()
        self.outputs: deque[Message] = deque()

    def send(  # type: ignore[override] # see above: messages stay what they are, where a session makes them bytes
        self,
        stream: object,
        msg_or_type: str | Message,
        content: Message | None = None,
        parent: Message | None = None,
        ident: object = None,
        buffers: Iterable[bytes | memoryview] | None = None,
        track: bool = False,
        header: Message | None = None,
        metadata: Message | None = None,
    ) -> Message | None:
        """List a message as it would have arrived: what JSON cannot tell is refused, or told as JSON tells it."""
        if isinstance(msg_or_type, str):
            message = self.msg(msg_or_type, content=content, parent=parent, header=header, metadata=metadata)
        else:
            message = msg_or_type
        if os.getpid() != self.pid:
            return None  # a process that the notebook started: as of a kernel of its own, only its prints are shown
        arrived = {
            **message,
            "metadata": self.unpack(self.pack(message["metadata"])),
            "content": self.unpack(self.pack(message["content"])),
            "buffers": [memoryview(buffer) for buffer in buffers or message.get("buffers", ())],
        }
        (self.replies if stream is None else self.outputs).append(arrived)
        return message

    def feed_identities(  # type: ignore[override]
        self, msg_list: list[Message], copy: bool = True
    ) -> tuple[list[bytes], list[Message]]:
        """No identities: there is one client."""
        return [], msg_list

    def deserialize(  # type: ignore[override]
        self, msg_list: list[Message], content: bool = True, copy: bool = True
    ) -> Message:
        """The request itself, see `LocalClient.execute`."""
        return msg_list[-1]


class LocalClient:
    """What nbclient needs of a kernel's client. A cell has ended when it has been asked for."""

    def __init__(self, kernel: IPythonKernel, session: ListedSession) -> None:
        self._kernel, self._session = kernel, session
        self.shell_channel = _Channel(session.replies)
        self.iopub_channel = _Channel(session.outputs)
        self.allow_stdin = False

    @property
    def session(self) -> ListedSession:
        return self._session

    async def execute(self, code: str, *, store_history: bool = True, stop_on_error: bool = True) -> str:
        """Execute a cell; the number of the request. A kernel that was told to exit is dead, as any other would be."""
        if not self.is_alive():
            raise DeadKernelError("Kernel died")
        content = {
            "code": code,
            "silent": False,
            "store_history": store_history,
            "user_expressions": {},
            "allow_stdin": self.allow_stdin,
            "stop_on_error": stop_on_error,
        }
        request = self._session.msg("execute_request", content)
        await self._kernel.dispatch_shell(["", request])  # two parts: one alone means something else to the kernel
        return request["header"]["msg_id"]

    def kernel_info(self) -> str:
        """Ask for what the kernel tells of itself; the number of the request."""
        request = self._session.msg("kernel_info_request", {})
        self._session.send(None, "kernel_info_reply", {"status": "ok", **self._kernel.kernel_info}, request)
        return request["header"]["msg_id"]

    def is_alive(self) -> bool:
        shell = self._kernel.shell
        return shell is not None and not shell.exit_now

    def stop_channels(self) -> None:
        """Nothing is to be closed."""


class _Channel:
    def __init__(self, messages: deque[Message]) -> None:
        self._messages = messages

    async def get_msg(self, timeout: float | None = None) -> Message:  # noqa: ASYNC109, nbclient calls it so
        """The next message. Nobody sends any while one waits here."""
        if not self._messages:
            raise Empty
        return self._messages.popleft()
