"""The adapters by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from eval.cases import Dataset
from eval.datasets.atlas import read_atlas
from eval.datasets.beir import read_beir
from eval.datasets.hscodecomp import read_hscodecomp
from eval.datasets.source import Source
from eval.datasets.table import read_cases, read_table
from eval.errors import CaseError

Adapter = Callable[[Source], Dataset]

ADAPTERS: Final[Mapping[str, Adapter]] = {
    "cases": read_cases,
    "table": read_table,
    "hscodecomp": read_hscodecomp,
    "atlas": read_atlas,
    "beir": read_beir,
}


def read_dataset(source: Source) -> Dataset:
    """Read cases by the adapter that the source names.

    Raises:
        CaseError: there is no such adapter, or it cannot read the file.
    """
    try:
        adapter = ADAPTERS[source.adapter]
    except KeyError:
        raise CaseError(
            f"There is no adapter {source.adapter!r}; choose from {', '.join(ADAPTERS)}."
        ) from None
    return adapter(source)
