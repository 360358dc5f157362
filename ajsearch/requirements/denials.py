"""Where a sentence says that something is not required: in one phrase, in two halves, or as a label's value."""

from collections.abc import Iterator, Sequence
from functools import cache

from ajsearch.requirements.language_words import language_table
from ajsearch.requirements.phrases import PhraseTable, V, Word, cues, word_table

Span = tuple[int, int]
"""First word and one past the last word."""

DENIAL_REACH = 6
"""Words between the halves of a denial: "ei ole sellel ametikohal otseselt vajalik"."""

_ENDS = frozenset({",", ".", ";", ")", "\t", "\n"})
_LABEL_SIGNS = frozenset({":", "–", "—", "-", "\t"})
_DASHES = frozenset("-–—")
_CELL_ENDS = frozenset({",", ";", ")", "/", "|", "\t", "\n"})
_BEFORE_CELL = frozenset({":", "|", "\t"})
_CLAUSE_SIGNS = frozenset({",", ".", ";", "(", "\t", "\n"})


def find_denials(words: Sequence[Word]) -> list[Span]:
    """All denials in order; of one in two halves only the second."""
    phrases = [(start, end) for start, end, _ in word_table("negation", "words").find(words)]
    apart = [span for span in parted_denials(words) if not any(_meet(span, one) for one in phrases)]
    return sorted([*phrases, *apart])


def parted_denials(words: Sequence[Word]) -> list[Span]:
    """Second halves of denials ("ei ole sellel kohal | vajalik"), and denials alone behind a label ("Keel: puudub")."""
    return sorted({*_second_halves(words), *_values(words)})


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@cache
def _halves() -> tuple[tuple[PhraseTable[None], PhraseTable[None], bool], ...]:
    """The tables of first and second halves, and whether the second must end its clause."""
    return tuple(
        (_table(one["first"]), _table(one["then"]), bool(one["closes"])) for one in cues()["negation"]["apart"]
    )


def _table(phrases: Sequence[str]) -> PhraseTable[None]:
    return PhraseTable((phrase, None) for phrase in phrases)


def _second_halves(words: Sequence[Word]) -> Iterator[Span]:
    for first, then, closes in _halves():
        for _, end, _ in first.find(words):
            span = second_half(words, end, then)
            if span and (not closes or span[1] >= len(words) or words[span[1]].text in _ENDS):
                yield span


def first_halves(words: Sequence[Word]) -> list[Span]:
    """The first halves of denials, whatever follows: they are said of something and are not what is denied."""
    return [(start, end) for first, _, _ in _halves() for start, end, _ in first.find(words)]


def second_half(words: Sequence[Word], start: int, then: PhraseTable[V]) -> Span | None:
    """The nearest second half in the same clause with nothing before it that keeps the demand."""
    for at in range(start, min(len(words), start + DENIAL_REACH + 1)):
        found = then.match(words, at)
        if found:
            return at, at + found[0]
        if words[at].text in _CLAUSE_SIGNS or word_table("negation", "keeps").match(words, at):
            return None
    return None


def _is_cell(words: Sequence[Word], at: int) -> bool:
    """Whether a sign is all that stands between a language and the next cell, or the end: "vene keel - / …"."""
    if words[at].start == words[at - 1].end or (at + 1 < len(words) and words[at + 1].text not in _CELL_ENDS):
        return False
    before = at - 1
    while before > 0 and words[before].text in _BEFORE_CELL:
        before -= 1
    return "keel" in words[before].folded or language_table().match(words, before) is not None


def _values(words: Sequence[Word]) -> Iterator[Span]:
    """A denial that is all that stands behind a colon or a dash, or one word that closes its clause; or a dash that is
    all that a cell says of a language."""
    for at in range(1, len(words)):
        if words[at].text in _DASHES and _is_cell(words, at):
            yield at, at + 1
    for at in range(2, len(words)):
        found = word_table("negation", "alone").match(words, at)
        if found and words[at - 1].text in _LABEL_SIGNS and all(word.text in _ENDS for word in words[at + found[0] :]):
            yield at, at + found[0]
        closing = word_table("negation", "closing").match(words, at)
        if closing and (at + 1 == len(words) or words[at + 1].text in _ENDS):
            yield at, at + 1
