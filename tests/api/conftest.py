"""A real server on a free port, and a browser where one is installed."""

from __future__ import annotations

import json
import shutil
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import uvicorn

from api.app import create_app
from api.settings import Settings
from classifier import Classifier

Loader = Callable[[], Classifier]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync",
             "--disable-background-networking", "--disable-component-update"]  # fmt: skip
_WAIT = 60_000
"""Milliseconds that a slow machine may take; nothing waits longer than it must."""


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Server:
    url: str

    def ask(
        self,
        path: str,
        body: object = None,
        headers: dict[str, str] | None = None,
        raw: bytes | None = None,
    ) -> Reply:
        """GET, or POST where there is a body; errors are replies as well."""
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        sent = {"Content-Type": "application/json", **(headers or {})}
        request = urllib.request.Request(self.url + path, data, sent)
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return Reply(reply.status, _lower(reply.headers), reply.read())
        except urllib.error.HTTPError as error:
            return Reply(error.code, _lower(error.headers), error.read())


def _lower(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


@contextmanager
def running(settings: Settings, loader: Callable[[], Classifier] | None = None) -> Iterator[Server]:
    """A server in a thread, ready to answer."""
    config = uvicorn.Config(
        create_app(settings, loader), host="127.0.0.1", port=0, log_level="warning"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 300
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    found = Server(f"http://127.0.0.1:{port}")
    while found.ask("/readyz").status != 200 and time.monotonic() < deadline:
        time.sleep(0.1)
    try:
        yield found
    finally:
        server.should_exit = True
        thread.join(timeout=30)


@pytest.fixture(scope="session")
def small_loader(small_classifier: Classifier) -> Callable[[], Classifier]:
    return lambda: small_classifier


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server as it ships, but for where it keeps decisions and catalogues."""
    kept = tmp_path_factory.mktemp("kept")
    database = f"sqlite:///{kept / 'decisions.sqlite3'}"
    with running(Settings(database=database, catalogues=kept / "catalogues")) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, a module at a time: its loop must not outlive those who use it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """An empty page on a phone, or the size asked for; `complaints` is what its console said."""
    context = browser.new_context(viewport=getattr(request, "param", PHONE), locale="fr-MA")
    context.set_default_timeout(_WAIT)
    found = context.new_page()
    found.complaints = []
    found.on("console", lambda m: found.complaints.append(m.text) if m.type == "error" else None)
    found.on("pageerror", lambda error: found.complaints.append(str(error)))
    yield found
    context.close()


def serious(page: Any) -> list[str]:
    """What axe finds wrong with a page and calls serious or critical."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {[node['target'] for node in v['nodes']][:3]}"
        for v in found
        if v["impact"] in {"serious", "critical"}
    ]
