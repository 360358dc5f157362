"""The measurements. Every figure is taken in a process of its own, so that none has another's memory or caches."""

import os
import resource
import shutil
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ajsearch import bootstrap
from ajsearch.settings import Settings
from ajsearch.store import Store
from benchmarks.apart import apart
from benchmarks.contenders import PAGE, Contender, p95
from benchmarks.generate import Generated, generate, write
from benchmarks.own import Detail, index_anew, parts_of_a_page, searcher_memory, serving
from benchmarks.pages import pages
from benchmarks.peer_estnltk import StockPipeline
from benchmarks.peer_opensearch import OpenSearchEstonian
from benchmarks.peer_postgres import Postgres
from benchmarks.peer_tantivy import Tantivy
from benchmarks.peers import Fts5, StockWhoosh
from benchmarks.product import Ajsearch, run_ingest
from benchmarks.queries import Kind, Query, choose
from benchmarks.same_work import Same, same_work

ROUNDS = 3
"""How often a query is timed; its time is the median, which one disturbance cannot move."""

SETTLE_SECONDS = 2.1
"""A file that was written this long ago is not hashed again: what an ingest of the next day meets."""

CONTENDERS: tuple[type[Contender], ...] = (
    Ajsearch,
    StockPipeline,
    StockWhoosh,
    Fts5,
    Tantivy,
    Postgres,
    OpenSearchEstonian,
)


@dataclass(frozen=True, slots=True)
class Work:
    """One build or ingest: seconds of wall clock, seconds of all processes' CPU, peak megabytes, bytes on disk."""

    contender: str
    what: str
    size: int
    seconds: float
    cpu_seconds: float
    peak_mb: float
    worker_peak_mb: float
    disk_bytes: int


@dataclass(frozen=True, slots=True)
class Speed:
    """One kind of query: milliseconds, and how much of what truly answers was found (None: cannot be asked).

    ``others`` is the mean number of positions found beside the true ones; ``first_ms`` the kind's first round's median.
    """

    contender: str
    kind: Kind
    size: int
    queries: int
    p50_ms: float
    p95_ms: float
    first_ms: float
    recall: float
    others: float


@dataclass(frozen=True, slots=True)
class Opening:
    """From a started process with its modules loaded to the first answer; ``peak_mb`` is after all queries, of which
    ``grown_mb`` came after the start.
    """

    contender: str
    size: int
    first_answer_ms: float
    peak_mb: float
    grown_mb: float


Row = Work | Speed | Opening | Detail | Same


def measure(size: int, folder: Path, *, per_kind: int, worker_counts: Sequence[int] = (1, 2)) -> list[Row]:
    """All figures of one size; ``folder`` is emptied before and after."""
    shutil.rmtree(folder, ignore_errors=True)
    positions = list(generate(size))
    files = write(positions, folder / "files")
    queries = apart(choose_for, size, per_kind)
    rows: list[Row] = []
    for contender in present(size):
        counts = worker_counts if contender is Ajsearch else (1,)
        for workers in counts:
            rows.append(apart(build, contender, files, folder / f"{contender.__name__}-{workers}", workers))
        rows += apart(search, contender, folder / f"{contender.__name__}-{counts[0]}", size, queries)
    own = folder / f"Ajsearch-{worker_counts[0]}"
    rows += _later_ingests(files, own)
    rows += [apart(build_with_words, files, own, folder / f"words-{workers}", workers) for workers in worker_counts]
    rows += _details(own, folder, size, queries)
    shutil.rmtree(folder)
    return rows


def measure_kept(own: Path, folder: Path, peers: Path, *, per_kind: int) -> list[Row]:
    """Searching alone, where ajsearch's data directory ``own`` holds the first generated positions already; ``peers``
    has, or will have, the indexes of those that are fed with its words.
    """
    size = _count(own)
    files = write(list(generate(size)), folder / "files")
    queries = apart(choose_for, size, per_kind)
    rows: list[Row] = list(apart(search, Ajsearch, own, size, queries))
    for contender in present(size):
        if contender is not Ajsearch:
            rows.append(apart(build, contender, files, folder / contender.__name__, 1))
            rows += apart(search, contender, folder / contender.__name__, size, queries)
    rows += same_work(own, peers / str(size), size, queries)
    return [*rows, *_details(own, folder, size, queries)]


def measure_copies(copies: Path, own: Path, peers: Path, *, per_kind: int) -> list[Row]:
    """The same work, the memory of a searcher and a server's start over many copies of the positions in ``own``."""
    size = _count(copies)
    queries = apart(choose_for, _count(own), per_kind)
    rows: list[Row] = list(same_work(copies, peers / str(size), size, queries))
    rows += apart(searcher_memory, copies, size, queries)
    return [*rows, *serving(copies, size)]


def _count(own: Path) -> int:
    with closing(Store.open(Settings(data=own).store_path)) as store:
        return store.count()


