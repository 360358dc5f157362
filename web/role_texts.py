"""Words of the pages about roles."""

from flask import Flask

from ajsearch.model import SectionKind
from ajsearch.roles.usual import HighRequirement
from ajsearch.wording import education_words, language_words

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


def high_text(one: HighRequirement) -> str:
    """An unusually high requirement in words, with what is usual."""
    usual = f"tavaline on {_value(one.kind, one.usual)}" if one.usual else "tavaliselt ei nõuta"
    return f"{_value(one.kind, one.value)}: nii palju nõuab {share_text(one.share)} sarnastest, {usual}"


def _value(kind: str, value: str) -> str:
    if kind == "language":
        code, _, level = value.partition(" ")
        return f"{language_words(code)} {level}"
    return education_words(value) if kind == "education" else f"töökogemus {value.replace('.', ',')} a"


def register(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters.update(share=share_text, high_requirement=high_text)
    app.jinja_env.globals.update(draft_labels=DRAFT_LABELS, suggested_labels=SUGGESTED_LABELS)
