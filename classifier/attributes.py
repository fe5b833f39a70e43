"""What a text says of the goods: material, construction, use, wearer and the rest.

A value can be stated, denied ("no leather", "sans cuir"), or minor: a smaller share of
a blend, or the material of a part ("cotton warp", "leather handles"). Of a blend the
predominant share by weight counts as stated, man-made fibres taken together first
(note 2 to section XI). "Silver-plated" is a value of its own, and is not silver.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from classifier.vocabulary import NEGATIONS, Token, Vocabulary, tokens, word_set

Standing = Literal["stated", "denied", "minor"]

_MATERIAL: Final = "material"
_MAN_MADE: Final = "man_made_fibre"
_ANIMAL_HAIR: Final = frozenset({"wool", "fine_animal_hair"})
_JOINING: Final = word_set(
    "or and nor ou et ni y o e u و او ولا wla ola , &"
)  # fmt: skip

_PARTS_AFTER: Final = word_set(
    "warp weft lining handl handle trim trimming strap fring fringe fram frame base stand lid "
    "button zip zipper buckl buckle leg insol insole detail accent piping border backing"
)
"""Parts whose material is not that of the goods, where the material is written first."""

_LININGS: Final = frozenset({"lining", "linings"})
"""Parts as above, unstemmed: the stem of "lining" is the French for linen."""

_PARTS_BEFORE: Final = word_set(
    "chain doublur manch poigne ans anse garnitur bordur pied socl couvercl boucl bouton cadr "
    "fermetur sangl lanier tram lined doubl forrado forrada مبطن garni bord "
    "سدي لحم بطان مقبض مقابض اطار قاعد غطاء حاف حوافي يد سحاب "
    "urdimbr trama forro mango asa marco tapa pata hebilla bord cierr correa ribet"
)
"""The same where the part, or what it is done with, is written first; stemmed."""

_SEEMING_AFTER: Final = word_set(
    "effect look colour color colored coloured styl shap finish ton pattern"
)
_SEEMING_BEFORE: Final = word_set(
    "effet couleur aspect efecto color aspecto forme لون بلون شكل تاثير"
)
"""Words beside which a material is only an appearance."""

_NONE: Final = Token("", "")

_FALSE: Final = word_set("faux fauss fak fake imitation simili falso falsa simulated")


@dataclass(frozen=True, slots=True)
class Mention:
    """A value that a text names, how it stands, and the words that name it."""

    attribute: str
    value: str
    standing: Standing
    words: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one text: mentions, and masks by attribute.

    `wide` holds what is stated and all that it is a kind of.
    """

    mentions: tuple[Mention, ...]
    stated: dict[str, int]
    wide: dict[str, int]
    denied: dict[str, int]


NOTHING: Final = Reading((), {}, {}, {})


class AttributeReader:
    """Reads attributes from texts with a compiled vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def read(self, text: str) -> Reading:
        """Read a raw or normalised text; never raises."""
        found = [m for mentions in self._scan(tokens(text)) for m in mentions]
        if not found:
            return NOTHING
        mentions = self._predominant(found)
        stated: dict[str, int] = {}
        denied: dict[str, int] = {}
        for mention in mentions:
            masks = {"stated": stated, "denied": denied}.get(mention.standing)
            if masks is not None:
                bit = self.vocabulary.mask(mention.attribute, [mention.value])
                masks[mention.attribute] = masks.get(mention.attribute, 0) | bit
        wide = {name: self.vocabulary.widen(name, mask) for name, mask in stated.items()}
        return Reading(tuple(mentions), stated, wide, denied)

    def _scan(self, found: list[Token]) -> Iterator[list[Mention]]:
        places = [n for n, token in enumerate(found) if token.key]
        keys = [found[n].key for n in places]
        shares_first = _shares_first(found)
        at = 0
        denying_until = -1
        while at < len(keys):
            length, values = self.vocabulary.longest(keys, at)
            if not length:
                if keys[at] in NEGATIONS and keys[at] != "free":
                    denying_until = places[at] + 3
                at += 1
                continue
            first, last = places[at], places[at + length - 1]
            follows = found[last + 1] if last + 1 < len(found) else _NONE
            after = "lining" if follows.text in _LININGS else follows.key
            before = keys[at - 1] if at else ""
            following = keys[at + length] if at + length < len(keys) else ""
            denied = first <= denying_until or following == "free"
            words = " ".join(token.text for token in found[first : last + 1])
            share = _share(found, first, last, shares_first)
            if not (after in _SEEMING_AFTER or before in _SEEMING_BEFORE):
                yield [
                    Mention(a, v, _standing(a, before, after, denied), words, share)
                    for a, v in values
                ]
            at += length
            # "without leather or fur": what is joined on is denied as well.
            denying_until = last + 2 if denied and follows.text in _JOINING else -1

    def _predominant(self, mentions: list[Mention]) -> list[Mention]:
        """Of materials with shares, the predominant is stated and the others minor."""
        blend = [m for m in mentions if m.attribute == _MATERIAL and m.share is not None]
        if len({m.value for m in blend}) < 2:  # noqa: PLR2004
            return mentions
        sums: dict[str, float] = {}
        for m in blend:
            sums[self._family(m.value)] = sums.get(self._family(m.value), 0.0) + (m.share or 0.0)
        family = max(sums, key=lambda name: sums[name])
        main = max(
            (m for m in blend if self._family(m.value) == family), key=lambda m: m.share or 0.0
        ).value
        return [
            Mention(m.attribute, m.value, "minor", m.words, m.share)
            if m in blend and m.value != main and m.standing == "stated"
            else m
            for m in mentions
        ]

    def _family(self, material: str) -> str:
        """The textile materials that are weighed together against the others."""
        if material in _ANIMAL_HAIR:
            return "wool"
        wide = self.vocabulary.widen(_MATERIAL, self.vocabulary.mask(_MATERIAL, [material]))
        man_made = self.vocabulary.mask(_MATERIAL, [_MAN_MADE])
        return _MAN_MADE if wide & man_made else material


def _standing(attribute: str, before: str, after: str, denied: bool) -> Standing:
    if denied or before in _FALSE:
        return "denied"
    if attribute == _MATERIAL and (after in _PARTS_AFTER or before in _PARTS_BEFORE):
        return "minor"
    return "stated"


def _shares_first(found: list[Token]) -> bool:
    """Whether shares stand before their materials ("60% cotton") or after ("cotton 60%")."""
    last = max((n for n, token in enumerate(found) if token.share is not None), default=-1)
    return last + 1 < len(found) and bool(found[last + 1].key or found[last + 1].text.isalpha())


def _share(found: list[Token], first: int, last: int, before: bool) -> float | None:
    """The percentage beside a mention, at most two tokens away."""
    near = range(first - 1, first - 4, -1) if before else range(last + 1, last + 3)
    for n in near:
        if 0 <= n < len(found):
            if (share := found[n].share) is not None:
                return share
            if found[n].key and before:
                return None
    return None
