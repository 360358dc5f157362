"""Suspended compounds: "töö- või teenistusülesanded" says tööülesanded, "kontoritehnika ja -mööbel" kontorimööbel."""

from collections.abc import Iterator, Sequence

from ajsearch.estonian.lexicon import Entry, entry_of, pieces
from ajsearch.estonian.morphology import analyse_word
from ajsearch.estonian.tokens import CONJUNCTIONS, Word

REACH = 8
"""Words looked ahead for the compound that completes a suspended one: lists of three with an adjective before it."""


DETERMINERS = frozenset("PNO")
"""Vabamorf's tags of words before a noun that are passed over: pronouns and numerals."""


def completions(words: Sequence[Word], chosen: Sequence[tuple[Entry, ...]], at: int) -> tuple[Entry, ...]:
    """What the suspended word ``at`` stands for, as entries of whole compounds; empty when nothing completes it.

    ``chosen`` are the readings of each word that fit its neighbours.
    """
    if words[at].hyphen_after:
        return _completed(words[at].lower, words, chosen, at)
    if words[at].hyphen_before and at >= 2 and words[at - 1].lower in CONJUNCTIONS:
        tails = tuple(entry.lemma for entry in chosen[at])
        return tuple(entry for first in _beginnings(chosen[at - 2]) for entry in _of(first, tails))
    return ()


def _of(first: str, tails: Sequence[str]) -> tuple[Entry, ...]:
    found: dict[str, Entry] = {}
    for tail in tails:
        for reading in analyse_word(first + tail):
            if reading.lemma == first + tail and len(reading.root_tokens) > 1:
                found.setdefault(reading.lemma, entry_of(reading.lemma, reading.root, reading.pos))
    return tuple(found.values())


def _completed(first: str, words: Sequence[Word], chosen: Sequence[tuple[Entry, ...]], at: int) -> tuple[Entry, ...]:
    """The compound that the first one ahead completes; where there is none, those with the nouns of the phrase."""
    nouns: dict[str, None] = {}
    for ahead in range(at + 1, min(at + REACH, len(words))):
        if words[ahead].hyphen_after or words[ahead].lower in CONJUNCTIONS:
            if nouns:
                break
            continue
        entries = [entry for entry in chosen[ahead] if entry.pos in {"S", "A"}]
        if not entries and not any(entry.pos in DETERMINERS for entry in chosen[ahead]):
            break
        for tail in dict.fromkeys(tail for entry in entries for tail in _tails(pieces(entry))):
            if whole := _of(first, (tail,)):
                return whole
        nouns.update(dict.fromkeys(entry.lemma for entry in entries if entry.pos == "S"))
    return _of(first, tuple(nouns))


def _tails(found: tuple[str, ...]) -> Iterator[str]:
    """The endings of a compound without its first piece, shortest first."""
    for start in range(len(found) - 1, 0, -1):
        yield "".join(found[start:])


def _beginnings(entries: tuple[Entry, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys("".join(found[:-1]) for entry in entries if len(found := pieces(entry)) > 1))
