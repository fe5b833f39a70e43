"""The index over the whole Harmonized System: build, search, save, load."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np

from hs_data import EDITION, DataError, Manifest, Nomenclature
from hs_data.tables import TABLES
from index import passages as passage_table
from index.dense import DenseIndex, PassageVectors, centers
from index.encoder import Encoder
from index.errors import SearchIndexError
from index.layout import Identity, Layout, written_whole
from index.lexical import LexicalIndex
from index.passages import Passage
from index.pool import Places, Pool
from index.types import FINDERS, Candidate, Finder, Found, Support, Weights

BuildProgress = Callable[[int, int], None]
"""Told how many texts are encoded so far, of how many."""

CANDIDATES: Final = 50
"""Subheadings looked at closely for each text; the right one is almost never beyond."""

_NEAREST: Final = 400
"""Subheadings whose nearness to a text is known; the others count as not near at all."""

_LEARNED, _TERM, _WORDS = (FINDERS.index(f) for f in ("learned", "term", "words"))
_BY_VECTOR: Final = [FINDERS.index("description"), FINDERS.index("name")]
"""The finders of the pool's two groups of passages, in the order of the groups."""

_FIRST_LOOK: Final = Weights(learned=0.5, description=0, name=0, term=0.35, words=0.15)
"""Weights that only choose the candidates; the ranking is by all the finders."""


