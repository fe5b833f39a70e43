"""Checks of terms and listings: real codes, clean texts, enough of them, no filler."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hs_data.check.problem import Problem, error, note
from hs_data.check.texts import folded, text_problems
from hs_data.languages import TERM_LANGUAGES
from hs_data.tables import read_chapters, read_kind

MINIMUM_TERMS: Final = {"en": 8, "fr": 4, "ar": 4, "es": 2}
"""Names that every subheading should have, by language; fewer only where no more exist."""

LISTING_KINDS: Final = ("invoice", "ruling", "title")
_LONGEST_TERM: Final = 120
_LONGEST_LISTING: Final = 400
_FILLER_SHARE: Final = 0.75
_FILLER_TERMS: Final = 8


def _codes(root: Path) -> set[str]:
    return {row[0] for row in read_kind("nomenclature", root)}


def _place_problems(
    kind: str, chapter: str, rows: list[tuple[str, ...]], known: set[str]
) -> Iterator[Problem]:
    if rows != sorted(rows):
        yield error(kind, f"chapter {chapter}", "rows are not sorted")
    for row in rows:
        if row[0] not in known:
            yield error(kind, row[0], "is not a code of the nomenclature")
        elif not row[0].startswith(chapter):
            yield error(kind, row[0], f"stands in the file of chapter {chapter}")
        if row[1] not in TERM_LANGUAGES:
            yield error(kind, row[0], f"{row[1]!r} is not a language of the tables")


def check_terms(root: Path) -> Iterator[Problem]:
    """Every name is clean, known under no two codes without a condition, and not filler."""
    known = _codes(root)
    homes: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    count: Counter[tuple[str, str]] = Counter()
    for chapter, rows in read_chapters("terms", root):
        yield from _place_problems("terms", chapter, rows, known)
        names: dict[tuple[str, str], list[str]] = defaultdict(list)
        for code, lang, term, condition in rows:
            for wrong in text_problems(term, lang, _LONGEST_TERM):
                yield error("terms", code, f"{lang} {term!r} {wrong}")
            homes[lang, folded(term)].append((code, term, condition))
            names[code, lang].append(folded(term))
            count[code, lang] += 1
        yield from _filler(names)
    yield from _shared(homes)
    for code in sorted(code for code in known if len(code) == 6):  # noqa: PLR2004
        for lang, least in MINIMUM_TERMS.items():
            if count[code, lang] < least:
                yield note("terms", code, f"{count[code, lang]} {lang} names of {least}")


def _filler(names: dict[tuple[str, str], list[str]]) -> Iterator[Problem]:
    for (code, lang), texts in names.items():
        for text, times in Counter(texts).items():
            if times > 1:
                yield error("terms", code, f"{lang} {text!r} appears {times} times")
        firsts = Counter(text.split()[0] for text in texts if len(text.split()) > 1)
        if firsts and len(texts) >= _FILLER_TERMS:
            word, times = firsts.most_common(1)[0]
            if times > _FILLER_SHARE * len(texts) and lang == "en":
                yield note("terms", code, f"{word!r} begins {times} of {len(texts)} {lang} names")


def _shared(homes: dict[tuple[str, str], list[tuple[str, str, str]]]) -> Iterator[Problem]:
    """A name under several codes needs a condition on each: what decides between them."""
    for (lang, _), places in sorted(homes.items()):
        codes = {code for code, _, _ in places}
        # A heading and a subheading below it do not compete.
        apart = {c for c in codes if not any(o != c and o.startswith(c) for o in codes)}
        if len(apart) < 2:  # noqa: PLR2004
            continue
        bare = sorted({code for code, _, condition in places if not condition})
        if bare:
            term = places[0][1]
            yield error(
                "terms",
                bare[0],
                f"{lang} {term!r} is also under {', '.join(sorted(codes - {bare[0]}))}"
                " and needs a condition on each",
            )


def check_listings(root: Path) -> Iterator[Problem]:
    """Every listing is clean, of a known kind, and written once."""
    known = _codes(root)
    seen: dict[str, str] = {}
    for chapter, rows in read_chapters("listings", root):
        yield from _place_problems("listings", chapter, rows, known)
        for code, lang, kind, text in rows:
            if kind not in LISTING_KINDS:
                yield error("listings", code, f"{kind!r} is not a kind of listing")
            for wrong in text_problems(text, lang, _LONGEST_LISTING):
                yield error("listings", code, f"{lang} {text[:60]!r} {wrong}")
            other = seen.setdefault(folded(text), code)
            if other != code:
                yield error("listings", code, f"{text[:60]!r} is also under {other}")
