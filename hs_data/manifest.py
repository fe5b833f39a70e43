"""The manifest: which edition the tables hold, how many rows, and their checksums."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from hs_data.errors import DataError
from hs_data.nomenclature import EDITION
from hs_data.tables import ALONE, COLUMNS, TABLES

MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Edition, rows by kind of table, and one SHA-256 over the tables of each kind."""

    edition: str
    rows: dict[str, int]
    checksums: dict[str, str]

    @property
    def checksum(self) -> str:
        """One SHA-256 over everything, hexadecimal: the identity of the data."""
        joined = "\n".join(f"{kind} {self.checksums[kind]}" for kind in sorted(self.checksums))
        return hashlib.sha256(joined.encode()).hexdigest()

    @classmethod
    def measure(cls, root: Path = TABLES) -> Manifest:
        """Count and hash the tables as they are on disk."""
        rows: dict[str, int] = {}
        checksums: dict[str, str] = {}
        for kind in (*COLUMNS, *ALONE):
            alone = root / f"{kind}.tsv"
            paths = [alone] if alone.exists() else sorted((root / kind).glob("*.tsv"))
            if not paths:
                continue
            digest = hashlib.sha256()
            count = 0
            for path in paths:
                content = path.read_bytes()
                digest.update(f"{path.name} {len(content)}\n".encode())
                digest.update(content)
                count += content.count(b"\n") - 1
            rows[kind] = count
            checksums[kind] = digest.hexdigest()
        return cls(EDITION, rows, checksums)

    @classmethod
    def load(cls, root: Path = TABLES) -> Manifest:
        """Read the shipped manifest.

        Raises:
            DataError: it is missing or malformed.
        """
        path = root / MANIFEST
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise DataError(f"{path} is missing; `tasnif data manifest` writes it.") from None
        except (json.JSONDecodeError, TypeError) as error:
            raise DataError(f"{path} is not a manifest ({error}).") from None

    def save(self, root: Path = TABLES) -> None:
        """Write the manifest beside the tables, the same bytes for the same data."""
        text = json.dumps(asdict(self), indent=2, sort_keys=True)
        (root / MANIFEST).write_text(text + "\n", encoding="utf-8")
