"""Which language a page speaks."""

from __future__ import annotations

from hs_data import ANSWER_LANGUAGES, Language


def choose_language(asked: str | None, accepted: str) -> Language:
    """The language asked for, else the first one that the browser accepts, else French."""
    wanted = [asked or ""]
    ranked: list[tuple[float, str]] = []
    for part in accepted.split(",")[:20]:
        tag, _, quality = part.strip().partition(";q=")
        try:
            ranked.append((-float(quality or 1), tag[:2].lower()))
        except ValueError:
            continue
    wanted += [tag for _, tag in sorted(ranked, key=lambda pair: pair[0])]
    return next((one for w in wanted for one in ANSWER_LANGUAGES if one == w), "fr")
