"""Making a decision: every field checked and cleaned, so that any database keeps it."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Final, get_args

from api.decisions.errors import DecisionError
from api.decisions.types import Decision, Judgement
from classifier import Versions
from hs_data import EDITION, HSCode, nomenclature
from index import normalise
from index.normalise import MAX_CHARACTERS

MAX_WHO: Final = 200
MAX_NOTE: Final = 2000
_MAX_VERSION: Final = 400
_SUBHEADING: Final = 6
_AHEAD: Final = timedelta(days=1)
"""How far a clock may be ahead; a decision dated later would outlive every change of mind."""


def storable(text: str) -> str:
    """A text with what no database keeps (NUL, half a surrogate pair) replaced."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def decide(
    text: str,
    code: HSCode | str,
    who: str,
    versions: Versions,
    *,
    judgement: Judgement | None = None,
    suggested: HSCode | str | None = None,
    probability: float | None = None,
    note: str = "",
    when: datetime | None = None,
    id: str | None = None,  # noqa: A002 - the field's name
    supersedes: str | None = None,
) -> Decision:
    """A decision, checked, with an id and a time of its own unless they are given.

    Without a judgement it is `accepted` when the code is the one suggested, else `corrected`.

    Raises:
        UnknownCodeError: a code is malformed, or not in this edition.
        DecisionError: anything else that cannot be kept.
    """
    given, edition = storable(text), versions.edition
    chosen = _code(code, edition)
    first = None if suggested is None else _code(suggested, edition)
    return Decision(
        id=str(uuid.uuid4()) if id is None else _id(id),
        text=given,
        key=_key(given),
        code=chosen,
        judgement=_judgement(judgement, same=chosen == first),
        suggested=first,
        probability=_probability(probability),
        note=_short("note", note, MAX_NOTE),
        who=_who(who),
        when=_when(when or datetime.now(UTC)),
        versions=Versions(
            *(
                _short("version", value, _MAX_VERSION)
                for value in (versions.software, edition, versions.data, versions.encoder)
            )
        ),
        supersedes=None if supersedes is None else _id(supersedes),
    )


def _code(code: HSCode | str, edition: str) -> HSCode:
    parsed = HSCode.parse(code) if isinstance(code, str) else code
    if edition == EDITION:
        # Tariff lines are a country's own; only what is above them can be looked up.
        nomenclature()[HSCode(parsed.digits[:_SUBHEADING])]
    return parsed


def _key(text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise DecisionError(
            f"The text has {len(text)} characters; describe one product in at most "
            f"{MAX_CHARACTERS}."
        )
    key = normalise(text)
    if not key:
        raise DecisionError("A decision needs a text that says which goods it is about.")
    return key


def _judgement(judgement: Judgement | None, same: bool) -> Judgement:
    if judgement is None:
        return "accepted" if same else "corrected"
    if judgement not in get_args(Judgement):
        raise DecisionError(
            f"The judgement cannot be {judgement!r}; it is one of {', '.join(get_args(Judgement))}."
        )
    return judgement


def _probability(probability: float | None) -> float | None:
    if probability is None or 0 <= probability <= 1:
        return probability if probability is None else float(probability)
    raise DecisionError(f"The probability cannot be {probability}; it goes from 0 to 1.")


def _who(who: str) -> str:
    name = _short("name of who decides", who, MAX_WHO).strip()
    if not name:
        raise DecisionError("A decision needs the name of who decides.")
    return name


def _short(what: str, value: str, most: int) -> str:
    clean = storable(value)
    if len(clean) > most:
        raise DecisionError(f"The {what} has {len(clean)} characters; at most {most} are kept.")
    return clean


def _when(when: datetime) -> datetime:
    if when.tzinfo is None:
        raise DecisionError(f"The time {when.isoformat()} needs its offset, such as +00:00.")
    try:
        universal = when.astimezone(UTC)
    except OverflowError:
        raise DecisionError(f"The time {when.isoformat()} is outside the calendar.") from None
    if universal > datetime.now(UTC) + _AHEAD:
        raise DecisionError(f"The time {when.isoformat()} is still to come; check the clock.")
    return universal


def _id(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise DecisionError(f"The id {text[:60]!r} is not a UUID.") from None
