"""Sentences of the requirements that speak of something but gave no fact of it, for a person to check."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from ajsearch.model import FactKind, Section, UnreadSentence
from ajsearch.requirements.background import read_citizenship
from ajsearch.requirements.certificates import read_certificates
from ajsearch.requirements.clearance import read_clearance
from ajsearch.requirements.denials import find_denials
from ajsearch.requirements.education import read_education
from ajsearch.requirements.experience import read_experience
from ajsearch.requirements.languages import is_unread, join_cells, read_languages
from ajsearch.requirements.licence import read_licence
from ajsearch.requirements.phrases import PhraseTable, Word, cues, table, words_of
from ajsearch.requirements.statements import Statement, statements
from ajsearch.requirements.tools import read_tools
from ajsearch.requirements.wordings import told_once

_Found = Sequence[Statement]

_READERS: Mapping[FactKind, Callable[[_Found], object]] = {
    FactKind.EDUCATION: read_education,
    FactKind.EXPERIENCE: lambda found: read_experience(found).mentions,
    FactKind.LICENCE: lambda found: read_licence(found) or read_certificates(found),
    FactKind.CLEARANCE: read_clearance,
    FactKind.TOOL: lambda found: read_tools((), found),
    FactKind.CERTIFICATE: lambda found: read_certificates(found) or read_licence(found) or read_languages(found),
    FactKind.CITIZENSHIP: read_citizenship,
}
"""What counts as read for each kind; a proof may be one of a language or of driving."""


def unread_sentences(sections: Sequence[Section]) -> tuple[UnreadSentence, ...]:
    """All sentences that mention a kind of fact by its words but gave none, in order; denials are read, not missed."""
    return unread_of(statements(sections))


def unread_of(found: Sequence[Statement]) -> tuple[UnreadSentence, ...]:
    """Those among the statements of a description."""
    result = [
        UnreadSentence(kind=FactKind.LANGUAGE, quote=one.quote, place=one.place)
        for one in join_cells(found)
        if is_unread(one)
    ]
    result += [
        UnreadSentence(kind=kind, quote=one.quote, place=one.place)
        for one in found
        if not one.described
        for kind in _missed(one)
    ]
    return tuple(dict.fromkeys(result))


def unread(sections: Sequence[Section]) -> tuple[str, ...]:
    """The sentences among them that mention a language or its level."""
    return tuple(dict.fromkeys(one.quote for one in unread_sentences(sections) if one.kind is FactKind.LANGUAGE))


@cache
def _kinds() -> PhraseTable[str]:
    return table(cues()["unread"])


@told_once
def _missed(statement: Statement) -> tuple[FactKind, ...]:
    """The kinds that a sentence mentions and gives no fact of."""
    return tuple(kind for kind in _mentioned(statement) if not _READERS[kind]((statement,)))


def _mentioned(statement: Statement) -> list[FactKind]:
    """The kinds whose words stand in a sentence of some length that denies nothing."""
    words = words_of(statement.text)
    if find_denials(words) or len(words_of(statement.quote)) < 2:
        return []
    found = [kind for _, end, kind in _kinds().find(words) if not _is_half(words, end)]
    return list(dict.fromkeys(map(FactKind, found)))


def _is_half(words: Sequence[Word], end: int) -> bool:
    """Whether a word is but the first half of another one: "kutse- või kõrgharidus"."""
    return end < len(words) and words[end].text in "-–" and words[end].start == words[end - 1].end
