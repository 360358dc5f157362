"""What the entrances ask about roles: similar ones, and all that helps to write a new one."""

from ajsearch.model import AnalysedPosition
from ajsearch.roles.corpus import Corpus, Head, corpus_of
from ajsearch.roles.given import Given, given_position
from ajsearch.roles.likeness import Bags
from ajsearch.roles.similar import SimilarAnswer, explain, neighbours
from ajsearch.roles.upkeep import Upkeep
from ajsearch.store import Store


class Advice:
    """Answers over one store's positions. Safe to use from several threads."""

    def __init__(self, store: Store, upkeep: Upkeep) -> None:
        self._store = store
        self._upkeep = upkeep
        self._bags = Bags(corpus_of(()))

    def kept(self, position_id: str) -> Given:
        """A kept position as a role to compare; raises ``UnknownPosition``."""
        return given_position(self._store.position(position_id))

    def similar(self, given: Given, *, limit: int) -> SimilarAnswer:
        """The positions most like a role, each with what corresponds and what does not."""
        role, found = neighbours(given, self.bags(), limit=limit)
        positions = self._load(role.corpus, [one.row for one in found])
        hits = (explain(role, one, positions[one.row]) for one in found if one.row in positions)
        return SimilarAnswer(given.name, tuple(hits))

    def nearest(self, position_id: str, *, limit: int) -> tuple[Head, ...]:
        """The positions most like a kept one, without reading them; raises ``UnknownPosition``."""
        role, found = neighbours(self.kept(position_id), self.bags(), limit=limit)
        return tuple(role.corpus.heads[one.row] for one in found)

    def bags(self) -> Bags:
        """The positions' bags of terms as the store is now."""
        corpus = self._upkeep.corpus()
        if self._bags.corpus is not corpus:
            self._bags = Bags(corpus)
        return self._bags

    def _load(self, corpus: Corpus, rows: list[int]) -> dict[int, AnalysedPosition]:
        """Those of the positions that are still kept, by row."""
        found = self._store.load([corpus.heads[row].id for row in rows])
        return {row: found[corpus.heads[row].id] for row in rows if corpus.heads[row].id in found}
