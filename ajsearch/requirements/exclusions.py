"""Double denials: who lacks a language is turned away, so the language is asked for ("ilma vene keeleta ei saa")."""

from collections.abc import Iterator, Sequence

from ajsearch.requirements.denials import Span, second_half
from ajsearch.requirements.phrases import Word, word_table, words_of

DENIED_REACH = 2
"""Words before one for turning away among which a denial makes it none."""


def find_exclusions(words: Sequence[Word]) -> dict[int, tuple[int, bool]]:
    """First word → (one past the last word, whether it turns away) of the words for lacking and for turning away.

    Only where both stand in the sentence, else none: lacking alone asks for nothing.
    """
    lacking = _spans("lacking", words)
    away = [*(span for span in _spans("away", words) if not _denied(words, span)), *_halves(words)] if lacking else []
    apart = [span for span in lacking if not any(span[0] < end and start < span[1] for start, end in away)]
    if not (apart and away):
        return {}
    return {start: (end, turns) for spans, turns in ((apart, False), (away, True)) for start, end in spans}


def is_lacking(text: str) -> bool:
    """Whether a text opens with a word for lacking what stands before it: "keeleta", "mittevaldav"."""
    return _opens("without", text)


def turns_away(text: str) -> bool:
    """Whether a text opens with a word for turning somebody away: "ei sobi"."""
    return _opens("away", text) or _opens("then", text)


def _opens(which: str, text: str) -> bool:
    words = words_of(text)
    return bool(words) and word_table("exclusion", which).match(words, 0) is not None


def _spans(which: str, words: Sequence[Word]) -> list[Span]:
    return [(start, end) for start, end, _ in word_table("exclusion", which).find(words)]


def _denied(words: Sequence[Word], span: Span) -> bool:
    """Whether turning away is itself denied: "puudumine ei ole välistav", "puudumine ei saa takistuseks"."""
    before = words[max(0, span[0] - DENIED_REACH) : span[0]]
    denial = word_table("negation", "words").match(words, span[0])
    longer = denial is not None and denial[0] > span[1] - span[0]
    return longer or bool(word_table("exclusion", "not_away").find(before))


def _halves(words: Sequence[Word]) -> Iterator[Span]:
    """Second halves of what turns away in two: "ei ole see töö | võimalik"."""
    for _, end in _spans("first", words):
        span = second_half(words, end, word_table("exclusion", "then"))
        if span:
            yield span
