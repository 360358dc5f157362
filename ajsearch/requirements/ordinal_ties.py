"""Levels that are said of languages by their order: "eesti ja vene keel, esimene C1, teine B1"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ajsearch.requirements.clauses import Chain
from ajsearch.requirements.groups import runs_of
from ajsearch.requirements.levels import Level
from ajsearch.requirements.lexer import LAST, Kind, Symbol, ordinal_of

REST = "rest"
LEAST_ORDINALS = 2
"""A single "teine" is a further language and not the second of those that are named."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Which languages in order (the ``first`` so many, one by its ``number``, or the rest) have which level."""

    ordinal: str
    first: int
    level: Level
    at: int


def part_last(symbols: Sequence[Symbol], chains: list[Chain]) -> None:
    """Part the last of the sentence's only chain from the rest where only of these more is said: "…, viimast B1"."""
    named = [(at, found) for at, symbol in enumerate(symbols) if (found := ordinal_of(symbol)) is not None]
    if len(chains) != 1 or [found for _, found in named] != [LAST]:
        return
    chain, (at, _) = chains[0], named[0]
    before = symbols[at - 1] if at else symbols[0]
    last = int(before.value) if before.kind is Kind.COUNT else 1
    places = [place for place in range(chain.start, chain.end) if symbols[place].kind is Kind.LANGUAGE]
    if at < chain.end or Kind.OR in chain.links or not 0 < last < len(chain.members) == len(places):
        return
    start, cut = places[-last], len(places) - last
    rest = replace(chain, members=chain.members[:cut], links=chain.links[: cut - 1], end=start, parted=True)
    behind = replace(chain, members=chain.members[cut:], links=chain.links[cut:], start=start, levels=[], skills={})
    chains[:] = [rest, behind]


def tie_ordinals(symbols: Sequence[Symbol], chains: Sequence[Chain]) -> None:
    """Give the sentence's only chain the levels that ordinals behind it share out; other levels must be tied before."""
    named = [chain for chain in chains if chain.kind is Kind.LANGUAGE]
    if len(chains) != 1 or len(named) != 1:
        return
    chain = named[0]
    runs = runs_of(chain)
    parts = list(_parts(symbols, chain.end))
    levels = _shared_out(parts, len(runs)) if len(parts) >= LEAST_ORDINALS and len(runs) > 1 else None
    if levels is None:
        return
    chain.levels = [said for said, run in zip(levels, runs, strict=True) for _ in run]
    chain.skills, chain.count, chain.best = {}, None, 0


def _parts(symbols: Sequence[Symbol], start: int) -> Iterator[_Part]:
    """Each level behind the languages with the ordinal before it and the number that makes it several."""
    ordinal, count = "", 1
    for at in range(start, len(symbols)):
        symbol = symbols[at]
        found = ordinal_of(symbol)
        if found is not None:
            ordinal = found
        elif symbol.kind is Kind.COUNT:
            count = int(symbol.value)
        elif symbol.level is not None and ordinal:
            yield _Part(ordinal, count if ordinal == "1" else 1, symbol.level, at)
            ordinal, count = "", 1


def _shared_out(parts: Sequence[_Part], languages: int) -> list[tuple[Level, int]] | None:
    """The level of each language in order; None if one has none or there are more ordinals than languages."""
    result: dict[int, tuple[Level, int]] = {}
    for part in parts:
        said = (part.level, part.at)
        if part.ordinal == REST:
            places = [place for place in range(languages) if place not in result]
        elif part.ordinal == LAST:
            places = [languages - 1]
        else:
            places = [int(part.ordinal) - 1 + step for step in range(part.first)]
        result.update(dict.fromkeys(places, said))
    return [result[place] for place in range(languages)] if set(result) == set(range(languages)) else None
