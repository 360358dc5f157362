"""What the entrances ask: search, one position, similar ones, state. The web and the command line know only this."""

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from ajsearch import __version__
from ajsearch.errors import EngineError, StoreError, UnknownPosition, UsageError
from ajsearch.estonian import morphology
from ajsearch.model import Position
from ajsearch.originals import Original, open_original
from ajsearch.overview import Overview, overview
from ajsearch.records import Problem, Source
from ajsearch.review import Review, review_rows
from ajsearch.roles.advice import Advice
from ajsearch.search import (
    MAX_LIMIT,
    Completion,
    EngineStatus,
    Passage,
    Results,
    SearchEngine,
    SearchField,
    SearchRequest,
)
from ajsearch.store import Store
from ajsearch.table import Table, TableRow, conditions_of, table_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The state of the service and of what it depends on; ``ok`` when it can answer."""

    ok: bool
    version: str
    positions: int
    store: str
    analyser: str
    engine: EngineStatus


class Service:
    """Answers over one store and one engine. Safe to use from several threads."""

    def __init__(self, store: Store, engine: SearchEngine, roles: Advice) -> None:
        self._store = store
        self._engine = engine
        self._roles = roles

    def search(self, request: SearchRequest) -> Results:
        """The positions that satisfy the request, with the time it took in milliseconds."""
        begun = time.perf_counter()
        results = self._engine.search(request)
        return replace(results, took_ms=round((time.perf_counter() - begun) * 1000, 2))

    def search_all(self, request: SearchRequest) -> Iterator[str]:
        """The ids of all positions that satisfy the request, in its order, however many there are.

        Raises ``UsageError`` for a query that takes too long to be answered whole.
        """
        offset = 0
        while True:
            results = self._whole(replace(request, limit=MAX_LIMIT, offset=offset, facets=False))
            yield from (hit.id for hit in results.hits)
            offset += len(results.hits)
            if not results.hits or offset >= results.total:
                return

    def complete(self, text: str, *, limit: int) -> Sequence[Completion]:
        """At most ``limit`` queries that a half-typed one may become."""
        return self._engine.complete(text, limit=limit)

    def table(self, request: SearchRequest) -> Table:
        """What the positions of the request's window state of what it asks about, a row a requirement."""
        return self._table_of(request, self._engine.search(request))

    def _table_of(self, request: SearchRequest, results: Results) -> Table:
        rows = tuple(self.rows_of(request, results))
        return Table(results.query, results.total, rows, results.notice, results.did_you_mean)

    def rows_of(self, request: SearchRequest, results: Results) -> Iterator[TableRow]:
        """The rows of an answer's hits."""
        positions = self.positions([hit.id for hit in results.hits])
        return table_rows(positions, conditions_of(request, results.conditions))

    def whole_table(self, request: SearchRequest) -> Iterator[TableRow]:
        """The rows of all positions that satisfy the request, however many there are; raises as ``search_all``."""
        window = replace(request, limit=MAX_LIMIT, offset=0, facets=False)
        while True:
            table = self._table_of(window, self._whole(window))
            yield from table.rows
            window = replace(window, offset=window.offset + MAX_LIMIT)
            if window.offset >= table.total:
                return

    def _whole(self, request: SearchRequest) -> Results:
        """The answer to a request, without passages; raises ``UsageError`` where it is not whole."""
        results = self._engine.search(replace(request, passages=False))
        if results.cut_short:
            raise UsageError("The query takes too long to be answered whole: use fewer words or longer beginnings.")
        return results

    def overview(self, request: SearchRequest) -> Overview:
        """What the positions of a request require, in numbers that are totals of searches; raises as ``search_all``."""
        return overview(self._whole, request)

    def position(self, position_id: str) -> Position:
        """The position of that id; raises ``UnknownPosition``."""
        found = self._store.described([position_id])
        if position_id not in found:
            raise UnknownPosition(position_id)
        return found[position_id]

    def positions(self, ids: Sequence[str]) -> list[Position]:
        """The positions of those ids that exist, in the order of the ids."""
        found = self._store.described(ids)
        return [found[one] for one in ids if one in found]

    def passages(self, position_id: str, query: str, field: SearchField) -> tuple[Passage, ...]:
        """What a query matches in one position, in the document's order; raises ``UnknownPosition``."""
        return self._engine.passages(query, field, self._store.passages(position_id))

    @property
    def roles(self) -> Advice:
        """What helps to write a role: similar positions, clauses, comparisons, drafts."""
        return self._roles

    def review(self, *, limit: int | None = None, offset: int = 0) -> Review:
        """The sentences of requirements that speak of something and gave no fact of it, by position."""
        ids = self._store.with_unread()
        window = ids[offset:] if limit is None else ids[offset : offset + limit]
        return Review(len(ids), tuple(review_rows(self.positions(window))))

    def problems(self) -> list[Problem]:
        """What was not indexed or only doubtfully read, and why."""
        return self._store.problems()

    def sources_of(self, position_id: str) -> list[tuple[Source, str]]:
        """The files of a position, each with the name inside it."""
        return self._store.sources_of(position_id)

    def original(self, position_id: str) -> Original:
        """The file that a position was read from, open; raises ``UnknownPosition`` or ``FileProblem``."""
        self.position(position_id)
        return open_original([source for source, _ in self._store.sources_of(position_id)])

    def health(self) -> Health:
        """Version, counts and the state of store, analyser and engine; a broken one is said so, not raised."""
        try:
            positions, store = self._store.count(), "ok"
        except StoreError as error:
            positions, store = 0, str(error)
        engine, analyser = self._engine.status(), morphology.state()
        ok = store == analyser == "ok" and engine.healthy
        return Health(ok=ok, version=__version__, positions=positions, store=store, analyser=analyser, engine=engine)

    def damage(self) -> list[str]:
        """What is broken in store or index and how to heal it; empty when both are sound and agree."""
        found = [f"The store is damaged: {line}. Restore it from a backup." for line in self._store.damage()]
        found += [state] if (state := morphology.state()) != "ok" else []
        status = self._engine.status()
        if not status.healthy:
            found.append(f"The index cannot be used ({status.message}): run ajsearch rebuild.")
        elif status.rebuild_reason:
            found.append(f"The index is out of date ({status.rebuild_reason}): run ajsearch rebuild.")
        with suppress(EngineError):  # which the state of the engine has told
            written = self._engine.damage()
            found += [f"{name} of the index is not as it was written: run ajsearch rebuild." for name in written]
        return found or self._disagreement()

    def _disagreement(self) -> list[str]:
        try:
            indexed, kept = self._engine.ids(), set(self._store.ids())
        except EngineError as error:
            return [str(error)]
        if indexed == kept:
            return []
        missing, extra = len(kept - indexed), len(indexed - kept)
        return [f"The index lacks {missing} positions and has {extra} too many: run ajsearch rebuild."]
