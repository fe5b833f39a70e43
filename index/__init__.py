"""Finding candidates: normalisation, words, vectors, and the index over all of the HS."""

from index.encoder import DEFAULT_ENCODER, Encoder, SentenceEncoder
from index.errors import EncoderError, SearchIndexError
from index.hsindex import HSIndex
from index.layout import Identity
from index.normalise import normalise
from index.passages import Passage
from index.tokens import Words, words
from index.types import FINDERS, Candidate, Finder, Support, Weights

__all__ = [
    "DEFAULT_ENCODER",
    "FINDERS",
    "Candidate",
    "Encoder",
    "EncoderError",
    "Finder",
    "HSIndex",
    "Identity",
    "Passage",
    "SearchIndexError",
    "SentenceEncoder",
    "Support",
    "Weights",
    "Words",
    "normalise",
    "words",
]
