"""Levels of several languages that share their second half ("eesti keel kõrg-, vene keel kesktasemel") written out."""

from collections.abc import Sequence

from ajsearch.requirements.language_words import language_table, whole_words
from ajsearch.requirements.levels import TASE, read_level
from ajsearch.requirements.phrases import Word, words_of

_HYPHENS = frozenset("-–")


def with_halves(text: str) -> str:
    """The text with the second half behind each first one whose language is not that of the whole word behind it."""
    if not any(f"{sign}," in text or f"{sign} " in text for sign in _HYPHENS):
        return text
    words = words_of(text)
    result, last = [], 0
    for at in range(len(words) - 1):
        half = _second_half(words, at) if words[at + 1].text in _HYPHENS else None
        if half:
            result += [text[last : words[at].end], half]
            last = words[at + 1].end
    return "".join([*result, text[last:]])


def _second_half(words: Sequence[Word], at: int) -> str | None:
    """What a first half shares with the next word of a level behind it, where a language stands between the two."""
    for place in range(at + 2, len(words)):
        tail = _tail(words[place])
        if tail:
            whole = words_of(words[at].text + tail)
            return tail if _names_language(words[at + 2 : place]) and read_level(whole, 0) else None
    return None


def _tail(word: Word) -> str | None:
    """The second half of a word of a level: "tasemel" of "kesktasemel"."""
    starts = [start for start in (word.folded.find(tase) for tase in TASE) if start > 0]
    return word.text[min(starts) :] if starts else None


def _names_language(words: Sequence[Word]) -> bool:
    return bool(language_table().find(words) or whole_words().find(words) or any("keel" in one.folded for one in words))
