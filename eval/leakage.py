"""Cases whose text stands, word for word, in what the system searches and learns from.

A case such as "saffron" is a name that any writer would have written; it may stand in
the tables by itself. Its number is told with every run, so that nobody need wonder.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.cases import Case
from hs_data import nomenclature
from index import normalise
from index.passages import collect


def leaked(cases: Sequence[Case]) -> tuple[str, ...]:
    """Ids of the cases whose normalised text equals a description, term or listing."""
    known = {normalise(passage.text) for passage in collect(nomenclature())}
    return tuple(case.id for case in cases if normalise(case.text) in known)
