"""Settings from the environment: the only module that reads it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from index import DEFAULT_ENCODER


class Settings(BaseSettings):
    """Every setting of Tasnif, as `TASNIF_NAME` in the environment."""

    model_config = SettingsConfigDict(env_prefix="TASNIF_", extra="ignore")

    encoder: str = Field(
        default=DEFAULT_ENCODER,
        description="`tasnif` for our own, or name or folder of a sentence-transformers model.",
    )
    cache: Path | None = Field(
        default=None,
        description="Folder for built indexes, instead of the user's cache folder.",
    )


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once, when first asked for."""
    return Settings()
