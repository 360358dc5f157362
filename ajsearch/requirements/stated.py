"""Which chains of languages are asked for as skills, and which name a country, a subject or the work's language."""

from collections.abc import Sequence

from ajsearch.estonian.morphology import analyse_word
from ajsearch.requirements.clauses import HEADS, Chain, opens_list
from ajsearch.requirements.levels import TASE
from ajsearch.requirements.lexer import Kind, Symbol
from ajsearch.requirements.phrases import Word, word_table, words_of
from ajsearch.requirements.places import small_words
from ajsearch.requirements.statements import Statement

NOUN_REACH = 3
"""Symbols behind "ingliskeelne" in which it must be said that it is read or understood: "erialase teksti mõistmine"."""


def is_stated(chain: Chain, symbols: Sequence[Symbol], statement: Statement) -> bool:
    """Whether a chain is about languages as skills, and not a country, a subject, a text or the work's language.

    A competency's description tells what a good worker does: without a level it asks for no language.
    """
    if _blocked(chain, symbols) or _is_taught(chain, symbols) or _is_to_be_learnt(chain, symbols):
        return False
    if chain.levels:
        return True
    if sets_demands(statement) or _is_of_speakers(chain, symbols) or _is_left_blank(chain, symbols):
        return False
    return chain.wished is not None or _is_stated_alone(chain, symbols, statement)


