"""The OpenSearch engine keeps the engines' contract on a real server."""

import itertools
import uuid
from collections.abc import Iterator

import pytest

from ajsearch.errors import EngineError
from ajsearch.search import SearchRequest
from index.opensearch_cluster import Access
from index.opensearch_engine import OpenSearchEngine
from tests.engine_contract import CORPUS, EngineContract, MemorySource, NewEngine, found
from tests.opensearch import cluster

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


def test_a_server_that_does_not_answer_is_named() -> None:
    engine = OpenSearchEngine(Access(("http://127.0.0.1:9",)))
    with pytest.raises(EngineError, match="does not answer"):
        engine.search(SearchRequest(query="klient"))
    status = engine.status()
    assert (status.healthy, status.rebuild_reason) == (False, "broken")
