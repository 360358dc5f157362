"""A SQLite database as files: what belongs to it, when it changed, and a connection that follows it."""

import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

BESIDE = ("", "-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps of one database."""

BUSY_SECONDS = 30.0
"""How long a statement waits for another process's write."""

FileState = tuple[int, int, int]
"""Number, time of change and size of a file; all zero where there is none."""

GONE: FileState = (0, 0, 0)


def state_of(path: Path) -> tuple[FileState, FileState]:
    """The states of a database's file and of its log: different after every write, by whatever process."""
    return _state(path), _state(path.with_name(path.name + "-wal"))


def remove_database(path: Path) -> None:
    """Remove a database with all that SQLite keeps beside it; raises ``OSError``."""
    for ending in BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def move_database(path: Path, target: Path) -> None:
    """Give a database with all that belongs to it another name in its folder; raises ``OSError``."""
    remove_database(target)
    for ending in BESIDE:
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).replace(target.with_name(target.name + ending))


def cause(error: Exception) -> str:
    """An error of the system or of SQLite in its own words."""
    return (getattr(error, "strerror", None) or str(error)).strip().lower()


@dataclass(frozen=True, slots=True)
class Connected:
    """A connection to the file at ``path`` as it was when it was opened.

    Where nothing can be written, in a folder of others or on a full disk, SQLite cannot make the index of the log that
    it reads by. A database without a log is then opened as one that nobody changes, and again as soon as somebody has.
    """

    connection: sqlite3.Connection
    path: Path
    opened: tuple[FileState, FileState]
    unchanging: bool

    @classmethod
    def to(cls, path: Path) -> "Connected":
        """Open the file, which must exist; raises ``sqlite3.Error``."""
        opened = state_of(path)
        has_log = opened[1][2] > 0
        if has_log or os.access(path.parent, os.W_OK):
            try:
                return cls(_connection(path, "mode=rw"), path, opened, unchanging=False)
            except sqlite3.OperationalError:
                if has_log:
                    raise
        return cls(_connection(path, "mode=ro&immutable=1"), path, opened, unchanging=True)

    def is_old(self) -> bool:
        """Whether another file stands there now, or this one was not to change and has."""
        if self.connection.in_transaction:
            return False
        if self.unchanging:
            return state_of(self.path) != self.opened
        number = _state(self.path)[0]
        return number not in {0, self.opened[0][0]}


def _state(path: Path) -> FileState:
    try:
        at = path.stat()
    except OSError:
        return GONE
    return at.st_ino, at.st_mtime_ns, at.st_size


def _connection(path: Path, way: str) -> sqlite3.Connection:
    """A connection that can read; raises ``sqlite3.Error``."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{way}",
        timeout=BUSY_SECONDS,
        check_same_thread=False,
        isolation_level=None,
        uri=True,
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection
