"""Who tried to log in of late, counted for all processes over one data directory together.

An attempt counts before it is judged, or many at once would all be the first. Where the file cannot be written, this
process counts on its own.
"""

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

ATTEMPTS = 5
ATTEMPT_SECONDS = 15 * 60
"""So many attempts in so long that were not forgiven, and one has to wait until the first of them is that old."""

MOST_KEPT = 5_000
"""Attempts that are remembered; the oldest are forgotten first."""

BUSY_SECONDS = 5

T = TypeVar("T")


class Attempts:
    """The attempts of a data directory's visitors, each known by a name that its caller makes. Safe for threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._alone = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._guard = threading.Lock()

    def claim(self, who: str) -> int:
        """Count an attempt; returns how many seconds to wait instead where there were too many, and counts none."""
        return self._change(lambda database: _claimed(database, who, time.time()))

    def forgive(self, who: str) -> None:
        """Forget the attempts of somebody who turned out to be right."""
        self._change(lambda database: database.execute("DELETE FROM attempts WHERE who = ?", (who,)))

    def _change(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            with closing(sqlite3.connect(self._path, BUSY_SECONDS, isolation_level=None)) as database:
                return _written(database, work)
        except sqlite3.Error:
            with self._guard:
                return _written(self._alone, work)


def _written(database: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    """What the work gives, done as one whole while all others wait."""
    database.execute("BEGIN IMMEDIATE")
    try:
        database.execute("CREATE TABLE IF NOT EXISTS attempts (who TEXT, at REAL)")
        done = work(database)
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")
    return done


def _claimed(database: sqlite3.Connection, who: str, now: float) -> int:
    # What is of the future was written before the clock was set back: nobody need wait for that.
    database.execute("DELETE FROM attempts WHERE at NOT BETWEEN ? AND ?", (now - ATTEMPT_SECONDS, now))
    database.execute(
        "DELETE FROM attempts WHERE rowid NOT IN (SELECT rowid FROM attempts ORDER BY at DESC LIMIT ?)", (MOST_KEPT,)
    )
    count, first = database.execute("SELECT count(*), min(at) FROM attempts WHERE who = ?", (who,)).fetchone()
    if count >= ATTEMPTS:
        return int(first + ATTEMPT_SECONDS - now) + 1
    database.execute("INSERT INTO attempts VALUES (?, ?)", (who, now))
    return 0
