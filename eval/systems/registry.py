"""From the systems that a specification names to systems that answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from classifier import Classifier
from eval.errors import SpecError
from eval.spec import distinct
from eval.system_specs import (
    AblationSpec,
    AblationsSpec,
    BaselineSpec,
    FileSpec,
    HttpSpec,
    SentenceTransformersSpec,
    SystemSpec,
    TasnifSpec,
)
from eval.systems.base import System
from eval.systems.baselines import BM25System, DenseSystem, FuzzySystem
from eval.systems.file import FileSystem
from eval.systems.http import HttpSystem
from eval.systems.tasnif import GROUPS, TasnifSystem
from index import SentenceEncoder

PLAIN: Final[Mapping[str, SystemSpec]] = {
    "tasnif": TasnifSpec(kind="tasnif"),
    "bm25": BaselineSpec(kind="bm25"),
    "minilm": BaselineSpec(kind="minilm"),
    "fuzzy": BaselineSpec(kind="fuzzy"),
}
"""Systems that need nothing but their name."""

Load = Callable[[str], Classifier]
"""Loads a classifier with an encoder."""


def make_systems(
    specs: Sequence[SystemSpec], resolve: Callable[[str], Path], load: Load | None = None
) -> list[System]:
    """The systems of a specification, none loaded yet.

    Args:
        specs: what the specification says.
        resolve: where a path that it names lies.
        load: loads a classifier; one of each encoder is loaded and shared.

    Raises:
        SpecError: two have the same name, or one cannot be.
    """
    loaded: dict[str, Classifier] = {}

    def shared(encoder: str) -> Classifier:
        if encoder not in loaded:
            loaded[encoder] = (load or Classifier.load)(encoder)
        return loaded[encoder]

    systems = [made for spec in specs for made in _make(spec, resolve, shared)]
    try:
        distinct("systems", [system.name for system in systems])
    except ValueError as error:
        raise SpecError(f"In the specification {error}.") from error
    return systems


def _make(spec: SystemSpec, resolve: Callable[[str], Path], load: Load) -> Iterator[System]:
    match spec:
        case TasnifSpec():
            yield TasnifSystem(partial(load, spec.encoder), spec.name, spec.encoder)
        case AblationSpec():
            yield _ablation(spec, spec.without, load)
        case AblationsSpec():
            yield from (_ablation(spec, part, load) for part in GROUPS)
        case BaselineSpec():
            yield _baseline(spec)
        case SentenceTransformersSpec():
            yield DenseSystem(spec.name or spec.model, SentenceEncoder(spec.model))
        case HttpSpec():
            yield HttpSystem(spec, resolve(spec.headers_file) if spec.headers_file else None)
        case FileSpec():
            yield FileSystem(spec.name, resolve(spec.path), spec.probabilities)


def _ablation(spec: AblationSpec | AblationsSpec, part: str, load: Load) -> System:
    name = spec.name if isinstance(spec, AblationSpec) and spec.name else f"without {part}"
    return TasnifSystem(partial(load, spec.encoder), name, spec.encoder, part)


def _baseline(spec: BaselineSpec) -> System:
    name = spec.name or spec.kind
    if spec.kind == "bm25":
        return BM25System(name)
    if spec.kind == "fuzzy":
        return FuzzySystem(name)
    return DenseSystem(name, SentenceEncoder())


def plain_specs(names: Sequence[str]) -> list[SystemSpec]:
    """Specifications of systems by name alone.

    Raises:
        SpecError: there is no system of that name.
    """
    for name in names:
        if name not in PLAIN:
            raise SpecError(f"There is no system {name!r}; choose from {', '.join(PLAIN)}.")
    return [PLAIN[name] for name in names]
