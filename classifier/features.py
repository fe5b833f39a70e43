"""What the ranker sees of a candidate: the finders' scores, and how its heading stands.

The heading comes first, then the subheading (GRI 1 and 6): two features say how much
of all the learned support lies in the candidate's heading and chapter, so that a
subheading of a likely heading is preferred to a lonely match elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classifier.compatibility import FIT_FEATURES
from classifier.types import Source
from hs_data import HSCode
from index import FINDERS, Found

FEATURES: Final[tuple[str, ...]] = (
    *FINDERS,
    *("exact", "own_share", "heading", "chapter", "boundary"),
    *FIT_FEATURES,
)
"""`exact`: the text is one of the code's names. `own_share`, `heading`, `chapter`:
logarithm of the learned support that lies in the code, its heading and its chapter.
`boundary`: minus the likeness to goods that a boundary sends away from the heading."""

MADE_OF: Final[dict[str, Source]] = {
    **{finder: finder for finder in FINDERS},
    "exact": "term",
    "own_share": "learned",
    "heading": "learned",
    "chapter": "learned",
    "boundary": "boundary",
    **dict.fromkeys(FIT_FEATURES, "attributes"),
}
"""The kind of evidence that each feature is made of."""

SHARPNESS: Final = 20.0
"""The scale of the cosines when the encoder was trained; here it makes them shares."""

_FLOOR: Final = 1e-4
_EXACT: Final = 0.985
_LEARNED: Final = FINDERS.index("learned")
_TERM: Final = FINDERS.index("term")


def heading_numbers(codes: Sequence[HSCode]) -> NDArray[np.int64]:
    """The heading of each subheading as a number of four digits; the chapter is the first two."""
    return np.array([int(code.digits[:4]) for code in codes], np.int64)


def _summed(shares: NDArray[np.float64], groups: NDArray[np.int64]) -> NDArray[np.float64]:
    """For each candidate, the sum of the shares of its group, (texts, candidates)."""
    same = groups[:, :, None] == groups[:, None, :]
    total: NDArray[np.float64] = np.einsum("tij,tj->ti", same, shares)
    return total


def features(
    found: Found, headings: NDArray[np.int64], fits: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Features of every candidate, (texts, candidates, len(FEATURES)).

    Args:
        found: the candidates and their scores.
        headings: `heading_numbers` of the nomenclature's subheadings.
        fits: how the attributes of each text and candidate agree, as `Compatibility` has it.
    """
    learned = SHARPNESS * found.scores[:, :, _LEARNED].astype(np.float64)
    mass = np.exp(learned - learned.max(axis=1, keepdims=True))
    shares = mass / mass.sum(axis=1, keepdims=True)
    heading = headings[found.places]
    columns = [
        (found.scores[:, :, _TERM] >= _EXACT).astype(np.float64),
        np.log(np.maximum(shares, _FLOOR)),
        np.log(np.maximum(_summed(shares, heading), _FLOOR)),
        np.log(np.maximum(_summed(shares, heading // 100), _FLOOR)),
        -found.away.astype(np.float64),
    ]
    return np.concatenate(
        [found.scores, np.stack(columns, axis=2).astype(np.float32), fits],
        axis=2,
        dtype=np.float32,
    )
