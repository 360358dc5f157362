"""Facets: how many of the matching positions each employer, language, education or other requirement would leave."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from ajsearch.demands import NEEDED
from ajsearch.model import CefrLevel
from ajsearch.search import FacetCount, Filters, LanguageFilter, Need
from index.facts import NO_LEVEL, NONE, FactField, split_named
from index.filters import Accepts, Clause, clauses, language_clause, split_education

MAX_NAMES = 100
"""Values of a facet of tools, certificates or competencies: the most frequent; there is no end of rare ones."""


class Base(Protocol):
    """The positions that a facet counts, by the atoms that they have."""

    def atoms(self, field: FactField) -> Sequence[str]:
        """The atoms of a field that they may have."""
        ...

    def counts(self, field: FactField) -> Mapping[str, int]:
        """How many have each atom of a field; none that has an atom may be left out."""
        ...

    def accepted(self, field: FactField, each: Sequence[Accepts]) -> Sequence[int]:
        """How many have an atom that is accepted, for each idea of what is."""
        ...


Facets = Mapping[str, tuple[FacetCount, ...]]
"""The values of each facet with their counts."""

Counts = Callable[[Base, FactField, Filters], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: the field of its atoms, how its values are counted, and which of them the filters have chosen."""

    field: FactField
    counts: Counts
    chosen: Callable[[Filters], Iterator[str]]
    most: int | None = None


def count_facets(base_of: Callable[[str], Base], filters: Filters) -> Facets:
    """All facets of the positions that match the text; ``base_of`` gives those without the facet's own filter.

    A count is what filtering by its value leaves: ``ru:B2`` counts B2 and higher, ``ru`` any mention; a level of
    education, years of experience or a name count as binding as the filters want.
    """
    found = {}
    for dimension, facet in FACETS.items():
        counts = facet.counts(base_of(dimension), facet.field, filters)
        values = sorted(filter(counts.get, counts))
        values.sort(key=counts.__getitem__, reverse=True)
        kept = dict.fromkeys((*values[: facet.most], *facet.chosen(filters)))
        found[dimension] = tuple([FacetCount(value, counts.get(value, 0)) for value in kept])
    return found


def clauses_beside(dimension: str, filters: Filters) -> list[Clause]:
    """All clauses but a facet's own."""
    return [clause for clause in clauses(filters) if clause.dimension != dimension]


def _plain(base: Base, field: FactField, _: Filters) -> Mapping[str, int]:
    return base.counts(field)


def _named(base: Base, field: FactField, filters: Filters) -> Mapping[str, int]:
    needs = NEEDED[filters.need]
    counts: dict[str, int] = {}
    for atom, count in base.counts(field).items():
        name, strengths = split_named(atom)
        if not strengths.isdisjoint(needs):
            # A position has one atom for each name, so that counts add up.
            counts[name] = counts.get(name, 0) + count
    return counts


def _languages(base: Base, field: FactField, filters: Filters) -> Mapping[str, int]:
    """The languages with each level that is stated, and what is chosen, which may be a range."""
    offered = _offered(tuple(base.atoms(field)), filters.need, filters.approximate)
    chosen = _accepting(filters.languages, filters.need, filters.approximate) if filters.languages else {}
    wanted = {**offered, **chosen}
    return dict(zip(wanted, base.accepted(field, tuple(wanted.values())), strict=True))


@lru_cache(maxsize=100)  # the same of every answer of one index
def _offered(atoms: Sequence[str], need: Need, approximate: bool) -> Mapping[str, Accepts]:
    """The languages of atoms and their levels, as they are written, with what accepts them."""
    pairs = sorted({tuple(atom.split(":")[:2]) for atom in atoms})
    languages = [LanguageFilter(code) for code, _ in pairs]
    languages += [LanguageFilter(code, CefrLevel(level)) for code, level in pairs if level != NO_LEVEL]
    return _accepting(languages, need, approximate)


def _accepting(languages: Sequence[LanguageFilter], need: Need, approximate: bool) -> Mapping[str, Accepts]:
    return {language_value(one): language_clause(one, need, approximate).accepts for one in languages}


def _educations(base: Base, field: FactField, filters: Filters) -> Mapping[str, int]:
    needs = NEEDED[filters.need]
    counts: dict[str, int] = {}
    for atom, count in base.counts(field).items():
        level, strength = split_education(atom)
        if not strength or strength in needs:
            counts[level or NONE] = counts.get(level or NONE, 0) + count
    return counts


def _experiences(base: Base, field: FactField, _: Filters) -> Mapping[str, int]:
    return {atom.removesuffix(".0"): count for atom, count in base.counts(field).items()}


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
