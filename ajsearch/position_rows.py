"""Rows of positions in the store's database: put, asked for their paths, given an id."""

import sqlite3

from ajsearch.errors import StoreError
from ajsearch.records import Described

ID_LENGTHS = (12, 16, 24, 64)
"""Lengths of the content hash tried as a new position's id, until one is free."""


def put(db: sqlite3.Connection, position_id: str, one: Described) -> None:
    """Write a position, new or in place of what it was, and let the index learn of it."""
    db.execute(
        "INSERT OR REPLACE INTO positions VALUES (?, ?, ?, ?, ?, ?)",
        (position_id, one.hash, one.analysis_version, one.document, one.position, one.passages),
    )
    db.execute("INSERT OR IGNORE INTO pending VALUES (?)", (position_id,))


def has_paths(db: sqlite3.Connection, position_id: str) -> bool:
    """Whether any file still has the position."""
    return db.execute("SELECT 1 FROM descriptions WHERE position = ?", (position_id,)).fetchone() is not None


def free_id(db: sqlite3.Connection, content_hash: str) -> str:
    """A new id from the content's hash, longer where a changed document still holds the short one."""
    for length in ID_LENGTHS:
        if not db.execute("SELECT 1 FROM positions WHERE id = ?", (content_hash[:length],)).fetchone():
            return content_hash[:length]
    raise StoreError("Two documents with the same hash have different contents.")
