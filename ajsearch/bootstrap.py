"""The composition root: builds store, engine and service by hand. The only module that knows which engine there is."""

import gc
import logging
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ajsearch import backup as backups
from ajsearch.analysis import LearnedWords
from ajsearch.database import Database
from ajsearch.errors import AjsearchError, LockedError
from ajsearch.ingest import index_pending, rebuild_index, refresh_index, refresh_outlines
from ajsearch.lock import writing
from ajsearch.reanalysis import Progress, is_stale, reanalyse
from ajsearch.records import Problem
from ajsearch.roles.advice import Advice
from ajsearch.roles.upkeep import Upkeep
from ajsearch.search import SearchEngine
from ajsearch.service import Service
from ajsearch.settings import Engine, Settings, secret
from ajsearch.store import Store
from ajsearch.uploads import Uploads
from index.whoosh_engine import WhooshEngine

log = logging.getLogger(__name__)

COLLECTED_AFTER = 50_000
"""New objects after which Python looks for cycles: our values have none, and a position alone has 2,000 tuples."""

SAMPLES = Path(__file__).parent / "data" / "samples"
"""The bundled descriptions."""


@dataclass(frozen=True, slots=True)
class Application:
    """Everything that one process works with."""

    settings: Settings
    store: Store
    engine: SearchEngine
    service: Service

    def close(self) -> None:
        """Release the engine's and the store's files."""
        self.engine.close()
        self.store.close()


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a dry run works with."""

    store: Store
    engine: None = None


def opened(settings: Settings) -> Application:
    """The application over an existing data directory, for a process's whole life; raises ``UsageError``."""
    return _application(settings, Store.open(settings.store_path))


def follow(application: Application) -> None:
    """Let the index learn what changed in the store."""
    refresh_index(application.store, application.engine)


@contextmanager
def reading(settings: Settings) -> Iterator[Application]:
    """The application over an existing data directory, closed at the end; raises ``UsageError``."""
    with closing(opened(settings)) as application:
        yield application


def learned_words(settings: Settings) -> LearnedWords:
    """The words of the kept clean positions by which damaged texts are repaired; none where there is no store yet."""
    if not settings.store_path.exists():
        return ()
    with closing(Store.open(settings.store_path)) as store:
        return store.learned()[1]


@contextmanager
def changing(settings: Settings) -> Iterator[Application]:
    """The application with the writer's lock, the data directory made when needed; raises ``LockedError``."""
    Database.check_place(settings.store_path)
    with writing(settings.lock_path), closing(_application(settings, Store.create(settings.store_path))) as application:
        yield application


def _application(settings: Settings, store: Store) -> Application:
    gc.set_threshold(COLLECTED_AFTER)
    engine = _engine(settings, store)
    classification = Path(settings.classification) if settings.classification else None
    roles = Advice(store, Upkeep(store, settings.outlines_path), Uploads(settings).read, classification)
    return Application(settings, store, engine, Service(store, engine, roles))


def _engine(settings: Settings, store: Store) -> SearchEngine:
    if settings.engine is Engine.WHOOSH:
        return WhooshEngine(settings.index_path, store, settings.query_seconds)
    from index.opensearch_cluster import Access
    from index.opensearch_engine import OpenSearchEngine

    access = Access(
        urls=tuple(url.strip() for url in settings.opensearch_url.split(",")),
        name=settings.opensearch_index,
        user=settings.opensearch_user,
        password=secret(settings, "opensearch_password"),
        ca_file=Path(settings.opensearch_ca_file) if settings.opensearch_ca_file else None,
        shards=settings.opensearch_shards,
        replicas=settings.opensearch_replicas,
    )
    return OpenSearchEngine(access, store, settings.query_seconds)


@contextmanager
def rehearsing(settings: Settings) -> Iterator[Rehearsal]:
    """A store whose changes are taken back at the end, and no engine: for a dry run, also where nothing exists yet."""
    Database.check_place(settings.store_path)
    with ExitStack() as stack:
        if settings.store_path.exists():
            store = Store.open(settings.store_path)
        else:
            store = Store.create(Path(stack.enter_context(tempfile.TemporaryDirectory())) / settings.store_path.name)
        stack.callback(store.close)
        stack.enter_context(store.rehearsing())
        yield Rehearsal(store)


@contextmanager
def reading_up_to_date(settings: Settings) -> Iterator[Application]:
    """As ``reading``, after bringing the index up to date where another version or a broken run left it behind."""
    bring_up_to_date(settings)
    with reading(settings) as application:
        yield application


def bring_up_to_date(settings: Settings) -> None:
    """Complete what a broken run left, and rebuild the index when it is missing or of another version.

    Where another process is writing, that process does it, and the last good index answers until then. It goes on
    answering too where nothing can be written: on a full or a read-only disk.
    """
    with reading(settings) as application:
        status = application.engine.status()
        if status.rebuild_reason is None and not application.store.pending():
            return
    try:
        with changing(settings) as application:
            refresh_index(application.store, application.engine)
    except LockedError:
        pass
    except AjsearchError as error:
        if not status.healthy or status.rebuild_reason == "missing":
            raise
        log.warning("The last good state answers, for the index could not follow. %s", error)


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """``reason`` is why the index was rebuilt, None where nothing was to do."""

    reason: str | None
    positions: int
    problems: tuple[Problem, ...] = ()


def rebuild(settings: Settings, *, only_if_needed: bool, progress: Progress | None = None) -> RebuildReport:
    """Analyse again what other rules have analysed, and build the index anew. Raises ``LockedError``."""
    with reading(settings):
        pass  # a rebuild makes no data directory
    with changing(settings) as application:
        store, engine = application.store, application.engine
        reason = engine.status().rebuild_reason or ("other rules" if is_stale(store) else None)
        if reason is None and only_if_needed:
            index_pending(store, engine)
            return RebuildReport(None, store.count())
        problems = reanalyse(store, settings, progress)
        rebuild_index(store, engine)
        refresh_outlines(store, settings)
        return RebuildReport(reason or "asked for", store.count(), tuple(problems))


def restore(settings: Settings, backup: Path, *, replace: bool) -> int:
    """Put a backup in the place of what is there, and the index after it; returns the number of positions.

    A store that is damaged is set aside where ``replace`` allows it.
    """
    was_damaged = False
    if replace and backup.is_file():
        Database.check_place(settings.store_path)
        with writing(settings.lock_path):
            was_damaged = backups.set_aside(settings.store_path)
    with changing(settings) as application:
        store, engine = application.store, application.engine
        count = backups.restore(store, backup, settings.data, replace=replace)
        if was_damaged:
            rebuild_index(store, engine)  # what it had learned of the damaged store is not known
        else:
            refresh_index(store, engine)
        refresh_outlines(store, settings)
        return count
