"""What an operator sees: metrics for Prometheus at /metrics, and one JSON line a request where that is switched on.

Neither says who asked nor what: no address, no path, no query; a request is its route, status, size and time.
"""

import json
import logging
import time
from collections.abc import Iterator

from flask import Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from ajsearch.service import Service

log = logging.getLogger("ajsearch.requests")

SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
"""Upper bounds of the classes of duration: a result page should come within 0.05."""

UNKNOWN = "unknown"
"""The route of a request that has none: its path may be anything, also a person's name."""


class _State(Collector):
    """The state of store and index, asked for when metrics are read."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges."""
        health = self._service.health()
        yield GaugeMetricFamily("ajsearch_up", "1 when searches can be answered.", float(health.ok))
        yield GaugeMetricFamily("ajsearch_positions", "Positions that are kept.", health.positions)
        yield GaugeMetricFamily("ajsearch_indexed_positions", "Positions that are found.", health.engine.positions)


def register(app: Flask, service: Service) -> None:
    """Measure every request of the application, and answer /metrics."""
    registry = CollectorRegistry()
    registry.register(_State(service))
    labels = ("route", "status")
    requests = Counter("ajsearch_requests", "Requests answered.", labels, registry=registry)
    seconds = Histogram(
        "ajsearch_request_seconds", "Time until the answer.", ("route",), buckets=SECONDS, registry=registry
    )

    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        route = str(request.url_rule) if request.url_rule else UNKNOWN
        took = time.perf_counter() - g.get("begun", time.perf_counter())
        requests.labels(route, response.status_code).inc()
        seconds.labels(route).observe(took)
        log.info(
            json.dumps(
                {
                    "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
                    "method": request.method if request.url_rule else UNKNOWN,
                    "route": route,
                    "status": response.status_code,
                    "ms": round(took * 1000, 1),
                    "bytes": response.calculate_content_length(),
                }
            )
        )
        return response

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
