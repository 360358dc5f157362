"""A position's facts as atoms: short terms that a filter is an exact union of.

A language atom is ``ru:B2:required:exact`` (language, level or ``-``, need, certainty), one of education
``master:required``, of a licence ``B:welcome``, of experience its years where they are required.
"""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from ajsearch.model import LanguageRequirement, Position


class FactField(StrEnum):
    """The fields of facts in an index."""

    EMPLOYER = "employer_name"
    UNIT = "unit_name"
    LANGUAGE = "language"
    EDUCATION = "education"
    EXPERIENCE = "experience"
    LICENCE = "licence"
    CLEARANCE = "clearance"


FACT_FIELDS: tuple[str, ...] = tuple(field.value for field in FactField)

REQUIRED = "required"
WELCOME = "welcome"
ALTERNATIVE = "alternative"
"""Required, but only as one of several that would do."""

NO_LEVEL = "-"

Atoms = Mapping[str, tuple[str, ...]]


def fact_terms(position: Position) -> Atoms:
    """All atoms of a position by field; each once."""
    education = position.education
    years = position.experience_years if position.experience_required else None
    return {
        FactField.EMPLOYER.value: _one(position.employer),
        FactField.UNIT.value: _one(position.unit),
        FactField.LANGUAGE.value: _language_atoms(position.languages),
        FactField.EDUCATION.value: (f"{education.level}:{_need(education.required)}",) if education else (),
        FactField.EXPERIENCE.value: (f"{years:g}",) if years is not None else (),
        FactField.LICENCE.value: tuple(
            dict.fromkeys(f"{one.category}:{_need(one.required)}" for one in position.driving_licence)
        ),
        FactField.CLEARANCE.value: ("yes",) if position.security_clearance else (),
    }


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _need(required: bool) -> str:
    return REQUIRED if required else WELCOME


def _language_atoms(languages: tuple[LanguageRequirement, ...]) -> tuple[str, ...]:
    members = Counter(one.group for one in languages if one.group and one.required)
    return tuple(
        dict.fromkeys(
            f"{one.language}:{one.level or NO_LEVEL}:{_language_need(one, members)}:{one.certainty}"
            for one in languages
        )
    )


def _language_need(one: LanguageRequirement, members: Counter[str]) -> str:
    """An alternative is a required member of a group of which fewer are needed than are required to choose from."""
    if one.required and one.group and members[one.group] > (one.group_min or 1):
        return ALTERNATIVE
    return _need(one.required)
