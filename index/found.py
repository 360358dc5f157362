"""What a leaf of a query finds, as matching and ranking ask for it: by document and by item, whatever the query.

It is worked out once for a leaf and kept while the index is as it is, in half of the room that its places would take:
numbers of documents and items have 32 bits, and seven digits are enough of all weights.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.postings import Mask, Numbers, Occurrences, Occurring, ragged
from index.schema import BLOCK_BITS, FIELD_BITS, FIELD_CODES
from index.weights import SECTION_WEIGHT, TITLE_ITEM, Scores, strengths_of

ITEM_BITS = 32 - BLOCK_BITS
"""Bits of an item's number below that of its document: code of the field, then block."""

_ITEM_MASK = (1 << ITEM_BITS) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The documents that have a leaf, rising, and the items of each: those of document ``n`` from ``firsts[n]`` on.

    ``frequencies`` are what the leaf's occurrences in a document weigh, ``strengths`` how well an item has it, ``best``
    the same of a document's best item. ``said`` tells whether any of them has it by more than synonyms.
    """

    documents: npt.NDArray[np.int32]
    frequencies: npt.NDArray[np.float32]
    best: npt.NDArray[np.float32]
    firsts: npt.NDArray[np.int32]
    items: npt.NDArray[np.uint32]
    strengths: npt.NDArray[np.float32]
    said: bool

    @property
    def nbytes(self) -> int:
        """Room in memory."""
        parts = (self.documents, self.frequencies, self.best, self.firsts, self.items, self.strengths)
        return sum(part.nbytes for part in parts)

    def rows_in(self, documents: Mask) -> Numbers:
        """The places, among those that have the leaf, of the documents of a mask."""
        return np.flatnonzero(documents[self.documents])

    def items_of(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """The places of all items of documents by their places, and how many each has."""
        starts = self.firsts[rows].astype(np.int64)
        counts = self.firsts[rows + 1] - starts
        return ragged(starts, counts), counts

    def meeting(self, documents: Mask) -> Occurrences:
        """The items of the documents of a mask as numbers of their own, ``document << ITEM_BITS | item``, rising."""
        rows = self.rows_in(documents)
        places, counts = self.items_of(rows)
        items: Occurrences = self.items[places].astype(np.int64)
        return np.repeat(self.documents[rows].astype(np.int64) << ITEM_BITS, counts) | items


def found_of(occurring: Occurring, *, said: bool) -> Found:
    """What a leaf finds that occurs there."""
    places, weights = occurring.places, occurring.weights
    item_of = places >> BLOCK_BITS
    new_items = _beginnings(item_of)
    items = item_of[new_items]
    document_of = items >> ITEM_BITS
    new = _beginnings(document_of)
    documents = document_of[new]
    strengths = strengths_of(np.maximum.reduceat(weights, new_items)) if len(items) else np.empty(0)
    in_title = (items >> (FIELD_BITS - BLOCK_BITS)) & 7 == FIELD_CODES["title"]
    worth = np.where(in_title, strengths * TITLE_ITEM, strengths)
    return Found(
        documents=documents.astype(np.int32),
        frequencies=_summed(weights * SECTION_WEIGHT[(places >> FIELD_BITS) & 7], occurring.documents()).astype(
            np.float32
        ),
        best=np.maximum.reduceat(worth, new).astype(np.float32) if len(new) else np.empty(0, np.float32),
        firsts=np.append(new, len(items)).astype(np.int32),
        items=(items & _ITEM_MASK).astype(np.uint32),
        strengths=strengths.astype(np.float32),
        said=said,
    )


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
