"""Words and forms that people read: names of sections, levels, counts with the right case, marked text."""

from collections.abc import Sequence

from flask import Flask

from ajsearch import __version__
from ajsearch.errors import Reason
from ajsearch.model import ANY_FOREIGN, CefrLevel, EducationLevel, LanguageRequirement, SectionKind
from ajsearch.requirements.languages import language_name
from ajsearch.search import SearchField, Why

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
EDUCATION = {
    EducationLevel.BASIC: "põhiharidus",
    EducationLevel.SECONDARY: "keskharidus",
    EducationLevel.VOCATIONAL: "kutseharidus",
    EducationLevel.APPLIED_HIGHER: "rakenduskõrgharidus",
    EducationLevel.BACHELOR: "bakalaureusekraad",
    EducationLevel.HIGHER: "kõrgharidus",
    EducationLevel.MASTER: "magistrikraad",
    EducationLevel.DOCTOR: "doktorikraad",
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
}
CHIPS = {
    "required_only": "ainult nõutavad keeled",
    "approximate": "ka ligikaudsed tasemed",
    "clearance": "riigisaladuse luba",
    "licence": "juhiluba",
    "education": "otsija haridus",
    "min_education": "nõuab vähemalt",
    "max_experience": "otsija kogemus aastates",
    "min_experience": "nõuab kogemust aastates vähemalt",
}
"""Filters of one value, in words."""


def chip_text(name: str, value: str) -> str:
    """An active filter of one value in words; a yes-or-no filter has no value to tell."""
    return CHIPS[name] if value == "1" and "experience" not in name else f"{CHIPS[name]}: {education_text(value)}"


def value_text(name: str, value: str) -> str:
    """One value of a filter of many in words."""
    if name == "language":
        return level_text(value)
    return f"{level_text(value)} mainimata" if name == "no_language" else value


def count_text(number: float, one: str, many: str) -> str:
    """A number with its noun: nominative after 1, else partitive singular ("1 ametikoht", "12 ametikohta")."""
    return f"{number_text(number)} {one if number == 1 else many}"


def number_text(number: float) -> str:
    """A number as Estonians write it: 1 234,5 (with a no-break space)."""
    return f"{number:,.10g}".replace(",", "\u00a0").replace(".", ",")


def language_text(code: str) -> str:
    """A language's name: "vene keel", "eesti viipekeel"."""
    if code == ANY_FOREIGN:
        return "võõrkeel"
    name = language_name(code)
    return f"{name}keel" if name.endswith("viipe") else f"{name} keel"


def level_text(value: str) -> str:
    """A language facet or filter in words: "ru:B2" is "vene keel, vähemalt B2"."""
    code, _, levels = value.partition(":")
    low, dash, high = levels.partition("-")
    if not levels:
        return language_text(code)
    return f"{language_text(code)}, {low}–{high}" if dash else f"{language_text(code)}, vähemalt {low}"


def requirement_text(one: LanguageRequirement) -> str:
    """A language requirement in words: "vene keel B2", "inglise keel (soovitav)"."""
    level = f" {one.level}" if one.level else ""
    notes = ", ".join(note for note in (_group_note(one), "" if one.required else "soovitav") if note)
    return f"{language_text(one.language)}{level}{f' ({notes})' if notes else ''}"


def _group_note(one: LanguageRequirement) -> str:
    return "üks valikutest" if one.group and one.required and one.language != ANY_FOREIGN else ""


def education_text(value: str) -> str:
    """An education level in words."""
    return EDUCATION[EducationLevel(value)] if value in {*EducationLevel} else value


def reason_text(value: str) -> str:
    """Why a file was not read or is doubtful, in words."""
    return REASONS[Reason(value)]


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
        language=language_text,
        level=level_text,
        requirement=requirement_text,
        education=education_text,
        reason=reason_text,
    )
    app.jinja_env.globals.update(
        segments=segments,
        section_names=SECTIONS,
        field_names=FIELDS,
        levels=list(CefrLevel),
        version=__version__,
    )
