"""Filters as clauses over atoms of facts: one definition for every engine and for a single position."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ajsearch.demands import NEEDED, Strength, fits_language, required_rank
from ajsearch.model import EDUCATION_RANK, EducationLevel, Position
from ajsearch.search import Filters, LanguageFilter, Need
from index.facts import MAX_NAME, NONE, FactField, fact_terms, read_demand, split_language, split_named

Accepts = Callable[[str], bool]
"""Whether an atom is what is wanted."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A position passes when one of its atoms of ``field`` is accepted; ``negated``, when none is.

    ``dimension`` names the facet whose own filter the clause is, "" for the others.
    """

    field: FactField
    accepts: Accepts
    negated: bool = False
    dimension: str = ""


def clauses(filters: Filters) -> Iterator[Clause]:
    """All that the filters demand; every clause must hold."""
    yield from _names(filters)
    for wanted in filters.languages:
        yield language_clause(wanted, filters.need, filters.approximate)
    for code in filters.no_languages:
        yield Clause(FactField.LANGUAGE, lambda atom, code=code: atom.split(":", 1)[0] == code, negated=True)  # type: ignore[misc]
    if filters.speaks:
        yield Clause(FactField.LANGUAGE_DEMAND, _unmet(filters), negated=True)
    yield from _education(filters)
    yield from _experience(filters)
    yield from _strong_names(filters)
    if filters.clearance:
        yield Clause(FactField.CLEARANCE, lambda _: True, dimension="clearance")


@lru_cache(maxsize=1000)  # the same clause for the same language, by which a snapshot knows what it has found before
def language_clause(wanted: LanguageFilter, need: Need, approximate: bool) -> Clause:
    """What a filter by one language demands."""
    filters = Filters(need=need, approximate=approximate)
    return Clause(FactField.LANGUAGE, _language(wanted, filters), dimension="language")


def passes(position: Position, filters: Filters) -> bool:
    """Whether one position satisfies the filters."""
    atoms = fact_terms(position)
    return all(
        any(clause.accepts(atom) for atom in atoms[clause.field.value]) is not clause.negated
        for clause in clauses(filters)
    )


def _names(filters: Filters) -> Iterator[Clause]:
    if filters.employers:
        employers = frozenset(_folded(name) for name in filters.employers)
        yield Clause(FactField.EMPLOYER, lambda atom: _folded(atom) in employers, dimension="employer")
    if filters.units:
        units = frozenset(_folded(name) for name in filters.units)
        yield Clause(FactField.UNIT, lambda atom: _folded(atom) in units, dimension="unit")


def _strong_names(filters: Filters) -> Iterator[Clause]:
    """What is named and has a strength: any of the names, as binding as the filters want."""
    named: tuple[tuple[FactField, str, Sequence[str]], ...] = (
        (FactField.LICENCE, "licence", filters.licences),
        (FactField.TOOL, "tool", filters.tools),
        (FactField.CERTIFICATE, "certificate", filters.certificates),
        (FactField.COMPETENCY, "competency", filters.competencies),
        (FactField.CITIZENSHIP, "citizenship", filters.citizenship),
        (FactField.BACKGROUND, "background", filters.background),
    )
    for field, dimension, wanted in named:
        if wanted:
            yield Clause(field, _any_name(wanted, NEEDED[filters.need]), dimension=dimension)


def _any_name(wanted: Sequence[str], needs: frozenset[Strength]) -> Accepts:
    names = frozenset(_folded(name[:MAX_NAME]) for name in wanted)

    def accepts(atom: str) -> bool:
        name, strengths = split_named(atom)
        return _folded(name) in names and not strengths.isdisjoint(needs)

    return accepts


def _folded(name: str) -> str:
    """A name as it is compared: capitals and white space do not count."""
    return " ".join(name.casefold().split())


def _language(wanted: LanguageFilter, filters: Filters) -> Accepts:
    start = f"{wanted.language}:"

    def accepts(atom: str) -> bool:
        if not atom.startswith(start):
            return False
        language, level, strength, certainty = split_language(atom)
        return fits_language(wanted, filters, language=language, level=level, strength=strength, certainty=certainty)

    return accepts


def _unmet(filters: Filters) -> Accepts:
    return lambda atom: not read_demand(atom).met_by(filters.speaks, approximate=filters.approximate)


@lru_cache(maxsize=100)  # more than there are levels and strengths
def split_education(atom: str) -> tuple[EducationLevel | None, Strength | None]:
    """Level and strength of an atom of education, None twice where nothing is said."""
    if atom == NONE:
        return None, None
    level, _, strength = atom.partition(":")
    return EducationLevel(level), Strength(strength)


def _education(filters: Filters) -> Iterator[Clause]:
    def rank(atom: str) -> int:
        return required_rank(*split_education(atom))

    if filters.education:
        own = EDUCATION_RANK[filters.education]
        yield Clause(FactField.EDUCATION, lambda atom: rank(atom) <= own, dimension="education")
    if filters.min_education:
        least = EDUCATION_RANK[filters.min_education]
        yield Clause(FactField.EDUCATION, lambda atom: rank(atom) >= least, dimension="education")
    if filters.education_levels:
        needs = NEEDED[filters.need]

        def stated(atom: str) -> bool:
            level, strength = split_education(atom)
            return level in filters.education_levels and (strength is None or strength in needs)

        yield Clause(FactField.EDUCATION, stated, dimension="education")


def _experience(filters: Filters) -> Iterator[Clause]:
    most, least = filters.max_experience, filters.min_experience
    if most is not None:
        yield Clause(FactField.EXPERIENCE, lambda atom: atom == NONE or float(atom) <= most, dimension="experience")
    if least is not None:
        yield Clause(FactField.EXPERIENCE, lambda atom: atom != NONE and float(atom) >= least, dimension="experience")
