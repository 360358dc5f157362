"""All postings of one field as arrays, and how the postings of several segments become those of one.

An occurrence is one number of 64 bits, ``document << 32 | place`` (see ``index.schema`` for places; 0 for atoms), so
that occurrences sort by document and place. Terms are sorted by their bytes; term ``n`` has the occurrences from
``starts[n]`` to ``starts[n + 1]``.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Occurrences = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

PLACE_BITS = 32
"""Bits of an occurrence below the number of its document."""

PLACE_MASK = (1 << PLACE_BITS) - 1

DROPPED = -1
"""The new number of a document that a merge leaves out."""

_AFTER_ALL = b"\xff"
"""After every term with a beginning: no byte of UTF-8 is as high."""


@dataclass(frozen=True, slots=True, eq=False)
class FieldPostings:
    """The terms of a field and where they occur; ``having[n]`` is the number of documents that have term ``n``.

    ``text`` holds all terms one after the other as UTF-8, ``ends`` where each of them ends.
    """

    text: npt.NDArray[np.uint8]
    ends: npt.NDArray[np.uint32]
    starts: Numbers
    having: npt.NDArray[np.uint32]
    occurrences: Occurrences

    def __len__(self) -> int:
        return len(self.ends)

    @property
    def nbytes(self) -> int:
        """Bytes of all its arrays."""
        return sum(part.nbytes for part in (self.text, self.ends, self.starts, self.having, self.occurrences))

    def term(self, number: int) -> bytes:
        """The term of a number."""
        start = int(self.ends[number - 1]) if number else 0
        return self.text[start : int(self.ends[number])].tobytes()

    def terms(self) -> list[bytes]:
        """All terms, sorted."""
        text, ends = self.text.tobytes(), self.ends.tolist()
        return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def first_from(self, term: bytes) -> int:
        """The number of the first term that is not before ``term``; the number of terms where all are."""
        return bisect_left(range(len(self)), term, key=self.term)

    def find(self, term: bytes) -> int | None:
        """The number of a term; None where the field has it not."""
        number = self.first_from(term)
        return number if number < len(self) and self.term(number) == term else None

    def beginning(self, prefix: bytes) -> range:
        """The numbers of the terms with a beginning."""
        return range(self.first_from(prefix), self.first_from(prefix + _AFTER_ALL))

    def of(self, number: int) -> Occurrences:
        """The occurrences of a term, rising."""
        return self.occurrences[int(self.starts[number]) : int(self.starts[number + 1])]

    def owners(self) -> Numbers:
        """The number of the term of every occurrence."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))


@dataclass(frozen=True, slots=True, eq=False)
class Occurring:
    """Where a leaf of the query occurs: sorted distinct occurrences and what each weighs."""

    places: Occurrences
    weights: npt.NDArray[np.float64]

    def documents(self) -> Occurrences:
        """The document number of every occurrence, rising."""
        return self.places >> PLACE_BITS


def ragged(starts: Numbers, counts: Numbers) -> Numbers:
    """The numbers of ``counts[i]`` places from ``starts[i]`` on, for one ``i`` after the other."""
    ends = np.cumsum(counts)
    shifts = np.repeat(starts - (ends - counts), counts)
    return np.asarray(np.arange(len(shifts)) + shifts)


def starts_of(counts: Numbers) -> Numbers:
    """Where each of so many begins, and at the end where the last one ends."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)])


def postings_of(terms: Sequence[bytes], owners: Numbers, occurrences: Occurrences) -> FieldPostings:
    """Postings of sorted terms; ``owners`` are the terms' numbers of the occurrences, both sorted by them."""
    counts = np.bincount(owners, minlength=len(terms))
    return FieldPostings(*_packed(terms), starts_of(counts), _having(len(terms), owners, occurrences), occurrences)


def merged(parts: Sequence[tuple[FieldPostings, Numbers | None]]) -> FieldPostings:
    """One field's postings of several segments; each with the new numbers of its documents, None: they stay.

    New numbers rise within a segment and from each to the next; documents that are ``DROPPED`` leave no trace.
    """
    if len(parts) == 1 and parts[0][1] is None:
        return parts[0][0]
    kept = [one if numbers is None else _renumbered(one, numbers) for one, numbers in parts]
    lists = [one.terms() for one in kept]
    terms = sorted(set[bytes]().union(*lists))
    number = {term: at for at, term in enumerate(terms)}
    places = [np.fromiter(map(number.__getitem__, mine), np.int64, len(mine)) for mine in lists]
    counts, having = np.zeros(len(terms), np.int64), np.zeros(len(terms), np.uint32)
    for one, at in zip(kept, places, strict=True):
        counts[at] += np.diff(one.starts)
        having[at] += one.having
    starts = starts_of(counts)
    occurrences, free = np.empty(int(starts[-1]), np.int64), starts[:-1].copy()
    for one, at in zip(kept, places, strict=True):
        own = np.diff(one.starts)
        occurrences[ragged(free[at], own)] = one.occurrences
        free[at] += own
    return FieldPostings(*_packed(terms), starts, having, occurrences)


def without(occurrences: Occurrences, deleted: Mask | None) -> Occurrences:
    """The occurrences in documents that are not deleted (None: none is)."""
    return occurrences if deleted is None else occurrences[~deleted[occurrences >> PLACE_BITS]]


def _renumbered(postings: FieldPostings, numbers: Numbers) -> FieldPostings:
    """The same with other numbers of documents, without those that are dropped and the terms of no other."""
    documents = numbers[postings.occurrences >> PLACE_BITS]
    kept = documents != DROPPED
    owners = postings.owners()[kept]
    occurrences = (documents[kept] << PLACE_BITS) | (postings.occurrences[kept] & PLACE_MASK)
    used, owners = numbered(owners)
    return postings_of([postings.term(int(one)) for one in used], owners, occurrences)


def _having(size: int, owners: Numbers, occurrences: Occurrences) -> npt.NDArray[np.uint32]:
    documents = occurrences >> PLACE_BITS
    new = np.ones(len(owners), np.bool_)
    new[1:] = (owners[1:] != owners[:-1]) | (documents[1:] != documents[:-1])
    return np.bincount(owners[new], minlength=size).astype(np.uint32)


def _packed(terms: Sequence[bytes]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint32]]:
    """The terms' text and ends."""
    text = np.frombuffer(b"".join(terms), np.uint8)
    ends = np.cumsum(np.fromiter(map(len, terms), np.int64, len(terms)))
    return text, ends.astype(np.uint32)


def distinct(sorted_values: Occurrences) -> Occurrences:
    """The values of a sorted array once each: ``numpy.unique`` hashes them, which takes some 50 times as long."""
    new: Mask = np.diff(sorted_values, prepend=-1) != 0
    return sorted_values[new]


def stable_order(values: Numbers) -> Numbers:
    """The order that sorts numbers below 2³¹, equal ones as they stand: a plain sort, which processors do in vectors,
    takes a fifth of a stable one's time.
    """
    return np.sort(values << 32 | np.arange(len(values))) & 0xFFFF_FFFF


def numbered(sorted_values: Numbers) -> tuple[Numbers, Numbers]:
    """The values of a sorted array once each, and of every value which of them it is; see ``distinct``."""
    new: Mask = np.diff(sorted_values, prepend=-1) != 0
    return sorted_values[new], np.cumsum(new) - 1


def united(parts: Sequence[Occurrences]) -> Occurrences:
    """The values of several such arrays, sorted and once each."""
    if len(parts) == 1:
        return parts[0]
    return distinct(np.sort(np.concatenate(parts), kind="stable"))
