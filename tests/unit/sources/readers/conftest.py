"""A PostgreSQL server of the tests' own, on loopback, for as long as they run."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ADMINISTRATOR, READER = "hoitaja", "lukija"
DATABASE = "postgres"
SECONDS = 60
"""How long any one step of starting and stopping may take."""
INSTALLED = "/usr/lib/postgresql"
"""Where Debian puts the programs of each version, which are not on its path."""


@dataclass(frozen=True)
class Server:
    """A running server and the password that all its users have."""

    port: int
    password: str

    def address(self, user: str = READER, password: str = "", database: str = DATABASE) -> str:
        """A connection string as it would stand in the environment; the reader's unless said otherwise."""
        return f"postgresql://{user}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def do(self, *statements: str) -> None:
        """Statements carried out by the administrator."""
        import pg8000.dbapi

        connection = pg8000.dbapi.connect(
            ADMINISTRATOR, host="127.0.0.1", port=self.port, password=self.password, database=DATABASE, timeout=SECONDS
        )
        connection.autocommit = True
        try:
            for statement in statements:
                connection.cursor().execute(statement)
        finally:
            connection.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server with an administrator and a reader. PostgreSQL refuses to run as root, so nobody runs it then."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="arvio-postgresql-"))
    try:
        yield from _served(folder, programs)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _served(folder: Path, programs: Path) -> Iterator[Server]:
    server = Server(_free_port(), secrets.token_hex(8))
    user = _user(folder)
    (folder / "password").write_text(server.password, encoding="utf-8")
    identity = ["--auth=scram-sha-256", f"--username={ADMINISTRATOR}", f"--pwfile={folder / 'password'}"]
    _run([programs / "initdb", *identity, "--encoding=UTF8", "--locale=C", "--no-sync", folder / "data"], user)
    options = f"-p {server.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    control = [programs / "pg_ctl", "-D", folder / "data", "-w", "-t", str(SECONDS)]
    _run([*control, "-o", options, "-l", folder / "log", "start"], user)
    try:
        server.do(f"CREATE ROLE {READER} LOGIN PASSWORD '{server.password}'")
        yield server
    finally:
        _run([*control, "-m", "immediate", "stop"], user)


def _run(command: list, user: dict) -> None:
    # The server inherits the streams, so that waiting for the end of a pipe would be waiting for the server.
    with tempfile.TemporaryFile() as told:
        ended = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=told, stderr=told, timeout=2 * SECONDS, check=False, **user
        )
        told.seek(0)
        assert ended.returncode == 0, told.read().decode("utf-8", "replace")


def _user(folder: Path) -> dict:
    """Who runs the server: whoever runs the tests, or nobody in the place of root; the folder becomes theirs."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return {"cwd": folder}
    import pwd  # Windows has none

    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"cwd": folder, "user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


def _programs() -> Path:
    """The folder of initdb and pg_ctl, of the newest version that is installed."""
    versions = sorted(Path(INSTALLED).glob("*/bin/initdb"), key=lambda found: float(found.parts[-3]))
    on_path = shutil.which("initdb")
    found = [*([Path(on_path).resolve()] if on_path else []), *versions]
    if not found:
        _without_postgresql()
    return found[-1].parent


def _without_postgresql() -> None:
    message = f"no PostgreSQL found (initdb on the path or in {INSTALLED}): install postgresql for its tests"
    if os.environ.get("ARVIO_REQUIRE_ALL"):
        pytest.fail(message)
    pytest.skip(message)
