"""Queries of each kind and the positions that truly answer them, known from what the generator put where.

A position answers a word when it holds any inflected form of it: the word's whole paradigm as Vabamorf synthesises it
is looked up among the generated words. No analysis of running text and no index takes part. Only nouns are asked whose
forms are forms of nothing else. Compounds, derivations and synonyms that a search also finds count neither way.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import product
from random import Random

from ajsearch.estonian.morphology import analyse_word, synthesise
from benchmarks.generate import SEED, Clause, Generated

CASES = ["n", "g", "p", "ill", "in", "el", "all", "ad", "abl", "tr", "ter", "es", "ab", "kom", "adt"]
FORMS = tuple(f"{number} {case}" for number in ("sg", "pl") for case in CASES)
MIN_LETTERS = 4
RARE_SHARE = 0.01
"""A rare word is in at most this share of the positions (and at least in one)."""
COMMON_SHARE = 0.1
"""A common word is in at least this share of the positions."""
MIN_SHARED = 3
"""Three words are asked together only where this many positions or more hold them: a query that somebody would type."""
LEVELS = ("A2", "B1", "B2", "C1")
MENTIONED = ("ru", "en", "et", "de", "fi")


class Kind(StrEnum):
    """The kinds of query that are measured."""

    RARE = "rare word"
    COMMON = "common word"
    THREE = "three words"
    FIVE = "five words"
    PHRASE = "phrase of two"
    FIELD = "word in duties"
    FILTER = "word, language, facets"
    SIMILAR = "similar positions"


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked and the numbers of the positions that answer it. A similar one has only ``like``, a position."""

    kind: Kind
    words: tuple[str, ...]
    answers: frozenset[int]
    language: tuple[str, str] | None = None
    like: int | None = None


def tokens(text: str) -> list[str]:
    """The words of a text in lower case."""
    return re.findall(r"\w+", text.casefold())


@cache
def paradigm(lemma: str) -> frozenset[str]:
    """All inflected forms of a noun."""
    return frozenset(form.casefold() for case in FORMS for form in synthesise(lemma, case, "S")) | {lemma}


@cache
def noun(form: str) -> str | None:
    """The one noun that ``form`` is a form of; None where it is another word's too, or no noun."""
    readings = analyse_word(form)
    lemmas = {reading.lemma.casefold() for reading in readings}
    if len(lemmas) != 1 or {reading.pos for reading in readings} != {"S"} or len(form) < MIN_LETTERS:
        return None
    lemma = lemmas.pop()
    return lemma if form in paradigm(lemma) else None


class Knowledge:
    """Which positions hold which words, from the clauses that the generator used."""

    def __init__(self, positions: Sequence[Generated]) -> None:
        self.positions = positions
        self._anywhere: dict[str, set[int]] = defaultdict(set)
        self._in_duties: dict[str, set[int]] = defaultdict(set)
        self._clauses: dict[Clause, set[int]] = defaultdict(set)
        for one in positions:
            for clause in one.clauses:
                self._clauses[clause].add(one.number)
            for word in tokens("\n".join((*one.head, *one.headings))):
                self._anywhere[word].add(one.number)
        for clause, numbers in self._clauses.items():
            for word in set(tokens(clause.text)):
                self._anywhere[word] |= numbers
                if clause.kind == "duty":
                    self._in_duties[word] |= numbers

    def nouns(self) -> list[str]:
        """The nouns that can be asked, in a fixed order."""
        found: dict[str, bool] = {}
        for word in sorted(self._anywhere):
            if word.isalpha() and (lemma := noun(word)):
                found[lemma] = True
        return [lemma for lemma in found if all(noun(f) == lemma for f in paradigm(lemma) if f in self._anywhere)]

    def holding(self, lemma: str, *, duties_only: bool = False) -> frozenset[int]:
        """The positions with any form of a noun."""
        where = self._in_duties if duties_only else self._anywhere
        return frozenset[int]().union(*(where[form] for form in paradigm(lemma) if form in where))

    def pairs(self) -> dict[tuple[str, str], set[int]]:
        """Pairs of a word as it is written and the noun after it, with the positions where forms of both meet so."""
        found: dict[tuple[str, str], set[int]] = defaultdict(set)
        for clause, numbers in self._clauses.items():
            for first, second in re.findall(r"(?=\b(\w+) (\w+))", clause.text.casefold()):
                if noun(first) and (lemma := noun(second)):
                    found[noun(first) or "", lemma] |= numbers
        return found

    def requiring(self, language: str, lowest: str) -> frozenset[int]:
        """The positions whose requirements name a language at a level or above."""
        return frozenset(
            one.number
            for one in self.positions
            if any(code == language and level is not None and level >= lowest for code, level in one.languages)
        )


