"""Ingest: from files on disk to positions in the store and the index; and the rebuild of both analyses and index.

Files that have not changed cost a look at the disk. The others are put into the store some at a time, each whole; the
index follows in batches, and what it has not learned yet is remembered in the store, so that the next run completes a
broken one.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from ajsearch import intake, reanalysis, workers
from ajsearch.errors import FileProblem, Reason
from ajsearch.intake import FileAnswer, FileTask
from ajsearch.paths import real_path
from ajsearch.reanalysis import Progress
from ajsearch.records import Problem, Recorded, Source
from ajsearch.roles.upkeep import Upkeep
from ajsearch.search import SearchEngine
from ajsearch.settings import Settings
from ajsearch.store import Store
from ajsearch.walk import FoundFile, Refused, walk

BATCH = 500
"""Positions per commit of the index: a commit costs 25–450 ms and all of them lie in memory, some 30 MB. What a crash
loses of the index, the next run makes of the store in a second."""

KEPT_TOGETHER = 25
"""Files that are put into the store in one write, which costs as much as that of a single file: a crash loses them."""

KEPT_WITHIN = 1.0
"""Seconds after which what was read is put into the store, however little it is."""

RACY_NS = 2_000_000_000
"""A file changed this shortly before it was read may have changed again in the same tick of its clock: hash it."""


@dataclass(slots=True)
class IngestReport:
    """What an ingest did: counts of descriptions, and the paths that need a look. ``positions`` are those now kept."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    duplicates: list[Recorded] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    positions: int = 0
    seconds: float = 0.0

    def count(self, recorded: Iterable[Recorded]) -> None:
        """Add what became of a file's descriptions; duplicates are listed at the end, when all paths are known."""
        for one in recorded:
            if one.outcome != "duplicate":
                setattr(self, one.outcome, getattr(self, one.outcome) + 1)

    def note(self, problems: Iterable[Problem]) -> None:
        """Add failures and warnings to their lists."""
        for problem in problems:
            (self.failed if problem.failed else self.warnings).append(problem)


def ingest(
    paths: Sequence[Path],
    store: Store,
    engine: SearchEngine | None,
    settings: Settings,
    *,
    prune: bool = False,
    again: bool = False,
    progress: Progress | None = None,
    report: IngestReport | None = None,
) -> IngestReport:
    """Bring store and index to what the files at ``paths`` say. The caller holds the writer's lock.

    With ``prune``, positions whose files under ``paths`` are gone are removed; without it they stay, with a warning.
    With ``again``, files that have not changed are read too, and what they give now stands in place of what they gave.
    A ``report`` of the caller's own tells it what was done so far, also while ingest runs and when it is stopped.
    Without an engine the index is left alone: for a rehearsal. Stopped by Ctrl-C, it keeps what it has read until then.
    """
    outlines = Upkeep(store, settings.outlines_path)
    run = _Run(store, engine, outlines, settings, progress or _silent, again, report or IngestReport())
    return run.over(paths, prune=prune)


def _silent(done: int, total: int, name: str) -> None:
    """No progress."""


@dataclass(slots=True)
class _Run:
    """One ingest."""

    store: Store
    engine: SearchEngine | None
    outlines: Upkeep
    settings: Settings
    progress: Progress
    again: bool
    report: IngestReport
    has_changed: bool = False
    unindexed: int = 0

    def over(self, paths: Sequence[Path], *, prune: bool) -> IngestReport:
        begun = time.monotonic()
        if self.engine:
            self.has_changed = refresh_index(self.store, self.engine)
        found = list(walk(paths))
        self._refuse([one for one in found if isinstance(one, Refused)])
        files = [one for one in found if isinstance(one, FoundFile)]
        as_they_are = self.store.as_they_are()
        tasks = [replace(task, as_they_are=as_they_are) for task in self._to_read(files)]
        with intake.words_at(self.settings.words_path) if self.engine else nullcontext():
            try:
                self._read(tasks)
                if self.engine:
                    self.report.note(reanalysis.improve_repairs(self.store, self.settings))
                _settle_vanished(paths, self.store, self.report, prune=prune)
            finally:
                self._index()
            if self.has_changed:
                self.outlines.corpus()
        looked_at = {one.path for one in files}
        self.report.duplicates = [one for path, one in self.store.duplicates() if path in looked_at]
        self.report.positions = self.store.count()
        self.report.seconds = round(time.monotonic() - begun, 3)
        return self.report

    def _refuse(self, refused: Sequence[Refused]) -> None:
        """Report what is no file to read, and keep that in mind while it lies there."""
        self.report.note(one.problem for one in refused)
        for one in refused:
            if os.path.lexists(real_path(one.path)):
                self.store.record_failure(one.path, one.problem)

    def _to_read(self, files: Iterable[FoundFile]) -> Iterator[FileTask]:
        return _all_of(files, self.store, self.report) if self.again else _changed(files, self.store, self.report)

    def _read(self, tasks: Sequence[FileTask]) -> None:
        """Read the files in worker processes and keep what each gave, the index following in batches."""
        with_words = intake.with_words(self.settings.words_path) if self.engine else ()
        pool = workers.pool(intake.read, self.settings, *with_words)
        arrived: list[tuple[FileTask, FileAnswer | FileProblem]] = []
        kept = time.monotonic()
        try:
            for done, one in enumerate(pool.run(tasks), start=1):
                arrived.append(one)
                if len(arrived) >= KEPT_TOGETHER or time.monotonic() - kept >= KEPT_WITHIN:
                    self._keep(arrived)
                    kept = time.monotonic()
                self.progress(done, len(tasks), one[0].shown)
        finally:
            self._keep(arrived)

    def _keep(self, arrived: list[tuple[FileTask, FileAnswer | FileProblem]]) -> None:
        """Put what was read into the store in one write, and into the index where there is enough for a batch."""
        files = arrived.copy()
        arrived.clear()
        with self.store.writing_together():
            for task, answer in files:
                self.unindexed += _keep(task, answer, self.store, self.report, replace=self.again)
        if self.unindexed > BATCH - KEPT_TOGETHER:  # what comes next would not fit into one commit
            self.unindexed = 0
            self._index()

    def _index(self) -> None:
        if self.engine and index_pending(self.store, self.engine, self.outlines):
            self.has_changed = True


