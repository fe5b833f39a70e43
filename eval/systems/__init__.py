"""The systems that are measured side by side: Tasnif, its ablations, baselines, and others."""

from eval.systems.base import Ranking, System
from eval.systems.registry import make_systems

__all__ = ["Ranking", "System", "make_systems"]
