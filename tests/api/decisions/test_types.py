from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from api.decisions import DecisionError, decide
from classifier import Versions
from hs_data import UnknownCodeError
from tests.api.decisions.made import VERSIONS, made


def test_a_decision_keeps_its_text_and_knows_its_key() -> None:
    decision = made("  Tapis  Noué ", "5701.10", suggested="5701 10")
    assert decision.text == "  Tapis  Noué "
    assert decision.key == "tapis noue"
    assert decision.code.digits == "570110"
    assert (decision.judgement, decision.suggested) == ("accepted", decision.code)


def test_another_code_than_the_suggested_is_a_correction() -> None:
    assert made(code="570190", suggested="570110").judgement == "corrected"
    assert made(code="570190").judgement == "corrected"
    assert made(judgement="withdrawn").judgement == "withdrawn"


@pytest.mark.parametrize("code", ["57", "5701", "570110", "57011000", "5701100090"])
def test_codes_of_every_level_are_kept(code: str) -> None:
    assert made(code=code).code.digits == code


def test_time_is_universal() -> None:
    here = datetime(2025, 1, 31, 13, 0, tzinfo=timezone(timedelta(hours=1)))
    decision = decide("rug", "5701", "agent-1", VERSIONS, when=here)
    assert decision.when == here
    assert decision.when.tzinfo is UTC


def test_what_no_database_keeps_is_replaced() -> None:
    decision = made("rug\0 \ud800", note="\0", who="agent\0")
    assert decision.text == "rug\ufffd ?"
    assert decision.note == "\ufffd"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"text": " \u200b\0 "[:2]}, "needs a text"),
        ({"text": "x" * 20_001}, "20001 characters"),
        ({"who": "  "}, "name of who"),
        ({"who": "x" * 201}, "at most 200"),
        ({"note": "x" * 2001}, "at most 2000"),
        ({"probability": 1.5}, "from 0 to 1"),
        ({"probability": float("nan")}, "from 0 to 1"),
        ({"judgement": "liked"}, "accepted, corrected, withdrawn"),
        ({"id": "17"}, "not a UUID"),
        ({"supersedes": "17"}, "not a UUID"),
        ({"when": datetime(2025, 1, 1)}, "needs its offset"),
        ({"when": datetime.now(UTC) + timedelta(days=2)}, "still to come"),
        ({"when": datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=9)))}, "calendar"),
    ],
)
def test_what_cannot_be_kept_is_refused(more: dict[str, Any], says: str) -> None:
    given: dict[str, Any] = {"text": "rug", "code": "5701", "who": "agent-1", "versions": VERSIONS}
    with pytest.raises(DecisionError, match=says):
        decide(**{**given, **more})


@pytest.mark.parametrize("code", ["7701", "570111", "570111000", "rug", "5701119999"])
def test_codes_that_are_not_in_the_edition_are_refused(code: str) -> None:
    with pytest.raises(UnknownCodeError):
        made(code=code)
    with pytest.raises(UnknownCodeError):
        made(suggested=code)


def test_codes_of_another_edition_are_not_looked_up() -> None:
    other = Versions("0.1.0", "HS 2017", "", "")
    assert decide("rug", "570111", "agent-1", other).code.digits == "570111"
