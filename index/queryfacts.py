"""Facts inside a query: ``keel:vene>=B2``, ``haridus:kõrg``, ``kogemus<=2``, ``luba:B`` → filters."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ajsearch.model import EDUCATION_RANK, CefrLevel, EducationLevel
from ajsearch.requirements.catalogue import competency_name, tool_name
from ajsearch.requirements.languages import language_code
from ajsearch.search import Filters, LanguageFilter, Need
from index.querywords import query_words

_COMPARISON = re.compile(r"(?P<sign>[<>]=?|=|:)(?P<value>.+)\Z", re.DOTALL)
_LANGUAGE = re.compile(
    r"(?P<name>[^<>=:]+?)(?:(?P<sign>[<>]=?|=|:)(?P<low>[ABC][12])(?:[-–](?P<high>[ABC][12]))?)?\Z", re.IGNORECASE
)
_YEARS = re.compile(r"(?P<number>\d{1,2}(?:[.,]\d{1,2})?)(?:a|aasta|aastat)?\Z", re.IGNORECASE)
_LEVELS = tuple(CefrLevel)
_QUOTES = str.maketrans("", "", '"„“”«»')


@dataclass(frozen=True, slots=True)
class _Asked:
    """A fact's comparison and value; ``need`` and ``approximate`` from the words behind it (":nõutav")."""

    sign: str
    value: str
    need: Need | None = None
    approximate: bool | None = None

    @property
    def is_equality(self) -> bool:
        return self.sign in ":="


def read_fact(name: str, text: str) -> Filters | None:
    """The filters that a fact asks for; ``name`` is one of those of the data file. None where it is unclear."""
    found = _COMPARISON.match(text)
    if not found:
        return None
    # ":>=B2" and ">=B2" are the same.
    inner = _COMPARISON.match(found["value"]) if found["sign"] == ":" else None
    sign, value = (inner or found)["sign"], (inner or found)["value"].translate(_QUOTES).strip(" ,;.")
    asked = _with_suffixes(_Asked(sign, value))
    return _READERS[name](asked) if asked.value else None


def _with_suffixes(asked: _Asked) -> _Asked:
    """The fact with what the words behind its last colons say taken off its value."""
    words = query_words()
    head, colon, last = asked.value.rpartition(":")
    last = last.strip().casefold()
    if colon and last in words.needs:
        return _with_suffixes(_Asked(asked.sign, head, words.needs[last], asked.approximate))
    if colon and last in words.certainties:
        return _with_suffixes(_Asked(asked.sign, head, asked.need, words.certainties[last]))
    return asked


def _language(asked: _Asked) -> Filters | None:
    found = _LANGUAGE.match(asked.value)
    code = language_code(found["name"].replace("_", " ").strip()) if found and asked.is_equality else None
    if not found or code is None:
        return None
    bounds: tuple[CefrLevel | None, CefrLevel | None] | None = (None, None)
    if found["low"]:
        low = CefrLevel(found["low"].upper())
        high = CefrLevel(found["high"].upper()) if found["high"] else None
        bounds = (low, high) if high else _bounds(found["sign"], low)
    if bounds is None:
        return None
    return Filters(languages=(LanguageFilter(code, *bounds, need=asked.need, approximate=asked.approximate),))


def _speaks(asked: _Asked) -> Filters | None:
    """``oskan:eesti,vene=B1``: the languages of the searcher, with the level of each or without bound."""
    skills = []
    for text in asked.value.split(","):
        found = _LANGUAGE.match(text)
        code = language_code(found["name"].replace("_", " ").strip()) if found and asked.is_equality else None
        if not found or code is None or found["high"]:
            return None
        skills.append(LanguageFilter(code, None, CefrLevel(found["low"].upper()) if found["low"] else None))
    return Filters(speaks=tuple(skills))


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


def _education(asked: _Asked) -> Filters | None:
    """``haridus:kõrg`` and ``>=`` ask for positions that require it, ``<=`` for those open to who has it."""
    if asked.is_equality and asked.value.casefold() in query_words().nothing:
        return Filters(education_levels=(None,))
    level = query_words().education.get(asked.value.casefold())
    return _education_bounds(asked.sign, level) if level else None


def _education_bounds(sign: str, level: EducationLevel) -> Filters | None:
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


def _experience(asked: _Asked) -> Filters | None:
    if asked.is_equality and asked.value.casefold() in query_words().nothing:
        return Filters(max_experience=0)
    found = _YEARS.match(asked.value)
    if not found:
        return None
    years = float(found["number"].replace(",", "."))
    match asked.sign:
        case "<=":
            return Filters(max_experience=years)
        case ">=":
            return Filters(min_experience=years)
        case ":" | "=":
            return Filters(min_experience=years, max_experience=years)
        case _:
            # Years come in halves and months: just more or less than the number is meant.
            return Filters(min_experience=years + _JUST) if asked.sign == ">" else Filters(max_experience=years - _JUST)


_JUST = 0.01
"""Less than the shortest span of experience that a description states (a month is 0.08 years)."""


def _clearance(asked: _Asked) -> Filters | None:
    return Filters(clearance=True) if asked.is_equality and asked.value.casefold() in query_words().yes else None


def _licence(asked: _Asked) -> Filters | None:
    """``luba:B``; ``luba:riigisaladus`` is a security clearance."""
    if not asked.is_equality:
        return None
    if query_words().facts.get(asked.value.casefold()) == "clearance":
        return Filters(clearance=True)
    return Filters(licences=(asked.value.upper(),), need=asked.need or Need.ANY)


def _citizenship(asked: _Asked) -> Filters | None:
    one = query_words().citizenship.get(asked.value.casefold())
    return Filters(citizenship=(one,), need=asked.need or Need.ANY) if one and asked.is_equality else None


def _background(asked: _Asked) -> Filters | None:
    one = query_words().background.get(asked.value.casefold())
    return Filters(background=(one,), need=asked.need or Need.ANY) if one and asked.is_equality else None


def _name(key: str, one_name: Callable[[str], str] = str) -> Callable[[_Asked], Filters | None]:
    """Reads one name of the filter ``key``; ``one_name`` gives the catalogue's name for a spelling."""

    def read(asked: _Asked) -> Filters | None:
        if not asked.is_equality:
            return None
        return Filters(need=asked.need or Need.ANY, **{key: (one_name(asked.value.replace("_", " ")),)})  # type: ignore[arg-type]

    return read


_READERS: Mapping[str, Callable[[_Asked], Filters | None]] = {
    "language": _language,
    "speaks": _speaks,
    "education": _education,
    "experience": _experience,
    "licence": _licence,
    "clearance": _clearance,
    "tool": _name("tools", tool_name),
    "certificate": _name("certificates"),
    "competency_name": _name("competencies", competency_name),
    "citizenship": _citizenship,
    "background": _background,
    "employer": _name("employers"),
    "unit": _name("units"),
}
