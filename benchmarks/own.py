"""What is measured of ajsearch alone: kept words, its index beside Whoosh's own, parts of a page, a server's start."""

import json
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ajsearch import bootstrap
from ajsearch.search import SearchRequest
from ajsearch.settings import Settings
from ajsearch.store import Store
from benchmarks.contenders import PAGE
from benchmarks.product import run_ingest
from benchmarks.queries import Kind, Query
from index.answer import answer_to
from index.highlight import Highlighter
from index.hits import Shower
from index.limits import Budget
from index.showing import Measure
from index.whoosh_engine import VERSION
from index.whoosh_index import WhooshIndex

START_SECONDS = 120

MOST_BUILT = 1_000
"""Positions that an index is built of beside Whoosh's own: they are all in memory, so that no reading is timed."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One figure: ``value`` in ``unit``."""

    what: str
    size: int
    value: float
    unit: str


def ingest_with_words(files: Sequence[Path], own: Path, folder: Path) -> Detail:
    """An ingest into nothing but what an earlier one knew of words."""
    with bootstrap.changing(Settings(data=folder)):
        shutil.copy(Settings(data=own).words_path, Settings(data=folder).words_path)
    begun = time.perf_counter()
    run_ingest(files, folder, 1)
    return Detail("ingest with kept words", len(files), time.perf_counter() - begun, "s")


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
    from index.snapshot import Snapshot

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
    return [Detail(f"a page: {what}", size, statistics.median(found), "ms") for what, found in times.items()]


def _timed(times: list[float], work: Callable[[], Any]) -> Any:
    begun = time.perf_counter()
    result = work()
    times.append((time.perf_counter() - begun) * 1000)
    return result


def serving(own: Path, size: int) -> Detail:
    """From the start of ``ajsearch serve`` to its answer to a first search."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/api/v1/search?" + urllib.parse.urlencode({"q": "lepingu koostamine"})
    begun = time.perf_counter()
    command = [sys.executable, "-m", "ajsearch", "serve", "--port", str(port), "--data", str(own)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            while not (found := _answer(address)):
                if server.poll() is not None or time.perf_counter() - begun > START_SECONDS:
                    raise RuntimeError("ajsearch serve gave no answer")
                time.sleep(0.02)
            seconds = time.perf_counter() - begun
        finally:
            server.terminate()
    if not found["total"]:
        raise RuntimeError("ajsearch serve found nothing")
    return Detail("serve: from its start to the first answer", size, seconds, "s")


def _answer(address: str) -> Any:
    try:
        with urllib.request.urlopen(address, timeout=START_SECONDS) as answer:
            return json.load(answer)
    except OSError:
        return None
