"""The HTTP application: `create_app` puts the routes, the guard and the errors together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from fastapi import FastAPI
from platformdirs import user_data_path
from starlette.middleware.gzip import GZipMiddleware

from api import decisions_routes, jobs_routes, pages_routes, problems, routes
from api.catalogue.answering import Memory, Nothing
from api.catalogue.memory import StoreMemory
from api.decisions import StoreError
from api.jobs.runner import Jobs
from api.metrics import Metrics
from api.middleware import BodyLimit, Guard
from api.service import Service
from api.settings import Settings
from classifier import Classifier
from hs_data import EDITION, TasnifError, __version__

_LOG = logging.getLogger("tasnif.api")

_ABOUT = f"""Say what goods are, in Arabic, Darija, French, English or Spanish, and get the
{EDITION} codes they may have, best first, with an honest probability, the reason, and the
one question that would decide. Customs decide; this is help, not a ruling."""


@contextmanager
def _memory(remembered: decisions_routes.Remembered) -> Iterator[Memory]:
    """Earlier decisions for a catalogue; none where their database cannot be used."""
    try:
        store = remembered.open()
    except StoreError as error:
        _LOG.warning("a catalogue is answered without earlier decisions: %s", error)
        yield Nothing()
        return
    yield StoreMemory(store)


def create_app(settings: Settings, loader: Callable[[], Classifier] | None = None) -> FastAPI:
    """The application. The model loads in the background once it starts.

    Args:
        settings: limits, keys, encoder.
        loader: how to get the classifier, instead of the settings' way.
    """
    service, metrics = Service(settings, loader), Metrics()
    remembered = decisions_routes.Remembered(settings.database)
    jobs = Jobs(
        settings.catalogues or user_data_path("tasnif") / "catalogues",
        lambda: service.classifier,
        lambda: _memory(remembered),
        settings.max_rows,
        settings.keep_days,
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async def load() -> None:
            try:
                await asyncio.to_thread(lambda: service.classifier)
            except TasnifError as error:
                _LOG.error("the model could not be loaded: %s", error)

        loading = asyncio.create_task(load())
        await asyncio.to_thread(jobs.start)
        yield
        await loading
        await asyncio.to_thread(jobs.stop)
        remembered.close()

    app = FastAPI(
        title="Tasnif",
        version=__version__,
        description=_ABOUT,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
    )
    app.state.service = service
    app.state.metrics = metrics
    app.state.remembered = remembered
    app.state.jobs = jobs
    problems.install(app)
    app.include_router(routes.router)
    app.include_router(routes.operations)
    app.include_router(decisions_routes.router)
    app.include_router(jobs_routes.router)
    pages_routes.install(app)
    app.add_middleware(GZipMiddleware, minimum_size=500)
    app.add_middleware(Guard, settings=settings, metrics=metrics)
    app.add_middleware(BodyLimit, limit=settings.max_body, upload=settings.max_upload)
    return app
