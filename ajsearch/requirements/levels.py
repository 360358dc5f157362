"""Levels of proficiency as texts write them: CEFR codes (however damaged), legal words, adjectives, old categories."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from ajsearch.model import CefrLevel, Certainty
from ajsearch.requirements.language_words import language_table
from ajsearch.requirements.phrases import LOOKALIKES, PhraseTable, Word, cues, word_table


class LevelKind(StrEnum):
    """How a level is written: a CEFR code, a word of the law, an old category, a band's letter, an adjective."""

    CODE = "code"
    LAW = "law"
    CATEGORY = "category"
    BAND = "band"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Level:
    """A level as it is written; of a list with slashes ("C1/B2/-") the lowest, and its codes and gaps as ``parts``."""

    cefr: CefrLevel
    kind: LevelKind
    parts: tuple[CefrLevel | None, ...] = ()

    def certainty(self, language: str) -> Certainty:
        """Exact for codes; the law's words and categories bind for Estonian only; all else is approximate."""
        if self.kind is LevelKind.CODE:
            return Certainty.EXACT
        if self.kind in {LevelKind.LAW, LevelKind.CATEGORY} and language == "et":
            return Certainty.LAW
        return Certainty.APPROX


LICENCE_REACH = 6
"""Words between a category's letter and the word for licence: "B-kategooria mootorsõiduki kehtiv juhiluba"."""

TASE = ("tase", "tasand")
"""How the folded words for "level" begin."""

SUSPENDED = 3
"""Words and signs before the second of two levels that share their second half: "kesk", "-", "või"."""

CATEGORY_REACH = 8
"""Words before "kategooria" in which "keel" must stand if the letter is apart from it: "keeleoskuse kategooria: D"."""

_CODE = re.compile(r"[ABC][12]")
_DAMAGED_DIGITS = {"l": "1", "I": "1", "|": "1", "ll": "2", "II": "2"}
_DAMAGED_CODE = re.compile(r"([ABC])(I|l|II|ll|\||!)")
_DAMAGED_SMALL = re.compile(r"([abc])(i|l|ii|ll)")
_DAMAGED_NUMBER = re.compile(r"8([12])")
_JOINS = frozenset({"voi", "ja", "ning", "/"})
_GAPS = frozenset("-–—")
_AROUND_LETTER = frozenset('-–"“”«»')
_EITHER = frozenset({"voi", "kuni", "ehk"})
_AT_LEAST = frozenset({"vahemalt", "min", "minimaalselt"})
_BESIDE_CODE = _AT_LEAST | {"k"}
_RANGE = frozenset({"-", "–", "—", "/", "kuni", "voi", "...", "+", "ja"})


def _near_tase(words: Sequence[Word], at: int, length: int) -> bool:
    """Whether "tase", "tasandil" … stands beside the word (a hyphen between, or a colon before, counts as beside)."""
    after = at + length
    if after < len(words) and words[after].text in "-–":
        after += 1
    before = at - 1
    while before > 0 and words[before].text in ":–":
        before -= 1
    return (after < len(words) and words[after].folded.startswith(TASE)) or (
        before >= 0 and words[before].folded.startswith(TASE)
    )


def _code_at(words: Sequence[Word], at: int) -> tuple[int, CefrLevel] | None:
    """A CEFR code at this word with the number of its words: B2, b2, "B 2", "B-2", С1 in Cyrillic, CI near "tase"."""
    text = words[at].text.translate(LOOKALIKES)
    if _CODE.fullmatch(text.upper()):
        return 1, CefrLevel(text.upper())
    if text in {"A", "B", "C"}:
        step = 2 if at + 1 < len(words) and words[at + 1].text in "-–." else 1
        digit = words[at + step].text if at + step < len(words) else ""
        if digit in {"1", "2"} and not _counts_years(words, at + step):
            return step + 1, CefrLevel(text + digit)
        if digit in _DAMAGED_DIGITS and (_near_tase(words, at, step + 1) or _closes_language(words, at, step + 1)):
            return step + 1, CefrLevel(text + _DAMAGED_DIGITS[digit])
    return _damaged_code(words, at, text)


