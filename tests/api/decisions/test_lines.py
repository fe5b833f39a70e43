from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.decisions import Decision, DecisionError, decide
from api.decisions.lines import from_line, to_line
from api.decisions.store import DecisionStore
from classifier import Versions
from hs_data import EDITION, TasnifError
from tests.api.decisions.made import made

_codes = st.sampled_from(["57", "5701", "570110", "57011000", "5701100090", "091020", "0101"])


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    return decide(
        draw(st.text(max_size=60)) + "rug",
        draw(_codes),
        draw(st.text(max_size=20)) + "agent-1",
        Versions(draw(st.text(max_size=9)), EDITION, draw(st.text(max_size=9)), "e"),
        judgement=draw(st.sampled_from(["accepted", "corrected", "withdrawn"])),
        suggested=draw(st.none() | _codes),
        probability=draw(st.none() | st.floats(0, 1)),
        note=draw(st.text(max_size=60)),
        when=draw(st.datetimes(datetime(1970, 1, 1), datetime(2025, 1, 1))).replace(tzinfo=UTC),
    )


@given(decisions())
def test_a_line_holds_all_of_a_decision(decision: Decision) -> None:
    line = to_line(decision)
    assert from_line(line) == decision
    assert "\n" not in line


@given(st.text(max_size=200) | st.from_regex(r"\{.*\}"))
def test_no_line_is_worse_than_a_sentence(line: str) -> None:
    with pytest.raises(TasnifError):
        from_line(line)


def _changed(**more: object) -> str:
    told = json.loads(to_line(made())) | more
    return json.dumps({name: value for name, value in told.items() if value is not ...})


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("[1]", "not a JSON object"),
        (b'{"text": "th\xe9"}', "not UTF-8"),
        ("[" * 100_000, "not JSON"),
        (_changed(text=...), "'text' must be there"),
        (_changed(code=570110), "'code' must be there and be a text"),
        (_changed(judgement="liked"), "'liked'"),
        (_changed(when="yesterday"), "'yesterday'"),
        (_changed(when="2025-01-01T00:00:00"), "offset"),
        (_changed(probability="0.5"), "'probability' must be a number"),
        (_changed(probability=True), "'probability' must be a number"),
        (_changed(suggested=5), "'suggested' must be a text"),
        (_changed(country="MA"), "'country' is not known"),
        (_changed(code="570111"), "no code 570111"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(line: str | bytes, says: str) -> None:
    with pytest.raises(TasnifError, match=says):
        from_line(line)


def test_import_is_idempotent_and_a_bad_line_costs_no_other(store: DecisionStore) -> None:
    a, b, c = made(), made("kilim", "570210", at=1), made(code="570190", at=2)
    lines = ["", to_line(a), "{", to_line(b), "  ", to_line(made("x", id=a.id)), to_line(c)]
    told = store.import_(lines)
    assert (told.added, told.known) == (3, 0)
    assert [fault.line for fault in told.faults] == [3, 6]
    assert told.faults[1].message.endswith("give each its own.")
    again = store.import_(lines)
    assert (again.added, again.known, len(again.faults)) == (0, 3, 2)
    assert [d.id for d in store.find().decisions] == [c.id, b.id, a.id]


def test_export_and_import_carry_everything_to_another_store(
    store: DecisionStore, tmp_path: Path
) -> None:
    store.record([made(f"rug {n % 700}", at=n) for n in range(1200)])
    lines = list(store.export())
    assert len(lines) == 1200
    with DecisionStore(f"sqlite:///{tmp_path / 'other.sqlite3'}") as other:
        # In any order: what stands is told by time, not by arrival.
        assert other.import_(reversed(lines)).added == 1200
        assert list(other.export()) == lines
        keys = [f"rug {n}" for n in range(700)]
        assert other.current(keys) == store.current(keys)


@settings(max_examples=30, deadline=None)
@given(many=st.lists(decisions(), max_size=8))
def test_whatever_is_recorded_survives_the_round_trip(
    tmp_path_factory: pytest.TempPathFactory, many: list[Decision]
) -> None:
    folder = tmp_path_factory.mktemp("trip")
    with (
        DecisionStore(f"sqlite:///{folder / 'a.sqlite3'}") as a,
        DecisionStore(f"sqlite:///{folder / 'b.sqlite3'}") as b,
    ):
        kept = a.record(many)
        told = b.import_(a.export())
        assert (told.added, told.faults) == (len(many), ())
        assert list(b.export()) == list(a.export())
        assert {d.id: d for d in kept} == {d.id: d for d in b.find(limit=100).decisions}


@settings(max_examples=30, deadline=None)
@given(many=st.lists(decisions(), max_size=5))
def test_postgresql_keeps_any_text_too(postgres_store: DecisionStore, many: list[Decision]) -> None:
    kept = postgres_store.record(many)
    for decision in kept:
        assert decision in postgres_store.history(decision.key)
        assert from_line(to_line(decision)) == decision


@pytest.fixture(scope="module")
def postgres_store(postgres: Any) -> Any:
    with DecisionStore(postgres.new_database()) as store:
        yield store


def test_a_line_that_is_not_a_decision_is_a_decision_error() -> None:
    with pytest.raises(DecisionError):
        from_line("null")
