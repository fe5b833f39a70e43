"""One suite for both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api.decisions import DecisionError, decide
from api.decisions.address import parse
from api.decisions.database import Database
from api.decisions.store import DecisionStore
from classifier import Versions
from hs_data import UnknownCodeError
from index import normalise
from tests.api.decisions.made import START, made


def test_a_decision_comes_back_as_it_was(store: DecisionStore) -> None:
    given = made(
        "Tapis «Noué»\t'; DROP TABLE x; --", suggested="570190", probability=0.1 + 0.2, note="زربية"
    )
    assert store.record([given]) == [given]
    assert store.current([given.key]) == {given.key: given}
    assert store.history(given.key) == [given]


def test_a_changed_mind_supersedes_and_nothing_is_lost(store: DecisionStore) -> None:
    (first,) = store.record([made(code="570110")])
    (second,) = store.record([made("WOOL  rug", "570190", "agent-2", 1)])
    assert first.supersedes is None
    assert second.supersedes == first.id
    assert store.current(["wool rug"]) == {"wool rug": second}
    assert store.history("Wool rug") == [first, second]


def test_one_batch_may_change_its_mind(store: DecisionStore) -> None:
    late, early = store.record([made(code="570190", at=5), made(code="570110", at=1)])
    assert (early.supersedes, late.supersedes) == (None, early.id)
    assert store.current(["wool rug"])["wool rug"] == late


def test_order_is_by_time_whoever_came_first(store: DecisionStore) -> None:
    (late,) = store.record([made(code="570190", at=5)])
    (early,) = store.record([made(code="570110", at=1)])
    assert early.supersedes is None
    assert store.current(["wool rug"])["wool rug"] == late
    assert [d.id for d in store.history("wool rug")] == [early.id, late.id]


def test_at_the_same_moment_the_id_decides(store: DecisionStore) -> None:
    low, high = "00000000-0000-4000-8000-000000000001", "ffffffff-ffff-4fff-bfff-ffffffffffff"
    second, first = store.record([made(id=high), made(id=low)])
    assert (first.supersedes, second.supersedes) == (None, low)
    assert store.current(["wool rug"])["wool rug"].id == high


def test_a_withdrawn_decision_stands_no_longer(store: DecisionStore) -> None:
    store.record([made(), made(judgement="withdrawn", at=1)])
    assert store.current(["wool rug"]) == {}
    assert store.near(["wool rugs"]) == [()]
    assert len(store.history("wool rug")) == 2
    (again,) = store.record([made(at=2)])
    assert store.current(["wool rug"]) == {"wool rug": again}


def test_all_or_none(store: DecisionStore) -> None:
    (kept,) = store.record([made()])
    clash = made("other", id=kept.id)
    with pytest.raises(DecisionError, match="already stands for another decision"):
        store.record([made("new goods"), clash])
    assert store.current(["new goods", "other"]) == {}


def test_recording_again_does_no_harm(store: DecisionStore) -> None:
    given = [made(), made("kilim", "570210")]
    kept = store.record(given)
    assert store.record(given) == kept
    assert store.record([kept[0], kept[0]]) == [kept[0], kept[0]]
    assert len(store.find().decisions) == 2


def test_nothing_is_nothing(store: DecisionStore) -> None:
    assert store.record([]) == []
    assert store.current([]) == {}
    assert store.near([]) == []
    assert store.near(["rug"]) == [()]
    assert store.conflicts() == []
    assert list(store.export()) == []
    assert store.find().decisions == ()


def test_thousands_of_keys_at_once(store: DecisionStore) -> None:
    store.record([made(f"carpet number {n}", at=n % 7) for n in range(3000)])
    keys = [f"carpet number {n}" for n in range(0, 6000, 2)]
    found = store.current(keys)
    assert len(found) == 1500
    assert all(decision.key == key for key, decision in found.items())


def test_a_very_long_text_has_a_key_like_any_other(store: DecisionStore) -> None:
    long = "رخام " * 3999 + "x"
    store.record([made(long, "680221"), made(long + "y", "680221")])
    assert len(store.current([normalise(long), normalise(long + "y")])) == 2


def test_another_edition_is_kept_and_never_reused(store: DecisionStore) -> None:
    old = decide("rug", "570110", "agent-1", Versions("0", "HS 2017", "", ""), when=START)
    store.record([old])
    assert store.current(["rug"]) == {}
    assert store.history("rug") == [old]


@pytest.mark.parametrize("change", ["update", "delete", "replace all"])
def test_the_database_itself_refuses_any_change(
    store: DecisionStore, url: str, change: str
) -> None:
    statements = {
        "update": "UPDATE tasnif_decisions SET code = '57'",
        "delete": "DELETE FROM tasnif_decisions",
        "replace all": "INSERT OR REPLACE INTO tasnif_decisions SELECT * FROM tasnif_decisions"
        if url.startswith("sqlite")
        else "TRUNCATE tasnif_decisions",
    }
    kept = store.record([made()])
    database = Database(parse(url))
    try:
        with (
            pytest.raises(DBAPIError, match="only ever added"),
            database.engine.begin() as connection,
        ):
            connection.execute(text(statements[change]))
    finally:
        database.close()
    assert store.history("wool rug") == kept


def test_filters(store: DecisionStore) -> None:
    rug, kilim, pot = store.record(
        [made(), made("kilim", "570210", "agent-2", 1), made("pot", "691200", "agent-1", 2)]
    )
    assert store.find().decisions == (pot, kilim, rug)
    assert store.find(code="57").decisions == (kilim, rug)
    assert store.find(code="5702.10").decisions == (kilim,)
    assert store.find(who="agent-1").decisions == (pot, rug)
    assert store.find(since=kilim.when).decisions == (pot, kilim)
    assert store.find(text=" KILIM ").decisions == (kilim,)
    assert store.find(text="pot", who="agent-2").decisions == ()
    with pytest.raises(UnknownCodeError):
        store.find(code="rug")
    with pytest.raises(DecisionError, match="offset"):
        store.find(since=START.replace(tzinfo=None))


def test_pages_give_each_decision_once(store: DecisionStore) -> None:
    # Several at one moment: the id has to tell them apart.
    kept = store.record([made(f"rug {n}", at=n // 4) for n in range(10)])
    seen = []
    cursor = None
    while True:
        page = store.find(cursor=cursor, limit=3)
        seen += page.decisions
        # What is added meanwhile is newer, and disturbs nothing.
        store.record([made(f"later {len(seen)}", at=100)])
        cursor = page.cursor
        if cursor is None:
            break
    assert seen == sorted(kept, key=lambda decision: decision.order, reverse=True)


@pytest.mark.parametrize("cursor", ["", "x", "%%%", "eA", "MjAyNSB4", "é", "A" * 999])
def test_a_bad_cursor_is_refused(store: DecisionStore, cursor: str) -> None:
    with pytest.raises(DecisionError, match="cursor"):
        store.find(cursor=cursor)


def test_conflicts_are_each_persons_last_word(store: DecisionStore) -> None:
    store.record([
        made("rug", "570110"), made("rug", "570190", "agent-2", 1),
        made("pot", "691200"), made("pot", "691200", "agent-2", 1),
        # One who changed her mind agrees in the end.
        made("bag", "420221"), made("bag", "420222", "agent-2", 1), made("bag", "420222", at=2),
        # A heading and a subheading of it do not contradict each other.
        made("hat", "6505"), made("hat", "650500", "agent-2", 1),
        # Alone, and of two minds.
        made("tea", "090220"), made("tea", "090240", at=1),
        made("oil", "151590"), made("oil", "151550", "agent-2", 1),
        made("oil", "151550", "agent-2", 2, judgement="withdrawn"),
    ])  # fmt: skip
    (conflict,) = store.conflicts()
    assert conflict.key == "rug"
    assert [(d.who, d.code.digits) for d in conflict.decisions] == [
        ("agent-1", "570110"), ("agent-2", "570190"),
    ]  # fmt: skip


def test_precedents_are_arranged_anew_when_decisions_come(store: DecisionStore, url: str) -> None:
    assert store.near(["wool rug handmade 60x90"]) == [()]
    with DecisionStore(url) as another:
        (kept,) = another.record([made("Wool rug handmade 90x120 cm")])
    ((found,),) = store.near(["wool rug handmade 60x90 cm"])
    assert found.decision == kept
    assert found.similarity == 0.99
    assert (found.only_here, found.only_there) == (("60x90",), ("90x120",))


def test_a_closed_store_opens_again_with_everything(url: str) -> None:
    with DecisionStore(url) as store:
        (kept,) = store.record([made()])
    with DecisionStore(url) as store:
        assert store.history("wool rug") == [replace(kept)]