def _is_left_blank(chain: Chain, symbols: Sequence[Symbol]) -> bool:
    """Whether a table's row leaves out all skills of a language: "soome keel: kõnes -, kirjas -"."""
    said = [symbol.kind for symbol in symbols[chain.end :] if symbol.kind not in {Kind.BREAK, Kind.COMMA}]
    return bool(said) and len(said) % 2 == 0 and said == [Kind.SKILL, Kind.HYPHEN] * (len(said) // 2)


def _is_stated_alone(chain: Chain, symbols: Sequence[Symbol], statement: Statement) -> bool:
    """Whether a chain without a level is asked for."""
    topic = statement.topic
    if statement.described and topic != "language":
        return False
    working = any(symbol.kind is Kind.WORKING for symbol in symbols)
    if chain.adjectival:
        return _is_understood(chain, symbols)
    if working and not _oskus_follows(chain, symbols):
        return False
    return _is_skill(chain, symbols, labelled=topic == "language")


def sets_demands(statement: Statement) -> bool:
    """Whether a sentence only tells who sets the demands ("Keeleoskuse nõuded kehtestab Vabariigi Valitsus"), or how
    the level is found ("keeleoskuse tase tehakse kindlaks vestlusel")."""
    words = words_of(statement.text)
    return _is_told_of(words, "demands", "set") or _is_told_of(words, "level", "found")


def _is_told_of(words: Sequence[Word], subject: str, predicate: str) -> bool:
    """Whether a word of one list of the law's stands before one of the other."""
    subjects = word_table("law", subject).find(words)
    return bool(subjects) and any(start >= subjects[0][1] for start, _, _ in word_table("law", predicate).find(words))


def _is_taught(chain: Chain, symbols: Sequence[Symbol]) -> bool:
    """Whether a language at its level is but taught or examined: "eesti keele B2-taseme eksamiks ettevalmistamine"."""
    after = chain.end
    while after < len(symbols) and (
        symbols[after].kind in {Kind.HYPHEN, Kind.LEVEL} or symbols[after].value.startswith(TASE)
    ):
        after += 1
    return any(_is_in(("block", "taught"), symbol) for symbol in symbols[after : after + 1])


def _is_of_speakers(chain: Chain, symbols: Sequence[Symbol]) -> bool:
    """Whether a language only tells whom the work is for: "vene keelt kõnelevate klientide teenindamine"."""
    behind = symbols[chain.end : chain.end + 1]
    spoken = any(_is_in(("block", "speakers"), symbol) for symbol in behind)
    return spoken and not any(_is_in(("ability", "skilled"), symbol) for symbol in symbols[: chain.start])


def _is_skill(chain: Chain, symbols: Sequence[Symbol], *, labelled: bool) -> bool:
    """Whether a chain without a level is asked for: by its label, by a word such as "oskus", or by standing alone."""
    if chain.kind is Kind.LANGUAGE and not chain.keel and not chain.head:
        labelled = (
            labelled
            or chain.count is not None
            or _behind_keel(chain, symbols)
            or _shares_keel(chain, symbols)
            or _wished_again(chain, symbols)
            or _is_all(chain, symbols)
            or any(
                symbol.kind is Kind.FOREIGN and opens_list(symbols, at)
                for at, symbol in enumerate(symbols[: chain.start])
            )
        )
        return labelled and not _word_at(symbols, chain.end)
    if chain.keel.endswith("keeles"):
        return labelled or _has_ability(symbols, "within")
    return labelled or _marked(symbols) or all(_says_nothing_else(symbol) for symbol in symbols)


def _says_nothing_else(symbol: Symbol) -> bool:
    """Whether a symbol is no word of its own, or but an adjective in the nominative: "korralik inglise keel"."""
    if symbol.kind is not Kind.WORD or symbol.value in small_words():
        return True
    readings = analyse_word(symbol.text.lower(), guess=True)
    return any((one.pos, one.form) == ("A", "sg n") for one in readings)


def _behind_keel(chain: Chain, symbols: Sequence[Symbol]) -> bool:
    """Whether a bracket right behind "keelteoskus" holds the chain."""
    return chain.start > 1 and symbols[chain.start - 1].kind is Kind.OPEN and symbols[chain.start - 2].kind is Kind.KEEL


def _is_all(chain: Chain, symbols: Sequence[Symbol]) -> bool:
    """Whether a clause says but that a language or a skill in it is asked for: "prantsuse – soovituslik"."""
    others = [symbol.kind for at, symbol in enumerate(symbols) if not chain.start <= at < chain.end]
    needs = {Kind.BEFORE, Kind.EITHER, Kind.REQUIRED, Kind.SKILL}
    return bool(needs & set(others)) and set(others) <= needs | {Kind.BREAK, Kind.HYPHEN, Kind.OPEN, Kind.CLOSE}


def _shares_keel(chain: Chain, symbols: Sequence[Symbol]) -> bool:
    """Whether "kõnekeel" or "kirjakeel", or "võõrkeel" behind a connector, completes the chain ("vene või muu
    võõrkeele")."""
    at = chain.end
    if at < len(symbols) and _is_in(("keel", "written"), symbols[at]):
        return True
    if at < len(symbols) and symbols[at].kind is Kind.SKILL and "keel" in symbols[at].text.lower():
        return True
    while at < len(symbols) and (
        symbols[at].kind in {Kind.AND, Kind.OR, Kind.COUNT} or symbols[at].value in small_words()
    ):
        at += 1
    if wish_joins(symbols[chain.end : chain.end + 2]):
        return any(symbol.kind is Kind.KEEL for symbol in symbols[chain.end :])
    return chain.end < at < len(symbols) and symbols[at].kind in HEADS | {Kind.KEEL}


def _wished_again(chain: Chain, symbols: Sequence[Symbol]) -> bool:
    """Whether a wish behind languages prefers one of them: "inglise või saksa keele oskus, eelistatult inglise"."""
    before = symbols[: chain.start]
    wished = bool(before) and before[-1].kind is Kind.BEFORE and before[-1].value.endswith("lt")
    return wished and any(one.kind is Kind.KEEL for one in before) and any(one.value in chain.members for one in before)


def wish_joins(gap: Sequence[Symbol]) -> bool:
    """Whether what follows a language only wishes for another one besides: "inglise, soovitavalt ka vene keele"."""
    return [symbol.kind for symbol in gap[:2]] == [Kind.COMMA, Kind.BEFORE]


def _blocked(chain: Chain, symbols: Sequence[Symbol]) -> bool:
    """Whether a trade, a subject or a direction follows: "inglise keele õpetaja", "eesti keelest inglise keelde"."""
    after = chain.end
    while after < len(symbols) and symbols[after].kind in {Kind.AND, Kind.HYPHEN}:
        after += 1
    if after >= len(symbols):
        return False
    if chain.head is not None or chain.kind in HEADS:
        return symbols[after].kind is Kind.BLOCK
    if symbols[after].kind is Kind.TOWARDS:
        return not any(symbol.kind is Kind.COUNT for symbol in symbols[after : after + 3])
    return symbols[after].kind is Kind.BLOCK and not _says_what_for(symbols, after)


def _says_what_for(symbols: Sequence[Symbol], at: int) -> bool:
    """Whether a subject behind a language in the nominative is what it is used for: "inglise keel erialakirjanduse
    lugemiseks"."""
    used = at + 1 < len(symbols) and symbols[at + 1].kind is Kind.SKILL
    return used and symbols[at - 1].kind is Kind.KEEL and symbols[at - 1].text.lower() == "keel"


def _word_at(symbols: Sequence[Symbol], at: int) -> bool:
    return at < len(symbols) and symbols[at].kind is Kind.WORD


def _is_understood(chain: Chain, symbols: Sequence[Symbol]) -> bool:
    """Whether what is in a language must be read, understood or used: "ingliskeelse teksti mõistmine"."""
    behind = symbols[chain.end : chain.end + NOUN_REACH]
    if any(_is_in(("block", "adjectival"), symbol) for symbol in behind[:1]):
        return False
    able = any(symbol.kind in {Kind.ABILITY, Kind.SKILL} for symbol in behind)
    return able or any(_is_in(("ability", "within"), symbol) for symbol in symbols[: chain.start])


def _is_to_be_learnt(chain: Chain, symbols: Sequence[Symbol]) -> bool:
    """Whether a language is but to be learnt: "valmisolek õppida vene keelt"."""
    return chain.start > 0 and _is_in(("block", "learn"), symbols[chain.start - 1])


def _is_in(path: tuple[str, str], symbol: Symbol) -> bool:
    return word_table(*path).match(words_of(symbol.text) or [], 0) is not None if symbol.text.strip() else False


def _oskus_follows(chain: Chain, symbols: Sequence[Symbol]) -> bool:
    return any(symbol.kind in {Kind.ABILITY, Kind.SKILL} for symbol in symbols[chain.end : chain.end + 1])


def _has_ability(symbols: Sequence[Symbol], which: str) -> bool:
    table = word_table("ability", which)
    return any(table.match(words_of(symbol.text) or [], 0) for symbol in symbols if symbol.text.strip())


def _marked(symbols: Sequence[Symbol]) -> bool:
    marks = {Kind.ABILITY, Kind.SKILL, Kind.BEFORE, Kind.EITHER, Kind.REQUIRED, Kind.NEGATION, Kind.LEVEL}
    return any(symbol.kind in marks or (symbol.kind is Kind.KEEL and "osk" in symbol.value) for symbol in symbols)
