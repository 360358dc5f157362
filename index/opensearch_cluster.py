"""The OpenSearch cluster and the indexes of one name in it: versions, alias, bulk writing, and errors as sentences.

The alias NAME points at the index NAME-000007 that answers; a rebuild fills NAME-000008 and moves the alias at once.
"""

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ajsearch.errors import EngineError, UsageError
from ajsearch.packed import Analysed
from index.opensearch_schema import document_of, index_body

try:
    import opensearchpy
    from opensearchpy import helpers
except ModuleNotFoundError as error:  # pragma: no cover - the lock of development has it
    raise UsageError('The engine opensearch needs one package more: pip install "ajsearch[opensearch]".') from error

TIMEOUT = 20
"""Seconds for one request."""

RETRIES = 3
"""How often a request is sent again to another node when one does not answer or is too busy."""

PAUSE = 0.3
"""Seconds before a search is sent again that some shards did not answer."""

BAD_REQUEST = range(400, 404)
"""States of a request that no other node takes either."""

CHUNK = 100
"""Positions in one bulk request: some 5 MB."""

TIME_EXCEEDED = "time_exceeded_exception"
"""What OpenSearch calls the want of time in an error."""

Version = Mapping[str, str]
Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Access:
    """Where the cluster is and how one may enter. ``urls`` are of one or more of its nodes."""

    urls: tuple[str, ...]
    name: str = "ajsearch"
    user: str = ""
    password: str = ""
    ca_file: Path | None = None
    shards: int = 1
    replicas: int = 1

    def __repr__(self) -> str:
        """Without the password: it may end in a log."""
        return f"Access({', '.join(self.urls)}, {self.name})"


