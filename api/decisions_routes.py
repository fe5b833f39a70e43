"""Decisions over HTTP: keep what people decided, and look it up. Closed to strangers."""

from __future__ import annotations

import threading
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request
from pydantic import AwareDatetime

from api import decisions_schemas as schemas
from api.decisions import Decision, DecisionError, decide, open_store
from api.decisions.store import DecisionStore
from api.problems import RefusedError, documented
from api.routes import TheService
from api.service import Service
from api.trust import Trusted
from classifier import Versions
from hs_data import EDITION, __version__


class Remembered:
    """The store of a server, opened by the first request that needs it.

    Classifying goes on without it; where it could not be opened, the next request tries again.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = threading.Lock()
        self._store: DecisionStore | None = None

    def open(self) -> DecisionStore:
        """The store.

        Raises:
            StoreError: it cannot be used; answered with 503.
        """
        with self._lock:
            if self._store is None:
                self._store = open_store(self._url)
            return self._store

    def close(self) -> None:
        """Give its connections back, where it was opened."""
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None


def store_of(request: Request) -> DecisionStore:
    """The store of the application that answers."""
    remembered: Remembered = request.app.state.remembered
    return remembered.open()


TheStore = Annotated[DecisionStore, Depends(store_of)]

_PROBLEMS: Final = documented(
    {
        401: "An API key is asked for.",
        403: "The caller may be a stranger.",
        404: "There is no such code.",
        409: "Well formed, and yet no decision, or no cursor of ours; the detail says why.",
        413: "A text, the batch or the body is too large.",
        422: "The request is not valid.",
        429: "Too many requests.",
        503: "The database of decisions cannot be used.",
    }
)

# Strangers are refused before the store is opened for them.
router = APIRouter(
    prefix="/v1", tags=["decisions"], dependencies=[Trusted], responses=_PROBLEMS
)  # fmt: skip


@router.post("/decisions", status_code=HTTPStatus.CREATED)
def record(
    body: schemas.DecisionsRequest, request: Request, service: TheService, store: TheStore
) -> schemas.DecisionsKept:
    """Keep one decision or several. A changed mind is a new decision that supersedes."""
    given = body.decisions if isinstance(body.decisions, list) else [body.decisions]
    service.check([one.text for one in given])
    try:
        kept = store.record([_decision(one, service) for one in given])
    except DecisionError as error:
        raise RefusedError(HTTPStatus.CONFLICT, str(error)) from error
    return schemas.DecisionsKept(
        request_id=request.state.request_id, decisions=[schemas.DecisionOut.of(one) for one in kept]
    )


@router.get("/decisions")
def find(
    *,
    store: TheStore,
    text: Annotated[str | None, Query(description="Only for this text.")] = None,
    code: Annotated[
        str | None,
        Query(
            description="Only for this code and those below it.",
            max_length=20,
            examples=["5701"],
        ),
    ] = None,
    who: Annotated[str | None, Query(description="Only of this person.", max_length=200)] = None,
    since: Annotated[
        AwareDatetime | None,
        Query(description="Only from then on.", examples=["2025-01-31T12:00:00Z"]),
    ] = None,
    cursor: Annotated[str | None, Query(description="`cursor` of an earlier page.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="Most decisions of a page.")] = 100,
) -> schemas.DecisionsFound:
    """Look decisions up, newest first; superseded ones are shown as well."""
    try:
        page = store.find(
            text=text, code=code, who=who, since=since, cursor=cursor, limit=limit
        )  # fmt: skip
    except DecisionError as error:
        raise RefusedError(HTTPStatus.CONFLICT, str(error)) from error
    return schemas.DecisionsFound(
        decisions=[schemas.DecisionOut.of(one) for one in page.decisions], cursor=page.cursor
    )


def _decision(given: schemas.DecisionIn, service: Service) -> Decision:
    own = _versions(service)
    versions = Versions(
        given.software_version or own.software,
        EDITION,
        given.data_version or own.data,
        given.model_version or own.encoder,
    )
    return decide(
        given.text,
        given.code,
        given.who,
        versions,
        judgement=given.judgement,
        suggested=given.suggested,
        probability=given.probability,
        note=given.note,
    )


def _versions(service: Service) -> Versions:
    """What answers here; a decision does not wait for the model to load."""
    if service.ready:
        return service.classifier.versions
    return Versions(__version__, EDITION, service.data_checksum, service.settings.encoder)
