"""Groups of near-duplicates: items that say the same with small differences, found without comparing all with all."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from ajsearch.roles.corpus import Corpus
from ajsearch.roles.outline import PART, STRENGTH_UNIT
from ajsearch.roles.ragged import Floats, Ints, offsets_of, places, row_sums

SAME = 0.72
"""Likeness from which two items are wordings of one clause.

Read over the samples: above it differ inflection, order, an adverb or one object of several; below it the work does.
"""

BANDS, ROWS = 16, 3
"""MinHash bands: two items that share 60 % of their terms meet in one with a probability of 98 %, 20 % with 12 %."""

_PRIME = np.uint64((1 << 61) - 1)
_SEED = 20240229


def groups_of(corpus: Corpus, clauses: Ints) -> Ints:
    """For each of these clauses the smallest place among them of the group that it belongs to."""
    parents = np.arange(len(clauses))
    for one, other in _same_pairs(corpus, clauses):
        a, b = _root(parents, one), _root(parents, other)
        parents[max(a, b)] = min(a, b)
    return np.array([_root(parents, at) for at in range(len(clauses))], np.int64)


def _root(parents: Ints, at: int) -> int:
    while parents[at] != at:
        parents[at] = parents[parents[at]]
        at = int(parents[at])
    return at


def _same_pairs(corpus: Corpus, clauses: Ints) -> Iterator[tuple[int, int]]:
    """Places of clauses of one group, enough of them to tie every group together."""
    bands = list(_near_pairs(corpus, clauses))
    if not bands:
        return
    near = np.unique(np.concatenate(bands), axis=0)
    alike = _cosines(corpus, clauses[near[:, 0]], clauses[near[:, 1]])
    yield from ((int(one), int(other)) for one, other in near[alike >= SAME])


def _near_pairs(corpus: Corpus, clauses: Ints) -> Iterator[npt.NDArray[np.int64]]:
    """Pairs of places that meet in a band: each with the one before it and with the first of its bucket."""
    entries, offsets = places(corpus.term_offsets, clauses)
    strong = corpus.strengths[entries] >= PART * STRENGTH_UNIT
    owners = np.repeat(np.arange(len(clauses)), np.diff(offsets))[strong]
    lengths = np.bincount(owners, minlength=len(clauses))
    filled = np.flatnonzero(lengths)
    if len(filled) < 2:
        return
    starts = offsets_of(lengths[filled])[:-1]
    terms = corpus.terms[entries][strong].astype(np.uint64)
    random = np.random.default_rng(_SEED)
    for _ in range(BANDS):
        band = np.zeros(len(filled), np.uint64)
        for _ in range(ROWS):
            factor, shift = (np.uint64(n) for n in random.integers(1, 1 << 31, 2))
            least = np.minimum.reduceat((terms * factor + shift) * factor % _PRIME, starts)
            band = (band * np.uint64(1_000_003)) ^ least
        yield _bucket_pairs(band, filled)


def _bucket_pairs(band: npt.NDArray[np.uint64], members: Ints) -> npt.NDArray[np.int64]:
    order = np.argsort(band, kind="stable")
    new = np.flatnonzero(np.diff(band[order], prepend=~band[order][:1]))
    firsts = np.repeat(new, np.diff([*new, len(order)]))
    at = np.arange(len(order))
    later = at > firsts
    before = np.stack([members[order[at[later] - 1]], members[order[at[later]]]], axis=1)
    first = np.stack([members[order[firsts[later]]], members[order[at[later]]]], axis=1)
    return np.sort(np.concatenate([before, first]), axis=1)


def _cosines(corpus: Corpus, ones: Ints, others: Ints) -> Floats:
    """The cosine of each clause of ``ones`` with that at the same place of ``others``."""
    size = len(corpus.vocabulary)
    at, offsets = places(corpus.term_offsets, ones)
    there, there_offsets = places(corpus.term_offsets, others)
    pairs = np.repeat(np.arange(len(ones)), np.diff(offsets))
    keys = pairs * size + corpus.terms[at]
    there_keys = np.repeat(np.arange(len(ones)), np.diff(there_offsets)) * size + corpus.terms[there]
    order = np.argsort(there_keys)
    where = np.minimum(np.searchsorted(there_keys[order], keys), len(order) - 1)
    products = corpus.values[at] * corpus.values[there[order][where]] * (there_keys[order][where] == keys)
    norms = np.maximum(corpus.norms[ones] * corpus.norms[others], 1e-9)
    cosines: Floats = (row_sums(products, offsets) / norms).astype(np.float32)
    return cosines
