"""Bringing a database to this version's shape, once, whoever opens it first."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text

from api.decisions.database import Database
from api.decisions.errors import StoreNewerError
from api.decisions.migrations import HEAD, VERSION_TABLE

_ONE_AT_A_TIME: Final = threading.Lock()
"""Alembic keeps what it works on in a module; other processes wait for the database's lock."""


def revision(connection: Connection) -> str:
    """The revision of a database, empty for one without decisions."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return ""
    return connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")) or ""


def bring_up(database: Database) -> None:
    """Migrate a database to the newest revision; quick when it is there already.

    Raises:
        StoreNewerError: it has a revision that this software does not know.
    """
    with database.reading() as connection:
        if _settled(connection, database.shown):
            return
    with _ONE_AT_A_TIME, database.writing() as connection:
        # Somebody else may have done it while we waited.
        if not _settled(connection, database.shown):
            _upgrade(connection)


def _settled(connection: Connection, shown: str) -> bool:
    found = revision(connection)
    # Revisions are numbered, so a greater one is newer than all that we know.
    if found > HEAD:
        raise StoreNewerError(
            f"The decisions in {shown} were written by a newer Tasnif (revision {found}, this one "
            f"knows {HEAD}): install the newer version, or set TASNIF_DATABASE to another database."
        )
    return found == HEAD


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - only a new or an old database needs it
    from alembic.config import Config  # noqa: PLC0415

    folder = str(Path(__file__).parent / "migrations").replace("%", "%%")
    config = Config()
    config.set_main_option("script_location", folder)
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
