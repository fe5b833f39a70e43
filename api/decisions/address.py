"""The address of a database: what TASNIF_DATABASE means, and how it is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from platformdirs import user_data_path
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from api.decisions.errors import StoreAddressError

FILE: Final = "decisions.sqlite3"

_DRIVERS: Final = {
    "sqlite": "sqlite+pysqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}

_WANTED: Final = (
    "write sqlite:////folder/file.sqlite3 or postgresql+psycopg://user:password@host/database"
)


def default_file() -> Path:
    """Where decisions are kept when nothing else is said: the user's data folder."""
    return user_data_path("tasnif") / FILE


def parse(address: str) -> URL:
    """The database that an address means; an empty one is the default file.

    Raises:
        StoreAddressError: it is no address, or of a database that is not supported.
    """
    if not address.strip():
        return URL.create("sqlite+pysqlite", database=str(default_file()))
    try:
        url = make_url(address.strip())
    except (ArgumentError, ValueError):
        # The address may hold a password, so neither it nor its parser's words are passed on.
        raise StoreAddressError(f"TASNIF_DATABASE is not a database address: {_WANTED}.") from None
    driver = _DRIVERS.get(url.drivername)
    if driver is None:
        kind = url.drivername[:40]
        raise StoreAddressError(f"TASNIF_DATABASE cannot use {kind!r}: {_WANTED}.")
    if driver.startswith("sqlite") and (url.database or ":memory:") == ":memory:":
        raise StoreAddressError(f"TASNIF_DATABASE names no file to keep decisions in: {_WANTED}.")
    return url.set(drivername=driver)


def shown(url: URL) -> str:
    """An address for a person: without password, and without options, which may hold one."""
    if url.drivername.startswith("sqlite"):
        return str(url.database)
    return url.set(query={}).render_as_string(hide_password=True)
