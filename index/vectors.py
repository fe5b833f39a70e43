"""Arithmetic of vectors that several modules share: unit length, and eight bits a value."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


def unit(matrix: Vectors) -> Vectors:
    """Rows of unit length; a row of zeros stays one."""
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    lengths[lengths == 0] = 1.0
    rows: Vectors = (matrix / lengths).astype(np.float32)
    return rows


def quantise(matrix: Vectors) -> tuple[NDArray[np.int8], Vectors]:
    """Eight bits a value, and the scale of each row, so that row = bytes * scale."""
    scale = np.abs(matrix).max(axis=1, initial=0.0) / 127.0
    scale[scale == 0] = 1.0
    return np.round(matrix / scale[:, None]).astype(np.int8), scale.astype(np.float32)
