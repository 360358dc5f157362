"""Facts from requirement texts: languages, education, experience, driving licence and security clearance."""

from collections.abc import Sequence

from ajsearch.model import Requirements, Section
from ajsearch.requirements.languages import language_code, language_name, read_languages, unread
from ajsearch.requirements.statements import statements

__all__ = ["extract", "language_code", "language_name", "unread"]


def extract(sections: Sequence[Section]) -> Requirements:
    """All facts that the requirement texts among the sections state; duties, rights and purpose state none."""
    found = statements(sections)
    return Requirements(languages=read_languages(found))
