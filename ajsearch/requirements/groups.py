"""From tied chains to the normal form: single languages, alternatives and groups with a name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ajsearch.model import ANY_FOREIGN, CefrLevel, Certainty, LanguageRequirement
from ajsearch.requirements.clauses import Chain
from ajsearch.requirements.levels import Level, LevelKind
from ajsearch.requirements.lexer import Kind, Symbol


class GroupNames:
    """Names for groups of alternatives, unique within a description."""

    def __init__(self) -> None:
        self._last = 0

    def new(self) -> str:
        """The next name: g1, g2 …"""
        self._last += 1
        return f"g{self._last}"

    def taken_from(self, others: "GroupNames") -> dict[str | None, str]:
        """A new name for each name that others have given."""
        return {f"g{number}": self.new() for number in range(1, others._last + 1)}


def requirements_of(
    chains: Sequence[Chain], symbols: Sequence[Symbol], quote: str, *, welcome: bool, names: GroupNames
) -> Iterator[LanguageRequirement]:
    """The requirements that the stated chains of one sentence make; ``welcome`` makes all of them optional."""
    shared: str | None = None
    for index, chain in enumerate(chains):
        if chain.head is not None and chain.head in chains:
            continue
        following = chains[index + 1] if index + 1 < len(chains) else None
        joined = following is not None and _alternatives(chain, following, symbols)
        if joined and shared is None:
            shared = names.new()
        yield from _of_chain(chain, chains, quote, welcome=welcome, names=names, shared=shared)
        if not joined:
            shared = None


def opens_with_or(gap: Sequence[Symbol]) -> bool:
    """Whether a bracket right behind a chain offers another one: "inglise keel (või muu võõrkeel)"."""
    return [symbol.kind for symbol in gap[:2]] == [Kind.OPEN, Kind.OR]


def _alternatives(chain: Chain, following: Chain, symbols: Sequence[Symbol]) -> bool:
    """Whether "või" joins two chains, each with its own level or "oskus"; a slash there only parts them."""
    repeats = chain.kind is Kind.LANGUAGE and chain.members == following.members
    gap = symbols[chain.end : following.start]
    if following.head is not None or repeats or not (chain.paren == following.paren or opens_with_or(gap)):
        return False
    kinds = [symbol.kind for symbol in gap if symbol.text != "/"]
    if Kind.OR not in kinds:
        return False
    tail = kinds[len(kinds) - kinds[::-1].index(Kind.OR) :]
    return not {Kind.AND, Kind.COMMA, Kind.BEFORE, Kind.EITHER} & set(tail)


def _of_chain(
    chain: Chain, chains: Sequence[Chain], quote: str, *, welcome: bool, names: GroupNames, shared: str | None
) -> Iterator[LanguageRequirement]:
    if chain.repeats or (chain.negated and not chain.welcome):
        return
    required = not (welcome or chain.welcome)
    members = [one for one in chains if one.head is chain]
    if chain.kind is Kind.LANGUAGE:
        yield from _named(chain, quote, required=required, names=names, shared=shared)
    else:
        yield from _grouped(chain, members, quote, required=required, names=names, shared=shared)
    if chain.wished is not None and chain.kind is Kind.LANGUAGE:
        for code in chain.members:
            yield _fact(code, [(chain.wished, 0)], {}, quote, required=False)


def _named(
    chain: Chain, quote: str, *, required: bool, names: GroupNames, shared: str | None
) -> Iterator[LanguageRequirement]:
    """One fact per language; runs joined by "või" become a group."""
    if chain.best and chain.levels:
        yield from _named(replace(chain, levels=[], best=0), quote, required=required, names=names, shared=shared)
        chain = replace(chain, count=chain.best)
    in_order = _levels_in_order(chain)
    if in_order and chain.slashed:
        chain = replace(chain, links=[Kind.COMMA] * len(chain.links))
    needed = chain.count if chain.count and chain.count < len(chain.members) else None
    place = 0
    for run in [chain.members] if needed else runs_of(chain):
        group = shared or (names.new() if len(run) > 1 else None)
        for code in run:
            said = in_order[place] if in_order else None
            place += 1
            if in_order and said is None:
                continue
            yield _fact(
                code, [said] if said else chain.levels, chain.skills, quote, required=required, group=group,
                group_min=(needed or 1) if group else None,
            )  # fmt: skip


def _levels_in_order(chain: Chain) -> list[tuple[Level, int] | None]:
    """The levels where each language of the chain has its own in order ("inglise ja vene keel, B2 ja B1"); None for
    one that a dash leaves out."""
    if chain.levels and _is_parallel(chain, chain.levels[0][0].parts):
        level, at = chain.levels[0]
        return [(Level(part, level.kind), at) if part else None for part in level.parts]
    return [*chain.levels] if len(chain.levels) == len(chain.members) > 1 and not chain.skills else []


def _is_parallel(chain: Chain, parts: Sequence[CefrLevel | None]) -> bool:
    """Whether slashes part levels as they part languages ("eesti/vene keel C1/B1"); "ja" with "B1/B2" is a range."""
    if len(parts) != len(chain.members) or len(parts) < 2 or (Kind.OR in chain.links and not chain.slashed):
        return False
    return chain.slashed or len(parts) > 2 or _falls(*parts)


def _falls(first: CefrLevel | None, second: CefrLevel | None) -> bool:
    """Whether the second level is lower, which a range would not write so."""
    return first is None or second is None or first > second


def runs_of(chain: Chain) -> list[list[str]]:
    """The chain's languages parted where "ja" joins them; a comma joins as the connector that follows it."""
    links = list(chain.links)
    for at in range(len(links) - 2, -1, -1):
        if links[at] is Kind.COMMA:
            links[at] = links[at + 1]
    runs = [[chain.members[0]]]
    for link, code in zip(links, chain.members[1:], strict=True):
        if link is Kind.OR:
            runs[-1].append(code)
        else:
            runs.append([code])
    return runs


