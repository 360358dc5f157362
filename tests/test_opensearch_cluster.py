"""Three OpenSearch nodes of which one is killed, and a rebuild while others search: nothing lost, answers go on."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from ajsearch.search import SearchRequest
from index.opensearch_cluster import Access
from index.opensearch_engine import OpenSearchEngine
from tests.engine_contract import MemorySource, position
from tests.opensearch import cluster

pytestmark = pytest.mark.opensearch

POSITIONS = [
    position(f"p{number:04}", f"Ametnik {number}", ("duty", f"Lepingute sõlmimine ja toimik{number}."))
    for number in range(300)
]


@pytest.fixture
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[cluster.Node]]:
    with cluster.nodes(tmp_path_factory.mktemp("nodes"), 3) as started:
        yield list(started)


@contextmanager
def searching(engine: OpenSearchEngine, expected: int) -> Iterator[list[str]]:
    """Searches all the time in another thread; what went wrong is in the list."""
    wrong: list[str] = []
    done = threading.Event()

    def search() -> None:
        while not done.is_set():
            try:
                total = engine.search(SearchRequest(query="lepingud", limit=3)).total
                if total != expected:
                    wrong.append(f"{total} hits")
            except Exception as error:
                wrong.append(repr(error))

    thread = threading.Thread(target=search)
    thread.start()
    try:
        yield wrong
    finally:
        done.set()
        thread.join()


def test_a_killed_node_costs_no_answer_and_no_position(nodes: list[cluster.Node]) -> None:
    urls = tuple(node.url for node in nodes)
    engine = OpenSearchEngine(Access(urls, "three", shards=3, replicas=1), MemorySource(POSITIONS))
    engine.rebuild(POSITIONS)
    cluster.await_green(nodes[1].url)
    with searching(engine, len(POSITIONS)) as wrong:
        nodes[0].kill()
        more = [position(f"q{number:04}", "Arhivaar", ("duty", "Kogude hoidmine.")) for number in range(120)]
        for start in range(0, len(more), 20):
            engine.update(more[start : start + 20])
    assert wrong == []
    assert engine.search(SearchRequest(query="kogu")).total == len(more)
    assert len(engine.ids()) == len(POSITIONS) + len(more)


def test_a_rebuild_is_seen_whole_or_not_at_all(nodes: list[cluster.Node]) -> None:
    urls = tuple(node.url for node in nodes)
    engine = OpenSearchEngine(Access(urls, "swap"), MemorySource(POSITIONS))
    engine.rebuild(POSITIONS)
    with searching(engine, len(POSITIONS)) as wrong:
        for _ in range(3):
            OpenSearchEngine(Access(urls, "swap")).rebuild(POSITIONS)
    assert wrong == []
