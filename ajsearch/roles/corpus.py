"""All positions' outlines as arrays: what likeness, clauses and drafts are computed from, in memory.

Items with the same kind and wording are one *clause*, however many positions have them: templates repeat theirs, so
that 20,000 positions need a fraction of their items. Arrays are immutable; a change makes a new corpus of old and new.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import repeat

import numpy as np
import numpy.typing as npt

from ajsearch.model import SectionKind
from ajsearch.packed import PackedPassages, ShownPosition
from ajsearch.roles.outline import KINDS, STRENGTH_UNIT, Clause, clauses, whole_strength
from ajsearch.roles.ragged import Floats, Ints, offsets_of, places, row_sums

COUNTED = 256
"""Positions whose terms are counted at a time: a table of some ten million marks."""

UNSEEN = -1
"""The number of a term that no position has: what is kept of such terms stands at the end of what is kept by number."""

Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Head:
    """What is kept of a position to name it: ``stamp`` changes whenever its content or its analysis does."""

    id: str
    stamp: str
    title: str
    employer: str | None
    unit: str | None


@dataclass(frozen=True, eq=False)
class Corpus:
    """Positions (``heads``), their items (clause and number of each) and the clauses' terms and strengths.

    Row ``p`` of the items is position ``heads[p]``, row ``c`` of the terms is clause ``c``; ``kinds`` are places in
    ``outline.KINDS``; ``keys`` tell equal clauses.
    """

    heads: tuple[Head, ...]
    vocabulary: tuple[str, ...]
    item_offsets: Ints
    item_clauses: npt.NDArray[np.int32]
    item_numbers: npt.NDArray[np.int32]
    keys: npt.NDArray[np.uint64]
    kinds: Bytes
    term_offsets: Ints
    terms: npt.NDArray[np.int32]
    strengths: Bytes

    @cached_property
    def term_numbers(self) -> Mapping[str, int]:
        """Term → its number."""
        return {term: number for number, term in enumerate(self.vocabulary)}

    @cached_property
    def places_of_ids(self) -> Mapping[str, int]:
        """Id → the position's row."""
        return {head.id: row for row, head in enumerate(self.heads)}

    @cached_property
    def rarity(self) -> Floats:
        """What each term tells, above 0: the root of the logarithm of how few positions have it.

        A cosine squares values: with the root, two words of middling rarity say as much as one that is very rare.
        """
        told: Floats = np.sqrt(np.log((len(self.heads) + 1) / (self._having() + 0.5))).astype(np.float32)
        return told

    def numbers_of(self, terms: Iterable[str]) -> Ints:
        """The terms' numbers, ``UNSEEN`` for one that no position has."""
        return np.fromiter(map(self.term_numbers.get, terms, repeat(UNSEEN)), np.int64)

    def clauses_of_keys(self, keys: Sequence[int]) -> Ints:
        """The clauses that have these keys, ``UNSEEN`` for a key that none has."""
        rising, clauses = self._keys_rising
        if not len(rising):
            return np.full(len(keys), UNSEEN)
        wanted = np.array(keys, np.uint64)
        at = np.minimum(np.searchsorted(rising, wanted), len(rising) - 1)
        return np.where(rising[at] == wanted, clauses[at], UNSEEN)

    @cached_property
    def _keys_rising(self) -> tuple[npt.NDArray[np.uint64], Ints]:
        """The keys, rising, and the clause of each."""
        clauses = np.argsort(self.keys)
        return self.keys[clauses], clauses

    def rarities(self, numbers: Ints) -> npt.NDArray[np.float64]:
        """The same of terms by their numbers, also of those that no position has."""
        return self._rarities[numbers]

    @cached_property
    def _rarities(self) -> npt.NDArray[np.float64]:
        """The same by number, and at the end what a term tells that no position has."""
        return np.append(self.rarity.astype(np.float64), np.sqrt(np.log((len(self.heads) + 1) / 0.5)))

    def _having(self) -> Ints:
        """In how many positions each term is, some positions at a time: all their terms at once take much memory."""
        having = np.zeros(len(self.vocabulary), np.int64)
        for start in range(0, len(self.heads), COUNTED):
            rows = np.arange(start, min(start + COUNTED, len(self.heads)))
            at, offsets = places(self.item_offsets, rows)
            entries, item_offsets = places(self.term_offsets, self.item_clauses[at].astype(np.int64))
            owners = np.repeat(np.repeat(np.arange(len(rows)), np.diff(offsets)), np.diff(item_offsets))
            has = np.zeros((len(rows), len(self.vocabulary)), np.bool_)
            has[owners, self.terms[entries]] = True
            having += has.sum(axis=0)
        return having

    @cached_property
    def values(self) -> Floats:
        """The value of each term in its clause: strength times rarity."""
        found: Floats = (self.strengths / np.float32(STRENGTH_UNIT) * self.rarity[self.terms]).astype(np.float32)
        return found

    @cached_property
    def norms(self) -> Floats:
        """The length of each clause's vector of values."""
        lengths: Floats = np.sqrt(row_sums(self.values**2, self.term_offsets)).astype(np.float32)
        return lengths

    @cached_property
    def positions_of_clauses(self) -> tuple[Ints, Ints]:
        """The rows of the positions that have each clause, rising, and the clauses' offsets among them."""
        joined = np.unique((self.item_clauses.astype(np.int64) << 32) | self._item_owners)
        return joined & 0xFFFFFFFF, offsets_of(np.bincount(joined >> 32, minlength=len(self.keys)))

    @cached_property
    def _item_owners(self) -> Ints:
        return np.repeat(np.arange(len(self.heads)), np.diff(self.item_offsets))

    def items_of(self, row: int) -> tuple[Ints, Ints]:
        """Clauses and item numbers of a position."""
        here = slice(self.item_offsets[row], self.item_offsets[row + 1])
        return self.item_clauses[here].astype(np.int64), self.item_numbers[here].astype(np.int64)

    def clauses_of_kind(self, kind: SectionKind) -> npt.NDArray[np.bool_]:
        """Which clauses are of a kind."""
        found: npt.NDArray[np.bool_] = self.kinds == KINDS.index(kind)
        return found

    def kept(self, rows: Ints) -> "Corpus":
        """The corpus of these positions alone."""
        at, offsets = places(self.item_offsets, rows)
        used, item_clauses = np.unique(self.item_clauses[at], return_inverse=True)
        entries, term_offsets = places(self.term_offsets, used.astype(np.int64))
        return Corpus(
            heads=tuple(self.heads[row] for row in rows),
            vocabulary=self.vocabulary,
            item_offsets=offsets,
            item_clauses=item_clauses.astype(np.int32),
            item_numbers=self.item_numbers[at],
            keys=self.keys[used],
            kinds=self.kinds[used],
            term_offsets=term_offsets,
            terms=self.terms[entries],
            strengths=self.strengths[entries],
        )

    def joined(self, other: "Corpus") -> "Corpus":
        """The corpus of the positions of both, in the order of their ids."""
        vocabulary = tuple(sorted({*self.vocabulary, *other.vocabulary}))
        numbers = {term: number for number, term in enumerate(vocabulary)}
        renumbered = [
            np.array([numbers[term] for term in one.vocabulary], np.int32)[one.terms] if len(one.terms) else one.terms
            for one in (self, other)
        ]
        both = Corpus(
            heads=self.heads + other.heads,
            vocabulary=vocabulary,
            item_offsets=_appended(self.item_offsets, other.item_offsets),
            item_clauses=np.concatenate([self.item_clauses, other.item_clauses + len(self.keys)]).astype(np.int32),
            item_numbers=np.concatenate([self.item_numbers, other.item_numbers]),
            keys=np.concatenate([self.keys, other.keys]),
            kinds=np.concatenate([self.kinds, other.kinds]),
            term_offsets=_appended(self.term_offsets, other.term_offsets),
            terms=np.concatenate(renumbered),
            strengths=np.concatenate([self.strengths, other.strengths]),
        )
        return both._with_clauses_once().kept(np.array(sorted(range(len(both.heads)), key=lambda r: both.heads[r].id)))

    def _with_clauses_once(self) -> "Corpus":
        _, firsts, inverse = np.unique(self.keys, return_index=True, return_inverse=True)
        changed = {one.name: getattr(self, one.name) for one in fields(self)}
        return Corpus(**{**changed, "item_clauses": firsts[inverse][self.item_clauses].astype(np.int32)})


