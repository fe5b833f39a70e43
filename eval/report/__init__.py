"""A run as a person reads it: one HTML file, Markdown, and tables in a terminal."""

from eval.report.contents import contents
from eval.report.markdown import as_markdown
from eval.report.page import as_page

__all__ = ["as_markdown", "as_page", "contents"]
