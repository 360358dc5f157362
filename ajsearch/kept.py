"""Positions as they are read from the store: no more of each than is asked for.

Words are most of a position's bytes: who wants facts or shows a hit pays for no tokens.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from ajsearch.corrections import Corrections
from ajsearch.database import Database
from ajsearch.model import AnalysedPosition, Position, decode
from ajsearch.packed import PackedPassages, PackedPosition, ShownPosition, unpacked_position
from ajsearch.records import shown_path, unpack_passages

Origins = Mapping[str, tuple[tuple[str, ...], str]]
"""Paths of each position, in order, and when the first was read."""


BATCH = 100
"""Positions that are in memory at a time where all are asked for."""

T = TypeVar("T")


class _Head(msgspec.Struct):
    """What a hit shows of a ``Position``; the rest of its JSON is passed over."""

    title: str
    employer: str | None
    unit: str | None


class KeptPositions:
    """Reads the positions of one store; those whose id is unknown are in no answer."""

    def __init__(self, database: Database, corrections: Corrections) -> None:
        self._db = database
        self._corrections = corrections

    def positions(self, ids: Sequence[str]) -> dict[str, Position]:
        """The positions with their facts as persons have set them right, without their words."""
        marks = json.dumps(list(ids))
        sql = "SELECT id, hash, position FROM positions WHERE id IN (SELECT value FROM json_each(?))"
        return self._put_right(self._db.rows(sql, marks), marks)

    def analysed(self, ids: Sequence[str]) -> dict[str, AnalysedPosition]:
        """The same with their analysed passages."""
        return {one: unpacked_position(kept) for one, kept in self.packed(ids).items()}

    def packed(self, ids: Sequence[str]) -> dict[str, PackedPosition]:
        """The same with their passages as they are kept."""
        marks = json.dumps(list(ids))
        sql = "SELECT id, hash, position, passages FROM positions WHERE id IN (SELECT value FROM json_each(?))"
        rows = self._db.rows(sql, marks)
        passages = {row[0]: row[3] for row in rows}
        found = self._put_right(rows, marks)
        return {one: PackedPosition(position, unpack_passages(passages[one])) for one, position in found.items()}

    def shown(self, ids: Sequence[str]) -> dict[str, ShownPosition]:
        """What a search shows of them; no correction changes that."""
        marks = json.dumps(list(ids))
        sql = "SELECT id, position, passages FROM positions WHERE id IN (SELECT value FROM json_each(?))"
        origins = self._origins(marks)
        return {
            position_id: _shown(position_id, position, passages, origins)
            for position_id, position, passages in self._db.rows(sql, marks)
        }

    def passages(self, ids: Sequence[str]) -> dict[str, PackedPassages]:
        """Their analysed passages."""
        sql = "SELECT id, passages FROM positions WHERE id IN (SELECT value FROM json_each(?))"
        return {one: unpack_passages(kept) for one, kept in self._db.rows(sql, json.dumps(list(ids)))}

    def origins(self, ids: Sequence[str]) -> Origins:
        """Where they came from."""
        return self._origins(json.dumps(list(ids)))

    def _put_right(self, rows: Sequence[tuple[Any, ...]], marks: str) -> dict[str, Position]:
        """The positions of rows that begin with id, hash and position."""
        origins = self._origins(marks)
        found = {row[0]: _position(row[0], row[2], origins) for row in rows}
        return self._corrections.applied(found, {row[0]: row[1] for row in rows})

    def _origins(self, marks: str) -> Origins:
        found: dict[str, tuple[tuple[str, ...], str]] = {}
        for position_id, shown, inner, read_at in self._db.rows(
            "SELECT d.position, s.shown, d.inner, s.read_at FROM descriptions d JOIN sources s ON s.path = d.source "
            "WHERE d.position IN (SELECT value FROM json_each(?)) ORDER BY d.source, d.inner",
            marks,
        ):
            paths, first_read = found.get(position_id, ((), read_at))
            found[position_id] = ((*paths, shown_path(shown, inner)), first_read)
        return found


def in_batches(read: Callable[[Sequence[str]], Mapping[str, T]], ids: Sequence[str]) -> Iterator[T]:
    """What ``read`` gives for all ids, some at a time."""
    for start in range(0, len(ids), BATCH):
        yield from read(ids[start : start + BATCH]).values()


def _position(position_id: str, kept: bytes, origins: Origins) -> Position:
    paths, read_at = origins.get(position_id, ((), ""))
    path = paths[0] if paths else ""
    return replace(decode(kept, Position), id=position_id, path=path, paths=paths, ingested_at=read_at)


def _shown(position_id: str, position: bytes, passages: bytes, origins: Origins) -> ShownPosition:
    head = decode(position, _Head)
    paths, _ = origins.get(position_id, ((), ""))
    path = paths[0] if paths else ""
    return ShownPosition(position_id, path, head.title, head.employer, head.unit, unpack_passages(passages))
