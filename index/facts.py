"""A position's facts as atoms: short terms that a filter is an exact union of.

A language atom is ``ru:B2:required:exact`` (language, level or ``-``, strength, certainty), one of education
``master:required``, of experience its years where they are required, both ``none`` where nothing is. Licences, tools
and other names have their strengths behind the last colon, ``Excel:required+welcome``: one atom for each name. A demand
of languages is ``1|ru:B2:exact|fi:-:none``: how many, and which of them (see ``demands.LanguageDemand``).
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache

from ajsearch.demands import LanguageDemand, Strength, language_demands, language_strengths, strength, tool_strength
from ajsearch.model import CefrLevel, Certainty, EducationRequirement, LanguageRequirement, Position


class FactField(StrEnum):
    """The fields of facts in an index."""

    EMPLOYER = "employer_name"
    UNIT = "unit_name"
    LANGUAGE = "language"
    LANGUAGE_DEMAND = "language_demand"
    EDUCATION = "education"
    EXPERIENCE = "experience"
    LICENCE = "licence"
    CLEARANCE = "clearance"
    TOOL = "tool"
    CERTIFICATE = "certificate"
    COMPETENCY = "competency_name"
    CITIZENSHIP = "citizenship"
    BACKGROUND = "background"


FACT_FIELDS: tuple[str, ...] = tuple(field.value for field in FactField)

NO_LEVEL = "-"

NONE = "none"
"""The atom of a position that requires no education or no experience."""

CLEARANCE_ATOM = "yes"

MAX_NAME = 150
"""Characters of a name that are kept: with its strengths it stays within what an engine takes as one term."""

Atoms = Mapping[str, tuple[str, ...]]


def fact_terms(position: Position) -> Atoms:
    """All atoms of a position by field; each once."""
    years = position.experience_years if position.experience_required else None
    return {
        FactField.EMPLOYER.value: _one(position.employer),
        FactField.UNIT.value: _one(position.unit),
        FactField.LANGUAGE.value: _language_atoms(position.languages),
        FactField.LANGUAGE_DEMAND.value: tuple(dict.fromkeys(map(_demand_atom, language_demands(position.languages)))),
        FactField.EDUCATION.value: (_education_atom(position.education),),
        FactField.EXPERIENCE.value: (NONE if years is None else repr(float(years)),),
        FactField.LICENCE.value: _named((one.category, strength(one.required)) for one in position.driving_licence),
        FactField.CLEARANCE.value: (CLEARANCE_ATOM,) if position.security_clearance else (),
        FactField.TOOL.value: _named((one.name, tool_strength(one)) for one in position.tools),
        FactField.CERTIFICATE.value: _named((one.name, strength(one.required)) for one in position.certificates),
        FactField.COMPETENCY.value: _named((one.name, strength(one.required)) for one in position.competencies),
        FactField.CITIZENSHIP.value: _named(
            (one.citizenship, strength(one.required)) for one in (position.citizenship,) if one
        ),
        FactField.BACKGROUND.value: _named((one.background, strength(one.required)) for one in position.background),
    }


@lru_cache(maxsize=4096)  # a facet asks the same few hundred atoms once for each of its values
def split_language(atom: str) -> tuple[str, str | None, Strength, Certainty]:
    """Language, level, strength and certainty of an atom of languages."""
    language, level, need, certainty = atom.split(":")
    return language, None if level == NO_LEVEL else level, Strength(need), Certainty(certainty)


@lru_cache(maxsize=4096)
def split_named(atom: str) -> tuple[str, frozenset[Strength]]:
    """The name of an atom of names, and its strengths in the position."""
    name, _, strengths = atom.rpartition(":")
    return name, frozenset(Strength(one) for one in strengths.split("+"))


def read_demand(atom: str) -> LanguageDemand:
    """The demand that an atom of languages is."""
    least, *languages = atom.split("|")
    parts = (one.split(":") for one in languages)
    return LanguageDemand(
        int(least),
        tuple(
            (code, None if level == NO_LEVEL else CefrLevel(level), Certainty(certainty))
            for code, level, certainty in parts
        ),
    )


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _named(named: Iterable[tuple[str, Strength]]) -> tuple[str, ...]:
    strengths: dict[str, set[Strength]] = {}
    for name, one in named:
        strengths.setdefault(name[:MAX_NAME], set()).add(one)
    return tuple(f"{name}:{'+'.join(sorted(found))}" for name, found in strengths.items())


def _education_atom(education: EducationRequirement | None) -> str:
    return f"{education.level}:{strength(education.required)}" if education else NONE


def _language_atoms(languages: tuple[LanguageRequirement, ...]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            f"{one.language}:{one.level or NO_LEVEL}:{need}:{one.certainty}"
            for one, need in zip(languages, language_strengths(languages), strict=True)
        )
    )


def _demand_atom(demand: LanguageDemand) -> str:
    languages = (f"{code}:{level or NO_LEVEL}:{certainty}" for code, level, certainty in demand.languages)
    return "|".join((str(demand.least), *languages))
