"""From scores of passages to scores of subheadings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from hs_data import Nomenclature
from index.dense import PassageVectors
from index.errors import SearchIndexError
from index.passages import Passage

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


@dataclass(frozen=True, slots=True)
class Places:
    """To which node (subheading, or heading after them) each passage belongs.

    `nodes` and `groups` (0 or 1) say it of each passage; those of one node lie together,
    and among them those of one group. `leaves` is the node of the heading that a passage's
    goods only seem to belong to, -1 for none.
    """

    nodes: NDArray[np.int64]
    groups: NDArray[np.int64]
    leaves: NDArray[np.int64]

    @classmethod
    def of(cls, nomenclature: Nomenclature, passages: Sequence[Passage]) -> Places:
        """The places of passages in a nomenclature.

        Args:
            nomenclature: the tree.
            passages: in order: by code, descriptions before the others.
        """
        place = _nodes(nomenclature)
        return cls(
            np.array([place[p.code.digits] for p in passages], np.int64),
            np.array([int(p.kind != "description") for p in passages], np.int64),
            np.array([place.get(p.leaves, -1) for p in passages], np.int64),
        )

    def save(self, path: Path) -> None:
        """Write the places to a file."""
        np.savez(path, nodes=self.nodes, groups=self.groups, leaves=self.leaves)

    @classmethod
    def load(cls, path: Path) -> Places:
        """Read places that `save` wrote.

        Raises:
            SearchIndexError: the file is missing or broken.
        """
        try:
            with np.load(path) as arrays:
                return cls(arrays["nodes"], arrays["groups"], arrays["leaves"])
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise SearchIndexError(
                f"{path} is broken ({error}); run `tasnif index build --force`."
            ) from error


def _nodes(nomenclature: Nomenclature) -> dict[str, int]:
    """Subheadings by position, then headings after them."""
    subheadings = [entry.code.digits for entry in nomenclature.subheadings]
    headings = sorted({digits[:4] for digits in subheadings})
    return {digits: n for n, digits in enumerate([*subheadings, *headings])}


class Pool:
    """Knows which node each passage belongs to, and pools their scores."""

    def __init__(self, nomenclature: Nomenclature, places: Places) -> None:
        self.subheadings = tuple(entry.code for entry in nomenclature.subheadings)
        self.size = len(self.subheadings)
        self.places = places
        place = _nodes(nomenclature)
        self.heading_of = np.array([place[c.digits[:4]] for c in self.subheadings])
        self._nodes = len(place)
        self._leaves = places.leaves
        self._node_of = places.nodes
        cell_of = GROUPS * self._node_of + places.groups
        self._lengths = np.bincount(cell_of, minlength=GROUPS * self._nodes)
        self._starts = np.zeros(GROUPS * self._nodes, np.int64)
        first = np.flatnonzero(np.diff(cell_of, prepend=-1))
        self._starts[cell_of[first]] = first

    def _best(
        self, values: Scores, passages: NDArray[np.int32], nodes_of: Rows
    ) -> tuple[Scores, Rows]:
        """The best score of each node among one text's passages, and which it was."""
        # In the precision of the values, so that the best can be known again.
        scores = np.zeros(self._nodes, values.dtype)
        rows = np.full(self._nodes, -1, np.int64)
        nodes = nodes_of[passages]
        np.maximum.at(scores, nodes, values)
        # Of equals the last one stays.
        best = np.flatnonzero(values == scores[nodes])
        rows[nodes[best]] = passages[best]
        return scores.astype(np.float32), rows

    def pool(self, matches: sparse.csr_matrix) -> Pooled:
        """The best passage of each subheading, from scores (texts, passages)."""
        count = matches.shape[0]
        scores = np.zeros((count, self.size), np.float32)
        rows = np.full((count, self.size), -1, np.int64)
        for text in range(count):
            start, end = matches.indptr[text], matches.indptr[text + 1]
            values, passages = matches.data[start:end], matches.indices[start:end]
            node_scores, node_rows = self._best(values, passages, self._node_of)
            inherited = HEADING_SHARE * node_scores[self.heading_of]
            own = node_scores[: self.size]
            better = inherited > own
            scores[text] = np.where(better, inherited, own)
            rows[text] = np.where(better, node_rows[self.heading_of], node_rows[: self.size])
        return Pooled(scores, rows)

    def away(self, matches: sparse.csr_matrix, places: Rows) -> Pooled:
        """The boundary most like each text that sends goods away from a place's heading.

        Args:
            matches: scores (texts, passages).
            places: subheadings, (texts, candidates).
        """
        scores = np.zeros(places.shape, np.float32)
        rows = np.full(places.shape, -1, np.int64)
        for text in range(len(places)):
            start, end = matches.indptr[text], matches.indptr[text + 1]
            passages = matches.indices[start:end]
            drawn = np.flatnonzero(self._leaves[passages] >= 0)
            if not len(drawn):
                continue
            values = matches.data[start:end][drawn]
            node_scores, node_rows = self._best(values, passages[drawn], self._leaves)
            headings = self.heading_of[places[text]]
            scores[text], rows[text] = node_scores[headings], node_rows[headings]
        return Pooled(scores, rows)

    def closest(self, vectors: PassageVectors, query: Scores, places: Rows) -> Pooled:
        """The passage nearest to a text, for each subheading and group, (places, GROUPS).

        A heading's passages count for its subheadings, as in `pool`.
        """
        nodes, back = np.unique(
            np.concatenate([places, self.heading_of[places]]), return_inverse=True
        )
        cells = (GROUPS * nodes[:, None] + np.arange(GROUPS)).ravel()
        lengths = self._lengths[cells]
        # The rows of every cell, one after another: its start, counted on to its length.
        offsets = np.cumsum(lengths) - lengths
        rows = np.repeat(self._starts[cells] - offsets, lengths) + np.arange(lengths.sum())
        best = np.zeros(len(cells), np.float32)
        best_rows = np.full(len(cells), -1, np.int64)
        filled = np.flatnonzero(lengths)
        if len(filled):
            cosines = vectors.cosines(rows, query)
            top = np.maximum.reduceat(cosines, offsets[filled])
            owner = np.repeat(filled, lengths[filled])
            winners = np.flatnonzero(cosines == np.repeat(top, lengths[filled]))[::-1]
            # Written backwards, so that the first of equals is the one that stays.
            best_rows[owner[winners]] = rows[winners]
            best[filled] = np.maximum(top, 0.0)
        by_node, rows_by_node = best.reshape(-1, GROUPS), best_rows.reshape(-1, GROUPS)
        own, above = back[: len(places)], back[len(places) :]
        inherited = HEADING_SHARE * by_node[above]
        better = inherited > by_node[own]
        return Pooled(
            np.where(better, inherited, by_node[own]).astype(np.float32),
            np.where(better, rows_by_node[above], rows_by_node[own]),
        )
