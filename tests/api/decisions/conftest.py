"""The same store on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.decisions.store import DecisionStore
from tests.api.decisions import postgres as server


@pytest.fixture(scope="session")
def postgres() -> Iterator[server.Postgres]:
    binaries = server.binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL binaries under /usr/lib/postgresql")
    with server.running(binaries) as found:
        yield found


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'decisions.sqlite3'}"
    running: server.Postgres = request.getfixturevalue("postgres")
    return running.new_database()


@pytest.fixture
def store(url: str) -> Iterator[DecisionStore]:
    with DecisionStore(url) as found:
        yield found
