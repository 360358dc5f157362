"""Whether a description asks for access to state secrets, or for being ready to apply for it."""

from collections.abc import Sequence

from ajsearch.requirements.phrases import Word, word_table, words_of
from ajsearch.requirements.statements import Statement
from ajsearch.requirements.wishes import denied_spans, welcome_spans


def read_clearance(found: Sequence[Statement]) -> bool:
    """Whether any statement requires a security clearance; one that is only welcome does not count."""
    return any(_requires(statement) for statement in found)


def _behind(words: Sequence[Word], end: int) -> range:
    """The places right behind a mention: "riigisaladuse luba puudub"."""
    return range(end, min(end + 2, len(words)))


def _requires(statement: Statement) -> bool:
    words = words_of(statement.text)
    spans = [(start, end) for start, end, _ in word_table("clearance", "alone").find(words)]
    if not spans and word_table("clearance", "access").find(words):
        spans = [(start, end) for start, end, _ in word_table("clearance", "secret").find(words)]
    if not spans or statement.welcome:
        return False
    nothing = word_table("clearance", "nothing")
    if statement.topic == "clearance" and nothing.find(words):
        return False
    spans = [span for span in spans if not any(nothing.match(words, at) for at in _behind(words, span[1]))]
    return not (set(spans) <= welcome_spans(words, spans) | denied_spans(words, spans))
