"""What the contract of filters says, in the plainest words, and random positions and filters to hold engines to it.

Nothing here knows of atoms, clauses or indexes: a filter is a question to one position's facts.
"""

from dataclasses import replace
from random import Random

from ajsearch.model import (
    Background,
    BackgroundRequirement,
    CefrLevel,
    Certainty,
    CertificateRequirement,
    Citizenship,
    CitizenshipRequirement,
    CompetencyRequirement,
    EducationLevel,
    EducationRequirement,
    LanguageRequirement,
    LicenceRequirement,
    Position,
    ToolRequirement,
)
from ajsearch.search import Filters, LanguageFilter, Need

ORDER = ("basic", "secondary", "vocational", "applied_higher", "bachelor", "master", "doctor")
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
CODES = ("et", "ru", "en", "fi", "any-foreign")


def _plain(one) -> str:
    return "required" if one.required else "welcome"


def satisfies(position: Position, filters: Filters) -> bool:
    """Whether a position is what the filters ask for."""
    need = filters.need

    def any_of(wanted, facts, name, strength=_plain) -> bool:
        return not wanted or any(getattr(one, name) in wanted and _needed(strength(one), need) for one in facts)

    return all(
        (
            not filters.employers or position.employer in filters.employers,
            not filters.units or position.unit in filters.units,
            _languages_fit(position, filters),
            not any(one.language in filters.no_languages for one in position.languages),
            not filters.speaks or _can_speak(position, filters),
            _education(position, filters),
            _experience(position, filters),
            not filters.clearance or position.security_clearance,
            any_of(filters.licences, position.driving_licence, "category"),
            any_of(filters.tools, position.tools, "name", _tool),
            any_of(filters.certificates, position.certificates, "name"),
            any_of(filters.competencies, position.competencies, "name"),
            any_of(filters.citizenship, [position.citizenship] if position.citizenship else [], "citizenship"),
            any_of(filters.background, position.background, "background"),
        )
    )


def _languages_fit(position: Position, filters: Filters) -> bool:
    return all(
        any(_language(one, position, wanted, filters) for one in position.languages) for wanted in filters.languages
    )


def _needed(strength: str, need: str) -> bool:
    return need in ("any", strength)


def _tool(one: ToolRequirement) -> str:
    if one.in_duties:
        return "mentioned"
    return "alternative" if one.required and one.alternative else _plain(one)


def _language(one: LanguageRequirement, position: Position, wanted: LanguageFilter, filters: Filters) -> bool:
    strength = "welcome"
    if one.required:
        choices = [other for other in position.languages if one.group and other.group == one.group and other.required]
        strength = "alternative" if one.group and len(choices) > (one.group_min or 1) else "required"
    if one.language != wanted.language or not _needed(strength, wanted.need or filters.need):
        return False
    if wanted.lowest is None and wanted.highest is None:
        return True
    approximate = filters.approximate if wanted.approximate is None else wanted.approximate
    sure = ["exact", "law", "approx"] if approximate else ["exact", "law"]
    if one.level is None or one.certainty not in sure:
        return False
    place = LEVELS.index(one.level)
    return LEVELS.index(wanted.lowest or "A1") <= place <= LEVELS.index(wanted.highest or "C2")


def _can_speak(position: Position, filters: Filters) -> bool:
    skills = {one.language: one.highest or "C2" for one in filters.speaks}
    sure = ["exact", "law", "approx"] if filters.approximate else ["exact", "law"]

    def speakers(one: LanguageRequirement) -> set[str]:
        codes = set(skills) - {"et"} if one.language == "any-foreign" else {one.language} & set(skills)
        return {code for code in codes if one.level is None or one.certainty not in sure or skills[code] >= one.level}

    alone = [one for one in position.languages if one.required and not one.group]
    grouped: dict[str, list[LanguageRequirement]] = {}
    for one in position.languages:
        if one.required and one.group:
            grouped.setdefault(one.group, []).append(one)
    return all(speakers(one) for one in alone) and all(
        len(set().union(*map(speakers, members))) >= (members[0].group_min or 1) for members in grouped.values()
    )


def _rank(level: str) -> int:
    return ORDER.index("bachelor" if level == "higher" else level)


def _education(position: Position, filters: Filters) -> bool:
    asked = position.education
    required = _rank(asked.level) if asked and asked.required else None
    if filters.education and required is not None and required > _rank(filters.education):
        return False
    if filters.min_education and (required is None or required < _rank(filters.min_education)):
        return False
    if not filters.education_levels:
        return True
    if asked is None:
        return None in filters.education_levels
    return asked.level in filters.education_levels and _needed(_plain(asked), filters.need)


def _experience(position: Position, filters: Filters) -> bool:
    years = position.experience_years if position.experience_required else None
    if filters.max_experience is not None and years is not None and years > filters.max_experience:
        return False
    return filters.min_experience is None or (years is not None and years >= filters.min_experience)


