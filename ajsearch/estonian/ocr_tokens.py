"""The tokens of a damaged text that may be broken words, and what shields a token from repair."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ajsearch.estonian.wordlists import words

SHORT_CAPITALS = 5
"""Letters up to which a token in capitals may be an abbreviation."""

SHORT = 4
"""Letters up to which a token is too short to be judged by its letters."""

_TOKEN = re.compile(r"(?:(?<![^\s(„\"])[|\[!�])?[^\W_]+(?:[&|!$@€£\[\]?�]+[^\W_]+)*")
_SHIELDED = re.compile(r"\S+@\S+\.\S+|(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:ee|eu|com|org|net)\b(?:/\S*)?")
_SIGNS = frozenset("0123456789&|!$€£@[]?�")
_DOUBLED = re.compile(r"^[A-Za-z]+(?:66|6d|d6)", re.IGNORECASE)
_NAME_OF_A_PRODUCT = re.compile(r"[a-zõäöü](?![OUDG]+)[A-ZÕÄÖÜ]{2,}|^[A-Z][a-z]{2,}[A-Z]{3}")
_ROMAN = re.compile(r"[IVXL]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;•*»=+\-–—\n\d)(\"„“/|])\s*$")


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the text: half-open code points; ``name_like`` has a capital amid a sentence."""

    text: str
    start: int
    end: int
    name_like: bool = False

    @property
    def guarded(self) -> bool:
        """Whether only a well-known word may take its place."""
        letters = [char for char in self.text if char not in _SIGNS]
        capitals = all(char.isupper() for char in letters)
        return len(letters) <= SHORT or (capitals and len(self.text) <= SHORT_CAPITALS)

    def in_its_case(self, word: str) -> str:
        """A word in lower case put into the token's case."""
        letters = [char for char in self.text if char.isalpha()]
        if len(letters) > 1 and all(char.isupper() for char in letters):
            return word.upper()
        return word[:1].upper() + word[1:] if self.text.lstrip("|")[:1].isupper() else word


def tokens(text: str) -> Iterator[Token]:
    """The tokens that may be repaired, in order: no numbers, codes, abbreviations, addresses."""
    shields = [match.span() for match in _SHIELDED.finditer(text)]
    for match in _TOKEN.finditer(text):
        inside = any(start < match.end() and match.start() < end for start, end in shields)
        token = match[0]
        if not inside and not _is_code(token) and not _is_abbreviation(token, text, match.start()):
            yield Token(token, match.start(), match.end(), _is_name_like(token, text, match.start()))


def _is_code(token: str) -> bool:
    """Numbers, abbreviations and codes; ``T66`` is none: no code doubles a sign that engines print for ö."""
    letters = [char for char in token if char.isalpha()]
    if not letters or len(token) < 2 or token in words("acronyms"):
        return True
    if _DOUBLED.search(token):
        return False
    if _NAME_OF_A_PRODUCT.search(token) or _ROMAN.fullmatch(token):
        return True
    capitals = all(char.isupper() for char in letters)
    return len(letters) < 2 or (capitals and (len(token) < 3 or any(char.isdigit() for char in token)))


def _is_abbreviation(token: str, text: str, start: int) -> bool:
    """Whether a token is a few capitals and nothing else on a line of small letters: "infosüsteemi KIS kasutamine"."""
    if not token.isalpha() or not token.isupper() or len(token) > SHORT_CAPITALS:
        return False
    line = text[text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]
    return sum(map(str.islower, line)) > sum(map(str.isupper, line))


def _is_name_like(token: str, text: str, start: int) -> bool:
    return token[:1].isupper() and not token.isupper() and not _SENTENCE_START.search(text[max(0, start - 4) : start])
