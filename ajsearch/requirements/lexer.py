"""A sentence as symbols: languages, levels, connectors, marks of what is welcome, and the words between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from ajsearch.estonian.lasting import lasting_of_text
from ajsearch.model import ANY_FOREIGN
from ajsearch.requirements.denials import parted_denials
from ajsearch.requirements.exclusions import find_exclusions
from ajsearch.requirements.language_words import codes, compound_language, language_table, sets, whole_words
from ajsearch.requirements.levels import Level, read_level
from ajsearch.requirements.phrases import SENTENCES_KEPT, PhraseTable, Word, cues, fold, table, word_table, words_of

LAST = "last"
"""What an ordinal says that means the last of the languages before it."""


class Kind(StrEnum):
    """What a symbol does in a sentence about languages."""

    LANGUAGE = "language"
    FOREIGN = "foreign"
    SET = "set"
    KEEL = "keel"
    TOWARDS = "towards"
    LEVEL = "level"
    SKILL = "skill"
    BEFORE = "before"
    EITHER = "either"
    EXAMPLE = "example"
    REQUIRED = "required"
    NEGATION = "negation"
    ABILITY = "ability"
    BLOCK = "block"
    WORKING = "working"
    MEMBERS = "members"
    EXCEPT = "except"
    SAME = "same"
    BESIDE = "beside"
    CHOICE = "choice"
    COUNT = "count"
    OR = "or"
    AND = "and"
    COMMA = "comma"
    BREAK = "break"
    OPEN = "open"
    CLOSE = "close"
    HYPHEN = "hyphen"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A word or phrase with its part in the sentence; ``value`` depends on the kind (code, skill, number …).

    ``keel`` says that a language's own word holds "keel" ("riigikeelt"); ``adjectival`` that it is "…keelne".
    ``level`` is set for levels only; ``paren`` is 0 outside brackets, else the bracket's number.
    """

    kind: Kind
    text: str
    value: str = ""
    level: Level | None = None
    keel: bool = False
    adjectival: bool = False
    paren: int = 0


_SIGNS = {
    **dict.fromkeys("([", Kind.OPEN),
    **dict.fromkeys(")]", Kind.CLOSE),
    **dict.fromkeys(":\t\n–—=|;", Kind.BREAK),
    ",": Kind.COMMA,
    "-": Kind.HYPHEN,
    "/": Kind.OR,
}


_CLAUSE_SIGNS = frozenset(":,;|/\t\n.")


@cache
def keel_forms(which: str) -> tuple[str, ...]:
    """Folded forms of "keel": those of a skill ("forms") or of translating ("towards")."""
    return tuple(fold(form) for form in cues()["keel"][which])


@cache
def _plain() -> PhraseTable[Kind]:
    """Phrases whose kind says all."""
    lists: dict[Kind, Sequence[str]] = {
        Kind.BEFORE: cues()["welcome"]["before"],
        Kind.EITHER: cues()["welcome"]["either"],
        Kind.EXAMPLE: cues()["welcome"]["example"],
        Kind.REQUIRED: cues()["required"]["words"],
        Kind.NEGATION: cues()["negation"]["words"],
        Kind.WORKING: cues()["block"]["working"],
        Kind.MEMBERS: cues()["members"]["words"],
        Kind.EXCEPT: cues()["except"]["words"],
        Kind.SAME: cues()["same"]["words"],
        Kind.BESIDE: cues()["beside"]["words"],
        Kind.CHOICE: cues()["members"]["choice"],
        Kind.OR: cues()["or"]["words"],
        Kind.AND: cues()["and"]["words"],
        Kind.BLOCK: [*cues()["block"]["compounds"], *cues()["block"]["after"]],
        Kind.ABILITY: cues()["ability"]["words"],
    }
    return PhraseTable((phrase, kind) for kind, group in lists.items() for phrase in group)