class Gathering:
    """Positions that are to become a corpus, one after the other."""

    def __init__(self) -> None:
        self._heads: list[Head] = []
        self._lengths: list[int] = []
        self._rows: list[int] = []
        self._numbers: list[int] = []
        self._known: dict[int, int] = {}
        self._told: list[Clause] = []

    def __len__(self) -> int:
        """How many there are."""
        return len(self._heads)

    def add(self, head: Head, passages: PackedPassages) -> None:
        """Take in a position."""
        self._heads.append(head)
        before = len(self._rows)
        for number, clause in clauses(passages):
            row = self._known.setdefault(clause.key, len(self._told))
            if row == len(self._told):
                self._told.append(clause)
            self._rows.append(row)
            self._numbers.append(number)
        self._lengths.append(len(self._rows) - before)

    def corpus(self) -> Corpus:
        """The corpus of all of them, in their order."""
        told = self._told
        vocabulary = {term: at for at, term in enumerate(dict.fromkeys(term for one in told for term in one.terms))}
        return Corpus(
            heads=tuple(self._heads),
            vocabulary=tuple(vocabulary),
            item_offsets=offsets_of(self._lengths),
            item_clauses=np.array(self._rows, np.int32),
            item_numbers=np.array(self._numbers, np.int32),
            keys=np.array(list(self._known), np.uint64),
            kinds=np.array([KINDS.index(one.kind) for one in told], np.uint8),
            term_offsets=offsets_of([len(one.terms) for one in told]),
            terms=np.array([vocabulary[term] for one in told for term in one.terms], np.int32),
            strengths=np.array([whole_strength(value) for one in told for value in one.terms.values()], np.uint8),
        )


def corpus_of(positions: Iterable[tuple[str, ShownPosition]]) -> Corpus:
    """The corpus of positions, each with its stamp."""
    gathering = Gathering()
    for stamp, one in positions:
        gathering.add(Head(one.id, stamp, one.title, one.employer, one.unit), one.passages)
    return gathering.corpus()


def _appended(offsets: Ints, others: Ints) -> Ints:
    return np.concatenate([offsets, others[1:] + offsets[-1]])
