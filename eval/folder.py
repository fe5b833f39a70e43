"""The files of a run, and how they are written: whole, or line by line and safe."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, is_dataclass
from pathlib import Path
from typing import Any, Final

from eval.cases import Case
from eval.errors import RunError
from eval.spec import slug
from hs_data import HSCode

_ROUND: Final = 6


def plain(value: Any) -> Any:
    """Records as values of JSON, codes as digits, floats to six decimals."""
    if isinstance(value, HSCode):
        return value.digits
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return round(value, _ROUND) if isinstance(value, float) else value


def as_json(value: Any) -> str:
    """JSON, the same bytes for the same values."""
    return json.dumps(plain(value), indent=1, ensure_ascii=False) + "\n"


def write_whole(path: Path, text: str) -> None:
    """Write a file so that a reader finds the old one or the new one, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(path.name + ".part")
    # Half a surrogate pair in somebody's text must not cost the run.
    scratch.write_bytes(text.encode("utf-8", "replace"))
    scratch.replace(path)


def key_of(*parts: Any) -> str:
    """A short checksum of what a result depends on."""
    text = json.dumps(plain(list(parts)), sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class RunFolder:
    """Names of the files of a run."""

    root: Path

    @property
    def run(self) -> Path:
        """What was measured with what: specification, versions, checksums."""
        return self.root / "run.json"

    @property
    def figures(self) -> Path:
        """Every figure."""
        return self.root / "figures.json"

    @property
    def timings(self) -> Path:
        """Times, memory and sizes, which differ from run to run."""
        return self.root / "timings.json"

    @property
    def html(self) -> Path:
        """The report for a browser."""
        return self.root / "report.html"

    @property
    def markdown(self) -> Path:
        """The report for a README."""
        return self.root / "report.md"

    @property
    def keys(self) -> Path:
        """What each kept result depends on."""
        return self.root / "keys.json"

    def cases(self, dataset: str) -> Path:
        """The cases that were measured."""
        return self.root / "cases" / f"{slug(dataset)}.jsonl"

    def predictions(self, dataset: str, system: str, perturbation: str = "") -> Path:
        """What a system answered, one case a line."""
        name = slug(system) + (f"@{slug(perturbation)}" if perturbation else "")
        return self.root / "predictions" / slug(dataset) / f"{name}.jsonl"

    def kept(self, what: str, dataset: str, system: str = "") -> Path:
        """A result that is worth keeping for a run that is taken up again."""
        return self.root / "kept" / f"{what}-{slug(dataset)}-{slug(system)}.json"

    def read(self, path: Path) -> Any:
        """The values of one of the JSON files.

        Raises:
            RunError: the folder holds no such file.
        """
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise RunError(
                f"{self.root} holds no finished run ({path.name} cannot be read); "
                "`tasnif eval run` makes one."
            ) from error

    def key(self, path: Path) -> str | None:
        """What the kept result in a file depends on, None when nothing is known of it."""
        try:
            known = json.loads(self.keys.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        found = known.get(path.relative_to(self.root).as_posix()) if path.exists() else None
        return found if isinstance(found, str) else None

    def set_key(self, path: Path, key: str) -> None:
        """Say what the result in a file depends on."""
        try:
            known = json.loads(self.keys.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            known = {}
        known[path.relative_to(self.root).as_posix()] = key
        # Sorted: a run that is taken up again meets its results in another order.
        write_whole(self.keys, as_json(dict(sorted(known.items()))))

    def write_cases(self, dataset: str, cases: Iterable[Case]) -> None:
        """Keep the cases beside the predictions."""
        lines = (json.dumps(plain(asdict_case(case)), ensure_ascii=False) for case in cases)
        write_whole(self.cases(dataset), "".join(line + "\n" for line in lines))

    def read_cases(self, dataset: str) -> Iterator[Case]:
        """The cases that `write_cases` kept.

        Raises:
            RunError: the folder holds none of that dataset.
        """
        try:
            lines = self.cases(dataset).read_text(encoding="utf-8").split("\n")
        except OSError as error:
            raise RunError(f"{self.root} holds no cases of {dataset!r}.") from error
        for line in filter(None, lines):
            told = json.loads(line)
            yield Case(**{**told, "codes": tuple(HSCode(code) for code in told["codes"])})


def asdict_case(case: Case) -> dict[str, Any]:
    """A case as values, its codes as digits."""
    return {**asdict(case), "codes": [code.digits for code in case.codes]}
