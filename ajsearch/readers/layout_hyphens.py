"""How two lines of one paragraph are joined: hyphens at line ends, soft hyphens, suspended compounds."""

import re

from ajsearch.estonian.morphology import analyse_word, is_word
from ajsearch.readers.layout_words import layout_words

SOFT_HYPHEN = "\u00ad"
_HYPHENS = ("-", "‐", "\u2011", "¬")
_ACTION = "mise"  # two action nouns are coordinated (üleandmise-vastuvõtmise akt) and never make one word
_LAST_WORD = re.compile(r"([^\W_]+)\W$")
_SPACED_HYPHEN = re.compile(r"\s+(?=[‐¬]$)")
_END_LETTERS = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"[^\W_]+")


def join_lines(first: str, second: str) -> str:
    """Two lines as one text: a word broken by a hyphen is made whole, a compound's own hyphen stays."""
    first, second = _SPACED_HYPHEN.sub("", first.rstrip()), second.lstrip()
    if not first or not second:
        return first + second
    if first.endswith(SOFT_HYPHEN):
        return first[:-1] + second
    if first.endswith(_HYPHENS) and (left := _LAST_WORD.search(first)):
        return _join_hyphen(first, left[1], second)
    if first.endswith("/") and first[-2:-1].isalpha() and second[0].isalpha():
        return first + second
    return first + second if _lost_hyphen(first, second) else f"{first} {second}"


def _lost_hyphen(first: str, second: str) -> bool:
    """Whether a word was broken between lines and its hyphen is not in the text, as of automatic hyphenation."""
    left, right = _END_LETTERS.search(first), _FIRST_WORD.match(second)
    if not left or not right or not right[0].islower() or is_word(right[0]):
        return False
    return is_word(left[0].lower() + right[0])


def _join_hyphen(first: str, left: str, second: str) -> str:
    found = _FIRST_WORD.match(second)
    right = found[0] if found else ""
    if not right or right.lower() in layout_words().suspending:
        return f"{first} {second}"
    if _keeps_hyphen(left, right):
        return first + second
    return first[:-1] + second


def _keeps_hyphen(left: str, right: str) -> bool:
    """Whether the hyphen is part of the word (e-teenus, IT-tugi, Ida-Virumaa) and not a break at the line's end."""
    capitals = left.isupper() and right.isupper()
    if right[0].isdigit() or left[-1].isdigit() or len(left) == 1:
        return True
    if not capitals and (right[0].isupper() or (left.isupper() and len(left) > 1)):
        return True
    if left.endswith(_ACTION) and any(reading.lemma.endswith("mine") for reading in analyse_word(right)):
        return True
    whole = (left + right).lower() if capitals else left + right
    if is_word(whole) or is_word(whole.lower()):
        return False
    return is_word(f"{left}-{right}") and is_word(left) and is_word(right)


def join_all(lines: list[str]) -> str:
    """Lines of one paragraph as one text."""
    text = lines[0] if lines else ""
    for line in lines[1:]:
        text = join_lines(text, line)
    return text