def random_facts(random: Random, blank: Position) -> Position:
    """The position with facts drawn at random."""
    education = random.choice([None, *EducationLevel])
    years = random.choice([None, 0.5, 1 / 3, 1.0, 2.0, 2.5, 3.0, 5.0])
    citizens = [
        CitizenshipRequirement(citizenship=one, required=random.random() < 0.5, quote="q") for one in Citizenship
    ]
    return replace(
        blank,
        employer=random.choice([None, "Proovivald", "Näidisamet: keskus", "Kolmas amet"]),
        unit=random.choice([None, "Esimene osakond", "Teine talitus"]),
        languages=_languages(random),
        education=education and EducationRequirement(level=education, required=random.random() < 0.7, quote="q"),
        experience_years=years,
        experience_required=years is not None and random.random() < 0.7,
        driving_licence=tuple(
            LicenceRequirement(category=category, required=random.random() < 0.5)
            for category in random.sample(["B", "C", "BE"], random.randint(0, 2))
        ),
        security_clearance=random.random() < 0.2,
        tools=tuple(
            ToolRequirement(
                name=random.choice(["Excel", "DHS Delta", "Süsteem: X"]),
                required=flag,
                quote="q",
                alternative=other,
                in_duties=not flag and other,
            )
            for flag, other in _flags(random)
        ),
        certificates=_named(random, CertificateRequirement, "name", ["arhivaar", "esmaabi"]),
        competencies=_named(random, CompetencyRequirement, "name", ["koostöö", "täpsus", "loovus"]),
        citizenship=random.choice([None, *citizens]),
        background=_named(random, BackgroundRequirement, "background", [*Background]),
    )


def _named(random: Random, kind, name: str, values) -> tuple:
    return tuple(kind(**{name: random.choice(values)}, required=flag, quote="q") for flag, _ in _flags(random))


def _flags(random: Random) -> list[tuple[bool, bool]]:
    return [(random.random() < 0.6, random.random() < 0.4) for _ in range(random.randint(0, 2))]


def _languages(random: Random) -> tuple[LanguageRequirement, ...]:
    facts = []
    for _ in range(random.randint(0, 4)):
        level = random.choice([None, *CefrLevel])
        certainty = random.choice([Certainty.EXACT, Certainty.LAW, Certainty.APPROX]) if level else Certainty.NONE
        group = random.choice([None, None, "g1", "g2"])
        facts.append(
            LanguageRequirement(
                language=random.choice(CODES),
                level=level,
                required=random.random() < 0.7,
                certainty=certainty,
                quote="q",
                group=group,
                group_min={None: None, "g1": 1, "g2": 2}[group],
            )
        )
    return tuple(facts)


def random_filters(random: Random) -> Filters:
    """Filters drawn at random: each kind is there now and then, so that most combinations of two come up."""

    def some(*values: object) -> tuple:
        return tuple(random.sample(values, random.choice([1, 1, 2]))) if random.random() < 0.15 else ()

    def one(*values: object):
        return random.choice(values) if random.random() < 0.15 else None

    levels = sorted(random.sample([*CefrLevel], 2))
    wanted = [
        LanguageFilter(random.choice(CODES)),
        LanguageFilter(random.choice(CODES), random.choice(levels)),
        LanguageFilter(random.choice(CODES), *levels),
        LanguageFilter(random.choice(CODES), None, random.choice(levels)),
        LanguageFilter(random.choice(CODES), levels[0], None, random.choice([*Need]), random.choice([True, False])),
    ]
    skills = [LanguageFilter(code, None, random.choice([None, *CefrLevel])) for code in CODES[:4]]
    return Filters(
        languages=tuple(random.sample(wanted, random.choice([0, 0, 1, 1, 2]))),
        no_languages=some(*CODES),
        need=random.choice([Need.ANY, *Need]),
        approximate=random.random() < 0.4,
        education=one(*EducationLevel),
        min_education=one(*EducationLevel),
        education_levels=some(None, *EducationLevel),
        max_experience=one(0.0, 0.4, 1.0, 2.0, 3.0),
        min_experience=one(1 / 3, 0.5, 2.0, 3.0),
        licences=some("B", "C", "BE"),
        clearance=random.random() < 0.05,
        employers=some("Proovivald", "Näidisamet: keskus"),
        units=some("Esimene osakond", "Teine talitus"),
        speaks=tuple(random.sample(skills, random.randint(1, 4))) if random.random() < 0.2 else (),
        tools=some("Excel", "DHS Delta", "Süsteem: X"),
        certificates=some("arhivaar", "esmaabi"),
        competencies=some("koostöö", "täpsus"),
        citizenship=some(*Citizenship),
        background=some(*Background),
    )
