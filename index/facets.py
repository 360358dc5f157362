"""Facets: how many of the matching positions each employer, language, education or other requirement would leave."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ajsearch.demands import NEEDED
from ajsearch.model import CefrLevel
from ajsearch.search import FacetCount, Filters, LanguageFilter
from index.facts import NO_LEVEL, NONE, FactField, split_named
from index.filters import Clause, clauses, language_clause, split_education
from index.postings import Mask
from index.snapshot import Snapshot

MAX_NAMES = 100
"""Values of a facet of tools, certificates or competencies: the most frequent; there is no end of rare ones."""


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

    def within(self, base: Mask) -> "Base":
        """The atoms of the documents of ``base``."""
        return _Masked(self, base)

    def counts(self, field: FactField, base: Mask) -> dict[str, int]:
        """How many documents of ``base`` have each atom of a field."""
        atoms = self._snapshot.atoms(field.value)
        return dict(zip(atoms.names, atoms.counts(base).tolist(), strict=True))

    def count(self, field: FactField, accepts: Callable[[str], bool], base: Mask) -> int:
        """How many documents of ``base`` have an accepted atom.

        Which documents have one is kept: every query's facets ask the same.
        """
        return int(np.count_nonzero(self._kept(field, accepts) & base))

    def _of(self, clause: Clause) -> Mask:
        # Of a language's filter there is one clause, which its facet asks too (see ``filters.language_clause``).
        having = (self._kept if clause.dimension == "language" else self._having)(clause.field, clause.accepts)
        return ~having if clause.negated else having

    def _kept(self, field: FactField, accepts: Callable[[str], bool]) -> Mask:
        return self._snapshot.kept_masks.get((field, accepts), lambda: self._having(field, accepts))

    def _having(self, field: FactField, accepts: Callable[[str], bool]) -> Mask:
        atoms = self._snapshot.atoms(field.value)
        accepted = np.fromiter((accepts(name) for name in atoms.names), np.bool_, len(atoms.names))
        mask = np.zeros(self._snapshot.size, np.bool_)
        mask[atoms.documents[accepted[atoms.owners]]] = True
        return mask


class Base(Protocol):
    """The positions that a facet counts, by the atoms that they have."""

    def counts(self, field: FactField) -> Mapping[str, int]:
        """How many have each atom of a field."""
        ...

    def count(self, field: FactField, accepts: Callable[[str], bool]) -> int:
        """How many have an accepted atom."""
        ...


@dataclass(frozen=True, slots=True)
class _Masked:
    """A base of a snapshot."""

    masks: FactMasks
    base: Mask

    def counts(self, field: FactField) -> Mapping[str, int]:
        return self.masks.counts(field, self.base)

    def count(self, field: FactField, accepts: Callable[[str], bool]) -> int:
        return self.masks.count(field, accepts, self.base)


Counts = Callable[[Base, FactField, Filters], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: the field of its atoms, how its values are counted, and which of them the filters have chosen."""

    field: FactField
    counts: Counts
    chosen: Callable[[Filters], Iterator[str]]
    most: int | None = None


def count_facets(base_of: Callable[[str], Base], filters: Filters) -> Mapping[str, tuple[FacetCount, ...]]:
    """All facets of the positions that match the text; ``base_of`` gives those without the facet's own filter.

    A count is what filtering by its value leaves: ``ru:B2`` counts B2 and higher, ``ru`` any mention; a level of
    education, years of experience or a name count as binding as the filters want.
    """
    found = {}
    for dimension, facet in FACETS.items():
        counts = facet.counts(base_of(dimension), facet.field, filters)
        ordered = sorted(((value, count) for value, count in counts.items() if count), key=lambda it: (-it[1], it[0]))
        kept = dict(ordered[: facet.most])
        kept |= {value: counts.get(value, 0) for value in facet.chosen(filters) if value not in kept}
        found[dimension] = tuple(FacetCount(value, count) for value, count in kept.items())
    return found


def clauses_beside(dimension: str, filters: Filters) -> list[Clause]:
    """All clauses but a facet's own."""
    return [clause for clause in clauses(filters) if clause.dimension != dimension]


