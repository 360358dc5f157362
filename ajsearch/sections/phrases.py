"""Phrases over lemmas: the little pattern language of the data files, matched on the words of a heading or label.

An element of a phrase is a lemma ("ülesanne"), an ending of compounds ("*ülesanne"), a beginning ("haridus*"), or
alternatives with "|"; "=kes" is that form alone and not other forms of its lemma. Elements must follow each other;
neutral words may stand between them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from ajsearch.estonian.morphology import analyse_word, synthesise

WORD = re.compile(r"[^\W\d_]+(?:-(?=[^\W\d_]))?(?:[^\W\d_]+)*-?|%")
_BRACKETED = re.compile(r"\(([^\W\d_]{1,4})\)(?=[^\W\d_]|\b)|\([^)]*\)")
_FOLDS = str.maketrans("öõôòóéèüúùäàášžß60", "ooooooouuuaaaszsoo")
_DOUBLE_I = re.compile(r"ii(?!i)")
_FOLDED_FORMS = ("sg n", "sg g", "pl n", "pl g", "sg p", "pl p", "sg all", "pl all", "sg kom")
"""Noun forms that headings use; verbs fall back to their dictionary form."""


class Word(msgspec.Struct, frozen=True, cache_hash=True, gc=False):
    """A word of a heading in lower case with its possible lemmas, itself among them: a key of many caches."""

    form: str
    lemmas: frozenset[str]


def fold(text: str) -> str:
    """Text without diacritics and with the commonest OCR confusions of them undone, for damaged headings only."""
    return _DOUBLE_I.sub("u", text.lower().translate(_FOLDS))


@lru_cache(maxsize=20_000)
def word_of(form: str) -> Word:
    """The word with the lemmas of all its readings; a suspended "töö-" is the word before the hyphen."""
    form = form.lower()
    bare = form.strip("-")
    return Word(form, frozenset({bare} | {reading.lemma.lower() for reading in analyse_word(bare)}))


def may_be_damaged(words: tuple[Word, ...]) -> bool:
    """Whether the words may have lost their diacritics: none has any left ("eesmark" may even be a word)."""
    return not any(char in "õäöü" for word in words for char in word.form)


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a short text; brackets inside words ("uu(t)e") open, other bracketed text is left out."""
    bare = _BRACKETED.sub(lambda match: match[1] or " ", text)
    return tuple(word_of(found[0]) for found in WORD.finditer(bare))


MaySkip = Callable[[Word], bool]


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a phrase: its alternatives as (lemma, begins, ends); the two say that a compound may go on there."""

    alternatives: tuple[tuple[str, bool, bool], ...]

    @classmethod
    def parse(cls, source: str) -> "Element":
        """The element that a word of a data file stands for."""
        return cls(tuple((one.strip("*"), one.endswith("*"), one.startswith("*")) for one in source.split("|")))

    def matches(self, word: Word) -> bool:
        """Whether a reading of the word is one of the alternatives."""
        return any(
            word.form == lemma[1:]
            if lemma.startswith("=")
            else any(_fits(form, lemma, begins, ends) for form in word.lemmas)
            for lemma, begins, ends in self.alternatives
        )

    def matches_folded(self, word: Word) -> bool:
        """Whether the word looks like a form of an alternative once both have lost their diacritics."""
        folded = fold(word.form.strip("-"))
        return any(
            _fits(folded, form, begins, ends)
            for lemma, begins, ends in self.alternatives
            for form in folded_forms(lemma)
        )


def _fits(form: str, lemma: str, begins: bool, ends: bool) -> bool:
    return form == lemma or (begins and form.startswith(lemma)) or (ends and form.endswith(lemma))


@lru_cache(maxsize=5_000)
def folded_forms(lemma: str) -> frozenset[str]:
    """The forms of a lemma that headings use, without diacritics."""
    forms = {lemma, *(form for case in _FOLDED_FORMS for form in synthesise(lemma, case))}
    return frozenset(fold(form) for form in forms)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sequence of elements."""

    elements: tuple[Element, ...]

    @property
    def names_form(self) -> bool:
        """Whether it asks for one form of a word ("=alluvad") and not for any of its lemma."""
        return any(lemma.startswith("=") for one in self.elements for lemma, _, _ in one.alternatives)

    @classmethod
    def parse(cls, source: str) -> "Phrase":
        """The phrase that a line of a data file stands for."""
        return cls(tuple(Element.parse(word) for word in source.split()))

    @property
    def is_open(self) -> bool:
        """Whether any compound fits it; a phrase that names its words says more."""
        return any(begins or ends for element in self.elements for _, begins, ends in element.alternatives)

    def find(self, words: tuple[Word, ...], may_skip: MaySkip, *, folded: bool = False) -> tuple[int, ...]:
        """The places of the words that the phrase covers at its first match, empty where there is none.

        ``may_skip`` says which words may stand between its elements.
        """
        for start in range(len(words)):
            if covered := self._match_at(words, start, may_skip, folded):
                return covered
        return ()

    def _match_at(self, words: tuple[Word, ...], start: int, may_skip: MaySkip, folded: bool) -> tuple[int, ...]:
        covered: list[int] = []
        place = start
        for number, element in enumerate(self.elements):
            while number and place < len(words) and not _match(element, words[place], folded):
                if not may_skip(words[place]):
                    return ()
                place += 1
            if place >= len(words) or not _match(element, words[place], folded):
                return ()
            covered.append(place)
            place += 1
        return tuple(covered)


def _match(element: Element, word: Word, folded: bool) -> bool:
    return element.matches_folded(word) if folded else element.matches(word)


@dataclass(frozen=True, slots=True)
class WordSet:
    """Lemmas, asked whether a word is one of them."""

    lemmas: frozenset[str]
    folded: frozenset[str]

    @classmethod
    def of(cls, lemmas: list[str]) -> "WordSet":
        """The set of these lemmas."""
        words = frozenset(lemmas)
        return cls(words, frozenset(fold(word) for word in words))

    def has(self, word: Word, *, folded: bool = False) -> bool:
        """Whether a reading of the word, or with ``folded`` its form without diacritics, is in the set."""
        return not self.lemmas.isdisjoint(word.lemmas) or (folded and fold(word.form.strip("-")) in self.folded)
