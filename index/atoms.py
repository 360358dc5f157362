"""The atoms of one field over all documents: which documents have each, and which each document has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np

from index.postings import PLACE_BITS, PLACE_MASK, Mask, Numbers, Occurrences, ragged, starts_of

_NONE = np.empty(0, np.int64)


@dataclass(frozen=True, eq=False)
class Groups:
    """Documents by the atoms that they have together: ``of[n]`` is the group of document ``n``, ``having[g]`` tells for
    each atom whether the documents of group ``g`` have it. Documents after the last one of ``of`` have none.
    """

    of: Numbers
    having: Mask

    def counts(self, numbers: Numbers) -> Numbers:
        """How many of these rising documents are in each group."""
        within = numbers[: np.searchsorted(numbers, len(self.of))]
        return np.bincount(self.of[within], minlength=len(self.having))

    def accepted(self, atoms: Mask) -> Mask:
        """The groups of documents that have one of the atoms of a mask."""
        return np.asarray(self.having[:, atoms].any(axis=1))


@dataclass(frozen=True, eq=False)
class Atoms:
    """The atoms of one field: ``documents[i]`` has the atom ``names[owners[i]]``; owners rise."""

    names: list[str]
    documents: Occurrences
    owners: Numbers

    @classmethod
    def sorted(cls, names: list[str], documents: Occurrences, owners: Numbers) -> "Atoms":
        """The same where owners come in any order."""
        order = np.argsort(owners, kind="stable")
        return cls(names, documents[order], owners[order])

    def counts(self, base: Mask) -> Numbers:
        """How many documents of ``base`` have each atom."""
        firsts, having = self._runs
        counts = np.zeros(len(self.names), np.int64)
        if len(firsts):
            counts[having] = np.add.reduceat(base[self.documents], firsts, dtype=np.int64)
        return counts

    @cached_property
    def groups(self) -> Groups:
        """The documents by their atoms."""
        having = np.zeros((1 + self._last, _whole_words(len(self.names))), np.bool_)
        having[self.documents, self.owners] = True
        of = np.zeros(len(having), np.int64)
        firsts = np.zeros(min(1, len(having)), np.int64)
        for bits in np.packbits(having, axis=1).view(np.uint64).T:
            _, codes = np.unique(bits, return_inverse=True)
            _, firsts, of = np.unique(of * len(having) + codes, return_index=True, return_inverse=True)
        return Groups(of, having[firsts, : len(self.names)])

    @property
    def _last(self) -> int:
        """The last document that has an atom."""
        return int(self.documents.max(initial=-1))

    @cached_property
    def _runs(self) -> tuple[Numbers, Numbers]:
        """Where the documents of each atom begin that any document has, and the numbers of those atoms."""
        firsts = np.flatnonzero(np.diff(self.owners, prepend=-1))
        return firsts, self.owners[firsts]


@dataclass(frozen=True, eq=False)
class Together:
    """The atoms of several fields by document, so that all that few documents have is counted at once.

    Document ``n`` has the atoms from ``starts[n]`` to ``starts[n + 1]`` of ``owners``; ``names`` are the names of all,
    those of one field after the other's, each up to its place in ``ends``.
    """

    ends: Mapping[str, int]
    names: Sequence[str]
    starts: Numbers
    owners: Numbers

    @classmethod
    def of(cls, fields: Mapping[str, Atoms]) -> "Together":
        """The atoms of these fields."""
        ends = list(accumulate(len(atoms.names) for atoms in fields.values()))
        names = [name for atoms in fields.values() for name in atoms.names]
        documents = np.concatenate([_NONE, *(atoms.documents for atoms in fields.values())])
        moved = (atoms.owners + end - len(atoms.names) for atoms, end in zip(fields.values(), ends, strict=True))
        owners = np.concatenate([_NONE, *moved])
        starts = starts_of(np.bincount(documents))
        sorted_owners = np.sort((documents << PLACE_BITS) | owners) & PLACE_MASK
        return cls(dict(zip(fields, ends, strict=True)), names, starts, sorted_owners)

    def counts(self, numbers: Numbers) -> Mapping[str, Mapping[str, int]]:
        """By field, how many of these rising documents have each atom that any of them has."""
        within = numbers[: np.searchsorted(numbers, len(self.starts) - 1)]
        first = self.starts[within]
        counts = np.bincount(self.owners[ragged(first, self.starts[within + 1] - first)])
        had = counts.nonzero()[0]
        named = list(zip(map(self.names.__getitem__, had.tolist()), counts[had].tolist(), strict=True))
        ends = np.searchsorted(had, list(self.ends.values())).tolist()
        return {field: dict(named[start:end]) for field, start, end in zip(self.ends, [0, *ends], ends, strict=False)}


def _whole_words(bits: int) -> int:
    """So many bits, and as many more as fill a number of 64."""
    return bits + -bits % 64
