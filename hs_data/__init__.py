"""What the tariff says, and what people call things: the tables and the tree."""

from hs_data.code import HSCode
from hs_data.errors import DataError, TasnifError, UnknownCodeError
from hs_data.languages import ANSWER_LANGUAGES, TERM_LANGUAGES, Language
from hs_data.manifest import Manifest
from hs_data.nomenclature import EDITION, Nomenclature, nomenclature
from hs_data.records import AttributeRow, Boundary, HSEntry, Listing, Section, Term
from hs_data.version import __version__

__all__ = [
    "ANSWER_LANGUAGES",
    "EDITION",
    "TERM_LANGUAGES",
    "AttributeRow",
    "Boundary",
    "DataError",
    "HSCode",
    "HSEntry",
    "Language",
    "Listing",
    "Manifest",
    "Nomenclature",
    "Section",
    "TasnifError",
    "Term",
    "UnknownCodeError",
    "__version__",
    "nomenclature",
]
