"""Words and forms that people read: names of sections, levels, counts with the right case, marked text."""

from collections.abc import Sequence

from flask import Flask
from markupsafe import Markup

from ajsearch import __version__
from ajsearch.asking import parse_language
from ajsearch.errors import Reason, UsageError
from ajsearch.model import ANY_FOREIGN, Background, CefrLevel, Citizenship, LanguageRequirement, SectionKind
from ajsearch.search import Need, SearchField, Why
from ajsearch.table import page_path, row_path
from ajsearch.wording import (
    BACKGROUND,
    CITIZENSHIP,
    KINDS,
    certainty_words,
    education_words,
    language_words,
    level_words,
    strength_words,
    value_words,
)

SECTIONS = {
    SectionKind.GENERAL: "üldandmed",
    SectionKind.PURPOSE: "eesmärk",
    SectionKind.DUTY: "ülesanne",
    SectionKind.RESULT: "tulemus",
    SectionKind.RIGHT: "õigus",
    SectionKind.RESPONSIBILITY: "vastutus",
    SectionKind.OBLIGATION: "kohustus",
    SectionKind.TOOL: "töövahend",
    SectionKind.REQUIREMENT: "nõue",
    SectionKind.COMPETENCY: "pädevus",
    SectionKind.OTHER: "muu",
}
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
    "need": "siduvus",
    "clearance": "riigisaladuse luba",
    "education": "otsija haridus",
    "min_education": "nõuab vähemalt",
    "max_experience": "otsija kogemus aastates",
    "min_experience": "nõuab kogemust aastates vähemalt",
}
"""Filters of one value, in words."""
NEEDS = {
    Need.ANY: "kõik, mida on mainitud",
    Need.REQUIRED: "nõutav",
    Need.ALTERNATIVE: "üks valikutest",
    Need.WELCOME: "soovitav",
}


def chip_text(name: str, value: str) -> str:
    """An active filter of one value in words; a yes-or-no filter has no value to tell."""
    if value == "1" and "experience" not in name:
        return CHIPS[name]
    words = NEEDS[Need(value)] if name == "need" and value in {*Need} else education_words(value)
    return f"{CHIPS[name]}: {words}"


def value_text(name: str, value: str) -> str:
    """One value of a filter of many in words."""
    match name:
        case "language":
            return level_text(value)
        case "no_language":
            return f"{language_words(value)} mainimata"
        case "speaks":
            return f"otsija oskab: {value}"
        case _:
            return facet_text(name, value)


def facet_text(name: str, value: str) -> str:
    """One value of a facet in words."""
    match name:
        case "language":
            return level_text(value)
        case "education" | "education_level":
            return "haridust ei mainita" if value == "none" else education_words(value)
        case "licence":
            return f"{value}-kategooria"
        case "citizenship":
            return CITIZENSHIP[Citizenship(value)] if value in {*Citizenship} else value
        case "background":
            return BACKGROUND[Background(value)] if value in {*Background} else value
        case _:
            return value


def count_text(number: float, one: str, many: str) -> str:
    """A number with its noun: nominative after 1, else partitive singular ("1 ametikoht", "12 ametikohta")."""
    return f"{number_text(number)} {one if number == 1 else many}"


def number_text(number: float) -> str:
    """A number as Estonians write it: 1 234,5 (with a no-break space)."""
    return f"{number:,.10g}".replace(",", "\u00a0").replace(".", ",")


def level_text(value: str) -> str:
    """A language facet or filter in words: "ru:B2" is "vene keel, vähemalt B2", "en:B1:required" "…, nõutav"."""
    try:
        wanted = parse_language(value)
    except UsageError:
        return value
    words = [language_words(wanted.language)]
    if wanted.highest:
        words.append(f"{wanted.lowest or CefrLevel.A1}–{wanted.highest}")
    elif wanted.lowest:
        words.append(f"vähemalt {wanted.lowest}")
    words += [NEEDS[wanted.need]] if wanted.need else []
    words += ["ka ligikaudne"] if wanted.approximate else []
    return ", ".join(words)


def requirement_text(one: LanguageRequirement) -> str:
    """A language requirement in words: "vene keel B2", "inglise keel (soovitav)"."""
    level = f" {one.level}" if one.level else ""
    notes = ", ".join(note for note in (_group_note(one), "" if one.required else "soovitav") if note)
    return f"{language_words(one.language)}{level}{f' ({notes})' if notes else ''}"


def _group_note(one: LanguageRequirement) -> str:
    return "üks valikutest" if one.group and one.required and one.language != ANY_FOREIGN else ""


def reason_text(value: str) -> str:
    """Why a file was not read or is doubtful, in words."""
    return REASONS[Reason(value)]


def day_text(moment: str) -> str:
    """The day of an RFC 3339 moment as Estonians write it: "21.11.2026"."""
    year, month, day = moment[:10].split("-")
    return f"{int(day)}.{int(month)}.{year}"


def problem_text(message: str) -> Markup:
    """What an error says, told to be English."""
    return Markup('<span lang="en">{}</span>').format(message)


def segments(text: str, marks: Sequence[tuple[int, int]], whys: Sequence[str] = ()) -> list[tuple[str, str | None]]:
    """A text cut at its marks: each piece with the reason of its mark in words, None where it is not marked."""
    pieces: list[tuple[str, str | None]] = []
    at = 0
    for number, (start, end) in enumerate(marks):
        if start > at:
            pieces.append((text[at:start], None))
        pieces.append((text[start:end], WHY[Why(whys[number])] if number < len(whys) else ""))
        at = end
    if at < len(text):
        pieces.append((text[at:], None))
    return pieces


def register(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters.update(
        count=count_text,
        number=number_text,
        language=language_words,
        level=level_text,
        requirement=requirement_text,
        education=education_words,
        reason=reason_text,
        problem=problem_text,
        day=day_text,
        place_link=row_path,
        stated=value_words,
        stated_level=level_words,
        strength=strength_words,
        certainty=certainty_words,
    )
    app.jinja_env.globals.update(
        segments=segments,
        section_names=SECTIONS,
        field_names=FIELDS,
        kind_names=KINDS,
        place_path=page_path,
        facet_text=facet_text,
        levels=list(CefrLevel),
        version=__version__,
    )
