"""From texts to the values of our columns: the one function that every door runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Protocol

from api.catalogue.answers import Values
from classifier import Classification, Classifier
from classifier.explanation import explanation
from hs_data import HSCode, Language, UnknownCodeError
from index import words

MOST_ALTERNATIVES: Final = 4

ADDED: Final = (
    "hs_code",
    "hs_description",
    "hs_probability",
    "hs_outcome",
    "hs_supported",
    *(
        name
        for n in range(1, MOST_ALTERNATIVES + 1)
        for name in (f"hs_alternative_{n}", f"hs_alternative_{n}_probability")
    ),
    "hs_question",
    "hs_reason",
    "hs_decided",
    "hs_precedent",
    "hs_error",
)
"""The columns that are added, in order; what each holds is told in docs/catalogues.md."""

NUMBERS: Final = frozenset(name for name in ADDED if name.endswith("probability"))
PLACE: Final = {name: place for place, name in enumerate(ADDED)}

DECIDED: Final = "decided"
"""The outcome of a row whose code was decided before by a person."""

_LEAST_SHOWN: Final = 0.005

_REUSED: Final[dict[Language, str]] = {
    "en": "Decided by {who} on {when}",
    "fr": "Décidé par {who} le {when}",
    "ar": "قرره {who} في {when}",
    "es": "Decidido por {who} el {when}",
}


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was decided before: the code, by whom, on what day, and how alike the goods are."""

    code: str
    who: str
    day: str
    text: str
    likeness: float = 1.0


class Memory(Protocol):
    """Earlier decisions, looked up by text."""

    def exact(self, texts: Sequence[str]) -> Mapping[str, Earlier]:
        """Decisions for the same goods: those that apply."""

    def near(self, texts: Sequence[str]) -> Mapping[str, Earlier]:
        """The nearest decision for like goods: shown, never applied."""


class Nothing:
    """No earlier decisions."""

    def exact(self, texts: Sequence[str]) -> Mapping[str, Earlier]:
        """None."""
        del texts
        return {}

    def near(self, texts: Sequence[str]) -> Mapping[str, Earlier]:
        """None."""
        del texts
        return {}


def look(text: str) -> str:
    """What goods are compared by: their words, whatever the order, spelling of plurals or size."""
    return " ".join(sorted(set(words(text).keys)))


def _blank() -> dict[str, Any]:
    return dict.fromkeys(ADDED, "")


def values_of(answer: Classification, language: Language) -> dict[str, Any]:
    """The values of our columns for a classification."""
    row = _blank()
    row["hs_outcome"] = answer.outcome
    if not answer.suggestions:
        row["hs_reason"] = answer.message(language)
        if answer.outcome == "unreadable":
            row["hs_error"] = answer.message(language)
        return row
    first, *others = answer.suggestions
    row["hs_code"] = first.code.digits
    row["hs_description"] = first.entry.describe(language)
    row["hs_probability"] = round(first.probability, 4)
    row["hs_supported"] = answer.supported.entry.code.digits if answer.supported else ""
    likely = [one for one in others if one.probability >= _LEAST_SHOWN][:MOST_ALTERNATIVES]
    for n, one in enumerate(likely, 1):
        row[f"hs_alternative_{n}"] = one.code.digits
        row[f"hs_alternative_{n}_probability"] = round(one.probability, 4)
    if answer.question is not None:
        choices = " / ".join(option.labels[language] for option in answer.question.options)
        row["hs_question"] = f"{answer.question.text(language)} {choices}"
    row["hs_reason"] = " · ".join(explanation(first, language))
    return row


def failed(message: str) -> Values:
    """The values of a row that could not be read."""
    return tuple({**_blank(), "hs_outcome": "unreadable", "hs_error": message}.values())


class Answering:
    """Answers texts in one language, earlier decisions first."""

    def __init__(
        self, classifier: Classifier, language: Language, memory: Memory | None = None
    ) -> None:
        self.classifier = classifier
        self.language = language
        self.memory = memory or Nothing()

    @property
    def identity(self) -> str:
        """What an answer depends on besides its text."""
        versions = self.classifier.versions
        return "|".join(
            (versions.software, versions.edition, versions.data, versions.encoder, self.language)
        )

    def answer(self, texts: Sequence[str]) -> dict[str, Values]:
        """The values of our columns for each different text."""
        different = list(dict.fromkeys(texts))
        decided = self.memory.exact(different)
        near = self.memory.near([text for text in different if text not in decided])
        found = self.classifier.classify_many(different, MOST_ALTERNATIVES + 1)
        answered: dict[str, Values] = {}
        for text, answer in zip(different, found, strict=True):
            row = values_of(answer, self.language)
            if text in decided:
                self._reuse(row, decided[text])
            elif text in near:
                row["hs_precedent"] = self._precedent(near[text])
            answered[text] = tuple(row.values())
        return answered

    def _reuse(self, row: dict[str, Any], earlier: Earlier) -> None:
        """Put the decided code first; what the classifier says becomes the alternatives."""
        description = ""
        # Decided under an edition that had such a code: still what a person decided.
        with suppress(UnknownCodeError):
            entry = self.classifier.nomenclature[HSCode(earlier.code[:6])]
            description = entry.describe(self.language)
        said = [(row["hs_code"], row["hs_probability"])] if row["hs_code"] else []
        said += [
            (row[f"hs_alternative_{n}"], row[f"hs_alternative_{n}_probability"])
            for n in range(1, MOST_ALTERNATIVES + 1)
            if row[f"hs_alternative_{n}"]
        ]
        others = [pair for pair in said if pair[0] != earlier.code][:MOST_ALTERNATIVES]
        told = _REUSED[self.language].format(who=earlier.who, when=earlier.day)
        for n in range(1, MOST_ALTERNATIVES + 1):
            code, chance = others[n - 1] if n <= len(others) else ("", "")
            row[f"hs_alternative_{n}"], row[f"hs_alternative_{n}_probability"] = code, chance
        row.update(
            hs_code=earlier.code,
            hs_description=description,
            hs_probability="",
            hs_outcome=DECIDED,
            hs_supported=earlier.code,
            hs_question="",
            hs_reason=told,
            hs_decided=told,
            hs_error="",
        )

    @staticmethod
    def _precedent(earlier: Earlier) -> str:
        return f"{earlier.code} · {earlier.text[:120]} · {earlier.likeness:.0%}"
