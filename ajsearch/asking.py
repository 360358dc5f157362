"""Filters as people write them ("ru:B2", "vene", "higher") as a ``SearchRequest``: one way for all entrances."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from ajsearch.errors import UsageError
from ajsearch.model import CefrLevel, EducationLevel
from ajsearch.requirements.languages import language_code
from ajsearch.search import MAX_LIMIT, Filters, LanguageFilter, Need, SearchField, SearchRequest, Sort

Choice = TypeVar("Choice", bound=StrEnum)

LONGEST_EXPERIENCE = 100.0
"""Years; more is a slip of the keyboard."""


def parse_language(text: str) -> LanguageFilter:
    """LANG[:MIN[-MAX]] as a filter: "ru:B2" is B2 or higher, "ru:A2-B1" a range, "vene" any mention.

    Raises ``UsageError`` for an unknown language or level.
    """
    name, _, levels = text.partition(":")
    code = language_code(name.strip())
    if code is None:
        raise UsageError(f"{name!r} is no language that ajsearch knows: use a code (ru) or a name (vene, russian).")
    lowest, dash, highest = levels.partition("-")
    if not levels:
        return LanguageFilter(code)
    low = parse_level(lowest)
    high = parse_level(highest) if dash else None
    if high is not None and high < low:
        raise UsageError(f"{text!r}: the range of levels ends before it begins.")
    return LanguageFilter(code, low, high)


def parse_level(text: str) -> CefrLevel:
    """A level of the CEFR scale in any case; raises ``UsageError``."""
    return choice(CefrLevel, text.strip().upper(), "language level")


def choice(kind: type[Choice], text: str, what: str) -> Choice:
    """The member of a closed set; raises ``UsageError`` that lists what there is."""
    try:
        return kind(text)
    except ValueError:
        raise UsageError(f"{text!r} is no {what}: use one of {', '.join(kind)}.") from None


def build_request(
    query: str,
    *,
    field: str = SearchField.ANY,
    languages: Sequence[str] = (),
    no_languages: Sequence[str] = (),
    need: str = Need.ANY,
    required_only: bool = False,
    approximate: bool = False,
    education: str | None = None,
    min_education: str | None = None,
    max_experience: float | None = None,
    min_experience: float | None = None,
    licence: str | None = None,
    clearance: bool = False,
    employers: Sequence[str] = (),
    units: Sequence[str] = (),
    limit: int = 10,
    offset: int = 0,
    sort: str = Sort.RELEVANCE,
) -> SearchRequest:
    """A checked request from the texts of options or of an address; raises ``UsageError`` for a wrong value."""
    for name, years in (("max-experience", max_experience), ("min-experience", min_experience)):
        if years is not None and not 0 <= years <= LONGEST_EXPERIENCE:
            raise UsageError(f"{name} is {years:g}: give years from 0 to {LONGEST_EXPERIENCE:g}.")
    if not 0 <= limit <= MAX_LIMIT:
        raise UsageError(f"limit is {limit}: give a number from 0 to {MAX_LIMIT}.")
    if offset < 0:
        raise UsageError(f"offset is {offset}: give 0 or more.")
    filters = Filters(
        languages=tuple(parse_language(text) for text in languages),
        no_languages=tuple(parse_language(text).language for text in no_languages),
        need=Need.REQUIRED if required_only else choice(Need, need, "need"),
        approximate=approximate,
        education=choice(EducationLevel, education, "education level") if education else None,
        min_education=choice(EducationLevel, min_education, "education level") if min_education else None,
        max_experience=max_experience,
        min_experience=min_experience,
        licence=licence.strip().upper() if licence and licence.strip() else None,
        clearance=clearance,
        employers=tuple(employers),
        units=tuple(units),
    )
    return SearchRequest(
        query=query,
        field=choice(SearchField, field, "field"),
        filters=filters,
        limit=limit,
        offset=offset,
        sort=choice(Sort, sort, "order"),
    )
