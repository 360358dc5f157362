"""What is known of words and texts, kept in a file between runs and shared by processes: working it out costs more.

Analysing a word costs 100 times as much as reading what is known of it, a text some 10 times. The file is a cache: it
belongs to one version of the rules, and one that cannot be read or written is done without. It is to hold no sentence
of a document: what a text gives can be read only by who has that text. Functions stay pure; without an open file they
only remember in memory.
"""

import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, wraps
from hashlib import blake2b, shake_128
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ajsearch.model import encode

WRITTEN_AT_ONCE = 50
"""Words that are written together: a fresh corpus has some thousands new ones, one changed file a handful."""

ASKED_ALONE = 200
"""Entries of a kind that are asked for one by one: a changed file asks for no more."""

READ_AT_ONCE = 20_000
"""Entries of a kind that are then read at once, some 4 MB: a tenth of the time of asking for each of them."""

MOST_BYTES = 256 << 20
"""A file that has grown larger is begun anew: some 10,000 descriptions without a sentence in common."""

BUSY_SECONDS = 0.2
"""How long a write waits for another process; what could not be written is tried again with the next."""

T = TypeVar("T")


@dataclass
class _Kept:
    """The open file, and what it has not got yet."""

    database: sqlite3.Connection
    process: int
    asked: Counter[str] = field(default_factory=Counter)
    read: dict[str, dict[str, bytes]] = field(default_factory=lambda: defaultdict(dict))
    new: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def find(self, kind: str, word: str) -> bytes | None:
        if (value := self.read[kind].get(word)) is not None:
            return value
        self.asked[kind] += 1
        if self.asked[kind] == ASKED_ALONE:
            self.read[kind] = self._many(kind)
        row = self.database.execute("SELECT value FROM words WHERE kind = ? AND word = ?", (kind, word)).fetchone()
        return row[0] if row else None

    def _many(self, kind: str) -> dict[str, bytes]:
        rows = self.database.execute("SELECT word, value FROM words WHERE kind = ? LIMIT ?", (kind, READ_AT_ONCE))
        return dict(rows.fetchall())

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
        _kept = _Kept(_opened(path, version), os.getpid())


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


def lasting_of_text(kind: str, form: Any) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """The same for a function of a text, see ``last_of_text``; ``form`` is any type that msgspec knows."""

    def remembering(function: Callable[[str], T]) -> Callable[[str], T]:
        @wraps(function)
        def remembered(text: str) -> T:
            return last_of_text(kind, text.encode("utf-8", "surrogatepass"), form, lambda: function(text))

        return remembered

    return remembering


def last_of_text(kind: str, said: bytes, form: Any, make: Callable[[], T]) -> T:
    """The same of a text, ``said`` in bytes: what it gives lies locked with it under a key that does not tell it."""
    if _kept is None:
        return make()
    return last(kind, digest_of_text(said), form, make, lambda value: _locked(value, said))


def digest_of_text(said: bytes) -> str:
    """What stands for a text in the file."""
    return blake2b(said, digest_size=16).hexdigest()


def _locked(value: bytes, said: bytes) -> bytes:
    """A value that only this text opens, or what such a value was."""
    mask = int.from_bytes(shake_128(said).digest(len(value)), "big")
    return (int.from_bytes(value, "big") ^ mask).to_bytes(len(value), "big")


def last(kind: str, key: str, form: Any, make: Callable[[], T], lock: Callable[[bytes], bytes] = bytes) -> T:
    """What stands under a key in the file that is open, else what ``make`` gives, kept for the next time.

    ``lock`` is done to what is written, and undone by itself.
    """
    kept = _kept
    if kept is None or kept.process != os.getpid():
        return make()
    with suppress(Exception):
        value = kept.find(kind, key)
        if value is not None:
            known: T = _reading(form)(lock(value))
            return known
    found = make()
    with suppress(Exception):
        kept.new[kind, key] = lock(encode(found, "msgpack"))
    return found


@cache
def _reading(form: Any) -> Callable[[bytes], Any]:
    """What reads the values of a form: to learn a form that is no class takes longer than to read a value of it."""
    return msgspec.msgpack.Decoder(form).decode


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
        if _size(database) > MOST_BYTES or database.execute("SELECT name FROM version").fetchall() != [(version,)]:
            database.execute("DROP TABLE IF EXISTS words")
            database.execute("DELETE FROM version")
            database.execute("INSERT INTO version VALUES (?)", (version,))
        database.execute(
            "CREATE TABLE IF NOT EXISTS words "
            "(kind TEXT, word TEXT, value BLOB, PRIMARY KEY (kind, word)) WITHOUT ROWID"
        )
    return database


def _size(database: sqlite3.Connection) -> int:
    """Bytes in use."""
    pages, unused, bytes_each = (
        database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - unused) * bytes_each)
