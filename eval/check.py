"""Floors under the figures: a fast, seeded subset that a build measures at every change."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from classifier import Classifier
from eval.cases import Case
from eval.datasets import Source, read_dataset
from eval.errors import SpecError
from eval.figures import Settings, SystemFigures, measure
from eval.spec import read_toml
from eval.systems.tasnif import TasnifSystem

THRESHOLDS: Final = Path(__file__).parent / "thresholds.toml"


class Thresholds(BaseModel):
    """A subset of cases, and the least (or most) that each figure may be on it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    dataset: str
    quality: list[str] = []
    cases: int = Field(default=300, ge=1)
    seed: int = 2022
    floors: dict[str, float]
    ceilings: dict[str, float] = {}
    language_floors: dict[str, float] = {}


@dataclass(frozen=True, slots=True)
class Checked:
    """A figure, what it must be, and whether it is."""

    name: str
    value: float
    bound: float
    at_least: bool

    @property
    def held(self) -> bool:
        """Whether the figure keeps to its bound."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound


_FIGURES: Final[dict[str, Callable[[SystemFigures], float]]] = {
    "top_1": lambda f: f.top["6"]["1"].value,
    "top_5": lambda f: f.top["6"]["5"].value,
    "heading": lambda f: f.top["4"]["1"].value,
    "chapter": lambda f: f.top["2"]["1"].value,
    "mrr": lambda f: f.mrr.value,
    "distance": lambda f: f.distance.value,
    "calibration_error": lambda f: f.calibration.error.value if f.calibration else 1.0,
    "coverage_95": lambda f: f.calibration.coverage["0.95"].value if f.calibration else 0.0,
    "goods_refused": lambda f: f.refusals.goods.value,
}


def read_thresholds(path: Path = THRESHOLDS) -> Thresholds:
    """Read floors and ceilings.

    Raises:
        SpecError: the file cannot be read, or names a figure that there is not.
    """
    try:
        told = Thresholds.model_validate(read_toml(path))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise SpecError(f"{path}: {place}: {first['msg']}.") from None
    for name in (*told.floors, *told.ceilings):
        if name not in _FIGURES:
            raise SpecError(f"{path}: there is no figure {name!r}; use {', '.join(_FIGURES)}.")
    return told


def subset(cases: tuple[Case, ...], count: int, seed: int) -> list[Case]:
    """A seeded sample of cases, in their order."""
    places = random.Random(f"{seed} check").sample(range(len(cases)), min(count, len(cases)))
    return [cases[place] for place in sorted(places)]


def check(
    thresholds: Thresholds, beside: Path, load: Callable[[], Classifier] = Classifier.load
) -> list[Checked]:
    """Measure Tasnif on the subset.

    Args:
        thresholds: the subset and its floors.
        beside: the folder that the path of the cases is relative to.
        load: loads the classifier.

    Raises:
        CaseError: the cases cannot be read, or a language has none among them.
    """
    dataset = read_dataset(Source(beside / thresholds.dataset)).only(thresholds.quality)
    cases = subset(dataset.cases, thresholds.cases, thresholds.seed)
    system = TasnifSystem(load)
    figures = measure(cases, system.rank(cases), True, Settings(10, thresholds.seed))
    found = [
        Checked(name, _FIGURES[name](figures), bound, True)
        for name, bound in thresholds.floors.items()
    ]
    found += [
        Checked(name, _FIGURES[name](figures), bound, False)
        for name, bound in thresholds.ceilings.items()
    ]
    languages = figures.slices.get("language", {})
    for lang, bound in thresholds.language_floors.items():
        if lang not in languages:
            raise SpecError(f"The subset holds no case in {lang!r}; take out its floor.")
        found.append(Checked(f"top_1 {lang}", languages[lang].top["1"].value, bound, True))
    return found
