"""Estonian alphabetical order: s š z ž t u v w õ ä ö ü x y."""

import re
import unicodedata

ALPHABET = "abcdefghijklmnopqrsšzžtuvwõäöüxy"
"""The letters in the order of Estonian dictionaries; z and ž stand before t."""

SortKey = tuple[tuple[int, int, str], ...]
"""Compares with other keys of this module only."""

_DIGITS = re.compile(r"(\d+)")
_RANK = {letter: rank for rank, letter in enumerate(ALPHABET)}
_SPACE, _NUMBER, _LETTER, _OTHER = range(4)
LONGEST_NUMBER = 30
"""Digits compared as a number; a longer run is no number that people count by."""


def sort_key(text: str) -> tuple[SortKey, str]:
    """A key that puts texts in Estonian order: without case, digits by their value ("3.2" before "3.10").

    Foreign accents count as their letters (é as e), punctuation as nothing; texts equal so far go by their characters.
    """
    return tuple(key for piece in _DIGITS.split(text) if piece for key in _keys(piece)), text


def _keys(piece: str) -> list[tuple[int, int, str]]:
    if piece.isdecimal() and len(piece) <= LONGEST_NUMBER:
        return [(_NUMBER, int(piece), "")]
    return [key for character in unicodedata.normalize("NFC", piece).casefold() if (key := _key(character))]


def _key(character: str) -> tuple[int, int, str] | None:
    if character.isspace():
        return (_SPACE, 0, "")
    if character in _RANK:
        return (_LETTER, _RANK[character], "")
    base = unicodedata.normalize("NFKD", character)[0]
    if base in _RANK:
        return (_LETTER, _RANK[base], "")
    return (_OTHER, ord(character), "") if character.isalnum() else None
