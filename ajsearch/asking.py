"""Filters as people write them ("ru:B2", "vene", "higher") as a ``SearchRequest``: one way for all entrances."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from ajsearch.correction import Correction
from ajsearch.errors import UsageError
from ajsearch.facts import FactKind
from ajsearch.model import Background, CefrLevel, Citizenship, ClearanceLevel, EducationLevel
from ajsearch.requirements.catalogue import competency_name, tool_name
from ajsearch.requirements.languages import language_code
from ajsearch.search import MAX_LIMIT, Filters, LanguageFilter, Need, SearchField, SearchRequest, Sort

Choice = TypeVar("Choice", bound=StrEnum)

LONGEST_EXPERIENCE = 100.0
"""Years; more is a slip of the keyboard."""


def parse_language(text: str) -> LanguageFilter:
    """LANG[:MIN[-MAX]][:NEED][:certain|approximate] as a filter: "ru:B2" is B2 or higher, "ru:A2-B1" a range, "vene"
    any mention, "ru:B2:required" only where it is required, whatever the other filters want.

    Raises ``UsageError`` for an unknown language, level or word.
    """
    name, *parts = (part.strip() for part in text.split(":"))
    code = language_code(name)
    if code is None:
        raise UsageError(f"{name!r} is no language that ajsearch knows: use a code (ru) or a name (vene, russian).")
    wanted = LanguageFilter(code)
    for part in filter(None, parts):
        word = part.casefold()
        if word in CERTAINTY_WORDS:
            wanted = replace(wanted, approximate=CERTAINTY_WORDS[word])
        elif word in {*Need}:
            wanted = replace(wanted, need=Need(word))
        else:
            low, high = _levels(text, part)
            wanted = replace(wanted, lowest=low, highest=high)
    return wanted


CERTAINTY_WORDS = {"certain": False, "approximate": True}
"""Behind a language: whether guessed levels count."""


_LEVEL_BEHIND_SPACE = re.compile(r"\s+(?=[ABCabc][12]$)")


def parse_skill(text: str) -> LanguageFilter:
    """LANG[:LEVEL] as what a searcher speaks: "ru:B1" or "vene B1" is Russian up to B1, "et" without bound."""
    wanted = parse_language(_LEVEL_BEHIND_SPACE.sub(":", text.strip()))
    if wanted.highest or wanted.need or wanted.approximate is not None:
        raise UsageError(f"{text!r} is no skill: give a language and the level that you have, such as ru:B1.")
    return LanguageFilter(wanted.language, None, wanted.lowest)


def _levels(text: str, levels: str) -> tuple[CefrLevel, CefrLevel | None]:
    lowest, dash, highest = levels.partition("-")
    low = parse_level(lowest)
    high = parse_level(highest) if dash else None
    if high is not None and high < low:
        raise UsageError(f"{text!r}: the range of levels ends before it begins.")
    return low, high


def parse_level(text: str) -> CefrLevel:
    """A level of the CEFR scale in any case; raises ``UsageError``."""
    return choice(CefrLevel, text.strip().upper(), "language level")


def choice(kind: type[Choice], text: str, what: str) -> Choice:
    """The member of a closed set; raises ``UsageError`` that lists what there is."""
    try:
        return kind(text)
    except ValueError:
        raise UsageError(f"{text!r} is no {what}: use one of {', '.join(kind)}.") from None


def make_correction(
    kind: FactKind,
    value: str | None,
    *,
    target: str | None = None,
    level: str | None = None,
    required: bool = True,
    remove: bool = False,
    quote: str = "",
    target_quote: str = "",
    made_at: str = "",
) -> Correction:
    """A checked correction; raises ``UsageError`` for a value that the kind cannot have.

    Without ``target`` the fact with the same value is changed, or one is added; ``remove`` takes the fact away.
    """
    if value is None and kind is FactKind.CLEARANCE:
        value = "yes"
    if value is None:
        raise UsageError(f"Which {kind}? Give its value, such as: ajsearch correct ID language ru.")
    right, its_level = parse_correction(kind, value, level=level)
    wrong = parse_correction(kind, target, level=None)[0] if target is not None else None
    return Correction(
        kind=kind,
        target=right if remove and wrong is None else wrong,
        target_quote=target_quote,
        value=None if remove else right,
        level=None if remove else its_level,
        required=required,
        quote=quote,
        made_at=made_at,
    )


def parse_correction(kind: FactKind, value: str | None, *, level: str | None) -> tuple[str | None, str | None]:
    """Value and level of a corrected fact as they are kept; raises ``UsageError`` where the kind has no such value."""
    if value is not None:
        value = _PARSED.get(kind, _parse_name)(value.strip())
    if level is None or value is None:
        return value, None
    return value, _parse_fact_level(kind, level.strip())


def _parse_code(text: str) -> str:
    return parse_language(text).language if ":" not in text else _refuse(text, "language")


def _parse_years(text: str) -> str:
    """Years, "" for experience of no length that is named."""
    try:
        years = float(text.replace(",", ".")) if text else None
    except ValueError:
        return _refuse(text, "number of years")
    if years is not None and not 0 <= years <= LONGEST_EXPERIENCE:
        return _refuse(text, f"number of years from 0 to {LONGEST_EXPERIENCE:g}")
    return "" if years is None else f"{years:g}"


def _parse_name(text: str) -> str:
    return text or _refuse(text, "name")


def _refuse(text: str, what: str) -> str:
    raise UsageError(f"{text!r} is no {what}.")


_PARSED: Mapping[FactKind, Callable[[str], str]] = {
    FactKind.LANGUAGE: _parse_code,
    FactKind.EDUCATION: lambda text: choice(EducationLevel, text, "education level"),
    FactKind.EXPERIENCE: _parse_years,
    FactKind.LICENCE: lambda text: _parse_name(text).upper(),
    FactKind.TOOL: lambda text: tool_name(_parse_name(text)),
    FactKind.COMPETENCY: lambda text: competency_name(_parse_name(text)),
    FactKind.CLEARANCE: lambda text: text if text == "yes" else _refuse(text, "clearance: write yes"),
    FactKind.CITIZENSHIP: lambda text: choice(Citizenship, text, "citizenship"),
    FactKind.BACKGROUND: lambda text: choice(Background, text, "demand on the background"),
}
"""How the values of a kind are read; the others are names."""


def _parse_fact_level(kind: FactKind, text: str) -> str:
    match kind:
        case FactKind.LANGUAGE:
            return parse_level(text)
        case FactKind.CERTIFICATE:
            return text if text in CERTIFICATE_LEVELS else _refuse(text, "level of a certificate: use 1 to 8")
        case FactKind.CLEARANCE:
            return choice(ClearanceLevel, text, "level of secrecy")
        case _:
            return _refuse(text, f"level, for a fact of the kind {kind} has none")


CERTIFICATE_LEVELS = frozenset("12345678")
"""Levels of the Estonian qualifications framework."""

NO_REQUIREMENT = "none"


def parse_education(text: str) -> EducationLevel | None:
    """A level of education, or "none" for positions that say nothing of it; raises ``UsageError``."""
    return None if text == NO_REQUIREMENT else choice(EducationLevel, text, "education level")


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
    licences: Sequence[str] = (),
    clearance: bool = False,
    employers: Sequence[str] = (),
    units: Sequence[str] = (),
    education_levels: Sequence[str] = (),
    speaks: Sequence[str] = (),
    tools: Sequence[str] = (),
    certificates: Sequence[str] = (),
    competencies: Sequence[str] = (),
    citizenship: Sequence[str] = (),
    background: Sequence[str] = (),
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
        licences=tuple(one.strip().upper() for one in licences if one.strip()),
        clearance=clearance,
        employers=tuple(employers),
        units=tuple(units),
        education_levels=tuple(parse_education(one) for one in education_levels),
        speaks=tuple(parse_skill(one) for text in speaks for one in text.split(",") if one.strip()),
        tools=tuple(tool_name(one) for one in tools),
        certificates=tuple(certificates),
        competencies=tuple(competency_name(one) for one in competencies),
        citizenship=tuple(choice(Citizenship, one, "citizenship") for one in citizenship),
        background=tuple(choice(Background, one, "demand on the background") for one in background),
    )
    return SearchRequest(
        query=query,
        field=choice(SearchField, field, "field"),
        filters=filters,
        limit=limit,
        offset=offset,
        sort=choice(Sort, sort, "order"),
    )
