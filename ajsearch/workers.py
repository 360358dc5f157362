"""Worker processes with limits: a task that hangs, crashes or eats memory costs that task and nothing else.

``concurrent.futures`` cannot stop a running task, and one killed worker breaks its whole pool; hence this small pool of
spawned processes, one pipe each. Workers are replaced after ``RECYCLE`` tasks: native libraries may leak.
"""

import multiprocessing
import multiprocessing.connection
import os
import resource
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeVar

from ajsearch.ahead import Ahead
from ajsearch.errors import FileProblem, Reason
from ajsearch.settings import Settings
from ajsearch.unforeseen import in_short

RECYCLE = 5_000
"""Tasks after which a worker is replaced: 2,000 descriptions add 40 MB to one, a fresh one has 1.6 s to learn first."""

MEGABYTE = 1 << 20

FINISH_SECONDS = 1.0
"""How long a worker may take to write down what it has learned: some milliseconds, unless others write too."""

AHEAD = 500
"""Results that several workers may be ahead of who deals with them, some 10 MB: what two give while a batch is indexed.
"""

LOOK_SECONDS = 0.2
"""How often busy workers' pool looks whether it was stopped."""

TRIES = 2
"""How often a task is tried when its worker dies or fails unforeseen: the analyser is reported to crash after long use.

The second time is in a fresh worker, so that what a file gives does not depend on the files before it."""

Task = TypeVar("Task")
Result = TypeVar("Result")


def _serve(
    function: Callable[[Any], Any],
    pipe: Connection,
    memory_bytes: int,
    prepare: Callable[[], None],
    finish: Callable[[], None],
) -> None:
    """A worker's whole life: take a task, send back its result or the problem."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    prepare()
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            finish()
            os._exit(0)  # to take the interpreter apart takes a worker 0.1 s and helps nobody
        answer = _attempt(function, task)
        with suppress(BrokenPipeError):  # nobody waits for it any more: the pool's process was killed
            pipe.send(answer)


def _attempt(function: Callable[[Any], Any], task: object) -> object:
    """The task's result, the problem that the function meant, or what went wrong unforeseen."""
    try:
        return function(task)
    except FileProblem as problem:
        return problem
    except MemoryError:
        return _Unforeseen(Reason.TOO_LARGE, "Reading it takes more memory than AJSEARCH_FILE_MEMORY_MB allows.")
    except RecursionError:
        return _Unforeseen(Reason.UNSAFE, "It is nested too deeply to be read.")
    except Exception as error:  # a reader's library met something that nobody foresaw
        return _Unforeseen(Reason.UNREADABLE, f"It could not be read ({in_short(error)}).")


@dataclass(frozen=True, slots=True)
class _Unforeseen:
    """What ended a task that may have been its worker's fault: native libraries leak and break after long use."""

    reason: Reason
    message: str


def _nothing() -> None:
    """Neither preparation nor anything to finish."""


