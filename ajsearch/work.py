"""The administrator's long work, in a process of its own: ``main``.

It is the command line's ingest with its progress in a file. It is started with the job's lock in its hands, writes
under the writer's lock as every other, and keeps what it has read when it is stopped or dies.
"""

import logging
import signal
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ajsearch import bootstrap
from ajsearch.errors import AjsearchError
from ajsearch.ingest import IngestReport, ingest
from ajsearch.jobs import MOST_PROBLEMS, Job, JobKind, Jobs, JobState
from ajsearch.paths import real_path
from ajsearch.settings import Settings, load_settings
from ajsearch.store import Store
from ajsearch.unforeseen import history

log = logging.getLogger(__name__)

TELL_SECONDS = 0.2
"""Least time between two tellings of the progress."""

LOOK_SECONDS = 0.3
"""How often it looks whether it is to stop."""


@dataclass(slots=True)
class _Work:
    """One job and what has become of it so far."""

    settings: Settings
    kind: JobKind
    ids: Sequence[str]
    jobs: Jobs
    begun: float = field(default_factory=time.time)
    told: float = 0.0
    done: int = 0
    total: int = 0
    current: str = ""
    report: IngestReport = field(default_factory=IngestReport)

    def run(self) -> None:
        """Do the work and tell its end, whatever it is."""
        try:
            threading.Thread(target=self._watch, daemon=True).start()  # it may interrupt at once
            with bootstrap.changing(self.settings) as app:
                again = self.kind is JobKind.AGAIN
                paths = self._known(app.store) if again else [self.settings.uploads_path]
                ingest(
                    paths,
                    app.store,
                    app.engine,
                    self.settings,
                    again=again,
                    progress=self._progress,
                    report=self.report,
                )
            self._tell(JobState.DONE)
        except KeyboardInterrupt:
            self._tell(JobState.STOPPED)
        except AjsearchError as error:
            self._tell(JobState.FAILED, str(error))
        except Exception as error:
            log.error("An unforeseen error ended a job.\n%s", history(error))
            self._tell(JobState.FAILED, "Something unforeseen went wrong; what was read until then is kept.")

    def _known(self, store: Store) -> list[Path]:
        """The files of the job's positions, of all where it names none."""
        if not self.ids:
            return [real_path(one.path) for one in store.sources()]
        return [real_path(source.path) for one in self.ids for source, _ in store.sources_of(one)]

    def _watch(self) -> None:
        """Interrupt the work as Ctrl-C does when that is asked for."""
        while not self.jobs.is_to_stop():
            time.sleep(LOOK_SECONDS)
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    def _progress(self, done: int, total: int, name: str) -> None:
        self.done, self.total, self.current = done, total, name
        if time.time() - self.told >= TELL_SECONDS or done == total:
            self._tell(JobState.RUNNING)

    def _tell(self, state: JobState, message: str = "") -> None:
        self.told = time.time()
        self.jobs.tell(
            Job(
                kind=self.kind,
                state=state,
                begun=self.begun,
                seen=self.told,
                done=self.done,
                total=self.total,
                current=self.current,
                added=self.report.added,
                updated=self.report.updated,
                unchanged=self.report.unchanged,
                failures=len(self.report.failed),
                problems=tuple(self.report.failed[-MOST_PROBLEMS:]),
                message=message,
            )
        )


def main(arguments: Sequence[str]) -> None:
    """Do the work that the arguments name, over the data directory of the settings."""
    # A server that was started in the background has its interrupts ignored, and its children inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    settings = load_settings()
    kind, *ids = arguments
    _Work(settings, JobKind(kind), ids, Jobs(settings.data)).run()
