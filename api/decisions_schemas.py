"""The shapes of decisions over HTTP."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from api.decisions import Decision, Judgement
from api.decisions.making import MAX_NOTE, MAX_WHO, storable
from api.schemas import Code

_Kept = Annotated[str, AfterValidator(storable)]
_GivenCode = Annotated[str, Field(max_length=20, examples=["5701.10", "5701100090"])]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DecisionIn(_Shape):
    """What one person decided about one text."""

    text: _Kept = Field(
        description="The description of the goods, as it was classified.",
        min_length=1,
        examples=["tapis berbère en laine noué main"],
    )
    code: _GivenCode = Field(
        description="2, 4 or 6 digits, or a national tariff line of 8 or 10; dots allowed."
    )
    who: _Kept = Field(
        description="Who decides, by a name that you know them by.",
        min_length=1,
        max_length=MAX_WHO,
        examples=["agent-1"],
    )
    judgement: Judgement | None = Field(
        default=None,
        description="`withdrawn` takes back what was decided. Left out, it is `accepted` when "
        "`code` is `suggested`, else `corrected`.",
    )
    suggested: _GivenCode | None = Field(
        default=None, description="The code that was put first, where one was."
    )
    probability: float | None = Field(
        default=None, ge=0, le=1, description="Of the code, as it was shown.", examples=[0.87]
    )
    note: _Kept = Field(
        default="", max_length=MAX_NOTE, description="Why, for whoever reads it later."
    )
    software_version: _Kept | None = Field(
        default=None,
        max_length=100,
        description="As in the answer that suggested; this server's own when left out.",
    )
    data_version: _Kept | None = Field(default=None, max_length=100, description="The same.")
    model_version: _Kept | None = Field(default=None, max_length=400, description="The same.")


class DecisionsRequest(_Shape):
    """One decision or several; all are kept, or none."""

    decisions: DecisionIn | list[DecisionIn] = Field(description="One, or a list of them.")


class DecisionOut(_Shape):
    """A decision as it is kept."""

    id: str = Field(examples=["3f0c1f0e-8a55-4a3c-9a0e-0d7a3b1c2d4e"])
    text: str = Field(description="As it was given.")
    key: str = Field(description="The text as it is compared.")
    code: Code
    judgement: Judgement
    suggested: Code | None
    probability: float | None
    note: str
    who: str = Field(examples=["agent-1"])
    when: AwareDatetime = Field(description="In UTC.")
    hs_edition: str = Field(examples=["HS 2022"])
    software_version: str
    data_version: str
    model_version: str
    supersedes: str | None = Field(description="The decision that stood for the text before.")

    @classmethod
    def of(cls, decision: Decision) -> DecisionOut:
        """The shape of a decision."""
        versions = decision.versions
        return cls(
            id=decision.id,
            text=decision.text,
            key=decision.key,
            code=decision.code.digits,
            judgement=decision.judgement,
            suggested=decision.suggested.digits if decision.suggested else None,
            probability=decision.probability,
            note=decision.note,
            who=decision.who,
            when=decision.when,
            hs_edition=versions.edition,
            software_version=versions.software,
            data_version=versions.data,
            model_version=versions.encoder,
            supersedes=decision.supersedes,
        )


class DecisionsKept(_Shape):
    """The decisions that were given, in their order, as they were kept."""

    request_id: str
    decisions: list[DecisionOut]


class DecisionsFound(_Shape):
    """A page of decisions, newest first, superseded ones among them."""

    decisions: list[DecisionOut]
    cursor: str | None = Field(description="For the page that follows, or null.")