@dataclass
class _Worker(Generic[Task]):
    process: SpawnProcess
    pipe: Connection
    done: int = 0
    task: Task | None = None
    tries: int = 0
    deadline: float = field(default=float("inf"))

    def dismiss(self) -> None:
        """Let a worker that waits for a task end by itself."""
        if self.task is None:
            self.pipe.close()
            self.process.join(FINISH_SECONDS)

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class WorkerPool(Generic[Task, Result]):
    """Runs ``function`` (importable, with picklable task and result) over tasks in ``workers`` processes.

    ``seconds`` bounds one task, ``memory_bytes`` a worker's address space; a worker begins with ``prepare`` and ends
    with ``finish``, unless it is killed.
    """

    def __init__(
        self,
        function: Callable[[Task], Result],
        *,
        workers: int,
        seconds: float,
        memory_bytes: int,
        prepare: Callable[[], None] = _nothing,
        finish: Callable[[], None] = _nothing,
    ) -> None:
        self._function = function
        self._prepare, self._finish = prepare, finish
        self._count = workers
        self._seconds = seconds
        self._memory = memory_bytes
        self._context = multiprocessing.get_context("spawn")

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | FileProblem]]:
        """Each task with its result or problem, as they are done; stopping the iteration stops the workers.

        Several workers go on while a result is dealt with. A single one waits meanwhile: it and the caller take one
        core together.
        """
        stopped = threading.Event()
        results = self._results(tasks, stopped)
        return results if self._count == 1 else iter(Ahead(results, AHEAD, stopped))

    def _results(self, tasks: Iterable[Task], stopped: threading.Event) -> Iterator[tuple[Task, Result | FileProblem]]:
        waiting = iter(tasks)
        workers: list[_Worker[Task]] = []
        try:
            while not stopped.is_set():
                self._assign(workers, waiting)
                busy = [worker for worker in workers if worker.task is not None]
                if not busy:
                    return
                yield from self._collect(workers, busy)
        finally:
            for worker in workers:
                worker.dismiss()
                worker.stop()

    def _assign(self, workers: list[_Worker[Task]], waiting: Iterator[Task]) -> None:
        idle = [worker for worker in workers if worker.task is None]
        while idle or len(workers) < self._count:
            task = next(waiting, None)
            if task is None:
                return
            worker = idle.pop() if idle else self._start(workers)
            if worker.done >= RECYCLE:
                workers.remove(worker)
                worker.dismiss()
                worker.stop()
                worker = self._start(workers)
            self._give(worker, task, tries=1)

    def _start(self, workers: list[_Worker[Task]]) -> _Worker[Task]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_serve,
            args=(self._function, theirs, self._memory, self._prepare, self._finish),
            daemon=True,
        )
        process.start()
        theirs.close()
        worker: _Worker[Task] = _Worker(process, ours)
        workers.append(worker)
        return worker

    def _give(self, worker: _Worker[Task], task: Task, tries: int) -> None:
        worker.task, worker.tries = task, tries
        worker.deadline = time.monotonic() + self._seconds
        with suppress(OSError):  # it died while it was idle, which is seen when its answer is waited for
            worker.pipe.send(task)

    def _collect(
        self, workers: list[_Worker[Task]], busy: list[_Worker[Task]]
    ) -> Iterator[tuple[Task, Result | FileProblem]]:
        soonest = min(worker.deadline for worker in busy)
        ready = multiprocessing.connection.wait(
            [worker.pipe for worker in busy], timeout=min(max(0.0, soonest - time.monotonic()), LOOK_SECONDS)
        )
        for worker in busy:
            task = worker.task
            assert task is not None
            if worker.pipe in ready:
                try:
                    answer = worker.pipe.recv()
                except (EOFError, OSError):
                    answer = _Unforeseen(Reason.UNREADABLE, "The reader crashed on it twice.")
                if isinstance(answer, _Unforeseen):
                    yield from self._replace(workers, worker, answer)
                    continue
                worker.task, worker.done = None, worker.done + 1
                yield task, answer
            elif time.monotonic() >= worker.deadline:
                workers.remove(worker)
                worker.stop()
                yield task, FileProblem(Reason.TIMEOUT, f"Reading it took longer than {self._seconds:g} seconds.")

    def _replace(
        self, workers: list[_Worker[Task]], failed: _Worker[Task], why: _Unforeseen
    ) -> Iterator[tuple[Task, Result | FileProblem]]:
        """After a worker's failure: its task again in a fresh one, or the verdict that it fails its readers."""
        workers.remove(failed)
        failed.stop()
        assert failed.task is not None
        if failed.tries < TRIES:
            self._give(self._start(workers), failed.task, failed.tries + 1)
        else:
            yield failed.task, FileProblem(why.reason, why.message)


def pool(
    function: Callable[[Task], Result],
    settings: Settings,
    prepare: Callable[[], None] = _nothing,
    finish: Callable[[], None] = _nothing,
) -> WorkerPool[Task, Result]:
    """A pool with the limits of the settings."""
    return WorkerPool(
        function,
        workers=settings.workers,
        seconds=settings.file_seconds,
        memory_bytes=settings.file_memory_mb * MEGABYTE,
        prepare=prepare,
        finish=finish,
    )
