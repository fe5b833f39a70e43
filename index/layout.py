"""The files of a saved index, and the identity that says whether it still holds."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from index.errors import SearchIndexError

FORMAT: Final = 3
"""Bump when what is saved, or how texts become words, changes."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What an index was built from; two that are equal hold the same index."""

    edition: str
    data: str
    encoder: str
    format: int = FORMAT

    @property
    def key(self) -> str:
        """A short name for a folder, different for every identity."""
        text = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def require(self, other: Identity, folder: Path) -> None:
        """Refuse an index that was built from something else.

        Raises:
            SearchIndexError: saying what differs and how to rebuild.
        """
        for field, mine in asdict(self).items():
            theirs = getattr(other, field)
            if mine != theirs:
                raise SearchIndexError(
                    f"The index in {folder} was built with {field} {theirs!r}, not {mine!r}; "
                    "run `tasnif index build`."
                )


@dataclass(frozen=True, slots=True)
class Layout:
    """Names of the files of a saved index."""

    folder: Path

    @property
    def meta(self) -> Path:
        """Identity and counts, JSON."""
        return self.folder / "meta.json"

    @property
    def centers(self) -> Path:
        """One vector for each subheading, searched first."""
        return self.folder / "centers.faiss"

    @property
    def vectors(self) -> Path:
        """One vector for each passage, eight bits a value."""
        return self.folder / "vectors.npz"

    @property
    def passages(self) -> Path:
        """The texts themselves, a line each; where the lines end lies beside."""
        return self.folder / "passages.tsv"

    @property
    def places(self) -> Path:
        """The node of each passage."""
        return self.folder / "places.npz"

    def read_identity(self) -> Identity:
        """The identity that the index was saved with.

        Raises:
            SearchIndexError: there is no readable index in the folder.
        """
        try:
            meta = json.loads(self.meta.read_text(encoding="utf-8"))
            return Identity(**meta["identity"])
        except FileNotFoundError:
            raise SearchIndexError(
                f"There is no index in {self.folder}; run `tasnif index build`."
            ) from None
        except (ValueError, KeyError, TypeError) as error:
            raise SearchIndexError(
                f"{self.meta} is broken ({error}); run `tasnif index build --force`."
            ) from None


@contextmanager
def written_whole(folder: Path) -> Iterator[Path]:
    """A scratch folder that takes the place of `folder` when the block ends without error.

    A crash or a full disk leaves what was there before, never half of something new.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield scratch
        if folder.exists():
            old = scratch.with_name(scratch.name + "-old")
            folder.rename(old)
            scratch.rename(folder)
            shutil.rmtree(old, ignore_errors=True)
        else:
            scratch.rename(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
