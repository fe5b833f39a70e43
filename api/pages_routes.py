"""The pages: ask, the answer alone, browse, the classification sheet, and what they load."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool

from api.pages.strings import DIRECTION, EXAMPLES, OWN_NAME, words
from api.problems import RefusedError
from api.service import Service
from api.shapes import boundaries_of, shown
from classifier import Classification, Suggestion
from classifier.errors import AnswerError
from classifier.explanation import explanation
from hs_data import ANSWER_LANGUAGES, HSCode, Language, UnknownCodeError

_HERE: Final = Path(__file__).parent / "pages"
_TOP: Final = 5
_SURE: Final = ((0.9, "sure_4"), (0.6, "sure_3"), (0.2, "sure_2"), (0.0, "sure_1"))

router = APIRouter(include_in_schema=False)
_pages = Environment(
    loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined,
    trim_blocks=True, lstrip_blocks=True,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """A suggestion as the page shows it."""

    code: HSCode
    description: str
    sure: str
    percent: int
    lines: tuple[str, ...]


def choose_language(asked: str | None, accepted: str) -> Language:
    """The language asked for, else the first one that the browser accepts, else French."""
    wanted = [asked or ""]
    ranked: list[tuple[float, str]] = []
    for part in accepted.split(",")[:20]:
        tag, _, quality = part.strip().partition(";q=")
        try:
            ranked.append((-float(quality or 1), tag[:2].lower()))
        except ValueError:
            continue
    wanted += [tag for _, tag in sorted(ranked, key=lambda pair: pair[0])]
    return next((one for w in wanted for one in ANSWER_LANGUAGES if one == w), "fr")


def card(suggestion: Suggestion, language: Language) -> Card:
    """A suggestion in the words of one language."""
    t = words(language)
    chance = suggestion.probability
    sure = next(key for least, key in _SURE if chance >= least)
    return Card(
        suggestion.code,
        suggestion.entry.describe(language),
        t[sure],
        # Nothing is certain before customs has seen it.
        min(round(100 * chance), 99),
        explanation(suggestion, language),
    )


class _Page:
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
        attribute: str = "",
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
        html = _pages.get_template(template).render(
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


def _classify(
    service: Service, text: str, chosen: Sequence[int], top: int
) -> tuple[Classification, list[int]]:
    """Classify, apply the options chosen by number, and say which were."""
    [answer] = service.classify([text], top)
    given: list[int] = []
    for number in chosen:
        if answer.question is None or not 0 <= number < len(answer.question.options):
            break
        answer = service.classifier.answer(answer, answer.question.options[number].values, top)
        given.append(number)
    return answer, given


async def _answer_values(page: _Page, text: str, chosen: Sequence[int]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "query": text, "starting": False, "refused": "", "answer": None, "cards": [],
        "answered": [], "given": [], "headings": [], "max_text": page.service.settings.max_text,
        "examples": EXAMPLES[page.lang],
        "sheet": lambda code: page.link(text, values["given"], path="/sheet", code=code),
    }  # fmt: skip
    if not text.strip():
        values["query"] = ""
        return values
    if not page.service.ready:
        values["starting"] = True
        return values
    try:
        answer, given = await run_in_threadpool(_classify, page.service, text, chosen, _TOP)
    except (RefusedError, AnswerError) as error:
        values["refused"] = str(error)
        return values
    page.request.app.state.metrics.classified([answer.outcome])
    values |= {
        "answer": answer,
        "cards": [card(one, page.lang) for one in shown(answer)],
        "answered": [done.label(page.lang) for done in answer.answered],
        "given": given,
        "headings": answer.headings[:3],
    }
    return values


Lang = Annotated[str | None, Query(max_length=10)]
Text = Annotated[str, Query(max_length=100_000)]
Chosen = Annotated[list[int] | None, Query(max_length=3)]


@router.get("/")
async def index(request: Request, lang: Lang = None, q: Text = "", a: Chosen = None) -> Response:
    """Ask, and the answer below; works without a script."""
    page = _Page(request, lang)
    return page.render("index.html", **await _answer_values(page, q, a or []))


@router.get("/answer")
async def answer(request: Request, lang: Lang = None, q: Text = "", a: Chosen = None) -> Response:
    """The answer alone, for the page's script."""
    page = _Page(request, lang)
    values = await _answer_values(page, q, a or [])
    return page.render("answer.html", **values) if values["query"] else Response("")


@router.get("/sheet")
async def sheet(
    request: Request,
    q: Text,
    code: Annotated[str, Query(max_length=20)],
    lang: Lang = None,
    a: Chosen = None,
) -> Response:
    """The classification sheet of one suggestion, to print or save."""
    page = _Page(request, lang)
    wanted = page.service.tree[code].code
    answer, given = await run_in_threadpool(_classify, page.service, q, a or [], 50)
    suggestion = next((s for s in answer.suggestions if s.code == wanted), None)
    if suggestion is None:
        return page.render("error.html", 404)
    tree = page.service.tree
    return page.render(
        "sheet.html",
        query=answer.query.raw,
        answered=[done.label(page.lang) for done in answer.answered],
        card=card(suggestion, page.lang),
        path=(*tree.ancestors(wanted), tree[wanted]),
        date=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        versions=answer.versions,
        back=page.link(q, given),
    )


@router.get("/browse")
def browse(
    request: Request,
    lang: Lang = None,
    code: Annotated[str, Query(max_length=20)] = "",
    q: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """The nomenclature as a tree, with search."""
    page = _Page(request, lang)
    tree = page.service.tree
    values: dict[str, Any] = {
        "query": q, "entry": None, "path": (), "boundaries": [], "unknown": "",
    }  # fmt: skip
    if code:
        try:
            entry = tree[code]
        except UnknownCodeError as error:
            values["unknown"] = str(error)
            return page.render("browse.html", 404, found=[], **values)
        values |= {
            "entry": entry,
            "path": tree.ancestors(entry.code),
            "boundaries": boundaries_of(entry),
        }
        return page.render("browse.html", found=tree.children(entry.code), **values)
    found = page.service.codes.search(q, page.lang, 50)
    return page.render("browse.html", found=found, **values)


def install(app: FastAPI) -> None:
    """Add the pages and the files that they load."""
    app.include_router(router)
    app.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
