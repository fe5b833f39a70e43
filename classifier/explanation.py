"""Why a suggestion was made, in one to three short lines of the person's language.

Every line is computed from the evidence that ranked the code: the words that met, what
was assumed, and the boundary that the text came nearest to.
"""

from __future__ import annotations

from typing import Final

from classifier.types import Evidence, Suggestion
from hs_data import Language

_SAID: Final[dict[Language, str]] = {
    "en": "You wrote {words}",
    "fr": "Vous avez écrit {words}",
    "ar": "كتبتم {words}",
    "es": "Usted escribió {words}",
}
_LIKE: Final[dict[Language, str]] = {
    "en": "like “{passage}”",
    "fr": "comme « {passage} »",
    "ar": "مثل «{passage}»",
    "es": "como «{passage}»",
}
_ASSUMED: Final[dict[Language, str]] = {
    "en": "Assumed, not said: {values}",
    "fr": "Supposé, non dit : {values}",
    "ar": "افتُرض ولم يُذكر: {values}",
    "es": "Supuesto, no dicho: {values}",
}
_ELSEWHERE: Final[dict[Language, str]] = {
    "en": "Otherwise {code}: {sentence}",
    "fr": "Sinon {code} : {sentence}",
    "ar": "وإلا {code}: {sentence}",
    "es": "Si no, {code}: {sentence}",
}
_JOIN: Final[dict[Language, str]] = {"en": "; ", "fr": " ; ", "ar": "؛ ", "es": "; "}
_QUOTE: Final[dict[Language, str]] = {"en": "“{}”", "fr": "« {} »", "ar": "«{}»", "es": "«{}»"}
_MOST: Final = 3


def _strongest(suggestion: Suggestion) -> Evidence | None:
    """The evidence with a passage that says most: shared words first, then its weight."""
    told = [item for item in suggestion.evidence if item.passage]
    return max(told, key=lambda item: (bool(item.words), item.contribution), default=None)


def words_met(suggestion: Suggestion) -> tuple[str, ...]:
    """The person's words that speak for a code, strongest evidence first."""
    met = dict.fromkeys(
        word for item in suggestion.evidence if item.contribution > 0 for word in item.words
    )
    return tuple(met)


def explanation(suggestion: Suggestion, language: Language) -> tuple[str, ...]:
    """One to three lines: what speaks for the code, what was assumed, what would lead away."""
    lines: list[str] = []
    best = _strongest(suggestion)
    quote, join = _QUOTE[language], _JOIN[language]
    met = [quote.format(word) for word in words_met(suggestion)[:_MOST]]
    first = [_SAID[language].format(words=", ".join(met))] if met else []
    if best is not None:
        first.append(_LIKE[language].format(passage=best.passage))
    if first:
        lines.append(join.join(first))
    if suggestion.assumed:
        values = [one.labels[language] for one in suggestion.assumed[:_MOST]]
        lines.append(_ASSUMED[language].format(values=join.join(values)))
    if suggestion.boundary is not None:
        lines.append(
            _ELSEWHERE[language].format(
                code=suggestion.boundary.goes_to.dotted,
                sentence=suggestion.boundary.sentences[language],
            )
        )
    return tuple(lines)
