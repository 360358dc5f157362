"""The signs of a query: words, phrases, brackets, exclusion, alternatives, fields and facts, with their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from index.querywords import query_words


class Sign(Enum):
    """What a piece of a query is."""

    WORD = auto()
    PREFIX = auto()
    PHRASE = auto()
    OPEN = auto()
    CLOSE = auto()
    MINUS = auto()
    OR = auto()
    FIELD = auto()
    FACT = auto()
    UNCLEAR = auto()


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One piece: ``text[start:end]`` is what it says (a phrase without its quotes, a prefix without its star).

    ``name`` is the case-folded name of a field or fact; a fact's text is its comparison and value (":kõrg", ">=3",
    ':"MS Office"').
    """

    sign: Sign
    start: int
    end: int
    name: str = ""


_CLOSING = {'"': '"”“', "„": '“”"', "“": '”“"', "”": '”"', "«": "»", "»": "«»"}
_QUOTES = "".join(_CLOSING)
_BRACKETS_IN_WORD = r"(?<=\w)\(\w{1,4}\)"
_CHUNK = re.compile(rf"(?:[^\s(){_QUOTES}]|{_BRACKETS_IN_WORD})+")
_FIELD = re.compile(r"(?P<name>[^\W\d_]+):(?=[^\s:/])")
_QUOTED = r'"[^"]+"|„[^“”"]+[“”"]|“[^“”"]+[“”"]|«[^«»]+»'
_FACT = re.compile(rf"(?P<name>[^\W\d_]+)(?P<value>(?::|[<>]=?|=)(?:{_QUOTED}|[^\s(){_QUOTES}])+)")
_PREFIX = re.compile(r"\w[\w'’-]*\*+\Z")
_MINUS = re.compile(rf"-(?=[\w({_QUOTES}])")
_SUSPENDED = re.compile(r"(?:\A|\s)(?:ja|või|ning|ega|ehk)\s+\Z|-\s*[,/]\s*\Z", re.IGNORECASE)


def split_query(text: str) -> Iterator[Lexeme]:
    """All pieces of ``text`` from left to right; what is no sign of the language is a word."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        lexeme, at = _next(text, at)
        yield lexeme


def _next(text: str, at: int) -> tuple[Lexeme, int]:
    character = text[at]
    if character in "()":
        return Lexeme(Sign.OPEN if character == "(" else Sign.CLOSE, at, at + 1), at + 1
    if character in _CLOSING:
        return _quoted(text, at)
    if _is_exclusion(text, at):
        return Lexeme(Sign.MINUS, at, at + 1), at + 1
    return _named(text, at) or _chunk(text, at)


def _quoted(text: str, at: int) -> tuple[Lexeme, int]:
    ends = [end for mark in _CLOSING[text[at]] if (end := text.find(mark, at + 1)) > 0]
    if not ends:
        return Lexeme(Sign.UNCLEAR, at, at + 1), at + 1
    end = min(ends)
    return Lexeme(Sign.PHRASE, at + 1, end), end + 1


def _is_exclusion(text: str, at: int) -> bool:
    """Whether a hyphen excludes what follows: not inside a word, and not as in "tehnika ja -mööbel"."""
    if not _MINUS.match(text, at):
        return False
    before = text[:at]
    return (not before or before[-1].isspace() or before[-1] in "(") and not _SUSPENDED.search(before[-40:])


def _named(text: str, at: int) -> tuple[Lexeme, int] | None:
    """A field or a fact that starts here."""
    if at and not (text[at - 1].isspace() or text[at - 1] in "(-"):
        return None
    known = query_words()
    if (fact := _FACT.match(text, at)) and (name := fact["name"].casefold()) in known.facts:
        return Lexeme(Sign.FACT, fact.start("value"), fact.end(), known.facts[name]), fact.end()
    if (field := _FIELD.match(text, at)) and (name := field["name"].casefold()) in known.fields:
        return Lexeme(Sign.FIELD, at, field.end(), name), field.end()
    return None


def _chunk(text: str, at: int) -> tuple[Lexeme, int]:
    match = _CHUNK.match(text, at)
    end = match.end() if match else at + 1
    piece = text[at:end]
    if piece in query_words().alternatives and not text[:at].rstrip().endswith("-"):
        return Lexeme(Sign.OR, at, end), end
    if _PREFIX.match(piece):
        return Lexeme(Sign.PREFIX, at, at + len(piece.rstrip("*"))), end
    return Lexeme(Sign.WORD, at, end), end
