"""What the answer to a text shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from starlette.concurrency import run_in_threadpool

from api.pages.cards import card
from api.pages.rendering import Page
from api.pages.strings import EXAMPLES
from api.problems import RefusedError
from api.service import Service
from api.shapes import missing, shown
from classifier import Classification
from classifier.errors import AnswerError
from hs_data import Language
from hs_data.knowledge import asks

_TOP: Final = 5
_MOST_TO_ADD: Final = 3

LONGEST_TYPED: Final = 5_000
"""Characters that the field takes: the text travels in the address, of which servers read 64 kB."""

_asks = lru_cache(maxsize=1)(asks)


def classify(
    service: Service, text: str, chosen: Sequence[int], top: int
) -> tuple[Classification, list[int]]:
    """Classify, apply the options chosen by number, and say which were."""
    [answer] = service.classify([text], top)
    given: list[int] = []
    for number in chosen:
        if answer.question is None or not 0 <= number < len(answer.question.options):
            break
        answer = service.classifier.answer(answer, answer.question.options[number].values, top)
        given.append(number)
    return answer, given


def _to_add(answer: Classification, language: Language) -> list[str]:
    """What the text could say besides: questions on which the first codes rest or differ."""
    asked = {answer.question.attribute} if answer.question else set()
    asked |= {done.question.attribute for done in answer.answered}
    assumed = [one.attribute for s in answer.suggestions[:3] for one in s.assumed]
    names = [name for name in dict.fromkeys([*missing(answer), *assumed]) if name not in asked]
    return [_asks()[name][language] for name in names if name in _asks()][:_MOST_TO_ADD]


async def answer_values(page: Page, text: str, chosen: Sequence[int]) -> dict[str, Any]:
    """The values of the answer's template."""
    values: dict[str, Any] = {
        "query": text, "starting": False, "refused": "", "answer": None, "cards": [],
        "answered": [], "given": [], "headings": [], "to_add": [],
        "max_text": min(LONGEST_TYPED, page.service.settings.max_text),
        "examples": EXAMPLES[page.lang],
        "sheet": lambda code: page.link(text, values["given"], path="/sheet", code=code),
    }  # fmt: skip
    if not text.strip():
        values["query"] = ""
        return values
    if not page.service.ready:
        values["starting"] = True
        return values
    try:
        answer, given = await run_in_threadpool(classify, page.service, text, chosen, _TOP)
    except (RefusedError, AnswerError) as error:
        values["refused"] = str(error)
        return values
    page.request.app.state.metrics.classified([answer.outcome])
    values |= {
        "answer": answer,
        "cards": [card(one, text, page.lang) for one in shown(answer)],
        "answered": [done.label(page.lang) for done in answer.answered],
        "given": given,
        "headings": answer.headings[:3],
        "to_add": _to_add(answer, page.lang),
    }
    return values
