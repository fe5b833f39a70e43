"""What a specification says of each kind of system."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """A part of a specification: no key that is not known, and never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TasnifSpec(Part):
    """Tasnif, with our encoder or another."""

    kind: Literal["tasnif"]
    name: str = "tasnif"
    encoder: str = "tasnif"


class AblationSpec(Part):
    """Tasnif without one kind of evidence, or one feature."""

    kind: Literal["ablation"]
    without: str
    name: str = ""
    encoder: str = "tasnif"


class AblationsSpec(Part):
    """Tasnif without each kind of evidence in turn."""

    kind: Literal["ablations"]
    encoder: str = "tasnif"


class BaselineSpec(Part):
    """A plain baseline over the English descriptions."""

    kind: Literal["bm25", "fuzzy", "minilm"]
    name: str = ""


class SentenceTransformersSpec(Part):
    """Raw vectors of a sentence-transformers model, by name or folder."""

    kind: Literal["sentence-transformers"]
    model: str
    name: str = ""


class HttpSpec(Part):
    """A classifier behind a URL; the fields are those of `/v1/classify` unless named."""

    kind: Literal["http"]
    name: str
    url: str = Field(pattern=r"^https?://")
    many: bool = True
    batch: int = Field(default=32, ge=1, le=1000)
    timeout: float = Field(default=60, gt=0)
    text_field: str = "query"
    results_field: str = "results"
    codes_field: str = "suggestions"
    code_field: str = "code"
    score_field: str = "probability"
    extra: dict[str, str | int | float | bool] = {"top": 10}
    headers_file: str = ""
    """A file of `Name: value` lines, so that no key stands in a specification or a run."""
    probabilities: bool = True


class FileSpec(Part):
    """Predictions that another program made: id, ranked codes, scores."""

    kind: Literal["file"]
    name: str
    path: str
    probabilities: bool = False


SystemSpec = Annotated[
    TasnifSpec
    | AblationSpec
    | AblationsSpec
    | BaselineSpec
    | SentenceTransformersSpec
    | HttpSpec
    | FileSpec,
    Field(discriminator="kind"),
]
