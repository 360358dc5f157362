"""Corrections put on a position: its facts as persons have set them right."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ajsearch.correction import Correction
from ajsearch.facts import (
    Background,
    BackgroundRequirement,
    CefrLevel,
    Certainty,
    CertificateRequirement,
    Citizenship,
    CitizenshipRequirement,
    ClearanceLevel,
    ClearanceRequirement,
    CompetencyRequirement,
    EducationLevel,
    EducationRequirement,
    ExperienceRequirement,
    FactKind,
    LanguageRequirement,
    LicenceRequirement,
    Place,
    ToolRequirement,
)
from ajsearch.model import Position
from ajsearch.passages import item_text

CLEARANCE_VALUE = "yes"

FIELDS: Mapping[FactKind, str] = {
    FactKind.LANGUAGE: "languages",
    FactKind.EDUCATION: "education",
    FactKind.EXPERIENCE: "experience",
    FactKind.LICENCE: "driving_licence",
    FactKind.CLEARANCE: "clearance",
    FactKind.TOOL: "tools",
    FactKind.CERTIFICATE: "certificates",
    FactKind.COMPETENCY: "competencies",
    FactKind.CITIZENSHIP: "citizenship",
    FactKind.BACKGROUND: "background",
}
"""Where a position has the facts of a kind."""

SINGLE = frozenset({FactKind.EDUCATION, FactKind.CLEARANCE, FactKind.CITIZENSHIP})
"""Kinds of which a position has one fact at most: a correction is always about that one."""

Fact = Any
"""One of the requirements of ``facts``: what a kind's field holds."""


def correct(position: Position, corrections: Iterable[Correction]) -> Position:
    """The position with the corrections applied in their order, each of them kept in ``corrections``."""
    for one in corrections:
        facts = _facts_of(position, one.kind)
        corrected = _corrected(position, facts, one)
        values: dict[str, Any] = {FIELDS[one.kind]: _as_field(one.kind, corrected)}
        position = replace(position, **values, corrections=(*position.corrections, one))
    return _with_sums(position) if position.corrections else position


def fact_value(kind: FactKind, fact: Fact) -> str:
    """The value by which corrections know a fact: a code, level, number of years, category or name."""
    match kind:
        case FactKind.LANGUAGE:
            value = fact.language
        case FactKind.EDUCATION:
            value = fact.level
        case FactKind.EXPERIENCE:
            value = "" if fact.years is None else f"{fact.years:g}"
        case FactKind.LICENCE:
            value = fact.category
        case FactKind.CLEARANCE:
            value = CLEARANCE_VALUE
        case FactKind.CITIZENSHIP:
            value = fact.citizenship
        case FactKind.BACKGROUND:
            value = fact.background
        case _:
            value = fact.name
    return str(value)


def texts_of(position: Position) -> Iterable[str]:
    """All texts in which a sentence may stand."""
    for section in position.sections:
        yield section.heading
        for item in section.items:
            yield item_text(item)


def _facts_of(position: Position, kind: FactKind) -> tuple[Fact, ...]:
    held = getattr(position, FIELDS[kind])
    if kind in SINGLE:
        return () if held is None else (held,)
    return tuple(held)


def _as_field(kind: FactKind, facts: Sequence[Fact]) -> Any:
    if kind in SINGLE:
        return facts[-1] if facts else None
    return tuple(facts)


def _corrected(position: Position, facts: tuple[Fact, ...], one: Correction) -> tuple[Fact, ...]:
    """The facts with the target replaced, taken away, or a new one behind them."""
    if one.is_dismissal:
        return facts
    at = _target(facts, one)
    if one.value is None:
        return facts if at is None else (*facts[:at], *facts[at + 1 :])
    old = None if at is None else facts[at]
    new = _made(one, old, _place(position, one, old))
    return (*facts, new) if at is None else (*facts[:at], new, *facts[at + 1 :])


