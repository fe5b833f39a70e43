"""Two runs side by side: what got better, what worse, and whether that is more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from eval.cases import Case
from eval.errors import RunError
from eval.figures import Judged, Settings, judge
from eval.folder import RunFolder
from eval.measures.intervals import Estimate, wilson
from eval.measures.paired import holm, mcnemar
from eval.measures.ranking import LEVELS, hits
from eval.measures.slices import slices
from eval.pairs import Pair, pair
from eval.report.contents import rankings_of
from eval.systems.base import Ranking
from hs_data import HSCode

_FEWEST: Final = 10
"""Cases that a part must have to be told apart from chance at all."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A case that was right first before and is not now, or the other way round."""

    id: str
    lang: str
    text: str
    right: tuple[HSCode, ...]
    before: HSCode | None
    after: HSCode | None


@dataclass(frozen=True, slots=True)
class Part:
    """Share right first in a part of the cases, before and after; p by McNemar, and by Holm."""

    dimension: str
    name: str
    cases: int
    before: Estimate
    after: Estimate
    p: float
    corrected: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """One system before and one after, over the cases that both runs have.

    `levels` are the shares right first at 2, 4 and 6 digits; `left_out` the cases that
    only one run has, or that differ.
    """

    dataset: str
    before: str
    after: str
    cases: int
    left_out: int
    levels: dict[str, tuple[Estimate, Estimate]]
    pair: Pair
    parts: tuple[Part, ...]
    better: tuple[Flip, ...]
    worse: tuple[Flip, ...]


def primary_of(folder: RunFolder) -> str:
    """The system that a run is about.

    Raises:
        RunError: the folder holds no run.
    """
    return str(folder.read(folder.run)["primary"])


def compare(
    before: RunFolder, after: RunFolder, system: str = "", other: str = ""
) -> list[Comparison]:
    """Compare a system of one run with a system of another, dataset by dataset.

    Args:
        before: the earlier run.
        after: the later run.
        system: the system of the earlier run, its primary one by default.
        other: the system of the later run; by default the one of the same name where
            `system` was given, else its primary one.

    Raises:
        RunError: a folder holds no run, or the two have no dataset or no case in common.
    """
    first, second = before.read(before.run), after.read(after.run)
    names = [one["name"] for one in first["datasets"]]
    common = [one["name"] for one in second["datasets"] if one["name"] in names]
    if not common:
        raise RunError(f"{before.root} and {after.root} have no dataset in common.")
    old = system or primary_of(before)
    new = other or system or primary_of(after)
    told = second["specification"]
    settings = Settings(told["bootstrap"], told["seed"])
    return [_compare(before, after, name, old, new, settings) for name in common]


def _compare(  # noqa: PLR0917 - what is compared, twice
    before: RunFolder, after: RunFolder, dataset: str, old: str, new: str, settings: Settings
) -> Comparison:
    earlier = {case.id: case for case in before.read_cases(dataset) if case.codes}
    later = {case.id: case for case in after.read_cases(dataset) if case.codes}
    cases = [case for name, case in later.items() if _same(earlier.get(name), case)]
    if not cases:
        raise RunError(f"The two runs have no case of {dataset!r} in common.")
    one = judge(cases, _of(before, dataset, old, cases))
    two = judge(cases, _of(after, dataset, new, cases))
    better = two.right & ~one.right
    worse = one.right & ~two.right
    return Comparison(
        dataset,
        old,
        new,
        len(cases),
        len(earlier.keys() | later.keys()) - len(cases),
        {str(level): (_first(one, level), _first(two, level)) for level in LEVELS},
        pair(new, two, old, one, settings),
        _parts(cases, one, two),
        tuple(_flip(one, two, place) for place in np.flatnonzero(better).tolist()),
        tuple(_flip(one, two, place) for place in np.flatnonzero(worse).tolist()),
    )


def _same(one: Case | None, other: Case) -> bool:
    return one is not None and (one.text, one.codes) == (other.text, other.codes)


def _of(folder: RunFolder, dataset: str, system: str, cases: Sequence[Case]) -> list[Ranking]:
    rankings = rankings_of(folder, dataset, system)
    return [rankings.get(case.id, Ranking(())) for case in cases]


def _first(judged: Judged, level: int) -> Estimate:
    return wilson(int(hits(judged.ranks[level], 1).sum()), len(judged.cases))


def _parts(cases: Sequence[Case], one: Judged, two: Judged) -> tuple[Part, ...]:
    found: list[Part] = []
    for dimension, parts in slices(cases).items():
        for name, places in parts.items():
            if len(places) < _FEWEST:
                continue
            old, new = one.right[places], two.right[places]
            p = mcnemar(new, old).p
            count = len(places)
            found.append(
                Part(
                    dimension,
                    name,
                    count,
                    wilson(int(old.sum()), count),
                    wilson(int(new.sum()), count),
                    p,
                    p,
                )
            )
    corrected = holm([part.p for part in found])
    return tuple(replace(part, corrected=p) for part, p in zip(found, corrected, strict=True))


def _flip(one: Judged, two: Judged, place: int) -> Flip:
    case = one.cases[place]
    old, new = one.rankings[place].codes, two.rankings[place].codes
    return Flip(
        case.id,
        case.lang,
        case.text,
        case.codes,
        old[0] if old else None,
        new[0] if new else None,
    )
