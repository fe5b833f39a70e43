"""Settings from the environment: the only module that reads it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from hs_data import TasnifError
from index import DEFAULT_ENCODER
from index.normalise import MAX_CHARACTERS


class SettingsError(TasnifError):
    """A variable of the environment that cannot be used."""


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
    host: str = Field(default="127.0.0.1", description="Address that `tasnif serve` listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port; 0 takes any free one.")
    api_keys: str = Field(
        default="",
        description="Keys separated by commas; when set, the API asks for one in `X-API-Key`.",
    )
    rate_limit: int = Field(
        default=0, ge=0, description="Requests a minute for one key or address; 0 for no limit."
    )
    max_body: int = Field(default=2_000_000, gt=0, description="Largest request body, in bytes.")
    max_text: int = Field(
        default=MAX_CHARACTERS, gt=0, le=MAX_CHARACTERS, description="Longest text, in characters."
    )
    max_batch: int = Field(default=1000, gt=0, description="Most texts in one request.")

    database: str = Field(
        default="",
        repr=False,  # it may hold a password
        description="Where decisions are kept: empty for a file in the user's data folder, or "
        "sqlite:////folder/file.sqlite3 or postgresql+psycopg://user:password@host/database.",
    )

    catalogues: Path | None = Field(
        default=None,
        description="Folder for the catalogues handed over by HTTP, instead of the user's data "
        "folder.",
    )
    max_upload: int = Field(
        default=200_000_000, gt=0, description="Largest catalogue over HTTP, in bytes."
    )
    max_rows: int = Field(
        default=1_000_000, gt=0, description="Most rows of a catalogue over HTTP."
    )
    keep_days: int = Field(
        default=30, gt=0, description="Days after which a catalogue over HTTP and its files go."
    )

    @property
    def keys(self) -> frozenset[str]:
        """The API keys that are accepted; empty when none is asked for."""
        return frozenset(key.strip() for key in self.api_keys.split(",") if key.strip())


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once, when first asked for.

    Raises:
        SettingsError: a variable of the environment has a value that cannot be.
    """
    try:
        return Settings()
    except ValidationError as error:
        fault = error.errors()[0]
        name = f"TASNIF_{str(fault['loc'][0]).upper()}" if fault["loc"] else "A setting"
        raise SettingsError(f"{name} cannot be {fault['input']!r}: {fault['msg']}.") from error
