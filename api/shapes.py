"""Answers and codes in the shapes of the API, for HTTP and for `--json` alike."""

from __future__ import annotations

from typing import Final

from api import schemas
from classifier import Classification, RollUp, Suggestion
from classifier.explanation import explanation
from classifier.types import Question
from hs_data import EDITION, Boundary, HSEntry, Language, Nomenclature
from hs_data.knowledge import boundaries_by_heading

_ECHO: Final = 1000
"""Characters of a text that are given back."""

_LEAST_SHOWN: Final = 0.005
_LEAST_SURE: Final = 0.5
"""Below this an open attribute of the first suggestions counts as missing information."""


def brief(entry: HSEntry, language: Language) -> schemas.CodeBrief:
    """An entry in short."""
    return schemas.CodeBrief(
        code=entry.code.digits, level=entry.code.level, description=entry.describe(language)
    )


def boundaries_of(entry: HSEntry) -> tuple[Boundary, ...]:
    """The boundaries of a code's heading; none for a chapter."""
    return boundaries_by_heading().get(entry.code.digits[:4], ())


def boundary_out(drawn: Boundary, language: Language) -> schemas.BoundaryOut:
    """A boundary with its sentence in one language."""
    return schemas.BoundaryOut(
        goods=drawn.goods,
        goes_to=drawn.goes_to.digits,
        rule=drawn.rule,
        sentence=drawn.sentences[language],
    )


def _roll_up(summed: RollUp, language: Language) -> schemas.RollUpOut:
    return schemas.RollUpOut(
        **brief(summed.entry, language).model_dump(), probability=round(summed.probability, 4)
    )


def _suggestion(suggestion: Suggestion, language: Language) -> schemas.SuggestionOut:
    code = suggestion.code
    return schemas.SuggestionOut(
        code=code.digits,
        level=6,
        description=suggestion.entry.describe(language),
        chapter=code.chapter.digits,
        heading=code.digits[:4],
        probability=round(suggestion.probability, 4),
        explanation=list(explanation(suggestion, language)),
        evidence=[
            schemas.EvidenceOut(
                source=item.source,
                contribution=round(item.contribution, 4),
                words=list(item.words),
                passage=item.passage,
                language=item.lang,
                condition=item.condition,
            )
            for item in suggestion.evidence
        ],
    )


def _question(question: Question, language: Language) -> schemas.QuestionOut:
    return schemas.QuestionOut(
        attribute=question.attribute,
        question=question.text(language),
        options=[
            schemas.OptionOut(
                values=list(option.values),
                label=option.labels[language],
                leads_to=option.leads_to.digits,
                probability=round(option.probability, 4),
            )
            for option in question.options
        ],
    )


def shown(answer: Classification) -> tuple[Suggestion, ...]:
    """The suggestions worth showing to a person: what would read as 0% is no help."""
    likely = tuple(s for s in answer.suggestions if s.probability >= _LEAST_SHOWN)
    return likely or answer.suggestions[:1]


def missing(answer: Classification) -> list[str]:
    """Attributes that the text leaves open and on which the likely codes differ."""
    asked = [answer.question.attribute] if answer.question else []
    if not answer.suggestions or answer.suggestions[0].probability >= _LEAST_SURE:
        return asked
    likely = [one for s in answer.suggestions[:3] for one in s.assumed]
    values: dict[str, set[tuple[str, ...]]] = {}
    for one in likely:
        values.setdefault(one.attribute, set()).add(one.values)
    open_ones = [name for name, different in values.items() if len(different) > 1]
    return list(dict.fromkeys([*asked, *open_ones]))


def classified(answer: Classification, language: Language, request_id: str) -> schemas.Classified:
    """A classification in the API's shape."""
    versions = answer.versions
    return schemas.Classified(
        query=answer.query.raw[:_ECHO],
        language=language,
        hs_edition=versions.edition,
        request_id=request_id,
        model_version=versions.encoder,
        data_version=versions.data,
        software_version=versions.software,
        status=answer.outcome,
        message=answer.message(language),
        supported=_roll_up(answer.supported, language) if answer.supported else None,
        suggestions=[_suggestion(one, language) for one in answer.suggestions],
        headings=[_roll_up(one, language) for one in answer.headings],
        chapters=[_roll_up(one, language) for one in answer.chapters],
        questions=[_question(answer.question, language)] if answer.question else [],
        missing_information=missing(answer),
    )


def code_out(entry: HSEntry, tree: Nomenclature, language: Language) -> schemas.CodeOut:
    """A code, its path, what is below and beside it, and its boundaries."""
    return schemas.CodeOut(
        **brief(entry, language).model_dump(),
        descriptions={str(name): text for name, text in entry.descriptions.items()},
        section=tree.section_of(entry.code).numeral,
        path=[brief(above, language) for above in tree.ancestors(entry.code)],
        children=[brief(child, language) for child in tree.children(entry.code)],
        siblings=[brief(other, language) for other in tree.siblings(entry.code)],
        boundaries=[boundary_out(one, language) for one in boundaries_of(entry)],
        hs_edition=EDITION,
    )
