"""Counts for Prometheus: requests, seconds, texts and outcomes. Never a text."""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


class Metrics:
    """The counters of one application, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "tasnif_requests",
            "Requests by method, route and status.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "tasnif_request_seconds",
            "Seconds a request took.",
            ("route",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._texts = Counter(
            "tasnif_texts", "Texts classified, by outcome.", ("outcome",), registry=self.registry
        )

    def seen(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def classified(self, outcomes: Iterable[str]) -> None:
        """Count classified texts."""
        for outcome in outcomes:
            self._texts.labels(outcome).inc()

    def page(self) -> bytes:
        """The counts in Prometheus's text format."""
        return generate_latest(self.registry)
