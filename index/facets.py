"""Facets: how many of the matching positions each employer, unit, language or education would leave."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from ajsearch.model import CefrLevel
from ajsearch.search import FacetCount, Filters, LanguageFilter
from index.facts import NO_LEVEL, FactField
from index.filters import Clause, clauses
from index.snapshot import Mask, Snapshot

DIMENSIONS = ("employer", "unit", "language", "education")


class FactMasks:
    """The documents that satisfy clauses, from the atoms of a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def of_filters(self, filters: Filters) -> Mask:
        """The documents that satisfy all of the filters; deleted ones may be among them."""
        return self.of_clauses(list(clauses(filters)))

    def of_clauses(self, wanted: list[Clause]) -> Mask:
        """The documents that satisfy all clauses."""
        mask = np.ones(self._snapshot.size, np.bool_)
        for clause in wanted:
            mask &= self._of(clause)
        return mask

    def counts(self, field: FactField, base: Mask) -> dict[str, int]:
        """How many documents of ``base`` have each atom of a field."""
        atoms = self._snapshot.atoms(field.value)
        counts = np.bincount(atoms.owners[base[atoms.documents]], minlength=len(atoms.names))
        return dict(zip(atoms.names, counts.tolist(), strict=True))

    def count(self, field: FactField, accepts: Callable[[str], bool], base: Mask) -> int:
        """How many documents of ``base`` have an accepted atom."""
        return int(np.count_nonzero(self._having(field, accepts) & base))

    def _of(self, clause: Clause) -> Mask:
        having = self._having(clause.field, clause.accepts)
        return ~having if clause.negated else having

    def _having(self, field: FactField, accepts: Callable[[str], bool]) -> Mask:
        atoms = self._snapshot.atoms(field.value)
        accepted = np.fromiter((accepts(name) for name in atoms.names), np.bool_, len(atoms.names))
        mask = np.zeros(self._snapshot.size, np.bool_)
        mask[atoms.documents[accepted[atoms.owners]]] = True
        return mask


def count_facets(masks: FactMasks, matching: Mask, filters: Filters) -> Mapping[str, tuple[FacetCount, ...]]:
    """All facets of the documents that match the text; each counts without its own filter.

    A language's count is what filtering by it leaves: ``ru:B2`` counts B2 and higher, ``ru`` any mention.
    """
    wanted = list(clauses(filters))
    values = {"employer": _named, "unit": _named, "language": _languages, "education": _educations}
    fields = {
        "employer": FactField.EMPLOYER,
        "unit": FactField.UNIT,
        "language": FactField.LANGUAGE,
        "education": FactField.EDUCATION,
    }
    found = {}
    for dimension in DIMENSIONS:
        base = matching & masks.of_clauses([clause for clause in wanted if clause.dimension != dimension])
        counts = values[dimension](masks, fields[dimension], base, filters)
        chosen = dict.fromkeys(_chosen(dimension, filters), 0)
        kept = chosen | {value: count for value, count in counts.items() if count}
        ordered = sorted(kept.items(), key=lambda item: (-item[1], item[0]))
        found[dimension] = tuple(FacetCount(value, count) for value, count in ordered)
    return found


def _named(masks: FactMasks, field: FactField, base: Mask, _: Filters) -> dict[str, int]:
    return masks.counts(field, base)


def _languages(masks: FactMasks, field: FactField, base: Mask, filters: Filters) -> dict[str, int]:
    pairs = {tuple(atom.split(":")[:2]) for atom in masks.counts(field, base)}
    counts = {}
    for language, level in sorted(pairs):
        value = language if level == NO_LEVEL else f"{language}:{level}"
        lowest = None if level == NO_LEVEL else CefrLevel(level)
        one = replace(
            Filters(languages=(LanguageFilter(language, lowest),)), need=filters.need, approximate=filters.approximate
        )
        (clause,) = clauses(one)
        counts[value] = masks.count(field, clause.accepts, base)
    return counts


def _educations(masks: FactMasks, field: FactField, base: Mask, _: Filters) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for atom, count in masks.counts(field, base).items():
        counts[atom.split(":")[0]] += count  # a position has one level of education
    return counts


def _chosen(dimension: str, filters: Filters) -> tuple[str, ...]:
    match dimension:
        case "employer":
            return filters.employers
        case "unit":
            return filters.units
        case "language":
            return tuple(language_value(one) for one in filters.languages)
        case _:
            return tuple(level.value for level in (filters.education, filters.min_education) if level)


def language_value(wanted: LanguageFilter) -> str:
    """A language filter as it is written: ``ru``, ``ru:B2``, ``ru:A2-B1``."""
    if wanted.lowest is None and wanted.highest is None:
        return wanted.language
    lowest = wanted.lowest or CefrLevel.A1
    return f"{wanted.language}:{lowest}" + (f"-{wanted.highest}" if wanted.highest else "")
