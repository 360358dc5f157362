"""Filters as clauses over atoms of facts: one definition for every engine and for a single position."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ajsearch.model import EDUCATION_RANK, CefrLevel, Certainty, EducationLevel, Position
from ajsearch.search import Filters, LanguageFilter, Need
from index.facts import ALTERNATIVE, NO_LEVEL, REQUIRED, WELCOME, FactField, fact_terms


@dataclass(frozen=True, slots=True)
class Clause:
    """A position passes when one of its atoms of ``field`` is accepted; ``negated``, when none is.

    ``dimension`` names the facet whose own filter the clause is, "" for the others.
    """

    field: FactField
    accepts: Callable[[str], bool]
    negated: bool = False
    dimension: str = ""


def clauses(filters: Filters) -> Iterator[Clause]:
    """All that the filters demand; every clause must hold."""
    yield from _names(filters)
    for wanted in filters.languages:
        yield Clause(FactField.LANGUAGE, _language(wanted, filters), dimension="language")
    for code in filters.no_languages:
        yield Clause(FactField.LANGUAGE, lambda atom, code=code: atom.split(":", 1)[0] == code, negated=True)  # type: ignore[misc]
    yield from _education(filters)
    yield from _experience(filters)
    if filters.licence:
        category, needs = filters.licence.upper(), _NEEDS[filters.need]
        yield Clause(
            FactField.LICENCE, lambda atom: atom.split(":")[0].upper() == category and atom.split(":")[1] in needs
        )
    if filters.clearance:
        yield Clause(FactField.CLEARANCE, lambda _: True)


def passes(position: Position, filters: Filters) -> bool:
    """Whether one position satisfies the filters."""
    atoms = fact_terms(position)
    return all(
        any(clause.accepts(atom) for atom in atoms[clause.field.value]) is not clause.negated
        for clause in clauses(filters)
    )


_NEEDS = {
    Need.ANY: frozenset({REQUIRED, ALTERNATIVE, WELCOME}),
    Need.REQUIRED: frozenset({REQUIRED}),
    Need.WELCOME: frozenset({WELCOME}),
}


def _names(filters: Filters) -> Iterator[Clause]:
    if filters.employers:
        employers = frozenset(_folded(name) for name in filters.employers)
        yield Clause(FactField.EMPLOYER, lambda atom: _folded(atom) in employers, dimension="employer")
    if filters.units:
        units = frozenset(_folded(name) for name in filters.units)
        yield Clause(FactField.UNIT, lambda atom: _folded(atom) in units, dimension="unit")


def _folded(name: str) -> str:
    """A name as it is compared: capitals and white space do not count."""
    return " ".join(name.casefold().split())


def _language(wanted: LanguageFilter, filters: Filters) -> Callable[[str], bool]:
    needs = _NEEDS[filters.need]
    sure = {Certainty.EXACT, Certainty.LAW} | ({Certainty.APPROX} if filters.approximate else set())
    lowest, highest = wanted.lowest or CefrLevel.A1, wanted.highest or CefrLevel.C2
    bounded = wanted.lowest is not None or wanted.highest is not None

    def accepts(atom: str) -> bool:
        language, level, need, certainty = atom.split(":")
        if language != wanted.language or need not in needs:
            return False
        return not bounded or (level != NO_LEVEL and certainty in sure and lowest <= level <= highest)

    return accepts


def _education(filters: Filters) -> Iterator[Clause]:
    def required_rank(atom: str) -> int:
        level, need = atom.split(":")
        return EDUCATION_RANK[EducationLevel(level)] if need == REQUIRED else 0

    if filters.education:
        own = EDUCATION_RANK[filters.education]
        yield Clause(FactField.EDUCATION, lambda atom: required_rank(atom) > own, negated=True, dimension="education")
    if filters.min_education:
        least = EDUCATION_RANK[filters.min_education]
        yield Clause(FactField.EDUCATION, lambda atom: required_rank(atom) >= least, dimension="education")


def _experience(filters: Filters) -> Iterator[Clause]:
    most, least = filters.max_experience, filters.min_experience
    if most is not None:
        yield Clause(FactField.EXPERIENCE, lambda atom: float(atom) > most, negated=True)
    if least is not None:
        yield Clause(FactField.EXPERIENCE, lambda atom: float(atom) >= least)