def _details(own: Path, folder: Path, size: int, queries: Sequence[Query]) -> list[Row]:
    rows: list[Row] = []
    for stock in (False, True):
        rows += apart(index_anew, own, folder / "anew", stock=stock)
    rows += apart(parts_of_a_page, own, size, queries)
    rows += apart(searcher_memory, own, size, queries)
    return [*rows, *serving(own, size), *pages(own, size, queries)]


def present(size: int) -> list[type[Contender]]:
    """The contenders that can be measured here with so many positions."""
    return [one for one in CONTENDERS if one.missing() is None and size <= one.largest]


def choose_for(size: int, per_kind: int) -> list[Query]:
    """The queries over the first ``size`` positions."""
    positions: list[Generated] = list(generate(size))
    return choose(positions, per_kind)


def build(contender: type[Contender], files: Sequence[Path], folder: Path, workers: int) -> Work:
    """The contender's index from nothing."""
    what = f"build, {workers} workers" if workers > 1 else "build"
    return _work(contender.name, what, len(files), folder, lambda: contender().build(files, folder, workers))


def build_with_words(files: Sequence[Path], own: Path, folder: Path, workers: int) -> Work:
    """ajsearch's index from nothing but what an earlier ingest knew of words and texts."""
    with bootstrap.changing(Settings(data=folder)):
        shutil.copy(Settings(data=own).words_path, Settings(data=folder).words_path)
    what = f"build, kept words, {workers} workers" if workers > 1 else "build, kept words"
    return _work(Ajsearch.name, what, len(files), folder, lambda: run_ingest(files, folder, workers))


def ingest_again(what: str, files: Sequence[Path], folder: Path) -> Work:
    """An ingest into an index that is already there."""
    return _work(Ajsearch.name, what, len(files), folder, lambda: run_ingest(files, folder, 1))


def _later_ingests(files: Sequence[Path], folder: Path) -> list[Row]:
    time.sleep(SETTLE_SECONDS)
    rows: list[Row] = [apart(ingest_again, "no change", files, folder)]
    with files[len(files) // 2].open("a", encoding="utf-8") as file:
        file.write("\n- Täidab vahetu juhi ühekordseid ülesandeid.\n")
    return [*rows, apart(ingest_again, "one changed file", files, folder)]


def _work(contender: str, what: str, size: int, folder: Path, job: Callable[[], object]) -> Work:
    cpu, begun = _cpu_seconds(), time.perf_counter()
    job()
    seconds, cpu_seconds = time.perf_counter() - begun, _cpu_seconds() - cpu
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Work(contender, what, size, seconds, cpu_seconds, _peak_mb(), children, disk)


def _cpu_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _peak_mb() -> float:
    """This process's own peak: ``ru_maxrss`` would begin with that of the process that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def search(contender: type[Contender], folder: Path, size: int, queries: Sequence[Query]) -> list[Row]:
    """All queries that the contender can be asked, in rounds over all of them; recall after the times are taken."""
    asked = contender()
    before = _peak_mb()
    begun = time.perf_counter()
    asked.open(folder)
    asked.page(queries[0])
    opening = (time.perf_counter() - begun) * 1000
    possible = [query for query in queries if asked.can(query)]
    times: dict[int, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        for at, query in enumerate(possible):
            times[at].append(_milliseconds(asked, query))
    peak = _peak_mb()
    rows: list[Row] = [Opening(asked.name, size, opening, peak, peak - before)]
    for kind in Kind:
        chosen = [at for at, query in enumerate(possible) if query.kind is kind]
        if chosen:
            rows.append(_speed(asked, kind, size, [possible[at] for at in chosen], [times[at] for at in chosen]))
    asked.close()
    return rows


def _milliseconds(asked: Contender, query: Query) -> float:
    begun = time.perf_counter()
    asked.page(query)
    return (time.perf_counter() - begun) * 1000


def _speed(
    asked: Contender, kind: Kind, size: int, queries: Sequence[Query], times: Sequence[Sequence[float]]
) -> Speed:
    found = [asked.numbers(query) for query in queries]
    hits = sum(len(one & query.answers) for one, query in zip(found, queries, strict=True))
    # A page of similar positions holds ten at most, however many there are.
    most = PAGE if kind is Kind.SIMILAR else size
    wanted = sum(min(most, len(query.answers)) for query in queries)
    others = sum(len(one - query.answers) for one, query in zip(found, queries, strict=True))
    medians = [statistics.median(one) for one in times]
    return Speed(
        contender=asked.name,
        kind=kind,
        size=size,
        queries=len(queries),
        p50_ms=statistics.median(medians),
        p95_ms=p95(medians),
        first_ms=statistics.median(one[0] for one in times),
        recall=hits / wanted if wanted else 1.0,
        others=others / len(queries),
    )
