"""What can be wrong with a catalogue; each message says what to do."""

from __future__ import annotations

from hs_data import TasnifError


class CatalogueError(TasnifError):
    """A catalogue cannot be read or written."""


class FormatError(CatalogueError):
    """The file is not of the kind its name says, or is broken."""


class ColumnError(CatalogueError):
    """The columns that describe the goods are not there, or cannot be told."""


class LimitError(CatalogueError):
    """The file is larger than is taken."""


class InterruptedRunError(CatalogueError):
    """The run was stopped before its end; what was done is kept for a resume."""
