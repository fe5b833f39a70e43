"""Our own encoder: a table of subword vectors and their mean. Needs no torch.

The vectors are stored in eight bits with one scale a row. Beside them stands one
prototype vector for each subheading, learned together with the table: the cosine of a
text and a prototype is how much the text speaks of that code.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from index.encoder import Progress
from index.errors import EncoderError
from index.features import weighted_features
from index.vectors import Vectors, quantise, unit

MODEL: Final = Path(__file__).parent / "model"
"""The shipped model."""

WEIGHTS: Final = "model.safetensors"
MANIFEST: Final = "manifest.json"
_BATCH: Final = 512


class StaticEncoder:
    """The encoder in a folder: weights, and a manifest of how they were made.

    Raises:
        EncoderError: the folder holds no such model, or its weights are not those of
            its manifest.
    """

    languages: frozenset[str] | None = None

    def __init__(self, folder: Path = MODEL) -> None:
        self.folder = folder

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """How the model was made: data checksum, command, seed, figures."""
        try:
            manifest: dict[str, Any] = json.loads(
                (self.folder / MANIFEST).read_text(encoding="utf-8")
            )
        except (OSError, ValueError) as error:
            raise EncoderError(
                f"{self.folder} holds no model of ours; `python -m classifier.train` makes one."
            ) from error
        return manifest

    @cached_property
    def _arrays(self) -> dict[str, NDArray[Any]]:
        path = self.folder / WEIGHTS
        wanted = self.manifest.get("sha256")
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            if digest != wanted:
                raise EncoderError(
                    f"The weights in {self.folder} are not those of their manifest; "
                    "reinstall Tasnif, or train again with `python -m classifier.train`."
                )
            arrays: dict[str, NDArray[Any]] = load_file(path)
        except (OSError, SafetensorError, KeyError) as error:
            raise EncoderError(f"The model in {self.folder} cannot be read: {error}.") from error
        return arrays

    @property
    def identity(self) -> str:
        """Name and the start of the weights' SHA-256."""
        return f"tasnif-static@{str(self.manifest['sha256'])[:12]}"

    @property
    def buckets(self) -> int:
        """How many different features the table tells apart."""
        return len(self._arrays["table"])

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._arrays["table"].shape[1])

    @cached_property
    def prototypes(self) -> dict[str, NDArray[np.float32]]:
        """One vector of unit length for each subheading, by its six digits."""
        arrays = self._arrays
        rows = unit(arrays["prototypes"].astype(np.float32) * arrays["prototype_scale"][:, None])
        codes = (f"{number:06d}" for number in arrays["codes"].tolist())
        return dict(zip(codes, rows, strict=True))

    @property
    def quantised(self) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
        """The table in eight bits, (buckets, dimension), and the scale of each row."""
        return self._arrays["table"], self._arrays["table_scale"].astype(np.float32)

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of unit length, shape (len(texts), dimension)."""
        table, scale = self._arrays["table"], self._arrays["table_scale"]
        done = np.zeros((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), _BATCH):
            bags = [weighted_features(text, len(table)) for text in texts[start : start + _BATCH]]
            rows = np.concatenate([bag for bag, _ in bags])
            weights = np.concatenate([weights for _, weights in bags])
            starts = np.cumsum([0, *(len(bag) for bag, _ in bags[:-1])])
            vectors = table[rows].astype(np.float32) * (scale[rows] * weights)[:, None]
            done[start : start + len(bags)] = np.add.reduceat(vectors, starts, axis=0)
            if progress:
                progress(len(bags))
        return unit(done)


def save(
    folder: Path,
    table: NDArray[np.float32],
    prototypes: NDArray[np.float32],
    codes: Sequence[str],
    manifest: dict[str, Any],
) -> None:
    """Write a model and its manifest; the weights' checksum is added to it."""
    folder.mkdir(parents=True, exist_ok=True)
    table_bytes, table_scale = quantise(table)
    prototype_bytes, prototype_scale = quantise(prototypes)
    path = folder / WEIGHTS
    save_file(
        {
            "table": table_bytes,
            "table_scale": table_scale,
            "prototypes": prototype_bytes,
            "prototype_scale": prototype_scale,
            "codes": np.array([int(code) for code in codes], np.int32),
        },
        path,
    )
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    text = json.dumps({**manifest, "sha256": digest}, indent=2, sort_keys=True, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
