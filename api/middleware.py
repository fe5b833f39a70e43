"""What every request goes through: an id, a size limit, keys, a rate limit, headers, counts."""

from __future__ import annotations

import hmac
import logging
import re
import threading
import time
import uuid
from collections import defaultdict, deque
from http import HTTPStatus
from typing import Final

from fastapi import Request, Response
from starlette.exceptions import HTTPException
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.metrics import Metrics
from api.problems import problem
from api.settings import Settings

REQUEST_ID: Final = "X-Request-ID"
_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
_LOG: Final = logging.getLogger("tasnif.access")
_MINUTE: Final = 60.0
UPLOADS: Final = "/v1/catalogues"
_FORM: Final = 100_000
"""Bytes of a form around the file in it."""

_DRAINED: Final = 4
"""How many times the limit is read of a body that is refused, before hanging up."""

SECURITY: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Headers of every answer: no inline script, nothing from elsewhere, no framing."""


class RateLimiter:
    """At most so many requests in the last minute for each caller."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._lock = threading.Lock()
        self._seen: dict[str, deque[float]] = defaultdict(deque)

    def wait(self, caller: str, now: float) -> float:
        """Seconds until the caller may ask again; 0 when it may now, which counts."""
        if not self.limit:
            return 0.0
        with self._lock:
            times = self._seen[caller]
            while times and now - times[0] >= _MINUTE:
                times.popleft()
            if len(times) >= self.limit:
                return _MINUTE - (now - times[0])
            times.append(now)
            if len(self._seen) > 10_000:  # noqa: PLR2004 - forget callers that went quiet
                self._seen = defaultdict(
                    deque, {k: v for k, v in self._seen.items() if v and now - v[-1] < _MINUTE}
                )
            return 0.0


class Guard(BaseHTTPMiddleware):
    """Ids, keys, rate limit, headers, counts and the access log."""

    def __init__(self, app: ASGIApp, settings: Settings, metrics: Metrics) -> None:
        super().__init__(app)
        self._keys = [key.encode() for key in settings.keys]
        self._limiter = RateLimiter(settings.rate_limit)
        self._metrics = metrics

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Let a request through, or refuse it, and see its answer off."""
        given = request.headers.get(REQUEST_ID, "")
        request.state.request_id = given if _ID.fullmatch(given) else uuid.uuid4().hex
        start = time.perf_counter()
        response = self._refusal(request) or await call_next(request)
        seconds = time.perf_counter() - start
        response.headers[REQUEST_ID] = request.state.request_id
        for name, value in SECURITY.items():
            response.headers.setdefault(name, value)
        route = request.scope.get("route")
        path = getattr(route, "path", "other")
        self._metrics.seen(request.method, path, response.status_code, seconds)
        # The query string may hold a product text: only the path is logged.
        _LOG.info(
            "%s %s %d %.1f ms %s",
            request.method,
            request.url.path[:200],
            response.status_code,
            1000 * seconds,
            request.state.request_id,
        )
        return response

    def _refusal(self, request: Request) -> Response | None:
        if not request.url.path.startswith("/v1/"):
            return None
        key = request.headers.get("X-API-Key", "").encode()
        if self._keys and not any([hmac.compare_digest(key, known) for known in self._keys]):  # noqa: C419 - in constant time
            return problem(
                request,
                HTTPStatus.UNAUTHORIZED,
                "This server asks for an API key; send yours in the header X-API-Key.",
                {"WWW-Authenticate": "ApiKey"},
            )
        caller = key.decode("utf-8", "replace") if self._keys else _address(request)
        if wait := self._limiter.wait(caller, time.monotonic()):
            return problem(
                request,
                HTTPStatus.TOO_MANY_REQUESTS,
                f"Too many requests; ask again in {int(wait) + 1} seconds.",
                {"Retry-After": str(int(wait) + 1)},
            )
        return None


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


class BodyLimit:
    """Refuses a body above a size before it is read, and while it is read if it was not told.

    Catalogues are let through as they come, to be counted while they are put on disk; only
    what says itself that it is too large is refused here.
    """

    def __init__(self, app: ASGIApp, limit: int, upload: int) -> None:
        self._app = app
        self._limit = limit
        self._upload = upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on unless its body is too large."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told = dict(scope["headers"]).get(b"content-length", b"0")
        uploading = scope["path"] == UPLOADS and scope["method"] == "POST"
        limit = self._upload + _FORM if uploading else self._limit
        if told.isdigit() and int(told) > limit:
            await self._drain(receive)
            await self._refuse(scope, receive, send, limit)
            return
        if uploading:
            await self._app(scope, self._counted(receive, limit), send)
            return
        # Read whole before the application sees any of it, so that refusing is still possible.
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] != "http.request":
                break
            body += message.get("body", b"")
            if len(body) > self._limit:
                await self._drain(receive)
                await self._refuse(scope, receive, send, limit)
                return
            if not message.get("more_body"):
                break
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": bytes(body), "more_body": False}

        await self._app(scope, replay, send)

    @staticmethod
    def _counted(receive: Receive, limit: int) -> Receive:
        """`receive`, refusing to go on once more has come than may."""
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > limit:
                raise HTTPException(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                    f"The request is larger than {limit:,} bytes; send less at a time.",
                )
            return message

        return counted

    async def _drain(self, receive: Receive) -> None:
        """Read some of what is refused: a sender in the middle of it hears no answer yet."""
        left = _DRAINED * self._limit
        while left > 0:
            message = await receive()
            left -= len(message.get("body", b"")) + 1
            if message["type"] != "http.request" or not message.get("more_body"):
                return

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, limit: int) -> None:
        request = Request(scope)
        request.state.request_id = uuid.uuid4().hex
        answer = problem(
            request,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"The request is larger than {limit:,} bytes; send less at a time.",
        )
        await answer(scope, receive, send)
