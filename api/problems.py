"""Errors over HTTP as problem+json (RFC 9457), one message a person can act on."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from classifier.errors import AnswerError
from hs_data import TasnifError, UnknownCodeError

MEDIA_TYPE: Final = "application/problem+json"
_LOG: Final = logging.getLogger("tasnif.api")

_STATUS: Final[dict[type[TasnifError], HTTPStatus]] = {
    UnknownCodeError: HTTPStatus.NOT_FOUND,
    AnswerError: HTTPStatus.CONFLICT,
}


class RefusedError(TasnifError):
    """A request that is refused with a status of its own."""

    def __init__(self, status: HTTPStatus, detail: str, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.retry_after = retry_after


def problem(
    request: Request, status: int, detail: str, headers: dict[str, str] | None = None, **more: Any
) -> JSONResponse:
    """One problem document. `type` stays about:blank: the status says the kind."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.url.path,
        "request_id": getattr(request.state, "request_id", ""),
        **more,
    }
    return JSONResponse(body, status, media_type=MEDIA_TYPE, headers=headers)


def documented(texts: Mapping[int, str]) -> dict[int | str, dict[str, Any]]:
    """Problem documents by status, as the OpenAPI document tells them."""
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        status: {"description": text, "content": {MEDIA_TYPE: schema}}
        for status, text in texts.items()
    }


def _where(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location[1:]) or str(location[0] if location else "body")


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = [
        {"field": _where(fault["loc"]), "message": fault["msg"]} for fault in error.errors()[:20]
    ]
    said = "; ".join(f"{fault['field']}: {fault['message']}" for fault in faults[:3])
    return problem(
        request,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        f"The request is not valid: {said}.",
        errors=faults,
    )


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers) if error.headers else None
    return problem(request, error.status_code, str(error.detail), headers)


async def _ours(request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, RefusedError):
        wait = error.retry_after
        headers = {"Retry-After": str(wait)} if wait is not None else None
        return problem(request, error.status, str(error), headers)
    status = next(
        (status for kind, status in _STATUS.items() if isinstance(error, kind)),
        HTTPStatus.SERVICE_UNAVAILABLE,
    )
    return problem(request, status, str(error))


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    _LOG.error("unexpected error", exc_info=error)
    return problem(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "Something went wrong on our side; the request id helps to find it in the log.",
    )


def install(app: FastAPI) -> None:
    """Answer every error of an application with a problem document."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(TasnifError, _ours)
    app.add_exception_handler(Exception, _unexpected)
