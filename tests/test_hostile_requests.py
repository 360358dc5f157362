"""Requests that mean harm: no server's error, no lost word, no address of somebody else's, no file from elsewhere."""

import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest
from flask.testing import FlaskClient

from ajsearch import bootstrap
from ajsearch.roles.given import MAX_TYPED
from ajsearch.search import SearchRequest
from ajsearch.settings import Settings
from index.execute import LEAST_EXPANSION, MAX_EXPANSION
from index.whoosh_engine import WhooshEngine
from tests.engine_contract import MemorySource, position
from tests.hostile_requests import lost_words, run
from tests.serving import serving
from web import create_app


@pytest.fixture(scope="module")
def client(samples: Settings) -> Iterator[FlaskClient]:
    with bootstrap.reading(samples) as app:
        yield create_app(app.service).test_client()


@pytest.mark.parametrize("seed", [1, 2])
def test_generated_requests_are_answered_and_generated_queries_lose_no_word(samples: Settings, seed: int) -> None:
    tally = run(samples, count=120, seed=seed, seconds=20)
    assert tally.bad == []
    assert tally.statuses[200] > 40


def test_a_lost_word_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    for whole_query in ("eelarve koostamine linnas", "klientide\u0301", "arhiiv\ufb01\u0301sise-"):
        assert lost_words(whole_query) == set()
    from tests import hostile_requests

    whole = hostile_requests.parse
    monkeypatch.setattr(hostile_requests, "parse", lambda text: whole(text.replace("linnas", "")))
    assert lost_words("eelarve koostamine linnas") == {"linnas"}


def test_many_beginnings_together_stand_for_few_words_each_and_say_so() -> None:
    starts = [f"{first}{second}" for first in "kpts" for second in "aeiou"]
    text = " ".join(f"{start}x{number}" for start in starts for number in range(300))
    many = position("many", "Kataloog", ("duty", text))
    with closing(WhooshEngine(None, MemorySource([many]))) as engine:
        engine.rebuild([many])
        results = engine.search(SearchRequest(query=" ".join(f"{start}*" for start in starts)))
    assert results.total == 1
    assert results.notice is not None
    assert f"otsiti {MAX_EXPANSION} sagedasemat" in results.notice
    assert f"otsiti {LEAST_EXPANSION} sagedasemat" in results.notice


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../../etc/passwd",
        "/static/..%2f..%2f..%2fetc%2fpasswd",
        "/static/%2e%2e/%2e%2e/pyproject.toml",
        "/static//etc/passwd",
        "/positions/..%2f..%2fetc%2fpasswd/file",
        "/positions/%00/file",
    ],
)
def test_no_path_leads_out(client: FlaskClient, path: str) -> None:
    with client.get(path) as answered:
        assert answered.status_code in {400, 404, 308}
        assert b"root:" not in answered.data


@pytest.mark.parametrize("path", ["//x.ee/%2e%2e", "/\\x.ee", "//x.ee//", "/https:%2f%2fx.ee", "/?next=https://x.ee"])
def test_no_redirect_leads_to_another_host(client: FlaskClient, path: str) -> None:
    with client.get(path, follow_redirects=False) as answered:
        target = answered.headers.get("Location", "")
    assert "x.ee" not in target.removeprefix("http://localhost").split("/")[0]


def test_no_header_can_be_put_into_an_answer(client: FlaskClient) -> None:
    for path in ("/export.csv?q=%0d%0aSet-Cookie:%20a=b", "/feed.atom?q=%0d%0aX:%20y", "/%0d%0aSet-Cookie:%20a=b"):
        with client.get(path) as answered:
            assert "Set-Cookie" not in answered.headers
            assert not any("\r" in value or "\n" in value for _, value in answered.headers)


def test_headers_of_proxies_change_no_address_that_a_cache_might_keep(client: FlaskClient) -> None:
    forged = {"X-Forwarded-Host": "x.ee", "X-Forwarded-Proto": "gopher", "X-Host": "x.ee", "X-Original-URL": "/metrics"}
    for path in ("/", "/feed.atom", "/opensearch.xml", "/accessibility"):
        plain, odd = client.get(path), client.get(path, headers=forged)
        assert odd.status_code == plain.status_code
        assert b"x.ee" not in odd.data


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "BREW"])
def test_other_methods_are_refused(client: FlaskClient, method: str) -> None:
    assert client.open("/api/v1/search", method=method).status_code == 405


def test_a_sent_body_is_bounded(client: FlaskClient) -> None:
    assert client.post("/api/v1/similar", data=b"a" * 10_000_001).status_code == 413


def test_sent_texts_are_as_long_as_can_be_answered_in_time(client: FlaskClient) -> None:
    text = "kokk keedab " * (MAX_TYPED // 12 + 1)
    draft = {"title": "kokk", "duty": [{"text": text}]}
    for answered in (
        client.post("/api/v1/similar", data=text.encode()),
        client.post("/api/v1/family", data={"text": text}),
        client.post("/api/v1/draft", data=text.encode()),
        client.post("/api/v1/draft", json=draft),
    ):
        assert answered.status_code == 422
        assert "save it as a file" in answered.json["detail"]
    assert client.post("/api/v1/similar", data=text[:1200].encode()).status_code == 200
    page = client.post("/draft", data={"title": "kokk", "duty": text})
    assert page.status_code == 422
    assert "salvesta see failiks" in page.text


@pytest.fixture
def port(samples: Settings) -> Iterator[int]:
    """The port of a real server with two threads."""
    with serving(samples.data, AJSEARCH_THREADS="2") as served:
        yield int(served.address.rpartition(":")[2])


def test_slow_clients_keep_nobody_waiting(port: int) -> None:
    with ExitStack() as stack:
        for _ in range(20):
            slow = stack.enter_context(closing(socket.create_connection(("127.0.0.1", port))))
            slow.sendall(b"POST /api/v1/similar HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\na")
        begun = time.monotonic()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=20) as answered:
            assert answered.status == 200
        assert time.monotonic() - begun < 15


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\xff\xfe\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: \xff\r\n\r\n",
        b"GET /?" + b"a" * 300_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 60_000 + b"\r\n",
        b"POST /draft HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET http://x.ee/ HTTP/1.1\r\nHost: a\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused_and_the_server_goes_on(port: int, raw: bytes) -> None:
    with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as client:
        client.sendall(raw)
        client.shutdown(socket.SHUT_WR)
        status = client.recv(1000).split(b"\r\n")[0]
        assert b" 500 " not in status
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=20) as answered:
        assert answered.status == 200