class Cluster:
    """One name's indexes in a cluster. Safe for threads; every failure is an ``EngineError``."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._name = access.name
        self._client = opensearchpy.OpenSearch(
            list(access.urls),
            http_auth=(access.user, access.password) if access.user else None,
            ca_certs=str(access.ca_file) if access.ca_file else None,
            timeout=TIMEOUT,
            max_retries=RETRIES,
            retry_on_timeout=True,
            retry_on_status=(429, 502, 503, 504),
        )

    def close(self) -> None:
        """Release the connections."""
        self._client.close()

    def version(self) -> str:
        """The version of the server."""
        with self._speaking():
            return str(self._client.info()["version"]["number"])

    def current(self) -> tuple[str, Version] | None:
        """The index that answers and what it was built with; None where nothing was built yet."""
        with self._speaking():
            try:
                found = self._client.indices.get_mapping(index=self._name)
            except opensearchpy.NotFoundError:
                return None
        index, mapping = next(iter(found.items()))
        return index, mapping["mappings"].get("_meta", {}).get("version", {})

    def ask(self, *bodies: Mapping[str, Any]) -> list[Answer]:
        """The answers to several searches, in one request; empty ones where nothing was built yet.

        ``timed_out`` is true in those that lack what there was no time for.
        """
        lines = [line for body in bodies for line in ({"index": self._name, "ignore_unavailable": True}, body)]
        for attempt in range(RETRIES + 1):
            with self._speaking():
                answers = [_cut_short(one) for one in self._client.msearch(body=lines)["responses"]]
            failed = [one for one in answers if "error" in one or one["_shards"]["failed"]]
            if not failed:
                return answers
            if any(one["status"] in BAD_REQUEST for one in failed):
                break
            # A node went, or the alias moved on while its index was asked: the next try finds the others.
            time.sleep(PAUSE * (attempt + 1))
        raise EngineError(f"OpenSearch could not answer whole ({_cause(failed[0].get('error'))}): try again.")

    def everything(self, field: str) -> Iterator[str]:
        """One keyword of every document."""
        with self._speaking():
            scan = helpers.scan(
                self._client,
                index=self._name,
                query={"query": {"match_all": {}}, "docvalue_fields": [field], "_source": False},
                size=5000,
                ignore_unavailable=True,
            )
            try:
                yield from (hit["fields"][field][0] for hit in scan)
            except opensearchpy.NotFoundError:
                return

    def stored(self, ids: Sequence[str], field: str) -> Iterator[tuple[str, str]]:
        """Id and stored field of those positions that exist."""
        if not ids:
            return
        with self._speaking():
            try:
                found = self._client.mget(index=self._name, body={"ids": list(ids)}, stored_fields=[field])["docs"]
            except opensearchpy.NotFoundError:
                return
        for document in found:
            if document.get("found"):
                yield document["_id"], document["fields"][field][0]

    def write(self, changed: Iterable[Analysed], removed: Iterable[str]) -> None:
        """Index and drop. What a failure leaves half done is completed by writing the same again."""
        latest = {one.position.id: one for one in changed}
        actions = [self._put(self._name, one) for one in latest.values()]
        actions += [
            {"_op_type": "delete", "_index": self._name, "_id": one} for one in sorted(set(removed) - latest.keys())
        ]
        with self._speaking():
            self._bulk(actions)
            self._client.indices.refresh(index=self._name)

    def begin(self, version: Version) -> str:
        """A new empty index beside the one that answers."""
        with self._speaking():
            numbers = [int(name.rsplit("-", 1)[1]) for name in self._all()]
            name = f"{self._name}-{max(numbers, default=0) + 1:06d}"
            body = index_body(version, shards=self._access.shards, replicas=0)
            body["settings"]["refresh_interval"] = "-1"
            self._client.indices.create(index=name, body=body)
            return name

    def fill(self, index: str, positions: Iterable[Analysed]) -> None:
        """Index positions into a new index."""
        with self._speaking():
            self._bulk([self._put(index, one) for one in positions])

    def publish(self, index: str) -> None:
        """Make a finished index the one that answers, at once, and remove the others."""
        with self._speaking():
            settings = {"index": {"refresh_interval": None, "number_of_replicas": self._access.replicas}}
            self._client.indices.put_settings(index=index, body=settings)
            self._client.indices.refresh(index=index)
            others = [name for name in self._all() if name != index]
            actions: list[dict[str, Any]] = [{"add": {"index": index, "alias": self._name}}]
            actions += [{"remove_index": {"index": name}} for name in others]
            self._client.indices.update_aliases(body={"actions": actions})

    def discard(self, index: str) -> None:
        """Remove an index that was not finished."""
        with suppress(opensearchpy.OpenSearchException):
            self._client.indices.delete(index=index, ignore_unavailable=True)

    def _all(self) -> list[str]:
        found = self._client.indices.get(index=f"{self._name}-*", expand_wildcards="all", allow_no_indices=True)
        return [name for name in found if re.fullmatch(rf"{re.escape(self._name)}-\d+", name)]

    def _bulk(self, actions: Sequence[Mapping[str, Any]]) -> None:
        for _, answer in helpers.streaming_bulk(
            self._client, actions, chunk_size=CHUNK, max_retries=RETRIES, raise_on_error=False, max_backoff=10
        ):
            (result,) = answer.values()
            if result["status"] >= 300 and result["status"] != 404:
                raise EngineError(f"OpenSearch did not take a position ({_cause(result.get('error'))}).")

    def _put(self, index: str, one: Analysed) -> dict[str, Any]:
        return {"_op_type": "index", "_index": index, "_id": one.position.id, "_source": document_of(one)}

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """Every failure of the cluster as one sentence."""
        where = ", ".join(self._access.urls)
        try:
            yield
        except opensearchpy.ConnectionError as error:
            raise EngineError(
                f"OpenSearch at {where} does not answer: start it, or check AJSEARCH_OPENSEARCH_URL."
            ) from error
        except (opensearchpy.AuthenticationException, opensearchpy.AuthorizationException) as error:
            raise EngineError(
                f"OpenSearch at {where} does not let us in: check AJSEARCH_OPENSEARCH_USER and its password."
            ) from error
        except opensearchpy.TransportError as error:
            raise EngineError(f"OpenSearch at {where} refused ({error.status_code}: {error.error}).") from error
        except opensearchpy.helpers.errors.BulkIndexError as error:
            raise EngineError(f"OpenSearch at {where} did not take a position.") from error


def _cut_short(answer: Answer) -> Answer:
    """The answer; where time alone was missing, in the form of one that was cut after its first hits.

    OpenSearch gives that form only while it collects hits; before, as when it looks up terms, want of time is an error.
    """
    shards = answer.get("_shards", {})
    failures = [one["reason"] for one in shards.get("failures", ())] or answer.get("error", {}).get("root_cause", [])
    if not failures or any(one.get("type") != TIME_EXCEEDED for one in failures):
        return answer
    nothing = {"hits": {"total": {"value": 0}, "hits": []}}
    return {**(nothing if "error" in answer else answer), "timed_out": True, "_shards": {**shards, "failed": 0}}


def _cause(error: Any) -> str:
    """What OpenSearch says of an error, without the text of a query."""
    return str(error.get("type", "error")) if isinstance(error, Mapping) else "error"
