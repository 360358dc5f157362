"""Requirements in Estonian words, for tables, files and pages alike."""

from collections.abc import Callable, Mapping

from ajsearch.demands import Strength
from ajsearch.facts import FactKind
from ajsearch.model import ANY_FOREIGN, Background, Certainty, Citizenship, ClearanceLevel, EducationLevel
from ajsearch.requirements.languages import language_name
from ajsearch.stated import Stated

KINDS = {
    FactKind.LANGUAGE: "keel",
    FactKind.EDUCATION: "haridus",
    FactKind.EXPERIENCE: "kogemus",
    FactKind.LICENCE: "juhiluba",
    FactKind.CLEARANCE: "riigisaladuse luba",
    FactKind.TOOL: "programm või süsteem",
    FactKind.CERTIFICATE: "tunnistus",
    FactKind.COMPETENCY: "pädevus",
    FactKind.CITIZENSHIP: "kodakondsus",
    FactKind.BACKGROUND: "taust",
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
CITIZENSHIP = {
    Citizenship.ESTONIA: "Eesti kodakondsus",
    Citizenship.EUROPEAN_UNION: "Euroopa Liidu liikmesriigi kodakondsus",
}
BACKGROUND = {
    Background.CHECK: "taustakontroll",
    Background.NO_CONVICTION: "karistatuse puudumine",
    Background.NO_LEGAL_BAR: "seadusest tuleneva takistuse puudumine",
    Background.LEGAL_CAPACITY: "teovõime",
    Background.HEALTH: "tervisekontroll",
}
SECRECY = {
    ClearanceLevel.RESTRICTED: "piiratud",
    ClearanceLevel.CONFIDENTIAL: "konfidentsiaalne",
    ClearanceLevel.SECRET: "salajane",
    ClearanceLevel.TOP_SECRET: "täiesti salajane",
}
STRENGTHS = {
    Strength.REQUIRED: "nõutav",
    Strength.ALTERNATIVE: "üks valikutest",
    Strength.WELCOME: "soovitav",
    Strength.MENTIONED: "kasutatakse töös",
}
CERTAINTIES = {
    Certainty.EXACT: "kindel",
    Certainty.LAW: "seaduse järgi",
    Certainty.APPROX: "ligikaudne",
    Certainty.NONE: "tase nimetamata",
}
NOTHING = "ei nõuta"


def language_words(code: str) -> str:
    """A language's name: "vene keel", "eesti viipekeel"."""
    if code == ANY_FOREIGN:
        return "võõrkeel"
    name = language_name(code)
    return f"{name}keel" if name.endswith("viipe") else f"{name} keel"


def years_words(years: float) -> str:
    """A span in words: "1 aasta", "2,5 aastat", "6 kuud" below a year."""
    if years < 1:
        months = round(years * 12)
        return f"{months} {'kuu' if months == 1 else 'kuud'}"
    number = f"{years:g}".replace(".", ",")
    return f"{number} {'aasta' if years == 1 else 'aastat'}"


def education_words(value: str) -> str:
    """A level of education in words."""
    return EDUCATION[EducationLevel(value)] if value in {*EducationLevel} else value


VALUES: Mapping[FactKind, Callable[[str], str]] = {
    FactKind.LANGUAGE: language_words,
    FactKind.EDUCATION: education_words,
    FactKind.EXPERIENCE: lambda value: f"{years_words(float(value))} kogemust",
    FactKind.LICENCE: lambda value: f"{value}-kategooria juhiluba",
    FactKind.CITIZENSHIP: lambda value: CITIZENSHIP[Citizenship(value)],
    FactKind.BACKGROUND: lambda value: BACKGROUND[Background(value)],
    FactKind.CLEARANCE: lambda value: KINDS[FactKind.CLEARANCE],
}
"""The words of each kind's values; the others are names and stand for themselves."""


def value_words(row: Stated) -> str:
    """What is required, in words: "vene keel", "2 aastat kogemust", "B-kategooria juhiluba", or "" without a value."""
    return VALUES.get(row.kind, str)(row.value) if row.value else ""


def level_words(row: Stated) -> str:
    """The level in words, "" where there is none."""
    if not row.level:
        return ""
    match row.kind:
        case FactKind.CLEARANCE:
            return SECRECY[ClearanceLevel(row.level)]
        case FactKind.CERTIFICATE:
            return f"tase {row.level}"
        case _:
            return row.level


def strength_words(row: Stated) -> str:
    """How binding it is; what is not stated is not required, an unnamed language is not mentioned."""
    if row.strength:
        return STRENGTHS[row.strength]
    return "ei mainita" if row.kind is FactKind.LANGUAGE and row.value else NOTHING


def certainty_words(row: Stated) -> str:
    """How sure a language's level is, "" for what has no level by nature."""
    return CERTAINTIES[row.certainty] if row.certainty else ""
