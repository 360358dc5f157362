"""A sentence's coordinated languages ("inglise, vene või soome keel") as chains, before levels are tied to them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from ajsearch.model import ANY_FOREIGN, CefrLevel
from ajsearch.requirements.levels import Level
from ajsearch.requirements.lexer import Kind, Symbol, is_ordinal, keel_forms
from ajsearch.requirements.phrases import cues

HEADS = frozenset({Kind.FOREIGN, Kind.SET, Kind.CHOICE})
"""What may be followed by the languages to choose from."""

_INSIDE_CHAIN = frozenset({Kind.KEEL, Kind.COMMA, Kind.AND, Kind.OR, Kind.HYPHEN, Kind.LANGUAGE})
_LINKS = frozenset({Kind.COMMA, Kind.AND, Kind.OR})
_ORDINALS = frozenset({"teise", "teine", "teist"})
REST = 0
"""The count of the languages that are left until it is known how many there are."""

COUNT_REACH = 4
"""A number counts "võõrkeel" from at most so many words before it ("ühe Euroopa Liidu liikmesriigi võõrkeele")."""

WORDS_BEHIND_COUNT = 2
"""Words between a number and the "keel" that it counts: "üht vabalt valitud keelt"."""


@cache
def _rest() -> frozenset[str]:
    return frozenset(cues()["ordinals"]["rest"])


@cache
def _besides() -> frozenset[str]:
    return frozenset(cues()["except"]["more"])


@dataclass
class Chain:
    """Coordinated languages with all that the sentence says of them.

    ``links`` has one connector fewer than ``members``. ``head`` is the group that a preferred or named member belongs
    to. ``levels`` are (level, its symbol's place); ``wished`` the level that is only welcome. ``slashed``
    says that slashes and no words join the members, ``single`` that it is one of several counted languages, ``repeats``
    that it means a language of the chain before and asks for none. ``best`` is of how many the level is asked, where
    all languages are ("inglise ja vene keel, neist ühe oskus B2"). ``excepted`` says that it is asked for as the
    exception to a denial ("muid keeli peale eesti keele ei nõuta"), ``parted`` that what is said of the chain behind it
    is not said of it.
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
    slashed: bool = False
    single: bool = False
    repeats: bool = False
    best: int = 0
    relative: bool = False
    excepted: bool = False
    parted: bool = False


def find_chains(symbols: Sequence[Symbol]) -> list[Chain]:
    """All chains of the sentence in order; words that only look like languages are still among them."""
    result: list[Chain] = []
    counted = _counts_with_levels(symbols)
    at = 0
    while at < len(symbols):
        symbol = symbols[at]
        chain = None
        if symbol.kind is Kind.SET or (symbol.kind is Kind.FOREIGN and not opens_list(symbols, at)):
            chain = _head_chain(symbols, at)
        elif symbol.kind is Kind.LANGUAGE:
            chain = _named_chain(symbols, at)
        elif symbol.kind in {Kind.KEEL, Kind.TOWARDS} and _counted(symbols, at):
            if not _is_of_single(result, symbols, at) and not _refers_back(result, symbols, at):
                chain = replace(_head_chain(symbols, at), repeats=_is_the_other(result, symbols, at))
        elif _chooses_wished(symbols, at):
            chain = Chain(Kind.FOREIGN, [ANY_FOREIGN], at, at + 1, paren=symbol.paren, count=int(symbol.value))
        elif at in counted:
            needed = REST if _is_rest(symbol) else int(symbol.value) if symbol.kind is Kind.COUNT else 1
            chain = Chain(Kind.FOREIGN, [ANY_FOREIGN], at, at + 1, paren=symbol.paren, own_keel=True, single=True)
            chain.count = None if needed == 1 else needed
        elif symbol.kind is Kind.CHOICE and _counted(symbols, at) and not _keel_at(symbols, at + 1):
            chain = replace(_head_chain(symbols, at), kind=Kind.CHOICE)
        if chain:
            result.append(chain)
        at = chain.end if chain else at + 1
    _mark_excepted(result, symbols)
    return _without_spread(
        [chain for chain in result if chain.excepted or not _follows_except(chain, symbols)], symbols
    )


def _is_of_single(chains: Sequence[Chain], symbols: Sequence[Symbol], at: int) -> bool:
    """Whether "keel" belongs to the number of a language that is one already: "teine vabalt valitud keel B1"."""
    gap = [symbol.kind for symbol in symbols[chains[-1].end : at]] if chains else []
    return bool(chains) and chains[-1].single and set(gap) <= {Kind.CHOICE, Kind.WORD}


def _chooses_wished(symbols: Sequence[Symbol], at: int) -> bool:
    """Whether a number opens a choice of which only the preferred one is named: "ühe, soovitavalt inglise keele"."""
    behind = [symbol.kind for symbol in symbols[at : at + 4]]
    return behind == [Kind.COUNT, Kind.COMMA, Kind.BEFORE, Kind.LANGUAGE]


def _follows_except(chain: Chain, symbols: Sequence[Symbol]) -> bool:
    """Whether a chain is but an exception: "ühe võõrkeele (v.a vene keel) oskus"."""
    return chain.start > 0 and symbols[chain.start - 1].kind is Kind.EXCEPT


def _mark_excepted(chains: Sequence[Chain], symbols: Sequence[Symbol]) -> None:
    """Mark the exceptions that are asked for: to a denial ("peale eesti keele teisi ei nõuta"), or beside more that is
    asked for ("peale eesti keele on vajalik ka inglise keel")."""
    denied = any(symbol.kind is Kind.NEGATION for symbol in symbols)
    more = {symbol.text.lower() for symbol in symbols} & _besides()
    for chain in chains:
        chain.excepted = chain.kind is Kind.LANGUAGE and _follows_except(chain, symbols) and (denied or bool(more))


def _without_spread(chains: list[Chain], symbols: Sequence[Symbol]) -> list[Chain]:
    """The chains without a counted "võõrkeel" each of which has a level of its own behind it ("üks B2, teine B1",
    "neist inglise keel B2, teine B1")."""
    for index, head in enumerate(chains):
        behind = chains[index + 1 :]
        named = [one for one in behind if _is_named_of_group(one, symbols)]
        singles = [one for one in behind if one.single or _is_another(one, symbols)]
        _count_rest(head, singles, len(named))
        if head.kind is Kind.FOREIGN and singles and (head.count or 0) > 1 and _sum(singles) + len(named) == head.count:
            return [one for one in chains if one is not head]
    return chains


def _is_rest(symbol: Symbol) -> bool:
    """Whether a symbol means all languages but those before it: "üks B2, ülejäänud B1"."""
    return symbol.kind in {Kind.WORD, Kind.COUNT} and symbol.text.lower() in _rest()


def _count_rest(head: Chain, singles: Sequence[Chain], named: int) -> None:
    """Give the rest of a group's languages their number: that of the group without those told apart."""
    told = named + sum(one.count or 1 for one in singles if one.count != REST)
    for one in singles:
        if one.count == REST:
            left = (head.count or 0) - told
            one.count = left if left > 1 else None


def _is_named_of_group(chain: Chain, symbols: Sequence[Symbol]) -> bool:
    """Whether a chain is one of a group's languages: in its bracket or right behind "neist"."""
    one = chain.kind is Kind.LANGUAGE and len(chain.members) == 1
    return one and (chain.paren > 0 or (chain.start > 0 and symbols[chain.start - 1].kind is Kind.MEMBERS))


def _is_another(chain: Chain, symbols: Sequence[Symbol]) -> bool:
    """Whether a chain is a further one of a group: "… ja teist vabalt valitud võõrkeelt"."""
    before = symbols[max(0, chain.start - ORDINAL_REACH) : chain.start]
    return chain.kind is Kind.FOREIGN and any(map(is_ordinal, before))


ORDINAL_REACH = 3
"""Symbols in which "teine" stands before its "võõrkeel"."""


def _sum(singles: Sequence[Chain]) -> int:
    return sum(one.count or 1 for one in singles)


def _counted(symbols: Sequence[Symbol], at: int) -> bool:
    """Whether a number stands before, with no more than two words between ("ühe järgmise keele", "veel üht keelt")."""
    between = {Kind.CHOICE} if symbols[at].kind is Kind.TOWARDS else {Kind.CHOICE, Kind.WORD, Kind.LEVEL, Kind.HYPHEN}
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


def _is_the_other(chains: Sequence[Chain], symbols: Sequence[Symbol], at: int) -> bool:
    """Whether "teise keele" means the other of two before it ("saksa või inglise keel B1, teise keele oskus kasuks"),
    and "teine nimetatud keeltest" another of those before it, however many, or of those in the clause before."""
    named = symbols[at - 1].kind is Kind.CHOICE
    ordinal = symbols[at - 1 - named].text.lower() in _ORDINALS
    if not chains:
        return ordinal and named and not any(symbol.kind is Kind.LANGUAGE for symbol in symbols[at:])
    return ordinal and Kind.OR in chains[-1].links and (named or len(chains[-1].members) == 2)


def _counts_with_levels(symbols: Sequence[Symbol]) -> frozenset[int]:
    """Places of numbers behind "võõrkeel" that have levels of their own: "kahe võõrkeele oskus, neist üks B2-tasemel".

    Several numbers must have one each, as a single level after "kahe" is that of both.
    """
    foreign = next((at for at, symbol in enumerate(symbols) if symbol.kind is Kind.FOREIGN), None)
    others = (symbol for symbol in symbols if symbol.kind is Kind.COUNT and symbol.value == "0")
    if foreign is None or any(not _is_rest(symbol) for symbol in others):
        return frozenset()
    said = [(i, symbol.kind) for i, symbol in enumerate(symbols) if i > foreign and not _may_lie_between(symbol)]
    levelled = [i for (i, kind), (_, after) in pairwise(said) if after is Kind.LEVEL and _may_count(symbols[i])]
    levelled = [] if len(levelled) == 1 and _is_rest(symbols[levelled[0]]) else levelled
    return frozenset([*levelled, *(i for i in range(foreign, len(symbols)) if _is_next(symbols, i))])


def _may_count(symbol: Symbol) -> bool:
    """Whether a number, "esimene" or "ülejäänud" may have a level of its own."""
    return symbol.kind is Kind.COUNT or (symbol.kind is Kind.WORD and is_ordinal(symbol)) or _is_rest(symbol)


def _is_next(symbols: Sequence[Symbol], at: int) -> bool:
    """Whether "teise oskus" behind a comma is a clause about a further language: ", teise oskus soovitav"."""
    kinds = [symbol.kind for symbol in symbols[at - 1 : at + 3]]
    said = {Kind.BEFORE, Kind.EITHER, Kind.REQUIRED}
    opens = kinds[:3] in ([Kind.COMMA, Kind.COUNT, Kind.ABILITY], [Kind.AND, Kind.COUNT, Kind.ABILITY])
    return opens and bool(said & set(kinds[3:])) and symbols[at].text.lower() in _ORDINALS


def _may_lie_between(symbol: Symbol) -> bool:
    """Whether a symbol may lie between a number and its level: "üks neist vähemalt tasemel B2"."""
    kinds = {Kind.ABILITY, Kind.MEMBERS, Kind.REQUIRED, Kind.BEFORE, Kind.OPEN, Kind.CHOICE}
    return symbol.kind in kinds or symbol.value in {"vahemalt", "tasemel", "keel", "peab", "olema", "on"}


def opens_list(symbols: Sequence[Symbol], at: int) -> bool:
    """Whether "võõrkeeltest" or "võõrkeelena" only says what the languages behind it are: the first without a number,
    the second also with one ("teise võõrkeelena saksa keel")."""
    text = symbols[at].text.lower()
    counted = _count_before(symbols, at) is not None and not text.endswith(keel_forms("numbered"))
    return text.endswith(keel_forms("opening")) and not counted


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
    reach = range(at - 1, max(0, at - COUNT_REACH) - 1, -1)
    for place, symbol in ((place, symbols[place]) for place in reach):
        if symbol.kind is Kind.COUNT:
            lower = _lower_count(symbols, place)
            return int((lower or symbol).value)
        if symbol.kind in {Kind.LANGUAGE, Kind.KEEL, Kind.COMMA, Kind.LEVEL}:
            return None
    return None


def _lower_count(symbols: Sequence[Symbol], at: int) -> Symbol | None:
    """The number before another one that "või" joins to it, or that is but welcome: "ühe, soovitavalt kahe"."""
    if at > 1 and symbols[at - 1].kind is Kind.OR and symbols[at - 2].kind is Kind.COUNT:
        return symbols[at - 2]
    wished = is_wished_count(symbols, at)
    return symbols[at - 3] if wished else None


def is_wished_count(symbols: Sequence[Symbol], at: int) -> bool:
    """Whether a number behind a wish only says that more than the number before it is welcome."""
    before = [symbol.kind for symbol in symbols[max(0, at - 3) : at]]
    return symbols[at].kind is Kind.COUNT and before in (
        [Kind.COUNT, Kind.COMMA, Kind.BEFORE],
        [Kind.COUNT, Kind.OPEN, Kind.BEFORE],
    )


def _named_chain(symbols: Sequence[Symbol], at: int) -> Chain:
    """The longest run of languages that only connectors and "keel" separate."""
    chain = Chain(Kind.LANGUAGE, [symbols[at].value], at, at + 1, paren=symbols[at].paren)
    chain.adjectival = symbols[at].adjectival
    chain.own_keel = symbols[at].keel
    chain.keel = symbols[at].text.lower() if symbols[at].keel else ""
    beside = at > 0 and symbols[at - 1].kind is Kind.BESIDE
    pending: Kind | None = None
    position = at + 1
    while position < len(symbols) and symbols[position].paren == chain.paren:
        symbol = symbols[position]
        if symbol.kind not in _INSIDE_CHAIN or (beside and chain.own_keel):
            break
        if symbol.kind is Kind.LANGUAGE:
            if pending is None and symbol.value != chain.members[-1] and symbols[position - 1].kind is Kind.KEEL:
                break
            if pending is Kind.COMMA and _wishes_another(chain, symbols, position):
                break
            chain.slashed = symbols[position - 1].text == "/" and (chain.slashed or not chain.links)
            _join(chain, symbol, pending or Kind.COMMA)
            pending = None
            chain.end = position + 1
        elif symbol.kind is Kind.KEEL:
            if pending is not None and symbols[position - 1].kind in _LINKS:
                break
            chain.keel = symbol.value
            chain.end = position + 1
            if beside:
                break
        elif symbol.kind in _LINKS:
            pending = _stronger(pending, symbol.kind)
        position += 1
    return chain


_NAMED = frozenset({Kind.LANGUAGE, Kind.AND, Kind.OR})

WISH_REACH = 5
"""Symbols from a language's "keel" to the wish that is its own clause's: "vene keele oskus oleks suureks plussiks"."""


def _wishes_another(chain: Chain, symbols: Sequence[Symbol], at: int) -> bool:
    """Whether a comma opens a clause that wishes for one more language: "hea eesti ja inglise keel, vene keel tuleb
    kasuks". What stands before it is complete: it has a level before it, or an "ja"."""
    complete = Kind.AND in chain.links or (chain.start > 0 and symbols[chain.start - 1].kind is Kind.LEVEL)
    others = (place for place in range(at, len(symbols)) if symbols[place].kind not in _NAMED)
    keel = next(others, len(symbols))
    if not complete or chain.end != at - 1 or not _keel_at(symbols, keel):
        return False
    behind = symbols[keel + 1 : keel + WISH_REACH]
    wish = next((place for place, symbol in enumerate(behind) if symbol.kind is Kind.EITHER), None)
    return wish is not None and all(symbol.kind in {Kind.ABILITY, Kind.WORD} for symbol in behind[:wish])


def _stronger(pending: Kind | None, link: Kind) -> Kind:
    """What two connectors in a row say: "või" beats all, "ja" a comma."""
    if Kind.OR in {pending, link}:
        return Kind.OR
    return link if pending in {None, Kind.COMMA} else pending or link


def _join(chain: Chain, symbol: Symbol, link: Kind) -> None:
    if symbol.value == chain.members[-1]:
        return
    chain.members.append(symbol.value)
    chain.links.append(link)
    chain.own_keel = symbol.keel
    if symbol.keel:
        chain.keel = symbol.text.lower()
