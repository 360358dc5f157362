"""What a position states, one row a requirement: all of it, or what a question asks about."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ajsearch.demands import NEEDED, Strength, fits_language, language_strengths, strength, tool_strength
from ajsearch.facts import Certainty, FactKind, Place
from ajsearch.model import Position
from ajsearch.search import NO_FILTERS, Filters, Need


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One requirement with the sentence that states it.

    ``value`` is a language's or level's code, years, a category or a name; ``level`` that of a language, of a
    certificate or of secrecy. ``strength`` None says that the position states nothing of the kind (for ``value``, where
    one is given); it then has no quote and no place. ``corrected`` says that a person put it right.
    """

    kind: FactKind
    value: str = ""
    level: str | None = None
    strength: Strength | None = None
    certainty: Certainty | None = None
    quote: str = ""
    place: Place | None = None
    detail: str = ""
    corrected: bool = False


def stated(position: Position) -> tuple[Stated, ...]:
    """All that a position states, kind by kind in the order of ``FactKind``, inside a kind as in the text."""
    rows = (
        *_languages(position),
        *_education(position),
        *_experience(position),
        *_licences(position),
        *_clearance(position),
        *_named(position),
    )
    by_hand = {(one.kind, one.value) for one in position.corrections}
    return tuple(replace(row, corrected=True) if (row.kind, row.value) in by_hand else row for row in rows)


def asked(position: Position, conditions: Sequence[Filters]) -> tuple[Stated, ...]:
    """What a position states of what the conditions ask about, or that it states nothing of it.

    Without conditions about requirements, all that it states.
    """
    if all(_asks_nothing(filters) for filters in conditions):
        return stated(position)
    known = stated(position)
    rows = (row for filters in conditions for row in _asked_by(filters, known, position))
    return tuple({(row.kind, row.value, row.place, row.quote, row.strength, row.level): row for row in rows}.values())


def _asks_nothing(filters: Filters) -> bool:
    """Whether the filters ask for an employer or a unit at most; need and certainty ask for nothing by themselves."""
    return replace(filters, need=Need.ANY, approximate=False, employers=(), units=()) == NO_FILTERS


def _asked_by(filters: Filters, known: Sequence[Stated], position: Position) -> Iterator[Stated]:
    for wanted in filters.languages:
        yield from (
            row
            for row, one in zip(known, position.languages, strict=False)
            if row.strength
            and fits_language(
                wanted, filters, language=one.language, level=one.level, strength=row.strength, certainty=one.certainty
            )
        )
    yield from (Stated(kind=FactKind.LANGUAGE, value=code) for code in filters.no_languages)
    if filters.speaks:
        yield from _or_nothing(known, FactKind.LANGUAGE, lambda row: row.strength is not Strength.WELCOME)
    if filters.education or filters.min_education or filters.education_levels:
        yield from _or_nothing(known, FactKind.EDUCATION)
    if filters.max_experience is not None or filters.min_experience is not None:
        yield from _or_nothing(known, FactKind.EXPERIENCE, lambda row: row.value == _years(position))
    if filters.clearance:
        yield from _or_nothing(known, FactKind.CLEARANCE)
    for kind, names in _wanted_names(filters):
        folded = {name.casefold() for name in names}
        yield from (
            row
            for row in known
            if row.kind is kind and row.value.casefold() in folded and row.strength in NEEDED[filters.need]
        )


def _wanted_names(filters: Filters) -> tuple[tuple[FactKind, Sequence[str]], ...]:
    return (
        (FactKind.LICENCE, filters.licences),
        (FactKind.TOOL, filters.tools),
        (FactKind.CERTIFICATE, filters.certificates),
        (FactKind.COMPETENCY, filters.competencies),
        (FactKind.CITIZENSHIP, filters.citizenship),
        (FactKind.BACKGROUND, filters.background),
    )


def _or_nothing(
    known: Sequence[Stated], kind: FactKind, fits: Callable[[Stated], bool] = lambda row: True
) -> Sequence[Stated]:
    """The rows of a kind that fit; where there are none, that nothing is stated."""
    return [row for row in known if row.kind is kind and fits(row)] or [Stated(kind=kind)]


def _languages(position: Position) -> Iterator[Stated]:
    for one, need in zip(position.languages, language_strengths(position.languages), strict=True):
        yield Stated(
            kind=FactKind.LANGUAGE,
            value=one.language,
            level=one.level,
            strength=need,
            certainty=one.certainty,
            quote=one.quote,
            place=one.place,
        )


def _education(position: Position) -> Iterator[Stated]:
    if one := position.education:
        yield Stated(
            kind=FactKind.EDUCATION,
            value=one.level,
            strength=strength(one.required),
            quote=one.quote,
            place=one.place,
            detail=", ".join(one.fields),
        )


def _experience(position: Position) -> Iterator[Stated]:
    for one in position.experience:
        yield Stated(
            kind=FactKind.EXPERIENCE,
            value="" if one.years is None else f"{one.years:g}",
            strength=strength(one.required),
            quote=one.quote,
            place=one.place,
            detail=one.area or "",
        )


def _years(position: Position) -> str:
    return "" if position.experience_years is None else f"{position.experience_years:g}"


def _licences(position: Position) -> Iterator[Stated]:
    for one in position.driving_licence:
        need = strength(one.required)
        yield Stated(kind=FactKind.LICENCE, value=one.category, strength=need, quote=one.quote, place=one.place)


def _clearance(position: Position) -> Iterator[Stated]:
    if one := position.clearance:
        yield Stated(
            kind=FactKind.CLEARANCE,
            value="yes",
            level=one.level,
            strength=strength(one.required),
            quote=one.quote,
            place=one.place,
        )


def _named(position: Position) -> Iterator[Stated]:
    for tool in position.tools:
        need = tool_strength(tool)
        yield Stated(kind=FactKind.TOOL, value=tool.name, strength=need, quote=tool.quote, place=tool.place)
    for certificate in position.certificates:
        yield Stated(
            kind=FactKind.CERTIFICATE,
            value=certificate.name,
            level=None if certificate.level is None else str(certificate.level),
            strength=strength(certificate.required),
            quote=certificate.quote,
            place=certificate.place,
        )
    for competency in position.competencies:
        yield Stated(
            kind=FactKind.COMPETENCY,
            value=competency.name,
            strength=strength(competency.required),
            quote=competency.quote,
            place=competency.place,
        )
    if one := position.citizenship:
        yield Stated(
            kind=FactKind.CITIZENSHIP,
            value=one.citizenship,
            strength=strength(one.required),
            quote=one.quote,
            place=one.place,
        )
    for demand in position.background:
        yield Stated(
            kind=FactKind.BACKGROUND,
            value=demand.background,
            strength=strength(demand.required),
            quote=demand.quote,
            place=demand.place,
        )
