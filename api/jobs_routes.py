"""Catalogues over HTTP: hand a file over, follow it, review it, take it back."""

from __future__ import annotations

import json
import mimetypes
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, File, Form, Query, Request, UploadFile
from fastapi.responses import FileResponse, Response
from starlette.concurrency import run_in_threadpool

from api.catalogue.answering import MOST_ALTERNATIVES
from api.catalogue.errors import CatalogueError
from api.catalogue.table import kind_of
from api.jobs.job import Catalogue
from api.jobs.runner import Jobs
from api.jobs_schemas import CatalogueOut, CataloguesOut, ReviewRow, ReviewRows
from api.problems import RefusedError, documented
from api.routes import TheService
from api.trust import Trusted
from hs_data import Language

_CHUNK: Final = 1 << 20
_MOST_NAME: Final = 200
_PROBLEMS: Final = documented(
    {
        401: "An API key is asked for.",
        403: "The caller may be a stranger.",
        404: "There is no such catalogue, or it has no such file yet.",
        413: "The file is too large.",
        415: "The file is of no format that is read.",
        422: "The request is not valid.",
        429: "Too many requests.",
        503: "The server cannot take catalogues now.",
    }
)


def jobs_of(request: Request) -> Jobs:
    """The jobs of the application that answers."""
    jobs: Jobs = request.app.state.jobs
    return jobs


def job_of(catalogue: str, request: Request) -> Catalogue:
    """The catalogue of a path.

    Raises:
        RefusedError: there is none.
    """
    job = jobs_of(request).get(catalogue)
    if job is None:
        raise RefusedError(HTTPStatus.NOT_FOUND, "There is no such catalogue.")
    return job


TheJobs = Annotated[Jobs, Depends(jobs_of)]
TheJob = Annotated[Catalogue, Depends(job_of)]

router = APIRouter(
    prefix="/v1/catalogues", tags=["catalogues"], dependencies=[Trusted], responses=_PROBLEMS
)


def shown(job: Catalogue) -> CatalogueOut:
    """A job as it is told."""
    return CatalogueOut(
        id=job.id, name=job.name, language=job.language, status=job.status, rows=job.rows,
        total=job.total, message=job.message, report=job.report, created=job.created,
        finished=job.finished,
    )  # fmt: skip


def _plain_name(given: str | None) -> str:
    """The last part of a name that was sent, without what could be a path or a control."""
    name = PurePosixPath((given or "").replace("\\", "/")).name
    return "".join(c for c in name if c.isprintable())[-_MOST_NAME:]


async def _keep(file: UploadFile, path: Path, most: int) -> None:
    """Put an upload on disk.

    Raises:
        RefusedError: it is too large.
    """
    size = 0
    with path.open("wb") as kept:
        while chunk := await file.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise RefusedError(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                    f"The file is larger than {most:,} bytes; split it.",
                )
            await run_in_threadpool(kept.write, chunk)


@router.post("", status_code=202)
async def hand_over(
    service: TheService,
    jobs: TheJobs,
    file: Annotated[UploadFile, File(description="CSV, TSV, XLSX, Parquet or JSON lines.")],
    language: Annotated[Language, Form(description="Language of the answers.")] = "en",
    columns: Annotated[
        str, Form(max_length=2000, description="Columns to read, separated by commas.")
    ] = "",
) -> CatalogueOut:
    """Hand over a catalogue; it is classified after the answer, whatever becomes of the caller."""
    name = _plain_name(file.filename)
    try:
        kind_of(Path(name))
    except CatalogueError as error:
        raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, str(error)) from error
    suffix = Path(name).suffix.lower()
    job_id, folder = await run_in_threadpool(jobs.receive)
    try:
        await _keep(file, folder / f"input{suffix}", service.settings.max_upload)
    except BaseException:
        jobs.refuse(job_id)
        raise
    wanted = tuple(part.strip() for part in columns.split(",") if part.strip())
    return shown(jobs.submit(job_id, name, suffix, language, wanted))


@router.get("")
def every(jobs: TheJobs) -> CataloguesOut:
    """Every catalogue that is kept, the newest first."""
    return CataloguesOut(catalogues=[shown(job) for job in jobs.all()])


@router.get("/{catalogue}")
def one(job: TheJob) -> CatalogueOut:
    """How far a catalogue is, and its counts once it is done."""
    return shown(job)


@router.post("/{catalogue}/cancel")
def cancel(job: TheJob, jobs: TheJobs) -> CatalogueOut:
    """Stop a catalogue; one that is over stays as it is."""
    return shown(jobs.cancel(job))


@router.delete("/{catalogue}", status_code=204)
def forget(job: TheJob, jobs: TheJobs) -> Response:
    """Take a catalogue and its files away."""
    jobs.forget(job)
    return Response(status_code=204)


def _download(path: Path, name: str) -> FileResponse:
    if not path.is_file():
        raise RefusedError(HTTPStatus.NOT_FOUND, "The catalogue is not done, or failed.")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return FileResponse(path, filename=name, media_type=kind)


@router.get("/{catalogue}/file", response_class=FileResponse)
def result(job: TheJob, jobs: TheJobs) -> FileResponse:
    """The result: the file as it came, with codes."""
    stem = job.name.removesuffix(Path(job.name).suffix)
    return _download(jobs.folder(job).output(job), f"{stem}-hs{job.suffix}")


@router.get("/{catalogue}/review", response_class=FileResponse)
def review(job: TheJob, jobs: TheJobs) -> FileResponse:
    """The review workbook."""
    stem = job.name.removesuffix(Path(job.name).suffix)
    return _download(jobs.folder(job).review, f"{stem}-review.xlsx")


@router.get("/{catalogue}/rows")
def rows(
    job: TheJob,
    jobs: TheJobs,
    outcome: Annotated[str, Query(max_length=20, description="Only rows of this outcome.")] = "",
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> ReviewRows:
    """The review list, the least certain rows first."""
    path = jobs.folder(job).rows
    if not path.is_file():
        raise RefusedError(HTTPStatus.NOT_FOUND, "The catalogue is not done, or failed.")
    found: list[ReviewRow] = []
    matching = 0
    with path.open(encoding="utf-8") as file:
        for line in file:
            held = json.loads(line)
            if outcome and held["hs_outcome"] != outcome:
                continue
            if offset <= matching < offset + limit:
                found.append(_row(held))
            matching += 1
    after = offset + limit
    return ReviewRows(rows=found, matching=matching, next=after if after < matching else None)


def _row(held: dict[str, Any]) -> ReviewRow:
    others = [held[f"hs_alternative_{n}"] for n in range(1, MOST_ALTERNATIVES + 1)]
    chance = held["hs_probability"]
    return ReviewRow(
        row=held["row"],
        text=held["text"],
        probability=chance if isinstance(chance, float | int) else None,
        alternatives=[code for code in others if code],
        **{
            name: held[f"hs_{name}"]
            for name in (
                "code", "description", "outcome", "supported", "question", "reason", "decided",
                "precedent", "error",
            )
        },
    )  # fmt: skip
