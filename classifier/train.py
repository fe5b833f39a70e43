"""Train everything that ships: `python -m classifier.train`.

1. A third of the listings and a seventh of the names are set aside. An encoder is
   trained, and an index built, without them. The ranker is fitted on how the listings
   fare, which are texts as sellers and declarants write them, and on names written out
   the way sellers write (`compose`): half from names set aside, half from names that
   the index knows. It is measured on a quarter that the fit did not see either.
2. The encoder that ships is trained on all the tables.

Only `hs_data/tables` is read. Seeds are fixed; ten minutes or so on two cores.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from classifier.compatibility import Compatibility
from classifier.features import FEATURES, features, heading_numbers
from classifier.ranker import MODEL, Ranker
from classifier.reading import read
from classifier.reliability import calibration_error, reliability
from hs_data import HSCode, Manifest, nomenclature
from index import HSIndex, Passage, StaticEncoder
from index import train as encoder_training
from index.passages import collect
from index.static import MODEL as SHIPPED

_HELD: Final = 1 / 7
_HELD_LISTINGS: Final = 1 / 3
_NAMES: Final = 0.5
"""Names written out, of either kind, for each listing that the ranker is fitted on."""

_UNSEEN: Final = 1 / 4
_LEAST_LEFT: Final = 4
"""Names that a subheading keeps at least: it must still be there to be found."""

_FEWEST: Final = 2000
"""Listings that are reckoned with at least, where tables hold fewer."""

_SECOND_NAME: Final = 0.3
_NOISY: Final = 0.5
_BEFORE: Final = 0.5
_MISSPELT: Final = 0.15

NOISE: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "handmade", "new", "gift", "2 pcs", "pack of 6", "size M", "best quality", "30x40 cm",
        "for home", "blue", "free shipping", "vintage", "500 g", "from Morocco", "sample", "red",
        "large", "for my sister", "10 kg carton", "made by hand", "traditional", "set of 3",
    ),
    "fr": (
        "fait main", "neuf", "cadeau", "2 pièces", "lot de 6", "taille M", "bonne qualité",
        "30x40 cm", "pour la maison", "bleu", "artisanat marocain", "500 g", "petit modèle",
        "grand", "traditionnel", "carton de 10 kg", "pour ma mère", "de Fès", "rouge",
    ),
    "ar": (
        "صناعة يدوية", "جديد", "هدية", "قطعتان", "مقاس متوسط", "جودة عالية", "30x40 سم", "أزرق",
        "للمنزل", "500 غرام", "من المغرب", "تقليدي", "كبير", "كرتون 10 كغ", "أصلي", "أحمر",
    ),
    "ary": (
        "خدمة اليد", "جديد", "كادو", "جوج", "مزيان", "كبير", "صغير", "ديال الدار", "زرق", "بلدي",
        "من فاس", "500 غرام", "للبيع", "رخيص",
    ),
    "ary-latn": (
        "khedma d lyed", "jdid", "cadeau", "jouj", "mezyan", "kbir", "sghir", "dyal dar", "zre9",
        "beldi", "mn fes", "500g", "lbi3", "rkhis",
    ),
    "es": (
        "hecho a mano", "nuevo", "regalo", "2 piezas", "pack de 6", "talla M", "buena calidad",
        "30x40 cm", "para casa", "azul", "artesanal", "500 g", "de Marruecos", "grande",
        "tradicional", "caja de 10 kg", "rojo",
    ),
}  # fmt: skip
"""Words that sellers add and that say nothing of which goods, by language."""

_RIDGE: Final = 1e-3
_SUBHEADING: Final = 6


def hold_out(passages: Sequence[Passage], seed: int) -> tuple[list[Passage], list[Passage]]:
    """Split passages into those to learn from and those to be asked about."""
    rng = random.Random(seed)
    left = Counter(p.code for p in passages if p.kind == "term")
    kept: list[Passage] = []
    held: list[Passage] = []
    for passage in passages:
        name = (
            passage.kind == "term"
            and passage.code.level == _SUBHEADING
            and left[passage.code] > _LEAST_LEFT
        )
        if name and rng.random() < _HELD:
            left[passage.code] -= 1
            held.append(passage)
        elif passage.kind == "listing" and rng.random() < _HELD_LISTINGS:
            held.append(passage)
        else:
            kept.append(passage)
    return kept, held


def compose(held: Sequence[Passage], seed: int) -> list[tuple[str, HSCode]]:
    """Texts as sellers write them, from names that were set aside.

    A third stay as they are; the others gain what says nothing of the goods (sizes,
    counts, praise, occasions), a second name of the same code in the same language, or
    a misspelling.
    """
    rng = random.Random(seed)
    of_code: dict[tuple[HSCode, str], list[str]] = defaultdict(list)
    for passage in held:
        of_code[passage.code, passage.lang].append(passage.text)
    texts: list[tuple[str, HSCode]] = []
    for passage in held:
        text = passage.text
        if rng.random() < _SECOND_NAME:
            text = f"{text} {rng.choice(of_code[passage.code, passage.lang])}"
        if rng.random() < _NOISY:
            noise = rng.sample(NOISE[passage.lang if passage.lang in NOISE else "en"], 2)
            text = (
                f"{noise[0]} {text} {noise[1]}" if rng.random() < _BEFORE else f"{text} {noise[1]}"
            )
        if rng.random() < _MISSPELT:
            keys = text.split()
            at = rng.randrange(len(keys))
            keys[at] = encoder_training.misspell(keys[at], rng)
            text = " ".join(keys)
        texts.append((text, passage.code))
    return texts


def fit(seen: NDArray[np.float32], right: NDArray[np.bool_]) -> Ranker:
    """Weights of greatest likelihood, with a slight ridge, over texts whose right code was found.

    No weight may be negative: every feature is evidence for a code, and one that the fit
    would turn against it has only learned how the texts were set aside.

    Args:
        seen: features, (texts, candidates, features).
        right: which candidates are right, (texts, candidates).
    """
    found = right.any(axis=1)
    x, y = seen[found].astype(np.float64), right[found].astype(np.float64)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = x @ weights
        logits -= logits.max(axis=1, keepdims=True)
        mass = np.exp(logits)
        shares = mass / mass.sum(axis=1, keepdims=True)
        on_right = (shares * y).sum(axis=1)
        posterior = shares * y / on_right[:, None]
        gradient = np.einsum("tcf,tc->f", x, shares - posterior) / len(x)
        value = -np.log(on_right).mean() + _RIDGE * float(weights @ weights)
        return float(value), gradient + 2 * _RIDGE * weights

    best = minimize(
        loss, np.zeros(x.shape[2]), jac=True, method="L-BFGS-B", bounds=[(0, None)] * x.shape[2]
    )
    return Ranker(tuple(float(weight) for weight in best.x))


def figures(
    ranker: Ranker, seen: NDArray[np.float32], right: NDArray[np.bool_]
) -> dict[str, float]:
    """First place, first five and calibration over all texts, also those not found."""
    shares = ranker.probabilities(seen)
    order = np.argsort(-shares, axis=1, kind="stable")
    ranked = np.take_along_axis(right, order, axis=1)
    sure = np.take_along_axis(shares, order[:, :1], axis=1)[:, 0]
    return {
        "found": round(float(right.any(axis=1).mean()), 4),
        "top_1": round(float(ranked[:, 0].mean()), 4),
        "top_5": round(float(ranked[:, :5].any(axis=1).mean()), 4),
        "calibration_error": round(calibration_error(reliability(sure, ranked[:, 0])), 4),
    }


def ask(
    index: HSIndex, cases: Sequence[tuple[str, HSCode]]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Features of the candidates for texts, and which are right."""
    place = {code: n for n, code in enumerate(index.pool.subheadings)}
    headings = heading_numbers(index.pool.subheadings)
    compatibility = Compatibility.load(index.pool.subheadings)
    seen, right = [], []
    for start in range(0, len(cases), 512):
        batch = cases[start : start + 512]
        texts = [read(text).text for text, _ in batch]
        found = index.find(texts)
        readings = [compatibility.reader.read(text) for text in texts]
        fits = compatibility.features(readings, found.places)
        seen.append(features(found, headings, fits))
        right.append(found.places == np.array([place[code] for _, code in batch])[:, None])
    return np.concatenate(seen), np.concatenate(right)


