"""Earlier decisions for a catalogue: the same goods decide, like goods are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from api.catalogue.answering import Earlier
from index import normalise

if TYPE_CHECKING:
    from api.decisions import Decision
    from api.decisions.store import DecisionStore

_MOST_COMPARED: Final = 50_000
"""New texts of one run that are compared with decisions for like goods; some two minutes."""


class StoreMemory:
    """Looks texts up in a store of decisions."""

    def __init__(self, store: DecisionStore) -> None:
        self._store = store
        self._left = _MOST_COMPARED
        self._empty: bool | None = None

    def exact(self, texts: Sequence[str]) -> Mapping[str, Earlier]:
        """Decisions for the same goods: the same text after normalisation."""
        if self._nothing:
            return {}
        keys = {text: normalise(text) for text in texts}
        found = self._store.current(keys.values())
        return {text: _earlier(found[key]) for text, key in keys.items() if key in found}

    def near(self, texts: Sequence[str]) -> Mapping[str, Earlier]:
        """The nearest decision for like goods."""
        if self._nothing or self._left <= 0:
            return {}
        self._left -= len(texts)
        near = self._store.near(list(texts), most=1)
        return {
            text: _earlier(found[0].decision, found[0].similarity)
            for text, found in zip(texts, near, strict=True)
            if found
        }

    @property
    def _nothing(self) -> bool:
        """Whether nothing was decided yet; asked once, most catalogues meet an empty store."""
        if self._empty is None:
            self._empty = not self._store.find(limit=1).decisions
        return self._empty


def _earlier(decision: Decision, likeness: float = 1.0) -> Earlier:
    day = decision.when.date().isoformat()
    return Earlier(decision.code.digits, decision.who, day, decision.text, likeness)
