"""How alike a role is to each of the others, from 0 to 1, by section, by what it tells in all and by its field of work.

First the bags of terms of all positions are compared with the role's (a cosine), then the best of them item by item:
each of the role's items with the most alike of the other's, each of the other's with the most alike of the role's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ajsearch.model import SectionKind
from ajsearch.roles.corpus import Corpus
from ajsearch.roles.fields import profiles, role_profile
from ajsearch.roles.outline import KINDS, OutlineItem
from ajsearch.roles.ragged import Floats, Ints, greatest, places, row_maxima, row_sums

CANDIDATES = 150
"""Positions that are compared item by item. The bags' order is rough, but who is alike is never far down in it."""

BAG_WEIGHT = {
    SectionKind.GENERAL: 3.0,
    SectionKind.PURPOSE: 1.5,
    SectionKind.DUTY: 1.5,
    SectionKind.REQUIREMENT: 0.7,
    SectionKind.COMPETENCY: 0.4,
}
"""What an item of each kind weighs in the bag; a title says more than a duty."""

OTHER_BAG_WEIGHT = 0.3
"""That of rights, responsibilities and rules of conduct: mostly the template's."""

SHARE = {
    SectionKind.DUTY: 0.45,
    SectionKind.GENERAL: 0.15,
    SectionKind.PURPOSE: 0.08,
    SectionKind.REQUIREMENT: 0.07,
    SectionKind.COMPETENCY: 0.03,
}
"""What each kind of item counts in the likeness where the role has such items: duties most, then title and purpose."""

BAG_SHARE = 0.35
"""What the bags' cosine counts: it finds the likeness that templates spread over sections in their own ways."""

FIELD_SHARE = 0.3
"""What the likeness of the fields of work counts beside that of the words, for a role whose words tell a field.

Swept from 0 to 0.6 over two sets of families of roles in the words of different authorities: without it every tenth
clearly similar position is not among the first five, from 0.2 on all are, and 0.3 to 0.5 suggest as many duties.
"""

TELL_FIELDS = frozenset({SectionKind.GENERAL, SectionKind.PURPOSE, SectionKind.DUTY})
"""Kinds of items that tell the field of work; what is required and granted is much the same in all fields."""

MEETS = {SectionKind.PURPOSE: frozenset({SectionKind.DUTY}), SectionKind.DUTY: frozenset({SectionKind.PURPOSE})}
"""Kinds whose items are also compared with those of another: what is one post's purpose is the other's duty."""

ACROSS = 0.8
"""What such a likeness counts."""

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Role:
    """An outline in the numbers of a corpus: row ``i`` of ``matrix`` is item ``i`` over the role's own ``terms``.

    ``terms`` are sorted numbers of the corpus; the rows have length 1, less by the terms that no position has.
    ``masses`` are the rows' lengths before that: how much an item tells.
    """

    items: tuple[OutlineItem, ...]
    corpus: Corpus
    terms: Ints
    matrix: Matrix
    masses: Floats

    def of_kind(self, kind: SectionKind) -> Ints:
        """The places of the items of a kind."""
        return np.array([at for at, item in enumerate(self.items) if item.kind is kind], np.int64)


@dataclass(frozen=True)
class Others:
    """Items of several positions against a role: ``alike[i, j]`` from 0 to 1, item ``i`` of the role, ``j`` of these.

    ``offsets`` are the positions' rows among the items.
    """

    clauses: Ints
    numbers: Ints
    offsets: Ints
    kinds: npt.NDArray[np.uint8]
    masses: Floats
    alike: Matrix


