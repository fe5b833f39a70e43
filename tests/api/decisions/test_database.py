"""Addresses, migrations, and what is said when a database cannot be used."""

from __future__ import annotations

import re
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

import api
import api.decisions.database as module
from api.decisions import (
    StoreAddressError,
    StoreError,
    StoreLockedError,
    StoreNewerError,
    StoreUnreachableError,
    migrations,
    open_store,
)
from api.decisions.address import default_file, parse, shown
from api.decisions.database import Database
from api.decisions.migrate import revision
from api.decisions.schema import METADATA
from api.decisions.store import DecisionStore
from tests.api.decisions.made import made
from tests.api.decisions.postgres import Postgres


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    found = Database(parse(url))
    yield found
    found.close()


def test_an_empty_database_is_brought_to_the_newest_revision(url: str, database: Database) -> None:
    with database.reading() as connection:
        assert revision(connection) == ""
    DecisionStore(url).close()
    with database.reading() as connection:
        assert revision(connection) == migrations.HEAD


def test_migrations_make_what_queries_expect(url: str, database: Database) -> None:
    DecisionStore(url).close()
    with database.reading() as connection:
        options = {"version_table": migrations.VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []


def test_head_is_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == migrations.HEAD
    assert all(one.revision.isdigit() for one in scripts.walk_revisions())


def test_a_newer_database_is_refused_and_left_alone(url: str, database: Database) -> None:
    with DecisionStore(url) as store:
        store.record([made()])
    with database.writing() as connection:
        connection.execute(text(f"UPDATE {migrations.VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(StoreNewerError, match=r"newer Tasnif \(revision 9999") as caught:
        DecisionStore(url)
    assert "secret" not in str(caught.value)
    with database.reading() as connection:
        assert revision(connection) == "9999"


def test_the_default_is_a_file_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_file() == tmp_path / "tasnif" / "decisions.sqlite3"
    with open_store() as store:
        store.record([made()])
        assert store.where == str(default_file())
    assert default_file().exists()


@pytest.mark.parametrize(
    ("address", "driver"),
    [
        ("sqlite:////a/b.sqlite3", "sqlite+pysqlite"),
        ("postgres://u@h/d", "postgresql+psycopg"),
        (" postgresql://u@h/d\n", "postgresql+psycopg"),
        ("postgresql+psycopg://u@h/d", "postgresql+psycopg"),
    ],
)
def test_addresses_as_people_write_them(address: str, driver: str) -> None:
    assert parse(address).drivername == driver


@pytest.mark.parametrize(
    "address",
    [
        "secret", "/secret/file.sqlite3", "mysql://u:secret@h/d", "://u:secret@h",
        "postgresql://u:secret@h:port/d", "sqlite://", "sqlite:///:memory:",
    ],
)  # fmt: skip
def test_a_bad_address_is_not_repeated(address: str) -> None:
    with pytest.raises(StoreAddressError, match="TASNIF_DATABASE") as caught:
        DecisionStore(address)
    assert "secret" not in str(caught.value)


def test_a_password_is_never_shown() -> None:
    url = parse("postgresql://agent:p4ss@db.example/tasnif?password=p4ss&sslmode=require")
    assert shown(url) == "postgresql+psycopg://agent:***@db.example/tasnif"


def test_nothing_listens_at_the_address() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(StoreUnreachableError, match="check TASNIF_DATABASE") as caught:
        DecisionStore(f"postgresql://agent:p4ss@127.0.0.1:{port}/tasnif")
    assert "p4ss" not in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    path.write_bytes(b"not a database, " * 100)
    with pytest.raises(StoreUnreachableError, match="file is not a database"):
        DecisionStore(f"sqlite:///{path}")
    assert path.read_bytes() == b"not a database, " * 100


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnreachableError, match="cannot be made"):
        DecisionStore(f"sqlite:///{tmp_path}/file/sub/x.sqlite3")


def test_a_folder_is_made_where_there_is_none(tmp_path: Path) -> None:
    with DecisionStore(f"sqlite:///{tmp_path}/a/b%20c/x.sqlite3") as store:
        assert store.find().decisions == ()


def test_waiting_for_another_writer_ends_with_a_sentence(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 1.0)
    with DecisionStore(url) as store:
        other = Database(parse(url))
        with other.writing(), pytest.raises(StoreLockedError, match="try again"):
            store.record([made()])
        other.close()
        # Nothing was kept of it, and the store goes on.
        assert store.find().decisions == ()
        assert len(store.record([made()])) == 1


def test_readers_do_not_wait_for_a_writer(url: str) -> None:
    with DecisionStore(url) as store:
        (kept,) = store.record([made()])
        other = Database(parse(url))
        with other.writing():
            assert store.history("wool rug") == [kept]
        other.close()


def test_sqlite_is_set_to_survive(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    DecisionStore(f"sqlite:///{path}").close()
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    finally:
        connection.close()


@pytest.mark.parametrize(
    "kind", [StoreAddressError, StoreLockedError, StoreNewerError, StoreUnreachableError]
)
def test_one_kind_catches_them_all(kind: type[Exception]) -> None:
    assert issubclass(kind, StoreError)


def test_once_made_reading_and_adding_rights_are_enough(postgres: Postgres) -> None:
    owner = postgres.new_database()
    DecisionStore(owner).close()
    database = Database(parse(owner))
    with database.engine.begin() as connection:
        connection.execute(text("CREATE ROLE agent LOGIN"))
        connection.execute(text("GRANT SELECT, INSERT ON tasnif_decisions, tasnif_schema TO agent"))
    database.close()
    with DecisionStore(owner.replace("postgres:secret@", "agent@")) as store:
        kept = store.record([made()])
        assert store.history("wool rug") == kept


def test_a_database_that_went_away_is_found_again(postgres: Postgres) -> None:
    url = postgres.new_database()
    database = Database(parse(url))
    with DecisionStore(url) as store:
        store.record([made()])
        with database.engine.connect() as connection:
            connection.execute(text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database()"
            ))  # fmt: skip
        assert len(store.record([made("kilim", "570210")])) == 1
    database.close()


def test_only_the_store_knows_the_database_library() -> None:
    root = Path(api.__file__).parents[1]
    imported = re.compile(r"^\s*(?:from|import) (?:sqlalchemy|alembic|psycopg)\b", re.MULTILINE)
    users = {
        str(path.relative_to(root))
        for package in ("hs_data", "index", "classifier", "api", "eval")
        for path in (root / package).rglob("*.py")
        if imported.search(path.read_text(encoding="utf-8"))
    }
    assert users
    assert all(user.startswith("api/decisions/") for user in users)
