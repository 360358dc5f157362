"""Which words a query word finds, and why: one definition for index terms, queries and marks.

An engine indexes ``terms_of`` every word of a document, looks up ``terms_sought`` of the query's words, and a mark's
reason is ``match``: they agree by construction. Terms are case-folded.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from itertools import chain

from ajsearch.estonian.folding import folding_key
from ajsearch.estonian.synonyms import equivalents, synonym_families, synonyms
from ajsearch.model import Token
from ajsearch.packed import Word
from ajsearch.search import Why


class Tier(StrEnum):
    """How a query's word meets a document's word, strongest first."""

    EXACT = "exact"
    LEMMA = "lemma"
    PART = "part"
    FAMILY = "family"
    PART_FAMILY = "part_family"
    EQUIVALENT = "equivalent"
    SYNONYM = "synonym"
    SYNONYM_FAMILY = "synonym_family"
    OCR = "ocr"


INDEXED: tuple[Tier, ...] = (Tier.EXACT, Tier.LEMMA, Tier.PART, Tier.FAMILY, Tier.PART_FAMILY, Tier.OCR)
"""The tiers that documents have terms in."""

FOUND_IN: Mapping[Tier, Tier] = {
    **{tier: tier for tier in INDEXED},
    Tier.EQUIVALENT: Tier.LEMMA,
    Tier.SYNONYM: Tier.LEMMA,
    Tier.SYNONYM_FAMILY: Tier.FAMILY,
}
"""Among which of a document's terms the terms sought in a tier are looked for."""

REASON: Mapping[Tier, Why] = {
    Tier.EXACT: Why.EXACT,
    Tier.LEMMA: Why.LEMMA,
    Tier.PART: Why.PART,
    Tier.FAMILY: Why.FAMILY,
    Tier.PART_FAMILY: Why.FAMILY,
    Tier.EQUIVALENT: Why.SYNONYM,
    Tier.SYNONYM: Why.SYNONYM,
    Tier.SYNONYM_FAMILY: Why.SYNONYM,
    Tier.OCR: Why.OCR,
}
"""What a mark says of each tier."""


def terms_of(word: Token | Word) -> Mapping[Tier, tuple[str, ...]]:
    """The terms under which a document's word is found, for every tier of ``INDEXED``; tiers may be empty."""
    return dict(zip(INDEXED, map(_terms, _by_tier(word)), strict=True))


def all_terms_of(word: Token | Word) -> tuple[str, ...]:
    """The same of all tiers together."""
    return _terms(chain(*_by_tier(word)))


def _by_tier(word: Token | Word) -> tuple[tuple[str, ...], ...]:
    """What a word is found under, in the order of ``INDEXED``."""
    return (word.form,), word.lemmas, word.parts, word.families, word.part_families, word.repairs


@lru_cache(maxsize=4096)  # an answer asks for the same words' again and again, and so does the next page
def terms_sought(query: Token) -> Mapping[Tier, tuple[str, ...]]:
    """The terms that a query's word looks for, for every tier, each among the document's terms ``FOUND_IN`` it.

    A compound in a query stands for itself: its parts are not looked for (klienditeenindus does not find klient).
    """
    lemmas = _terms(query.lemmas)
    families = _terms(query.families)
    meant = dict.fromkeys((*query.lemmas, *query.families))
    equals = _terms(other for lemma in meant for other in equivalents(lemma))
    others = _terms(other for lemma in meant for other in synonyms(lemma))
    other_families = _terms(key for lemma in meant for key in synonym_families(lemma))
    return {
        Tier.EXACT: _terms((query.form,)),
        Tier.LEMMA: lemmas,
        Tier.PART: lemmas,
        Tier.FAMILY: families,
        Tier.PART_FAMILY: families,
        Tier.EQUIVALENT: equals,
        Tier.SYNONYM: others,
        Tier.SYNONYM_FAMILY: other_families,
        Tier.OCR: (*lemmas, *_keys(query)),
    }


def tier_of(query: Token, word: Token) -> Tier | None:
    """The strongest tier in which the query's word finds the document's word; None when it does not."""
    has = terms_of(word)
    for tier, sought in terms_sought(query).items():
        if not set(sought).isdisjoint(has[FOUND_IN[tier]]):
            return tier
    return None


def match(query: Token, word: Token) -> Why | None:
    """Why the query's word finds the document's word: the reason of the strongest tier; None when it does not."""
    tier = tier_of(query, word)
    return None if tier is None else REASON[tier]


def _keys(query: Token) -> tuple[str, ...]:
    """The folding keys under which a misread form of the word is found."""
    keys = (folding_key(word) for word in (query.form, *query.lemmas))
    return tuple(dict.fromkeys(key for key in keys if key))


def _terms(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.casefold() for word in words))
