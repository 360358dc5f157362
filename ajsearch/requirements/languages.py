"""Language requirements of a description, and the names and codes of languages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from ajsearch.model import ANY_FOREIGN, Certainty, LanguageRequirement
from ajsearch.requirements.clauses import Chain, find_chains
from ajsearch.requirements.exceptions import without_exceptions
from ajsearch.requirements.group_ties import GroupTies
from ajsearch.requirements.groups import GroupNames, requirements_of
from ajsearch.requirements.language_words import language_data
from ajsearch.requirements.level_ties import LevelTies
from ajsearch.requirements.levels import TASE, LevelKind
from ajsearch.requirements.lexer import Kind, Symbol, keel_forms, read_symbols
from ajsearch.requirements.ordinal_ties import part_last, tie_ordinals
from ajsearch.requirements.phrases import fold, word_table, words_of
from ajsearch.requirements.places import WISHES, small_words
from ajsearch.requirements.stated import is_stated, sets_demands
from ajsearch.requirements.statements import Statement
from ajsearch.requirements.wish_ties import WishTies
from ajsearch.requirements.wordings import WORDINGS_KEPT, read_once, told_once

_ANY_NAMES = frozenset({"any-foreign", "any", "voorkeel", "voorkeele", "voorkeelt", "foreign", "foreign language"})


_LABEL_ENDS = frozenset({Kind.BREAK, Kind.ABILITY, Kind.KEEL})
_ENUMERATOR = [Kind.COUNT, Kind.CLOSE]
ESTONIAN = "et"
LAW_WORDS = 20
"""Words and signs of a sentence that names a level of "the language" and nothing else: "Keeletase: C1"."""


@cache
def _codes() -> dict[str, str]:
    """Folded code, Estonian and English name → code."""
    return {
        fold(name): one["code"]
        for one in language_data()["language"]
        for name in (one["code"], one["estonian"], one["english"], *one.get("also", ()))
    }


def language_code(name: str) -> str | None:
    """The code of a language by its code, Estonian or English name, with or without "keel"; None if unknown."""
    folded = " ".join(fold(name).split())
    if folded in _ANY_NAMES:
        return ANY_FOREIGN
    if folded in _codes():
        return _codes()[folded]
    symbols = read_symbols(folded)
    if symbols and symbols[0].kind is Kind.FOREIGN:
        return ANY_FOREIGN
    head = folded.rsplit(" ", 1)[0]
    if folded.rsplit(" ", 1)[-1] in {*keel_forms("forms"), "language"} and head in _codes():
        return _codes()[head]
    if len(symbols) == 1 and symbols[0].kind is Kind.LANGUAGE:
        return symbols[0].value
    return None


@cache
def _names() -> dict[str, str]:
    return {one["code"]: one["estonian"] for one in language_data()["language"]}


def language_name(code: str) -> str:
    """The Estonian adjective of a language ("vene", as in "vene keel"); the code itself if it is unknown."""
    return "võõr" if code == ANY_FOREIGN else _names().get(code, code)


def english_names() -> dict[str, str]:
    """The English name of every language that has a code here."""
    return {one["code"]: one["english"] for one in language_data()["language"]}


def read_languages(found: Sequence[Statement]) -> tuple[LanguageRequirement, ...]:
    """All language requirements of the statements in order, each said once."""
    names = GroupNames()
    joined = tuple(join_cells(found))
    facts = [fact for statement in joined for fact in read_statement(statement, names)]
    if not any(fact.language == ESTONIAN for fact in facts):
        facts += [fact for statement in joined for fact in _estonian_by_law(statement)]
    return _without_repeats(facts)


def read_statement(statement: Statement, names: GroupNames) -> list[LanguageRequirement]:
    """The language requirements of one statement."""
    facts, own = _read(statement)
    groups = names.taken_from(own)
    return [replace(fact, group=groups.get(fact.group), place=statement.place) for fact in facts]


@told_once
def _read(statement: Statement) -> tuple[tuple[LanguageRequirement, ...], GroupNames]:
    """The same without their place, and the names that its groups have."""
    names = GroupNames()
    symbols = read_symbols(without_exceptions(statement.text))
    chains = find_chains(symbols)
    if not chains:
        return (), names
    part_last(symbols, chains)
    GroupTies(symbols, chains).run()
    LevelTies(symbols, chains).run()
    tie_ordinals(symbols, chains)
    WishTies(symbols, chains).run()
    stated = [chain for chain in chains if is_stated(chain, symbols, statement)]
    stated = [chain for chain in stated if not _is_label(chain, stated, symbols)]
    return tuple(requirements_of(stated, symbols, statement.quote, welcome=statement.welcome, names=names)), names


@read_once(LanguageRequirement)
def _estonian_by_law(statement: Statement) -> list[LanguageRequirement]:
    """A level of "the language" without a name ("Keeletase C1"), or that which the Language Act asks for ("keeleoskus
    vastavalt keeleseadusele"): it is of Estonian."""
    symbols = read_symbols(statement.text)
    levels = [symbol.level for symbol in symbols if symbol.level is not None and symbol.level.kind in _WRITTEN]
    named = any(symbol.kind in {Kind.LANGUAGE, Kind.FOREIGN, Kind.SET, Kind.NEGATION} for symbol in symbols)
    of_language = statement.topic == "language" or word_table("keel", "of_law").find(words_of(statement.text))
    by_act = not levels and not sets_demands(statement) and word_table("keel", "by_act").find(words_of(statement.text))
    if named or not (len(levels) == 1 or by_act) or not of_language or len(words_of(statement.text)) > LAW_WORDS:
        return []
    return [
        LanguageRequirement(
            language=ESTONIAN,
            level=levels[0].cefr if levels else None,
            required=not statement.welcome,
            certainty=levels[0].certainty(ESTONIAN) if levels else Certainty.NONE,
            quote=statement.quote,
        )
    ]


def _is_label(chain: Chain, chains: Sequence[Chain], symbols: Sequence[Symbol]) -> bool:
    """Whether "Võõrkeelte oskus:", with a level that is theirs or without one, only introduces the languages that
    follow."""
    if chain.kind is not Kind.FOREIGN or chain.count or any(one.head is chain for one in chains):
        return False
    if chain.levels and not any(one.levels == chain.levels for one in chains if one.start > chain.end):
        return False
    if {symbol.kind for symbol in symbols[chain.end :]} <= _LABEL_ENDS and symbols[-1].kind is Kind.BREAK:
        return True  # the languages stand in the next line or cell
    following = next((one.start for one in chains if one.start > chain.start), chain.end)
    behind = symbols[chain.end : following if chain.levels else min(following, chain.end + 3)]
    return any(symbol.kind is Kind.BREAK for symbol in behind) or [one.kind for one in behind[:2]] == _ENUMERATOR


def join_cells(found: Sequence[Statement]) -> Iterator[Statement]:
    """The statements, each language with the level that stands alone in the cell or clause after it made one."""
    waiting: Statement | None = None
    for statement in found:
        if waiting is not None and _turns_to_gain(waiting, statement):
            waiting = waiting.with_text(f"{waiting.text}, {statement.text}")
            continue
        if waiting is not None and _refers_back(waiting, statement):
            waiting = waiting.with_text(f"{waiting.text}, {statement.text}")
            continue
        if waiting is not None and _continues(waiting, statement):
            waiting = waiting.with_text(f"{waiting.text} : {statement.text}")
            continue
        if waiting is not None:
            yield waiting
        waiting = statement
    if waiting is not None:
        yield waiting


def _refers_back(before: Statement, statement: Statement) -> bool:
    """Whether a sentence names the level of the one before it: "Eesti keel C1. Inglise keel samal tasemel."."""
    return (
        _says_same(statement.text)
        and before.place == statement.place
        and any(symbol.level for symbol in read_symbols(before.text))
    )


@lru_cache(maxsize=WORDINGS_KEPT)
def _says_same(text: str) -> bool:
    return any(symbol.kind is Kind.SAME for symbol in read_symbols(text))


def _turns_to_gain(before: Statement, statement: Statement) -> bool:
    """Whether a sentence welcomes what the one before it denies: "… ei ole kohustuslik. Selle oskus annab eelise."."""
    words = words_of(statement.text)
    if before.place != statement.place or not words or not word_table("welcome", "referring").match(words, 0):
        return False
    symbols, denied = read_symbols(statement.text), read_symbols(before.text)
    wished = any(symbol.kind in WISHES for symbol in symbols) and not find_chains(symbols)
    return wished and any(symbol.kind is Kind.NEGATION for symbol in denied) and len(find_chains(denied)) == 1


def _continues(before: Statement, statement: Statement) -> bool:
    """Whether a statement is but a level for the language before it: in the next cell, or for a further skill."""
    if not _only(statement, Kind.LEVEL):
        return False
    if _wishes_more(statement) and statement.place == before.place:
        return len(find_chains(read_symbols(before.text))) == 1
    if any(symbol.kind is Kind.SKILL for symbol in read_symbols(statement.text)):
        return bool(find_chains(read_symbols(before.text)))
    return _only(before, Kind.LANGUAGE) or (statement.place == before.place and _lacks_level(before))


def _lacks_level(statement: Statement) -> bool:
    """Whether a clause names languages and no level, so that the level in the clause behind it is theirs: "inglise
    või soome keele oskus; tase B1"."""
    symbols = read_symbols(statement.text)
    return bool(find_chains(symbols)) and not any(symbol.level for symbol in symbols)


def _wishes_more(statement: Statement) -> bool:
    """Whether a clause only wishes for a level: "inglise keel B1; soovitavalt B2"."""
    return read_symbols(statement.text)[0].kind is Kind.BEFORE


_CELL_FILLERS = frozenset({Kind.KEEL, Kind.ABILITY, Kind.HYPHEN, Kind.OPEN, Kind.CLOSE, Kind.BREAK, Kind.SKILL})
_JOINING = frozenset({Kind.OR, Kind.AND, Kind.COMMA})


@lru_cache(maxsize=WORDINGS_KEPT)
def _only(statement: Statement, kind: Kind) -> bool:
    """Whether a statement is a cell with nothing but a language, or nothing but a level."""
    symbols = read_symbols(statement.text)
    wishes = {Kind.BEFORE, Kind.EITHER, Kind.REQUIRED}
    wanted = {kind, Kind.FOREIGN} | _JOINING if kind is Kind.LANGUAGE else {kind, Kind.COUNT} | wishes
    if kind is Kind.LEVEL and not any(symbol.kind is kind for symbol in symbols):
        return False
    return any(symbol.kind in wanted - _JOINING for symbol in symbols) and all(
        symbol.kind in wanted | _CELL_FILLERS or symbol.value in small_words() or symbol.value.startswith(TASE)
        for symbol in symbols
    )


def _with_joint_skills(facts: Sequence[LanguageRequirement]) -> list[LanguageRequirement]:
    """The facts, those of one language that speak of different skills as one: a table may have a row for each skill."""
    result: list[LanguageRequirement] = []
    for fact in facts:
        mate = next((at for at, one in enumerate(result) if _complement(one, fact)), None)
        if mate is None:
            result.append(fact)
        else:
            result[mate] = _joined(result[mate], fact)
    return result


def _complement(one: LanguageRequirement, other: LanguageRequirement) -> bool:
    same = (one.language, one.required, one.certainty, one.group) == (
        other.language, other.required, other.certainty, other.group,
    )  # fmt: skip
    return same and bool(one.skills and other.skills) and not set(one.skills or ()) & set(other.skills or ())


def _joined(one: LanguageRequirement, other: LanguageRequirement) -> LanguageRequirement:
    """Both facts as one, with the sentence that names the lower level."""
    skills = {**(one.skills or {}), **(other.skills or {})}
    lower = min((one, other), key=lambda fact: fact.level or "")
    return replace(lower, skills=skills)


def _without_repeats(found: Sequence[LanguageRequirement]) -> tuple[LanguageRequirement, ...]:
    """The facts without those that say again what another one says, or say less of the same language."""
    facts = _with_joint_skills(found)
    kept: list[LanguageRequirement] = []
    first: dict[frozenset[object], str] = {}
    for fact in facts:
        if fact.group is None and any(_covers(one, fact) for one in kept):
            continue
        if fact.group and first.setdefault(_meaning(fact.group, facts), fact.group) != fact.group:
            continue
        kept = [one for one in kept if not (one.level is None and _covers(fact, one))]
        kept.append(fact)
    return tuple(kept)


def _meaning(group: str, facts: Sequence[LanguageRequirement]) -> frozenset[object]:
    """What a group of alternatives says, whatever its name: equal for two that say the same."""
    return frozenset((one.language, one.level, one.required, one.group_min) for one in facts if one.group == group)


def _covers(one: LanguageRequirement, other: LanguageRequirement) -> bool:
    """Whether one fact says all that the other says: the same language at its level or without one, as binding."""
    alone = one.group is None and other.group is None and one.language == other.language
    if one.language == ANY_FOREIGN and one.quote == other.quote and one.required != other.required:
        return False  # a second foreign language, which is but welcome
    return alone and other.level in {None, one.level} and (one.required or not other.required)


@told_once
def is_unread(statement: Statement) -> bool:
    """Whether a statement mentions a language or its level but gives no fact; cells must have been joined."""
    return not read_statement(statement, GroupNames()) and not _estonian_by_law(statement) and _mentions(statement)


_HEAD_KINDS = frozenset({Kind.KEEL, Kind.SKILL, Kind.BREAK, Kind.AND, Kind.OR, Kind.COMMA, Kind.OPEN, Kind.CLOSE})
"""What a table's head says, and no sentence: "Keel Suuline Kirjalik"."""

_WRITTEN = frozenset({LevelKind.CODE, LevelKind.LAW, LevelKind.CATEGORY, LevelKind.BAND})


def _mentions(statement: Statement) -> bool:
    symbols = read_symbols(statement.text)
    if any(symbol.kind is Kind.NEGATION for symbol in symbols) or {one.kind for one in symbols} <= _HEAD_KINDS:
        return False
    language = any(symbol.kind in {Kind.FOREIGN, Kind.KEEL, Kind.SET} or symbol.keel for symbol in symbols)
    exact = any(symbol.level is not None and symbol.level.kind in _WRITTEN for symbol in symbols)
    return (language or exact) and len(words_of(statement.quote)) > 1
