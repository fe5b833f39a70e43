"""Nearest vectors, exactly. The only module that imports faiss.

One vector for each subheading: exact inner product is fast, and an approximate index
would trade accuracy for nothing that was measured to be needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import faiss
import numpy as np
from numpy.typing import NDArray

from index.errors import SearchIndexError
from index.vectors import Vectors, quantise, unit


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """Vectors of passages in eight bits: row = bytes * scale. A row of zeros has no vector."""

    bytes: NDArray[np.int8]
    scale: NDArray[np.float32]

    @classmethod
    def pack(cls, vectors: Vectors) -> PassageVectors:
        """Store vectors of shape (passages, dimension)."""
        return cls(*quantise(vectors))

    def __len__(self) -> int:
        return len(self.bytes)

    def cosines(self, rows: NDArray[np.int64], query: Vectors) -> Vectors:
        """Cosine of a unit vector and each of some rows."""
        # Not `@`: BLAS would wake its threads for a fraction of a millisecond's work, which
        # costs more than it saves, and eighteen times as much on a busy machine.
        found: Vectors = np.einsum("ij,j->i", self.bytes[rows].astype(np.float32), query)
        found *= self.scale[rows]
        return found

    def save(self, path: Path) -> None:
        """Write the vectors to a file."""
        np.savez(path, bytes=self.bytes, scale=self.scale)

    @classmethod
    def load(cls, path: Path) -> PassageVectors:
        """Read vectors that `save` wrote.

        Raises:
            SearchIndexError: the file is missing or broken.
        """
        try:
            with np.load(path) as arrays:
                return cls(arrays["bytes"], arrays["scale"])
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise SearchIndexError(
                f"{path} is broken ({error}); run `tasnif index build --force`."
            ) from error


def centers(vectors: Vectors, places: Sequence[int], count: int) -> Vectors:
    """The mean direction of each subheading's passages, unit length, (count, dimension).

    What stands for a subheading when the encoder has learned nothing of it.
    """
    total = np.zeros((count, vectors.shape[1]), np.float32)
    for row, place in enumerate(places):
        if place >= 0:
            total[place] += vectors[row]
    return unit(total)


class DenseIndex:
    """Unit vectors searched by cosine; a row is known by its position."""

    def __init__(self, flat: faiss.Index) -> None:
        self._flat = flat

    @classmethod
    def from_vectors(cls, vectors: Vectors) -> DenseIndex:
        """Index vectors of shape (rows, dimension)."""
        flat = faiss.IndexFlatIP(vectors.shape[1])
        flat.add(np.ascontiguousarray(vectors))
        return cls(flat)

    def __len__(self) -> int:
        return int(self._flat.ntotal)

    def search(self, queries: Vectors, top: int) -> tuple[Vectors, NDArray[np.int64]]:
        """The nearest rows of each query: similarities and row numbers, (queries, top)."""
        similarities, rows = self._flat.search(
            np.ascontiguousarray(queries), max(1, min(top, len(self)))
        )
        return similarities, rows

    def save(self, path: Path) -> None:
        """Write the vectors to a file."""
        faiss.write_index(self._flat, str(path))

    @classmethod
    def load(cls, path: Path) -> DenseIndex:
        """Read vectors that `save` wrote.

        Raises:
            SearchIndexError: the file is missing or not such an index.
        """
        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as error:
            raise SearchIndexError(
                f"{path} is not a readable vector index; run `tasnif index build --force`."
            ) from error
