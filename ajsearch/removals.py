"""Positions that a person took out: they come back when asked, and not because their file is read again.

What was removed is kept aside, with the files that held it, until it is restored or erased. Of what is erased only the
hash and the title stay, so that the next reading knows what it must not take in.
"""

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from ajsearch.database import Database
from ajsearch.errors import Reason, UnknownPosition
from ajsearch.model import Position, decode, encode
from ajsearch.records import Described, Problem, Source, shown_path

TABLE = "removed"

MESSAGE = "A person removed this position; it comes back when it is restored on the administrator's pages."


@dataclass(frozen=True, slots=True)
class Removed:
    """A position that was taken out; ``restorable`` until it is erased."""

    id: str
    hash: str
    title: str
    removed_at: str
    restorable: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A file that held a position, and the position's name inside it."""

    source: Source
    inner: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """A row of the table of positions, and the files that held it."""

    version: str
    document: bytes
    position: bytes
    passages: bytes
    places: tuple[_Place, ...]


class Removals:
    """The removed positions of one store; whoever writes holds the writer's lock and lets the index follow."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> list[Removed]:
        """All of them, the latest first."""
        sql = "SELECT id, hash, title, removed_at, kept IS NOT NULL FROM removed ORDER BY removed_at DESC, title, id"
        return [Removed(row[0], row[1], row[2], row[3], bool(row[4])) for row in self._db.rows_of(TABLE, sql)]

    def sift(self, shown: str, described: Sequence[Described]) -> tuple[list[Described], list[Problem]]:
        """Those descriptions of a file that were not removed, and a note for each that was."""
        removed = {row[0] for row in self._db.rows_of(TABLE, "SELECT hash FROM removed")}
        notes = [
            Problem(shown_path(shown, one.inner), Reason.REMOVED, MESSAGE, failed=False)
            for one in described
            if one.hash in removed
        ]
        return [one for one in described if one.hash not in removed], notes

    def remove(self, position_id: str, removed_at: str) -> None:
        """Take a position out, whatever files hold it; raises ``UnknownPosition``. ``removed_at`` is RFC 3339."""
        found = self._db.rows("SELECT * FROM positions WHERE id = ?", position_id)
        if not found:
            raise UnknownPosition(position_id)
        _, content, version, document, position, passages = found[0]
        places = tuple(_Place(Source(*row[:6]), row[6]) for row in self._db.rows(PLACES, position_id))
        kept = zlib.compress(encode(_Kept(version, document, position, passages, places), "msgpack"))
        title = decode(position, Position).title
        with self._db.writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO removed VALUES (?, ?, ?, ?, ?)", (content, position_id, title, removed_at, kept)
            )
            db.execute("DELETE FROM descriptions WHERE position = ?", (position_id,))
            db.execute("DELETE FROM positions WHERE id = ?", (position_id,))
            db.execute("INSERT OR IGNORE INTO pending VALUES (?)", (position_id,))

    def restore(self, content: str) -> str:
        """Put the position of that hash back as it was; returns its id. Raises ``UnknownPosition``."""
        found = self._db.rows_of(TABLE, "SELECT id, kept FROM removed WHERE hash = ? AND kept IS NOT NULL", content)
        if not found:
            raise UnknownPosition(content)
        position_id = str(found[0][0])
        kept = decode(zlib.decompress(found[0][1]), _Kept, "msgpack")
        with self._db.writing() as db:
            if db.execute("SELECT 1 FROM positions WHERE id = ?", (position_id,)).fetchone():
                position_id = content
            row = (position_id, content, kept.version, kept.document, kept.position, kept.passages)
            db.execute("INSERT INTO positions VALUES (?, ?, ?, ?, ?, ?)", row)
            for place in kept.places:
                _put_back(db, place, position_id)
            db.execute("DELETE FROM removed WHERE hash = ?", (content,))
            db.execute("INSERT OR IGNORE INTO pending VALUES (?)", (position_id,))
        return position_id

    def erase(self, content: str) -> None:
        """Keep nothing of the removed position of that hash but hash and title; raises ``UnknownPosition``."""
        with self._db.writing() as db:
            if not db.execute("UPDATE removed SET kept = NULL WHERE hash = ?", (content,)).rowcount:
                raise UnknownPosition(content)


PLACES = (
    "SELECT s.path, s.shown, s.size, s.mtime_ns, s.hash, s.read_at, d.inner FROM descriptions d "
    "JOIN sources s ON s.path = d.source WHERE d.position = ? ORDER BY s.path, d.inner"
)
"""The files of a position and its names inside them."""


def _put_back(db: sqlite3.Connection, place: _Place, position_id: str) -> None:
    """A file holds the position again, unless it has been read with another content since."""
    path = place.source.path
    db.execute("INSERT OR IGNORE INTO sources VALUES (?, ?, ?, ?, ?, ?)", astuple(place.source))
    db.execute("INSERT OR IGNORE INTO descriptions VALUES (?, ?, ?)", (path, place.inner, position_id))
    db.execute("DELETE FROM problems WHERE source = ? AND reason = ?", (path, Reason.REMOVED))
