"""What can go wrong when finding candidates; see `hs_data.errors` for the whole tree."""

from hs_data.errors import TasnifError


class SearchIndexError(TasnifError):
    """A built index that is missing, stale, of another format, or broken on disk."""


class EncoderError(TasnifError):
    """A model that cannot be found, fails its checksum, or does not load."""
