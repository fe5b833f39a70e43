"""Connections: an engine for either database, transactions, and errors as sentences."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from api.decisions.address import shown
from api.decisions.errors import StoreAddressError, StoreLockedError, StoreUnreachableError

PATIENCE: Final = 30.0
"""Seconds to wait for another writer before giving up."""

_CONNECT_SECONDS: Final = 5
_WRITERS: Final = 0x7A5_41F_0DEC
"""The advisory lock of writers in PostgreSQL; any number does that nobody else uses."""

_BUSY_STATES: Final = {"55P03", "40001", "40P01"}
"""PostgreSQL: lock not available, serialisation failure, deadlock."""


class Database:
    """An engine, and the two kinds of transaction: reading, and writing one at a time."""

    def __init__(self, url: URL) -> None:
        self.shown = shown(url)
        self.sqlite = url.drivername.startswith("sqlite")
        try:
            self.engine = self._sqlite(url) if self.sqlite else self._postgresql(url)
        except ModuleNotFoundError as error:
            raise StoreAddressError(
                "TASNIF_DATABASE names PostgreSQL, whose driver is not installed: "
                "`pip install 'tasnif[postgresql]'`."
            ) from error
        # The same pool, told apart when a transaction begins.
        self._writers = self.engine.execution_options(tasnif_writes=True)

    def _sqlite(self, url: URL) -> Engine:
        folder = Path(str(url.database)).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnreachableError(
                f"The folder {folder} for decisions cannot be made ({error.strerror}); "
                "set TASNIF_DATABASE to another place."
            ) from error
        engine = create_engine(url, connect_args={"timeout": PATIENCE}, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine

    def _postgresql(self, url: URL) -> Engine:
        waits = {} if "connect_timeout" in url.query else {"connect_timeout": _CONNECT_SECONDS}
        return create_engine(
            url,
            connect_args=waits,
            hide_parameters=True,
            pool_pre_ping=True,
            # A writer must see what was committed while it waited for the lock.
            isolation_level="READ COMMITTED",
        )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with self._told(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes, alone: what it reads stays true until it commits."""
        with self._told(), self._writers.begin() as connection:
            if not self.sqlite:
                connection.execute(text(f"SET LOCAL lock_timeout = '{int(PATIENCE)}s'"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _WRITERS})
            yield connection

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say in one sentence what a database's error means."""
        try:
            yield
        except SQLAlchemyError as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            if _busy(cause):
                raise StoreLockedError(
                    f"Another process is writing to the decisions in {self.shown}; try again in "
                    "a moment."
                ) from error
            said = " ".join(str(cause).split())[:200].rstrip(".")
            if password := self.engine.url.password:
                said = said.replace(str(password), "***")
            raise StoreUnreachableError(
                f"The decisions in {self.shown} cannot be used ({said}); check TASNIF_DATABASE "
                "and that its database runs."
            ) from error


def _busy(cause: BaseException | None) -> bool:
    if isinstance(cause, sqlite3.OperationalError):
        return "locked" in str(cause) or "busy" in str(cause)
    return getattr(cause, "sqlstate", None) in _BUSY_STATES


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # Transactions begin when we say so (`_begin_sqlite`), not when the driver guesses.
    connection.isolation_level = None
    deadline = time.monotonic() + PATIENCE
    # Readers go on while one writes. The first switch to it ignores the busy timeout.
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")
            break
        if time.monotonic() > deadline:
            break
        time.sleep(0.02)
    # A decision that was answered for must survive a power cut.
    connection.execute("PRAGMA synchronous = FULL")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("tasnif_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
