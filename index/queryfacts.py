"""Facts inside a query: ``keel:vene>=B2``, ``haridus:kõrg``, ``kogemus<=2`` → filters."""

import re

from ajsearch.model import EDUCATION_RANK, CefrLevel, EducationLevel
from ajsearch.requirements.languages import language_code
from ajsearch.search import Filters, LanguageFilter
from index.querywords import query_words

_COMPARISON = re.compile(r"(?P<sign>[<>]=?|=|:)(?P<value>.+)\Z", re.DOTALL)
_LANGUAGE = re.compile(
    r"(?P<name>[^<>=:]+?)(?:(?P<sign>[<>]=?|=|:)(?P<low>[ABC][12])(?:[-–](?P<high>[ABC][12]))?)?\Z", re.IGNORECASE
)
_YEARS = re.compile(r"(?P<number>\d{1,2}(?:[.,]\d{1,2})?)(?:a|aasta|aastat)?\Z", re.IGNORECASE)
_LEVELS = tuple(CefrLevel)


def read_fact(name: str, text: str) -> Filters | None:
    """The filters that a fact asks for; ``name`` is language, education or experience. None where it is unclear."""
    found = _COMPARISON.match(text)
    if not found:
        return None
    # ":>=B2" and ">=B2" are the same.
    inner = _COMPARISON.match(found["value"]) if found["sign"] == ":" else None
    sign, value = (inner or found)["sign"], (inner or found)["value"].strip(" ,;.")
    if name == "language":
        return _language(sign, value)
    return _education(sign, value) if name == "education" else _experience(sign, value)


def _language(sign: str, value: str) -> Filters | None:
    found = _LANGUAGE.match(value)
    code = language_code(found["name"].replace("_", " ")) if found and sign in ":=" else None
    if not found or code is None:
        return None
    if not found["low"]:
        return Filters(languages=(LanguageFilter(code),))
    low = CefrLevel(found["low"].upper())
    high = CefrLevel(found["high"].upper()) if found["high"] else None
    bounds = (low, high) if high else _bounds(found["sign"], low)
    return Filters(languages=(LanguageFilter(code, *bounds),)) if bounds else None


def _bounds(sign: str, level: CefrLevel) -> tuple[CefrLevel | None, CefrLevel | None] | None:
    """Lowest and highest level that a comparison means; None where no level can satisfy it."""
    place = _LEVELS.index(level)
    match sign:
        case ">=" | ":":
            return level, None
        case "<=":
            return None, level
        case "=":
            return level, level
        case ">":
            return (_LEVELS[place + 1], None) if place + 1 < len(_LEVELS) else None
        case _:
            return (None, _LEVELS[place - 1]) if place else None


def _education(sign: str, value: str) -> Filters | None:
    """``haridus:kõrg`` and ``>=`` ask for positions that require it, ``<=`` for those open to who has it."""
    level = query_words().education.get(value.casefold())
    if level is None:
        return None
    match sign:
        case ":" | ">=":
            return Filters(min_education=level)
        case "<=":
            return Filters(education=level)
        case "=":
            return Filters(min_education=level, education=level)
        case ">":
            above = _next_rank(level, 1)
            return Filters(min_education=above) if above else None
        case _:
            below = _next_rank(level, -1)
            return Filters(education=below) if below else None


def _next_rank(level: EducationLevel, step: int) -> EducationLevel | None:
    rank = EDUCATION_RANK[level] + step
    return next((other for other, place in EDUCATION_RANK.items() if place == rank), None)


def _experience(sign: str, value: str) -> Filters | None:
    found = _YEARS.match(value)
    if not found:
        return None
    years = float(found["number"].replace(",", "."))
    match sign:
        case "<=":
            return Filters(max_experience=years)
        case ">=":
            return Filters(min_experience=years)
        case ":" | "=":
            return Filters(min_experience=years, max_experience=years)
        case _:
            # Years come in halves and months: just more or less than the number is meant.
            return Filters(min_experience=years + _JUST) if sign == ">" else Filters(max_experience=years - _JUST)


_JUST = 0.01
"""Less than the shortest span of experience that a description states (a month is 0.08 years)."""
