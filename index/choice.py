"""Which encoder a setting means."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from index.encoder import Encoder, SentenceEncoder
from index.static import MANIFEST, StaticEncoder

DEFAULT_ENCODER: Final = "tasnif"
"""Our own encoder, shipped with the package."""


def open_encoder(choice: str = DEFAULT_ENCODER) -> Encoder:
    """Our own encoder by name or folder; anything else is left to sentence-transformers.

    Nothing is read or loaded yet.
    """
    if choice == DEFAULT_ENCODER:
        return StaticEncoder()
    folder = Path(choice)
    if (folder / MANIFEST).exists():
        return StaticEncoder(folder)
    return SentenceEncoder(choice)
