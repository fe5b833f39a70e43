"""Decisions over real HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.decisions import open_store
from api.settings import Settings
from classifier import Classifier
from hs_data import EDITION, __version__
from tests.api.conftest import Reply, Server, running
from tests.api.decisions.made import made
from tests.api.test_http import is_problem

Loader = Callable[[], Classifier]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('store') / 'd.sqlite3'}"


@pytest.fixture(scope="module")
def door(address: str, small_loader: Loader) -> Iterator[Server]:
    with running(Settings(database=address), small_loader) as found:
        yield found


def decided(server: Server, **more: object) -> Reply:
    told = {"text": "Tapis Noué", "code": "5701.10", "who": "agent-1", **more}
    return server.ask("/v1/decisions", {"decisions": told})


def test_one_decision_is_kept(door: Server, address: str) -> None:
    reply = decided(
        door, text="Théière", code="69120010", suggested="691200", probability=0.5, note="glazed"
    )
    assert reply.status == 201
    (told,) = reply.json["decisions"]
    assert reply.json["request_id"] == reply.headers["x-request-id"]
    assert (told["text"], told["key"], told["code"]) == ("Théière", "theiere", "69120010")
    assert (told["judgement"], told["suggested"]) == ("corrected", "691200")
    assert (told["hs_edition"], told["software_version"]) == (EDITION, __version__)
    assert told["model_version"] == "hash@1"
    assert told["when"].endswith("Z")
    with open_store(address) as store:
        (kept,) = store.history("theiere")
    assert (kept.id, kept.note, kept.probability) == (told["id"], "glazed", 0.5)


def test_versions_of_the_answer_are_kept_when_given(door: Server) -> None:
    told = decided(door, model_version="m@1", data_version="d1", software_version="0.0.9").json
    (kept,) = told["decisions"]
    assert (kept["model_version"], kept["data_version"]) == ("m@1", "d1")
    assert kept["software_version"] == "0.0.9"


def test_a_batch_is_kept_whole_or_not_at_all(door: Server) -> None:
    good = {"text": "kilim one", "code": "570210", "who": "agent-2", "suggested": "570210"}
    bad = {**good, "text": "kilim two", "code": "570211"}
    assert "570211" in is_problem(door.ask("/v1/decisions", {"decisions": [good, bad]}), 404)
    assert door.ask("/v1/decisions?who=agent-2").json["decisions"] == []
    reply = door.ask("/v1/decisions", {"decisions": [good, {**good, "text": "kilim two"}]})
    assert [one["judgement"] for one in reply.json["decisions"]] == ["accepted"] * 2
    assert len(door.ask("/v1/decisions?who=agent-2").json["decisions"]) == 2


def test_a_changed_mind_and_the_pages_of_it(door: Server) -> None:
    first, second, third = (
        decided(door, text="Pouf", code="940180", note=str(n)).json["decisions"][0]
        for n in range(3)
    )
    assert (first["supersedes"], second["supersedes"]) == (None, first["id"])
    page = door.ask("/v1/decisions?text=POUF&limit=2").json
    assert [one["id"] for one in page["decisions"]] == [third["id"], second["id"]]
    rest = door.ask(f"/v1/decisions?text=POUF&limit=2&cursor={page['cursor']}").json
    assert [one["id"] for one in rest["decisions"]] == [first["id"]]
    assert rest["cursor"] is None
    later = door.ask(f"/v1/decisions?text=pouf&since={third['when']}").json
    assert [one["id"] for one in later["decisions"]] == [third["id"]]
    assert len(door.ask("/v1/decisions?code=9401").json["decisions"]) == 3


@pytest.mark.parametrize(
    ("more", "status", "says"),
    [
        ({"code": "5799"}, 404, "nearest code above it is 57"),
        ({"code": "rug"}, 404, "not an HS code"),
        ({"suggested": "999999"}, 404, "999999"),
        ({"text": ""}, 422, "text"),
        ({"text": "\u200b"}, 409, "needs a text"),
        ({"text": "x" * 20_001}, 413, "20001 characters"),
        ({"who": " "}, 409, "name of who"),
        ({"probability": 2}, 422, "probability"),
        ({"judgement": "liked"}, 422, "judgement"),
        ({"when": "2025-01-01"}, 422, "when"),
    ],
)
def test_bad_decisions_say_what_to_do(
    door: Server, more: dict[str, Any], status: int, says: str
) -> None:
    assert says in is_problem(decided(door, **more), status)


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("cursor=x", 409, "cursor"),
        ("since=2025-01-01T00:00:00", 422, "since"),
        ("since=0001-01-01T00:00:00%2B09:00", 409, "calendar"),
        ("limit=0", 422, "limit"),
        ("code=x", 404, "not an HS code"),
    ],
)
def test_bad_filters_say_what_to_do(door: Server, query: str, status: int, says: str) -> None:
    assert says in is_problem(door.ask(f"/v1/decisions?{query}"), status)


def test_too_many_at_once(small_loader: Loader, tmp_path: Path) -> None:
    chosen = Settings(database=f"sqlite:///{tmp_path / 'd.sqlite3'}", max_batch=2)
    with running(chosen, small_loader) as server:
        one = {"text": "rug", "code": "57", "who": "agent-1"}
        assert "at most 2" in is_problem(server.ask("/v1/decisions", {"decisions": [one] * 3}), 413)


def test_strangers_are_refused_beyond_loopback(small_loader: Loader, tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite3"
    # The test's server listens on loopback; what counts is where the settings say it does.
    chosen = Settings(host="0.0.0.0", database=f"sqlite:///{path}")
    with running(chosen, small_loader) as server:
        assert "Set TASNIF_API_KEYS" in is_problem(decided(server), 403)
        assert "Set TASNIF_API_KEYS" in is_problem(server.ask("/v1/decisions"), 403)
        assert server.ask("/v1/classify", {"query": "kilim"}).status == 200
        assert not path.exists()
    keyed = chosen.model_copy(update={"api_keys": "k1"})
    with running(keyed, small_loader) as server:
        assert server.ask("/v1/decisions").status == 401
        assert server.ask("/v1/decisions", headers={"X-API-Key": "k1"}).status == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("tasnif.example", 403), ("192.0.2.7:8000", 403), ("localhost:8000", 200),
        ("[::1]:8000", 200), ("127.0.0.1.example", 403),
    ],
)  # fmt: skip
def test_a_name_that_is_not_this_machines_is_a_stranger(
    door: Server, host: str, status: int
) -> None:
    reply = door.ask("/v1/decisions", headers={"Host": host})
    assert reply.status == status
    if status == 403:
        is_problem(reply, 403)


def test_without_its_database_the_server_goes_on_classifying(
    small_loader: Loader, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "d.sqlite3"
    with running(Settings(database=f"sqlite:///{path}"), small_loader) as server:
        assert "TASNIF_DATABASE" in is_problem(decided(server), 503)
        assert server.ask("/v1/classify", {"query": "kilim"}).status == 200
        # Once the database can be used, so can the route, without a restart.
        (tmp_path / "file").unlink()
        assert decided(server).status == 201


def test_a_newer_database_is_a_problem_too(small_loader: Loader, tmp_path: Path) -> None:
    from api.decisions.address import parse
    from api.decisions.database import Database
    from api.decisions.migrations import VERSION_TABLE

    address = f"sqlite:///{tmp_path / 'd.sqlite3'}"
    with open_store(address) as store:
        store.record([made()])
    database = Database(parse(address))
    with database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    database.close()
    with running(Settings(database=address), small_loader) as server:
        assert "newer Tasnif" in is_problem(server.ask("/v1/decisions"), 503)


def test_what_was_decided_is_not_counted_by_name(door: Server) -> None:
    decided(door, text="secret prototype lamp")
    door.ask("/v1/decisions?text=secret")
    page = door.ask("/metrics").body.decode()
    assert 'route="/v1/decisions"' in page
    assert "secret" not in page
