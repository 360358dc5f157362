"""Misspelt words of requirements mended before they are read: names and levels of languages, words of education.

A word is touched only if the lexicon does not know it and it differs by one letter (wrong, missing, too much, or two
neighbours changed places) from a word of requirements, and the mended word is one.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from ajsearch.estonian.morphology import is_word
from ajsearch.requirements.data_tables import data_file, file_table
from ajsearch.requirements.language_words import language_data
from ajsearch.requirements.phrases import FORMS_KEPT, Word, cues, fold, words_of
from ajsearch.requirements.runs import requirement_forms

TEXTS = "requirement_texts"

SHORTEST = 4
"""Letters of the shortest word that is looked at; so short ones are mended only where two letters changed places."""

SHORTEST_EDITED = 5
"""Letters of the shortest word in which a letter may be wrong, missing or too much."""

SHORTEST_SURE = 9
"""Letters of words of education that are mended wherever they stand: so long ones are not hit by chance."""

MOST_DIGITS = 3
"""Digits inside a word that is looked at: more are no damage."""

REACH = 4
"""Words between a misspelt name or level and the "keel" or "oskus" that shows what it is about."""

_TOKEN = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"[0-9]")
_CODE = re.compile(r"[A-C][12]")
_BAR = re.compile(r"([^\W\d_]{2,})\|")
_ALIKE = str.maketrans("i1|", "lll")


class _Pattern(NamedTuple):
    """A word's spelling, its folded form, whether any ending may follow, and whether it needs no "keel" near it."""

    spelling: str
    folded: str
    open_ended: bool
    sure: bool


class _Mended(NamedTuple):
    """A mended word and whether it is what was meant wherever it stands."""

    word: str
    sure: bool


def with_letters(text: str) -> str:
    """The text with "l" for a bar that ends a word ("kee|") where that makes a word of requirements."""
    return _BAR.sub(_with_letter, text) if "|" in text else text


def _with_letter(found: re.Match[str]) -> str:
    word = found.group(1)
    return f"{word}l" if f"{word.lower()}l" in requirement_forms() else found.group()


