"""Estonian alphabetical order as plain texts, so that an index keeps and compares them without knowing the alphabet."""

from functools import lru_cache

from ajsearch.estonian.collation import sort_key

_FIRST = 0x100
"""Values become characters from here on: above the digits, so that numbers stand before letters."""

NAMES_KEPT = 10_000
"""Titles and employers that are remembered: many positions share them."""


@lru_cache(maxsize=NAMES_KEPT)
def order_text(text: str) -> str:
    """A text that compares by its characters as ``text`` does by ``sort_key``."""
    keys, original = sort_key(text)
    return "".join(_sign(kind, value) for kind, value, _ in keys) + "\0" + original


def _sign(kind: int, value: int) -> str:
    """One key as characters: its kind, then its value with the number of its digits before it."""
    digits = str(value)
    return chr(_FIRST + kind) + chr(_FIRST + len(digits)) + digits