def _plain(base: Base, field: FactField, _: Filters) -> Mapping[str, int]:
    return base.counts(field)


def _named(base: Base, field: FactField, filters: Filters) -> Mapping[str, int]:
    needs = NEEDED[filters.need]
    split = ((split_named(atom), count) for atom, count in base.counts(field).items() if count)
    # A position has one atom for each name, so that counts add up.
    return _summed((name, count) for (name, strengths), count in split if not strengths.isdisjoint(needs))


def _languages(base: Base, field: FactField, filters: Filters) -> Mapping[str, int]:
    """The languages with each level that is stated, and what is chosen, which may be a range."""
    pairs = sorted({tuple(atom.split(":")[:2]) for atom in base.counts(field)})
    offered = [LanguageFilter(code) for code, _ in pairs]
    offered += [LanguageFilter(code, CefrLevel(level)) for code, level in pairs if level != NO_LEVEL]
    counts = {}
    for wanted in dict.fromkeys((*offered, *filters.languages)):
        accepts = language_clause(wanted, filters.need, filters.approximate).accepts
        counts[language_value(wanted)] = base.count(field, accepts)
    return counts


def _educations(base: Base, field: FactField, filters: Filters) -> Mapping[str, int]:
    needs = NEEDED[filters.need]
    split = ((split_education(atom), count) for atom, count in base.counts(field).items())
    return _summed((level or NONE, count) for (level, strength), count in split if not strength or strength in needs)


def _experiences(base: Base, field: FactField, _: Filters) -> Mapping[str, int]:
    return {atom.removesuffix(".0"): count for atom, count in base.counts(field).items()}


def _summed(counted: Iterator[tuple[str, int]]) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for value, count in counted:
        counts[value] += count
    return counts


def _exact_experience(filters: Filters) -> Iterator[str]:
    """The years that the filters ask for exactly, or none at all."""
    if filters.min_experience is not None and filters.min_experience == filters.max_experience:
        yield repr(float(filters.min_experience)).removesuffix(".0")


FACETS: Mapping[str, Facet] = {
    "employer": Facet(FactField.EMPLOYER, _plain, lambda filters: iter(filters.employers)),
    "unit": Facet(FactField.UNIT, _plain, lambda filters: iter(filters.units)),
    "language": Facet(FactField.LANGUAGE, _languages, lambda filters: map(language_value, filters.languages)),
    "education": Facet(
        FactField.EDUCATION, _educations, lambda filters: (level or NONE for level in filters.education_levels)
    ),
    "experience": Facet(FactField.EXPERIENCE, _experiences, _exact_experience),
    "licence": Facet(FactField.LICENCE, _named, lambda filters: iter(filters.licences)),
    "clearance": Facet(FactField.CLEARANCE, _plain, lambda filters: iter(())),
    "tool": Facet(FactField.TOOL, _named, lambda filters: iter(filters.tools), MAX_NAMES),
    "certificate": Facet(FactField.CERTIFICATE, _named, lambda filters: iter(filters.certificates), MAX_NAMES),
    "competency": Facet(FactField.COMPETENCY, _named, lambda filters: iter(filters.competencies), MAX_NAMES),
    "citizenship": Facet(FactField.CITIZENSHIP, _named, lambda filters: iter(filters.citizenship)),
    "background": Facet(FactField.BACKGROUND, _named, lambda filters: iter(filters.background)),
}
"""All facets by name, which is also that of their filter."""


def language_value(wanted: LanguageFilter) -> str:
    """A language filter as it is written: ``ru``, ``ru:B2``, ``ru:A2-B1``, ``ru:B2:required:approximate``."""
    parts = [wanted.language]
    if wanted.lowest is not None or wanted.highest is not None:
        parts.append(str(wanted.lowest or CefrLevel.A1) + (f"-{wanted.highest}" if wanted.highest else ""))
    parts += [wanted.need] if wanted.need else []
    parts += [] if wanted.approximate is None else ["approximate" if wanted.approximate else "certain"]
    return ":".join(parts)
