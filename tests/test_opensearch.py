"""The OpenSearch engine keeps the engines' contract on a real server."""

import itertools
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace

import pytest

from ajsearch import bootstrap
from ajsearch.errors import EngineError
from ajsearch.search import SearchRequest
from ajsearch.service import Service
from ajsearch.settings import Engine, Settings
from index.limits import CUT_POSITIONS, CUT_QUERY
from index.opensearch_cluster import Access
from index.opensearch_engine import OpenSearchEngine
from tests.engine_contract import CORPUS, EngineContract, MemorySource, NewEngine, found, position
from tests.eval.floors import assert_reached
from tests.eval.measure_queries import JudgedQuery, measure_queries, ours, sample_judgement
from tests.opensearch import cluster

SAME_ORDER = 1.0
"""Share of queries whose first ten hits must come in the same order."""

PATIENCE = 120.0
"""Seconds to wait for a search that takes OpenSearch longer than a millisecond: the first ones mostly do, and of those
of a warm and idle server still one in a hundred, that is several in a minute."""

pytestmark = pytest.mark.opensearch


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with cluster.nodes(tmp_path_factory.mktemp("opensearch")) as (node,):
        yield node.url


@pytest.fixture
def new_engine(url: str) -> NewEngine:
    prefix, numbers = uuid.uuid4().hex[:8], itertools.count()
    return lambda source: OpenSearchEngine(Access((url,), f"t-{prefix}-{next(numbers)}", replicas=0), source)


class TestOpenSearch(EngineContract):
    """The whole contract."""


def test_positions_are_shown_from_opensearch_alone(url: str) -> None:
    access = Access((url,), "alone", replicas=0)
    OpenSearchEngine(access, MemorySource(CORPUS)).rebuild(CORPUS)
    results = OpenSearchEngine(access).search(SearchRequest(query="klientide nõustamine"))
    assert found(results) == ["consultant", "accountant"]
    assert results.hits[0].passages


def test_a_query_that_takes_too_long_is_cut_and_says_so(url: str) -> None:
    access = Access((url,), "hurried", replicas=0)
    OpenSearchEngine(access, MemorySource(CORPUS)).rebuild(CORPUS)
    hurried = OpenSearchEngine(access, MemorySource(CORPUS), seconds=1e-9)
    results = hurried.search(SearchRequest(query="eelarve OR klient"))
    assert results.cut_short
    assert CUT_QUERY.format(1) in (results.notice or "")
    assert {*found(results)} <= {*found(hurried.search(SearchRequest(query="eelarve")))}


@pytest.mark.parametrize("query", ["lepingud", "lepingute sõlmimine"])
def test_a_server_that_runs_out_of_time_gives_what_it_has_and_says_so(url: str, query: str) -> None:
    many = [position(f"p{number:03}", "Ametnik", ("duty", "Lepingute sõlmimine.")) for number in range(300)]
    access, source = Access((url,), "late", shards=2, replicas=0), MemorySource(many)
    OpenSearchEngine(access, source).rebuild(many)
    hurried = OpenSearchEngine(access, source, seconds=1e-9)  # OpenSearch is given a millisecond, the least there is
    late, until = False, time.monotonic() + PATIENCE
    while not late and time.monotonic() < until:
        results = hurried.search(SearchRequest(query=query))
        late = CUT_POSITIONS in (results.notice or "")
        assert late or results.total == len(many)
        assert results.cut_short or not late
        assert results.did_you_mean is None
    assert late


def test_a_server_that_does_not_answer_is_named() -> None:
    engine = OpenSearchEngine(Access(("http://127.0.0.1:9",)))
    with pytest.raises(EngineError, match="does not answer"):
        engine.search(SearchRequest(query="klient"))
    status = engine.status()
    assert (status.healthy, status.rebuild_reason) == (False, "broken")


def test_the_samples_are_found_as_well_as_on_whoosh_and_in_the_same_order(url: str, samples: Settings) -> None:
    judgement = sample_judgement()
    there = replace(samples, engine=Engine.OPENSEARCH, opensearch_url=url, opensearch_index="samples")
    with bootstrap.reading(samples) as here, bootstrap.reading(there) as away:
        away.engine.rebuild(here.store.positions())
        assert_reached("queries", measure_queries(judgement, ours(away.service, judgement)))
        pairs = [[_first(app.service, query) for app in (here, away)] for query in judgement.queries]
    same = sum(one == other for one, other in pairs)
    assert same >= SAME_ORDER * len(pairs), [pair for pair in pairs if pair[0] != pair[1]]


def _first(service: Service, query: JudgedQuery) -> list[str]:
    return found(service.search(SearchRequest(query=query.text, field=query.field, limit=10)))
