"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from hs_data import Language

LanguageOption = Annotated[Language, typer.Option("--lang", help="Language of the answer.")]
