"""Words and forms that people read: names of sections, levels, counts with the right case, marked text."""

from collections.abc import Sequence

from flask import Flask, request

from ajsearch import __version__
from ajsearch.asking import parse_language
from ajsearch.demands import Strength
from ajsearch.errors import Reason, UsageError
from ajsearch.facts import FactKind, Place
from ajsearch.model import Background, CefrLevel, Citizenship
from ajsearch.search import Need, SearchField, Why
from ajsearch.stated import Stated
from ajsearch.table import TableRow, page_path, row_path
from ajsearch.wording import (
    BACKGROUND,
    CITIZENSHIP,
    KINDS,
    SECTIONS,
    certainty_words,
    education_words,
    language_words,
    level_words,
    short_words,
    strength_words,
    value_words,
)
from web.i18n import Language, Words, gettext, language, ngettext

FIELDS = {
    SearchField.ANY: "kõikjalt",
    SearchField.TITLE: "ametinimetusest",
    SearchField.PURPOSE: "eesmärgist",
    SearchField.DUTY: "ülesannetest",
    SearchField.COMPETENCY: "pädevustest",
    SearchField.REQUIREMENT: "nõuetest",
}
WHY = {
    Why.EXACT: "täpselt sama vorm",
    Why.LEMMA: "sama sõna teises vormis",
    Why.PART: "liitsõna osa",
    Why.FAMILY: "sama tüvega sõna",
    Why.SYNONYM: "sünonüüm",
    Why.OCR: "parandatud skannimisviga",
}
REASONS = {
    Reason.EMPTY: "fail on tühi",
    Reason.UNREADABLE: "faili ei saanud lugeda",
    Reason.UNSUPPORTED: "seda liiki faili ei loeta",
    Reason.ENCRYPTED: "fail on parooliga kaitstud",
    Reason.CORRUPT: "fail on katki",
    Reason.NO_TEXT: "failis ei ole loetavat teksti",
    Reason.TOO_LARGE: "fail on liiga suur",
    Reason.TIMEOUT: "lugemine võttis liiga kaua aega",
    Reason.UNSAFE: "fail ei ole turvaline",
    Reason.NOT_A_DESCRIPTION: "fail ei ole ametijuhend",
    Reason.PERMISSION: "faili lugemiseks ei ole õigust",
    Reason.MISSING: "faili enam ei ole",
    Reason.OCR_DAMAGED: "tekst oli vigaselt loetud ja on parandatud",
    Reason.OTHER_LANGUAGE: "juhend ei ole eesti keeles",
    Reason.REMOVED: "ametikoht on kustutatud",
}
CHIPS = {
    "required_only": "ainult nõutavad",
    "approximate": "ka ligikaudsed tasemed",
    "need": "siduvus: {value}",
    "clearance": "riigisaladuse luba",
    "education": "kandidaadi haridus: {value}",
    "min_education": "nõutav haridus: vähemalt {value}",
    "max_experience": "kandidaadi kogemus: {value}",
    "min_experience": "nõutav kogemus: vähemalt {value}",
}
"""Filters of one value, in words."""
NEEDS = {
    Need.ANY: "kõik, mida on mainitud",
    Need.REQUIRED: "nõutav",
    Need.ALTERNATIVE: "üks valikutest",
    Need.WELCOME: "soovitav",
}


ESTONIAN_VALUES = frozenset({"employer", "unit", "tool", "certificate", "competency"})
"""Facets whose values are words of the documents, Estonian in any language of the pages."""


def chip_text(name: str, value: str) -> str:
    """An active filter of one value in words; a yes-or-no filter has no value to tell."""
    match name:
        case "need":
            words = gettext(NEEDS[Need(value)]) if value in {*Need} else value
        case "max_experience" | "min_experience":
            words = _years_text(value)
        case _:
            words = education_words(value, gettext)
    return gettext(CHIPS[name]).format(value=words)


def _years_text(value: str) -> str:
    """Years of an address in words, as they are where they are no number."""
    try:
        return count_text(float(value.replace(",", ".")), "aasta", "aastat")
    except ValueError:
        return value


def value_text(name: str, value: str) -> str:
    """One value of a filter of many in words."""
    match name:
        case "language":
            return level_text(value)
        case "no_language":
            return gettext("{language}t ei mainita").format(language=language_words(value, gettext))
        case "speaks":
            return gettext("kandidaat oskab: {skill}").format(skill=value)
        case _:
            return facet_text(name, value)


