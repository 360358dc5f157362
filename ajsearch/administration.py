"""What an administrator may do beside reading: send files to be read, remove and restore positions, correct facts.

Short writes happen at once, in this process and under the writer's lock; reading files is a job in a process of its own
(``ajsearch.work``), so that the pages go on answering and nothing of them breaks when a reader does.
"""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO

from ajsearch import bootstrap, inbox
from ajsearch.attempts import Attempts
from ajsearch.bootstrap import Application
from ajsearch.correction import Correction, KeptCorrection
from ajsearch.facts import FactKind
from ajsearch.intake import now
from ajsearch.jobs import Job, JobKind, Jobs
from ajsearch.removals import Removed
from ajsearch.settings import Settings, environment

STOP_SECONDS = 10
"""How long a job may take to stop when the pages do."""

WORK = "import sys; from ajsearch.work import main; main(sys.argv[1:])"
"""What a job's process runs: each of its workers would import a module that was started, with engine and all."""


class Administration:
    """The administrator's work on one data directory. Safe to use from several threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._jobs = Jobs(settings.data)
        self.attempts = Attempts(settings.attempts_path)
        self._worker: subprocess.Popen[bytes] | None = None

    @property
    def upload_bytes(self) -> int:
        """The most that may be sent at once."""
        return self._settings.upload_mb * 1_000_000

    def keep(self, name: str, content: IO[bytes]) -> str:
        """Keep a sent file to be read; returns the name under which it lies. Raises ``UsageError``."""
        return inbox.keep(self._settings.uploads_path, name, content).name

    def read(self, kind: JobKind, ids: Iterable[str] = ()) -> None:
        """Begin to read files; raises ``LockedError`` while others are being read."""
        with self._jobs.claimed(kind) as held:
            if self._worker is not None:
                self._worker.wait()  # it has let go of the lock, so it is at its end
            self._worker = subprocess.Popen(  # noqa: S603 - this very program
                [sys.executable, "-c", WORK, kind, *ids],
                env=environment(self._settings),
                pass_fds=(held,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )

    def job(self) -> Job | None:
        """The reading that runs or ran last."""
        if self._worker is not None:
            self._worker.poll()
        return self._jobs.current()

    def stop(self) -> None:
        """Ask the running reading to stop; what it has read is kept."""
        self._jobs.ask_to_stop()

    def close(self) -> None:
        """Stop what this process has begun, and wait for it a while; it is left alone if it takes longer."""
        if self._worker is not None and self._worker.poll() is None:
            self.stop()
            with suppress(subprocess.TimeoutExpired):
                self._worker.wait(STOP_SECONDS)

    def removed(self) -> list[Removed]:
        """The positions that were removed, the latest first."""
        with bootstrap.reading(self._settings) as app:
            return app.store.removals.all()

    def remove(self, position_id: str) -> None:
        """Take a position out until it is restored; raises ``UnknownPosition`` or ``LockedError``."""
        with self._changing() as app:
            app.store.removals.remove(position_id, now())

    def restore(self, content: str) -> str:
        """Put a removed position back; returns its id. Raises ``UnknownPosition`` or ``LockedError``."""
        with self._changing() as app:
            return app.store.removals.restore(content)

    def erase(self, content: str) -> None:
        """Keep nothing of a removed position; raises ``UnknownPosition`` or ``LockedError``."""
        with self._changing() as app:
            app.store.removals.erase(content)

    def corrections_of(self, position_id: str) -> list[KeptCorrection]:
        """The corrections of a position's facts, in the order in which they were made."""
        with bootstrap.reading(self._settings) as app:
            return [one for one in app.store.corrections.all() if one.position == position_id]

    def correct(self, position_id: str, correction: Correction) -> Correction:
        """Keep a correction; raises ``UnknownPosition`` or ``LockedError``."""
        with self._changing() as app:
            return app.store.corrections.add(position_id, correction)

    def dismiss(self, position_id: str, kind: FactKind, sentence: str) -> Correction:
        """Say that a sentence states no fact of a kind; raises ``UnknownPosition`` or ``LockedError``."""
        return self.correct(position_id, Correction(kind=kind, quote=sentence, made_at=now()))

    def undo(self, number: int) -> KeptCorrection:
        """Take a correction back; raises ``UsageError`` or ``LockedError``."""
        with self._changing() as app:
            return app.store.corrections.undo(number)

    @contextmanager
    def _changing(self) -> Iterator[Application]:
        """The application to write with; the index follows at the end."""
        with bootstrap.changing(self._settings) as app:
            yield app
            bootstrap.follow(app)