def _language_symbol(words: Sequence[Word], at: int) -> tuple[int, Symbol] | None:
    """A language, "võõrkeel" or a set of languages at this word."""
    word = words[at]
    named = sets().match(words, at)
    if named:
        return named[0], Symbol(Kind.SET, words[at + named[0] - 1].text, named[1], keel=True)
    whole = whole_words().match(words, at)
    if whole:
        last = words[at + whole[0] - 1]
        kind = Kind.FOREIGN if whole[1] == ANY_FOREIGN else Kind.LANGUAGE
        towards = last.folded.endswith(keel_forms("towards")) and not _chooses(words, at, last)
        kind = Kind.TOWARDS if towards else kind
        return whole[0], Symbol(kind, last.text, whole[1], keel=True)
    compound = compound_language(word.folded)
    if compound:
        code, adjectival = compound
        if word.folded.endswith(keel_forms("towards")) and not _chooses(words, at, word):
            return 1, Symbol(Kind.TOWARDS, word.text)
        kind = Kind.FOREIGN if code == ANY_FOREIGN else Kind.LANGUAGE
        return 1, Symbol(kind, word.text, code, keel=True, adjectival=adjectival)
    if word.folded in codes() and (word.text.isupper() or _is_clause(words, at)) and _level_follows(words, at + 1):
        return 1, Symbol(Kind.LANGUAGE, word.text, codes()[word.folded])
    plain = language_table().match(words, at)
    return (plain[0], Symbol(Kind.LANGUAGE, word.text, plain[1])) if plain else None


def _chooses(words: Sequence[Word], at: int, last: Word) -> bool:
    """Whether "võõrkeeltest", or a language's "keelest" behind a number, names a choice and no direction."""
    counted = (at > 0 and _counts().match(words, at - 1) is not None) or _count_behind(words, words.index(last) + 1)
    return last.folded == "voorkeeltest" or (last.folded.endswith(("keelest", "keeltest")) and counted)


def _count_behind(words: Sequence[Word], at: int) -> bool:
    """Whether a number with its "oskus" follows "keeltest": "EL ametlikest keeltest vähemalt kahe oskus"."""
    at += 1 if at < len(words) and words[at].folded == "vahemalt" else 0
    behind = at + 1
    counted = at < len(words) and _counts().match(words, at) is not None
    return counted and behind < len(words) and word_table("ability", "words").match(words, behind) is not None


def _is_clause(words: Sequence[Word], at: int) -> bool:
    """Whether a code in small letters and the level behind it are a clause of their own: "et C1; en B2"; "et" and "is"
    are also words."""
    level = read_level(words, at + 1)
    end = at + 1 + (level[0] if level else 0)
    opens = at == 0 or words[at - 1].text in _CLAUSE_SIGNS
    return opens and level is not None and (end == len(words) or words[end].text in _CLAUSE_SIGNS | {"("})


def _level_follows(words: Sequence[Word], at: int) -> bool:
    """Whether a level stands behind a code of a language, signs and a wish apart: "FI soovitavalt A2"."""
    at += _signs_at(words, at)
    wish = word_table("welcome", "before").match(words, at) if at < len(words) else None
    return read_level(words, at + wish[0] if wish else at) is not None


def _signs_at(words: Sequence[Word], at: int) -> int:
    """How many signs stand between a code of a language and its level ("EN: B2", "EN – B2")."""
    count = 0
    while at + count < len(words) and words[at + count].text in ":–-(\t":
        count += 1
    return count


def _keel_symbol(words: Sequence[Word], at: int) -> Symbol | None:
    """The word "keel" in one of its forms, or its abbreviation "k." behind a language."""
    folded = words[at].folded
    if folded in keel_forms("forms") or word_table("keel", "skill").match(words, at):
        return Symbol(Kind.KEEL, words[at].text, folded)
    if folded in keel_forms("towards"):
        return Symbol(Kind.TOWARDS, words[at].text)
    if folded == "k" and at and _behind_language(words, at):
        return Symbol(Kind.KEEL, words[at].text, "keele")
    return None


def _behind_language(words: Sequence[Word], at: int) -> bool:
    before = at - 1
    while before >= 0 and words[before].text == ".":
        before -= 1
    return before >= 0 and language_table().match(words, before) is not None


