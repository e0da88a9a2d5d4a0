"""The way to a cluster: an address, encrypted where it leaves this machine, and errors that say what to do."""

from __future__ import annotations

import ipaddress
import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from arvio.errors import Problem, RunError, UsageError
from arvio.saying import say

if TYPE_CHECKING:
    from distributed import Client

CONNECT_SECONDS = 15
WORKER_SECONDS = 60
"""How long a scheduler without workers is waited for: they may be starting."""
END_SECONDS = 10


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """A client of the scheduler at an address; an error where there is none, or where it has no worker."""
    require_privacy([address])
    client = _client(address)
    try:
        try:
            client.wait_for_workers(1, timeout=WORKER_SECONDS)
        except TimeoutError:
            remedy = say("begin some: dask worker %(address)s", address=address)
            raise RunError(Problem(_cluster(address), say("has no worker"), say("at least one"), remedy)) from None
        yield client
    finally:
        client.close(timeout=END_SECONDS)


def require_privacy(addresses: Iterable[str]) -> None:
    """Refuse a way on which others could read along: exports of persons and the key of their names go along it."""
    problems = [
        Problem(
            _cluster(address),
            say("is reached without encryption, and exports and the project's key would go along it"),
            say("an address that begins with tls:// and wss://, or one on this machine"),
            say("begin scheduler and workers with certificates (docs/scale.md)"),
        )
        for address in addresses
        if not _is_private(address)
    ]
    if problems:
        raise UsageError(problems)


def _is_private(address: str) -> bool:
    """Encrypted, or on this machine."""
    scheme, host = urlsplit(address).scheme, urlsplit(address).hostname or ""
    if scheme in ("tls", "wss", "inproc"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ModuleNotFoundError:
        remedy = say("install it: %(command)s", command='pip install "arvio[cluster]"')
        raise UsageError(Problem("--cluster", say("needs Dask, which is not installed"), remedy=remedy)) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is told here, once and in few words
    client = Client.__new__(Client)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # which versions differ is told by require_equal, of all packages
            Client.__init__(client, address, timeout=CONNECT_SECONDS, set_as_default=False)
            return client
    except Exception as error:  # another program that listens there is answered with errors of any kind
        client.status = "closed"  # else Python's end would wait half a minute for what never began
        reason = say("cannot be reached (%(why)s)", why=f"{type(error).__name__}: {str(error)[:200]}")
        remedy = say("begin one with dask scheduler, and give the address that it prints")
        problem = Problem(_cluster(address), reason, say("the address of a Dask scheduler"), remedy)
        raise RunError(problem) from error


def _cluster(address: str) -> str:
    return say("cluster %(address)s", address=address)