class HSIndex:
    """Finds the subheadings that a text may belong to, in any of our languages."""

    def __init__(  # noqa: PLR0917 - the parts of an index, given only by build and load
        self,
        identity: Identity,
        nomenclature: Nomenclature,
        encoder: Encoder,
        passages: Sequence[Passage],
        places: Places,
        vectors: PassageVectors,
        dense: DenseIndex,
        lexical: LexicalIndex,
    ) -> None:
        self.identity = identity
        self.nomenclature = nomenclature
        self.encoder = encoder
        self.passages = passages
        self.lexical = lexical
        self._vectors = vectors
        self._dense = dense
        self.pool = Pool(nomenclature, places)

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
        passages: Sequence[Passage] | None = None,
    ) -> HSIndex:
        """Read the tables, encode what the encoder understands, and index every word.

        Args:
            nomenclature: the tree whose subheadings are searched.
            encoder: makes vectors of the texts.
            progress: told of the texts as they are encoded.
            root: where the tables are.
            passages: the texts to index, instead of all that the tables hold.

        Raises:
            DataError: a table is missing or malformed.
            EncoderError: the model cannot be loaded.
        """
        if passages is None:
            passages = list(passage_table.collect(nomenclature, root))
        # By code, then kind: what belongs together lies together, descriptions first.
        passages = sorted(passages, key=lambda p: (p.code.digits, p.kind != "description"))
        known = encoder.languages
        rows = [n for n, p in enumerate(passages) if known is None or p.lang in known]
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            if progress:
                progress(done, len(rows))

        vectors = np.zeros((len(passages), encoder.dimension), np.float32)
        vectors[rows] = encoder.encode([passages[n].text for n in rows], advance)
        codes = [entry.code for entry in nomenclature.subheadings]
        place = {code: n for n, code in enumerate(codes)}
        places = [place.get(passage.code, -1) for passage in passages]
        lexical = LexicalIndex.build(
            [f"{p.text} {p.condition}" for p in passages],
            [p.lang for p in passages],
            places,
            len(codes),
        )
        learned = encoder.prototypes
        if learned is None:
            middle = centers(vectors, places, len(codes))
        else:
            nothing = np.zeros(encoder.dimension, np.float32)
            middle = np.stack([learned.get(code.digits, nothing) for code in codes])
        return cls(
            cls.identify(encoder, root),
            nomenclature,
            encoder,
            passages,
            Places.of(nomenclature, passages),
            PassageVectors.pack(vectors),
            DenseIndex.from_vectors(middle),
            lexical,
        )

    def find(self, texts: Sequence[str], count: int = CANDIDATES) -> Found:
        """The candidates of each text and every finder's score of each, as arrays."""
        size = self.pool.size
        count = min(count, size)
        encoded = self.encoder.encode(texts)
        learned = np.zeros((len(texts), size), np.float32)
        cosines, nearest = self._dense.search(encoded, _NEAREST)
        np.put_along_axis(learned, nearest, np.maximum(cosines, 0.0), axis=1)
        query = self.lexical.query(texts)
        matches = self.lexical.match_names(query)
        names = self.pool.pool(matches)
        by_words = self.lexical.match_words(query)
        first = (
            _FIRST_LOOK.learned * learned
            + _FIRST_LOOK.term * names.scores
            + _FIRST_LOOK.words * by_words
        )
        places = np.argpartition(-first, count - 1, axis=1)[:, :count]
        # In nomenclature order, so that equal scores always come out in the same order.
        places.sort(axis=1)
        scores = np.zeros((len(texts), count, len(FINDERS)), np.float32)
        rows = np.full((len(texts), count, len(FINDERS)), -1, np.int64)
        scores[:, :, _LEARNED] = np.take_along_axis(learned, places, axis=1)
        scores[:, :, _TERM] = np.take_along_axis(names.scores, places, axis=1)
        rows[:, :, _TERM] = np.take_along_axis(names.rows, places, axis=1)
        scores[:, :, _WORDS] = np.take_along_axis(by_words, places, axis=1)
        for text in range(len(texts)):
            close = self.pool.closest(self._vectors, encoded[text], places[text])
            scores[text][:, _BY_VECTOR], rows[text][:, _BY_VECTOR] = close.scores, close.rows
        away = self.pool.away(matches, places)
        return Found(places, scores, rows, away.scores, away.rows)

    def search(
        self, texts: Sequence[str], top: int = 20, weights: Weights | None = None
    ) -> list[list[Candidate]]:
        """The best subheadings of each text by a weighted sum, best first.

        Fewer than `top` where nothing else matched.
        """
        if not texts:
            return []
        found = self.find(texts, max(top, CANDIDATES))
        fused = found.scores @ (weights or Weights()).array()
        order = np.argsort(-fused, axis=1, kind="stable")[:, :top]
        return [
            [
                self.candidate(found, text, int(n), float(fused[text, n]))
                for n in order[text]
                if fused[text, n] > 0
            ]
            for text in range(len(texts))
        ]

    def candidate(self, found: Found, text: int, place: int, score: float) -> Candidate:
        """One cell of what was found as a candidate with its support."""
        support: dict[Finder, Support] = {}
        for n, finder in enumerate(FINDERS):
            value, row = float(found.scores[text, place, n]), int(found.rows[text, place, n])
            if value > 0:
                support[finder] = Support(value, self.passages[row] if row >= 0 else None)
        return Candidate(self.pool.subheadings[found.places[text, place]], score, support)

    def save(self, folder: Path) -> None:
        """Write the index; a crash half-way leaves what was there before."""
        with written_whole(folder) as scratch:
            layout = Layout(scratch)
            self._dense.save(layout.centers)
            self._vectors.save(layout.vectors)
            self.lexical.save(scratch)
            passage_table.save(self.passages, layout.passages)
            self.pool.places.save(layout.places)
            counts = {"passages": len(self.passages), "subheadings": self.pool.size}
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
            passages = passage_table.load(layout.passages)
        except DataError as error:
            raise SearchIndexError(
                f"The index in {folder} is broken ({error}); run `tasnif index build --force`."
            ) from error
        vectors, places = PassageVectors.load(layout.vectors), Places.load(layout.places)
        if not len(vectors) == len(places.nodes) == len(passages):
            raise SearchIndexError(
                f"The index in {folder} is broken: {len(vectors)} vectors and "
                f"{len(places.nodes)} places for {len(passages)} texts; run `tasnif index build "
                "--force`."
            )
        return cls(
            identity,
            nomenclature,
            encoder,
            passages,
            places,
            vectors,
            DenseIndex.load(layout.centers),
            LexicalIndex.load(folder),
        )
