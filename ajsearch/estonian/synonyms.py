"""Synonyms of the field, from an editable list: words, words inside compounds, and short phrases."""

from collections.abc import Iterator
from functools import cache, lru_cache

from ajsearch.estonian.compounds import first_part_lemmas
from ajsearch.estonian.lexicon import look_up, pieces
from ajsearch.estonian.morphology import FORM_CACHE, is_word, synthesise
from ajsearch.estonian.wordlists import table

SHORTEST_REST = 3
"""Letters of a compound beside the part that is exchanged."""


@lru_cache(maxsize=FORM_CACHE)
def synonyms(lemma: str) -> tuple[str, ...]:
    """The lemmas that mean nearly the same, without the lemma itself; empty when the list has none.

    A compound has those of its first or last part too: koduvisiit is kodukülastus, for a visiit is a külastus.
    """
    listed = (other for other in _by_lemma().get(lemma.lower(), ()) if " " not in other)
    return tuple(dict.fromkeys(other for other in (*listed, *_of_compound(lemma.lower())) if other != lemma))


@lru_cache(maxsize=FORM_CACHE)
def equivalents(lemma: str) -> tuple[str, ...]:
    """The lemmas that say the very same (andmebaas, andmekogu): a search finds them beside the lemma itself."""
    return tuple(other for other in _by_lemma("same").get(lemma.lower(), ()) if " " not in other)


def phrases(lemma: str) -> tuple[str, ...]:
    """The phrases that mean nearly the same as a lemma: words with spaces between them, in any form."""
    return tuple(other for other in _by_lemma().get(lemma.lower(), ()) if " " in other)


@lru_cache(maxsize=FORM_CACHE)
def synonym_families(lemma: str) -> tuple[str, ...]:
    """The keys of the derivation families that the synonyms of a lemma belong to."""
    keys = (key for other in synonyms(lemma) for entry in look_up(other).entries for key in entry.families)
    return tuple(dict.fromkeys(keys))


def _of_compound(lemma: str) -> Iterator[str]:
    """The lemma with its last or first part exchanged for a synonym, where the lexicon takes the whole."""
    for entry in look_up(lemma).entries:
        found = pieces(entry) if entry.lemma == lemma and entry.parts else ()
        if len(found) < 2 or "-" in found:
            continue
        tail = found[-1]
        first = lemma.removesuffix(tail)
        if len(first.rstrip("-")) >= SHORTEST_REST:
            for other in _by_lemma().get(tail, ()):
                yield from _joined(first, other)
        rest = lemma.removeprefix(found[0])
        for head in first_part_lemmas(found[0]) if len(rest) >= SHORTEST_REST else ():
            for other in _by_lemma().get(head, ()):
                for beginning in dict.fromkeys((other, *synthesise(other, "sg g"))):
                    yield from _joined(beginning, rest)


def _joined(first: str, second: str) -> Iterator[str]:
    first, second = first.rstrip("-"), second.lstrip("-")
    if " " not in first + second and first.isalpha() and second.isalpha():
        yield from (whole for whole in (first + second, f"{first}-{second}") if is_word(whole))


@cache
def _by_lemma(*lists: str) -> dict[str, tuple[str, ...]]:
    """Each listed word with those of its groups; of the ``lists`` "same" and "near", or of both."""
    found: dict[str, dict[str, None]] = {}
    for group in (group for name in lists or ("same", "near") for group in table("synonyms")[name]):
        for lemma in group:
            found.setdefault(lemma.lower(), {}).update(dict.fromkeys(other for other in group if other != lemma))
    return {lemma: tuple(others) for lemma, others in found.items()}
