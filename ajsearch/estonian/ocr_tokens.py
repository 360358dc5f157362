"""The tokens of a damaged text that may be broken words, and what shields a token from repair."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ajsearch.estonian.wordlists import words

SHORT_CAPITALS = 5
"""Letters up to which a token in capitals may be an abbreviation."""

SHORT = 3
"""Letters up to which a token is too short to be judged by its letters."""

_TOKEN = re.compile(r"(?:(?<![^\s(„\"])[|\[!])?[^\W_]+(?:[&|!$@€£\[\]]+[^\W_]+)*")
_SHIELDED = re.compile(r"\S+@\S+\.\S+|(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:ee|eu|com|org|net)\b(?:/\S*)?")
_SYMBOLS = frozenset("0123456789éóôáàâúûð®&|!$€£@[]")
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
        return len(self.text) <= SHORT or (self.text.isupper() and len(self.text) <= SHORT_CAPITALS) or self.coded

    @property
    def coded(self) -> bool:
        """Whether it holds a digit or sign, as codes and broken words do."""
        return any(char in _SYMBOLS for char in self.text)

    def in_its_case(self, word: str) -> str:
        """A word in lower case put into the token's case."""
        letters = [char for char in self.text if char.isalpha()]
        if len(letters) > 1 and all(char.isupper() for char in letters):
            return word.upper()
        return word[:1].upper() + word[1:] if self.text[:1].isupper() else word


def tokens(text: str) -> Iterator[Token]:
    """The tokens that may be repaired, in order: no numbers, codes, abbreviations, addresses."""
    shields = [match.span() for match in _SHIELDED.finditer(text)]
    for match in _TOKEN.finditer(text):
        inside = any(start < match.end() and match.start() < end for start, end in shields)
        token = match[0]
        if not inside and not _is_code(token):
            yield Token(token, match.start(), match.end(), _is_name_like(token, text, match.start()))


def _is_code(token: str) -> bool:
    letters = [char for char in token if char.isalpha()]
    if len(letters) < 2 and not (letters and len(token) > 2):
        return True
    capitals = all(char.isupper() for char in letters)
    return token in words("acronyms") or (capitals and any(char.isdigit() for char in token)) or len(token) < 3


def _is_name_like(token: str, text: str, start: int) -> bool:
    return token[:1].isupper() and not token.isupper() and not _SENTENCE_START.search(text[max(0, start - 4) : start])
