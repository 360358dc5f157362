"""What a text allows by way of exception ("erandina keskharidus ja 10 aastat tööd"): asked of nobody else."""

from collections.abc import Iterator, Sequence

from ajsearch.requirements.denials import Span
from ajsearch.requirements.phrases import Word, word_table, words_of

_BEFORE = frozenset({"(", ",", ";", "–", "—", "-", "\n"})
_ENDS = frozenset({",", ";", ")", "\n"})


def exceptions(words: Sequence[Word]) -> Iterator[Span]:
    """The exceptions in order, each from its opening to the end of its bracket or clause; a sentence's to its end."""
    for at, _, _ in word_table("exception", "openings").find(words):
        if at and words[at - 1].text not in _BEFORE:
            continue
        ends = set() if at == 0 else {")"} if words[at - 1].text == "(" else _ENDS
        yield at, next((end for end in range(at, len(words)) if words[end].text in ends), len(words))


def without_exceptions(text: str) -> str:
    """The text without its exceptions."""
    words = words_of(text)
    for start, end in reversed(list(exceptions(words))):
        text = text[: words[start].start] + (text[words[end].start :] if end < len(words) else "")
    return text
