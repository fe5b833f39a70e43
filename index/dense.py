"""Exact nearest vectors. The only module that imports faiss.

A few tens of thousands of vectors: exact inner product is fast enough, and an
approximate index would trade accuracy for nothing that was measured to be needed.
"""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.errors import SearchIndexError


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
                f"{path} is not a readable vector index; run `tasnif index build`."
            ) from error