@lru_cache(maxsize=FORMS_KEPT // 10)
def corrected(text: str) -> str:
    """The text with misspelt words of requirements mended; all else as it is."""
    words = words_of(text)
    result, last = [], 0
    for found in _TOKEN.finditer(text):
        mended = _mended(found.group())
        if mended is None or not (mended.sure or _is_near(words, found.start(), found.end())):
            continue
        result += [text[last : found.start()], mended.word]
        last = found.end()
    return "".join([*result, text[last:]])


@lru_cache(maxsize=FORMS_KEPT)
def _mended(token: str) -> _Mended | None:
    """The word that a token was meant to be, by the longest pattern that it is like; None for words of the lexicon,
    for what is like no word of requirements and for what could be two."""
    if len(token) < SHORTEST or token.isupper() or _CODE.match(token):
        return None
    if any(sign.isdigit() for sign in token):
        plain = _without_digits(token)
        return _Mended(plain, sure=True) if plain else None
    word = token.lower()
    mended = _parted(word) or _without_runs(word)
    repaired = _Mended(mended, sure=True) if mended else _unscanned(word)
    if repaired:
        return repaired
    if fold(word) in _shortened() or _is_written_right(fold(word)) or is_word(word):
        return None
    found = [(one, mended) for one in _patterns() for mended in _candidates(word, one) if is_word(mended)]
    longest = max((len(one.folded) for one, _ in found), default=0)
    best = [(one, mended) for one, mended in found if len(one.folded) == longest]
    if len({one.folded for one, _ in best}) != 1:
        return None
    return _Mended(max((mended for _, mended in best), key=len), best[0][0].sure)


def _without_digits(token: str) -> str | None:
    """A word with letters for the digits in it ("k6rgtase"), if that makes a word; of requirements where one opens or
    ends it ("5aksa", "tasandi1"), as names end with numbers and numbers open words ("3aastane")."""
    letters = data_file(TEXTS)["spelling"]["digits"]
    digits = _DIGIT.findall(token)
    known = requirement_forms().__contains__ if token[0].isdigit() or token[-1].isdigit() else is_word
    if len(digits) > MOST_DIGITS:
        return None
    between = _DIGIT.split(token)
    for meant in product(*(letters.get(digit, digit) for digit in digits)):
        plain = "".join(part for pair in zip(between, [*meant, ""], strict=True) for part in pair).lower()
        if plain.isalpha() and known(plain):
            return plain
    return None


def _unscanned(word: str) -> _Mended | None:
    """A word of requirements in which a scan put the same wrong letters once or more ("võõrkccl", "kogernus")."""
    if is_word(word):
        return None
    for wrong, right in data_file(TEXTS)["spelling"]["scanned"].items():
        meant = word.replace(wrong, right)
        known = meant in requirement_forms() or (is_word(meant) and _is_written_right(fold(meant)))
        if meant != word and known:
            return _Mended(meant, sure=len(meant) > SHORTEST_EDITED)
    return None


def _parted(word: str) -> str | None:
    """Two words for one where the space is missing: "oskussuhtlustasandil"."""
    glued = file_table(TEXTS, "spelling", "glued", "behind")
    for head in data_file(TEXTS)["spelling"]["glued"]["before"]:
        rest = word.removeprefix(head)
        if rest not in {"", word} and rest.isalpha() and glued.match(words_of(rest), 0):
            return f"{head} {rest}"
    return None


def _without_runs(word: str) -> str | None:
    """A word with "õõ" for the letters that scans make of it ("vddrkeel"), if only that makes a word."""
    for run, letters in data_file(TEXTS)["spelling"]["runs"].items():
        meant = word.replace(run, letters)
        if meant != word and is_word(meant) and not is_word(word):
            return meant
    return None


def _is_written_right(folded: str) -> bool:
    """Whether a folded word is written as some pattern says: then nothing is to be mended."""
    whole, beginnings = _spellings()
    return folded in whole or folded.startswith(beginnings)


@cache
def _spellings() -> tuple[frozenset[str], tuple[str, ...]]:
    """The patterns' folded forms: of whole words, and of those that any ending may follow."""
    whole = frozenset(one.folded for one in _patterns() if not one.open_ended)
    return whole, tuple(one.folded for one in _patterns() if one.open_ended)


def _candidates(word: str, pattern: _Pattern) -> Iterator[str]:
    """The pattern's word with the rest of the misspelt one behind it, where one letter's change makes them one."""
    folded = fold(word)
    size = len(pattern.folded)
    for length in range(size - 1, size + 2):
        if (length == len(folded) or (pattern.open_ended and length < len(folded))) and _differs_by_one(
            folded[:length], pattern.folded
        ):
            yield pattern.spelling + word[length:]


def _differs_by_one(written: str, meant: str) -> bool:
    """Whether one change makes two folded words equal; letters that scans mix up (i, l, 1) count as the same."""
    if written.translate(_ALIKE) == meant.translate(_ALIKE):
        return True
    if len(written) == len(meant):
        places = [at for at, (one, other) in enumerate(zip(written, meant, strict=True)) if one != other]
        if len(places) == 2 and places[1] == places[0] + 1:
            return written[places[0]] == meant[places[1]] and written[places[1]] == meant[places[0]]
        return len(places) == 1 and len(meant) >= SHORTEST_EDITED
    longer, shorter = (written, meant) if len(written) > len(meant) else (meant, written)
    missing = any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    return missing and len(meant) >= SHORTEST_EDITED


def _is_near(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a word about a language's skill stands within reach of a range of the text, itself apart."""
    beside = file_table(TEXTS, "spelling", "beside")
    before = [word for word in words if word.end <= start][-REACH:]
    after = [word for word in words if word.start >= end][:REACH]
    return bool(beside.find(before) or beside.find(after))


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """The words that may be mended: single words of letters from the lists of languages, levels and education."""
    found = [one["estonian"] for one in language_data()["language"]]
    found += data_file(TEXTS)["spelling"]["near_language"]
    for one in cues()["level"]:
        found += [phrase for code, phrases in one.items() if code != "kind" for phrase in phrases]
    education = [phrase for phrases in cues()["education"]["word"].values() for phrase in phrases]
    return (*_read(found, sure=False), *_read(education, sure=True))


def _read(phrases: Sequence[str], *, sure: bool) -> Iterator[_Pattern]:
    for phrase in dict.fromkeys(phrases):
        word = phrase.rstrip("*")
        if word.isalpha() and len(word) >= (SHORTEST_SURE if sure else SHORTEST):
            yield _Pattern(word, fold(word), phrase.endswith("*"), sure)


@cache
def _shortened() -> frozenset[str]:
    """Folded abbreviations and first halves ("prants", "kõrg-"), which are no misspelt words."""
    names = [name for one in language_data()["language"] for name in one.get("also", ())]
    halves = [word for which in ("bare", "labelled") for words in cues()["education"][which].values() for word in words]
    return frozenset(fold(word) for word in [*names, *halves])
