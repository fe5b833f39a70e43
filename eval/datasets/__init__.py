"""Reading labelled cases from wherever they are: one small adapter for each layout."""

from eval.datasets.codes import read_code
from eval.datasets.registry import ADAPTERS, read_dataset
from eval.datasets.source import Source

__all__ = ["ADAPTERS", "Source", "read_code", "read_dataset"]
