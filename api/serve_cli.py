"""`tasnif serve`: the API and the pages."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from api.settings import settings
from api.terminal import fail, stderr


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes any free one.")] = None,
) -> None:
    """Serve the page for people and the API for programs, on this machine."""
    import uvicorn  # noqa: PLC0415 - keeps `--help` quick

    from api.app import create_app  # noqa: PLC0415

    chosen = settings()
    where, at = host or chosen.host, chosen.port if port is None else port
    config = uvicorn.Config(
        create_app(chosen.model_copy(update={"host": where})), host=where, port=at,
        log_level="warning", server_header=False, timeout_graceful_shutdown=20, proxy_headers=False,
    )  # fmt: skip
    try:
        listening = config.bind_socket()
    except SystemExit:
        fail(f"port {at} of {where} cannot be used; choose another with --port.")
    # asyncio sets this only on sockets it made itself; without it the body of an answer waits
    # forty milliseconds behind its head on a connection that is kept open. Accepted ones inherit.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    shown = listening.getsockname()
    stderr().print(f"Tasnif listens on http://{shown[0]}:{shown[1]} (Ctrl+C stops it).")
    uvicorn.Server(config).run(sockets=[listening])
