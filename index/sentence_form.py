"""Our own encoder as a sentence-transformers model, for those whose tools expect one.

`as_sentence_transformer(StaticEncoder())` gives the same vectors through torch. Saved
with `export(folder)` it loads with `SentenceTransformer(folder, trust_remote_code=True)`
where Tasnif is installed: its module is this one, not one of sentence-transformers' own.
Tasnif itself does not use it: numpy is enough, and starts faster.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import torch
from safetensors.torch import load_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import InputModule

from index.features import weighted_features
from index.static import StaticEncoder


class HashedSubwords(InputModule):
    """Weighted mean of hashed subword vectors; a table of eight-bit rows and their scales."""

    config_keys: ClassVar[list[str]] = []  # type: ignore[misc]
    save_in_root = True
    # Words are hashed: no list of them is kept.
    tokenizer = None  # type: ignore[assignment]

    def __init__(self, table: torch.Tensor, scale: torch.Tensor) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.register_buffer("table", table)
        self.register_buffer("scale", scale)

    def get_embedding_dimension(self) -> int:
        """Length of a vector."""
        return int(self.table.shape[1])

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, **_: Any
    ) -> dict[str, torch.Tensor]:
        """Hashed features of the texts, their weights, and where each text begins."""
        bags = [weighted_features(f"{prompt or ''}{text}", len(self.table)) for text in inputs]
        lengths = torch.tensor([0, *(len(rows) for rows, _ in bags[:-1])])
        return {
            "rows": torch.cat([torch.from_numpy(rows) for rows, _ in bags]),
            "weights": torch.cat([torch.from_numpy(weights) for _, weights in bags]),
            "starts": lengths.cumsum(0),
        }

    def forward(self, features: dict[str, torch.Tensor], **_: Any) -> dict[str, torch.Tensor]:
        """Vectors of unit length as `sentence_embedding`."""
        rows, weights = features["rows"], features["weights"]
        vectors = self.table[rows].float() * (self.scale[rows] * weights)[:, None]
        owner = torch.zeros(len(rows), dtype=torch.long, device=rows.device)
        owner[features["starts"][1:]] = 1
        count = len(features["starts"])
        sums = torch.zeros(count, self.table.shape[1], device=rows.device)
        sums.index_add_(0, owner.cumsum(0), vectors)
        features["sentence_embedding"] = torch.nn.functional.normalize(sums, dim=1)
        return features

    def save(self, output_path: str, *_: Any, safe_serialization: bool = True, **__: Any) -> None:
        """Write the weights into a folder."""
        self.save_config(output_path)
        self.save_torch_weights(output_path, safe_serialization=safe_serialization)

    @classmethod
    def load(  # noqa: PLR0917 - the signature of sentence-transformers
        cls,
        model_name_or_path: str,
        subfolder: str = "",
        token: bool | str | None = None,
        cache_folder: str | None = None,
        revision: str | None = None,
        local_files_only: bool = False,
        init_defaults: dict[str, Any] | None = None,
        **_: Any,
    ) -> HashedSubwords:
        """Read weights that `save` wrote."""
        path = cls.load_file_path(
            model_name_or_path,
            "model.safetensors",
            subfolder=subfolder,
            token=token,
            cache_folder=cache_folder,
            revision=revision,
            local_files_only=local_files_only,
        )
        weights = load_file(str(path))
        return cls(weights["table"], weights["scale"])


def as_sentence_transformer(encoder: StaticEncoder) -> SentenceTransformer:
    """The encoder as a sentence-transformers model on the processor."""
    table, scale = encoder.quantised
    module = HashedSubwords(torch.from_numpy(table.copy()), torch.from_numpy(scale.copy()))
    return SentenceTransformer(modules=[module], device="cpu")


def export(folder: Path, encoder: StaticEncoder | None = None) -> None:
    """Write the shipped encoder as a sentence-transformers model."""
    as_sentence_transformer(encoder or StaticEncoder()).save(str(folder))
