"""Cursors: the place of a decision among the others, as a word that fits an address."""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime
from uuid import UUID

from api.decisions.errors import DecisionError
from api.decisions.types import Decision


def write(decision: Decision) -> str:
    """The cursor of what follows a decision."""
    place = f"{decision.when.isoformat()} {decision.id}"
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def read(cursor: str) -> tuple[datetime, str]:
    """The place that a cursor stands for.

    Raises:
        DecisionError: it is not one that we gave.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        when, found = base64.b64decode(padded, altchars=b"-_", validate=True).decode().split(" ")
        return moment(datetime.fromisoformat(when)), str(UUID(found))
    except (ValueError, binascii.Error, DecisionError):
        raise DecisionError("The cursor is not one that this server gave; begin anew.") from None


def moment(when: datetime) -> datetime:
    """A time in UTC.

    Raises:
        DecisionError: it has no offset, or is outside the calendar.
    """
    if when.tzinfo is None:
        raise DecisionError(f"The time {when.isoformat()} needs its offset, such as +00:00.")
    try:
        return when.astimezone(UTC)
    except OverflowError:
        raise DecisionError(f"The time {when.isoformat()} is outside the calendar.") from None
