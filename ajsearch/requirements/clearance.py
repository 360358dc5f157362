"""Access to state secrets that a description asks for, or being ready to apply for it."""

from collections.abc import Iterator, Sequence
from functools import cache

from ajsearch.model import ClearanceLevel, ClearanceRequirement
from ajsearch.requirements.denials import find_denials
from ajsearch.requirements.mentions import needs
from ajsearch.requirements.phrases import PhraseTable, Word, cues, word_table, words_of
from ajsearch.requirements.statements import Statement
from ajsearch.requirements.wishes import Span
from ajsearch.requirements.wordings import read_once


def read_clearance(found: Sequence[Statement]) -> ClearanceRequirement | None:
    """The first clearance that is required, else the first that is welcome."""
    facts = [fact for statement in found for fact in _read(statement)]
    return next((fact for fact in facts if fact.required), facts[0] if facts else None)


@read_once(ClearanceRequirement)
def _read(statement: Statement) -> Iterator[ClearanceRequirement]:
    words = words_of(statement.text)
    mentions = _mentions(words)
    nothing = word_table("clearance", "nothing")
    if statement.topic == "clearance" and nothing.find(words):
        return
    spans = [span for span in mentions if not any(nothing.match(words, at) for at in _behind(words, span[1]))]
    ready = bool(word_table("clearance", "ready").find(words))
    if_needed = ready and bool(word_table("welcome", "needed").find(words))
    needed = [required or if_needed for _, required in needs(statement, words, spans)]
    if mentions and not needed and _ready_instead(words):
        needed = [not statement.welcome]
    if needed:
        yield ClearanceRequirement(required=any(needed), quote=statement.quote, level=_level(words), ready=ready)


def _mentions(words: Sequence[Word]) -> list[Span]:
    spans = [(start, end) for start, end, _ in word_table("clearance", "alone").find(words)]
    if not spans and word_table("clearance", "access").find(words):
        spans = [(start, end) for start, end, _ in word_table("clearance", "secret").find(words)]
    return spans


def _behind(words: Sequence[Word], end: int) -> range:
    """The places right behind a mention: "riigisaladuse luba puudub"."""
    return range(end, min(end + 2, len(words)))


def _ready_instead(words: Sequence[Word]) -> bool:
    """Whether being ready is asked for behind a denial: "luba ei ole nõutav, kuid valmisolek seda taotleda"."""
    denials = [end for _, end in find_denials(words)]
    return bool(denials) and any(start >= denials[0] for start, _, _ in word_table("clearance", "ready").find(words))


@cache
def _levels() -> PhraseTable[ClearanceLevel]:
    return PhraseTable(
        (phrase, ClearanceLevel(level)) for level, group in cues()["clearance"]["level"].items() for phrase in group
    )


def _level(words: Sequence[Word]) -> ClearanceLevel | None:
    found = _levels().find(words)
    return found[0][2] if found else None