def train_ranker(recipe: encoder_training.Recipe, out: Path) -> dict[str, Any]:
    """Fit the ranker on held-out texts and write it; returns its figures."""
    tree = nomenclature()
    rng = random.Random(recipe.seed)
    kept, held = hold_out(list(collect(tree)), recipe.seed)
    with tempfile.TemporaryDirectory() as scratch:
        encoder = encoder_training.train(Path(scratch), recipe, kept)
        index = HSIndex.build(tree, encoder, passages=kept)
        listings = [p for p in held if p.kind == "listing"]
        unseen_names = [p for p in held if p.kind == "term"]
        # Half the texts people write use names that the tables know, half do not: a fit on
        # unknown names alone would learn that a name that matches is the wrong one.
        known = [p for p in kept if p.kind == "term" and p.code.level == _SUBHEADING]
        count = min(int(_NAMES * max(len(listings), _FEWEST)), len(unseen_names), len(known))
        names = [*rng.sample(unseen_names, count), *rng.sample(known, count)]
        cases = [(p.text, p.code) for p in listings] + compose(names, recipe.seed)
        rng.shuffle(cases)
        seen, right = ask(index, cases)
    unseen = int(len(cases) * _UNSEEN)
    ranker = fit(seen[unseen:], right[unseen:])
    told: dict[str, Any] = {
        "cases": len(cases),
        "held_out": len(held),
        "figures": figures(ranker, seen[:unseen], right[:unseen]),
        "without": {
            name: figures(without(seen[unseen:], right[unseen:], n), seen[:unseen], right[:unseen])
            for n, name in enumerate(FEATURES)
        },
    }
    ranker.save(out, {"data": Manifest.measure().checksum, "seed": recipe.seed, **told})
    return told


def without(seen: NDArray[np.float32], right: NDArray[np.bool_], feature: int) -> Ranker:
    """The ranker fitted without one feature: an ablation."""
    blind = seen.copy()
    blind[:, :, feature] = 0.0
    return fit(blind, right)


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(prog="python -m classifier.train", description=__doc__)
    parser.add_argument("--only", choices=("encoder", "ranker"), help="train one of the two")
    options = parser.parse_args()
    recipe = encoder_training.Recipe()
    if options.only != "encoder":
        told = train_ranker(recipe, MODEL)
        print(f"ranker: {told['figures']}")  # noqa: T201
        for name, figure in told["without"].items():
            print(f"  without {name}: {figure}")  # noqa: T201
    if options.only != "ranker":
        encoder: StaticEncoder = encoder_training.train(SHIPPED, recipe)
        print(encoder.identity)  # noqa: T201


if __name__ == "__main__":
    main()