def _grouped(
    chain: Chain, members: list[Chain], quote: str, *, required: bool, names: GroupNames, shared: str | None
) -> Iterator[LanguageRequirement]:
    """ "võõrkeel" or a set with its preferred, named or listed members."""
    needed = 1 if shared else chain.count or 1
    preferred = [one for one in members if one.preferred]
    listed = [one for one in members if not one.preferred]
    if chain.kind is Kind.SET and not (listed and not _is_relative(members)):
        if chain.best and chain.levels:
            yield from _set(chain, [], quote, required=required, name=names.new(), needed=chain.best)
            chain = replace(chain, levels=[])
        yield from _set(chain, preferred, quote, required=required, name=shared or names.new(), needed=needed)
        named = [one for one in listed if one.relative]
        yield from (
            _fact(code, one.levels, one.skills, quote, required=required) for one in named for code in one.members
        )
    elif listed and not _is_relative(members):
        yield from _listed(chain, listed, quote, required=required, names=names)
    elif chain.kind is Kind.CHOICE:
        return
    elif not members and needed > 1 and len(chain.levels) == needed:
        for level in chain.levels:
            yield _fact(ANY_FOREIGN, [level], {}, quote, required=required)
    else:
        group = shared or (names.new() if preferred or needed > 1 else None)
        yield from _foreign(chain, members, quote, required=required, names=names, group=group, needed=needed)


def _set(
    chain: Chain, preferred: list[Chain], quote: str, *, required: bool, name: str, needed: int
) -> Iterator[LanguageRequirement]:
    """A named set of languages as a group of its members, with those that are preferred among them."""
    wished = [code for one in preferred for code in one.members]
    for code, need in [*((code, required) for code in chain.members), *((code, False) for code in wished)]:
        yield _fact(code, chain.levels, chain.skills, quote, required=need, group=name, group_min=needed)


def _foreign(
    chain: Chain, members: list[Chain], quote: str, *, required: bool, names: GroupNames, group: str | None, needed: int
) -> Iterator[LanguageRequirement]:
    """A foreign language without a name, with its preferred members in its group and its named ones apart; named
    alternatives ("millest üks on inglise või saksa keel") are a group of their own."""
    group_min = needed if group else None
    yield _fact(ANY_FOREIGN, chain.levels, chain.skills, quote, required=required, group=group, group_min=group_min)
    for one in members:
        choice = (names.new(), 1) if Kind.OR in one.links else (None, None)
        own_group, least = (group, group_min) if one.preferred else choice
        for code in one.members:
            yield _fact(
                code, one.levels, one.skills, quote, required=required and not one.preferred,
                group=own_group, group_min=least,
            )  # fmt: skip


def _is_relative(members: list[Chain]) -> bool:
    """Whether the members are named by "millest üks" rather than listed in brackets or behind a colon."""
    return any(one.relative for one in members)


def _listed(
    chain: Chain, members: list[Chain], quote: str, *, required: bool, names: GroupNames
) -> Iterator[LanguageRequirement]:
    """The languages that a bracket or a colon behind "võõrkeel" lists to choose from."""
    codes = [code for one in members for code in one.members]
    joined = chain.plural or Kind.AND in members[0].links
    needed = chain.count or (len(codes) if joined and Kind.OR not in members[0].links else 1)
    group = names.new() if needed < len(codes) else None
    for one in members:
        for code in one.members:
            yield _fact(
                code, one.levels, one.skills or chain.skills, quote, required=required and not one.welcome,
                group=group, group_min=needed if group else None,
            )  # fmt: skip


def _fact(
    code: str,
    levels: Sequence[tuple[Level, int]],
    skills: dict[str, CefrLevel],
    quote: str,
    *,
    required: bool,
    group: str | None = None,
    group_min: int | None = None,
) -> LanguageRequirement:
    """One requirement; a CEFR code beats any other word, the law's word an adjective; of several the lowest counts."""
    counting = [level for level, _ in levels] if len(skills) > 1 and len(levels) > 1 else _strongest(levels)
    level = min(counting, key=lambda one: one.cefr, default=None)
    told = skills if level and level.cefr == min(skills.values(), default=None) else {}
    return LanguageRequirement(
        language=code,
        level=level.cefr if level else None,
        required=required,
        certainty=level.certainty(code) if level else Certainty.NONE,
        quote=quote,
        group=group,
        group_min=group_min,
        skills=dict(told) or None,
    )


def _strongest(levels: Sequence[tuple[Level, int]]) -> list[Level]:
    """The levels of the most binding kind among those said of one language."""
    for kind in (LevelKind.CODE, LevelKind.CATEGORY, LevelKind.LAW, LevelKind.BAND, LevelKind.WORD):
        found = [level for level, _ in levels if level.kind is kind]
        if found:
            return found
    return []
