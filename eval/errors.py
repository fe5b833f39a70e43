"""What can go wrong in an evaluation; see `hs_data.errors` for the whole tree."""

from hs_data import TasnifError


class CaseError(TasnifError):
    """A file of cases that cannot be read, or a system that is not known."""


class SpecError(CaseError):
    """A specification of a run, thresholds or figures that cannot be used as written."""


class SystemFailedError(CaseError):
    """A measured system that did not answer, or answered in no shape that can be read."""


class RunError(CaseError):
    """A folder that holds no run, or two runs that cannot be compared."""