def role_of(corpus: Corpus, items: Sequence[OutlineItem]) -> Role:
    """A role's items as vectors over the terms that the corpus has too."""
    numbers = corpus.term_numbers
    known = np.array(sorted({numbers[term] for item in items for term in item.terms if term in numbers}), np.int64)
    column = {int(number): at for at, number in enumerate(known)}
    matrix = np.zeros((len(items), len(known)), np.float32)
    squares = np.zeros(len(items))
    for row, item in enumerate(items):
        for term, strength in item.terms.items():
            value = strength * corpus.rarity_of(term)
            squares[row] += value**2
            if term in numbers:
                matrix[row, column[numbers[term]]] = value
    masses = np.sqrt(squares).astype(np.float32)
    unit = (matrix / np.maximum(masses, 1e-9)[:, None]).astype(np.float32)
    return Role(tuple(items), corpus, known, unit, masses)


def against(role: Role, rows: Ints) -> Others:
    """The items of these positions compared with the role's."""
    corpus = role.corpus
    at, offsets = places(corpus.item_offsets, rows)
    clauses = corpus.item_clauses[at].astype(np.int64)
    distinct, inverse = np.unique(clauses, return_inverse=True)
    alike = clause_likeness(role, distinct)[:, inverse]
    return Others(
        clauses, corpus.item_numbers[at].astype(np.int64), offsets, corpus.kinds[clauses], corpus.norms[clauses], alike
    )


def clause_likeness(role: Role, clauses: Ints) -> Matrix:
    """The cosine of each of the role's items with each of these clauses."""
    corpus = role.corpus
    entries, offsets = places(corpus.term_offsets, clauses)
    columns = np.full(len(corpus.vocabulary), -1, np.int64)
    columns[role.terms] = np.arange(len(role.terms))
    at = columns[corpus.terms[entries]]
    shared = at >= 0
    owners = np.repeat(np.arange(len(clauses)), np.diff(offsets))[shared]
    dense = np.zeros((len(clauses), len(role.terms)), np.float32)
    dense[owners, at[shared]] = corpus.values[entries[shared]]
    dense /= np.maximum(corpus.norms[clauses], 1e-9)[:, None]
    return cosines(role.matrix, dense)


def cross(role: Role, other: Role) -> Matrix:
    """The cosine of each of one role's items with each of another's, both in the numbers of the same corpus."""
    _, here, there = np.intersect1d(role.terms, other.terms, return_indices=True)
    return cosines(role.matrix[:, here], other.matrix[:, there])


@dataclass(frozen=True)
class Bags:
    """The positions of a corpus as bags: each the sum of its items' vectors, weighted by the items' kinds.

    Items count as unlike each other in a bag's length, which spares the terms of every position in memory; a role whose
    items repeat each other so comes out a little too like others, never more than wholly.
    """

    corpus: Corpus

    @cached_property
    def _profiles(self) -> Floats:
        telling = np.array([kind in TELL_FIELDS for kind in KINDS])[self.corpus.kinds[self.corpus.item_clauses]]
        return profiles(self.corpus, self._weights * telling)

    @cached_property
    def _weights(self) -> Floats:
        """The weight of each item of the corpus."""
        return kind_weights()[self.corpus.kinds[self.corpus.item_clauses]]

    @cached_property
    def _lengths(self) -> Floats:
        corpus = self.corpus
        squares = (self._weights * corpus.norms[corpus.item_clauses]) ** 2
        return np.maximum(np.sqrt(row_sums(squares, corpus.item_offsets)), 1e-9).astype(np.float32)

    def likeness(self, role: Role) -> Floats:
        """The cosine of the role's bag with that of every position, 1 at most."""
        corpus = self.corpus
        masses = _weights_of(role) * role.masses
        wanted = np.zeros(len(corpus.vocabulary), np.float32)
        wanted[role.terms] = masses @ role.matrix
        of_clauses = row_sums(corpus.values * wanted[corpus.terms], corpus.term_offsets)
        weighted = kind_weights()[corpus.kinds] * of_clauses
        products = row_sums(weighted[corpus.item_clauses], corpus.item_offsets)
        length = max(float(np.sqrt((masses**2).sum())), 1e-9)
        return np.minimum(products / (self._lengths * length), 1.0).astype(np.float32)

    def field_likeness(self, role: Role) -> tuple[Floats, float]:
        """The cosine of the role's profile of fields with that of every position, and how sure the profile is."""
        telling = [item for item in role.items if item.kind in TELL_FIELDS]
        weights = np.array([BAG_WEIGHT[item.kind] for item in telling], np.float32)
        profile, sure = role_profile(telling, weights, self.corpus)
        return cosines(profile[None], self._profiles)[0], sure


