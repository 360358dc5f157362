"""Compound parts that are real words: Vabamorf's ``root`` taken apart, its first parts turned into lemmas.

``koos_töö_partner`` gives koostöö and partner, ``sotsiaal_kindlustus_amet`` also the runs sotsiaalkindlustus and
kindlustusamet. Particles join what follows, atoms stay whole, half words as tails (-aegne) close the compound.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ajsearch.estonian.morphology import FORM_CACHE, analyse_word
from ajsearch.estonian.wordlists import table, words

NOMINAL = frozenset("SAHYCU")
"""Vabamorf's tags of words that can be a compound's first part: nouns, adjectives, names, abbreviations."""

FIRST_PART_FORMS = frozenset({"sg n", "sg g", "pl g", ""})
"""Forms in which a first part stands in an Estonian compound: nominative or genitive."""

DERIVED_ADVERB = "lt"
"""The ending of adverbs from adjectives: kliendisõbralikult."""

GENITIVE_VOWELS = "aeiu"
SHORTEST_SHIFTED = 4
"""Letters that must be left of the second word when a genitive's vowel is moved away from it."""

_CODE = re.compile("[a-c][12]|[a-d]|[bcd]e")
"""Language levels and categories of driving licences: B2-tase, B-kategooria."""

_SEAMS = re.compile("([_-])")


@lru_cache(maxsize=FORM_CACHE)
def segments(lemma: str, root: str) -> tuple[str, ...]:
    """The compound's pieces as they stand, particles joined and atoms whole; the last one is the tail of the lemma.

    One segment (the lemma) for a simple word.
    """
    return _with_atoms(_with_particles(_pieces(lemma.lower(), root)))


def split_tail(lemma: str, root: str) -> tuple[str, str]:
    """All that stands before the compound's last piece ("" for a simple word), and that piece as a lemma."""
    tail = _pieces(lemma, root)[-1]
    return lemma.removesuffix(tail), tail


def _pieces(lemma: str, root: str) -> list[str]:
    """Vabamorf's pieces in lower case; its root has a verb's or noun's bare stem at the end, the lemma the whole."""
    pieces = _SEAMS.split(root.replace("=", "").replace("+", "").lower())
    firsts = pieces[:-2:2]
    length = sum(map(len, firsts)) + pieces[1::2].count("-")
    if not firsts or not all(firsts) or length >= len(lemma):
        return [lemma]
    return _with_genitives([*firsts, lemma[length:]])


def _with_genitives(pieces: list[str]) -> list[str]:
    """The pieces with a genitive's vowel moved to its noun where both sides stay words: probleem|ihaldus."""
    for at in range(len(pieces) - 1):
        first, second = pieces[at], pieces[at + 1]
        vowel, rest = second[0], second[1:]
        if vowel in GENITIVE_VOWELS and len(rest) >= SHORTEST_SHIFTED and analyse_word(rest):
            genitive = any(r.lemma == first and r.form == "sg g" for r in analyse_word(first + vowel))
            pieces[at : at + 2] = [first + vowel, rest] if genitive else [first, second]
    return pieces


def _with_particles(pieces: list[str]) -> list[str]:
    joined: list[str] = []
    held = ""
    for piece in pieces[:-1]:
        if piece in words("particles"):
            held += piece
        else:
            joined.append(held + piece)
            held = ""
    return [*joined, held + pieces[-1]]


@cache
def _atom_beginnings() -> frozenset[str]:
    return frozenset(atom[:3] for atom in words("atoms"))


def _with_atoms(pieces: list[str]) -> tuple[str, ...]:
    """The pieces with every pair that is an atom made one."""
    result: list[str] = []
    at = 0
    while at < len(pieces):
        pair = "".join(pieces[at : at + 2])
        last = at + 2 >= len(pieces)
        if at + 1 < len(pieces) and pair[:3] in _atom_beginnings():
            lemmas = (pair,) if last else first_part_lemmas(pair)
            if words("atoms").intersection(lemmas):
                result.append(pair)
                at += 2
                continue
        result.append(pieces[at])
        at += 1
    return tuple(result)


@lru_cache(maxsize=FORM_CACHE)
def first_part_lemmas(piece: str) -> tuple[str, ...]:
    """The lemmas of a compound's first part: suhtlemis → suhtlemine, õpilas → õpilane, andme → andmed, riigi → riik."""
    listed = table("pieces").get(piece)
    if listed is not None:
        return tuple(listed)
    if piece.upper() in words("acronyms") or _CODE.fullmatch(piece):
        return (piece.upper(),)
    readings = [r for r in analyse_word(piece) if r.pos in NOMINAL and r.form in FIRST_PART_FORMS]
    if piece.endswith("s") and not readings and analyse_word(f"{piece[:-1]}ne"):
        return (f"{piece[:-1]}ne",)
    nouns = [r for r in readings if r.pos == "S"] or readings
    return tuple(dict.fromkeys(r.lemma.lower() for r in nouns))


@lru_cache(maxsize=FORM_CACHE)
def parts_of(lemma: str, root: str, pos: str) -> tuple[str, ...]:
    """The lemmas of the compound's parts and runs of parts, without the lemma itself; none for a simple word.

    ``root`` is Vabamorf's, ``pos`` its tag. Verbs have none (their first part is a particle or lost its sense), of
    adverbs only those that come from adjectives.
    """
    pieces = segments(lemma, root)
    if len(pieces) == 1 or pos == "V" or (pos == "D" and not lemma.endswith(DERIVED_ADVERB)):
        return ()
    tails = table("bound_tails")
    if pieces[-1] in tails["closed"] or pieces[-1].startswith(tuple(tails["closed_stems"])):
        return ()
    if pieces[-1] in tails["open"]:
        return tuple(dict.fromkeys(_spans(pieces[:-1], final=False)))
    found = dict.fromkeys(_spans(pieces, final=True))
    found.pop(lemma.lower(), None)
    return tuple(found)


def _spans(pieces: tuple[str, ...], *, final: bool) -> Iterator[str]:
    """Lemmas of all single pieces and runs; with ``final``, the last piece is a lemma already."""
    for start in range(len(pieces)):
        for stop in range(start + 1, len(pieces) + 1):
            if stop - start == len(pieces) and final:
                continue
            yield from _span_lemmas(pieces[start:stop], final and stop == len(pieces))


def _span_lemmas(run: tuple[str, ...], is_tail: bool) -> tuple[str, ...]:
    text = "".join(run)
    if len(run) == 1 and not is_tail and text in words("prefixes"):
        return ()
    if is_tail:
        return (text,) if len(run) == 1 or analyse_word(text) else ()
    return first_part_lemmas(text)
