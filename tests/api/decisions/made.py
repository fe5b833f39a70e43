"""Decisions for the tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from api.decisions import Decision, decide
from classifier import Versions
from hs_data import EDITION

VERSIONS = Versions("0.1.0", EDITION, "0123abcd", "tasnif-static@1")
START = datetime(2025, 1, 31, 12, 0, tzinfo=UTC)


def made(
    text: str = "Wool rug", code: str = "570110", who: str = "agent-1", at: int = 0, **more: Any
) -> Decision:
    """A decision, so many minutes after the start."""
    return decide(text, code, who, VERSIONS, when=START + timedelta(minutes=at), **more)
