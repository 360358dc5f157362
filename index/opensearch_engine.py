"""The engine beyond one machine: OpenSearch finds and counts, our ranking orders the first hits, our marks show why.

Positions lie in OpenSearch too, so that any number of web processes answer from it alone.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import inf

from ajsearch.errors import AjsearchError, EngineError
from ajsearch.estonian.analyser import ANALYSIS_VERSION
from ajsearch.packed import Analysed, PackedPassages, ShownPosition, shown
from ajsearch.search import Completion, EngineStatus, Passage, PositionSource, Results, SearchField, SearchRequest
from index.answer import CORRECTED, conditions, correction
from index.highlight import Highlighter
from index.hits import Shower
from index.limits import Budget
from index.opensearch_asking import Asking, Found
from index.opensearch_cluster import CHUNK, Access, Cluster
from index.opensearch_schema import ANALYSED, OPENSEARCH_SCHEMA, analysed_of
from index.opensearch_words import Words, total_of
from index.querylang import clean, parse
from index.schema import SCHEMA_VERSION
from index.showing import Measure

VERSION = {"schema": f"{SCHEMA_VERSION}.{OPENSEARCH_SCHEMA}", "analysis": ANALYSIS_VERSION}
"""What an index must have been built with to be up to date."""


class OpenSearchEngine:
    """Searches and writes one name's index in a cluster. Safe for threads. An index that was never built is empty.

    Positions' texts come from ``source``; where that is None, from OpenSearch itself. A query may take ``seconds``.
    """

    def __init__(self, access: Access, source: PositionSource | None = None, seconds: float = inf) -> None:
        self._cluster = Cluster(access)
        self._seconds = seconds
        self._source = source or OpenSearchPositions(self._cluster)

    def search(self, request: SearchRequest) -> Results:
        """The positions that satisfy query and filters; see the port. Raises ``EngineError`` where none answers."""
        started = time.perf_counter()
        asking, found = self._answered(request)
        budget = Budget(self._seconds / 2)
        positions = self._source.shown([one for one, _ in found.scored])
        highlighter = Highlighter(asking.query.root) if request.passages else None
        shower = Shower(highlighter, Measure(asking.weigh, found.said, found.words_meet))
        shown = shower.shown(((positions[one], score) for one, score in found.scored if one in positions), budget)
        return Results(
            query=clean(request.query),
            total=found.total,
            took_ms=round((time.perf_counter() - started) * 1000, 2),
            hits=shown.hits,
            facets=found.facets,
            did_you_mean=found.did_you_mean,
            notice=" ".join(dict.fromkeys((*found.notices, *shown.notices))) or None,
            cut_short=found.cut_short,
            conditions=conditions(asking.query, request),
        )

    def _answered(self, request: SearchRequest) -> tuple[Asking, Found]:
        """The answer to a request, or to the corrected query where no position has all that was asked for."""
        first = self._asked(request)
        found = first[-1]
        corrected = correction(request, found.did_you_mean, complete=bool(found.total) and not found.partial)
        if corrected is None:
            return first
        second = self._asked(corrected)
        if not second[-1].total:
            return first
        second[-1].did_you_mean = corrected.query
        second[-1].notices.insert(0, CORRECTED.format(corrected.query))
        return second

    def _asked(self, request: SearchRequest) -> tuple[Asking, Found]:
        asking = Asking(self._cluster, parse(request.query, request.field), request, self._seconds / 2)
        return asking, asking.found()

    def passages(self, query: str, field: SearchField, passages: PackedPassages) -> tuple[Passage, ...]:
        """All passages of one position that the query's words match, in the document's order."""
        return Highlighter(parse(query, field).root).all_passages(passages)

    def complete(self, text: str, *, limit: int) -> Sequence[Completion]:
        """At most ``limit`` queries that the half-typed ``text`` may become."""
        return Words(self._cluster).completer().complete(clean(text), limit)

    def update(self, changed: Iterable[Analysed], removed: Iterable[str] = ()) -> None:
        """Index and drop; what fails halfway is completed by the same call again. Raises ``EngineError``."""
        current = self._cluster.current()
        if current is None:
            self.rebuild(changed)
        elif dict(current[1]) != VERSION:
            raise EngineError("The search index is of another version; run: ajsearch rebuild.")
        else:
            self._cluster.write(changed, removed)

    def rebuild(self, positions: Iterable[Analysed], progress: Callable[[int], None] | None = None) -> None:
        """Build anew beside the old index and move the alias. Raises ``EngineError``; the old one stays."""
        index = self._cluster.begin(VERSION)
        try:
            for batch in _batches(positions, progress):
                self._cluster.fill(index, batch)
            self._cluster.publish(index)
        except BaseException:
            self._cluster.discard(index)
            raise

    def ids(self) -> frozenset[str]:
        """The ids of all indexed positions."""
        return frozenset(self._cluster.everything("id"))

    def status(self) -> EngineStatus:
        """State and versions; a cluster that does not answer is said so, not raised."""
        version, positions, reason, message = "", 0, None, ""
        try:
            version = self._cluster.version()
            current = self._cluster.current()
            if current is None:
                reason = "missing"
            elif dict(current[1]) != VERSION:
                reason = "version"
            positions = total_of(self._cluster.ask({"size": 0, "track_total_hits": True})[0])
        except AjsearchError as error:
            reason, message = "broken", str(error)
        return EngineStatus(
            name="opensearch",
            version=version,
            positions=positions,
            rebuild_reason=reason,
            healthy=not message,
            message=message,
        )

    def damage(self) -> Sequence[str]:
        """Nothing: the cluster looks after its own files."""
        return ()

    def close(self) -> None:
        """Release the connections."""
        self._cluster.close()


class OpenSearchPositions:
    """The positions as they lie in OpenSearch: a source for processes that have no store."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    def shown(self, ids: Sequence[str]) -> Mapping[str, ShownPosition]:
        """What is shown of the positions of those ids that exist, by id."""
        return {one: shown(analysed_of(stored)) for one, stored in self._cluster.stored(ids, ANALYSED)}


def _batches(positions: Iterable[Analysed], progress: Callable[[int], None] | None) -> Iterator[list[Analysed]]:
    """Each position once, in batches of one bulk request."""
    seen: set[str] = set()

    def first() -> Iterator[Analysed]:
        for one in positions:
            if one.position.id not in seen:
                seen.add(one.position.id)
                yield one
                if progress:
                    progress(len(seen))

    left = first()
    while batch := list(islice(left, CHUNK)):
        yield batch
