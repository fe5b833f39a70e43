"""The index over the whole Harmonized System: build, search, save, load."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hs_data import EDITION, Manifest, Nomenclature
from hs_data.tables import TABLES
from index import passages as passage_table
from index.dense import DenseIndex
from index.encoder import Encoder
from index.errors import SearchIndexError
from index.layout import Identity, Layout, written_whole
from index.lexical import LexicalIndex
from index.passages import Passage
from index.pool import Pool, Pooled, Rows, Scores
from index.types import FINDERS, Candidate, Finder, Support, Weights

BuildProgress = Callable[[int, int], None]
"""Told how many texts are encoded so far, of how many."""

_DENSE_TOP: Final = 400
"""Nearest passages kept of a text: a few dozen codes with several names each."""


class HSIndex:
    """Finds the subheadings that a text may belong to, in any of our languages."""

    def __init__(  # noqa: PLR0917 - the parts of an index, given only by build and load
        self,
        identity: Identity,
        nomenclature: Nomenclature,
        encoder: Encoder,
        passages: list[Passage],
        dense: DenseIndex,
        dense_rows: NDArray[np.int64],
        lexical: LexicalIndex,
    ) -> None:
        self.identity = identity
        self.nomenclature = nomenclature
        self.encoder = encoder
        self.passages = passages
        self.lexical = lexical
        self._dense = dense
        self._dense_rows = dense_rows
        self._is_description = np.array([p.kind == "description" for p in passages])
        self.pool = Pool(nomenclature, [p.code for p in passages])

    @classmethod
    def identify(cls, encoder: Encoder, root: Path = TABLES) -> Identity:
        """The identity that an index built now would have."""
        return Identity(EDITION, Manifest.measure(root).checksum[:16], encoder.identity)

    @classmethod
    def build(
        cls,
        nomenclature: Nomenclature,
        encoder: Encoder,
        progress: BuildProgress | None = None,
        root: Path = TABLES,
    ) -> HSIndex:
        """Read the tables, encode what the encoder understands, and index every word.

        Raises:
            DataError: a table is missing or malformed.
            EncoderError: the model cannot be loaded.
        """
        passages = list(passage_table.collect(nomenclature, root))
        known = encoder.languages
        dense_rows = np.array(
            [n for n, p in enumerate(passages) if known is None or p.lang in known], dtype=np.int64
        )
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            if progress:
                progress(done, len(dense_rows))

        vectors = encoder.encode([passages[n].text for n in dense_rows], advance)
        place = {entry.code: n for n, entry in enumerate(nomenclature.subheadings)}
        lexical = LexicalIndex.build(
            [f"{p.text} {p.condition}" for p in passages],
            [p.lang for p in passages],
            [place.get(p.code, -1) for p in passages],
            len(place),
        )
        return cls(
            cls.identify(encoder, root),
            nomenclature,
            encoder,
            passages,
            DenseIndex.from_vectors(vectors),
            dense_rows,
            lexical,
        )

    def score(self, texts: Sequence[str]) -> dict[Finder, Pooled]:
        """Every finder's scores of every subheading, for each text."""
        similarities, places = self._dense.search(self.encoder.encode(texts), _DENSE_TOP)
        nearest = self._dense_rows[places]
        described = self._is_description[nearest]
        # Cosines below zero say nothing more than "unrelated".
        positive = np.maximum(similarities, 0.0)

        def dense(mask: NDArray[np.bool_]) -> Pooled:
            return self.pool.pool(
                [(s[m], n[m]) for s, n, m in zip(positive, nearest, mask, strict=True)]
            )

        query = self.lexical.query(texts)
        matches = self.lexical.match_names(query)
        by_name: list[tuple[Scores, Rows]] = []
        for text in range(len(texts)):
            start, end = matches.indptr[text], matches.indptr[text + 1]
            by_name.append((matches.data[start:end], matches.indices[start:end].astype(np.int64)))
        by_words = self.lexical.match_words(query)
        return {
            "description": dense(described),
            "name": dense(~described),
            "term": self.pool.pool(by_name),
            "words": Pooled(by_words, np.full(by_words.shape, -1, np.int64)),
        }

    def search(
        self, texts: Sequence[str], top: int = 20, weights: Weights | None = None
    ) -> list[list[Candidate]]:
        """The best subheadings of each text, best first; fewer where nothing else matched."""
        if not texts:
            return []
        weights = weights or Weights()
        scored = self.score(texts)
        fused = np.sum([weights.of(f) * scored[f].scores for f in FINDERS], axis=0)
        return [self._candidates(n, fused[n], scored, top) for n in range(len(texts))]

    def _candidates(
        self, text: int, fused: Scores, scored: dict[Finder, Pooled], top: int
    ) -> list[Candidate]:
        count = min(top, len(fused))
        best = np.argpartition(-fused, count - 1)[:count]
        # Equal scores in nomenclature order, so that the same input gives the same answer.
        best = best[np.lexsort((best, -fused[best]))]
        candidates: list[Candidate] = []
        for place in best:
            if fused[place] <= 0:
                break
            support: dict[Finder, Support] = {}
            for finder in FINDERS:
                score, row = scored[finder].scores[text, place], scored[finder].rows[text, place]
                if score > 0:
                    support[finder] = Support(
                        float(score), self.passages[row] if row >= 0 else None
                    )
            candidates.append(Candidate(self.pool.subheadings[place], float(fused[place]), support))
        return candidates

    def save(self, folder: Path) -> None:
        """Write the index; a crash half-way leaves what was there before."""
        with written_whole(folder) as scratch:
            layout = Layout(scratch)
            self._dense.save(layout.vectors)
            np.save(layout.vector_rows, self._dense_rows)
            self.lexical.save(scratch)
            passage_table.save(self.passages, layout.passages)
            counts = {"passages": len(self.passages), "vectors": len(self._dense)}
            meta = {"identity": asdict(self.identity), "counts": counts}
            layout.meta.write_text(json.dumps(meta, indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(
        cls, folder: Path, nomenclature: Nomenclature, encoder: Encoder, root: Path = TABLES
    ) -> HSIndex:
        """Read an index that `save` wrote from the same data, encoder and format.

        Raises:
            SearchIndexError: there is none, it is broken, or built from something else.
        """
        layout = Layout(folder)
        identity = cls.identify(encoder, root)
        identity.require(layout.read_identity(), folder)
        try:
            dense_rows = np.load(layout.vector_rows)
        except (OSError, ValueError) as error:
            raise SearchIndexError(
                f"The index in {folder} is broken ({error}); run `tasnif index build --force`."
            ) from error
        return cls(
            identity,
            nomenclature,
            encoder,
            passage_table.load(layout.passages),
            DenseIndex.load(layout.vectors),
            dense_rows,
            LexicalIndex.load(folder),
        )