def facet_text(name: str, value: str) -> str:
    """One value of a facet in words."""
    match name:
        case "language":
            return level_text(value)
        case "education" | "education_level":
            return gettext("haridust ei mainita") if value == "none" else education_words(value, gettext)
        case "licence":
            return gettext("{category}-kategooria").format(category=value)
        case "citizenship":
            return gettext(CITIZENSHIP[Citizenship(value)]) if value in {*Citizenship} else value
        case "background":
            return gettext(BACKGROUND[Background(value)]) if value in {*Background} else value
        case _:
            return value


def fact_words(kind: FactKind, value: str | None, level: str | None = None) -> str:
    """A corrected requirement in short: its value and level in words."""
    return short_words(Stated(kind=kind, value=value or "", level=level, strength=Strength.REQUIRED), gettext)


def count_text(number: float, one: str, many: str) -> str:
    """A number with its noun: nominative after 1, else partitive singular ("1 ametikoht", "12 ametikohta")."""
    return f"{number_text(number)} {ngettext(one, many, number)}"


def number_text(number: float) -> str:
    """A number as Estonians write it: 1 234,5 (with a no-break space); in English 1,234.5."""
    text = f"{number:,.10g}"
    return text if language() is Language.EN else text.replace(",", "\u00a0").replace(".", ",")


def level_text(value: str) -> str:
    """A language facet or filter in words: "ru:B2" is "vene keel, vähemalt B2", "en:B1:required" "…, nõutav"."""
    try:
        wanted = parse_language(value)
    except UsageError:
        return value
    words = [language_words(wanted.language, gettext)]
    if wanted.highest:
        words.append(f"{wanted.lowest or CefrLevel.A1}–{wanted.highest}")
    elif wanted.lowest:
        words.append(gettext("vähemalt {level}").format(level=wanted.lowest))
    words += [gettext(NEEDS[wanted.need])] if wanted.need else []
    words += [gettext("ka ligikaudne")] if wanted.approximate else []
    return ", ".join(words)


def reason_text(value: str) -> str:
    """Why a file was not read or is doubtful, in words."""
    return gettext(REASONS[Reason(value)])


def day_text(moment: str) -> str:
    """The day of an RFC 3339 moment as Estonians write it, "21.11.2026"; in English as it is, "2026-11-21"."""
    year, month, day = moment[:10].split("-")
    return moment[:10] if language() is Language.EN else f"{int(day)}.{int(month)}.{year}"


def segments(text: str, marks: Sequence[tuple[int, int]], whys: Sequence[str] = ()) -> list[tuple[str, str | None]]:
    """A text cut at its marks: each piece with the reason of its mark in words, None where it is not marked."""
    pieces: list[tuple[str, str | None]] = []
    at = 0
    for number, (start, end) in enumerate(marks):
        if start > at:
            pieces.append((text[at:start], None))
        pieces.append((text[start:end], gettext(WHY[Why(whys[number])]) if number < len(whys) else ""))
        at = end
    if at < len(text):
        pieces.append((text[at:], None))
    return pieces


def page_address(position_id: str, place: Place | None) -> str:
    """The address of a sentence, in the language of the request."""
    return request.script_root + page_path(position_id, place)


def row_address(row: TableRow) -> str:
    """The address of a row's sentence, in the language of the request."""
    return request.script_root + row_path(row)


def register(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters.update(
        count=count_text,
        number=number_text,
        language=lambda code: language_words(code, gettext),
        education=lambda value: education_words(value, gettext),
        reason=reason_text,
        day=day_text,
        place_link=row_address,
        short=lambda row: short_words(row, gettext),
        stated=lambda row: value_words(row, gettext),
        stated_level=lambda row: level_words(row, gettext),
        strength=lambda row: strength_words(row, gettext),
        certainty=lambda row: certainty_words(row, gettext),
    )
    app.jinja_env.globals.update(
        segments=segments,
        section_names=Words(SECTIONS),
        field_names=Words(FIELDS),
        kind_names=Words(KINDS),
        place_path=page_address,
        facet_text=facet_text,
        fact_words=fact_words,
        estonian_values=ESTONIAN_VALUES,
        levels=list(CefrLevel),
        version=__version__,
    )