def scores(role: Role, bags: Bags) -> tuple[Ints, Floats]:
    """The rows of the positions that may be alike and the likeness of each, from 0 to 1, most alike first.

    Ties go by id. Of what the words have in common the square root counts, so that two posts of one kind of work in
    different words stand at about 0.4 and not at 0.15; 1 is the same text.
    """
    rough = bags.likeness(role)
    fields, sure = bags.field_likeness(role)
    share = np.float32(FIELD_SHARE * sure)
    likely = (1 - share) * np.sqrt(rough) + share * fields
    rows = greatest(likely, CANDIDATES)
    rows = rows[likely[rows] > 0]
    worded = np.sqrt(_worded_alike(role, rows, rough[rows]))
    found = np.round((1 - share) * worded + share * fields[rows], 4).astype(np.float32)
    order = np.lexsort((rows, -found))
    return rows[order], found[order]


def _worded_alike(role: Role, rows: Ints, rough: Floats) -> Floats:
    """The likeness of words of these positions, of whose bags the likeness is given."""
    found = BAG_SHARE * rough
    total = BAG_SHARE
    others = against(role, rows)
    for kind, share in SHARE.items():
        mine = role.of_kind(kind)
        if len(mine):
            found = found + share * _section_likeness(role, others, kind, mine)
            total += share
    alike: Floats = (found / total).astype(np.float32)
    return alike


def _section_likeness(role: Role, others: Others, kind: SectionKind, mine: Ints) -> Floats:
    """How alike the items of one kind are, both ways, for each of the positions.

    A role of three lines is held against a whole description by its own lines alone; two whole ones count both ways.
    """
    fit = np.where(others.kinds == KINDS.index(kind), np.float32(1), np.float32(0))
    for other in MEETS.get(kind, ()):
        fit = np.maximum(fit, np.where(others.kinds == KINDS.index(other), np.float32(ACROSS), np.float32(0)))
    masses = role.masses[mine]
    forward = row_maxima(others.alike[mine] * fit, others.offsets)
    forth = (masses[:, None] * forward).sum(axis=0) / max(float(masses.sum()), 1e-9)
    theirs = others.kinds == KINDS.index(kind)
    reached = np.array([at for at, item in enumerate(role.items) if item.kind in {kind, *MEETS.get(kind, ())}])
    best = others.alike[reached].max(axis=0, initial=0) * theirs
    weights = others.masses * theirs
    total = row_sums(weights, others.offsets)
    back = row_sums(best * weights, others.offsets) / np.maximum(total, 1e-9)
    whole = 0.5 * np.minimum(1.0, masses.sum() / np.maximum(total, 1e-9))
    both: Floats = np.where(total > 0, (1 - whole) * forth + whole * back, forth).astype(np.float32)
    return both


def cosines(ones: Matrix, others: Matrix) -> Matrix:
    """The cosine of each unit row of one matrix with each of another."""
    # Some builds of BLAS raise floating-point flags for finite numbers.
    with np.errstate(all="ignore"):
        found: Matrix = np.clip(ones @ others.T, 0.0, 1.0)
    return found


def _weights_of(role: Role) -> Floats:
    """The weight in the bag of each of the role's items."""
    return np.array([BAG_WEIGHT.get(item.kind, OTHER_BAG_WEIGHT) for item in role.items], np.float32)


def kind_weights() -> Floats:
    """The weight in the bag by the number of a kind."""
    return np.array([BAG_WEIGHT.get(kind, OTHER_BAG_WEIGHT) for kind in KINDS], np.float32)
