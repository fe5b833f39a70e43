"""What can go wrong, as one small tree.

::

    TasnifError
    ├── UnknownCodeError        a code that HS 2022 does not have
    ├── DataError               a table that is missing or malformed
    ├── SearchIndexError        (index)  a built index that is missing, stale or broken
    ├── EncoderError            (index)  a model that cannot be found, verified or loaded
    ├── AnswerError             (classifier)  an answer to no question that was asked
    ├── SettingsError           (api)    a variable of the environment that cannot be used
    ├── CatalogueError          (api)    a catalogue that cannot be read or written
    │   ├── FormatError                  not of the kind its name says, or broken
    │   ├── ColumnError                  no column describes goods
    │   ├── LimitError                   larger than is taken
    │   └── InterruptedRunError          stopped before its end
    ├── DecisionError           (api)    a decision that cannot be kept
    ├── StoreError              (api)    a database of decisions that cannot be used
    ├── RefusedError            (api)    a request above the server's limits
    └── CaseError               (eval)   a file of cases that cannot be read
        ├── SpecError                    a specification that cannot be followed
        ├── SystemFailedError            a system under measure that failed
        └── RunError                     a run folder that cannot be used

Every message is one sentence that a person can act on. The upper packages add
their own branches in their own `errors.py`; all descend from `TasnifError`, so
one `except` at a door catches what is meant for a user and nothing else.
"""


class TasnifError(Exception):
    """Something a person can act on; its text says what."""


class UnknownCodeError(TasnifError):
    """A code that is malformed or that HS 2022 does not have."""


class DataError(TasnifError):
    """A data table that is missing, malformed or different from its manifest."""
