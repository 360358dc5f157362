"""What a half-typed query may become: titles and skills that have a word so beginning, and the words of the index.

Case and diacritics do not matter while one types ("toojuh" → tööjuhend); what begins exactly as typed comes first.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from ajsearch.model import Position, SectionKind
from ajsearch.search import Completion, CompletionKind
from index.spelling import folded

COMPLETION_FIELD = "completion"
"""Terms: the folded end of a title or skill from one of its words on, a tab, its kind, a tab, and the whole of it."""

MIN_LETTERS = 2
"""Letters before words are completed: fewer say nothing yet, and half the index begins so."""

SHARES = {CompletionKind.WORD: 5, CompletionKind.TITLE: 3, CompletionKind.SKILL: 2}
"""Of ten completions, how many of each kind come before the others fill up."""

MAX_STARTS = 6
"""Words of a title or skill from which on it is found: longer ones are sentences."""

MAX_NAME = 80
"""Characters of a title or skill that is offered; no one wants a longer one in the box."""

NAMES_KEPT = 10_000
"""Titles and skills whose terms are remembered: many positions share them."""

SHORTEST_WORD = 3
"""Letters of a word that is offered."""

_ALIKE = {"o": "oõö", "a": "aä", "u": "uü", "s": "sš", "z": "zž"}
_LAST_WORD = re.compile(r"[^\W\d_](?:[\w-]*\w)?$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_STARTS = re.compile(r"\w+")

Counted = Iterable[tuple[str, int]]
"""Terms, each with the number of positions that have it."""


def completion_terms(position: Position) -> tuple[str, ...]:
    """The terms under which a position's title and skills are completed."""
    names = [(CompletionKind.TITLE, position.title)]
    names += [
        (CompletionKind.SKILL, item.name)
        for section in position.sections
        if section.kind is SectionKind.COMPETENCY
        for item in section.items
        if item.name
    ]
    return tuple(dict.fromkeys(term for kind, name in names for term in _terms_of(kind, " ".join(name.split()))))


@lru_cache(maxsize=NAMES_KEPT)
def _terms_of(kind: CompletionKind, name: str) -> tuple[str, ...]:
    starts = [start.start() for start in _STARTS.finditer(name)] if len(name) <= MAX_NAME else []
    return tuple(f"{_plain(name[start:])}\t{kind}\t{name}" for start in starts[:MAX_STARTS])


@dataclass(frozen=True, slots=True)
class Completer:
    """Completes what is typed. ``words`` gives the indexed lemmas with a beginning, ``names`` the terms of
    ``COMPLETION_FIELD`` with a beginning.
    """

    words: Callable[[str], Counted]
    names: Callable[[str], Counted]

    def complete(self, text: str, limit: int) -> tuple[Completion, ...]:
        """At most ``limit`` queries: titles and skills that go on from the whole text, words from its last word."""
        typed = text.lstrip()
        names = self._names(typed)
        found = {kind: [one for one in names if one.kind is kind] for kind in CompletionKind}
        named = {one.text.casefold() for one in names}
        found[CompletionKind.WORD] = [one for one in self._words(typed) if one.text.casefold() not in named]
        first, rest = list[Completion](), list[Completion]()
        for kind, ten in SHARES.items():
            share = -(-ten * limit // 10)
            first += found[kind][:share]
            rest += found[kind][share:]
        kept = (first + rest)[:limit]
        order = list(SHARES)
        return tuple(sorted(kept, key=lambda one: order.index(one.kind)))

    def _names(self, typed: str) -> list[Completion]:
        beginning = _plain(typed)
        if len(beginning.strip()) < MIN_LETTERS:
            return []
        found: dict[tuple[str, str], int] = {}
        for term, count in self.names(beginning):
            _, kind, name = term.split("\t", 2)
            found[kind, name] = max(count, found.get((kind, name), 0))
        ranked = sorted(found, key=lambda one: (not _plain(one[1]).startswith(beginning), -found[one], one[1]))
        return [Completion(name, CompletionKind(kind), found[kind, name]) for kind, name in ranked]

    def _words(self, typed: str) -> Iterator[Completion]:
        last = _LAST_WORD.search(typed)
        if not last or len(last[0]) < MIN_LETTERS:
            return
        begun = last[0].casefold()
        plain = folded(begun)
        found = [
            (word, count)
            for beginning in _spellings(plain[:MIN_LETTERS])
            for word, count in self.words(beginning)
            if len(word) >= SHORTEST_WORD and folded(word).startswith(plain) and _WORD.fullmatch(word)
        ]
        for word, count in sorted(found, key=lambda one: (not one[0].startswith(begun), -one[1], one[0])):
            yield Completion(typed[: last.start()] + word, CompletionKind.WORD, count)


def _plain(text: str) -> str:
    """A text as titles and skills are compared: folded, hyphens as spaces."""
    return folded(text).replace("-", " ")


def _spellings(plain: str) -> Iterator[str]:
    """All beginnings that fold to the same: "oo" also as "öö" and "oö"."""
    return ("".join(letters) for letters in product(*(_ALIKE.get(letter, letter) for letter in plain)))