def _counts_years(words: Sequence[Word], at: int) -> bool:
    following = [word.folded for word in words[at + 1 : at + 3]]
    return any(word.startswith(("aasta", "kuu", "kategooria")) for word in following)


def _damaged_code(words: Sequence[Word], at: int, text: str) -> tuple[int, CefrLevel] | None:
    """A code whose digit was read as a letter, or whose B as 8, where a level must stand."""
    damaged = _DAMAGED_CODE.fullmatch(text)
    if damaged and (_near_tase(words, at, 1) or _closes_language(words, at, 1)):
        return 1, CefrLevel(damaged.group(1) + str(min(len(damaged.group(2)), 2)))
    small = _DAMAGED_SMALL.fullmatch(words[at].text)
    if small and at and (_closes_language(words, at, 1) or (_is_of_skill(words[at - 1]) and _near_tase(words, at, 1))):
        return 1, CefrLevel(small.group(1).upper() + str(len(small.group(2))))
    number = _DAMAGED_NUMBER.fullmatch(text)
    if number and (_near_tase(words, at, 1) or _closes_language(words, at, 1)):
        return 1, CefrLevel("B" + number.group(1))
    return None


def _closes_language(words: Sequence[Word], at: int, length: int) -> bool:
    """Whether a word or two end their clause right behind "keel", "oskus" or a language ("eesti keel CI, …"), or a
    bracket with a language follows ("CI (eesti)"); BI and AI are also tools."""
    before = at - 1
    while before >= 0 and (words[before].text in ":–—-.(|\t" or words[before].folded in _BESIDE_CODE):
        before -= 1
    after = at + length
    ends = after >= len(words) or words[after].text in ",.;()|\t\n"
    if ends and before >= 0 and (_is_of_skill(words[before]) or language_table().match(words, before)):
        return True
    return after + 1 < len(words) and words[after].text == "(" and bool(language_table().match(words, after + 1))


def _is_of_skill(word: Word) -> bool:
    """Whether a word names "keel", its "oskus" or its "tase"."""
    return "keel" in word.folded or word.folded.startswith(("oskus", *TASE))


def _is_category(words: Sequence[Word], at: int, length: int) -> bool:
    """Whether "kategooria" stands beside a code or letter: a licence or an old category, never a CEFR code.

    Two letters may share it: "D- või E-kategooria".
    """
    after = at + length
    while after < len(words) and words[after].text in _AROUND_LETTER:
        after += 1
    table = word_table("keel", "category")
    joined = after + 1 < len(words) and words[after].folded in _JOINS and len(words[after + 1].text) == 1
    if joined and len(words[at].text) == 1:
        return _is_category(words, after + 1, 1)
    return (after < len(words) and table.match(words, after) is not None) or (
        at > 0 and table.match(words, at - 1) is not None
    )


def _is_category_value(words: Sequence[Word], at: int) -> bool:
    """Whether a letter is said of the category of a language further left: "keeleoskuse kategooria: D", "… on E"."""
    between = word_table("keel", "of_category")
    before = at - 1
    while before >= 0 and between.match(words, before):
        before -= 1
    if before < 0 or not word_table("keel", "category").match(words, before):
        return False
    return any("keel" in word.folded for word in words[max(0, before - CATEGORY_REACH) : at])


@cache
def _letters(kind: str) -> dict[str, CefrLevel]:
    return {
        letter: CefrLevel(code)
        for one in cues()["level"]
        if one["kind"] == kind
        for code, letters in one.items()
        if code != "kind"
        for letter in letters
    }


@cache
def _phrases() -> PhraseTable[Level]:
    return PhraseTable(
        (phrase, Level(CefrLevel(code), LevelKind(one["kind"])))
        for one in cues()["level"]
        if one["kind"] in {"law", "word"}
        for code, phrases in one.items()
        if code != "kind"
        for phrase in phrases
    )


