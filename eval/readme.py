"""Tables of a README, generated between markers from the committed figures.

`<!-- figures -->` and `<!-- /figures -->` hold all systems and the languages; the other
blocks (`probabilities`, `questions`, `robustness`, `ablations`) can stand wherever a
page wants them. A page that differs from the figures fails the check.
"""

from __future__ import annotations

import re
from pathlib import Path

from eval.errors import SpecError
from eval.folder import write_whole
from eval.report.blocks import BLOCKS, Summaries


def generated(text: str, summaries: Summaries, where: object = "The page") -> str:
    """A page with all its blocks made anew.

    Raises:
        SpecError: the page has no block.
    """
    blocks = 0
    for name, make in BLOCKS.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        body = "\n".join(["", *make(summaries), "", ""])
        text, count = pattern.subn(lambda m, body=body: m[1] + body + m[2], text)  # type: ignore[misc]
        blocks += count
    if not blocks:
        marks = ", ".join(f"<!-- {name} -->" for name in BLOCKS)
        raise SpecError(
            f"{where} has no markers to generate tables between; put in one of {marks}."
        )
    return text


def _page(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SpecError(f"The page {path} cannot be read: {error}.") from error


def write(path: Path, summaries: Summaries) -> bool:
    """Generate the tables of a page; whether they were different.

    Raises:
        SpecError: the page cannot be read, or has no block.
    """
    old = _page(path)
    new = generated(old, summaries, path)
    if new != old:
        write_whole(path, new)
    return new != old


def up_to_date(path: Path, summaries: Summaries) -> bool:
    """Whether the tables of a page are what the figures say.

    Raises:
        SpecError: the page cannot be read, or has no block.
    """
    old = _page(path)
    return generated(old, summaries, path) == old
