"""Words of a text with their exact places: hyphens, brackets and apostrophes inside words, codes, addresses.

No analysis happens here. Offsets are code points of the text as it is; ``form`` is the word as it would be looked up:
brackets, soft hyphens and discretionary line breaks dropped, compatibility characters (ligatures) resolved, lower case
except where capitals mean something (``SKA``, ``C1``).
"""

import re
import unicodedata
from dataclasses import dataclass

_LETTER = r"[^\W\d_\u0300-\u036f][\u0300-\u036f]*"
_HYPHEN = "[-\u2010\u2011]"
_SUSPENDING = "[-\u2010\u2011\u2012\u2013]"
CONJUNCTIONS = frozenset({"ja", "või", "ning", "ega", "kui", "ehk"})
"""Words between a suspended compound ("töö- või teenistusülesanded") and the one that completes it."""

_WORD = re.compile(
    rf"""
    (?P<address> (?:https?://|www\.)[^\s<>"']+[^\s<>"'.,;:!?)\]]
      | [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,5}}
      | (?<!\w)[a-zõäöüA-Z][\w-]{{0,62}}\.(?:ee|eu|com|org|net)\b )
  | (?P<number> \d+(?:[.,:]\d+)+ (?!\w) )
  | (?P<language> (?<!\w)[A-Za-z](?:\+\+|\#) (?!\w) )
  | (?P<word>
      (?: {_LETTER} | \d )
      (?: \d | {_LETTER} | \u00ad
        | \( (?:{_LETTER}){{1,4}} \) (?={_LETTER}|(?!\w))
        | ['’ʼ´`] (?={_LETTER})
        | {_HYPHEN} (?! (?:ja|või|ning|ega)\b ) (?=[^\W_])
      )*
    )
    """,
    re.VERBOSE,
)
_DROPPED = re.compile("[()\u00ad]")
_DASHES = re.compile(_HYPHEN)
_APOSTROPHES = re.compile("['’ʼ´`]")
_SUSPENDED_END = re.compile(
    rf"{_SUSPENDING}(?=\s*[,/]|\s+(?:{'|'.join(sorted(CONJUNCTIONS))})\b|(?:ja|või|ning|ega)\b)", re.I
)
_SUSPENDED_START = re.compile(rf"(?<!\S){_SUSPENDING}")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as written: ``raw`` keeps the capitals of ``form``; the hyphens of a suspended compound are outside."""

    start: int
    end: int
    raw: str
    hyphen_before: bool = False
    hyphen_after: bool = False
    literal: bool = False

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.raw.lower()


def normalise(text: str) -> str:
    """A word's characters as they are looked up: composed, without brackets and soft hyphens, plain - and '."""
    if text.isalpha() and unicodedata.is_normalized("NFKC", text):
        return text
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = _DASHES.sub("-", text)
    text = _DROPPED.sub("", text)
    return _APOSTROPHES.sub("'", text)


def split_words(text: str) -> list[Word]:
    """All words of ``text``, sorted and disjoint; every word's place begins and ends with its own characters."""
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        raw = normalise(match.group())
        if raw:
            found.append(
                Word(
                    start,
                    end,
                    raw,
                    hyphen_before=start > 0 and _SUSPENDED_START.match(text, start - 1) is not None,
                    hyphen_after=_SUSPENDED_END.match(text, end) is not None,
                    literal=match.lastgroup != "word",
                )
            )
    return found
