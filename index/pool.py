"""From scores of passages to scores of subheadings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from hs_data import HSCode, Nomenclature
from index.dense import PassageVectors

HEADING_SHARE: Final = 0.85
"""How much of a heading's own score each of its subheadings inherits: a name that is
settled only as far as the heading speaks for all below it, a little less than their own."""

GROUPS: Final = 2
"""Groups of passages compared by vector: descriptions, and all other texts."""

Scores = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pooled:
    """Scores of subheadings, and the row of the passage behind each, -1 for none."""

    scores: Scores
    rows: Rows


class Pool:
    """Knows which node (subheading, or heading after them) each passage belongs to.

    Args:
        nomenclature: the tree.
        codes: the code of each passage; those of one code lie together.
        groups: the group of each passage, or -1 for one that has no vector.
    """

    def __init__(
        self, nomenclature: Nomenclature, codes: Sequence[HSCode], groups: Sequence[int]
    ) -> None:
        self.subheadings = tuple(entry.code for entry in nomenclature.subheadings)
        self.size = len(self.subheadings)
        headings = sorted({code.digits[:4] for code in self.subheadings})
        place = {code.digits: n for n, code in enumerate(self.subheadings)}
        heading_place = {digits: self.size + n for n, digits in enumerate(headings)}
        self.heading_of = np.array([heading_place[c.digits[:4]] for c in self.subheadings])
        place |= heading_place
        self._nodes = len(place)
        self._node_of = np.array([place[code.digits] for code in codes], dtype=np.int64)
        rows_of: list[list[list[int]]] = [[[] for _ in range(GROUPS)] for _ in place]
        for row, (node, group) in enumerate(zip(self._node_of.tolist(), groups, strict=True)):
            if group >= 0:
                rows_of[node][group].append(row)
        self._rows_of = [[np.array(rows, np.int64) for rows in groups] for groups in rows_of]

    def pool(self, matches: sparse.csr_matrix) -> Pooled:
        """The best passage of each subheading, from scores (texts, passages)."""
        count = matches.shape[0]
        scores = np.zeros((count, self.size), np.float32)
        rows = np.full((count, self.size), -1, np.int64)
        for text in range(count):
            start, end = matches.indptr[text], matches.indptr[text + 1]
            values, passages = matches.data[start:end], matches.indices[start:end]
            node_scores = np.zeros(self._nodes, np.float32)
            node_rows = np.full(self._nodes, -1, np.int64)
            # Ascending, so that of several passages of one node the best is written last.
            order = np.argsort(values, kind="stable")
            nodes = self._node_of[passages[order]]
            node_scores[nodes] = values[order]
            node_rows[nodes] = passages[order]
            inherited = HEADING_SHARE * node_scores[self.heading_of]
            own = node_scores[: self.size]
            better = inherited > own
            scores[text] = np.where(better, inherited, own)
            rows[text] = np.where(better, node_rows[self.heading_of], node_rows[: self.size])
        return Pooled(scores, rows)

    def closest(self, vectors: PassageVectors, query: Scores, places: Rows) -> Pooled:
        """The passage nearest to a text, for each subheading and group, (places, GROUPS).

        A heading's passages count for its subheadings, as in `pool`.
        """
        nodes = sorted({*places.tolist(), *self.heading_of[places].tolist()})
        groups = [self._rows_of[node][group] for node in nodes for group in range(GROUPS)]
        rows = np.concatenate(groups)
        cosines = vectors.cosines(rows, query)
        best: list[tuple[float, int]] = []
        at = 0
        for members in groups:
            if len(members):
                top = at + int(cosines[at : at + len(members)].argmax())
                best.append((max(float(cosines[top]), 0.0), int(rows[top])))
                at += len(members)
            else:
                best.append((0.0, -1))
        at_node = {node: GROUPS * n for n, node in enumerate(nodes)}
        scores = np.zeros((len(places), GROUPS), np.float32)
        chosen = np.full((len(places), GROUPS), -1, np.int64)
        for n, place in enumerate(places.tolist()):
            for group in range(GROUPS):
                own = best[at_node[place] + group]
                above = best[at_node[int(self.heading_of[place])] + group]
                if HEADING_SHARE * above[0] > own[0]:
                    scores[n, group], chosen[n, group] = HEADING_SHARE * above[0], above[1]
                else:
                    scores[n, group], chosen[n, group] = own
        return Pooled(scores, chosen)
