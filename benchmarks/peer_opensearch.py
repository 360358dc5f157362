"""OpenSearch with its ``estonian`` analyser, in a node of the jars that ``make opensearch`` brought."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.contenders import PAGE
from benchmarks.peers import WORDS_ONLY
from benchmarks.queries import Kind, Query
from tests.opensearch.cluster import is_here, nodes

NAME = "page"
MOST = 10_000
"""Hits that OpenSearch gives at most in one answer."""


class OpenSearchEstonian:
    """One text field with the analyser that OpenSearch has for Estonian: a stemmer by rules."""

    name = "OpenSearch, estonian"
    largest = 20_000

    @staticmethod
    def missing() -> str | None:
        """Why it is left out."""
        if not is_here():
            return "OpenSearch's jars are not here (make opensearch)"
        return None if find_spec("opensearchpy") else "the package opensearch-py is not installed"

    def build(self, files: Sequence[Path], folder: Path, workers: int) -> None:
        """In bulk, then refreshed."""
        from opensearchpy.helpers import bulk

        folder.mkdir(parents=True)
        with _served(folder) as client:
            client.indices.create(
                index=NAME,
                body={
                    "settings": {"number_of_shards": 1, "number_of_replicas": 0},
                    "mappings": {"properties": {"content": {"type": "text", "analyzer": "estonian"}}},
                },
            )
            bulk(
                client,
                ({"_index": NAME, "_id": path.stem, "content": path.read_text(encoding="utf-8")} for path in files),
            )
            client.indices.refresh(index=NAME)
            client.indices.flush(index=NAME)

    def open(self, folder: Path) -> None:
        """Start the node."""
        self._serving = _served(folder)
        self._client = self._serving.__enter__()

    def can(self, query: Query) -> bool:
        """Words, phrases and more like this."""
        return query.kind in WORDS_ONLY or query.kind is Kind.SIMILAR

    def page(self, query: Query) -> None:
        """The count, and the best with highlights."""
        self._search(query, PAGE, highlight={"fields": {"content": {}}})

    def numbers(self, query: Query) -> frozenset[int]:
        """All documents, up to what one answer may hold (of a similar-query: the first page)."""
        found = self._search(query, MOST if query.like is None else PAGE, _source=False)
        return frozenset(int(hit["_id"]) for hit in found["hits"]["hits"])

    def close(self) -> None:
        """Stop the node."""
        self._serving.__exit__(None, None, None)

    def _search(self, query: Query, size: int, **more: object) -> Any:
        asked: dict[str, Any]
        if query.like is not None:
            like = {"_index": NAME, "_id": f"{query.like:06}"}
            asked = {"more_like_this": {"fields": ["content"], "like": like}}
        elif query.kind is Kind.PHRASE:
            asked = {"match_phrase": {"content": " ".join(query.words)}}
        else:
            asked = {"match": {"content": {"query": " ".join(query.words), "operator": "and"}}}
        return self._client.search(index=NAME, body={"query": asked, "size": size, "track_total_hits": True, **more})


@contextmanager
def _served(folder: Path) -> Iterator[Any]:
    from opensearchpy import OpenSearch

    with nodes(folder) as (node,):
        client = OpenSearch(node.url, timeout=60)
        client.cluster.health(wait_for_status="yellow")
        yield client
        client.close()
