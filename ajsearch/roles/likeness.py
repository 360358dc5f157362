"""How alike a role is to each of the others, from 0 to 1, by section, by what it tells in all and by its field of work.

First the bags of terms of all positions are compared with the role's (a cosine), then the best of them item by item:
each of the role's items with the most alike of the other's, each of the other's with the most alike of the role's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ajsearch.model import SectionKind
from ajsearch.roles.bags import Bags, FieldsTold
from ajsearch.roles.corpus import UNSEEN
from ajsearch.roles.outline import KINDS
from ajsearch.roles.ragged import Floats, Ints, greatest, places, row_maxima, row_sums
from ajsearch.roles.role import Matrix, Role

CANDIDATES = 150
"""Positions that are compared item by item. The bags' order is rough, but who is alike is never far down in it."""

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

MEETS = {SectionKind.PURPOSE: frozenset({SectionKind.DUTY}), SectionKind.DUTY: frozenset({SectionKind.PURPOSE})}
"""Kinds whose items are also compared with those of another: what is one post's purpose is the other's duty."""

ACROSS = 0.8
"""What such a likeness counts."""

_COUNTED = np.array([kind in SHARE for kind in KINDS])


@dataclass(frozen=True)
class Others:
    """Items of several positions against a role: item ``j`` has the wording ``wordings[j]``, which is as alike to item
    ``i`` of the role as ``worded[i, wordings[j]]``, from 0 to 1, tells.

    ``offsets`` are the positions' rows among the items.
    """

    clauses: Ints
    numbers: Ints
    offsets: Ints
    kinds: npt.NDArray[np.uint8]
    masses: Floats
    wordings: Ints
    worded: Matrix

    @cached_property
    def alike(self) -> Matrix:
        """Item ``i`` of the role against item ``j`` of these."""
        return self.worded[:, self.wordings]

    @cached_property
    def of_kind(self) -> Mapping[SectionKind, tuple[Ints, Ints]]:
        """The places of the items of each kind, and the positions' rows among these."""
        found = {kind: (self.kinds == KINDS.index(kind)).nonzero()[0] for kind in SHARE}
        return {kind: (at, np.searchsorted(at, self.offsets)) for kind, at in found.items()}

    def nearest(self, items: Ints, kind: SectionKind) -> Matrix:
        """How alike each position's most alike item of a kind is to each of these items of the role."""
        at, offsets = self.of_kind[kind]
        return row_maxima(self.worded[items].take(self.wordings[at], axis=1, mode="clip"), offsets)


def against(role: Role, rows: Ints) -> Others:
    """The items of these positions, of the kinds that count, compared with the role's."""
    corpus = role.corpus
    at, offsets = places(corpus.item_offsets, rows)
    clauses = corpus.item_clauses[at].astype(np.int64)
    counted = _COUNTED[corpus.kinds[clauses]].nonzero()[0]
    at, clauses, offsets = at[counted], clauses[counted], np.searchsorted(counted, offsets)
    found = np.zeros(len(corpus.keys), np.bool_)
    found[clauses] = True
    distinct = found.nonzero()[0]
    number = np.empty(len(corpus.keys), np.int64)
    number[distinct] = np.arange(len(distinct))
    return Others(
        clauses,
        corpus.item_numbers[at].astype(np.int64),
        offsets,
        corpus.kinds[clauses],
        corpus.norms[clauses],
        number[clauses],
        clause_likeness(role, distinct),
    )


def clause_likeness(role: Role, clauses: Ints) -> Matrix:
    """The cosine of each of the role's items with each of these clauses."""
    corpus = role.corpus
    entries, offsets = places(corpus.term_offsets, clauses)
    columns = np.full(len(corpus.vocabulary), UNSEEN, np.int64)
    columns[role.terms] = np.arange(len(role.terms))
    columns = columns[corpus.terms[entries]]
    shared = (columns != UNSEEN).nonzero()[0]
    # Most terms of a clause are none of the role's: the products of those that are, summed by clause.
    products = role.by_term.take(columns[shared], axis=0)
    products *= corpus.values[entries[shared], None]
    sums = row_sums(products, np.searchsorted(shared, offsets), np.float32)
    lengths = np.maximum(corpus.norms[clauses], 1e-9)
    # What is read of this are the clauses of an item side by side.
    return np.clip((sums / lengths[:, None]).T, 0.0, 1.0, order="C")


def scores(role: Role, bags: Bags) -> tuple[Ints, Floats]:
    """The rows of the positions that may be alike and the likeness of each, from 0 to 1, most alike first.

    Ties go by id. Of what the words have in common the square root counts, so that two posts of one kind of work in
    different words stand at about 0.4 and not at 0.15; 1 is the same text.
    """
    rough = bags.likeness(role)
    told = bags.fields_told(role)
    share = np.float32(FIELD_SHARE * told.sure)
    rows, fields = candidates((1 - share) * np.sqrt(rough), told, share)
    worded = np.sqrt(_worded_alike(role, rows, rough[rows]))
    found = np.round((1 - share) * worded + share * fields, 4).astype(np.float32)
    order = np.lexsort((rows, -found))
    return rows[order], found[order]


def candidates(worded: Floats, told: FieldsTold, share: np.float32) -> tuple[Ints, Floats]:
    """The rows, rising, of the positions that are likeliest to be alike, and how alike the fields of each are.

    ``worded`` is what each position's words count, ``share`` what fields count that are wholly alike.
    """
    first = greatest(worded, CANDIDATES)
    least = (worded[first] + share * told.likeness(first)).min(initial=1.0)
    # So many reach this already: who would not with fields wholly alike is none of the likeliest.
    within = (worded + share >= least).nonzero()[0]
    fields = told.likeness(within)
    likely = worded[within] + share * fields
    best = greatest(likely, CANDIDATES)
    best = best[likely[best] > 0]
    return within[best], fields[best]


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
    masses = role.masses[mine]
    forward = others.nearest(mine, kind)
    for other in MEETS.get(kind, ()):
        forward = np.maximum(forward, np.float32(ACROSS) * others.nearest(mine, other))
    forth = (masses[:, None] * forward).sum(axis=0) / max(float(masses.sum()), 1e-9)
    theirs, offsets = others.of_kind[kind]
    reached = np.concatenate([mine, *(role.of_kind(other) for other in MEETS.get(kind, ()))])
    best = others.worded[reached].max(axis=0)[others.wordings[theirs]]
    weights = others.masses[theirs]
    total = row_sums(weights, offsets)
    back = row_sums(best * weights, offsets) / np.maximum(total, 1e-9)
    whole = 0.5 * np.minimum(1.0, masses.sum() / np.maximum(total, 1e-9))
    both: Floats = np.where(total > 0, (1 - whole) * forth + whole * back, forth).astype(np.float32)
    return both
