"""Closing routes to strangers: what keeps or shows a business's own data."""

from __future__ import annotations

from http import HTTPStatus
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from fastapi import Depends, Request

from api.problems import RefusedError
from api.service import Service

_REFUSAL: Final = (
    "This call is closed to strangers: the server can be reached from other machines and asks "
    "for no key. Set TASNIF_API_KEYS on the server and send a key in X-API-Key."
)


_ELSEWHERE: Final = "This call is closed to the pages of other sites."


def is_loopback(host: str) -> bool:
    """Whether a host can only be this machine; a name other than localhost may be any."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def trusted(request: Request) -> None:
    """Refuse callers who may be anybody.

    With keys set, whoever came this far has shown one (`api.middleware.Guard`). Without,
    only this machine is trusted: the server listens on loopback, and was asked for by such
    a name, which neither a proxy nor a page that rebinds its own name would send.

    Raises:
        RefusedError: the caller may be a stranger.
    """
    service: Service = request.app.state.service
    if service.settings.keys:
        return
    if not (is_loopback(service.settings.host) and is_loopback(_asked_for(request))):
        raise RefusedError(HTTPStatus.FORBIDDEN, _REFUSAL)
    # Another site's page can make a browser on this machine send a form; it says whose it is.
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise RefusedError(HTTPStatus.FORBIDDEN, _ELSEWHERE)


def _asked_for(request: Request) -> str:
    """The host of the request's Host header, without its port."""
    host = request.headers.get("host", "")
    return host[: host.find("]") + 1] if host.startswith("[") else host.partition(":")[0]


Trusted: Final = Depends(trusted)
"""For `dependencies=[Trusted]` of a route or a router."""
