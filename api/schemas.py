"""The shapes of the HTTP API. Codes are strings everywhere."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from classifier import Outcome
from classifier.types import Source
from hs_data import Language

Code = Annotated[
    str,
    Field(description="Digits without dots, leading zeros kept.", examples=["570110", "0910"]),
]
Probability = Annotated[float, Field(ge=0, le=1, description="From 0 to 1.", examples=[0.87])]


def _writable(text: str) -> str:
    """A text with what no encoding can carry (half a surrogate pair) replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


Text = Annotated[str, AfterValidator(_writable)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Given(_Shape):
    """An answer to a question that an earlier response asked."""

    attribute: Text = Field(
        description="`attribute` of the question.", max_length=40, examples=["outer_sole"]
    )
    values: list[Text] = Field(
        description="`values` of the option chosen.",
        min_length=1,
        max_length=400,
        examples=[["sole_leather"]],
    )


class ClassifyRequest(_Shape):
    """One text or several."""

    query: Text | list[Text] = Field(
        description="A description of goods in any of our languages, or a list of them.",
        examples=["tapis berbère en laine noué main", ["babouches cuir femme", "طاجين فخار"]],
    )
    language: Language = Field(default="en", description="Language of the answer.")
    top: int = Field(default=5, ge=1, le=50, description="Most suggestions for each text.")
    destination: str | None = Field(
        default=None,
        pattern="^[A-Z]{2}$",
        description="Country of destination (ISO 3166). Kept for national tariff lines; the "
        "six digits are the same everywhere.",
        examples=["US"],
    )


class AnswerRequest(_Shape):
    """A text and the answers given so far, in the order in which they were asked."""

    query: Text = Field(description="The text that was classified.", examples=["babouches cuir"])
    answers: list[Given] = Field(min_length=1, max_length=3, description="Answers, oldest first.")
    language: Language = Field(default="en", description="Language of the answer.")
    top: int = Field(default=5, ge=1, le=50, description="Most suggestions.")


class EvidenceOut(_Shape):
    """One kind of evidence for a code, computed from the ranking."""

    source: Source = Field(description="What it rests on.", examples=["term"])
    contribution: float = Field(description="What it adds to the code's log-odds.", examples=[3.2])
    words: list[str] = Field(description="The person's words that met.", examples=[["laine"]])
    passage: str = Field(description="The name or description met.", examples=["Beni Ourain rug"])
    language: str = Field(description="Language of the passage (BCP 47).", examples=["en"])
    condition: str = Field(description="What the passage assumes besides.", examples=["knotted"])


class BoundaryOut(_Shape):
    """Goods that only seem to belong to a heading."""

    goods: str = Field(examples=["hand-woven kilims"])
    goes_to: Code
    rule: str = Field(description="The note or rule by number.", examples=["Heading text 5702"])
    sentence: str = Field(description="Why, in the language of the answer.")


class SuggestionOut(_Shape):
    """A subheading that the goods may have."""

    code: Code
    level: Literal[6] = Field(description="Digits of the code.", examples=[6])
    description: str = Field(description="What it covers, in the language of the answer.")
    chapter: Code
    heading: Code
    probability: Probability
    explanation: list[str] = Field(description="One to three lines for a person.")
    evidence: list[EvidenceOut]


class OptionOut(_Shape):
    """One answer to a question."""

    values: list[str] = Field(description="To be sent back.", examples=[["sole_leather"]])
    label: str = Field(description="For a person.", examples=["leather sole"])
    leads_to: Code
    probability: Probability


class QuestionOut(_Shape):
    """The question whose answer would settle most."""

    attribute: str = Field(examples=["outer_sole"])
    question: str = Field(examples=["What is the sole made of?"])
    options: list[OptionOut]


class RollUpOut(_Shape):
    """A chapter, heading or subheading with the summed probability of what lies in it."""

    code: Code
    level: int = Field(examples=[4])
    description: str
    probability: Probability


class Classified(_Shape):
    """The answer to one text."""

    query: str = Field(description="The text, at most its first 1,000 characters.")
    language: Language
    hs_edition: str = Field(examples=["HS 2022"])
    request_id: str
    model_version: str = Field(examples=["tasnif-static@0123456789ab"])
    data_version: str
    software_version: str
    status: Outcome = Field(description="What the answer is worth.", examples=["suggested"])
    message: str = Field(description="The same in one sentence for a person.")
    supported: RollUpOut | None = Field(
        description="The deepest code that the text itself supports, or null."
    )
    suggestions: list[SuggestionOut] = Field(description="Best first.")
    headings: list[RollUpOut]
    chapters: list[RollUpOut]
    questions: list[QuestionOut] = Field(description="At most one, the most useful.")
    missing_information: list[str] = Field(
        description="Attributes that the text leaves open and that matter.",
        examples=[["outer_sole"]],
    )


class ClassifiedMany(_Shape):
    """The answers to a list of texts, in its order."""

    request_id: str
    results: list[Classified]


class CodeBrief(_Shape):
    """A code and what it covers."""

    code: Code
    level: int = Field(examples=[4])
    description: str


class CodeOut(CodeBrief):
    """A code, its place in the tree, and its boundaries."""

    descriptions: dict[str, str] = Field(description="By language.")
    section: str = Field(description="Roman numeral of the section.", examples=["XI"])
    path: list[CodeBrief] = Field(description="From the chapter down to its parent.")
    children: list[CodeBrief]
    siblings: list[CodeBrief]
    boundaries: list[BoundaryOut] = Field(description="Of the code's heading.")
    hs_edition: str


class CodesFound(_Shape):
    """Codes that match a search, best first, or the chapters when nothing is searched."""

    query: str
    codes: list[CodeBrief]


class Health(_Shape):
    """Whether the server runs."""

    status: Literal["ok", "loading"]


class Problem(BaseModel):
    """An error (RFC 9457)."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["HS 2022 has no code 7701. The nearest code above it is 77."])
    instance: str = Field(examples=["/v1/codes/7701"])
    request_id: str
