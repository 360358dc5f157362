"""The long work that the administrator started: what it is at, for whichever process asks.

One job a data directory. Its process holds a lock for as long as it lives, so that nobody takes a dead one for a
running one; what it is at stands in a file, put in place whole; a second file asks it to stop.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import msgspec

from ajsearch.errors import LockedError, UsageError
from ajsearch.model import decode, encode
from ajsearch.records import Problem

MOST_PROBLEMS = 200
"""Problems that a job's state lists; all of them stand in the store."""

LEAST_RATE_SECONDS = 1.0
"""How long a job must have run before its rate says anything."""

LEAVING_SECONDS = 5.0
"""How long a process may take to end after it has told the end of its job."""

LOOK_SECONDS = 0.05


class JobKind(StrEnum):
    """What a job does."""

    NEW = "new"
    """Read the sent files that are new or have changed."""
    AGAIN = "again"
    """Read the files of some positions, or of all, once more."""


class JobState(StrEnum):
    """How a job stands."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    BROKEN = "broken"
    """Its process ended without a word: it was killed, or the machine stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job at a moment: times in seconds since 1970, ``done`` of ``total`` files, the file that was read last."""

    kind: JobKind
    state: JobState = JobState.RUNNING
    begun: float
    seen: float
    done: int = 0
    total: int = 0
    current: str = ""
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    failures: int = 0
    problems: tuple[Problem, ...] = ()
    message: str = ""

    @property
    def rate(self) -> float | None:
        """Files a second, None while that cannot be said."""
        took = self.seen - self.begun
        return self.done / took if self.done and took >= LEAST_RATE_SECONDS else None

    @property
    def seconds_left(self) -> float | None:
        """What the rest will take at that rate."""
        return (self.total - self.done) / self.rate if self.rate else None


class Jobs:
    """The job of one data directory."""

    def __init__(self, data: Path) -> None:
        self._state = data / "job.json"
        self._lock = data / "job.lock"
        self._stop = data / "job.stop"

    def current(self) -> Job | None:
        """The job that runs or ran last, None before the first."""
        try:
            job = decode(self._state.read_bytes(), Job)
        except (OSError, msgspec.DecodeError):
            return None
        if job.state is JobState.RUNNING and not self._is_held():
            # It may have told its end between the two looks.
            with suppress(OSError, msgspec.DecodeError):
                job = decode(self._state.read_bytes(), Job)
        return replace(job, state=JobState.BROKEN) if job.state is JobState.RUNNING and not self._is_held() else job

    def tell(self, job: Job) -> None:
        """Put a job's state in place of the one before."""
        whole = self._state.with_name(f"{self._state.name}.{os.getpid()}.new")
        whole.write_bytes(encode(job))
        whole.replace(self._state)

    @contextmanager
    def claimed(self, kind: JobKind) -> Iterator[int]:
        """A descriptor that holds the lock for as long as any process has it; raises ``LockedError``."""
        try:
            held = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            cause = (error.strerror or "error").lower()
            raise UsageError(f"{self._lock.parent} cannot be written ({cause}).") from None
        try:
            self._await(held)
            self._stop.unlink(missing_ok=True)
            self.tell(Job(kind=kind, begun=time.time(), seen=time.time()))
            yield held
        finally:
            os.close(held)

    def ask_to_stop(self) -> None:
        """Ask the running job to stop; without one, nothing."""
        if self._is_held():
            self._stop.touch()

    def is_to_stop(self) -> bool:
        """Whether the running job was asked to stop."""
        return self._stop.exists()

    def _await(self, held: int) -> None:
        """Take the lock; raises ``LockedError`` when a job runs, and waits for the process of one that has ended."""
        end = time.monotonic() + LEAVING_SECONDS
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                job = self.current()
                if (job and job.state is JobState.RUNNING) or time.monotonic() > end:
                    raise LockedError("Files are being read already: wait until that is done, or stop it.") from None
                time.sleep(LOOK_SECONDS)
            else:
                return

    def _is_held(self) -> bool:
        try:
            looked = os.open(self._lock, os.O_RDWR)
        except OSError:
            return False
        try:
            fcntl.flock(looked, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
        finally:
            os.close(looked)
        return False
