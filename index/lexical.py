"""Finding by words: weighted matches of names, and of everything said of a code.

Two views of the same words. *Names*: how much of a text and of one single passage is
the same, as the cosine of their words weighted by rarity; a text that is exactly a
known name scores 1. *Words*: BM25 over all passages of a code taken together, which
finds goods whose words are spread over several names. Both are sparse matrices, so a
batch of texts is one multiplication.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import bm25s
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from index.errors import SearchIndexError
from index.features import weight_at
from index.spelling import Speller
from index.tokens import words

MOROCCAN: Final = frozenset({"ar", "ary", "ary-latn"})
"""Languages whose words are compared by sound as well."""

Matrix = sparse.csr_matrix


@dataclass(frozen=True, slots=True)
class _Query:
    """Words of a batch of texts as a sparse matrix (texts, vocabulary) of weights."""

    matrix: Matrix
    norms: NDArray[np.float64]


def _unit_rows(matrix: Matrix) -> Matrix:
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    norms[norms == 0] = 1.0
    return sparse.csr_matrix(sparse.diags_array(1.0 / norms) @ matrix)


class LexicalIndex:
    """Words of the passages, weighted, for matching names and for BM25 over codes."""

    def __init__(
        self,
        vocabulary: list[str],
        moroccan: NDArray[np.bool_],
        rarity: NDArray[np.float32],
        names: Matrix,
        codes: Matrix,
    ) -> None:
        self.vocabulary = vocabulary
        self.moroccan = moroccan
        self.rarity = rarity
        self.names = names
        self.codes = codes
        self._names_by_word = sparse.csr_matrix(names.T)
        self._codes_by_word = sparse.csr_matrix(codes.T)
        self._best_by_word = np.asarray(codes.max(axis=0).todense()).ravel()
        self.speller = Speller(vocabulary, moroccan.tolist())

    @classmethod
    def build(
        cls, texts: Sequence[str], langs: Sequence[str], codes: Sequence[int], code_count: int
    ) -> LexicalIndex:
        """Index passages; `codes` gives each passage's document for BM25, -1 for none."""
        bags = [words(text).keys for text in texts]
        vocabulary = sorted({word for bag in bags for word in bag})
        rows = {word: row for row, word in enumerate(vocabulary)}
        moroccan = np.zeros(len(vocabulary), bool)
        other = np.zeros(len(vocabulary), bool)
        for bag, lang in zip(bags, langs, strict=True):
            mask = moroccan if lang in MOROCCAN else other
            mask[[rows[word] for word in bag]] = True
        indexed = [[rows[word] for word in bag] for bag in bags]

        documents: list[list[int]] = [[] for _ in range(code_count)]
        for bag_rows, code in zip(indexed, codes, strict=True):
            if code >= 0:
                documents[code] += bag_rows
        # Rarity over codes, not passages: a word in every name of one code is rare, and tells.
        spread = np.zeros(len(vocabulary))
        for document in documents:
            spread[list(set(document))] += 1
        rarity = np.log1p(code_count / (1.0 + spread)).astype(np.float32)

        names = _unit_rows(cls._weighted(indexed, rarity))
        return cls(vocabulary, moroccan & ~other, rarity, names, cls._bm25(documents, vocabulary))

    @staticmethod
    def _weighted(bags: Iterable[Sequence[int]], rarity: NDArray[np.float32]) -> Matrix:
        indptr, indices = [0], list[int]()
        for bag in bags:
            indices += sorted(set(bag))
            indptr.append(len(indices))
        data = rarity[indices] if indices else np.zeros(0, np.float32)
        return sparse.csr_matrix((data, indices, indptr), shape=(len(indptr) - 1, len(rarity)))

    @staticmethod
    def _bm25(documents: list[list[int]], vocabulary: list[str]) -> Matrix:
        """BM25 weight of every word in every code, (codes, vocabulary)."""
        scorer = bm25s.BM25(k1=1.2, b=0.6)
        ids = bm25s.tokenization.Tokenized(
            ids=documents, vocab={word: row for row, word in enumerate(vocabulary)}
        )
        scorer.index(ids, show_progress=False)
        scores = scorer.scores
        by_word = sparse.csc_matrix(
            (scores["data"], scores["indices"], scores["indptr"]),
            shape=(len(documents), len(scores["indptr"]) - 1),
        )
        return sparse.csr_matrix(by_word[:, : len(vocabulary)])

    def query(self, texts: Sequence[str]) -> _Query:
        """The words of each text, near spellings in place of unknown ones."""
        indptr, indices, data = [0], list[int](), list[float]()
        norms = np.zeros(len(texts))
        unknown = float(self.rarity.max(initial=1.0))
        for place, text in enumerate(texts):
            weights: dict[int, float] = {}
            square = 0.0
            for at, word in enumerate(dict.fromkeys(words(text).keys)):
                spellings, early = self.speller.spellings(word), weight_at(at)
                for spelling in spellings:
                    weight = early * spelling.weight
                    weights[spelling.row] = max(weights.get(spelling.row, 0.0), weight)
                # A word counts once in the length, however many spellings stand for it.
                rare = max((float(self.rarity[s.row]) for s in spellings), default=unknown)
                square += (early * rare) ** 2
            indices += weights
            data += weights.values()
            indptr.append(len(indices))
            norms[place] = square**0.5 or 1.0
        shape = (len(texts), len(self.vocabulary))
        return _Query(sparse.csr_matrix((data, indices, indptr), shape=shape), norms)

    def match_names(self, query: _Query) -> Matrix:
        """Similarity of each text to each passage, (texts, passages), 0 to 1."""
        weighted = query.matrix @ sparse.diags_array(self.rarity)
        unit = sparse.diags_array(1.0 / query.norms) @ weighted
        return sparse.csr_matrix(unit @ self._names_by_word)

    def match_words(self, query: _Query) -> NDArray[np.float32]:
        """BM25 of each text to each code, as a share of the best the words could reach."""
        scores: NDArray[np.float32] = (
            (query.matrix @ self._codes_by_word).toarray().astype(np.float32)
        )
        best = np.asarray(query.matrix @ self._best_by_word, dtype=np.float32)
        best[best == 0] = 1.0
        scores /= best[:, np.newaxis]
        return scores

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        sparse.save_npz(folder / "names.npz", self.names, compressed=False)
        sparse.save_npz(folder / "codes.npz", self.codes, compressed=False)
        np.savez(folder / "vocabulary.npz", moroccan=self.moroccan, rarity=self.rarity)
        (folder / "vocabulary.json").write_text(json.dumps(self.vocabulary), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read an index that `save` wrote.

        Raises:
            SearchIndexError: a file is missing or broken.
        """
        try:
            arrays = np.load(folder / "vocabulary.npz")
            return cls(
                json.loads((folder / "vocabulary.json").read_text(encoding="utf-8")),
                arrays["moroccan"],
                arrays["rarity"],
                sparse.csr_matrix(sparse.load_npz(folder / "names.npz")),
                sparse.csr_matrix(sparse.load_npz(folder / "codes.npz")),
            )
        except (OSError, ValueError, KeyError) as error:
            raise SearchIndexError(
                f"The word index in {folder} is broken ({error}); run `tasnif index build --force`."
            ) from error
