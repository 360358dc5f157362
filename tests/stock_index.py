"""The reference: the same positions through stock Whoosh's own writer and codec, one posting at a time."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from whoosh.filedb import filestore

from ajsearch.model import AnalysedPosition
from index.schema import atoms_of, encoded, index_terms, make_schema, values_of, word_places
from index.snapshot import Snapshot
from index.spelling import SPELLING_FIELD, spelling_terms

_RamStorage: Any = filestore.RamStorage
_FileStorage: Any = filestore.FileStorage


def build_stock(folder: Path, positions: Iterable[AnalysedPosition]) -> None:
    """An index in a folder, in one commit with the settings that Whoosh is fastest with."""
    writer = _FileStorage(str(folder)).create_index(make_schema()).writer(limitmb=256, compound=False)
    for one in positions:
        writer.add_document(**stock_document(one))
    writer.commit()


class StockIndex:
    """An index of Whoosh's own, in memory."""

    def __init__(self) -> None:
        self._index = _RamStorage().create_index(make_schema())

    def update(
        self, changed: Sequence[AnalysedPosition], removed: Sequence[str] = (), *, optimize: bool = False
    ) -> None:
        """One commit that replaces the changed and drops the removed."""
        writer = self._index.writer()
        for position_id in sorted({one.position.id for one in changed} | set(removed)):
            writer.delete_by_term("id", position_id)
        for one in changed:
            writer.add_document(**stock_document(one))
        writer.commit(merge=False, optimize=optimize)

    def snapshot(self) -> Snapshot:
        """What it holds now."""
        return Snapshot(self._index.reader())


def stock_document(analysed: AnalysedPosition) -> dict[str, Any]:
    """The fields of Whoosh's document for a position."""
    words = (word for passage in analysed.passages for word in passage.tokens)
    spoken = {term for word in words for tier, term in index_terms(word) if tier in {"exact", "lemma"}}
    places = word_places(analysed.passages)
    return {
        **{name: atoms for name, atoms in atoms_of(analysed.position).items() if name != "id"},
        **{tier.value: [(term, encoded(found)) for term, found in places[tier].items()] for tier in places},
        SPELLING_FIELD: list(spelling_terms(spoken)),
        "id": analysed.position.id,
        **values_of(analysed.position, sum(len(one.tokens) for one in analysed.passages)),
    }
