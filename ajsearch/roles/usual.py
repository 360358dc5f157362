"""What similar positions usually require, as shares, and which of a draft's requirements are unusually high."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Protocol, TypeVar

from ajsearch.facts import EDUCATION_RANK, CefrLevel, EducationLevel, EducationRequirement, LanguageRequirement
from ajsearch.model import Position

UNUSUAL = 0.1
"""Share of similar positions that require as much, up to which a requirement is unusually high."""

FEWEST_NAMING = 2
"""Positions that must name a competency or tool: what one alone names is its own."""

MOST_NAMES = 10
"""Competencies and tools that are named, at most."""

FEWEST = 4
"""Similar positions from which on shares are worth a warning."""


Text = TypeVar("Text", bound=str)


class HasFacts(Protocol):
    """A position, or the requirements read from a draft."""

    @property
    def languages(self) -> tuple[LanguageRequirement, ...]:
        """The languages."""
        ...

    @property
    def education(self) -> EducationRequirement | None:
        """The education."""
        ...

    @property
    def experience_years(self) -> float | None:
        """The longest experience."""
        ...

    @property
    def experience_required(self) -> bool:
        """Whether the experience is required."""
        ...


@dataclass(frozen=True, slots=True)
class UsualLanguage:
    """A language that similar positions require: ``share`` of them at ``level`` or better, ``welcome`` welcome it.

    ``level`` is the middle one of those that are named, None where none is.
    """

    language: str
    level: CefrLevel | None
    share: float
    welcome: float


@dataclass(frozen=True, slots=True)
class UsualEducation:
    """``share`` of similar positions require this level or a higher one."""

    level: EducationLevel
    share: float


@dataclass(frozen=True, slots=True)
class UsualExperience:
    """``share`` of similar positions require experience; ``years`` is the middle of those that name years."""

    years: float | None
    share: float


@dataclass(frozen=True, slots=True)
class UsualRequirements:
    """What similar positions require, the most frequent first; education from the lowest level on.

    Names and shares of licences, and of the competencies and tools that at least two of the positions name.
    """

    languages: tuple[UsualLanguage, ...]
    education: tuple[UsualEducation, ...]
    experience_years: UsualExperience | None
    driving_licence: tuple[tuple[str, float], ...]
    competencies: tuple[tuple[str, float], ...] = ()
    tools: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class HighRequirement:
    """A requirement of the draft that few similar positions have as high: ``usual`` is theirs, None for none."""

    kind: str
    value: str
    usual: str | None
    share: float


def usual_requirements(positions: Sequence[Position]) -> UsualRequirements:
    """The shares of these positions."""
    licences = ({one.category for one in position.driving_licence if one.required} for position in positions)
    competencies = ({one.name for one in position.competencies if one.known} for position in positions)
    tools = ({one.name for one in position.tools if one.known} for position in positions)
    return UsualRequirements(
        languages=_languages(positions),
        education=_education(positions),
        experience_years=_experience(positions),
        driving_licence=_shares(licences, len(positions)),
        competencies=_shares(competencies, len(positions), FEWEST_NAMING)[:MOST_NAMES],
        tools=_shares(tools, len(positions), FEWEST_NAMING)[:MOST_NAMES],
    )


def _shares(named: Iterable[set[str]], count: int, fewest: int = 1) -> tuple[tuple[str, float], ...]:
    """Each name with its share of the positions, where so many name it; the most frequent first."""
    counted = Counter(name for names in named for name in names)
    return tuple((name, round(times / count, 3)) for name, times in _by_count(counted) if times >= fewest)


def high_requirements(draft: HasFacts, positions: Sequence[HasFacts]) -> tuple[HighRequirement, ...]:
    """Those of the draft's requirements that hardly any of the positions has as high."""
    if len(positions) < FEWEST:
        return ()
    found = [
        HighRequirement("language", f"{one.language} {one.level}", _usual_level(one.language, positions), share)
        for one in draft.languages
        if one.required and one.level and (share := _share_with_language(one.language, one.level, positions)) <= UNUSUAL
    ]
    asked = draft.education
    if asked and asked.required:
        share = _share([_rank(one) >= EDUCATION_RANK[asked.level] for one in positions])
        if share <= UNUSUAL:
            usual = _by_count(_levels_of_education(positions))
            found.append(HighRequirement("education", asked.level, usual[0][0] if usual else None, share))
    if draft.experience_years and draft.experience_required:
        years = draft.experience_years
        share = _share([one.experience_required and (one.experience_years or 0) >= years for one in positions])
        if share <= UNUSUAL:
            middle = _experience(positions)
            usual_years = f"{middle.years:g}" if middle and middle.years else None
            found.append(HighRequirement("experience", f"{years:g}", usual_years, share))
    return tuple(found)


def _languages(positions: Sequence[HasFacts]) -> tuple[UsualLanguage, ...]:
    required = Counter(code for one in positions for code in {r.language for r in one.languages if r.required})
    welcome = Counter(code for one in positions for code in {r.language for r in one.languages if not r.required})
    found = []
    for code in required | welcome:
        levels = _levels(code, positions)
        level = median_low(levels) if levels else None
        share = _share_with_language(code, level, positions)
        found.append(UsualLanguage(code, level, share, round(welcome[code] / len(positions), 3)))
    return tuple(sorted(found, key=lambda one: (-one.share, -one.welcome, one.language)))


def _levels(code: str, positions: Sequence[HasFacts]) -> list[CefrLevel]:
    return sorted(
        max(levels)
        for one in positions
        if (levels := [r.level for r in one.languages if r.required and r.language == code and r.level])
    )


def _usual_level(code: str, positions: Sequence[HasFacts]) -> str | None:
    levels = _levels(code, positions)
    return f"{code} {median_low(levels)}" if levels else None


def _share_with_language(code: str, level: CefrLevel | None, positions: Sequence[HasFacts]) -> float:
    return _share(
        [
            any(
                r.required and r.language == code and (level is None or (r.level or "") >= level) for r in one.languages
            )
            for one in positions
        ]
    )


def _education(positions: Sequence[HasFacts]) -> tuple[UsualEducation, ...]:
    """From the level that most require on; of two levels of one rank the one that is named more often."""
    named = [level for level, _ in _by_count(_levels_of_education(positions))]
    of_ranks = {EDUCATION_RANK[level]: level for level in reversed(named)}
    return tuple(
        UsualEducation(level, _share([_rank(one) >= rank for one in positions]))
        for rank, level in sorted(of_ranks.items())
    )


def _levels_of_education(positions: Sequence[HasFacts]) -> Counter[EducationLevel]:
    return Counter(one.education.level for one in positions if one.education and one.education.required)


def _experience(positions: Sequence[HasFacts]) -> UsualExperience | None:
    asking = [one for one in positions if one.experience_required]
    if not asking:
        return None
    years = sorted(one.experience_years for one in asking if one.experience_years)
    return UsualExperience(median_low(years) if years else None, round(len(asking) / len(positions), 3))


def _rank(one: HasFacts) -> int:
    return EDUCATION_RANK[one.education.level] if one.education and one.education.required else 0


def _share(which: Sequence[bool]) -> float:
    return round(sum(which) / max(1, len(which)), 3)


def _by_count(counted: Counter[Text]) -> list[tuple[Text, int]]:
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))
