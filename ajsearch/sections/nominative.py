"""Phrases brought to the nominative, and from capitals to the letters that a name has."""

import re

from ajsearch.estonian.morphology import Reading, analyse_word
from ajsearch.sections.naming_words import is_role
from ajsearch.sections.vocabulary import labels

_OBLIQUE = {"sg g", "sg all", "sg kom", "sg p", "sg ad", "sg abl", "sg tr"}


def nominative(phrase: str) -> str:
    """The phrase with its last word, and an adjective that agrees with it, in the nominative singular."""
    words = phrase.split()
    if not words:
        return phrase
    head = _both_in_nominative(words[-1]) or _in_nominative(words[-1], {"S", "H", "A", "Y"})
    if head is None:
        return phrase
    if len(words) > 1 and (adjective := _in_nominative(words[-2], {"A", "C"}, only=True)):
        words[-2] = adjective
    words[-1] = head
    return " ".join(words)


def _both_in_nominative(word: str) -> str | None:
    """A double title such as "nõuniku-juristi" with both of its words in the nominative."""
    parts = word.split("-")
    if len(parts) != 2 or not all(map(is_role, parts)):
        return None
    heads = [_in_nominative(part, {"S"}) for part in parts]
    return "-".join(head or part for head, part in zip(heads, parts, strict=True)) if any(heads) else None


def _in_nominative(word: str, pos: set[str], *, only: bool = False) -> str | None:
    """The word's lemma in the word's capitals where a reading is oblique; with ``only``, where no noun reads so too."""
    bare = word.strip(",.;:").lower()
    readings = analyse_word(bare) or analyse_word(bare, guess=True)
    oblique = [one for one in readings if one.form in _OBLIQUE]
    fitting = [one for one in oblique if one.pos in pos]
    if not fitting or (only and any(one.pos == "S" for one in oblique) and not _is_comparative(fitting)):
        return None
    best = min(fitting, key=lambda one: one.form != "sg g")
    return in_its_capitals(word, best.lemma)


def _is_comparative(readings: list[Reading]) -> bool:
    return any(reading.pos == "C" for reading in readings)


def in_its_capitals(pattern: str, word: str) -> str:
    """A word with capitals as another has them."""
    if pattern.isupper() and len(pattern) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if pattern[0].isupper() else word


def oblique_to_nominative(phrase: str) -> str:
    """A phrase whose last word stands in the allative or the like ("osakonnajuhatajale") in the nominative."""
    last = phrase.rsplit(maxsplit=1)[-1].strip(",.;:").lower() if phrase.split() else ""
    readings = analyse_word(last)
    if any(reading.form in {"sg n", "sg g"} for reading in readings):
        return phrase
    return nominative(phrase) if any(reading.form in _OBLIQUE for reading in readings) else phrase


def natural_case(phrase: str) -> str:
    """A phrase in capitals brought to lower case but for abbreviations and words that are only names; others as is."""
    letters = [char for char in phrase if char.isalpha()]
    if not letters or not all(char.isupper() for char in letters):
        return phrase
    return " ".join(_natural_word(word) for word in phrase.split())


def _natural_word(word: str) -> str:
    bare = word.strip('(),.;:„“"')
    stem = re.split(r"[-/]", bare)[0]
    if stem in labels().acronyms:
        return word.replace(stem, "\0").lower().replace("\0", stem)
    lower = word.lower()
    known = analyse_word(bare.lower())
    if not known and len(bare) <= 4:
        return word
    if not known or all(reading.pos == "H" for reading in known):
        return lower[:1].upper() + lower[1:]
    return lower


def capitalised(phrase: str) -> str:
    """An employer's name from capitals: each word begins with a capital, abbreviations and "ja" stay."""
    if not phrase.isupper():
        return phrase
    return " ".join(_capitalised_word(word) for word in phrase.split())


ABBREVIATION = 4
"""A legal form of no more letters is an abbreviation (MTÜ); a longer one is a word (Sihtasutus)."""


def _capitalised_word(word: str) -> str:
    if word in labels().acronyms or (word in labels().legal_forms and len(word) <= ABBREVIATION):
        return word
    if word in {"JA", "NING"}:
        return word.lower()
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))  # "SAARE-LÄÄNE"
