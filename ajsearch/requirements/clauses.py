"""A sentence's coordinated languages ("inglise, vene või soome keel") as chains, before levels are tied to them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ajsearch.model import ANY_FOREIGN, CefrLevel
from ajsearch.requirements.levels import Level
from ajsearch.requirements.lexer import Kind, Symbol, keel_forms
from ajsearch.requirements.phrases import word_table, words_of

HEADS = frozenset({Kind.FOREIGN, Kind.SET, Kind.CHOICE})
"""What may be followed by the languages to choose from."""

_INSIDE_CHAIN = frozenset({Kind.KEEL, Kind.COMMA, Kind.AND, Kind.OR, Kind.HYPHEN, Kind.LANGUAGE})
_LINKS = frozenset({Kind.COMMA, Kind.AND, Kind.OR})
COUNT_REACH = 4
"""A number counts "võõrkeel" from at most so many words before it ("ühe Euroopa Liidu liikmesriigi võõrkeele")."""

WORDS_BEHIND_COUNT = 2
"""Words between a number and the "keel" that it counts: "üht vabalt valitud keelt"."""


@dataclass
class Chain:
    """Coordinated languages with all that the sentence says of them.

    ``links`` has one connector fewer than ``members``. ``head`` is the group that a preferred or named member belongs
    to. ``levels`` are (level, its symbol's place); ``wished`` the level that is only welcome.
    """

    kind: Kind
    members: list[str]
    start: int
    end: int
    links: list[Kind] = field(default_factory=list)
    paren: int = 0
    count: int | None = None
    keel: str = ""
    adjectival: bool = False
    plural: bool = False
    own_keel: bool = False
    levels: list[tuple[Level, int]] = field(default_factory=list)
    wished: Level | None = None
    skills: dict[str, CefrLevel] = field(default_factory=dict)
    welcome: bool = False
    negated: bool = False
    head: "Chain | None" = None
    preferred: bool = False
    relative: bool = False


def find_chains(symbols: Sequence[Symbol]) -> list[Chain]:
    """All chains of the sentence in order; words that only look like languages are still among them."""
    result: list[Chain] = []
    at = 0
    while at < len(symbols):
        symbol = symbols[at]
        chain = None
        if symbol.kind is Kind.SET or (symbol.kind is Kind.FOREIGN and not _opens_list(symbols, at)):
            chain = _head_chain(symbols, at)
        elif symbol.kind is Kind.LANGUAGE:
            chain = _named_chain(symbols, at)
        elif symbol.kind in {Kind.KEEL, Kind.TOWARDS} and _counted(symbols, at):
            if not _refers_back(result, symbols, at):
                chain = _head_chain(symbols, at)
        elif symbol.kind is Kind.COUNT and _counts_a_level(result, symbols, at):
            chain = Chain(Kind.FOREIGN, [ANY_FOREIGN], at, at + 1, paren=symbol.paren, own_keel=True)
        elif symbol.kind is Kind.CHOICE and _counted(symbols, at) and not _keel_at(symbols, at + 1):
            chain = replace(_head_chain(symbols, at), kind=Kind.CHOICE)
        if chain:
            result.append(chain)
        at = chain.end if chain else at + 1
    return result


def _counted(symbols: Sequence[Symbol], at: int) -> bool:
    """Whether a number stands before, with no more than two words between ("ühe järgmise keele", "veel üht keelt")."""
    between = {Kind.CHOICE} if symbols[at].kind is Kind.TOWARDS else {Kind.CHOICE, Kind.WORD, Kind.LEVEL}
    for place in range(at - 1, max(-1, at - 2 - WORDS_BEHIND_COUNT), -1):
        if symbols[place].kind is Kind.COUNT:
            return symbols[at].kind is not Kind.TOWARDS or place < at - 1
        if symbols[place].kind not in between:
            return False
    return False


def _refers_back(chains: Sequence[Chain], symbols: Sequence[Symbol], at: int) -> bool:
    """Whether "ühe keele" behind a colon or a dash means one of the languages before it: "vene, inglise – üks keel"."""
    if not chains or len(chains[-1].members) < 2:
        return False
    gap = symbols[chains[-1].end : at]
    if not any(symbol.kind is Kind.BREAK for symbol in gap):
        return False
    chains[-1].count = next((int(symbol.value) for symbol in gap if symbol.kind is Kind.COUNT), None)
    return True


def _counts_a_level(chains: Sequence[Chain], symbols: Sequence[Symbol], at: int) -> bool:
    """Whether a number behind "võõrkeel" has a level of its own: "kahe võõrkeele oskus, neist üks B2-tasemel"."""
    pairs = pairwise(symbols)
    places = [i for i, (one, next_) in enumerate(pairs) if one.kind is Kind.COUNT and next_.kind is Kind.LEVEL]
    return bool(chains) and chains[-1].kind is Kind.FOREIGN and places == [at]


def _opens_list(symbols: Sequence[Symbol], at: int) -> bool:
    """Whether "võõrkeeltest" or "võõrkeelena" without a number only says what the languages behind it are."""
    return symbols[at].text.lower().endswith(keel_forms("opening")) and _count_before(symbols, at) is None


def _keel_at(symbols: Sequence[Symbol], at: int) -> bool:
    return at < len(symbols) and symbols[at].kind in {Kind.KEEL, Kind.TOWARDS}


def _head_chain(symbols: Sequence[Symbol], at: int) -> Chain:
    """The chain of "võõrkeel", of a set of languages or of a counted "keel"."""
    symbol = symbols[at]
    members = symbol.value.split(",") if symbol.kind is Kind.SET else [ANY_FOREIGN]
    kind = Kind.SET if symbol.kind is Kind.SET else Kind.FOREIGN
    end = at + 1
    if end < len(symbols) and symbols[end].kind is Kind.KEEL:
        end += 1
    return Chain(
        kind, members, at, end, paren=symbol.paren, count=_count_before(symbols, at), keel=symbol.text.lower(),
        adjectival=symbol.adjectival, own_keel=True,
        plural=symbol.text.lower().endswith(("keelte", "keeli", "keeled", "keeltes", "keelteoskus")),
    )  # fmt: skip


def _count_before(symbols: Sequence[Symbol], at: int) -> int | None:
    """The number said of "võõrkeel", looked for before it up to another language or a comma."""
    for symbol in reversed(symbols[max(0, at - COUNT_REACH) : at]):
        if symbol.kind is Kind.COUNT:
            return int(symbol.value)
        if symbol.kind in {Kind.LANGUAGE, Kind.KEEL, Kind.COMMA, Kind.LEVEL}:
            return None
    return None


def _named_chain(symbols: Sequence[Symbol], at: int) -> Chain:
    """The longest run of languages that only connectors and "keel" separate."""
    chain = Chain(Kind.LANGUAGE, [symbols[at].value], at, at + 1, paren=symbols[at].paren)
    chain.adjectival = symbols[at].adjectival
    chain.own_keel = symbols[at].keel
    chain.keel = symbols[at].text.lower() if symbols[at].keel else ""
    pending: Kind | None = None
    position = at + 1
    while position < len(symbols) and symbols[position].paren == chain.paren:
        symbol = symbols[position]
        if symbol.kind not in _INSIDE_CHAIN:
            break
        if symbol.kind is Kind.LANGUAGE:
            if pending is None and symbol.value != chain.members[-1] and symbols[position - 1].kind is Kind.KEEL:
                break
            _join(chain, symbol, pending or Kind.COMMA)
            pending = None
            chain.end = position + 1
        elif symbol.kind is Kind.KEEL:
            if pending is not None and symbols[position - 1].kind in _LINKS:
                break
            chain.keel = symbol.value
            chain.end = position + 1
        elif symbol.kind in _LINKS:
            pending = Kind.OR if Kind.OR in {symbol.kind, pending} else symbol.kind if pending is None else pending
            pending = Kind.AND if symbol.kind is Kind.AND and pending is Kind.COMMA else pending
        position += 1
    return chain


def _join(chain: Chain, symbol: Symbol, link: Kind) -> None:
    if symbol.value == chain.members[-1]:
        return
    chain.members.append(symbol.value)
    chain.links.append(link)
    chain.own_keel = symbol.keel
    if symbol.keel:
        chain.keel = symbol.text.lower()


def is_stated(chain: Chain, symbols: Sequence[Symbol], topic: str | None) -> bool:
    """Whether a chain is about languages as skills, and not a country, a subject, a text or the work's language."""
    if _blocked(chain, symbols):
        return False
    if chain.levels or chain.wished:
        return True
    working = any(symbol.kind is Kind.WORKING for symbol in symbols)
    if (chain.adjectival or working) and not _oskus_follows(chain, symbols):
        return False
    return chain.adjectival or _is_skill(chain, symbols, labelled=topic == "language")


def _is_skill(chain: Chain, symbols: Sequence[Symbol], *, labelled: bool) -> bool:
    """Whether a chain without a level is asked for: by its label, by a word such as "oskus", or by standing alone."""
    if chain.kind is Kind.LANGUAGE and not chain.keel and not chain.head:
        labelled = (
            labelled
            or _behind_keel(chain, symbols)
            or _shares_keel(chain, symbols)
            or any(
                symbol.kind is Kind.FOREIGN and _opens_list(symbols, at)
                for at, symbol in enumerate(symbols[: chain.start])
            )
        )
        return labelled and not _word_at(symbols, chain.end)
    if chain.keel.endswith("keeles"):
        return labelled or _has_ability(symbols, "within")
    return labelled or _marked(symbols) or not any(symbol.kind is Kind.WORD for symbol in symbols)


def _behind_keel(chain: Chain, symbols: Sequence[Symbol]) -> bool:
    """Whether a bracket right behind "keelteoskus" holds the chain."""
    return chain.start > 1 and symbols[chain.start - 1].kind is Kind.OPEN and symbols[chain.start - 2].kind is Kind.KEEL


def _shares_keel(chain: Chain, symbols: Sequence[Symbol]) -> bool:
    """Whether the "võõrkeel" behind a connector completes the chain: "vene või mõne muu võõrkeele oskus"."""
    at = chain.end
    while at < len(symbols) and symbols[at].kind in {Kind.AND, Kind.OR, Kind.COUNT}:
        at += 1
    return chain.end < at < len(symbols) and symbols[at].kind in HEADS


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
    return symbols[after].kind is Kind.BLOCK


def _word_at(symbols: Sequence[Symbol], at: int) -> bool:
    return at < len(symbols) and symbols[at].kind is Kind.WORD


def _oskus_follows(chain: Chain, symbols: Sequence[Symbol]) -> bool:
    return any(symbol.kind in {Kind.ABILITY, Kind.SKILL} for symbol in symbols[chain.end : chain.end + 1])


def _has_ability(symbols: Sequence[Symbol], which: str) -> bool:
    table = word_table("ability", which)
    return any(table.match(words_of(symbol.text) or [], 0) for symbol in symbols if symbol.text.strip())


def _marked(symbols: Sequence[Symbol]) -> bool:
    marks = {Kind.ABILITY, Kind.SKILL, Kind.BEFORE, Kind.EITHER, Kind.REQUIRED, Kind.NEGATION, Kind.LEVEL}
    return any(symbol.kind in marks or (symbol.kind is Kind.KEEL and "osk" in symbol.value) for symbol in symbols)
