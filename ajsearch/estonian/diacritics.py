"""Words typed on a keyboard without õäöü, and what they may have been meant to be."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from ajsearch.estonian.morphology import FORM_CACHE, is_word

_MEANT = {"a": "aä", "o": "oõö", "u": "uü"}
MOST_VOWELS = 7
"""Vowels of a word that may lack their dots or tilde; the others stay as typed (at most 3^7 are looked up)."""


@lru_cache(maxsize=FORM_CACHE)
def with_diacritics(form: str) -> tuple[str, ...]:
    """The Estonian words that a form in lower case without õäöü may stand for, fewest changes first; () for others."""
    if not form.isascii() or not form.isalpha():
        return ()
    found = [spelling for spelling in _spellings(form) if spelling != form and is_word(spelling)]
    return tuple(sorted(found, key=lambda spelling: sum(map(str.__ne__, spelling, form))))


def _spellings(form: str) -> Iterator[str]:
    open_vowels = [place for place, sign in enumerate(form) if sign in _MEANT][:MOST_VOWELS]
    for signs in product(*(_MEANT[form[place]] for place in open_vowels)):
        spelling = list(form)
        for place, sign in zip(open_vowels, signs, strict=True):
            spelling[place] = sign
        yield "".join(spelling)
