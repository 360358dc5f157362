"""What it means for one stated requirement to satisfy a filter: the one definition for indexes, tables and reviews."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ajsearch.model import (
    ANY_FOREIGN,
    EDUCATION_RANK,
    CefrLevel,
    Certainty,
    EducationLevel,
    LanguageRequirement,
    ToolRequirement,
)
from ajsearch.search import Filters, LanguageFilter, Need


class Strength(StrEnum):
    """How binding one requirement is.

    An alternative is required, but only as one of several that would do; what is mentioned is neither required nor
    welcome, but part of the work (a program that only the duties name).
    """

    REQUIRED = "required"
    ALTERNATIVE = "alternative"
    WELCOME = "welcome"
    MENTIONED = "mentioned"


NEEDED: Mapping[Need, frozenset[Strength]] = {
    Need.ANY: frozenset(Strength),
    Need.REQUIRED: frozenset({Strength.REQUIRED}),
    Need.ALTERNATIVE: frozenset({Strength.ALTERNATIVE}),
    Need.WELCOME: frozenset({Strength.WELCOME}),
}
"""The strengths that satisfy a filter's idea of need."""

SURE = frozenset({Certainty.EXACT, Certainty.LAW})
"""Certainties of levels that count without being asked for."""

FOREIGN_TO = "et"
"""Every other language is a foreign one to the authorities whose descriptions these are."""


def strength(required: bool, alternative: bool = False) -> Strength:
    """The strength of a fact that is required or not, alone or as one of several."""
    if not required:
        return Strength.WELCOME
    return Strength.ALTERNATIVE if alternative else Strength.REQUIRED


def tool_strength(tool: ToolRequirement) -> Strength:
    """The strength of a tool; of one that no requirement names it is only that the work mentions it."""
    return Strength.MENTIONED if tool.in_duties else strength(tool.required, tool.alternative)


def language_strengths(languages: Sequence[LanguageRequirement]) -> tuple[Strength, ...]:
    """The strength of each: alternatives are members of a group of which fewer are needed than are required."""
    members = Counter(one.group for one in languages if one.group and one.required)
    return tuple(
        strength(one.required, one.group is not None and members[one.group] > (one.group_min or 1)) for one in languages
    )


def needs_of(wanted: LanguageFilter, filters: Filters) -> frozenset[Strength]:
    """The strengths that satisfy a language filter: its own idea of need, else that of all filters."""
    return NEEDED[wanted.need or filters.need]


def fits_language(
    wanted: LanguageFilter,
    filters: Filters,
    *,
    language: str,
    level: str | None,
    strength: Strength,
    certainty: Certainty,
) -> bool:
    """Whether one language requirement satisfies a filter: language, strength and, where asked, its sure level."""
    if language != wanted.language or strength not in needs_of(wanted, filters):
        return False
    if wanted.lowest is None and wanted.highest is None:
        return True
    if level is None or not counts(certainty, wanted, filters):
        return False
    return (wanted.lowest or CefrLevel.A1) <= level <= (wanted.highest or CefrLevel.C2)


def counts(certainty: Certainty, wanted: LanguageFilter, filters: Filters) -> bool:
    """Whether a level of this certainty counts for a filter."""
    approximate = filters.approximate if wanted.approximate is None else wanted.approximate
    return certainty in SURE or (approximate and certainty is Certainty.APPROX)


def required_rank(level: EducationLevel | None, strength: Strength | None) -> int:
    """The rank of the education that a position requires, 0 where it requires none."""
    return EDUCATION_RANK[level] if level and strength is Strength.REQUIRED else 0


@dataclass(frozen=True, slots=True)
class LanguageDemand:
    """What a position demands of a speaker: ``least`` of the languages with their levels (None: any) and certainty."""

    least: int
    languages: tuple[tuple[str, CefrLevel | None, Certainty], ...]

    def met_by(self, skills: Sequence[LanguageFilter], *, approximate: bool) -> bool:
        """Whether these skills are enough; ``highest`` of a skill is its level, C2 where it says none.

        A level that does not count (see ``SURE``) asks for the language only. "A foreign language" is any but Estonian,
        and each of the speaker's languages counts once.
        """
        have = {one.language: one.highest or CefrLevel.C2 for one in skills}
        used: set[str] = set()
        for language, level, certainty in self.languages:
            least = level if certainty in SURE or (approximate and certainty is Certainty.APPROX) else None
            fitting = [code for code, own in have.items() if least is None or own >= least]
            if language == ANY_FOREIGN:
                used.update(code for code in fitting if code != FOREIGN_TO)
            elif language in fitting:
                used.add(language)
        return len(used) >= self.least


def language_demands(languages: Sequence[LanguageRequirement]) -> Iterator[LanguageDemand]:
    """What must be spoken: each required language alone, those of a group together; what is welcome demands nothing."""
    groups: dict[str, list[LanguageRequirement]] = {}
    for one in languages:
        if one.required and one.group:
            groups.setdefault(one.group, []).append(one)
        elif one.required:
            yield LanguageDemand(1, (_demanded(one),))
    for members in groups.values():
        yield LanguageDemand(members[0].group_min or 1, tuple(_demanded(one) for one in members))


def _demanded(one: LanguageRequirement) -> tuple[str, CefrLevel | None, Certainty]:
    return one.language, one.level, one.certainty
