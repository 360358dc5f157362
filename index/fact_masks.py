"""Which documents of a snapshot satisfy filters, and how many of them have what facets count."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from ajsearch.search import Filters
from index.facts import FactField
from index.filters import Accepts, Clause, clauses
from index.postings import Mask, Numbers
from index.snapshot import Snapshot

FEW = 16
"""How many times as many documents there are as those that are looked at one by one: more are counted by atoms."""


class FactMasks:
    """The documents that satisfy clauses, from the atoms of a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def of_filters(self, filters: Filters) -> Mask:
        """The documents that satisfy all of the filters."""
        return self.of_clauses(list(clauses(filters)))

    def of_clauses(self, wanted: list[Clause]) -> Mask:
        """The documents that satisfy all clauses."""
        mask = self._snapshot.live
        for clause in wanted:
            mask = mask & self._of(clause)
        return mask

    def _of(self, clause: Clause) -> Mask:
        # Of a language's filter there is one clause for all queries (see ``filters.language_clause``).
        if clause.dimension == "language":
            having = self._snapshot.kept_masks.get((clause.field, clause.accepts), lambda: self._having(clause))
        else:
            having = self._having(clause)
        return ~having if clause.negated else having

    def _having(self, clause: Clause) -> Mask:
        atoms = self._snapshot.atoms(clause.field.value)
        accepted = _accepted(atoms.names, clause.accepts)
        mask = np.zeros(self._snapshot.size, np.bool_)
        mask[atoms.documents[accepted[atoms.owners]]] = True
        return mask


class MaskedBase:
    """The documents of a mask as what facets count (``facets.Base``)."""

    def __init__(self, snapshot: Snapshot, base: Mask) -> None:
        self._snapshot = snapshot
        self._base = base

    @cached_property
    def _numbers(self) -> Numbers:
        return self._base.nonzero()[0]

    @cached_property
    def _counts_of_few(self) -> Mapping[str, Mapping[str, int]] | None:
        """The counts of all fields where the documents are looked at one by one; None where they are too many."""
        are_few = len(self._numbers) * FEW < len(self._base)
        return self._snapshot.facts.counts(self._numbers) if are_few else None

    def atoms(self, field: FactField) -> Sequence[str]:
        """See ``facets.Base``: all atoms of the index."""
        return self._snapshot.atoms(field.value).names

    def counts(self, field: FactField) -> Mapping[str, int]:
        """See ``facets.Base``."""
        if self._counts_of_few is not None:
            return self._counts_of_few[field.value]
        atoms = self._snapshot.atoms(field.value)
        counts = atoms.counts(self._base)
        had = counts.nonzero()[0]
        return dict(zip(map(atoms.names.__getitem__, had.tolist()), counts[had].tolist(), strict=True))

    def accepted(self, field: FactField, each: Sequence[Accepts]) -> Sequence[int]:
        """See ``facets.Base``. Which groups of documents are accepted is kept: all queries' facets ask the same."""
        groups = self._snapshot.atoms(field.value).groups
        table = self._snapshot.kept_masks.get((field, each), lambda: self._table(field, each))
        counts = groups.counts(self._numbers)
        had = counts.nonzero()[0]
        found: list[int] = (table[:, had] @ counts[had]).tolist()
        return found

    def _table(self, field: FactField, each: Sequence[Accepts]) -> Mask:
        atoms = self._snapshot.atoms(field.value)
        rows = [atoms.groups.accepted(_accepted(atoms.names, accepts)) for accepts in each]
        return np.array(rows, np.bool_).reshape(len(each), len(atoms.groups.having))


def _accepted(names: Sequence[str], accepts: Accepts) -> Mask:
    return np.fromiter(map(accepts, names), np.bool_, len(names))
