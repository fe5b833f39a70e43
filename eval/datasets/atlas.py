"""ATLAS: US rulings as questions and answers, chat-style JSON lines.

A line is `{"messages": [{"role", "content"}, …]}`, that list alone, or `{"question",
"answer"}` (or `prompt` and `response`). The text is the question without its set phrase;
the codes follow `HTS US Code ->` in the answer, several separated by `;` or `,`, any of
them right. The reasoning that comes after them is never given to a system.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from eval.cases import Dataset
from eval.datasets.source import Row, Source, collect, json_lines

_CODES: Final = re.compile(r"HTS US Code\s*->\s*([^\n]*)", re.IGNORECASE)
_REASONING: Final = re.compile(r"\bReasoning\s*->.*", re.IGNORECASE | re.DOTALL)
_SET_PHRASE: Final = re.compile(
    r"\s*what is the hts(?: us)? codes? for\s+(.*?)\s*\?*\s*", re.IGNORECASE | re.DOTALL
)
_PAIRS: Final = (("question", "answer"), ("prompt", "response"), ("input", "output"))


def read_atlas(source: Source) -> Dataset:
    """The cases of a file in ATLAS's shape.

    Raises:
        CaseError: the file cannot be read.
    """
    return collect(source, _rows(source), [source.path])


def _rows(source: Source) -> Iterator[Row]:
    for number, record in json_lines(source.path):
        name = str(record.get("id", number)) if isinstance(record, dict) else str(number)
        pair = question_and_answer(record)
        if pair is None:
            yield Row(name, broken="it holds no question and answer")
            continue
        question, answer = pair
        codes = _CODES.search(answer)
        if codes is None:
            yield Row(name, broken="its answer has no 'HTS US Code ->'")
            continue
        written = re.split(r"[;,]", _REASONING.sub("", codes.group(1)))
        yield Row(name, goods_of(question), tuple(code for code in written if code.strip()))


def question_and_answer(record: Any) -> tuple[str, str] | None:
    """The question and the answer of a line, in any of the shapes; None when it has none."""
    messages = record.get("messages") if isinstance(record, dict) else record
    if isinstance(messages, list):
        said = {m.get("role"): m.get("content") for m in messages if isinstance(m, dict)}
        question, answer = said.get("user"), said.get("assistant")
    elif isinstance(record, dict):
        found = ((record.get(q), record.get(a)) for q, a in _PAIRS if q in record)
        question, answer = next(found, (None, None))
    else:
        return None
    if not isinstance(question, str) or not isinstance(answer, str):
        return None
    return question, answer


def goods_of(question: str) -> str:
    """The goods that a question asks about, without the phrase that asks."""
    asked = _SET_PHRASE.fullmatch(question)
    return asked.group(1) if asked else question.strip()
