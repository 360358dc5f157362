""" "Kas mõtlesid …?": missing õäöü first, then the index's own words with a wrong letter, then the lexicon's words that
the index has in any form, then two wrong letters."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ajsearch.estonian.analyser import analyse_query
from ajsearch.estonian.diacritics import with_diacritics
from ajsearch.estonian.matching import Tier, terms_sought
from ajsearch.estonian.morphology import meant_words

SPELLING_FIELD = "spelling"
"""Terms are a word without its diacritics, a tab, and the word: one look-up finds all words that fold alike."""

MIN_LETTERS = 4
"""Shorter words have too many neighbours for a guess to be one."""

MAX_LETTERS = 40
"""Longer ones are no words but junk, and their neighbours are slow to find."""

LONG_WORD = 8
"""From this length on two letters may be wrong; in shorter words one."""

_SAYING = (Tier.LEMMA, Tier.PART, Tier.FAMILY)
"""The tiers in which a text says a word itself."""

_LETTERS = str.maketrans("õäöüšž", "oaousz")


def folded(word: str) -> str:
    """The word in lower case without diacritics, as one types it on a foreign keyboard."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFC", word.casefold()).translate(_LETTERS)
    if plain.isascii():
        return plain
    return "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))


def spelling_terms(words: Iterable[str]) -> Iterator[str]:
    """Index terms that lead from a folded word to the words that have diacritics; others need none."""
    for word in words:
        plain = folded(word)
        if plain != word:
            yield f"{plain}\t{word}"


@dataclass(frozen=True, slots=True)
class Speller:
    """Suggests words that the index has.

    ``starting`` gives the terms of ``SPELLING_FIELD`` with a beginning, ``near`` the indexed words within a number of
    edits of a word, ``count`` how many positions have a word, ``having`` how many have one of the terms in a tier.
    """

    starting: Callable[[str], Iterable[str]]
    near: Callable[[str, int], Iterable[str]]
    count: Callable[[str], int]
    having: Callable[[Tier, Sequence[str]], int]

    def suggest(self, word: str, *, known: bool) -> str | None:
        """The likeliest word of the index that ``word`` was meant to be; None where there is none.

        A ``known`` Estonian word is right as it is; only lost diacritics are put back, and one letter of a long one.
        """
        word = word.casefold()
        plain = folded(word)
        alike = [term.partition("\t")[2] for term in self.starting(f"{plain}\t")]
        if alike:
            return max(sorted(alike), key=self.count)
        meant = [other for other in with_diacritics(word) if self._said(other)]
        if meant:
            return max(meant, key=self._said)
        if not MIN_LETTERS <= len(word) <= MAX_LETTERS or any(sign.isdigit() for sign in word):
            return None
        long = len(word) >= LONG_WORD
        if known:
            return self._nearest(word, plain, 1) if long else None
        return self._nearest(word, plain, 1) or self._meant(word) or (self._nearest(word, plain, 2) if long else None)

    def _said(self, word: str) -> int:
        """How many positions have the word in any of its forms, or a compound or derivation of it."""
        sought = [terms_sought(token) for token in analyse_query(word)]
        return max((self.having(tier, terms[tier]) for terms in sought for tier in _SAYING), default=0)

    def _nearest(self, word: str, plain: str, distance: int) -> str | None:
        """The likeliest indexed word with so many other letters: what differs least in diacritics, then what is most
        frequent."""
        found = [other for other in self.near(word, distance) if len(other) >= MIN_LETTERS - 1 and other != word]
        return max(sorted(found), key=lambda other: (folded(other) == plain, self.count(other)), default=None)

    def _meant(self, word: str) -> str | None:
        """The lexicon's likeliest word that the index has in any form: "kontrollimine" where texts say "kontrollib"."""
        said = {other: self._said(other) for other in meant_words(word)}
        return max((other for other in said if said[other]), key=lambda other: said[other], default=None)
