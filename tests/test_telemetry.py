"""What an operator sees of requests: counts, times and states, and nothing of who asked what."""

import json
import logging
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from ajsearch import bootstrap
from ajsearch.settings import Settings
from web import create_app

SECRET = "saladus"


@pytest.fixture
def client(samples: Settings) -> Iterator[FlaskClient]:
    with bootstrap.reading(samples) as app:
        yield create_app(app.service).test_client()


def test_metrics_count_requests_by_route_and_status(client: FlaskClient) -> None:
    for address in ("/?q=arhiiv", "/?q=klient", f"/{SECRET}"):
        client.get(address)
    told = client.get("/metrics")
    assert told.content_type.startswith("text/plain")
    assert 'ajsearch_requests_total{route="/",status="200"} 2.0' in told.text
    assert 'ajsearch_requests_total{route="unknown",status="404"} 1.0' in told.text
    assert "ajsearch_up 1.0" in told.text
    assert "ajsearch_positions 2" in told.text
    assert SECRET not in told.text


def test_the_request_log_says_neither_who_nor_what(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="ajsearch.requests"):
        client.get(f"/?q={SECRET}", headers={"User-Agent": SECRET, "X-Forwarded-For": SECRET})
        client.open(f"/{SECRET}", method=SECRET.upper())
    lines = [json.loads(record.getMessage()) for record in caplog.records]
    assert [(one["route"], one["status"]) for one in lines] == [("/", 200), ("unknown", 404)]
    assert all(set(one) == {"time", "method", "route", "status", "ms", "bytes"} for one in lines)
    assert SECRET not in caplog.text.casefold()
