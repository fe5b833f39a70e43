"""What a search found for one text, kept so that an answer need not search again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from classifier.attributes import Reading
from index import Found

if TYPE_CHECKING:
    from classifier.question import Asker
    from classifier.types import Answered


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found for one text of a batch: candidates, their features, their probabilities."""

    found: Found
    text: int
    reading: Reading
    seen: NDArray[np.float32]
    mass: NDArray[np.float64]

    @property
    def places(self) -> NDArray[np.int64]:
        """The candidates by position in the nomenclature."""
        places: NDArray[np.int64] = self.found.places[self.text]
        return places

    def best(self, top: int) -> list[int]:
        """Candidates by position in the batch's arrays, likeliest first."""
        order: list[int] = np.argsort(-self.mass, kind="stable")[:top].tolist()
        return order

    def after(self, asker: Asker, answered: Sequence[Answered]) -> Looked:
        """The same with the probabilities after answers."""
        mass = self.mass
        for done in answered:
            offered = [option.values for option in done.question.options]
            mass = asker.answer(self.places, mass, done.question.attribute, done.values, offered)
        return replace(self, mass=mass)