def _word_symbol(words: Sequence[Word], at: int) -> tuple[int, Symbol]:
    """The symbol of a word that is no language: the longest of the tables' phrases, a sign, or just a word."""
    text = words[at].text
    if text in _SIGNS:
        return 1, Symbol(_SIGNS[text], text)
    level = read_level(words, at)
    plain = _plain().match(words, at)
    if level and (not plain or level[0] >= plain[0]):
        phrase = " ".join(word.text for word in words[at : at + level[0]])
        return level[0], Symbol(Kind.LEVEL, phrase, level=level[1])
    skill = _skills().match(words, at) if not plain or plain[1] is Kind.ABILITY else None
    if skill:
        return skill[0], Symbol(Kind.SKILL, text, skill[1])
    count = _counts().match(words, at)
    if count and (not plain or count[0] > plain[0]):
        return count[0], Symbol(Kind.COUNT, text, count[1])
    if plain:
        phrase = " ".join(word.text for word in words[at : at + plain[0]])
        return plain[0], Symbol(plain[1], phrase, fold(phrase))
    return 1, Symbol(Kind.WORD, text, words[at].folded)


@cache
def _skills() -> PhraseTable[str]:
    return table(cues()["skills"])


@cache
def _counts() -> PhraseTable[str]:
    return table(cues()["count"])


@cache
def ordinals() -> PhraseTable[str]:
    """Words that name languages by their order → their number, "last" or "rest"."""
    return table(cues()["ordinals"])


def ordinal_of(symbol: Symbol) -> str | None:
    """What a symbol says of the order of languages (as ``ordinals``), None for any other."""
    words = words_of(symbol.text) if symbol.text.strip() else ()
    found = ordinals().match(words, 0) if words else None
    return found[1] if found else None


def is_ordinal(symbol: Symbol) -> bool:
    """Whether a symbol names a language by its order and does not count: "teine"."""
    return ordinal_of(symbol) is not None


def _symbol_at(words: Sequence[Word], at: int) -> tuple[int, Symbol]:
    """The symbol that starts at a word, with the number of its words."""
    keel = _keel_symbol(words, at)
    return (1, keel) if keel else _language_symbol(words, at) or _word_symbol(words, at)


def _denial(words: Sequence[Word], at: int, denials: Mapping[int, int]) -> tuple[int, Symbol] | None:
    """The denial that starts at a word, by the ends of those that are no single phrase."""
    if at not in denials:
        return None
    phrase = " ".join(word.text for word in words[at : denials[at]])
    return denials[at] - at, Symbol(Kind.NEGATION, phrase, fold(phrase))


def _exclusion(words: Sequence[Word], at: int, exclusions: Mapping[int, tuple[int, bool]]) -> tuple[int, Symbol] | None:
    """A word for turning away, which demands, or for lacking, which names a skill; "keeleta" is read as any "keel"."""
    if at not in exclusions or _keel_symbol(words, at) or _language_symbol(words, at):
        return None
    end, turns = exclusions[at]
    phrase = " ".join(word.text for word in words[at:end])
    return end - at, Symbol(Kind.REQUIRED if turns else Kind.ABILITY, phrase, fold(phrase))


@lru_cache(maxsize=SENTENCES_KEPT)
@lasting_of_text("symbols", tuple[Symbol, ...])
def read_symbols(text: str) -> tuple[Symbol, ...]:
    """The sentence's symbols in order; brackets are numbered, full stops of abbreviations left out."""
    words = words_of(text)
    denials = dict(parted_denials(words))
    exclusions = find_exclusions(words)
    result: list[Symbol] = []
    at = opened = inside = 0
    while at < len(words):
        length, symbol = _exclusion(words, at, exclusions) or _denial(words, at, denials) or _symbol_at(words, at)
        if symbol.kind is Kind.OPEN:
            opened += 1
            inside = opened
        if words[at].text not in {".", "„", "“", "”", '"', "»", "«", "•", "*"}:
            result.append(replace(symbol, paren=inside))
        if symbol.kind is Kind.CLOSE:
            inside = 0
        at += length
    return tuple(_understood(result))


def _understood(symbols: list[Symbol]) -> list[Symbol]:
    """The symbols with "keelest" as plain "keel" where someone understands it ("saab aru soome keelest")."""
    known = keel_forms("known")
    if not any((s.kind is Kind.SKILL and s.value == "understanding") or fold(s.text).endswith(known) for s in symbols):
        return symbols
    return [replace(s, kind=Kind.KEEL, value="keelest") if s.kind is Kind.TOWARDS else s for s in symbols]
