"""A role as vectors over the terms of a corpus, and how alike two such roles' items are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ajsearch.model import SectionKind
from ajsearch.roles.corpus import UNSEEN, Corpus
from ajsearch.roles.outline import OutlineItem
from ajsearch.roles.ragged import Floats, Ints

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Role:
    """An outline in the numbers of a corpus: row ``i`` of ``matrix`` is item ``i`` over the role's own ``terms``.

    ``terms`` are sorted numbers of the corpus; the rows have length 1, less by the terms that no position has.
    ``masses`` are the rows' lengths before that, how much an item tells; ``values`` what each of its terms tells.
    """

    items: tuple[OutlineItem, ...]
    corpus: Corpus
    terms: Ints
    matrix: Matrix
    masses: Floats
    values: npt.NDArray[np.float64]

    @cached_property
    def by_term(self) -> Matrix:
        """The matrix turned: row ``t`` is term ``t`` over the items."""
        return np.ascontiguousarray(self.matrix.T)

    def of_kind(self, kind: SectionKind) -> Ints:
        """The places of the items of a kind."""
        return np.array([at for at, item in enumerate(self.items) if item.kind is kind], np.int64)


def role_of(corpus: Corpus, items: Sequence[OutlineItem]) -> Role:
    """A role's items as vectors over the terms that the corpus has too."""
    numbers = corpus.numbers_of(term for item in items for term in item.terms)
    strengths = np.array([strength for item in items for strength in item.terms.values()], np.float64)
    rows = np.repeat(np.arange(len(items)), [len(item.terms) for item in items])
    values = strengths * corpus.rarities(numbers)
    seen = numbers != UNSEEN
    known, columns = np.unique(numbers[seen], return_inverse=True)
    matrix = np.zeros((len(items), len(known)), np.float32)
    matrix[rows[seen], columns] = values[seen]
    masses = np.sqrt(np.bincount(rows, values**2, len(items))).astype(np.float32)
    unit = (matrix / np.maximum(masses, 1e-9)[:, None]).astype(np.float32)
    return Role(tuple(items), corpus, known, unit, masses, values)


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
