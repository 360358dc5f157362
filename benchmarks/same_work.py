"""Finding and ranking of the same words by ajsearch and by its peers: how long each takes, and whether they agree."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ajsearch.packed import PackedPosition
from ajsearch.roles.advice import Advice
from ajsearch.roles.similar import neighbours
from ajsearch.roles.upkeep import Upkeep
from ajsearch.search import SearchRequest
from ajsearch.settings import Settings
from ajsearch.store import Store
from benchmarks import same_tantivy, same_whoosh
from benchmarks.apart import apart
from benchmarks.contenders import PAGE, p95
from benchmarks.peer_tantivy import Tantivy
from benchmarks.peers import StockWhoosh
from benchmarks.product import Ajsearch, request_of
from benchmarks.queries import Kind, Query
from benchmarks.same_words import ROUNDS, Asked, Engine, compiled
from index.answer import Answer
from index.limits import Budget
from index.query_ast import Query as Parsed
from index.querylang import parse
from index.snapshot import Snapshot
from index.whoosh_engine import VERSION
from index.whoosh_index import WhooshIndex


@dataclass(frozen=True, slots=True)
class Same:
    """One kind of query in the same work: milliseconds when asked first and again; ``shared`` is the share of the
    positions found by either that both have found, nan where an engine's own likeness is compared.
    """

    contender: str
    kind: Kind
    size: int
    facets: bool
    queries: int
    cold_p50_ms: float
    cold_p95_ms: float
    p50_ms: float
    p95_ms: float
    shared: float


class SameAjsearch:
    """ajsearch's answer to queries that are parsed already: no passages; likeness without reading positions."""

    name = Ajsearch.name
    rounds = ROUNDS

    def open(self, folder: Path, asked: Sequence[Asked]) -> None:
        """A snapshot of the index, the outlines, and the queries' trees."""
        settings = Settings(data=folder)
        self._store = Store.open(settings.store_path)
        self._snapshot = Snapshot(WhooshIndex(settings.index_path, VERSION).reader())
        self._roles = Advice(self._store, Upkeep(self._store, settings.outlines_path))
        self._asked = asked
        self._parsed = [_parsed(one.query) for one in asked]
        self._given = {one.like: self._roles.kept(one.like) for one in asked if one.like}
        if self._given:
            self._roles.bags()

    def can(self, number: int, *, facets: bool) -> bool:
        """Everything; similar positions have no facets."""
        return not (facets and self._asked[number].like)

    def find(self, number: int, *, facets: bool) -> tuple[int, list[str]]:
        """Count, the best, and help where words are missing."""
        asked = self._asked[number]
        if asked.like:
            role, found = neighbours(self._given[asked.like], self._roles.bags(), limit=PAGE)
            return len(found), [role.corpus.heads[one.row].id for one in found]
        answer = self._answer(number, facets=facets, limit=PAGE)
        return answer.total, answer.ids

    def all(self, number: int) -> frozenset[str]:
        """All positions."""
        if self._asked[number].like:
            return frozenset()
        return frozenset(self._answer(number, facets=False, limit=self._snapshot.size).ids)

    def close(self) -> None:
        """Close store and index."""
        self._snapshot.close()
        self._store.close()

    def _answer(self, number: int, *, facets: bool, limit: int) -> Answer:
        request, parsed = self._parsed[number]
        wanted = SearchRequest(
            query=request.query, field=request.field, filters=request.filters, limit=limit, facets=facets
        )
        return Answer(self._snapshot, parsed, wanted, Budget())


def _parsed(query: Query) -> tuple[SearchRequest, Parsed]:
    request = request_of(query)
    return request, parse(request.query, request.field)


@dataclass(frozen=True, slots=True)
class Peer:
    """An engine that is fed with ajsearch's words, what builds its index, and why it is left out, where it is."""

    engine: type[Engine]
    build: Callable[[Path, Iterable[PackedPosition]], None]
    missing: Callable[[], str | None]
    largest: int


PEERS = (
    Peer(same_tantivy.SameTantivy, same_tantivy.build, Tantivy.missing, Tantivy.largest),
    # A hundred thousand positions would take it most of an hour to build and a quarter to be asked.
    Peer(same_whoosh.SameWhoosh, same_whoosh.build, StockWhoosh.missing, 20_000),
)


def same_work(own: Path, folder: Path, size: int, queries: Sequence[Query]) -> list[Same]:
    """All contenders over the positions in ``own``; a peer's index in ``folder`` is made where it is not there."""
    asked = apart(compile_all, own, queries)
    mine, rows = apart(timed, SameAjsearch, own, size, asked)
    for peer in PEERS:
        if peer.missing() is None and size <= peer.largest:
            place = folder / peer.engine.__name__
            if not place.exists():
                apart(build, peer.engine, own, place)
            rows += apart(timed, peer.engine, place, size, asked, mine)[1]
    return rows


def compile_all(own: Path, queries: Sequence[Query]) -> list[Asked]:
    """The queries as terms of the index."""
    settings = Settings(data=own)
    with (
        closing(Store.open(settings.store_path)) as store,
        closing(Snapshot(WhooshIndex(settings.index_path, VERSION).reader())) as snapshot,
    ):
        paths = {Path(one.path).stem: one.path for one in store.sources()}
        like = {query.like for query in queries if query.like is not None}
        ids = {number: store.recorded(paths[f"{number:06}"])[0].id for number in like}
        return compiled(queries, store, snapshot, ids)


def build(engine: type[Engine], own: Path, folder: Path) -> None:
    """A peer's index of the positions in ``own``."""
    (peer,) = (one for one in PEERS if one.engine is engine)
    with closing(Store.open(Settings(data=own).store_path)) as store:
        peer.build(folder, store.each_packed(store.ids()))


Found = Sequence[frozenset[str]]


def timed(
    engine: type[Engine], folder: Path, size: int, asked: Sequence[Asked], others: Found = ()
) -> tuple[Found, list[Same]]:
    """What a contender finds, and its times; compared with what ``others`` found, where that is given."""
    opened = engine()
    opened.open(folder, asked)
    times = {facets: _rounds(opened, len(asked), facets=facets) for facets in (False, True)}
    found = [opened.all(number) for number in range(len(asked))]
    rows = []
    for facets, taken in times.items():
        for kind in Kind:
            chosen = [number for number in taken if asked[number].query.kind is kind]
            if chosen:
                cold, warm = _spread([taken[one][0] for one in chosen]), _spread([_again(taken[one]) for one in chosen])
                shared = _shared([found[one] for one in chosen], [others[one] for one in chosen] if others else ())
                rows.append(Same(opened.name, kind, size, facets, len(chosen), *cold, *warm, shared))
    opened.close()
    return found, rows


def _rounds(engine: Engine, count: int, *, facets: bool) -> dict[int, list[float]]:
    """The milliseconds of every query that can be asked, in rounds over all of them."""
    times: dict[int, list[float]] = {number: [] for number in range(count) if engine.can(number, facets=facets)}
    for _ in range(1 + engine.rounds):
        for number, own in times.items():
            begun = time.thread_time()
            engine.find(number, facets=facets)
            own.append((time.thread_time() - begun) * 1000)
    return times


def _again(times: Sequence[float]) -> float:
    return statistics.median(times[1:])


def _spread(times: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return statistics.median(times), p95(times)


def _shared(found: Found, others: Found) -> float:
    either = sum(len(one | other) for one, other in zip(found, others, strict=False))
    both = sum(len(one & other) for one, other in zip(found, others, strict=False))
    return both / either if either and any(others) else float("nan")
