"""Migrations of the database of decisions, oldest first in `versions/`, numbered."""

from __future__ import annotations

from typing import Final

HEAD: Final = "0001"
"""The newest revision; raise it with every migration that is added."""

VERSION_TABLE: Final = "tasnif_schema"
"""Where a database says its revision; a name of our own, as it may be shared."""
