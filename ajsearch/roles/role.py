"""A role as vectors over the terms of a corpus, and how alike two such roles' items are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ajsearch.model import SectionKind
from ajsearch.roles.corpus import UNSEEN, Corpus
from ajsearch.roles.outline import STRENGTH_UNIT, OutlineItem
from ajsearch.roles.ragged import Doubles, Floats, Ints, places

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Told:
    """What items tell, term by term: item ``rows[i]`` has the term ``numbers[i]``, which tells ``values[i]``."""

    rows: Ints
    numbers: Ints
    values: Doubles


@dataclass(frozen=True)
class Role:
    """An outline in the numbers of a corpus: vectors over the role's own ``terms``, sorted numbers of the corpus.

    ``told`` is what the items tell by these, each numbered by its place among them; ``apart`` what they tell by terms
    that no position has, each numbered by its place in ``unseen``. ``masses`` are the vectors' lengths, how much an
    item tells.
    """

    items: tuple[OutlineItem, ...]
    corpus: Corpus
    terms: Ints
    told: Told
    apart: Told
    unseen: tuple[str, ...]
    masses: Floats

    @cached_property
    def matrix(self) -> Matrix:
        """Row ``i`` is item ``i`` over the terms; of length 1, less by the terms that no position has."""
        found = np.zeros((len(self.items), len(self.terms)), np.float32)
        rows, numbers = self.told.rows, self.told.numbers
        found[rows, numbers] = self.told.values / np.maximum(self.masses, 1e-9)[rows]
        return found

    @cached_property
    def by_term(self) -> Matrix:
        """The matrix turned: row ``t`` is term ``t`` over the items."""
        return np.ascontiguousarray(self.matrix.T)

    def of_kind(self, kind: SectionKind) -> Ints:
        """The places of the items of a kind."""
        return np.array([at for at, item in enumerate(self.items) if item.kind is kind], np.int64)


def role_of(corpus: Corpus, items: Sequence[OutlineItem]) -> Role:
    """A role's items as vectors over the terms that the corpus has too.

    What an item tells that is a clause of the corpus is known there by numbers; of another its words are looked up.
    """
    clauses = corpus.clauses_of_keys([item.key for item in items])
    kept, new = np.flatnonzero(clauses != UNSEEN), np.flatnonzero(clauses == UNSEEN)
    entries, offsets = places(corpus.term_offsets, clauses[kept])
    others = [(row, term, strength) for row in new.tolist() for term, strength in items[row].terms.items()]
    rows = np.concatenate([np.repeat(kept, np.diff(offsets)), np.array([row for row, _, _ in others], np.int64)])
    numbers = np.concatenate([corpus.terms[entries], corpus.numbers_of(term for _, term, _ in others)])
    strengths = np.concatenate([corpus.strengths[entries] / STRENGTH_UNIT, [strength for _, _, strength in others]])
    values = strengths * corpus.rarities(numbers)
    masses = np.sqrt(np.bincount(rows, values**2, len(items))).astype(np.float32)
    order = np.argsort(numbers, kind="stable")
    apart, seen = np.split(order, [np.count_nonzero(numbers == UNSEEN)])  # what is unseen sorts before all
    new_terms = np.diff(numbers[seen], prepend=UNSEEN) != 0
    return Role(
        tuple(items),
        corpus,
        numbers[seen][new_terms].astype(np.int64),
        Told(rows[seen], np.cumsum(new_terms) - 1, values[seen]),
        Told(rows[apart], np.arange(len(apart)), values[apart]),
        tuple(others[at - len(entries)][1] for at in apart.tolist()),
        masses,
    )


def cross(role: Role, other: Role) -> Matrix:
    """The cosine of each of one role's items with each of another's, both in the numbers of the same corpus."""
    _, here, there = np.intersect1d(role.terms, other.terms, return_indices=True)
    return cosines(role.matrix[:, here], other.matrix[:, there])


def cosines(ones: Matrix, others: Matrix) -> Matrix:
    """The cosine of each unit row of one matrix, or of a single one, with each of another."""
    # Some builds of BLAS raise floating-point flags for finite numbers.
    with np.errstate(all="ignore"):
        found: Matrix = np.clip(ones @ others.T, 0.0, 1.0)
    return found
