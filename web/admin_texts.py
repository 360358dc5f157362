"""Words of the administrator's pages."""

from enum import StrEnum

from flask import Flask

from ajsearch.facts import Background, CefrLevel, Citizenship, ClearanceLevel, EducationLevel, FactKind
from ajsearch.jobs import JobKind, JobState
from ajsearch.requirements.languages import language_code
from ajsearch.stated import Stated
from ajsearch.wording import BACKGROUND, CITIZENSHIP, EDUCATION, SECRECY, language_words
from web.i18n import Words, gettext
from web.texts import count_text

MINUTE, HOUR = 60, 3600


class Done(StrEnum):
    """What a form did, as the next page's address says it."""

    SENT = "sent"
    WAITING = "waiting"
    NO_FILES = "no-files"
    READING = "reading"
    STOPPING = "stopping"
    REMOVED = "removed"
    RESTORED = "restored"
    ERASED = "erased"
    CORRECTED = "corrected"
    UNDONE = "undone"


DONE = {
    Done.SENT: "Failid on vastu võetud ja neid loetakse.",
    Done.WAITING: "Failid on vastu võetud. Praegu loetakse teisi faile; kui see on lõppenud, vajuta „Loe uued failid“.",
    Done.NO_FILES: "Ühtegi faili ei valitud.",
    Done.READING: "Lugemine on alanud.",
    Done.STOPPING: "Lugemine lõpetatakse. Mis on juba loetud, jääb alles.",
    Done.REMOVED: "Ametikoht on kustutatud. Selle saab siit tagasi võtta.",
    Done.RESTORED: "Ametikoht on tagasi.",
    Done.ERASED: "Kustutatud ametikohast on alles ainult nimetus.",
    Done.CORRECTED: "Parandus on salvestatud.",
    Done.UNDONE: "Parandus on tagasi võetud.",
}
JOBS = {
    JobKind.NEW: "Uute failide lugemine",
    JobKind.AGAIN: "Failide uuesti lugemine",
}
STATES = {
    JobState.RUNNING: "käib",
    JobState.DONE: "lõppenud",
    JobState.STOPPED: "peatatud",
    JobState.FAILED: "katkenud",
    JobState.BROKEN: "katkenud",
}
CHOICES = {
    FactKind.EDUCATION: {value.value: EDUCATION[value] for value in EducationLevel},
    FactKind.CITIZENSHIP: {value.value: CITIZENSHIP[value] for value in Citizenship},
    FactKind.BACKGROUND: {value.value: BACKGROUND[value] for value in Background},
}
"""The kinds whose values are a closed set, with the words of each."""

LEVELS = {
    FactKind.LANGUAGE: {value.value: value.value for value in CefrLevel},
    FactKind.CERTIFICATE: {value: value for value in "12345678"},
    FactKind.CLEARANCE: {value.value: SECRECY[value] for value in ClearanceLevel},
}
"""The kinds that have levels, with the words of each."""

VALUE_LABELS = {
    FactKind.LANGUAGE: "Keel",
    FactKind.EDUCATION: "Haridus",
    FactKind.EXPERIENCE: "Aastaid",
    FactKind.LICENCE: "Kategooria",
    FactKind.TOOL: "Nimetus",
    FactKind.CERTIFICATE: "Nimetus",
    FactKind.COMPETENCY: "Nimetus",
    FactKind.CITIZENSHIP: "Kodakondsus",
    FactKind.BACKGROUND: "Taust",
}
"""How a kind's value is asked for; the clearance has none."""


def duration_text(seconds: float) -> str:
    """A length of time in words, as exact as people need it: "12 sekundit", "3 minutit", "1,5 tundi"."""
    if seconds < MINUTE:
        return count_text(max(1, round(seconds)), "sekund", "sekundit")
    if seconds < HOUR:
        return count_text(round(seconds / MINUTE), "minut", "minutit")
    return count_text(round(seconds / HOUR, 1), "tund", "tundi")


def rate_text(files_a_second: float) -> str:
    """How quickly files are read: a second, or a minute where that gives a number one can see."""
    if files_a_second >= 1:
        return gettext("{files} sekundis").format(files=count_text(round(files_a_second, 1), "fail", "faili"))
    return gettext("{files} minutis").format(files=count_text(round(files_a_second * MINUTE, 1), "fail", "faili"))


def editable_value(one: Stated) -> str:
    """A fact's value as a person would write it into the form: a language by its name where that is understood."""
    if one.kind is not FactKind.LANGUAGE:
        return one.value
    name = language_words(one.value, gettext).removesuffix(" keel")
    return name if language_code(name) == one.value else one.value


def register_texts(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters.update(duration=duration_text, rate=rate_text, editable=editable_value)
    app.jinja_env.globals.update(
        done_words=Words(DONE),
        job_names=Words(JOBS),
        job_states=Words(STATES),
        fact_choices={kind: Words(words) for kind, words in CHOICES.items()},
        fact_levels={kind: Words(words) for kind, words in LEVELS.items()},
        value_labels=Words(VALUE_LABELS),
    )
