"""The store: one SQLite file with the document of record of every position; the index is made from it.

A *source* is a file on disk. It holds one *description*, or several when it is a container; descriptions with the same
content are one *position* with several paths. What the index still has to learn stands in ``pending``, written in the
same transaction as the change itself, so that a crash between store and index loses nothing.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from ajsearch.corrections import Corrections
from ajsearch.database import Database
from ajsearch.errors import StoreError, UnknownPosition
from ajsearch.kept import KeptPositions, in_batches
from ajsearch.model import AnalysedPosition, Position, SourceDocument
from ajsearch.packed import PackedPassages, PackedPosition, ShownPosition, unpacked_position
from ajsearch.position_rows import free_id, has_paths, put
from ajsearch.records import Described, Problem, Recorded, Source, shown_path, unpack_document
from ajsearch.removals import Removals


class Store:
    """The positions of one data directory. Safe to use from several threads; writes need the writer's lock."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self.corrections = Corrections(database)
        """What persons have put right."""
        self.removals = Removals(database)
        """What persons have taken out."""
        self._kept = KeptPositions(database, self.corrections)

    @classmethod
    def create(cls, path: Path) -> "Store":
        """The store at ``path``, made when there is none; errors as ``Database.create``."""
        return cls(Database.create(path))

    @classmethod
    def open(cls, path: Path) -> "Store":
        """The existing store at ``path``; errors as ``Database.open``."""
        return cls(Database.open(path))

    def close(self) -> None:
        """Close its file."""
        self._db.close()

    def writing_together(self) -> AbstractContextManager[object]:
        """All that is written inside is one write, kept as a whole or not at all; raises ``StoreError``. Of this thread
        only, and not to be waited in: nobody else can write meanwhile.
        """
        return self._db.writing()

    def rehearsing(self) -> AbstractContextManager[None]:
        """Whatever is written inside is taken back at the end: for a dry run. Of this thread only."""
        return self._db.rehearsing()

    def copy_to(self, path: Path) -> None:
        """Write all of one moment into a new file, also while others read and write; raises ``UsageError``."""
        self._db.copy_to(path)

    def take_over(self, other: "Store") -> None:
        """All that ``other`` holds instead of what was here, in one write; raises ``StoreError``."""
        self._db.take_over(other._db)

    # --- reading -----------------------------------------------------------------------------------------------------

    def position(self, position_id: str) -> AnalysedPosition:
        """The position of that id; raises ``UnknownPosition``."""
        return unpacked_position(self.packed_position(position_id))

    def load(self, ids: Sequence[str]) -> Mapping[str, AnalysedPosition]:
        """The positions of those ids that exist, by id."""
        return self._kept.analysed(ids)

    def packed(self, ids: Sequence[str]) -> Mapping[str, PackedPosition]:
        """The same without making tokens of their words."""
        return self._kept.packed(ids)

    def packed_position(self, position_id: str) -> PackedPosition:
        """The position of that id, packed; raises ``UnknownPosition``."""
        found = self.packed([position_id])
        if position_id not in found:
            raise UnknownPosition(position_id)
        return found[position_id]

    def described(self, ids: Sequence[str]) -> Mapping[str, Position]:
        """The same without their analysed passages."""
        return self._kept.positions(ids)

    def shown(self, ids: Sequence[str]) -> Mapping[str, ShownPosition]:
        """What a search shows of the positions of those ids that exist, by id."""
        return self._kept.shown(ids)

    def passages(self, position_id: str) -> PackedPassages:
        """The analysed passages of a position; raises ``UnknownPosition``."""
        found = self._kept.passages([position_id])
        if position_id not in found:
            raise UnknownPosition(position_id)
        return found[position_id]

    def positions(self) -> Iterator[AnalysedPosition]:
        """All positions, by id, a batch in memory at a time."""
        yield from self.each(self.ids())

    def each(self, ids: Sequence[str]) -> Iterator[AnalysedPosition]:
        """The positions of those ids that exist, a batch in memory at a time."""
        return in_batches(self.load, ids)

    def each_packed(self, ids: Sequence[str]) -> Iterator[PackedPosition]:
        """The same, packed."""
        return in_batches(self.packed, ids)

    def each_shown(self, ids: Sequence[str]) -> Iterator[ShownPosition]:
        """What a search shows of them."""
        return in_batches(self.shown, ids)

    def stamps(self, ids: Sequence[str] | None = None) -> dict[str, str]:
        """Positions' ids, sorted, each with a text that changes whenever its content or its analysis does; without
        ``ids``, of all.
        """
        some = "" if ids is None else "WHERE id IN (SELECT value FROM json_each(?))"
        values = () if ids is None else (json.dumps(ids),)
        sql = f"SELECT id, hash || ' ' || analysis_version FROM positions {some} ORDER BY id"  # noqa: S608 - our own
        return dict(self._db.rows(sql, *values))

    def state(self) -> object:
        """Something that changes with every write to the store, by whatever process."""
        return self._db.state()

    def ids(self) -> list[str]:
        """All positions' ids, sorted."""
        return [row[0] for row in self._db.rows("SELECT id FROM positions ORDER BY id")]

    def documents(self, *, known_versions: Collection[str]) -> Iterator[tuple[str, str, SourceDocument]]:
        """Id, path and reader's document of each position whose analysis is of none of the known versions."""
        rows = self._db.rows(
            "SELECT id FROM positions WHERE analysis_version NOT IN (SELECT value FROM json_each(?))",
            json.dumps(sorted(known_versions)),
        )
        for (position_id,) in rows:
            yield self.document(position_id)

    def document(self, position_id: str) -> tuple[str, str, SourceDocument]:
        """Id, path and reader's document of one position; raises ``UnknownPosition``."""
        paths, _ = self._kept.origins([position_id]).get(position_id, (("",), ""))
        for (blob,) in self._db.rows("SELECT document FROM positions WHERE id = ?", position_id):
            return position_id, paths[0], unpack_document(blob)
        raise UnknownPosition(position_id)

    def of_version(self, pattern: str, limit: int) -> list[str]:
        """Ids, sorted, of at most ``limit`` (-1: all) positions whose analysis version fits a pattern with ``*``."""
        sql = "SELECT id FROM positions WHERE analysis_version GLOB ? ORDER BY id LIMIT ?"
        return [row[0] for row in self._db.rows(sql, pattern, limit)]

    def learned(self) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
        """The ids that words for repair were learned from, and the words with their counts; empty before the first."""
        for sample, words in self._db.rows_of("learned", "SELECT sample, words FROM learned"):
            return tuple(json.loads(sample)), tuple((word, count) for word, count in json.loads(words))
        return (), ()

    def as_they_are(self) -> frozenset[str]:
        """The hashes of the documents that are not to be repaired."""
        return frozenset(row[0] for row in self._db.rows_of("as_they_are", "SELECT hash FROM as_they_are"))

    def source(self, path: str) -> Source | None:
        """The file on disk of that absolute path as it was last read."""
        for row in self._db.rows("SELECT path, shown, size, mtime_ns, hash, read_at FROM sources WHERE path = ?", path):
            return Source(*row)
        return None

    def sources(self) -> list[Source]:
        """All files on disk that positions came from, by path."""
        return [
            Source(*row)
            for row in self._db.rows("SELECT path, shown, size, mtime_ns, hash, read_at FROM sources ORDER BY path")
        ]

    def sources_of(self, position_id: str) -> list[tuple[Source, str]]:
        """The files of a position, each with the name inside it ("" for a plain file)."""
        return [
            (Source(*row[:6]), row[6])
            for row in self._db.rows(
                "SELECT s.path, s.shown, s.size, s.mtime_ns, s.hash, s.read_at, d.inner FROM descriptions d "
                "JOIN sources s ON s.path = d.source WHERE d.position = ? ORDER BY s.path, d.inner",
                position_id,
            )
        ]

    def recorded(self, source: str) -> list[Recorded]:
        """The descriptions of an unchanged file: "unchanged", or "duplicate" where another path comes before it."""
        rows = self._db.rows(
            "SELECT d.inner, d.position, s.shown, (SELECT source || char(0) || inner FROM descriptions f "
            "WHERE f.position = d.position ORDER BY f.source, f.inner LIMIT 1) = d.source || char(0) || d.inner "
            "FROM descriptions d JOIN sources s ON s.path = d.source WHERE d.source = ? ORDER BY d.inner",
            source,
        )
        return [Recorded(shown_path(row[2], row[0]), row[1], "unchanged" if row[3] else "duplicate") for row in rows]

    def duplicates(self) -> list[tuple[str, Recorded]]:
        """The descriptions whose content an earlier path has too, each with its source's absolute path."""
        rows = self._db.rows(
            "SELECT d.source, s.shown, d.inner, d.position FROM descriptions d JOIN sources s ON s.path = d.source "
            "WHERE EXISTS (SELECT 1 FROM descriptions f WHERE f.position = d.position "
            "AND (f.source, f.inner) < (d.source, d.inner)) ORDER BY d.source, d.inner"
        )
        return [(row[0], Recorded(shown_path(row[1], row[2]), row[3], "duplicate")) for row in rows]

    def problems(self) -> list[Problem]:
        """What was not read and what was doubtful, by path."""
        return [
            Problem(row[0], row[1], row[2], bool(row[3]))
            for row in self._db.rows("SELECT shown, reason, message, failed FROM problems ORDER BY shown, failed DESC")
        ]

    def failed_sources(self) -> list[str]:
        """Absolute paths of the files that could not be read or have something doubtful."""
        return [row[0] for row in self._db.rows("SELECT DISTINCT source FROM problems ORDER BY source")]

    def with_unread(self) -> list[str]:
        """Ids of the positions that have sentences which gave no fact and should have, sorted."""
        sql = (
            "SELECT id FROM positions WHERE "
            "json_array_length(json_extract(CAST(position AS TEXT), '$.unread')) > 0 ORDER BY id"
        )
        return [row[0] for row in self._db.rows(sql)]

    def count(self) -> int:
        """How many positions there are."""
        return int(self._db.value("SELECT count(*) FROM positions"))

    def damage(self) -> list[str]:
        """What SQLite finds broken in the file; empty when it is sound."""
        try:
            found = [row[0] for row in self._db.rows("PRAGMA integrity_check")]
        except StoreError as error:
            return [str(error)]
        return [] if found == ["ok"] else found

    # --- writing -----------------------------------------------------------------------------------------------------

    def record(
        self, source: Source, described: Sequence[Described], problems: Sequence[Problem], *, replace: bool = False
    ) -> list[Recorded]:
        """Keep what was read from one file in place of what it gave before, in one transaction.

        With ``replace``, also where the content is the same: a reader may read it better now.
        """
        with self._db.writing() as db:
            before = {
                row[0]: row[1]
                for row in db.execute("SELECT inner, position FROM descriptions WHERE source = ?", (source.path,))
            }
            db.execute("DELETE FROM descriptions WHERE source = ?", (source.path,))
            db.execute(
                "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?, ?)",
                (source.path, source.shown, source.size, source.mtime_ns, source.hash, source.read_at),
            )
            db.execute("DELETE FROM problems WHERE source = ?", (source.path,))
            db.executemany(
                "INSERT INTO problems VALUES (?, '', ?, ?, ?, ?)",
                [(source.path, p.path, p.failed, p.reason, p.message) for p in problems],
            )
            recorded = [self._keep(db, source, one, before.get(one.inner), replace=replace) for one in described]
            db.executemany(
                "INSERT OR REPLACE INTO descriptions VALUES (?, ?, ?)",
                [(source.path, one.inner, kept.id) for one, kept in zip(described, recorded, strict=True)],
            )
            self._drop_orphans(db, before.values())
        return recorded

    def record_failure(self, path: str, problem: Problem) -> None:
        """Remember that a file could not be read; what it gave before stays as it was."""
        with self._db.writing() as db:
            db.execute("DELETE FROM problems WHERE source = ?", (path,))
            db.execute(
                "INSERT INTO problems VALUES (?, '', ?, ?, ?, ?)",
                (path, problem.path, problem.failed, problem.reason, problem.message),
            )

    def touch(self, source: Source) -> None:
        """Note a file's new time or name where its content is the same."""
        with self._db.writing() as db:
            db.execute(
                "UPDATE sources SET shown = ?, size = ?, mtime_ns = ? WHERE path = ?",
                (source.shown, source.size, source.mtime_ns, source.path),
            )

    def forget(self, sources: Iterable[str]) -> int:
        """Drop files and the positions that no other file holds; returns how many positions went."""
        with self._db.writing() as db:
            gone = 0
            for path in sources:
                before = [row[0] for row in db.execute("SELECT position FROM descriptions WHERE source = ?", (path,))]
                db.execute("DELETE FROM sources WHERE path = ?", (path,))
                db.execute("DELETE FROM problems WHERE source = ?", (path,))
                gone += self._drop_orphans(db, before)
        return gone

    def reanalyse(self, position_id: str, described: Described) -> None:
        """Put a new analysis of the same document in place of the old one."""
        with self._db.writing() as db:
            db.execute(
                "UPDATE positions SET analysis_version = ?, position = ?, passages = ? WHERE id = ?",
                (described.analysis_version, described.position, described.passages, position_id),
            )
            db.execute("INSERT OR IGNORE INTO pending VALUES (?)", (position_id,))

    def learn(self, sample: Sequence[str], words: Sequence[tuple[str, int]]) -> None:
        """Keep the words for repair in place of those that were learned before."""
        with self._db.writing() as db:
            db.execute("DELETE FROM learned")
            db.execute("INSERT INTO learned VALUES (?, ?)", (json.dumps(sample), json.dumps(words)))

    def set_repair(self, content_hash: str, *, repair: bool) -> None:
        """Remember whether a document of that content is to be repaired, whenever it is read."""
        sql = "DELETE FROM as_they_are WHERE hash = ?" if repair else "INSERT OR IGNORE INTO as_they_are VALUES (?)"
        with self._db.writing() as db:
            db.execute(sql, (content_hash,))

    def pending(self) -> list[str]:
        """Ids of positions that changed or went since the index last learned of it."""
        return [row[0] for row in self._db.rows("SELECT id FROM pending ORDER BY id")]

    def mark_pending(self, ids: Iterable[str]) -> None:
        """The index has to learn these again, or that they are gone."""
        with self._db.writing() as db:
            db.executemany("INSERT OR IGNORE INTO pending VALUES (?)", [(one,) for one in ids])

    def confirm(self, ids: Iterable[str]) -> None:
        """The index has learned of these."""
        with self._db.writing() as db:
            db.executemany("DELETE FROM pending WHERE id = ?", [(one,) for one in ids])

    # --- inside ------------------------------------------------------------------------------------------------------

    def _keep(
        self, db: sqlite3.Connection, source: Source, one: Described, former: str | None, *, replace: bool
    ) -> Recorded:
        """The position for a description: the one of the same content, the path's former one, or a new one."""
        path = shown_path(source.shown, one.inner)
        same = db.execute("SELECT id FROM positions WHERE hash = ?", (one.hash,)).fetchone()
        if same:
            self._drop_moved(db, same[0], source.path)
            if replace:
                put(db, same[0], one)
                return Recorded(path, same[0], "updated")
            return Recorded(path, same[0], "duplicate" if has_paths(db, same[0]) else "unchanged")
        if former and not has_paths(db, former):
            position_id, outcome = former, "updated"
        else:
            position_id, outcome = free_id(db, one.hash), "added"
        put(db, position_id, one)
        return Recorded(path, position_id, outcome)

    def _drop_moved(self, db: sqlite3.Connection, position_id: str, arrived: str) -> None:
        """Forget those paths of a position whose file is gone: the file has moved to ``arrived``."""
        for (path,) in db.execute(
            "SELECT DISTINCT source FROM descriptions WHERE position = ?", (position_id,)
        ).fetchall():
            if path != arrived and not Path(path).exists():
                db.execute("DELETE FROM descriptions WHERE source = ? AND position = ?", (path, position_id))
                db.execute(
                    "DELETE FROM sources WHERE path = ? AND NOT EXISTS "
                    "(SELECT 1 FROM descriptions WHERE source = path)",
                    (path,),
                )

    def _drop_orphans(self, db: sqlite3.Connection, ids: Iterable[str]) -> int:
        """Delete those of the positions that no file holds any more; returns how many."""
        gone = [one for one in set(ids) if not has_paths(db, one)]
        db.executemany("DELETE FROM positions WHERE id = ?", [(one,) for one in gone])
        db.executemany("INSERT OR IGNORE INTO pending VALUES (?)", [(one,) for one in gone])
        return len(gone)