def _letter_level(words: Sequence[Word], at: int) -> tuple[int, Level] | None:
    """A bare capital letter as an old category ("D-kategooria") or as a band of the framework ("C-tase")."""
    text = words[at].text.translate(LOOKALIKES)
    if len(text) != 1 or not "A" <= text <= "F":
        return None
    if _is_category(words, at, 1) or _is_category_value(words, at):
        if _is_licence(words, at):
            return None
        return 1, Level(_letters("category")[text.lower()], LevelKind.CATEGORY)
    if _near_tase(words, at, 1):
        kind = LevelKind.BAND if text.lower() in _letters("band") else LevelKind.CATEGORY
        return 1, Level(_letters(kind.value)[text.lower()], kind)
    return None


def _behind_language(words: Sequence[Word], at: int) -> bool:
    """Whether the word right before names "keel": "riigikeel C1 kategooria" means a level."""
    return at > 0 and "keel" in words[at - 1].folded


def _is_licence(words: Sequence[Word], at: int) -> bool:
    """Whether a word for a driving licence stands close by: its categories are letters too."""
    near = range(max(0, at - LICENCE_REACH), min(len(words), at + LICENCE_REACH + 1))
    return any(word_table("licence", "words").match(words, place) for place in near)


def read_level(words: Sequence[Word], at: int) -> tuple[int, Level] | None:
    """The level that starts at this word with the number of its words; a range ("B1–B2") is its lowest."""
    if at >= len(words):
        return None
    code = _code_at(words, at)
    if code:
        if _is_category(words, at, code[0]) and (_is_licence(words, at) or not _behind_language(words, at)):
            return None
        return _range_end(words, at, code)
    found = _letter_level(words, at) or _suspended_level(words, at) or _half(words, at) or _phrases().match(words, at)
    return found or _closing(words, at)


def _closing(words: Sequence[Word], at: int) -> tuple[int, Level] | None:
    """What ends all that is said of a language: "vene keel suhtlemiseks"."""
    code = _letters("closing").get(words[at].folded)
    return (1, Level(code, LevelKind.WORD)) if code and _closes_language(words, at, 1) else None


def _half(words: Sequence[Word], at: int) -> tuple[int, Level] | None:
    """The first half alone where it ends what is said of a language: "saksa (alg)", "vene keel – kesk"."""
    if not words[at].text.isalpha() or not _closes_language(words, at, 1):
        return None
    found = _phrases().match([_with_tase(words[at])], 0)
    return (1, found[1]) if found and found[1].kind is LevelKind.LAW else None


def _suspended_level(words: Sequence[Word], at: int) -> tuple[int, Level] | None:
    """The lower of two levels that share their second half: "kesk- või kõrgtasemel", "alg- kuni kesktase"."""
    behind = at + SUSPENDED
    if behind >= len(words) or words[at + 1].text not in _GAPS or words[at + 2].folded not in _EITHER:
        return None
    first, second = _phrases().match([_with_tase(words[at])], 0), _phrases().match(words, behind)
    if first is None or second is None:
        return None
    return SUSPENDED + second[0], min(first[1], second[1], key=lambda level: level.cefr)


def _with_tase(word: Word) -> Word:
    return replace(word, folded=word.folded + TASE[0])


def _range_end(words: Sequence[Word], at: int, code: tuple[int, CefrLevel]) -> tuple[int, Level]:
    """The code with the rest of its range or list: "B1–B2", "B1/B2", "B1 kuni B2", "B2 või C1", "C1/B2/B1"."""
    length, lowest = code
    parts: list[CefrLevel | None] = [lowest]
    while at + length < len(words) and words[at + length].text == "/":
        behind = at + length + 1
        other = _code_at(words, behind) if behind < len(words) else None
        if other is None and not (behind < len(words) and words[behind].text in _GAPS):
            break
        parts.append(other[1] if other else None)
        length += 1 + (other[0] if other else 1)
    if len(parts) > 1:
        return length, Level(min(part for part in parts if part), LevelKind.CODE, tuple(parts))
    behind = at + length
    if behind + 1 < len(words) and words[behind].folded in _RANGE - {"ja", "+"}:
        other = _code_at(words, behind + 1)
        if other:
            return length + 1 + other[0], Level(min(lowest, other[1]), LevelKind.CODE)
    return length, Level(lowest, LevelKind.CODE)
