"""Sections and requirements in Estonian words, for tables, files and pages alike.

``tr`` turns each Estonian text into that of another language; the forms of a noun after one and after other numbers are
parted by ``|``.
"""

from collections.abc import Callable, Mapping

from ajsearch.demands import Strength
from ajsearch.facts import FactKind
from ajsearch.model import ANY_FOREIGN, Background, Certainty, Citizenship, ClearanceLevel, EducationLevel, SectionKind
from ajsearch.requirements.languages import language_name
from ajsearch.stated import Stated

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


Translate = Callable[[str], str]


def estonian(text: str) -> str:
    """Each text as it stands."""
    return text


def language_words(code: str, tr: Translate = estonian) -> str:
    """A language's name: "vene keel", "eesti viipekeel"."""
    if code == ANY_FOREIGN:
        return tr("võõrkeel")
    name = language_name(code)
    return tr(f"{name}keel" if name.endswith("viipe") else f"{name} keel")


def years_words(years: float, tr: Translate = estonian) -> str:
    """A span in words: "1 aasta", "2,5 aastat", "6 kuud" below a year."""
    if years < 1:
        months = round(years * 12)
        return f"{months} {_form(months, tr('kuu|kuud'))}"
    number = f"{years:g}".replace(".", tr(","))
    return f"{number} {_form(years, tr('aasta|aastat'))}"


def _form(number: float, forms: str) -> str:
    one, many = forms.split("|")
    return one if number == 1 else many


def education_words(value: str, tr: Translate = estonian) -> str:
    """A level of education in words."""
    return tr(EDUCATION[EducationLevel(value)]) if value in {*EducationLevel} else value


def licence_words(category: str, tr: Translate = estonian) -> str:
    """A driving licence in words: "B-kategooria juhiluba"."""
    return tr("{category}-kategooria juhiluba").format(category=category)


VALUES: Mapping[FactKind, Callable[[str, Translate], str]] = {
    FactKind.LANGUAGE: language_words,
    FactKind.EDUCATION: education_words,
    FactKind.EXPERIENCE: lambda value, tr: tr("{years} kogemust").format(years=years_words(float(value), tr)),
    FactKind.LICENCE: licence_words,
    FactKind.CITIZENSHIP: lambda value, tr: tr(CITIZENSHIP[Citizenship(value)]),
    FactKind.BACKGROUND: lambda value, tr: tr(BACKGROUND[Background(value)]),
    FactKind.CLEARANCE: lambda value, tr: tr(KINDS[FactKind.CLEARANCE]),
}
"""The words of each kind's values; the others are names and stand for themselves."""


def value_words(row: Stated, tr: Translate = estonian) -> str:
    """What is required, in words: "vene keel", "2 aastat kogemust", "B-kategooria juhiluba", or "" without a value."""
    if not row.value:
        return ""
    return VALUES[row.kind](row.value, tr) if row.kind in VALUES else row.value


def level_words(row: Stated, tr: Translate = estonian) -> str:
    """The level in words, "" where there is none."""
    if not row.level:
        return ""
    match row.kind:
        case FactKind.CLEARANCE:
            return tr(SECRECY[ClearanceLevel(row.level)])
        case FactKind.CERTIFICATE:
            return tr("tase {level}").format(level=row.level)
        case _:
            return row.level


def strength_words(row: Stated, tr: Translate = estonian) -> str:
    """How binding it is; what is not stated is not required, an unnamed language is not mentioned."""
    if row.strength:
        return tr(STRENGTHS[row.strength])
    return tr("ei mainita") if row.kind is FactKind.LANGUAGE and row.value else tr(NOTHING)


def certainty_words(row: Stated, tr: Translate = estonian) -> str:
    """How sure a language's level is, "" for what has no level by nature."""
    return tr(CERTAINTIES[row.certainty]) if row.certainty else ""


def short_words(row: Stated, tr: Translate = estonian) -> str:
    """A requirement in short: "vene keel B2", "inglise keel B1 (soovitav, ligikaudne)"."""
    words = " ".join(filter(None, (value_words(row, tr) or tr(KINDS[row.kind]), level_words(row, tr))))
    limits = [strength_words(row, tr)] if row.strength is not Strength.REQUIRED else []
    limits += [certainty_words(row, tr)] if row.certainty is Certainty.APPROX and row.level else []
    return f"{words} ({', '.join(limits)})" if limits else words
