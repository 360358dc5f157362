"""The positions of a corpus as bags of terms: how alike a role is to each of all, roughly and by its field of work."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ajsearch.model import SectionKind
from ajsearch.roles.corpus import Corpus
from ajsearch.roles.fields import TermFields, profiles, role_profile
from ajsearch.roles.outline import KINDS
from ajsearch.roles.ragged import Floats, Ints, Turned, row_sums
from ajsearch.roles.role import Role, cosines
from ajsearch.roles.weighed import Weighed

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

TELL_FIELDS = frozenset({SectionKind.GENERAL, SectionKind.PURPOSE, SectionKind.DUTY})
"""Kinds of items that tell the field of work; what is required and granted is much the same in all fields."""

MANY = 0.2
"""The part of the positions from which on the profiles of all are compared sooner than those of some are gathered."""


@dataclass(frozen=True)
class Bags:
    """The positions of a corpus as bags: each the sum of its items' vectors, weighted by the items' kinds.

    Items count as unlike each other in a bag's length, which spares the terms of every position in memory; a role whose
    items repeat each other so comes out a little too like others, never more than wholly.
    """

    corpus: Corpus

    @cached_property
    def _profiles(self) -> Floats:
        """What the positions tell of each field, a row a position."""
        telling = np.array([kind in TELL_FIELDS for kind in KINDS])[self.corpus.kinds[self.corpus.item_clauses]]
        return profiles(self.corpus, self._fields, self._weights * telling)

    @cached_property
    def _fields(self) -> TermFields:
        """The fields that the corpus's terms tell."""
        return TermFields.of(self.corpus.vocabulary)

    @cached_property
    def _weights(self) -> Floats:
        """The weight of each item of the corpus."""
        return _kind_weights()[self.corpus.kinds[self.corpus.item_clauses]]

    @cached_property
    def _clauses_of_items(self) -> Turned:
        """The clauses of each position's items."""
        return Turned.of(self.corpus.item_clauses, self.corpus.item_offsets, len(self.corpus.keys))

    @cached_property
    def _terms_of_clauses(self) -> Weighed:
        """The terms of each clause with what they tell."""
        return Weighed.of(self.corpus.terms, self.corpus.values, self.corpus.term_offsets)

    @cached_property
    def _lengths(self) -> Floats:
        corpus = self.corpus
        squares = (self._weights * corpus.norms[corpus.item_clauses]) ** 2
        return np.maximum(np.sqrt(row_sums(squares, corpus.item_offsets)), 1e-9).astype(np.float32)

    def likeness(self, role: Role) -> Floats:
        """The cosine of the role's bag with that of every position, 1 at most."""
        corpus = self.corpus
        weights, told = _weights_of(role), role.told
        wanted = np.zeros(len(corpus.vocabulary), np.float32)
        wanted[role.terms] = np.bincount(told.numbers, weights[told.rows] * told.values, len(role.terms))
        of_clauses = self._terms_of_clauses.sums(wanted)
        products = self._clauses_of_items.sums((_kind_weights()[corpus.kinds] * of_clauses).astype(np.float64))
        length = max(float(np.sqrt(((weights * role.masses) ** 2).sum())), 1e-9)
        return np.minimum(products / (self._lengths * length), 1.0).astype(np.float32)

    def fields_told(self, role: Role) -> "FieldsTold":
        """The role's profile of fields, to be held against those of positions."""
        weights = _weights_of(role) * np.array([item.kind in TELL_FIELDS for item in role.items], np.bool_)
        return FieldsTold(*role_profile(role, self._fields, weights), self._profiles)


@dataclass(frozen=True)
class FieldsTold:
    """What a role tells of fields of work: a value a field, of length 1 together, and how ``sure`` it is, 0 to 1.

    ``profiles`` are those of all positions, a row each.
    """

    profile: Floats
    sure: float
    profiles: Floats

    def likeness(self, rows: Ints) -> Floats:
        """The cosine of the profile with that of each of these positions."""
        if len(rows) > len(self.profiles) * MANY:
            return cosines(self.profile, self.profiles)[rows]
        return cosines(self.profile, self.profiles[rows])


def _weights_of(role: Role) -> Floats:
    """The weight in the bag of each of the role's items."""
    return np.array([BAG_WEIGHT.get(item.kind, OTHER_BAG_WEIGHT) for item in role.items], np.float32)


def _kind_weights() -> Floats:
    """The weight in the bag by the number of a kind."""
    return np.array([BAG_WEIGHT.get(kind, OTHER_BAG_WEIGHT) for kind in KINDS], np.float32)
