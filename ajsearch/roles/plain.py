"""Where a text could be plainer: phrases of office from an editable list, in any inflected form, and long sentences."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from ajsearch.estonian import analyser
from ajsearch.model import Token

WINDOW = 5
"""Words among which those of a phrase must stand: "teostab regulaarselt riiklikku järelevalvet" has two between."""


@dataclass(frozen=True, slots=True)
class PlainPhrase:
    """A phrase by its lemmas and what says the same in plain words; ``exactly``: in this order, side by side."""

    words: tuple[str, ...]
    plain: str
    exactly: bool = False


@dataclass(frozen=True, slots=True)
class PlainerWording:
    """``phrase`` stands in ``text`` and could be ``plain``; ``start`` and ``end`` are code points of the text."""

    text: str
    phrase: str
    plain: str
    start: int
    end: int


def plainer(text: str) -> tuple[PlainerWording, ...]:
    """The phrases in a text that could be plainer, by place; a word belongs to one phrase alone, the first listed.

    A sentence of more words than the list allows is one whole.
    """
    tokens = analyser.analyse(text)
    used: set[int] = set()
    most, advice = _long_sentences()
    found = [
        PlainerWording(text, text[start:end], advice, start, end)
        for start, end in _sentences(text, tokens)
        if sum(start <= token.start < end for token in tokens) > most
    ]
    for phrase in phrases():
        for places in _places(tokens, phrase):
            if used.isdisjoint(places):
                used.update(places)
                start, end = tokens[min(places)].start, tokens[max(places)].end
                found.append(PlainerWording(text, text[start:end], phrase.plain, start, end))
    return tuple(sorted(found, key=lambda one: one.start))


@cache
def phrases() -> tuple[PlainPhrase, ...]:
    """The phrases, those of more words first, else in the order of their list."""
    found = [PlainPhrase(tuple(one["words"]), one["plain"], one.get("exactly", False)) for one in _lists()["phrases"]]
    return tuple(sorted(found, key=lambda one: -len(one.words)))


def _long_sentences() -> tuple[int, str]:
    """The most words of a sentence, and what to do with a longer one."""
    return _lists()["sentences"]["most_words"], _lists()["sentences"]["plain"]


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((files("ajsearch") / "data" / "roles" / "plain_language.toml").read_text("utf-8"))


def _sentences(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The ranges of the sentences: one ends at a stop that a capital follows."""
    starts = [tokens[0].start if tokens else 0]
    for token, following in pairwise(tokens):
        if text[following.start].isupper() and not set(".;!?").isdisjoint(text[token.end : following.start]):
            starts.append(following.start)
    return [(start, start + len(text[start:end].rstrip())) for start, end in pairwise([*starts, len(text)])]


def _places(tokens: Sequence[Token], phrase: PlainPhrase) -> list[tuple[int, ...]]:
    """The places of the phrase's words, each time that they stand near enough."""
    found = []
    first, *others = phrase.words
    for at in range(len(tokens)):
        if not _is(tokens[at], first):
            continue
        if phrase.exactly:
            places = [at, *range(at + 1, at + 1 + len(others))]
            if places[-1] < len(tokens) and all(_is(tokens[p], w) for p, w in zip(places, phrase.words, strict=True)):
                found.append(tuple(places))
            continue
        near = range(max(0, at - WINDOW), min(len(tokens), at + WINDOW + 1))
        rest = [next((p for p in near if p != at and _is(tokens[p], word)), None) for word in others]
        if None not in rest:
            found.append((at, *(p for p in rest if p is not None)))
    return found


def _is(token: Token, word: str) -> bool:
    return word in token.lemmas or word == token.form
