"""The embedded engine: Whoosh's segments, locks and commits under our own query language, ranking and passages."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import whoosh

from ajsearch.errors import AjsearchError, EngineError
from ajsearch.estonian.analyser import ANALYSIS_VERSION
from ajsearch.model import AnalysedPassage, AnalysedPosition
from ajsearch.search import (
    EngineStatus,
    Filters,
    Hit,
    Passage,
    PositionSource,
    Results,
    SearchField,
    SearchRequest,
    Sort,
)
from index.execute import Execution
from index.facets import FactMasks, count_facets
from index.highlight import Highlighter
from index.likeness import like
from index.query_ast import Query, Word, wanted_leaves
from index.querylang import clean, parse
from index.ranking import rank
from index.schema import SCHEMA_VERSION
from index.snapshot import Mask, Snapshot
from index.whoosh_index import WhooshIndex

PARTIAL = "Ühelgi ametikohal ei ole kõiki otsitud sõnu; näidatud on need, millel on neid kõige rohkem."

VERSION = {"schema": str(SCHEMA_VERSION), "analysis": ANALYSIS_VERSION}
"""What an index must have been built with to be up to date."""


class WhooshEngine:
    """Searches and writes the index under ``directory``; in memory where that is None. Safe for threads.

    Positions' texts come from ``source``. An index that was never built is empty.
    """

    def __init__(self, directory: Path | None, source: PositionSource) -> None:
        self._index = WhooshIndex(directory, VERSION)
        self._source = source
        # Whoosh's readers seek in shared files: one thread at a time.
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._state: object = None

    def search(self, request: SearchRequest) -> Results:
        """The positions that satisfy query and filters; see the port. Raises ``EngineError`` for a broken index."""
        started = time.perf_counter()
        query = parse(request.query, request.field)
        with self._reading() as snapshot:
            answer = _Answer(snapshot, query, request)
            ids = [snapshot.ids[number] for number in answer.window]
        positions = self._source.load(ids)
        highlighter = Highlighter(query.root)
        scored = zip(ids, answer.window_scores, strict=True)
        hits = [_hit(positions[one], score, highlighter) for one, score in scored if one in positions]
        return Results(
            query=clean(request.query),
            total=answer.total,
            took_ms=round((time.perf_counter() - started) * 1000, 2),
            hits=tuple(hits),
            facets=answer.facets,
            did_you_mean=answer.did_you_mean,
            notice=" ".join(answer.notices) or None,
        )

    def passages(self, query: str, field: SearchField, position: AnalysedPosition) -> tuple[Passage, ...]:
        """All passages of one position that the query's words match, in the document's order."""
        return Highlighter(parse(query, field).root).all_passages(position.passages)

    def similar(
        self, passages: Sequence[AnalysedPassage], *, limit: int, exclude: Iterable[str] = ()
    ) -> Sequence[tuple[str, float]]:
        """Ids and likeness (above 0 to 1, falling) of the positions most like the passages."""
        with self._reading() as snapshot:
            likeness = like(snapshot, passages)
            likeness[~snapshot.live] = 0
            for position_id in exclude:
                if position_id in snapshot.numbers:
                    likeness[snapshot.numbers[position_id]] = 0
            likeness = np.round(likeness, 6)
            order = np.lexsort((snapshot.order(Sort.TITLE), -likeness))[: max(0, limit)]
            return [(snapshot.ids[int(n)], float(likeness[n])) for n in order if likeness[n] > 0]

    def update(self, changed: Iterable[AnalysedPosition], removed: Iterable[str] = ()) -> None:
        """Index and drop in one commit, all or nothing. Raises ``EngineError`` or ``LockedError``."""
        self._index.update(changed, removed)

    def rebuild(self, positions: Iterable[AnalysedPosition], progress: Callable[[int], None] | None = None) -> None:
        """Build anew beside the old index and swap. Raises ``EngineError`` or ``LockedError``; the old one stays."""
        self._index.rebuild(positions, progress)

    def ids(self) -> frozenset[str]:
        """The ids of all indexed positions."""
        with self._reading() as snapshot:
            return frozenset(snapshot.numbers)

    def status(self) -> EngineStatus:
        """State and versions; a broken index is said so, not raised."""
        positions, message = 0, ""
        try:
            reason = self._index.rebuild_reason()
            with self._reading() as snapshot:
                positions = len(snapshot.ids)
        except AjsearchError as error:
            reason, message = "broken", str(error)
        return EngineStatus(
            name="whoosh",
            version=whoosh.versionstring(),
            positions=positions,
            rebuild_reason=reason,
            healthy=not message,
            message=message,
        )

    def close(self) -> None:
        """Release all files."""
        with self._lock:
            self._drop_snapshot()

    @contextmanager
    def _reading(self) -> Iterator[Snapshot]:
        """The newest snapshot, for one thread at a time; what goes wrong in reading it is an ``EngineError``."""
        with self._lock:
            try:
                yield self._newest()
            except AjsearchError:
                raise
            except Exception as error:
                self._drop_snapshot()
                raise EngineError("The search index cannot be read; run: ajsearch rebuild.") from error

    def _newest(self) -> Snapshot:
        state = self._index.state()
        if self._snapshot is None or state != self._state:
            self._drop_snapshot()
            self._snapshot = Snapshot(self._index.reader())
            self._state = state
        return self._snapshot

    def _drop_snapshot(self) -> None:
        if self._snapshot is not None:
            with suppress(Exception):
                self._snapshot.close()
            self._snapshot = None


class _Answer:
    """What the index says to a request: numbers of the hits in the window, totals, facets and help."""

    def __init__(self, snapshot: Snapshot, query: Query, request: SearchRequest) -> None:
        self._snapshot = snapshot
        masks = FactMasks(snapshot)
        self._execution = Execution(snapshot, lambda filters: masks.of_filters(_in_force(filters, request)))
        text = self._text(query)
        matching = text & masks.of_filters(request.filters)
        self.total = int(np.count_nonzero(matching))
        self.facets = count_facets(masks, text, request.filters)
        self._rank(query, matching, request)
        self.did_you_mean = self._suggestion(query, clean(request.query))

    @property
    def notices(self) -> list[str]:
        """All that is to be said of the query, each once."""
        return list(dict.fromkeys((*self._query_notices, *self._execution.notices)))

    def _text(self, query: Query) -> Mask:
        self._query_notices = list(query.notices)
        partly = self._execution.partly_matching(query.root)
        if partly is not None:
            if partly.any():
                self._query_notices.append(PARTIAL)
            return partly & self._snapshot.live
        return self._execution.matching(query.root) & self._snapshot.live

    def _rank(self, query: Query, matching: Mask, request: SearchRequest) -> None:
        found = [self._execution.occurring(leaf) for leaf in dict.fromkeys(wanted_leaves(query.root))]
        scores = np.round(rank(found, matching, self._snapshot.lengths), 4)
        numbers = np.flatnonzero(matching)
        order = self._snapshot.order(request.sort)[numbers]
        if request.sort is Sort.RELEVANCE:
            numbers = numbers[np.lexsort((order, -scores[numbers]))]
        else:
            numbers = numbers[np.argsort(order, kind="stable")]
        start = max(0, request.offset)
        window = numbers[start : start + max(0, request.limit)]
        self.window = [int(number) for number in window]
        self.window_scores = [float(score) for score in scores[window]]

    def _suggestion(self, query: Query, text: str) -> str | None:
        """The query with the words that nothing has replaced by words that the index has."""
        speller = self._snapshot.speller()
        better = text
        for leaf in wanted_leaves(query.root):
            if not isinstance(leaf, Word):
                continue
            anywhere = replace(leaf, scope=SearchField.ANY)
            if len(self._execution.occurring(anywhere).places):
                continue
            word = speller.suggest(leaf.token.form, known=leaf.token.known)
            if word is not None:
                better = _with_word(better, leaf.token.form, word)
        return better if better != text else None


def _with_word(text: str, old: str, new: str) -> str:
    """The text with the first ``old`` replaced, whatever its capitals."""
    at = text.casefold().find(old.casefold())
    return text if at < 0 else text[:at] + new + text[at + len(old) :]


def _in_force(filters: Filters, request: SearchRequest) -> Filters:
    """A query's own filters under the request's ideas of need and certainty."""
    return replace(filters, need=request.filters.need, approximate=request.filters.approximate)


def _hit(analysed: AnalysedPosition, score: float, highlighter: Highlighter) -> Hit:
    position = analysed.position
    return Hit(
        id=position.id,
        path=position.path,
        title=position.title,
        employer=position.employer,
        unit=position.unit,
        score=score,
        passages=highlighter.best_passages(analysed.passages),
    )
