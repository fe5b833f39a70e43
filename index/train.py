"""Train our own encoder from the shipped tables: `python -m index.train`.

Every description, term and listing of a subheading is an example of it, in every
language. The model is the mean of a text's subword vectors; the loss is cross-entropy
over the cosines to one prototype for each of the 5,612 subheadings, with label
smoothing, and words misspelt, dropped and joined by their condition on the way. A few
minutes on two cores. Nothing outside `hs_data/tables` is read: no base model, no
reference file, no development case.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from hs_data import EDITION, Manifest, Nomenclature, nomenclature
from index.features import features_of_words
from index.passages import Passage, collect
from index.static import MODEL, StaticEncoder, save
from index.tokens import words


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides the result besides the tables."""

    buckets: int = 1 << 17
    dimension: int = 256
    epochs: int = 5
    batch: int = 256
    rate: float = 0.02
    prototype_rate: float = 0.01
    scale: float = 20.0
    smoothing: float = 0.1
    feature_dropout: float = 0.2
    word_dropout: float = 0.05
    typos: float = 0.05
    condition: float = 0.5
    seed: int = 2022


@dataclass(frozen=True, slots=True)
class Example:
    """Words of one passage, those of its condition, and its subheading's place."""

    words: tuple[str, ...]
    condition: tuple[str, ...]
    place: int


def examples(passages: Sequence[Passage], tree: Nomenclature) -> list[Example]:
    """Examples from the passages of subheadings; a heading's passages teach no single one."""
    place = {entry.code: n for n, entry in enumerate(tree.subheadings)}
    return [
        Example(words(p.text).keys, words(p.condition).keys if p.condition else (), place[p.code])
        for p in passages
        if p.code in place
    ]


def misspell(word: str, rng: random.Random) -> str:
    """Drop, double or swap inner letters; the first and the last stay."""
    if len(word) < 4 or not word.isalpha():  # noqa: PLR2004
        return word
    at = rng.randrange(1, len(word) - 2)
    kind = rng.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[: at + 1] + word[at:]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def vary(example: Example, recipe: Recipe, rng: random.Random) -> NDArray[np.int64]:
    """Features of an example as somebody else might have written it."""
    keys = list(example.words)
    if example.condition and rng.random() < recipe.condition:
        keys += example.condition
    if len(keys) > 2:  # noqa: PLR2004 - of one or two words none can be spared
        keys = [key for key in keys if rng.random() >= recipe.word_dropout] or keys
    keys = [misspell(key, rng) if rng.random() < recipe.typos else key for key in keys]
    found = features_of_words(keys, recipe.buckets)
    kept = [feature for feature in found if rng.random() >= recipe.feature_dropout]
    return np.array(kept or found, np.int64)


def _bag(bags: Sequence[NDArray[np.int64]]) -> tuple[torch.Tensor, torch.Tensor]:
    starts = np.cumsum([0, *(len(bag) for bag in bags[:-1])])
    return torch.from_numpy(np.concatenate(bags)), torch.from_numpy(starts)


def fit(
    data: Sequence[Example], codes: int, recipe: Recipe, quiet: bool = False
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Learn the table (buckets, dimension) and the prototypes (codes, dimension)."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    table = torch.nn.EmbeddingBag(recipe.buckets, recipe.dimension, mode="mean", sparse=True)
    spread = 0.5 / recipe.dimension**0.5
    torch.nn.init.uniform_(table.weight, -spread, spread)
    prototypes = torch.nn.Parameter(0.05 * torch.randn(codes, recipe.dimension))
    optimisers: list[tuple[Any, float]] = [
        (torch.optim.SparseAdam(list(table.parameters()), lr=recipe.rate), recipe.rate),
        (torch.optim.Adam([prototypes], lr=recipe.prototype_rate), recipe.prototype_rate),
    ]
    order = list(range(len(data)))
    steps = recipe.epochs * -(-len(data) // recipe.batch)
    step = 0
    for epoch in range(recipe.epochs):
        rng.shuffle(order)
        start, total = time.perf_counter(), 0.0
        for begin in range(0, len(order), recipe.batch):
            chosen = [data[n] for n in order[begin : begin + recipe.batch]]
            for optimiser, rate in optimisers:
                for group in optimiser.param_groups:
                    group["lr"] = rate * max(1 - step / steps, 0.05)
            step += 1
            vectors = torch.nn.functional.normalize(
                table(*_bag([vary(example, recipe, rng) for example in chosen])), dim=1
            )
            cosines = vectors @ torch.nn.functional.normalize(prototypes, dim=1).T
            loss = torch.nn.functional.cross_entropy(
                recipe.scale * cosines,
                torch.tensor([example.place for example in chosen]),
                label_smoothing=recipe.smoothing,
            )
            for optimiser, _ in optimisers:
                optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            for optimiser, _ in optimisers:
                optimiser.step()
            total += loss.item() * len(chosen)
        if not quiet:
            seconds = time.perf_counter() - start
            print(f"epoch {epoch + 1}: loss {total / len(data):.3f}, {seconds:.0f} s", flush=True)  # noqa: T201
    return table.weight.detach().numpy(), prototypes.detach().numpy()


def train(folder: Path, recipe: Recipe, passages: Sequence[Passage] | None = None) -> StaticEncoder:
    """Train on all the tables, or on some passages, and write the model with its manifest."""
    tree = nomenclature()
    data = examples(list(collect(tree)) if passages is None else passages, tree)
    codes = [entry.code.digits for entry in tree.subheadings]
    table, prototypes = fit(data, len(codes), recipe)
    manifest = {
        "name": "tasnif-static",
        "edition": EDITION,
        "data": Manifest.measure().checksum,
        "base_model": None,
        "command": "python -m classifier.train",
        "recipe": asdict(recipe),
        "examples": len(data),
        "torch": torch.__version__.split("+", maxsplit=1)[0],
    }
    save(folder, table, prototypes, codes, manifest)
    return StaticEncoder(folder)


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(prog="python -m index.train", description=__doc__)
    parser.add_argument("--out", type=Path, default=MODEL, help="folder of the model")
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    options = parser.parse_args()
    encoder = train(options.out, Recipe(epochs=options.epochs))
    print(f"{encoder.identity} in {options.out}")  # noqa: T201


if __name__ == "__main__":
    main()
