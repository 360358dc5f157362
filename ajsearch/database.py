"""The SQLite file under the store: made whole or not at all, one connection a thread, all-or-nothing writes."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from ajsearch.datafile import BESIDE, Connected, cause, remove_database, state_of
from ajsearch.errors import StoreError, UsageError

APPLICATION_ID = 0x414A5352  # "AJSR": marks the file as ours
SCHEMA_VERSION = 1
UNFINISHED = ".new"
"""Ending of a store that is being made."""

DAMAGED = "damaged.db"
"""A store that could not be opened when a backup took its place: the last chance of what is not in the backup."""

BEFORE_RESTORE = "before-restore.db"
"""The backup of what a restore replaced, beside the store: the way back."""

OURS = frozenset({"lock", "index", "uploads", "outlines.npz", "job.json", "job.lock", "job.stop", BEFORE_RESTORE}) | {
    name + ending
    for name in ("ajsearch.db", "ajsearch.db.new", "words.db", "attempts.db", DAMAGED)
    for ending in BESIDE
}
"""What may lie in a data directory that has no store."""

CURE = "restore it with ajsearch restore BACKUP --replace, or ingest into a new data folder"
"""What heals a store that cannot be read."""

OUTERMOST = ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
NESTED = ("SAVEPOINT nested", "RELEASE nested", "ROLLBACK TO nested")
"""Statements that begin, keep and undo a write; nested ones live inside a rehearsal."""

SCHEMA = """
CREATE TABLE positions (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, analysis_version TEXT NOT NULL,
    document BLOB NOT NULL, position BLOB NOT NULL, passages BLOB NOT NULL
) STRICT;
CREATE TABLE sources (
    path TEXT PRIMARY KEY, shown TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, hash TEXT NOT NULL,
    read_at TEXT NOT NULL
) STRICT;
CREATE TABLE descriptions (
    source TEXT NOT NULL REFERENCES sources(path) ON DELETE CASCADE, inner TEXT NOT NULL,
    position TEXT NOT NULL REFERENCES positions(id), PRIMARY KEY (source, inner)
) STRICT, WITHOUT ROWID;
CREATE INDEX descriptions_position ON descriptions(position);
CREATE TABLE problems (
    source TEXT NOT NULL, inner TEXT NOT NULL, shown TEXT NOT NULL, failed INTEGER NOT NULL, reason TEXT NOT NULL,
    message TEXT NOT NULL
) STRICT;
CREATE INDEX problems_source ON problems(source);
CREATE TABLE pending (id TEXT PRIMARY KEY) STRICT;
"""

ADDED = """
CREATE TABLE IF NOT EXISTS as_they_are (hash TEXT PRIMARY KEY) STRICT;
CREATE TABLE IF NOT EXISTS learned (sample TEXT NOT NULL, words TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS corrections (
    number INTEGER PRIMARY KEY, position TEXT NOT NULL, hash TEXT NOT NULL, correction TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS removed (
    hash TEXT PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, removed_at TEXT NOT NULL, kept BLOB
) STRICT;
CREATE INDEX IF NOT EXISTS positions_version ON positions(analysis_version, id);
"""
"""What a writer makes where an older store lacks it."""


class Database:
    """One store's file. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []

    @staticmethod
    def check_place(path: Path) -> None:
        """Raise ``UsageError`` when the store's folder holds other things than ours: nothing is written among them."""
        folder = path.parent
        try:
            strange = folder.exists() and not path.exists() and any(e.name not in OURS for e in folder.iterdir())
        except OSError as error:
            raise UsageError(f"{folder} cannot be used ({cause(error)}): name a folder of your own.") from None
        if strange:
            raise UsageError(f"{folder} holds other files and no ajsearch data: name an empty or a new folder.")

    @classmethod
    def create(cls, path: Path) -> "Database":
        """The store at ``path``, made with its folder when there is none.

        Raises ``UsageError`` when the folder cannot be written, ``StoreError`` for a broken file.
        """
        if not path.exists():
            unfinished = path.with_name(path.name + UNFINISHED)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                # The log of a store that is gone would be played into the new one.
                remove_database(path)
                remove_database(unfinished)
                with closing(sqlite3.connect(unfinished)) as connection:
                    connection.execute("PRAGMA journal_mode = WAL")
                    connection.executescript(SCHEMA)
                    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
                unfinished.replace(path)
            except (OSError, sqlite3.Error) as error:
                raise UsageError(
                    f"{path.parent} cannot be written ({cause(error)}): name a folder of your own."
                ) from None
        database = cls.open(path)
        with database.writing() as db:
            for statement in filter(str.strip, ADDED.split(";")):
                db.execute(statement)
        return database

    @classmethod
    def open(cls, path: Path) -> "Database":
        """The existing store at ``path``; raises ``UsageError`` when there is none, ``StoreError`` for one not ours."""
        if not path.is_file():
            raise UsageError(
                f"{path.parent} holds no ajsearch data yet: run ajsearch ingest PATH --data {path.parent}."
            )
        database = cls(path)
        try:
            database._check()
        except StoreError:
            database.close()
            raise
        return database

    def _check(self) -> None:
        """Raise ``StoreError`` for a file that is broken, not ours, or of another version."""
        if not self._path.stat().st_size:
            raise StoreError(f"{self._path} is empty, it was cut off: {CURE}.")
        application = self.value("PRAGMA application_id")
        version = self.value("PRAGMA user_version")
        if application != APPLICATION_ID:
            raise StoreError(f"{self._path} was not made by ajsearch: name another data folder.")
        if version != SCHEMA_VERSION:
            raise StoreError(
                f"{self._path} has store version {version}, this ajsearch knows {SCHEMA_VERSION}: "
                "use the ajsearch that wrote it, or ingest into a new data folder."
            )

    def close(self) -> None:
        """Close every connection of every thread."""
        for connection in self._open:
            connection.close()
        self._open.clear()
        self._local = threading.local()

    def connection(self) -> sqlite3.Connection:
        """This thread's own connection, to the file that is there now."""
        held: Connected | None = getattr(self._local, "held", None)
        if held is not None and held.is_old():
            held.connection.close()
            self._open.remove(held.connection)
            held = None
        if held is None:
            held = Connected.to(self._path)
            self._local.held = held
            self._open.append(held.connection)
        return held.connection

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a query; raises ``StoreError``."""
        try:
            return self.connection().execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"{self._path} cannot be read ({cause(error)}): {CURE}.") from None

    def rows_of(self, table: str, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a query over a table of ``ADDED``; none where an older store lacks it. Raises ``StoreError``."""
        return self.rows(sql, *values) if self.rows("SELECT 1 FROM sqlite_master WHERE name = ?", table) else []

    def copy_to(self, path: Path) -> None:
        """Write all of one moment into a new file, also while others read and write; raises ``UsageError``."""
        unfinished = path.with_name(path.name + UNFINISHED)
        try:
            unfinished.unlink(missing_ok=True)
            with closing(sqlite3.connect(unfinished)) as copy:
                self.connection().backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            unfinished.replace(path)
        except (OSError, sqlite3.Error) as error:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise UsageError(f"{path} cannot be written ({cause(error)}): name another place.") from None

    def take_over(self, other: "Database") -> None:
        """All that ``other`` holds instead of what was here, in one write; others may read. Raises ``StoreError``."""
        try:
            other.connection().backup(self.connection())
        except sqlite3.Error as error:
            raise StoreError(
                f"{self._path} could not be written ({cause(error)}): what was kept before is as it was."
            ) from None

    def value(self, sql: str) -> int:
        """The one number of a query."""
        return int(self.rows(sql)[0][0])

    def state(self) -> object:
        """Something that changes with every write, by whatever process."""
        return state_of(self._path)

    @contextmanager
    def rehearsing(self) -> Iterator[None]:
        """Whatever is written inside is taken back at the end: for a dry run. Of this thread only."""
        try:
            db = self.connection()
            db.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise StoreError(f"{self._path} allows no rehearsal ({cause(error)}): try again later.") from None
        try:
            yield
        finally:
            db.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All writes inside, or none; raises ``StoreError``."""
        try:
            db = self.connection()
        except sqlite3.Error as error:
            raise StoreError(f"{self._path} cannot be opened ({cause(error)}): {CURE}.") from None
        begin, commit, undo = NESTED if db.in_transaction else OUTERMOST
        try:
            db.execute(begin)
            yield db
            db.execute(commit)
        except BaseException as error:
            with suppress(sqlite3.Error):
                db.execute(undo)
            if isinstance(error, sqlite3.Error):
                raise StoreError(
                    f"{self._path} could not be written ({cause(error)}): what was kept before is as it was."
                ) from None
            raise