def _target(facts: Sequence[Fact], one: Correction) -> int | None:
    """Which fact is meant: that of the target's value (the one of its quote, where several are), or already the new."""
    if one.kind in SINGLE:
        return 0 if facts else None
    sought = one.target if one.target is not None else one.value
    same = [at for at, fact in enumerate(facts) if fact_value(one.kind, fact) == sought]
    quote = one.target_quote or one.quote
    fitting = [at for at in same if _same_sentence(facts[at].quote, quote)]
    if one.target is None and quote and not fitting:
        return None
    return next(iter(fitting or same), None)


def _same_sentence(one: str, other: str) -> bool:
    """Whether two quotes are of the same sentence: a new reading may have cut it otherwise."""
    one, other = " ".join(one.split()), " ".join(other.split())
    return bool(one and other) and (one in other or other in one)


def _place(position: Position, one: Correction, old: Fact | None) -> Place | None:
    """Where the sentence stands: as the old fact's, or where the quote is found."""
    if old is not None and not one.quote:
        place: Place | None = old.place
        return place
    for number, section in enumerate(position.sections):
        for at, item in enumerate(section.items):
            if one.quote and one.quote in item_text(item):
                return Place(number, at)
    return None if old is None else old.place


def _made(one: Correction, old: Fact | None, place: Place | None) -> Fact:
    """The right fact; of the old one stay its sentence and what the correction does not speak of."""
    value = one.value or ""
    quote = one.quote or (old.quote if old is not None else one.target_quote)
    common: dict[str, Any] = {"required": one.required, "quote": quote, "place": place}
    return _MAKERS[one.kind](one, old, value, common)


def _language(one: Correction, old: Fact | None, value: str, common: dict[str, Any]) -> Fact:
    level = CefrLevel(one.level) if one.level else None
    certainty = Certainty.EXACT if level else Certainty.NONE
    group = {"group": old.group, "group_min": old.group_min} if old is not None else {}
    return LanguageRequirement(language=value, level=level, certainty=certainty, **group, **common)


def _education(one: Correction, old: Fact | None, value: str, common: dict[str, Any]) -> Fact:
    level = EducationLevel(value)
    return replace(old, level=level, **common) if old is not None else EducationRequirement(level=level, **common)


def _experience(one: Correction, old: Fact | None, value: str, common: dict[str, Any]) -> Fact:
    years = float(value) if value else None
    return replace(old, years=years, **common) if old is not None else ExperienceRequirement(years=years, **common)


_MAKERS: Mapping[FactKind, Callable[[Correction, Fact | None, str, dict[str, Any]], Fact]] = {
    FactKind.LANGUAGE: _language,
    FactKind.EDUCATION: _education,
    FactKind.EXPERIENCE: _experience,
    FactKind.LICENCE: lambda one, old, value, common: LicenceRequirement(category=value, **common),
    FactKind.CLEARANCE: lambda one, old, value, common: ClearanceRequirement(
        level=ClearanceLevel(one.level) if one.level else None, **common
    ),
    FactKind.TOOL: lambda one, old, value, common: ToolRequirement(name=value, **common),
    FactKind.CERTIFICATE: lambda one, old, value, common: CertificateRequirement(
        name=value, level=int(one.level) if one.level else None, **common
    ),
    FactKind.COMPETENCY: lambda one, old, value, common: CompetencyRequirement(name=value, **common),
    FactKind.CITIZENSHIP: lambda one, old, value, common: CitizenshipRequirement(
        citizenship=Citizenship(value), **common
    ),
    FactKind.BACKGROUND: lambda one, old, value, common: BackgroundRequirement(background=Background(value), **common),
}


def _with_sums(position: Position) -> Position:
    """The position with what is summed up of its corrected facts: the experience required, clearance."""
    kinds = {one.kind for one in position.corrections}
    if FactKind.EXPERIENCE in kinds:
        years, required = _longest(position.experience)
        position = replace(position, experience_years=years, experience_required=required)
    if FactKind.CLEARANCE in kinds:
        needed = position.clearance is not None and position.clearance.required
        position = replace(position, security_clearance=needed)
    return position


def _longest(mentions: Sequence[ExperienceRequirement]) -> tuple[float | None, bool]:
    """The longest span required, else that experience is required at all, else the longest that is welcome."""
    required = [one for one in mentions if one.required]
    spans = [one.years for one in required or mentions if one.years is not None]
    return max(spans, default=None), bool(required)
