"""The embedded engine: Whoosh's segments, locks and commits under our own query language, ranking and passages."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from math import inf
from pathlib import Path
from typing import TypeVar

import whoosh

from ajsearch.errors import AjsearchError, EngineError
from ajsearch.estonian.analyser import ANALYSIS_VERSION
from ajsearch.packed import Analysed, PackedPassages
from ajsearch.search import (
    Completion,
    EngineStatus,
    Passage,
    PositionSource,
    Results,
    SearchField,
    SearchRequest,
)
from index.answer import answer_to, conditions
from index.highlight import Highlighter
from index.hits import Shower
from index.limits import Budget
from index.querylang import clean, parse
from index.schema import SCHEMA_VERSION
from index.segment_file import BrokenSegment
from index.showing import Measure
from index.snapshot import Snapshot
from index.whoosh_index import WhooshIndex

VERSION = {"schema": str(SCHEMA_VERSION), "analysis": ANALYSIS_VERSION}
"""What an index must have been built with to be up to date."""

ATTEMPTS = 3
"""How often reading is tried while other processes swap the index."""

UNREADABLE = "The search index cannot be read; run: ajsearch rebuild."

T = TypeVar("T")


class WhooshEngine:
    """Searches and writes the index under ``directory``; in memory where that is None. Safe for threads.

    Positions' texts come from ``source``; a query may take ``seconds`` of the processor's time. An index that was never
    built is empty.
    """

    def __init__(self, directory: Path | None, source: PositionSource, seconds: float = inf) -> None:
        self._index = WhooshIndex(directory, VERSION)
        self._source = source
        self._seconds = seconds
        # Whoosh's readers seek in shared files: one thread at a time.
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._state: object = None

    def search(self, request: SearchRequest) -> Results:
        """The positions that satisfy query and filters; see the port. Raises ``EngineError`` for a broken index."""
        started = time.perf_counter()
        answer = self._read(lambda snapshot: answer_to(snapshot, request, Budget(self._seconds / 2)))
        budget = Budget(self._seconds / 2)
        positions = self._source.shown(answer.ids)
        highlighter = Highlighter(answer.query.root) if request.passages else None
        shower = Shower(highlighter, Measure(answer.weigh, answer.said, answer.words_meet))
        scored = zip(answer.ids, answer.scores, strict=True)
        shown = shower.shown(((positions[one], score) for one, score in scored if one in positions), budget)
        return Results(
            query=clean(request.query),
            total=answer.total,
            took_ms=round((time.perf_counter() - started) * 1000, 2),
            hits=shown.hits,
            facets=answer.facets,
            did_you_mean=answer.did_you_mean,
            notice=" ".join((*answer.notices, *shown.notices)) or None,
            cut_short=answer.cut_short,
            conditions=conditions(answer.query, request),
        )

    def passages(self, query: str, field: SearchField, passages: PackedPassages) -> tuple[Passage, ...]:
        """All passages of one position that the query's words match, in the document's order."""
        return Highlighter(parse(query, field).root).all_passages(passages)

    def complete(self, text: str, *, limit: int) -> Sequence[Completion]:
        """At most ``limit`` queries that the half-typed ``text`` may become."""
        return self._read(lambda snapshot: snapshot.completer().complete(clean(text), limit))

    def update(self, changed: Iterable[Analysed], removed: Iterable[str] = ()) -> None:
        """Index and drop in one commit, all or nothing. Raises ``EngineError`` or ``LockedError``."""
        self._index.update(changed, removed)

    def rebuild(self, positions: Iterable[Analysed], progress: Callable[[int], None] | None = None) -> None:
        """Build anew beside the old index and swap. Raises ``EngineError`` or ``LockedError``; the old one stays."""
        self._index.rebuild(positions, progress)

    def ids(self) -> frozenset[str]:
        """The ids of all indexed positions."""
        return self._read(lambda snapshot: frozenset(snapshot.numbers))

    def status(self) -> EngineStatus:
        """State and versions; a broken index is said so, not raised."""
        positions, message = 0, ""
        try:
            reason = self._index.rebuild_reason()
            positions = len(self.ids())
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

    def damage(self) -> Sequence[str]:
        """Names of the index's files that are not as they were written."""
        return self._index.damage()

    def close(self) -> None:
        """Release all files."""
        with self._lock:
            self._drop_snapshot()

    def _read(self, work: Callable[[Snapshot], T]) -> T:
        """What ``work`` makes of the newest snapshot, one thread at a time.

        Files may vanish under a reader when another process swaps generations: it is then done again on the new one.
        Raises ``EngineError`` where the files are at fault; any other error is our own and stays what it is.
        """
        with self._lock:
            for _ in range(ATTEMPTS - 1):
                with suppress(EngineError):
                    return self._once(work)
            return self._once(work)

    def _once(self, work: Callable[[Snapshot], T]) -> T:
        try:
            return work(self._newest())
        except EngineError:
            self._drop_snapshot()
            raise
        except AjsearchError:
            raise
        except Exception as error:
            self._drop_snapshot()
            if isinstance(error, OSError | BrokenSegment) or self._index.is_at_fault():
                raise EngineError(UNREADABLE) from error
            raise

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
