"""From scores of passages to scores of subheadings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hs_data import HSCode, Nomenclature

HEADING_SHARE: Final = 0.85
"""How much of a heading's own score each of its subheadings inherits: a name that is
settled only as far as the heading speaks for all below it, a little less than their own."""

Scores = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pooled:
    """Scores of subheadings for one finder, (texts, subheadings), and the passage behind each.

    A row of -1 means that no passage was found.
    """

    scores: Scores
    rows: Rows


class Pool:
    """Knows which node (subheading, or heading after them) each passage belongs to."""

    def __init__(self, nomenclature: Nomenclature, codes: Sequence[HSCode]) -> None:
        self.subheadings = tuple(entry.code for entry in nomenclature.subheadings)
        headings = sorted({code.digits[:4] for code in self.subheadings})
        place = {code.digits: n for n, code in enumerate(self.subheadings)}
        heading_place = {digits: len(place) + n for n, digits in enumerate(headings)}
        self.heading_of = np.array([heading_place[c.digits[:4]] for c in self.subheadings])
        place |= heading_place
        self.node_of = np.array([place[code.digits] for code in codes], dtype=np.int64)
        self.size = len(self.subheadings)
        self._nodes = len(place)

    def pool(self, found: Sequence[tuple[Scores, Rows]]) -> Pooled:
        """Keep the best passage of each subheading; `found` has (scores, passages) a text."""
        scores = np.zeros((len(found), self.size), np.float32)
        rows = np.full((len(found), self.size), -1, np.int64)
        for text, (values, passages) in enumerate(found):
            node_scores = np.zeros(self._nodes, np.float32)
            node_rows = np.full(self._nodes, -1, np.int64)
            # Ascending, so that of several passages of one node the best is written last.
            order = np.argsort(values, kind="stable")
            nodes = self.node_of[passages[order]]
            node_scores[nodes] = values[order]
            node_rows[nodes] = passages[order]
            inherited = HEADING_SHARE * node_scores[self.heading_of]
            own = node_scores[: self.size]
            better = inherited > own
            scores[text] = np.where(better, inherited, own)
            rows[text] = np.where(better, node_rows[self.heading_of], node_rows[: self.size])
        return Pooled(scores, rows)
