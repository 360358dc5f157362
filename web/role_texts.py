"""Words of the pages about roles."""

from flask import Flask

from ajsearch.model import SectionKind
from ajsearch.roles.clauses import CLAUSE_KINDS
from ajsearch.roles.suggest import Suggestion
from ajsearch.roles.usual import HighRequirement
from ajsearch.wording import education_words, language_words, years_words
from web.i18n import Words, gettext

DRAFT_LABELS = {
    SectionKind.PURPOSE: "Ametikoha eesmärk",
    SectionKind.DUTY: "Ülesanded",
    SectionKind.REQUIREMENT: "Nõuded",
    SectionKind.COMPETENCY: "Pädevused",
}
SUGGESTED_LABELS = {
    SectionKind.DUTY: "Ülesanded, mis sarnastel ametikohtadel on",
    SectionKind.REQUIREMENT: "Nõuded, mis sarnastel ametikohtadel on",
    SectionKind.COMPETENCY: "Pädevused, mis sarnastel ametikohtadel on",
}


def share_text(share: float) -> str:
    """A share from 0 to 1 as Estonians write it: "95%"."""
    return f"{round(share * 100)}%"


def used_text(one: Suggestion) -> str:
    """How many of the similar positions have a suggestion, and how many others: "4/6, mujal 3"."""
    similar = f"{one.used_by}/{one.of}" if one.used_by else ""
    elsewhere = gettext("mujal {count}").format(count=one.elsewhere) if one.elsewhere else ""
    return ", ".join(filter(None, (similar, elsewhere)))


def high_text(one: HighRequirement) -> str:
    """An unusually high requirement in words, with what is usual."""
    usual = gettext("tavaline on {value}").format(value=_value(one.kind, one.usual)) if one.usual else ""
    return gettext("{value}: seda nõuab {share} sarnastest ametikohtadest, {usual}").format(
        value=_value(one.kind, one.value),
        share=share_text(one.share),
        usual=usual or gettext("tavaliselt ei nõuta"),
    )


def _value(kind: str, value: str) -> str:
    if kind == "language":
        code, _, level = value.partition(" ")
        return f"{language_words(code, gettext)} {level}"
    if kind == "education":
        return education_words(value, gettext)
    return gettext("{years} kogemust").format(years=years_words(float(value), gettext))


def register(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters.update(share=share_text, high_requirement=high_text)
    app.jinja_env.globals.update(
        used=used_text,
        clause_kinds=CLAUSE_KINDS,
        draft_labels=Words(DRAFT_LABELS),
        suggested_labels=Words(SUGGESTED_LABELS),
    )
