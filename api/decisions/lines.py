"""Decisions as JSON lines: one object a line, every field by its name, codes as strings."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Final, get_args

from api.decisions.errors import DecisionError
from api.decisions.making import decide
from api.decisions.types import Decision, Judgement
from classifier import Versions

_TEXTS: Final = (
    "id", "text", "code", "judgement", "note", "who", "when",
    "software", "edition", "data", "encoder",
)  # fmt: skip
_OPTIONAL: Final = ("suggested", "probability", "supersedes")


def to_line(decision: Decision) -> str:
    """A decision as one line, without its end; the key is left out, the text gives it."""
    told: dict[str, Any] = {
        "id": decision.id,
        "text": decision.text,
        "code": decision.code.digits,
        "judgement": decision.judgement,
        "suggested": decision.suggested.digits if decision.suggested else None,
        "probability": decision.probability,
        "note": decision.note,
        "who": decision.who,
        "when": decision.when.isoformat(),
        "software": decision.versions.software,
        "edition": decision.versions.edition,
        "data": decision.versions.data,
        "encoder": decision.versions.encoder,
        "supersedes": decision.supersedes,
    }
    return json.dumps(told, ensure_ascii=False)


def from_line(line: str | bytes) -> Decision:
    """The decision that a line holds; bytes are UTF-8.

    Raises:
        DecisionError, UnknownCodeError: the line is not a decision, with the reason.
    """
    told = _object(line)
    for name in _TEXTS:
        if not isinstance(told.get(name), str):
            raise DecisionError(f"The field {name!r} must be there and be a text.")
    # A field from a newer version is refused: ignoring it would lose it without a word.
    if unknown := sorted(set(told) - {*_TEXTS, *_OPTIONAL}):
        raise DecisionError(f"The field {unknown[0][:60]!r} is not known to this version.")
    judgement: Judgement = told["judgement"]
    if judgement not in get_args(Judgement):
        raise DecisionError(f"The judgement cannot be {judgement[:60]!r}.")
    return decide(
        told["text"],
        told["code"],
        told["who"],
        Versions(told["software"], told["edition"], told["data"], told["encoder"]),
        judgement=judgement,
        suggested=_text(told, "suggested"),
        probability=_number(told, "probability"),
        note=told["note"],
        when=_moment(told["when"]),
        id=told["id"],
        supersedes=_text(told, "supersedes"),
    )


def _object(line: str | bytes) -> dict[str, Any]:
    try:
        text = line if isinstance(line, str) else line.decode()
        told = json.loads(text.removeprefix("\ufeff"))
    except UnicodeDecodeError:
        raise DecisionError("The line is not UTF-8.") from None
    except (ValueError, RecursionError):
        raise DecisionError("The line is not JSON.") from None
    if not isinstance(told, dict):
        raise DecisionError("The line is not a JSON object.")
    return told


def _text(told: dict[str, Any], name: str) -> str | None:
    value = told.get(name)
    if value is not None and not isinstance(value, str):
        raise DecisionError(f"The field {name!r} must be a text or null.")
    return value


def _number(told: dict[str, Any], name: str) -> float | None:
    value = told.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DecisionError(f"The field {name!r} must be a number or null.")
    return value


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise DecisionError(
            f"The time {text[:60]!r} must be like 2025-01-31T12:00:00+00:00."
        ) from None
