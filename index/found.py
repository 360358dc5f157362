"""What a leaf of a query finds, as matching and ranking ask for it: by document and by item, whatever the query.

It is worked out once for a leaf and kept while the index is as it is, in half of the room that its places would take:
numbers of documents and items have 32 bits, and seven digits are enough of all weights.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.postings import Mask, Numbers, Occurrences, Occurring, ragged
from index.schema import BLOCK_BITS, FIELD_BITS, FIELD_CODES
from index.weights import SECTION_WEIGHT, STRENGTH_OF_UNITS, TITLE_ITEM, Scores, strengths_of, units_of

ITEM_BITS = 32 - BLOCK_BITS
"""Bits of an item's number below that of its document: code of the field, then block."""

_ITEM_MASK = (1 << ITEM_BITS) - 1

Integers = npt.NDArray[np.int64] | npt.NDArray[np.int32]
Marks = npt.NDArray[np.uint64]

SPARSE = 16
"""Times as many values as others from which each of the few is looked up among the many."""

_MARKS = 64
"""Items of a document that are told apart by one number: more than most descriptions have."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The documents that have a leaf, rising, and the items of each: those of document ``n`` from ``firsts[n]`` on.

    ``frequencies`` are what the leaf's occurrences in a document weigh, ``best`` how well its best item has the leaf,
    ``units`` what the best occurrence in an item weighs (see ``weights.units_of``). ``marks`` has a bit for each of a
    document's items, the same for items that are a multiple of 64 apart: without a common bit two leaves have no common
    item. ``said`` tells whether any document has the leaf by more than synonyms.
    """

    documents: npt.NDArray[np.int32]
    frequencies: npt.NDArray[np.float32]
    best: npt.NDArray[np.float32]
    marks: Marks
    firsts: npt.NDArray[np.int32]
    items: npt.NDArray[np.uint32]
    units: npt.NDArray[np.uint8]
    said: bool

    @property
    def nbytes(self) -> int:
        """Room in memory."""
        parts = (self.documents, self.frequencies, self.best, self.marks, self.firsts, self.items, self.units)
        return sum(part.nbytes for part in parts)

    def items_of(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """The places of all items of documents by their places, and how many each has."""
        starts = self.firsts[rows].astype(np.int64)
        counts = self.firsts[rows + 1] - starts
        return ragged(starts, counts), counts

    def strengths(self, places: Numbers) -> Scores:
        """How well each of these items has the leaf."""
        return STRENGTH_OF_UNITS[self.units[places]].astype(np.float64)

    def meeting(self, documents: Numbers) -> Occurrences:
        """The items of these rising documents as numbers of their own, ``document << ITEM_BITS | item``, rising."""
        of_these, rows = shared(documents, self.documents)
        places, counts = self.items_of(rows)
        items: Occurrences = self.items[places].astype(np.int64)
        return np.repeat(documents[of_these].astype(np.int64) << ITEM_BITS, counts) | items


def found_of(occurring: Occurring, *, said: bool) -> Found:
    """What a leaf finds that occurs there."""
    places, weights = occurring.places, occurring.weights
    item_of = places >> BLOCK_BITS
    new_items = _beginnings(item_of)
    items = item_of[new_items]
    document_of = items >> ITEM_BITS
    new = _beginnings(document_of)
    documents = document_of[new]
    highest = np.maximum.reduceat(weights, new_items) if len(items) else np.empty(0)
    strengths = strengths_of(highest)
    in_title = (items >> (FIELD_BITS - BLOCK_BITS)) & 7 == FIELD_CODES["title"]
    worth = np.where(in_title, strengths * TITLE_ITEM, strengths)
    return Found(
        documents=documents.astype(np.int32),
        frequencies=_summed(weights * SECTION_WEIGHT[(places >> FIELD_BITS) & 7], occurring.documents()).astype(
            np.float32
        ),
        best=np.maximum.reduceat(worth, new).astype(np.float32) if len(new) else np.empty(0, np.float32),
        marks=np.bitwise_or.reduceat(_marks(items), new) if len(new) else np.empty(0, np.uint64),
        firsts=np.append(new, len(items)).astype(np.int32),
        items=(items & _ITEM_MASK).astype(np.uint32),
        units=units_of(highest),
        said=said,
    )


def _marks(items: Numbers) -> Marks:
    """The bit of each item."""
    return np.left_shift(np.uint64(1), (items % _MARKS).astype(np.uint64))


def shared(ones: Integers, others: Integers) -> tuple[Numbers, Numbers]:
    """The places of the values, 0 or more, that both of two rising arrays have, in the one and in the other."""
    if len(ones) * SPARSE < len(others):
        at = np.minimum(np.searchsorted(others, ones), len(others) - 1)
        places = np.flatnonzero(others[at] == ones)
        return places, at[places]
    if len(others) * SPARSE < len(ones):
        return shared(others, ones)[::-1]
    if np.array_equal(ones, others):
        every = np.arange(len(ones))
        return every, every
    place = np.full(1 + max(ones[-1:].max(initial=0), others[-1:].max(initial=0)), -1, np.int32)
    place[ones] = np.arange(len(ones), dtype=np.int32)
    found = place[others]
    at = np.flatnonzero(found >= 0)
    return found[at].astype(np.int64), at


def common_items(one: Occurrences, other: Occurrences) -> Occurrences:
    """The items that both of two rising arrays have."""
    few, many = sorted((one, other), key=len)
    return few[_among(many, few)]


def _among(values: Occurrences, sought: Occurrences) -> Mask:
    """Which of the sought are among rising values."""
    if not len(values):
        return np.zeros(len(sought), np.bool_)
    at = np.minimum(np.searchsorted(values, sought), len(values) - 1)
    return np.asarray(values[at] == sought)


def _beginnings(rising: Numbers) -> Numbers:
    """Where each run of equal values begins."""
    new = np.ones(len(rising), np.bool_)
    np.not_equal(rising[1:], rising[:-1], out=new[1:])
    return np.flatnonzero(new)


def _summed(values: Scores, rising: Numbers) -> Scores:
    """The sum of the values of each run of equal numbers."""
    new = np.ones(len(rising), np.bool_)
    np.not_equal(rising[1:], rising[:-1], out=new[1:])
    sums: Scores = np.bincount(np.cumsum(new) - 1, values).astype(np.float64, copy=False)
    return sums
