"""Abbreviations of requirements written out before a sentence is read: "keskh.", "e.k.", "inglise v saksa"."""

from collections.abc import Sequence
from functools import cache

from ajsearch.requirements.data_tables import data_file
from ajsearch.requirements.phrases import Word, fold, words_of

TEXTS = "requirement_texts"

_Entry = tuple[tuple[str, ...], str]


def written_out(text: str) -> str:
    """The text with the abbreviations of ``data/requirement_texts.toml`` written out; all else as it is."""
    words = words_of(text)
    result, last, at = [], 0, 0
    while at < len(words):
        found = _match(words, at)
        if found is None:
            at += 1
            continue
        end, meaning = found
        if meaning is not None:
            result += [text[last : words[at].start], meaning]
            last = words[end - 1].end
        at = end
    return "".join([*result, text[last:]])


@cache
def _by_first_word() -> dict[str, list[_Entry]]:
    """The abbreviations by their first word, those of more words first."""
    result: dict[str, list[_Entry]] = {}
    for meaning, short in data_file(TEXTS)["abbreviations"].items():
        for one in short:
            pattern = tuple(fold(part) for part in one.split())
            result.setdefault(pattern[0], []).append((pattern, meaning))
    for entries in result.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return result


def _match(words: Sequence[Word], at: int) -> tuple[int, str | None] | None:
    """One past the last word of the abbreviation at a place, and what it stands for: None if for itself."""
    if len(words[at].text) == 1 and not words[at].text.islower():
        return None
    for pattern, meaning in _by_first_word().get(words[at].folded, ()):
        end = _end(words, at, pattern)
        if end is not None:
            kept = fold(meaning) == pattern[0]
            return (end, None) if kept else (_behind_stop(words, end), meaning)
    return None


def _end(words: Sequence[Word], at: int, pattern: Sequence[str]) -> int | None:
    """One past the abbreviation's last word if its words stand here, full stops between them apart."""
    for index, part in enumerate(pattern):
        at = _behind_stop(words, at) if index else at
        if at >= len(words) or words[at].folded != part:
            return None
        at += 1
    return at


def _behind_stop(words: Sequence[Word], at: int) -> int:
    """The next place, or the one behind a full stop that stands right behind the word before it."""
    return at + 1 if 0 < at < len(words) and words[at].text == "." and words[at].start == words[at - 1].end else at
