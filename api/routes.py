"""The API's routes: classify, answer, codes; and what a server's keeper asks for."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api import schemas
from api.metrics import Metrics
from api.problems import documented
from api.service import Service
from api.shapes import brief, classified, code_out
from hs_data import Language

_PROBLEMS = documented(
    {
        401: "An API key is asked for.",
        404: "There is no such code.",
        409: "The answer is to another question, or was not offered.",
        413: "A text, the batch or the body is too large.",
        422: "The request is not valid.",
        429: "Too many requests.",
        503: "The model is not loaded.",
    }
)


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return {status: dict(_PROBLEMS[status]) for status in (401, *statuses, 429, 503)}


def service_of(request: Request) -> Service:
    """The service of the application that answers."""
    service: Service = request.app.state.service
    return service


def metrics_of(request: Request) -> Metrics:
    """The counters of the application that answers."""
    metrics: Metrics = request.app.state.metrics
    return metrics


TheService = Annotated[Service, Depends(service_of)]
TheMetrics = Annotated[Metrics, Depends(metrics_of)]
Lang = Annotated[Language, Query(description="Language of the answer.")]

router = APIRouter(prefix="/v1")
operations = APIRouter()


@router.post("/classify", responses=_problems(413, 422), tags=["classify"])
async def classify(
    body: schemas.ClassifyRequest, request: Request, service: TheService, metrics: TheMetrics
) -> schemas.Classified | schemas.ClassifiedMany:
    """Say which codes goods may have: an object for one text, `results` for a list."""
    texts = [body.query] if isinstance(body.query, str) else body.query
    answers = await run_in_threadpool(service.classify, texts, body.top)
    metrics.classified(answer.outcome for answer in answers)
    request_id: str = request.state.request_id
    told = [classified(answer, body.language, request_id) for answer in answers]
    if isinstance(body.query, str):
        return told[0]
    return schemas.ClassifiedMany(request_id=request_id, results=told)


@router.post("/classify/answer", responses=_problems(409, 413, 422), tags=["classify"])
async def answer(
    body: schemas.AnswerRequest, request: Request, service: TheService
) -> schemas.Classified:
    """Answer the question of an earlier response; nothing is kept between requests."""
    found = await run_in_threadpool(service.answer, body.query, body.answers, body.top)
    return classified(found, body.language, request.state.request_id)


@router.get("/codes", responses=_problems(422), tags=["codes"])
def codes(
    service: TheService,
    q: Annotated[
        str, Query(max_length=200, description="Digits or words; empty lists the chapters.")
    ] = "",
    language: Lang = "en",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> schemas.CodesFound:
    """Search the nomenclature by the start of a code or by words, or list its chapters."""
    found = service.codes.search(q, language, limit)
    return schemas.CodesFound(query=q, codes=[brief(entry, language) for entry in found])


@router.get("/codes/{code}", responses=_problems(404, 422), tags=["codes"])
def code(
    service: TheService,
    response: Response,
    code: Annotated[
        str,
        Path(
            description="Two, four or six digits, dots allowed.",
            max_length=20,
            examples=["5701.10"],
        ),
    ],
    language: Lang = "en",
    if_none_match: Annotated[str | None, Header()] = None,
) -> schemas.CodeOut:
    """What a code covers, its path, what is below and beside it, and its boundaries."""
    entry = service.tree[code]
    version = f"{service.data_checksum}:{entry.code}:{language}"
    tag = f'"{hashlib.sha256(version.encode()).hexdigest()[:20]}"'
    if if_none_match == tag:
        return Response(status_code=304, headers={"ETag": tag})  # type: ignore[return-value]
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "public, max-age=3600"
    return code_out(entry, service.tree, language)


@operations.get("/healthz", tags=["operations"])
def healthz() -> schemas.Health:
    """Whether the process answers."""
    return schemas.Health(status="ok")


@operations.get("/readyz", responses={503: {"model": schemas.Health}}, tags=["operations"])
def readyz(service: TheService, response: Response) -> schemas.Health:
    """Whether the model is loaded."""
    if not service.ready:
        response.status_code = 503
    return schemas.Health(status="ok" if service.ready else "loading")


@operations.get("/metrics", response_class=Response, tags=["operations"])
def metrics_page(metrics: TheMetrics) -> Response:
    """Counts in Prometheus's text format."""
    return Response(metrics.page(), media_type="text/plain; version=0.0.4; charset=utf-8")
