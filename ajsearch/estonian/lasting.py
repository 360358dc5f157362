"""What is known of words, kept in a file between runs and shared by processes: analysing a word costs 100 times more.

The file is a cache: it belongs to one version of analysis, and one that cannot be read or written is done without.
Functions stay pure; without an open file they only remember in memory.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from ajsearch.model import decode, encode

WRITTEN_AT_ONCE = 50
"""Words that are written together: a fresh corpus has some thousands new ones, one changed file a handful."""

READ_AT_ONCE = 50_000
"""Entries that are read when the file is opened, some 10 MB: half the time of asking for each; the others are."""

BUSY_SECONDS = 0.2
"""How long a write waits for another process; what could not be written is tried again with the next."""

T = TypeVar("T")


@dataclass
class _Kept:
    """The open file, and what it has not got yet."""

    database: sqlite3.Connection
    process: int
    read: dict[tuple[str, str], bytes]
    new: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def find(self, kind: str, word: str) -> bytes | None:
        value = self.read.get((kind, word))
        if value is not None:
            return value
        row = self.database.execute("SELECT value FROM words WHERE kind = ? AND word = ?", (kind, word)).fetchone()
        return row[0] if row else None

    def write(self) -> None:
        with self.database:
            self.database.executemany(
                "INSERT OR IGNORE INTO words VALUES (?, ?, ?)", [(*key, value) for key, value in self.new.items()]
            )
        self.new.clear()


_kept: _Kept | None = None


def open_words(path: Path, version: str) -> None:
    """Use and extend the file at ``path`` from now on, in this process; words of another version are forgotten."""
    global _kept  # noqa: PLW0603  (the caches that it backs are the process's too)
    with suppress(sqlite3.Error, OSError):
        database = _opened(path, version)
        rows = database.execute("SELECT kind, word, value FROM words LIMIT ?", (READ_AT_ONCE,))
        _kept = _Kept(database, os.getpid(), {(kind, word): value for kind, word, value in rows})


def close_words() -> None:
    """Write what is new and use no file any more."""
    global _kept  # noqa: PLW0603
    keep_words(least=1)
    if _kept is not None:
        _kept.database.close()
        _kept = None


def keep_words(least: int = WRITTEN_AT_ONCE) -> None:
    """Write what is new, where there is that much of it."""
    if _kept is not None and len(_kept.new) >= least:
        with suppress(sqlite3.Error):
            _kept.write()


def lasting(kind: str, form: type[T]) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """Remember what a function of a word gives, a ``form``, in the file that is open."""

    def remembering(function: Callable[[str], T]) -> Callable[[str], T]:
        def remembered(word: str) -> T:
            return last(kind, word, form, lambda: function(word))

        return remembered

    return remembering


def last(kind: str, key: str, form: type[T], make: Callable[[], T]) -> T:
    """What stands under a key in the file that is open, else what ``make`` gives, kept for the next time."""
    kept = _kept
    if kept is None or kept.process != os.getpid():
        return make()
    with suppress(Exception):
        value = kept.find(kind, key)
        if value is not None:
            return decode(value, form, "msgpack")
    found = make()
    with suppress(Exception):
        kept.new[kind, key] = encode(found, "msgpack")
    return found


def _opened(path: Path, version: str) -> sqlite3.Connection:
    try:
        return _connected(path, version)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        path.unlink(missing_ok=True)  # it is no database
        return _connected(path, version)


def _connected(path: Path, version: str) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=BUSY_SECONDS)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = OFF")
    with database:
        database.execute("CREATE TABLE IF NOT EXISTS version (name TEXT)")
        if database.execute("SELECT name FROM version").fetchall() != [(version,)]:
            database.execute("DROP TABLE IF EXISTS words")
            database.execute("DELETE FROM version")
            database.execute("INSERT INTO version VALUES (?)", (version,))
        database.execute(
            "CREATE TABLE IF NOT EXISTS words "
            "(kind TEXT, word TEXT, value BLOB, PRIMARY KEY (kind, word)) WITHOUT ROWID"
        )
    return database
