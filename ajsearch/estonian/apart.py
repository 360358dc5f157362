"""Compounds written apart: authorities write osakonnajuhataja and "osakonna juhataja", keeleoskus and "keele oskus".

The second word gets, beside its own family, that of the two together, so that a query for the compound finds it.
"""

from collections.abc import Sequence
from functools import lru_cache

from ajsearch.estonian.lexicon import Entry
from ajsearch.estonian.morphology import FORM_CACHE, analyse_word
from ajsearch.estonian.tokens import Word


def written_apart(words: Sequence[Word], chosen: Sequence[tuple[Entry, ...]]) -> dict[int, tuple[str, ...]]:
    """By place, the families of noun compounds that a noun makes with the genitive right before it."""
    found: dict[int, tuple[str, ...]] = {}
    for at in range(1, len(words)):
        first, second = words[at - 1], words[at]
        keys = tuple(key for entry in chosen[at] if entry.pos == "S" for key in entry.families)
        if keys and second.start - first.end == 1 and _is_genitive(first.lower, chosen[at - 1]):
            found[at] = tuple(first.lower + key for key in dict.fromkeys(keys))
    return found


def _is_genitive(form: str, entries: tuple[Entry, ...]) -> bool:
    nouns = {entry.lemma for entry in entries if entry.pos == "S"}
    return not nouns.isdisjoint(_genitive_of(form))


@lru_cache(maxsize=FORM_CACHE)
def _genitive_of(form: str) -> frozenset[str]:
    """The nouns whose singular genitive the form is."""
    return frozenset(r.lemma.lower() for r in analyse_word(form) if r.pos == "S" and r.form == "sg g")
