"""What can go wrong with decisions, each one sentence that a person can act on.

::

    TasnifError
    ├── DecisionError            a decision that cannot be kept as it stands
    └── StoreError               the database of decisions
        ├── StoreAddressError        TASNIF_DATABASE is no address that can be used
        ├── StoreUnreachableError    nothing usable answers at the address
        ├── StoreLockedError         another process holds the database for too long
        └── StoreNewerError          a newer Tasnif has written the database

A code that HS 2022 does not have is the same `UnknownCodeError` as everywhere.
"""

from __future__ import annotations

from hs_data import TasnifError


class DecisionError(TasnifError):
    """A decision, a filter or a cursor that cannot be used as it stands."""


class StoreError(TasnifError):
    """Something about the database of decisions, not about a decision."""


class StoreAddressError(StoreError):
    """An address of a database that cannot be used; never tells the address, nor its password."""


class StoreUnreachableError(StoreError):
    """Nothing answers at the address, or what answers is not usable."""


class StoreLockedError(StoreError):
    """Another process has been writing for longer than we wait."""


class StoreNewerError(StoreError):
    """The database has been written by a newer version of Tasnif."""
