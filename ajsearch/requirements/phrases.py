"""Words of a text and tables of phrases over them: the ground that all readers of requirements stand on."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from ajsearch.estonian.morphology import analyse_word

V = TypeVar("V")
_Entry = tuple[tuple[str, ...], V]

SENTENCES_KEPT = 512
"""Sentences that are remembered: each is looked at by several readers, and templates repeat theirs."""

FORMS_KEPT = 20_000
"""Word forms that each table and the folding remember: descriptions repeat theirs."""

_WORD = re.compile(r"[^\W\d_]*[a-zõäöüšž](?=[ABC][12]\b)|[^\W\d_]+\d*|\d+(?:[.,]\d+)?|[^\w ]")
_PATTERN = re.compile(r"\*?[^\W\d_]+\d*\*?|\d+(?:[.,]\d+)?|[^\w\s*]")

LOOKALIKES = str.maketrans("АВСЕТОРКМНХавсеорх", "ABCETOPKMHXabceopx")
"""Cyrillic letters that look like Latin ones: scans and mixed keyboards put them into level codes."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or sign with its range in the text and its folded form."""

    text: str
    folded: str
    start: int
    end: int


@lru_cache(maxsize=FORMS_KEPT)
def fold(text: str) -> str:
    """Lower case without diacritics, Cyrillic look-alikes as Latin letters: õ and o, š and s become equal."""
    decomposed = unicodedata.normalize("NFD", text.translate(LOOKALIKES).lower())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


@lru_cache(maxsize=SENTENCES_KEPT)
def words_of(text: str) -> tuple[Word, ...]:
    """All words, numbers and signs of a text in order; line breaks and tabs are signs, spaces are nothing."""
    return tuple(Word(m.group(), fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text))


def is_subject(text: str) -> bool:
    """Whether a word may be what or whom a clause is about: a noun in the nominative."""
    return any(one.pos == "S" and one.form in {"sg n", "pl n"} for one in analyse_word(text.lower(), guess=True))


def is_object(text: str) -> bool:
    """Whether a word may be what a denied verb is about: a noun in the partitive ("töökogemust ei nõuta")."""
    return any(one.pos == "S" and one.form in {"sg p", "pl p"} for one in analyse_word(text.lower(), guess=True))


def _fits(pattern: str, folded: str) -> bool:
    """Whether a folded word fits a folded pattern with a star at its beginning, its end or both."""
    core = pattern.strip("*")
    if pattern.startswith("*"):
        return core in folded if pattern.endswith("*") else folded.endswith(core)
    return folded.startswith(core) if pattern.endswith("*") else folded == core


class PhraseTable(Generic[V]):
    """Phrases with a value each; the longest one that starts at a word wins, an earlier one among equals."""

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        self._by_word: dict[str, list[tuple[int, _Entry[V]]]] = {}
        self._by_letter: dict[str, list[tuple[int, _Entry[V]]]] = {}
        for place, (phrase, value) in enumerate(entries):
            pattern = tuple(fold(part) for part in _PATTERN.findall(phrase))
            first = pattern[0]
            if "*" in first:
                self._by_letter.setdefault(first[0], []).append((place, (pattern, value)))
            else:
                self._by_word.setdefault(first, []).append((place, (pattern, value)))
        starred = [pattern[0] for group in self._by_letter.values() for _, (pattern, _) in group]
        self._beginnings = tuple(one[:-1] for one in starred if not one.startswith("*"))
        self._ends = tuple(one[1:] for one in starred if not one.endswith("*"))
        self._middles = tuple(one.strip("*") for one in starred if one.startswith("*") and one.endswith("*"))
        self._starting = lru_cache(maxsize=FORMS_KEPT)(self._find_starting)

    def _may_start(self, folded: str) -> bool:
        """Whether a word fits the first word of any phrase: known ten times faster than of which."""
        return (
            folded in self._by_word
            or folded.startswith(self._beginnings)
            or folded.endswith(self._ends)
            or any(one in folded for one in self._middles)
        )

    def _find_starting(self, folded: str) -> list[_Entry[V]]:
        """The phrases whose first word fits, longest first: most words of a text start none."""
        if not self._may_start(folded):
            return []
        found = self._by_word.get(folded, []) + [
            one for key in (folded[:1], "*") for one in self._by_letter.get(key, ()) if _fits(one[1][0][0], folded)
        ]
        # A word with a star at its beginning fits most: it goes after those that begin with the word's own letter.
        order = sorted(found, key=lambda one: (-len(one[1][0]), one[1][0][0].startswith("*"), one[0]))
        return [entry for _, entry in order]

    def match(self, words: Sequence[Word], at: int) -> tuple[int, V] | None:
        """The number of words and the value of the longest phrase at ``at``, or None."""
        for pattern, value in self._starting(words[at].folded):
            if at + len(pattern) <= len(words) and all(
                _fits(part, words[at + k].folded) for k, part in enumerate(pattern[1:], 1)
            ):
                return len(pattern), value
        return None

    def find(self, words: Sequence[Word]) -> list[tuple[int, int, V]]:
        """All phrases as (first word, one past the last word, value), left to right without overlap."""
        result, at, end, starting = [], 0, len(words), self._starting
        while at < end:
            found = starting(words[at].folded) and self.match(words, at)
            if found:
                result.append((at, at + found[0], found[1]))
            at += found[0] if found else 1
        return result


def table(phrases: Mapping[str, Sequence[str]]) -> PhraseTable[str]:
    """A table whose values are the mapping's keys."""
    return PhraseTable((phrase, key) for key, group in phrases.items() for phrase in group)


@cache
def cues() -> dict[str, Any]:
    """The words of ``data/requirement_cues.toml``."""
    return tomllib.loads(files("ajsearch").joinpath("data/requirement_cues.toml").read_text(encoding="utf-8"))


@cache
def word_table(*path: str) -> PhraseTable[str]:
    """The table of one list of the cues; each phrase's value is the list's name."""
    found: Any = cues()
    for step in path:
        found = found[step]
    return PhraseTable((phrase, path[-1]) for phrase in found)
