"""What a run measures: a TOML file of datasets and systems, checked when it is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, model_validator

from eval.datasets import ADAPTERS, Source
from eval.errors import SpecError
from eval.measures.perturb import PERTURBATIONS
from eval.system_specs import Part, SystemSpec


class DatasetSpec(Part):
    """Cases, how they are laid out, and which of them are measured."""

    name: str = Field(min_length=1)
    path: str
    adapter: str = "cases"
    lang: str = "en"
    text: str | tuple[str, ...] = "text"
    code: str = "codes"
    id: str = "id"
    lang_column: str = "lang"
    source_column: str = "source"
    quality_column: str = "quality"
    separator: str = "|"
    split: str = "test"
    quality: tuple[str, ...] = ()
    optional: bool = False
    """Left out of the run, with a line that says so, where the file is not there."""

    @model_validator(mode="after")
    def _known(self) -> DatasetSpec:
        if self.adapter not in ADAPTERS:
            raise ValueError(f"there is no adapter {self.adapter!r}; use {', '.join(ADAPTERS)}")
        return self

    def source(self, path: Path) -> Source:
        """The source that an adapter reads."""
        text = (self.text,) if isinstance(self.text, str) else self.text
        same = self.model_dump(exclude={"path", "text", "quality", "optional"})
        return Source(path, text=text, **same)


class RobustnessSpec(Part):
    """Which perturbations are measured, for which systems, on how many cases of each dataset."""

    perturbations: tuple[str, ...] = tuple(PERTURBATIONS)
    systems: tuple[str, ...] = ("tasnif",)
    cases: int = Field(default=0, ge=0, description="0 for all.")

    @model_validator(mode="after")
    def _known(self) -> RobustnessSpec:
        for name in self.perturbations:
            if name not in PERTURBATIONS:
                known = ", ".join(PERTURBATIONS)
                raise ValueError(f"there is no perturbation {name!r}; use {known}")
        return self


class OracleSpec(Part):
    """How many questions an oracle answers, for which of the Tasnif systems."""

    questions: int = Field(default=3, ge=1, le=3)
    systems: tuple[str, ...] = ("tasnif",)


class Spec(Part):
    """A whole run."""

    name: str = Field(pattern=r"^[A-Za-z0-9][\w.-]*$")
    seed: int = 2022
    bootstrap: int = Field(default=1000, ge=10)
    primary: str = "tasnif"
    latency_texts: int = Field(default=50, ge=0)
    leakage: bool = True
    datasets: tuple[DatasetSpec, ...] = Field(min_length=1)
    systems: tuple[SystemSpec, ...] = Field(min_length=1)
    robustness: RobustnessSpec | None = None
    oracle: OracleSpec | None = None

    @model_validator(mode="after")
    def _distinct(self) -> Spec:
        distinct("datasets", [dataset.name for dataset in self.datasets])
        return self


def slug(name: str) -> str:
    """A name as part of a file's name."""
    return re.sub(r"[^\w.-]+", "-", name)


def distinct(what: str, names: Iterable[str]) -> None:
    """Refuse names that are the same, or would be as files.

    Raises:
        ValueError: two are.
    """
    seen: dict[str, str] = {}
    for name in names:
        if slug(name) in seen:
            raise ValueError(f"two {what} are named {name!r}; give one another name")
        seen[slug(name)] = name


def parse(raw: dict[str, Any], where: object) -> Spec:
    """A specification from TOML's values.

    Raises:
        SpecError: saying what is wrong where.
    """
    try:
        return Spec.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        reason = first["msg"].removeprefix("Value error, ")
        raise SpecError(f"{where}: {place + ': ' if place else ''}{reason}.") from None


def read_toml(path: Path) -> dict[str, Any]:
    """The values of a TOML file.

    Raises:
        SpecError: it cannot be read, or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SpecError(f"The file {path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SpecError(f"{path} is not TOML: {error}.") from error


def read_spec(path: Path) -> Spec:
    """Read the specification of a run.

    Raises:
        SpecError: it cannot be read, or says something that cannot be run.
    """
    return parse(read_toml(path), path)
