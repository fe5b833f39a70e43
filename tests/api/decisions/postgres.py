"""A real PostgreSQL for the tests, from Debian's package, in a folder of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

_PACKAGES = Path("/usr/lib/postgresql")


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL that is installed, or None."""
    found = [path.parent for path in _PACKAGES.glob("*/bin/initdb")]
    return max(found, key=lambda path: int(path.parent.name), default=None)


@dataclass(frozen=True)
class Postgres:
    host: str
    port: int
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://postgres:secret@/{database}?host={self.host}&port={self.port}"

    def new_database(self) -> str:
        """The address of an empty database."""
        import psycopg

        name = f"t{next(self._numbers)}"
        address = f"postgresql://postgres@/postgres?host={self.host}&port={self.port}"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.url(name)


def _as_postgres(command: list[str]) -> list[str]:
    """A command as somebody who is not root: PostgreSQL refuses to be."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *command]


@contextmanager
def running(folder_of_binaries: Path) -> Iterator[Postgres]:
    """A server until the block ends."""
    # Not pytest's own folder: that is closed to everybody else, so to `postgres` as well.
    root = Path(tempfile.mkdtemp(prefix="tasnif-pg-"))
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(root, user.pw_uid, user.pw_gid)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(name: str, *arguments: str) -> None:
        command = [str(folder_of_binaries / name), "-D", str(root / "data"), *arguments]
        subprocess.run(
            _as_postgres(command),
            cwd="/",
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    try:
        run("initdb", "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C")
        options = f"-k {root} -p {port} -c listen_addresses='' -c fsync=off"
        run("pg_ctl", "-w", "-l", str(root / "log"), "-o", options, "start")
        try:
            yield Postgres(str(root), port)
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(root, ignore_errors=True)