def refresh_index(store: Store, engine: SearchEngine) -> bool:
    """Bring the index up to what the store holds: rebuilt when it is missing or of another version. True if it was
    behind.
    """
    if engine.status().rebuild_reason is None:
        return index_pending(store, engine)
    rebuild_index(store, engine)
    return True


def refresh_outlines(store: Store, settings: Settings) -> None:
    """Bring the outlines that likeness is told from up to what the store holds, before they are needed."""
    with intake.words_at(settings.words_path):
        Upkeep(store, settings.outlines_path).corpus()


def rebuild_index(store: Store, engine: SearchEngine, progress: Callable[[int], None] | None = None) -> None:
    """Build the index anew from the store."""
    pending = store.pending()
    engine.rebuild(store.each_packed(store.ids()), progress)
    store.confirm(pending)


def index_pending(store: Store, engine: SearchEngine, outlines: Upkeep | None = None) -> bool:
    """Tell the index what it has not learned yet: all in one commit a batch. True if there was anything.

    ``outlines`` take in the same positions while they are in memory.
    """
    pending = store.pending()
    for start in range(0, len(pending), BATCH):
        ids = pending[start : start + BATCH]
        changed = store.packed(ids)
        engine.update(changed.values(), [one for one in ids if one not in changed])
        store.confirm(ids)
        if outlines:
            outlines.take_in(changed.values())
    return bool(pending)


def _changed(found: Iterable[FoundFile], store: Store, report: IngestReport) -> Iterator[FileTask]:
    """The files that must be read; of the others, only what they hold is counted."""
    for file in found:
        known = store.source(file.path)
        if known and _looks_the_same(file, known):
            report.count(store.recorded(file.path))
            continue
        content = _hash(file, report)
        if content is None:
            continue
        if known and known.hash == content:
            store.touch(Source(file.path, file.shown, file.size, file.mtime_ns, content, known.read_at))
            report.count(store.recorded(file.path))
            continue
        yield FileTask(file.path, file.shown, content, file.size, file.mtime_ns)


def _all_of(found: Iterable[FoundFile], store: Store, report: IngestReport) -> Iterator[FileTask]:
    """Every file, each under the name that it is known by."""
    for file in found:
        known = store.source(file.path)
        content = _hash(file, report)
        if content is not None:
            yield FileTask(file.path, known.shown if known else file.shown, content, file.size, file.mtime_ns)


def _hash(file: FoundFile, report: IngestReport) -> str | None:
    """A file's hash, None with a note in the report where it cannot be opened."""
    try:
        return intake.file_hash(real_path(file.path))
    except OSError as error:
        reason = Reason.PERMISSION if isinstance(error, PermissionError) else Reason.UNREADABLE
        report.failed.append(Problem(file.shown, reason, "It cannot be opened."))
        return None


def _looks_the_same(file: FoundFile, known: Source) -> bool:
    settled = time.time_ns() - file.mtime_ns > RACY_NS
    return settled and (file.size, file.mtime_ns, file.shown) == (known.size, known.mtime_ns, known.shown)


def _keep(
    task: FileTask, answer: FileAnswer | FileProblem, store: Store, report: IngestReport, *, replace: bool
) -> int:
    """Put one file's outcome into store and report; returns how many positions the index must learn."""
    if isinstance(answer, FileProblem):
        problem = Problem(task.shown, answer.reason, answer.message)
        store.record_failure(task.path, problem)
        report.failed.append(problem)
        return 0
    source = Source(task.path, task.shown, task.size, task.mtime_ns, task.hash, intake.now())
    described, removed = store.removals.sift(task.shown, answer.described)
    problems = (*answer.problems, *removed)
    recorded = store.record(source, described, problems, replace=replace)
    report.count(recorded)
    report.note(problems)
    return len(recorded)


def _settle_vanished(paths: Sequence[Path], store: Store, report: IngestReport, *, prune: bool) -> None:
    """Deal with known files under the paths that are gone. A path that is itself gone says nothing of its files."""
    roots = [str(path.resolve()) + os.sep for path in paths if path.is_dir()]

    def is_gone(path: str) -> bool:
        real = str(real_path(path))
        return real.startswith(tuple(roots)) and not os.path.lexists(real)

    store.forget(path for path in store.failed_sources() if is_gone(path) and store.source(path) is None)
    gone = [source for source in store.sources() if is_gone(source.path)]
    if prune:
        report.removed = store.forget(source.path for source in gone)
    else:
        report.note(
            Problem(
                source.shown, Reason.MISSING, "The file is gone; its position stays until ingest --prune.", failed=False
            )
            for source in gone
        )
