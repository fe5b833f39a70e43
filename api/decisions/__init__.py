"""Decisions remembered: what people accepted or corrected, kept for the next catalogue.

The database's library is only loaded by `open_store`, so that importing this is cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.decisions.errors import (
    DecisionError,
    StoreAddressError,
    StoreError,
    StoreLockedError,
    StoreNewerError,
    StoreUnreachableError,
)
from api.decisions.making import decide
from api.decisions.types import (
    Conflict,
    Decision,
    Fault,
    Imported,
    Judgement,
    Page,
    Precedent,
)

if TYPE_CHECKING:
    from api.decisions.store import DecisionStore

__all__ = [
    "Conflict",
    "Decision",
    "DecisionError",
    "Fault",
    "Imported",
    "Judgement",
    "Page",
    "Precedent",
    "StoreAddressError",
    "StoreError",
    "StoreLockedError",
    "StoreNewerError",
    "StoreUnreachableError",
    "decide",
    "open_store",
]


def open_store(url: str = "") -> DecisionStore:
    """The store at a database's address; empty for the file in the user's data folder.

    Raises:
        StoreError: the database cannot be used; each kind of it says why.
    """
    from api.decisions.store import DecisionStore  # noqa: PLC0415 - loads SQLAlchemy

    return DecisionStore(url)
