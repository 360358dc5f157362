"""One committed state of a Whoosh index as arrays: postings, lengths, orders and atoms, read once and kept while new.

An occurrence is one 64-bit number, ``document << 32 | place`` (see ``index.schema`` for places), so that scopes, items,
phrases and counts are arithmetic over sorted arrays. Not thread-safe: the engine guards it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import islice

import numpy as np
import numpy.typing as npt
from whoosh.reading import IndexReader

from ajsearch.estonian.matching import Tier
from ajsearch.search import Sort
from index.atoms import Atoms, Together
from index.completion import COMPLETION_FIELD, Completer, Counted
from index.facts import FactField
from index.found import Found
from index.kept import Kept
from index.leaves import leaf_of
from index.ordering import order_text
from index.postings import PLACE_BITS, Mask, Occurrences
from index.schema import DATE, EMPLOYER_ORDER, ID_FIELD, LENGTH, MAX_TERM, TITLE_ORDER, index_term
from index.spelling import SPELLING_FIELD, Speller

POSTING_BYTES = 16 * 1024 * 1024
"""Postings kept in memory: those of some twenty-five frequent words of 20,000 positions."""

LEAF_BYTES = 16 * 1024 * 1024
LEAF_SHARE = 1 / 5
"""What words of earlier queries find is kept in so much memory, or in this share of the index where that is more: some
250 words of 20,000 positions, the most frequent ones among them, and as many of 100,000.
"""

MASK_BYTES = 8 * 1024 * 1024
"""Masks kept in memory: those of filters by language, some hundred for 100,000 positions, and of the language facet."""

MAX_NEIGHBOURS = 200
"""Words within a few edits that are looked at for "Kas mõtlesid …?"."""

MAX_BEGINNINGS = 1000
"""Beginnings of words whose completions are kept in memory, some hundred words each."""

NO_EMPLOYER = order_text("")

MAX_SUGGESTIONS = 1000
"""Misspelt words whose suggestions are kept in memory: each costs some 50 ms to find."""

_NONE = np.empty(0, np.int64)


class Snapshot:
    """The documents of one commit, numbered from 0 over all segments; deleted ones are in none of the answers."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self._leaves = [(leaf_of(leaf), base) for leaf, base in reader.leaf_readers() if leaf.doc_count_all()]
        self.size: int = reader.doc_count_all()
        self._kept_postings = Kept[Occurrences](POSTING_BYTES, lambda one: one.nbytes)
        self.kept_leaves = Kept[Found](self._leaf_bytes(), lambda one: one.nbytes)
        """Where words and phrases of earlier queries occur."""
        self.kept_masks = Kept[Mask](MASK_BYTES, lambda one: one.nbytes)
        """Which documents satisfy filters, and which groups of documents the values of facets."""
        self._atoms: dict[str, Atoms] = {}
        self._begun: dict[tuple[str, str], tuple[tuple[str, int], ...]] = {}
        self._meant: dict[tuple[str, bool], str | None] = {}

    def close(self) -> None:
        """Release the reader's files."""
        self._reader.close()

    def _leaf_bytes(self) -> int:
        return max(LEAF_BYTES, int(LEAF_SHARE * sum(leaf.nbytes for leaf, _ in self._leaves)))

    def occurrences(self, tier: Tier, term: str) -> Occurrences:
        """All occurrences of a term, sorted."""
        return self._postings(tier.value, term)

    def atoms(self, field: str) -> Atoms:
        """All atoms of a field and the documents that have them."""
        if field not in self._atoms:
            self._atoms[field] = _joined([(leaf.atoms(field), base) for leaf, base in self._leaves])
        return self._atoms[field]

    @cached_property
    def facts(self) -> Together:
        """The atoms of all facts by document."""
        return Together.of({field.value: self.atoms(field.value) for field in FactField})

    def terms(self, field: str, prefix: str = "", most: int | None = None) -> list[str]:
        """The terms of a field that begin with ``prefix``, sorted; at most ``most`` of each segment."""
        return sorted(set[str]().union(*(leaf.terms(field, prefix, most) for leaf, _ in self._leaves)))

    def frequency(self, field: str, term: str) -> int:
        """In how many documents a term is; deleted ones count until their segment is merged."""
        return sum(leaf.frequency(field, index_term(term)) for leaf, _ in self._leaves)

    def frequent(self, field: str, prefix: str, most: int) -> list[str]:
        """Of the terms of a field that begin with ``prefix``, so many that the most documents have."""
        ranked = nsmallest(most, self._count(field, prefix).items(), key=lambda item: (-item[1], item[0]))
        return [term for term, _ in ranked]

    def suggest(self, word: str, *, known: bool) -> str | None:
        """What the speller suggests for a word; an overview asks the same of a dozen searches."""
        key = (word, known)
        if key not in self._meant:
            if len(self._meant) >= MAX_SUGGESTIONS:
                self._meant.clear()
            self._meant[key] = self.speller().suggest(word, known=known)
        return self._meant[key]

    def speller(self) -> Speller:
        """Suggestions from the words of this snapshot."""
        return Speller(
            starting=lambda prefix: self.terms(SPELLING_FIELD, prefix[:MAX_TERM], MAX_NEIGHBOURS),
            near=self._near,
            count=lambda word: max(self.frequency(tier.value, word) for tier in (Tier.EXACT, Tier.LEMMA)),
            having=lambda tier, terms: max((self.frequency(tier.value, term) for term in terms), default=0),
        )

    def completer(self) -> Completer:
        """Completions from the words, titles and skills of this snapshot."""
        return Completer(
            words=lambda beginning: self._counted(Tier.LEMMA.value, beginning),
            names=lambda beginning: self._counted(COMPLETION_FIELD, beginning[:MAX_TERM]),
        )

    def _counted(self, field: str, beginning: str) -> Counted:
        """The terms with a beginning and in how many documents each is; those of short beginnings are kept."""
        key = (field, beginning)
        if key not in self._begun:
            if len(self._begun) >= MAX_BEGINNINGS:
                self._begun.clear()
            self._begun[key] = tuple(self._count(field, beginning).items())
        return self._begun[key]

    def _count(self, field: str, beginning: str) -> Counter[str]:
        counts: Counter[str] = Counter()
        for leaf, _ in self._leaves:
            for term, count in leaf.counted(field, beginning):
                counts[term] += count
        return counts

    def _near(self, word: str, distance: int) -> Iterable[str]:
        found: set[str] = set()
        # Two wrong letters with a wrong first one among them are too rare to go through all words for.
        sure = distance - 1
        for leaf, _ in self._leaves:
            for tier in (Tier.EXACT, Tier.LEMMA):
                found.update(islice(leaf.near(tier.value, word, distance, sure), MAX_NEIGHBOURS))
        return found

    @cached_property
    def live(self) -> Mask:
        """Which numbers are documents: all but the deleted."""
        mask = np.zeros(self.size, np.bool_)
        mask[self.atoms(ID_FIELD).documents] = True
        return mask

    @cached_property
    def ids(self) -> dict[int, str]:
        """Number → id of the position."""
        found = self.atoms(ID_FIELD)
        return dict(zip(found.documents.tolist(), map(found.names.__getitem__, found.owners.tolist()), strict=True))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Id of a position → its number."""
        return {position_id: number for number, position_id in self.ids.items()}

    @cached_property
    def lengths(self) -> npt.NDArray[np.float64]:
        """Words of each document, 1 at least."""
        found = self.atoms(LENGTH)
        lengths = np.ones(self.size)
        lengths[found.documents] = np.maximum(1, np.array(found.names, np.float64))[found.owners]
        return lengths

    @cached_property
    def mean_length(self) -> float:
        """The mean of ``lengths``; 1 where there is no document."""
        return float(self.lengths.mean()) if self.size else 1.0

    def order(self, sort: Sort) -> npt.NDArray[np.int64]:
        """The place of each document in an order; relevance has no order of its own and gives that of the titles."""
        return {Sort.EMPLOYER: self._by_employer, Sort.DATE: self._by_date}.get(sort, self._by_title)()

    def _by_title(self) -> npt.NDArray[np.int64]:
        return self._title_order

    @cached_property
    def _title_order(self) -> npt.NDArray[np.int64]:
        return self._places(np.lexsort((self._ranks(ID_FIELD), self._ranks(TITLE_ORDER))))

    def _by_employer(self) -> npt.NDArray[np.int64]:
        """Employers alphabetically, those without one last."""
        ranks, names = self._ranks(EMPLOYER_ORDER), self.atoms(EMPLOYER_ORDER).names
        without = ranks == (names.index(NO_EMPLOYER) if NO_EMPLOYER in names else -1)
        return self._places(np.lexsort((self._title_order, ranks, without)))

    def _by_date(self) -> npt.NDArray[np.int64]:
        """The newest first."""
        return self._places(np.lexsort((self._title_order, -self._ranks(DATE))))

    def _ranks(self, field: str) -> npt.NDArray[np.int64]:
        """The place of each document's value among the values of a field."""
        found = self.atoms(field)
        ranks = np.zeros(self.size, np.int64)
        ranks[found.documents] = found.owners
        return ranks

    def _places(self, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The place of each document where ``numbers`` are all of them in order, deleted ones last."""
        places = np.full(self.size, self.size, np.int64)
        live = numbers[self.live[numbers]]
        places[live] = np.arange(len(live))
        return places

    def _postings(self, field: str, term: str) -> Occurrences:
        key = (field, index_term(term))
        return self._kept_postings.get(key, lambda: self._read(*key))

    def _read(self, field: str, term: str) -> Occurrences:
        found = [_moved(leaf.occurrences(field, term), base) for leaf, base in self._leaves]
        return found[0] if len(found) == 1 else np.concatenate([_NONE, *found])


def _moved(occurrences: Occurrences, base: int) -> Occurrences:
    """A segment's occurrences by the documents' numbers in the whole index."""
    return occurrences + (base << PLACE_BITS) if base else occurrences


def _joined(parts: Sequence[tuple[Atoms, int]]) -> Atoms:
    """The atoms of all segments, each name once."""
    if len(parts) == 1:
        return parts[0][0]
    names = sorted(set[str]().union(*(atoms.names for atoms, _ in parts)))
    numbers = {name: number for number, name in enumerate(names)}
    documents, owners = [_NONE], [_NONE]
    for atoms, base in parts:
        renumbered = np.fromiter(map(numbers.__getitem__, atoms.names), np.int64, len(atoms.names))
        documents.append(atoms.documents + base)
        owners.append(renumbered[atoms.owners])
    return Atoms.sorted(names, np.concatenate(documents), np.concatenate(owners))
