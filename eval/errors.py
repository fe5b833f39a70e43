"""What can go wrong in an evaluation; see `hs_data.errors` for the whole tree."""

from hs_data import TasnifError


class CaseError(TasnifError):
    """A file of cases that cannot be read, or a system that is not known."""
