"""What the entrances ask about roles: similar ones, and all that helps to write a new one."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ajsearch.errors import UsageError
from ajsearch.estonian import analyser
from ajsearch.model import SectionKind
from ajsearch.packed import PackedPosition
from ajsearch.roles.bags import Bags
from ajsearch.roles.begun import without_its_own
from ajsearch.roles.clauses import CLAUSE_KINDS, ClauseAnswer, Load, most_used, worded_like
from ajsearch.roles.compare import Comparison, compare
from ajsearch.roles.corpus import Corpus, Head, corpus_of
from ajsearch.roles.document import DraftDocument, draft_of_given
from ajsearch.roles.draft import DraftAnswer, advise
from ajsearch.roles.families import FamilyAnswer, nearest_families, read_classification
from ajsearch.roles.given import Given, Upload, given_position, given_upload
from ajsearch.roles.outline import OutlineItem, item_terms, outline
from ajsearch.roles.role import role_of
from ajsearch.roles.similar import SimilarAnswer, explain, neighbours
from ajsearch.roles.suggest import LOOKED_AT, basis
from ajsearch.roles.texts import item_texts
from ajsearch.roles.upkeep import Upkeep
from ajsearch.roles.versions import VersionsAnswer, versions
from ajsearch.store import Store

MAX_VERSIONS = 50
"""Positions among which versions are looked for: they are the most similar ones."""


class Advice:
    """Answers over one store's positions. Safe to use from several threads.

    ``read`` reads files that are sent, ``classification`` is the file of job families and levels, where there is one.
    """

    def __init__(
        self,
        store: Store,
        upkeep: Upkeep,
        read: Callable[[Upload], Given] = given_upload,
        classification: Path | None = None,
    ) -> None:
        self._store = store
        self._read = read
        self._classification = classification
        self._upkeep = upkeep
        self._bags = Bags(corpus_of(()))

    def kept(self, position_id: str) -> Given:
        """A kept position as a role to compare; raises ``UnknownPosition``."""
        return given_position(self._store.packed_position(position_id))

    def sent(self, upload: Upload) -> Given:
        """A file that was sent as a role to compare; raises ``FileProblem``."""
        return self._read(upload)

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

    def draft(self, given: Given, draft: DraftDocument | None = None) -> DraftAnswer:
        """What similar roles have and require that a draft could use, and what in it deserves a look.

        A position that the draft was begun from, and its versions, are not among those roles.
        """
        bags = self.bags()
        role, found = neighbours(given, bags, limit=LOOKED_AT)
        draft = draft or draft_of_given(given)
        others = without_its_own(role, draft, found, given.id)
        return advise(given, draft, role, basis(others), self._loader(bags.corpus))

    def source_names(self, draft: DraftDocument) -> dict[str, str]:
        """Title and employer of the positions that a draft's items come from, by id."""
        ids = {item.source for _, items in draft.sections() for item in items if item.source}
        found = self._store.described(sorted(ids))
        return {key: ", ".join(filter(None, (one.title, one.employer))) for key, one in found.items()}

    def compare(self, given: Sequence[Given]) -> Comparison:
        """Two to four roles side by side; raises ``UsageError`` for other numbers."""
        return compare(self.bags().corpus, given)

    def versions(self, position_id: str) -> VersionsAnswer:
        """The descriptions of the same post over time; raises ``UnknownPosition``."""
        given = self.kept(position_id)
        role, found = neighbours(given, self.bags(), limit=MAX_VERSIONS)
        return versions(given, role.corpus, found, self._loader(role.corpus))

    @property
    def has_classification(self) -> bool:
        """Whether there is a file of job families and levels."""
        return self._classification is not None

    def families(self, given: Given, *, limit: int, classification: bytes | None = None) -> FamilyAnswer:
        """The job families and levels nearest to a role, by a classification that was sent or else the one there is.

        Raises ``UsageError`` where there is none and for one that cannot be read.
        """
        content = self._own_classification() if classification is None else classification
        return nearest_families(given, read_classification(content), self.bags().corpus, limit=limit)

    def _own_classification(self) -> bytes:
        if self._classification is None:
            raise UsageError("There is no classification: send one, or set AJSEARCH_CLASSIFICATION to a CSV file.")
        try:
            return self._classification.read_bytes()
        except OSError as error:
            raise UsageError(f"The classification cannot be read ({error.strerror}).") from None

    def clauses(self, kind: SectionKind, *, limit: int, offset: int = 0) -> ClauseAnswer:
        """The clauses of a kind that most positions have, with their wordings."""
        corpus = self.bags().corpus
        return most_used(corpus, kind, self._loader(corpus), limit=limit, offset=offset)

    def wordings(self, text: str, kind: SectionKind, *, limit: int, without: str | None = None) -> ClauseAnswer:
        """How the positions but the one ``without`` word a text, most alike first; nothing for a text without words."""
        terms = item_terms(analyser.analyse(text))
        item = OutlineItem(kind, 0, text, terms)
        return self._wordings(item, limit=limit, without=without) if terms else ClauseAnswer(text, 0, ())

    def wordings_of_item(self, position_id: str, number: str, *, limit: int) -> ClauseAnswer:
        """How others word the item of a position that has this number in its document, or is this one from 1.

        Raises ``UnknownPosition``, and ``UsageError`` where there is no such item.
        """
        kept = self._store.packed_position(position_id)
        texts = item_texts(kept.passages)
        items = [one for one in outline(kept.passages) if one.kind in CLAUSE_KINDS]
        named = [one for one in items if texts[one.number].number == number.strip().rstrip(".")]
        counted = items[int(number) - 1 : int(number)] if number.isdecimal() and int(number) else []
        for item in named or counted:
            return self._wordings(item, limit=limit, without=position_id)
        raise UsageError(f"Position {position_id} has no duty, competency or requirement {number!r}.")

    def _wordings(self, item: OutlineItem, *, limit: int, without: str | None = None) -> ClauseAnswer:
        corpus = self.bags().corpus
        role = role_of(corpus, [item])
        return worded_like(role, 0, self._loader(corpus), kind=item.kind, limit=limit, without=without)

    def bags(self) -> Bags:
        """The positions' bags of terms as the store is now."""
        corpus = self._upkeep.corpus()
        if self._bags.corpus is not corpus:
            self._bags = Bags(corpus)
        return self._bags

    def _loader(self, corpus: Corpus) -> Load:
        """Loads positions by row, each once."""
        loaded: dict[int, PackedPosition] = {}

        def load(rows: Sequence[int]) -> dict[int, PackedPosition]:
            loaded.update(self._load(corpus, [row for row in rows if row not in loaded]))
            return {row: loaded[row] for row in rows if row in loaded}

        return load

    def _load(self, corpus: Corpus, rows: Sequence[int]) -> dict[int, PackedPosition]:
        """Those of the positions that are still kept, by row."""
        found = self._store.packed([corpus.heads[row].id for row in rows])
        return {row: found[corpus.heads[row].id] for row in rows if corpus.heads[row].id in found}
