"""What can go wrong in a conversation with the classifier."""

from __future__ import annotations

from hs_data import TasnifError


class AnswerError(TasnifError):
    """An answer to a question that was not asked, or that is none of those offered."""
