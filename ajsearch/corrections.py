"""The kept corrections of facts: a table beside the documents, which no ingest and no rebuild touches."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ajsearch.correcting import correct, texts_of
from ajsearch.correction import Correction, KeptCorrection
from ajsearch.database import Database
from ajsearch.errors import UnknownPosition, UsageError
from ajsearch.model import Position, decode, encode

TABLE = "corrections"


class Corrections:
    """The corrections in one store; whoever writes holds the writer's lock and lets the index follow."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> list[KeptCorrection]:
        """All corrections in the order in which they were made."""
        rows = self._db.rows_of(TABLE, "SELECT number, position, hash, correction FROM corrections ORDER BY number")
        return [_kept(*row) for row in rows]

    def add(self, position_id: str, correction: Correction) -> Correction:
        """Keep a correction of a position's facts; returns it with its number. Raises ``UnknownPosition``."""
        found = self._db.rows("SELECT hash FROM positions WHERE id = ?", position_id)
        if not found:
            raise UnknownPosition(position_id)
        return self._insert(KeptCorrection(position=position_id, hash=found[0][0], correction=correction))

    def take_in(self, kept: Iterable[KeptCorrection]) -> int:
        """Keep corrections from elsewhere, also of documents that are not here yet; returns how many were new.

        One for a document that is here under another id is kept for that id.
        """
        known = {_without_number(one) for one in self.all()}
        new = 0
        for one in kept:
            here = self._db.rows("SELECT id FROM positions WHERE hash = ?", one.hash)
            settled = replace(one, position=here[0][0]) if here else one
            if _without_number(settled) not in known:
                known.add(_without_number(settled))
                self._insert(settled)
                new += 1
        return new

    def undo(self, number: int) -> KeptCorrection:
        """Take a correction back; returns what it was. Raises ``UsageError`` for an unknown number."""
        found = next((one for one in self.all() if one.correction.number == number), None)
        if found is None:
            raise UsageError(f"There is no correction {number}: ajsearch corrections lists them.")
        with self._db.writing() as db:
            db.execute("DELETE FROM corrections WHERE number = ?", (number,))
            db.execute("INSERT OR IGNORE INTO pending VALUES (?)", (found.position,))
        return found

    def applied(self, positions: Mapping[str, Position], hashes: Mapping[str, str]) -> dict[str, Position]:
        """The positions with their facts put right; ``hashes`` are those of their documents.

        A correction holds for the document that it was made for, wherever that lies, and for a changed document of the
        same position as long as the sentence still stands in it.
        """
        rows = self._db.rows_of(
            TABLE,
            "SELECT number, position, hash, correction FROM corrections "
            "WHERE hash IN (SELECT value FROM json_each(?)) OR position IN (SELECT value FROM json_each(?)) "
            "ORDER BY number",
            json.dumps(list(hashes.values())),
            json.dumps(list(hashes)),
        )
        kept = [_kept(*row) for row in rows]
        if not kept:
            return dict(positions)
        return {one: correct(found, _holding(kept, found, hashes[one])) for one, found in positions.items()}

    def _insert(self, one: KeptCorrection) -> Correction:
        with self._db.writing() as db:
            number = db.execute(
                "INSERT INTO corrections (position, hash, correction) VALUES (?, ?, ?)",
                (one.position, one.hash, encode(replace(one.correction, number=0)).decode()),
            ).lastrowid
            db.execute("INSERT OR IGNORE INTO pending VALUES (?)", (one.position,))
        return replace(one.correction, number=number or 0)


def _holding(kept: Sequence[KeptCorrection], position: Position, content: str) -> Iterable[Correction]:
    """The corrections that hold for a position whose document has this hash."""
    for one in kept:
        if one.hash == content:
            yield one.correction
        elif one.position == position.id:
            quote = one.correction.quote or one.correction.target_quote
            if quote and any(quote in text for text in texts_of(position)):
                yield one.correction


def _kept(number: int, position: str, content: str, correction: str) -> KeptCorrection:
    return KeptCorrection(
        position=position, hash=content, correction=replace(decode(correction, Correction), number=number)
    )


def _without_number(one: KeptCorrection) -> KeptCorrection:
    return replace(one, correction=replace(one.correction, number=0))
