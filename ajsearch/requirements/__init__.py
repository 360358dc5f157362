"""Facts from requirement texts: languages, education, experience, driving licence and security clearance."""

from collections.abc import Sequence

from ajsearch.model import Requirements, Section, UnreadSentence
from ajsearch.requirements.background import read_background, read_citizenship
from ajsearch.requirements.certificates import read_certificates
from ajsearch.requirements.clearance import read_clearance
from ajsearch.requirements.competencies import read_competencies
from ajsearch.requirements.education import read_education
from ajsearch.requirements.experience import read_experience
from ajsearch.requirements.languages import language_code, language_name, read_languages
from ajsearch.requirements.licence import read_licence
from ajsearch.requirements.statements import Statement, statements
from ajsearch.requirements.tools import read_tools
from ajsearch.requirements.unread import unread, unread_of, unread_sentences

__all__ = ["extract", "language_code", "language_name", "read", "unread", "unread_sentences"]


def extract(sections: Sequence[Section]) -> Requirements:
    """All facts that the requirement texts among the sections state; duties, rights and purpose state none."""
    return read(sections)[0]


def read(sections: Sequence[Section]) -> tuple[Requirements, tuple[UnreadSentence, ...]]:
    """The same, and what mentions a kind of fact but gave none."""
    found = statements(sections)
    return _facts(sections, found), unread_of(found)


def _facts(sections: Sequence[Section], found: Sequence[Statement]) -> Requirements:
    experience = read_experience(found)
    clearance = read_clearance(found)
    return Requirements(
        languages=read_languages(found),
        education=read_education(found),
        experience_years=experience.years,
        experience_required=experience.required,
        driving_licence=read_licence(found),
        security_clearance=clearance is not None and clearance.required,
        experience=experience.mentions,
        clearance=clearance,
        tools=read_tools(sections, found),
        certificates=read_certificates(found),
        citizenship=read_citizenship(found),
        background=read_background(found),
        competencies=read_competencies(sections, found),
    )
