"""Finding candidates: normalisation, words, vectors, and the index over all of the HS."""

from index.choice import DEFAULT_ENCODER, open_encoder
from index.encoder import MINILM, Encoder, SentenceEncoder
from index.errors import EncoderError, SearchIndexError
from index.hsindex import HSIndex
from index.layout import Identity
from index.normalise import normalise
from index.passages import Passage
from index.static import StaticEncoder
from index.tokens import Words, words
from index.types import FINDERS, Candidate, Finder, Found, Support, Weights

__all__ = [
    "DEFAULT_ENCODER",
    "FINDERS",
    "MINILM",
    "Candidate",
    "Encoder",
    "EncoderError",
    "Finder",
    "Found",
    "HSIndex",
    "Identity",
    "Passage",
    "SearchIndexError",
    "SentenceEncoder",
    "StaticEncoder",
    "Support",
    "Weights",
    "Words",
    "normalise",
    "open_encoder",
    "words",
]
