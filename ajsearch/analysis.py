"""From a reader's document to everything that is kept of it: structure, facts, repair, language, analysed passages.

A pure function of the document and of the words that repair has learned: the same gives the same analysis, in any
process, without files or network.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ajsearch import passages, requirements, sections
from ajsearch.errors import Reason
from ajsearch.estonian import analyser, damage, language
from ajsearch.estonian.lasting import lasting_of_text
from ajsearch.estonian.ocr_prior import Prior
from ajsearch.estonian.repair import Repaired, Repairer
from ajsearch.model import (
    Note,
    Position,
    Quality,
    Requirements,
    SourceDocument,
    Structure,
    UnreadSentence,
)
from ajsearch.packed import PackedPassages, PackedTokens, pack_tokens, packed_together
from ajsearch.restoration import Restoration

RULES_VERSION = "5"
"""Raise it when sections, requirements or passages change: the next rebuild then analyses every document again."""

VERSION = f"{RULES_VERSION}.{analyser.ANALYSIS_VERSION}"

PASSAGE_CACHE = 10_000
"""Passages whose tokens are kept, some 50 MB: templates, headings and catalogues of competencies repeat theirs."""

AS_IT_IS = "as-it-is"
"""Stands in the version of a damaged text that a person wants without repair."""

LearnedWords = tuple[tuple[str, int], ...]
"""Word forms of clean descriptions with their counts."""


@dataclass(frozen=True, slots=True)
class Description:
    """What an analysis gives: a position without id, path and time of ingest, its passages, and warnings."""

    position: Position
    passages: PackedPassages
    notes: tuple[Note, ...]


def describe(
    document: SourceDocument, *, file_name: str, repair: bool = True, learned: LearnedWords = ()
) -> Description:
    """Analyse one document; ``file_name`` gives the title only where the text has none.

    Without ``repair`` a damaged text stays as it is; ``learned`` are counted words of clean descriptions, by which
    damaged ones are repaired better. Raises ``FileProblem`` (not_a_description) for a text that is no job description.
    """
    text = document.text
    spoken = language.detect_language(text)
    found = damage.assess(text)
    repairer = _repairer(learned) if found.damaged and repair else None
    understand = repairer.understand if repairer else sections.as_written
    structure = sections.parse(document, file_name=file_name, understand=understand)
    restoration = Restoration(repairer.repair if repairer else Repaired)
    if found.damaged:
        structure = restoration.structure(structure)
    facts, unread = requirements.read(structure.sections)
    quality = Quality(
        damaged=found.damaged,
        unknown_words=round(found.unknown_share, 3),
        repaired_words=restoration.words,
        as_it_is=found.damaged and not repair,
    )
    notes = (*document.notes, *_notes(spoken, quality))
    analysed = packed_together((one, _tokens_of(one.text, restoration)) for one in passages.cut(structure))
    position = _position(document, structure, quality, spoken=spoken, facts=facts, unread=unread)
    return Description(position, analysed, notes)


def version_of(quality: Quality, learned: LearnedWords = ()) -> str:
    """The version of an analysis: that of the rules and, of a damaged text, the words that its repair had learned."""
    if not quality.damaged:
        return VERSION
    return f"{VERSION}+{AS_IT_IS if quality.as_it_is else digest_of(learned)}"


def digest_of(learned: LearnedWords) -> str:
    """What tells learned words from others."""
    return hashlib.sha256(repr(learned).encode()).hexdigest()[:8]


def _tokens_of(text: str, restoration: Restoration) -> PackedTokens:
    mended = restoration.mended.get(text, ())
    if mended or text in restoration.damaged:
        return pack_tokens(analyser.analyse(text, mended, damaged=text in restoration.damaged))
    return _tokens(text)


@lru_cache(maxsize=PASSAGE_CACHE)
@lasting_of_text("tokens", PackedTokens)
def _tokens(text: str) -> PackedTokens:
    """The tokens of a passage that nothing was repaired in."""
    return pack_tokens(analyser.analyse(text))


@lru_cache(maxsize=2)
def _repairer(learned: LearnedWords) -> Repairer:
    return Repairer(Prior.builtin().learn(learned))


def _notes(spoken: str, quality: Quality) -> Iterable[Note]:
    if quality.damaged:
        done = "it stays as it is" if quality.as_it_is else f"{quality.repaired_words} words were repaired"
        yield Note(
            Reason.OCR_DAMAGED, f"The text is damaged ({quality.unknown_words:.0%} of its words are unknown); {done}."
        )
    if spoken != "et":
        yield Note(Reason.OTHER_LANGUAGE, f"The text is not Estonian (language: {spoken}); it is searched as it is.")


def _position(
    document: SourceDocument,
    structure: Structure,
    quality: Quality,
    *,
    spoken: str,
    facts: Requirements,
    unread: tuple[UnreadSentence, ...],
) -> Position:
    return Position(
        id="",
        path="",
        format=document.format,
        title=structure.title,
        employer=structure.employer,
        unit=structure.unit,
        manager=structure.manager,
        languages=facts.languages,
        education=facts.education,
        experience_years=facts.experience_years,
        experience_required=facts.experience_required,
        driving_licence=facts.driving_licence,
        security_clearance=facts.security_clearance,
        document_language=spoken,
        sections=structure.sections,
        quality=quality,
        ingested_at="",
        experience=facts.experience,
        clearance=facts.clearance,
        tools=facts.tools,
        certificates=facts.certificates,
        citizenship=facts.citizenship,
        background=facts.background,
        competencies=facts.competencies,
        unread=unread,
    )
