"""Citizenship, and what is asked of a person's background: checks, no conviction, no bar by law, capacity, health."""

from collections.abc import Iterator, Sequence

from ajsearch.model import Background, BackgroundRequirement, Citizenship, CitizenshipRequirement
from ajsearch.requirements.data_tables import file_table
from ajsearch.requirements.mentions import each_once, needs
from ajsearch.requirements.phrases import Word, words_of
from ajsearch.requirements.statements import Statement
from ajsearch.requirements.wishes import Span
from ajsearch.requirements.wordings import read_once

DATA = "background_cues"


def read_citizenship(found: Sequence[Statement]) -> CitizenshipRequirement | None:
    """The first citizenship that is asked for; one that is required counts before one that is welcome."""
    facts = [fact for statement in found for fact in _citizenship(statement)]
    return next((fact for fact in facts if fact.required), facts[0] if facts else None)


@read_once(CitizenshipRequirement)
def _citizenship(statement: Statement) -> Iterator[CitizenshipRequirement]:
    words = words_of(statement.text)
    spans = _spans(words, "citizenship", "words", block="block")
    if not spans:
        return
    union = bool(file_table(DATA, "citizenship", "european_union").find(words))
    if not union and not file_table(DATA, "citizenship", "estonia").find(words):
        return
    for _, required in needs(statement, words, spans)[:1]:
        yield CitizenshipRequirement(
            citizenship=Citizenship.EUROPEAN_UNION if union else Citizenship.ESTONIA,
            required=required,
            quote=statement.quote,
        )


def _spans(words: Sequence[Word], group: str, name: str, block: str) -> list[Span]:
    found = file_table(DATA, group, name).find(words)
    blocked = file_table(DATA, group, block)
    return [(start, end) for start, end, _ in found if not blocked.match(words, start)]


def read_background(found: Sequence[Statement]) -> tuple[BackgroundRequirement, ...]:
    """Each demand on the background once, in the order of the text."""
    return each_once((one for statement in found for one in _background(statement)), lambda one: one.background)


@read_once(BackgroundRequirement)
def _background(statement: Statement) -> Iterator[BackgroundRequirement]:
    words = words_of(statement.text)
    for kind in Background:
        spans = [(start, end) for start, end, _ in file_table(DATA, "background", kind.value).find(words)]
        kept = needs(statement, words, spans)
        if kept:
            yield BackgroundRequirement(
                background=kind,
                required=any(required for _, required in kept),
                quote=statement.quote,
            )
