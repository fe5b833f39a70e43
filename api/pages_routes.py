"""The pages: ask, the answer alone, browse, the sheet, the workbench, and what they load."""

from __future__ import annotations

import datetime
import json
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool

from api.pages.answers import answer_values, classify
from api.pages.cards import card
from api.pages.rendering import HERE, Page
from api.pages.workbench_strings import workbench_words
from api.problems import RefusedError
from api.shapes import boundaries_of
from hs_data import UnknownCodeError

router = APIRouter(include_in_schema=False)

Lang = Annotated[str | None, Query(max_length=10)]
Text = Annotated[str, Query(max_length=100_000)]
Chosen = Annotated[list[int] | None, Query(max_length=3)]


@router.get("/")
async def index(request: Request, lang: Lang = None, q: Text = "", a: Chosen = None) -> Response:
    """Ask, and the answer below; works without a script."""
    page = Page(request, lang)
    return page.render("index.html", **await answer_values(page, q, a or []))


@router.get("/answer")
async def answer(request: Request, lang: Lang = None, q: Text = "", a: Chosen = None) -> Response:
    """The answer alone, for the page's script."""
    page = Page(request, lang)
    values = await answer_values(page, q, a or [])
    return page.render("answer.html", **values) if values["query"] else Response("")


@router.get("/sheet")
async def sheet(
    request: Request,
    q: Text = "",
    code: Annotated[str, Query(max_length=20)] = "",
    lang: Lang = None,
    a: Chosen = None,
) -> Response:
    """The classification sheet of one suggestion, to print or save."""
    page = Page(request, lang)
    tree = page.service.tree
    try:
        wanted = tree[code].code
        answer, given = await run_in_threadpool(classify, page.service, q, a or [], 50)
    except UnknownCodeError:
        return page.render("error.html", HTTPStatus.NOT_FOUND)
    except RefusedError as error:
        return page.render("error.html", error.status)
    suggestion = next((s for s in answer.suggestions if s.code == wanted), None)
    if suggestion is None:
        return page.render("error.html", HTTPStatus.NOT_FOUND)
    return page.render(
        "sheet.html",
        query=answer.query.raw,
        answered=[done.label(page.lang) for done in answer.answered],
        card=card(suggestion, answer.query.raw, page.lang),
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
    page = Page(request, lang)
    tree = page.service.tree
    values: dict[str, Any] = {
        "query": q, "entry": None, "path": (), "boundaries": [], "unknown": "",
    }  # fmt: skip
    if code:
        try:
            entry = tree[code]
        except UnknownCodeError:
            values["unknown"] = code
            return page.render("browse.html", HTTPStatus.NOT_FOUND, found=[], **values)
        values |= {
            "entry": entry,
            "path": tree.ancestors(entry.code),
            "boundaries": boundaries_of(entry),
        }
        return page.render("browse.html", found=tree.children(entry.code), **values)
    found = page.service.codes.search(q, page.lang, 50)
    return page.render("browse.html", found=found, **values)


@router.get("/catalogue")
def catalogue(request: Request, lang: Lang = None) -> Response:
    """The workbench: hand catalogues over and review them. Its data come by the API alone."""
    page = Page(request, lang)
    said = workbench_words(page.lang)
    return page.render("workbench.html", w=said, said=json.dumps(said, ensure_ascii=False))


def install(app: FastAPI) -> None:
    """Add the pages and the files that they load."""
    app.include_router(router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
