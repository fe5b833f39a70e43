"""A page as it is rendered: its language, its links, its templates."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.pages.language import choose_language
from api.pages.marking import undirected
from api.pages.strings import DIRECTION, OWN_NAME, words
from api.service import Service

HERE: Final = Path(__file__).parent
_templates = Environment(
    loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
    trim_blocks=True, lstrip_blocks=True,
)  # fmt: skip
_templates.filters["undirected"] = undirected


class Page:
    """One request for a page: its language, its links, and how it is rendered."""

    def __init__(self, request: Request, lang: str | None) -> None:
        self.request = request
        self.lang = choose_language(lang, request.headers.get("accept-language", ""))
        self.service: Service = request.app.state.service

    def switch(self, language: str) -> str:
        """This page in another language."""
        kept = [(k, v) for k, v in self.request.query_params.multi_items() if k != "lang"]
        path = "/" if self.request.url.path == "/answer" else self.request.url.path
        return f"{path}?{urlencode([*kept, ('lang', language)])}"

    def link(
        self,
        q: str,
        answers: Sequence[int] = (),
        option: int | None = None,
        path: str = "/",
        **more: str,
    ) -> str:
        """A link that asks a text again, with the answers given and one more."""
        given = [*answers, *([option] if option is not None else [])]
        pairs = [("lang", self.lang), ("q", q), *(("a", str(n)) for n in given), *more.items()]
        return f"{path}?{urlencode(pairs)}"

    def render(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A template with what every page needs."""
        html = _templates.get_template(template).render(
            t=words(self.lang),
            lang=self.lang,
            direction=DIRECTION[self.lang],
            languages=OWN_NAME,
            switch=self.switch,
            link=self.link,
            **values,
        )
        headers = {"Cache-Control": "no-store", "Content-Language": self.lang,
                   "Vary": "Accept-Language"}  # fmt: skip
        return HTMLResponse(html, status, headers=headers)
