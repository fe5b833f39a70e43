"""Shapes of the catalogue calls."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from hs_data import Language


class CatalogueOut(BaseModel):
    """A catalogue that was handed over, and how far it is."""

    id: str = Field(examples=["5f0c2a6be1d94c7788aa01f3"])
    name: str = Field(description="The file's name as it was given.", examples=["goods.xlsx"])
    language: Language = Field(description="Language of descriptions, questions and reasons.")
    status: Literal["waiting", "running", "done", "failed", "cancelled"]
    rows: int = Field(description="Rows done so far.", examples=[300])
    total: int | None = Field(description="All rows, at most, where the format tells; else null.")
    message: str = Field(description="What went wrong, when it failed.")
    report: dict[str, Any] | None = Field(
        description="Once done: rows, rows that failed, different texts, outcomes, chapters, the "
        "columns that were read, and goods that look the same and were coded differently."
    )
    created: str = Field(examples=["2026-03-02T10:00:00+00:00"])
    finished: str = Field(description="Empty until it is over.")


class CataloguesOut(BaseModel):
    """Catalogues, the newest first."""

    catalogues: list[CatalogueOut]


class ReviewRow(BaseModel):
    """A row of the review list."""

    row: int = Field(description="The row's number among the rows below the header, from 1.")
    text: str = Field(description="What was classified.")
    code: str = Field(description="The first code, or empty.", examples=["570110"])
    description: str
    probability: float | None = Field(description="0 to 1; null for a decided row.")
    outcome: str
    supported: str = Field(description="The deepest code that the text itself supports.")
    alternatives: list[str] = Field(description="Other codes, best first.")
    question: str
    reason: str
    decided: str = Field(description="By whom and when the code was decided before, or empty.")
    precedent: str = Field(description="A decision for like goods, or empty.")
    error: str


class ReviewRows(BaseModel):
    """A page of the review list, the least certain rows first."""

    rows: list[ReviewRow]
    matching: int = Field(description="Rows with the outcome asked for.")
    next: int | None = Field(description="`offset` of the next page, or null.")