def choose(positions: Sequence[Generated], per_kind: int) -> list[Query]:
    """``per_kind`` queries of each kind, or as many as there are; the same for the same positions."""
    known, random = Knowledge(positions), Random(SEED)
    answers = {lemma: known.holding(lemma) for lemma in known.nouns()}
    most_rare, least_common = max(2, RARE_SHARE * len(positions)), COMMON_SHARE * len(positions)
    rare = [lemma for lemma, found in answers.items() if 0 < len(found) <= most_rare]
    common = [lemma for lemma, found in answers.items() if len(found) >= least_common]
    queries = [Query(Kind.RARE, (lemma,), answers[lemma]) for lemma in _some(random, rare, per_kind)]
    queries += [Query(Kind.COMMON, (lemma,), answers[lemma]) for lemma in _some(random, common, per_kind)]
    queries += _words_together(random, answers, positions, kind=Kind.THREE, words_asked=3, count=per_kind)
    queries += _phrases(random, known.pairs(), per_kind)
    queries += [
        Query(Kind.FIELD, (lemma,), known.holding(lemma, duties_only=True)) for lemma in _some(random, common, per_kind)
    ]
    queries += _filtered(random, known, answers, common, per_kind)
    like = _some(random, positions, per_kind)
    alike: dict[str, set[int]] = defaultdict(set)
    for one in positions:
        alike[one.work].add(one.number)
    queries += _words_together(random, answers, positions, kind=Kind.FIVE, words_asked=5, count=per_kind)
    queries += [Query(Kind.SIMILAR, (), frozenset(alike[o.work] - {o.number}), like=o.number) for o in like]
    return queries


def _some(random: Random, values: Sequence, count: int) -> list:  # type: ignore[type-arg]
    return random.sample(values, min(count, len(values)))


def _words_together(
    random: Random,
    answers: dict[str, frozenset[int]],
    positions: Sequence[Generated],
    *,
    kind: Kind,
    words_asked: int,
    count: int,
) -> Iterable[Query]:
    """So many words of one position that a few others hold together too."""
    at_position: dict[int, list[str]] = defaultdict(list)
    for lemma, found in answers.items():
        for number in found:
            at_position[number].append(lemma)
    for _ in range(count):
        for _ in range(1000):
            words = tuple(_some(random, at_position[random.randrange(len(positions))], words_asked))
            found = frozenset.intersection(*(answers[word] for word in words))
            if len(found) >= min(MIN_SHARED, len(positions)):
                yield Query(kind, words, found)
                break


def _phrases(random: Random, pairs: dict[tuple[str, str], set[int]], count: int) -> list[Query]:
    """A noun in its citation form after the form that goes before it: what somebody would write in quotes."""
    asked = []
    for (first, second), found in _some(random, sorted(pairs.items()), count):
        genitive = next(iter(synthesise(first, "sg g", "S")), first).casefold()
        asked.append(Query(Kind.PHRASE, (genitive, second), frozenset(found)))
    return asked


def _filtered(
    random: Random, known: Knowledge, answers: dict[str, frozenset[int]], common: Sequence[str], count: int
) -> list[Query]:
    """A common word with a language's lowest level that at least one of its positions asks for."""
    asked = []
    for word in _some(random, common, count):
        for language in random.sample(list(product(MENTIONED, LEVELS)), len(MENTIONED) * len(LEVELS)):
            if found := answers[word] & known.requiring(*language):
                asked.append(Query(Kind.FILTER, (word,), found, language=language))
                break
    return asked
