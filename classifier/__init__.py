"""Deciding and explaining: from a text to the codes it can be, and why."""

from classifier.classifier import Classifier, cache_folder
from classifier.types import (
    Classification,
    Evidence,
    Outcome,
    Query,
    Reason,
    RollUp,
    Suggestion,
    Versions,
)

__all__ = [
    "Classification",
    "Classifier",
    "Evidence",
    "Outcome",
    "Query",
    "Reason",
    "RollUp",
    "Suggestion",
    "Versions",
    "cache_folder",
]
