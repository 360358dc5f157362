"""What is measured of ajsearch alone: its index beside Whoosh's own, parts of a page, a server's start."""

import gc
import shutil
import statistics
import time
import urllib.parse
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ajsearch.search import SearchField, SearchRequest
from ajsearch.settings import Settings
from ajsearch.store import Store
from benchmarks.contenders import PAGE
from benchmarks.queries import Kind, Query
from benchmarks.served import served
from index.answer import answer_to
from index.highlight import Highlighter
from index.hits import Shower
from index.limits import Budget
from index.querylang import parse
from index.showing import Measure
from index.snapshot import Snapshot
from index.whoosh_engine import VERSION
from index.whoosh_index import WhooshIndex

MIB = 1024 * 1024

MOST_BUILT = 1_000
"""Positions that an index is built of beside Whoosh's own: they are all in memory, so that no reading is timed."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One figure: ``value`` in ``unit``."""

    what: str
    size: int
    value: float
    unit: str


def index_anew(own: Path, folder: Path, *, stock: bool) -> list[Detail]:
    """The index of what is kept, built by our writer or by Whoosh's own of the same words."""
    from tests.stock_index import build_stock

    with closing(Store.open(Settings(data=own).store_path)) as store:
        positions = list(store.each(store.ids()[:MOST_BUILT]))
    shutil.rmtree(folder, ignore_errors=True)
    begun = time.process_time()
    if stock:
        folder.mkdir()
        build_stock(folder, positions)
    else:
        WhooshIndex(folder, VERSION).rebuild(positions, None)
    seconds = time.process_time() - begun
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    name = "stock Whoosh's writer, same words" if stock else "index"
    return [
        Detail(f"{name}: build", len(positions), seconds, "s of CPU"),
        Detail(f"{name}: size", len(positions), size / 1e6, "MB"),
    ]


def parts_of_a_page(own: Path, size: int, queries: Sequence[Query]) -> list[Detail]:
    """Medians over the common words' first pages: finding, ranking and facets; loading the hits; marking them."""
    settings = Settings(data=own)
    with closing(Store.open(settings.store_path)) as store:
        snapshot = Snapshot(WhooshIndex(settings.index_path, VERSION).reader())
        times: dict[str, list[float]] = {"find, rank, facets": [], "load ten positions": [], "mark ten positions": []}
        for query in [one for one in queries if one.kind is Kind.COMMON]:
            request = SearchRequest(query=query.words[0], limit=PAGE)
            answer = _timed(times["find, rank, facets"], lambda request=request: answer_to(snapshot, request))  # type: ignore[misc]
            kept = _timed(times["load ten positions"], lambda answer=answer: store.shown(answer.ids))  # type: ignore[misc]
            measure = Measure(answer.weigh, answer.said, answer.words_meet)
            shower = Shower(Highlighter(answer.query.root), measure)
            _timed(
                times["mark ten positions"],
                lambda shower=shower, kept=kept: shower.shown([(one, 0.0) for one in kept.values()], Budget()),  # type: ignore[misc]
            )
        snapshot.close()
    return [Detail(f"a page: {what}", size, statistics.median(found), "ms of CPU") for what, found in times.items()]


def _timed(times: list[float], work: Callable[[], Any]) -> Any:
    begun = time.process_time()
    result = work()
    times.append((time.process_time() - begun) * 1000)
    return result


def searcher_memory(own: Path, size: int, queries: Sequence[Query]) -> list[Detail]:
    """What an open searcher holds after it was asked every query once, and its share of the index on disk.

    Its own memory is what no other process can use; the pages of the index that it has mapped are shared by all that
    have them, and go when others need the room.
    """
    settings = Settings(data=own)
    texts = [" ".join(one.words) for one in queries if one.like is None]
    for text in texts:
        parse(text, SearchField.ANY)  # the lexicon is not the searcher's
    before = _resident_mb()
    index = WhooshIndex(settings.index_path, VERSION)
    with closing(Snapshot(index.reader())) as snapshot:
        for text in texts:
            answer_to(snapshot, SearchRequest(query=text, limit=PAGE))
        gc.collect()
        own_mb, mapped_mb = (now - then for now, then in zip(_resident_mb(), before, strict=True))
    on_disk = sum(path.stat().st_size for path in settings.index_path.rglob("*") if path.is_file()) / MIB
    return [
        Detail("searcher: memory of its own after all queries", size, own_mb, "MB"),
        Detail("searcher: pages of the index mapped by then", size, mapped_mb, "MB"),
        Detail("searcher: its own memory ÷ the index on disk", size, own_mb / on_disk, ""),
        Detail("searcher: both ÷ the index on disk", size, (own_mb + mapped_mb) / on_disk, ""),
    ]


def _resident_mb() -> tuple[float, float]:
    """Memory of this process alone, and pages of files that it has mapped; not numbers where Linux does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan"), float("nan")
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    own, mapped = (int(lines[name].split()[0]) / 1024 for name in ("RssAnon", "RssFile"))
    return own, mapped


def serving(own: Path, size: int) -> list[Detail]:
    """From the start of ``ajsearch serve`` to its answer to a first search: seconds, and those of the processor."""
    with served(own, "/api/v1/search?" + urllib.parse.urlencode({"q": "lepingu koostamine"})) as server:
        return [
            Detail("serve: from its start to the first answer", size, server.ready_seconds, "s"),
            Detail("serve: the same", size, server.cpu_ms() / 1000, "s of CPU"),
        ]
