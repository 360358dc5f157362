"""Ties each level, skill, wish and denial of a sentence to the chain of languages that it speaks of."""

from collections.abc import Sequence

from ajsearch.model import CefrLevel
from ajsearch.requirements.clauses import HEADS, Chain
from ajsearch.requirements.levels import Level, LevelKind
from ajsearch.requirements.lexer import Kind, Symbol

_SEPARATORS = frozenset({Kind.COMMA, Kind.AND, Kind.OR})
_SKIPPED_BESIDE = frozenset(
    {Kind.SKILL, Kind.ABILITY, Kind.HYPHEN, Kind.BREAK, Kind.OPEN, Kind.CLOSE, Kind.KEEL, Kind.COUNT, Kind.REQUIRED}
)
_WISHES = frozenset({Kind.BEFORE, Kind.EITHER})
_SMALL_WORDS = frozenset({"on", "olema", "vahemalt", "minimaalselt", "peab", "olla", "valtimatult", "veel", "seda"})
ADJECTIVE_REACH = 6
"""Symbols between an adjective and "… keeles": "hea suuline ja kirjalik eneseväljendusoskus eesti keeles"."""


class Ties:
    """The ties of one sentence; ``run`` sets them on the chains."""

    def __init__(self, symbols: Sequence[Symbol], chains: Sequence[Chain]) -> None:
        self.symbols = symbols
        self.chains = chains

    def run(self) -> None:
        """Set heads, levels, skills, wishes and denials on the chains, in this order."""
        self._tie_heads()
        self._tie_levels()
        self._share_levels()
        self._tie_skills()
        for at, symbol in enumerate(self.symbols):
            if symbol.kind in _WISHES:
                self._tie_wish(at)
        for at, symbol in enumerate(self.symbols):
            if symbol.kind is Kind.NEGATION:
                self._tie_denial(at)

    # places

    def _left(self, at: int, paren: int | None = None) -> Chain | None:
        found = [c for c in self.chains if c.end <= at and (paren is None or c.paren == paren)]
        return found[-1] if found else None

    def _right(self, at: int, paren: int | None = None) -> Chain | None:
        found = [c for c in self.chains if c.start >= at and (paren is None or c.paren == paren)]
        return found[0] if found else None

    def _between(self, start: int, end: int) -> Sequence[Symbol]:
        return self.symbols[start:end]

    def _separated(self, start: int, end: int) -> bool:
        """Whether a separator stands in the range; one between two skills ("kõnes ja kirjas") is none."""
        for at in range(start, end):
            if self.symbols[at].kind in _SEPARATORS and not self._joins_skills(at):
                return True
        return False

    def _joins_skills(self, at: int) -> bool:
        before = self.symbols[at - 1].kind if at else Kind.WORD
        after = self.symbols[at + 1].kind if at + 1 < len(self.symbols) else Kind.WORD
        around = {Kind.SKILL, Kind.AND, Kind.HYPHEN}
        return (before in around and after in around) or (
            self.symbols[at].kind is Kind.AND and self.symbols[at].text.lower() in {"nii", "kui", "ka"}
        )

    # heads

    def _tie_heads(self) -> None:
        """Give chains inside a group's brackets, or behind "millest" and "soovitavalt", their group as head."""
        for before, chain in zip(self.chains, self.chains[1:], strict=False):
            head = before.head if before.head and chain.paren == before.paren else before
            if head.kind not in HEADS or chain.kind in HEADS:
                continue
            self._tie_head(head, before, chain)

    def _tie_head(self, head: Chain, before: Chain, chain: Chain) -> None:
        """Make ``head`` the chain's group where brackets, "millest", "soovitavalt" or a colon say so."""
        gap = self._between(head.end, chain.start)
        kinds = {symbol.kind for symbol in gap}
        outside = {symbol.kind for symbol in gap if not symbol.paren}
        listing = Kind.BREAK in kinds
        if listing and not head.count and head.kind is Kind.FOREIGN:
            return
        if chain.paren and not head.paren and Kind.AND not in outside:
            first = before is head
            chain.head = head
            chain.preferred = bool(kinds & (_WISHES | {Kind.EXAMPLE})) if first else before.preferred
            chain.relative = Kind.MEMBERS in kinds
        elif Kind.MEMBERS in kinds:
            chain.head, chain.relative = head, True
        elif before is head and Kind.AND not in kinds and kinds & {Kind.BEFORE, Kind.EXAMPLE}:
            chain.head, chain.preferred = head, True
        elif before is head and (listing or head.kind is Kind.CHOICE) and not kinds & {Kind.COMMA, Kind.AND}:
            chain.head = head

    # levels

    def _tie_levels(self) -> None:
        for at, symbol in enumerate(self.symbols):
            if symbol.level is None:
                continue
            chain = self._owner(at, symbol.level)
            if chain is None:
                continue
            if self._is_wished(at, chain):
                self._tie_wished(at, chain, symbol.level)
            else:
                chain.levels.append((symbol.level, at))

    def _tie_wished(self, at: int, chain: Chain, level: Level) -> None:
        """A level that is but welcome: beside a required one or behind a comma, else the language is welcome as such."""
        if chain.levels or self._separated(chain.end, at) or self.symbols[at].paren != chain.paren:
            chain.wished = level
        else:
            chain.welcome = True
            chain.levels.append((level, at))

    def _is_wished(self, at: int, chain: Chain) -> bool:
        """Whether "soovitavalt" stands right before a level of a chain further left ("B1, soovitavalt B2")."""
        before = at - 1
        while before >= 0 and (self._is_small(before) or self._is_tase(before)):
            before -= 1
        return before >= chain.end and self.symbols[before].kind in _WISHES

    def _is_small(self, at: int) -> bool:
        return self.symbols[at].kind in {Kind.WORD, Kind.REQUIRED} and self.symbols[at].value in _SMALL_WORDS

    def _is_tase(self, at: int) -> bool:
        return self.symbols[at].value.startswith("tase")

    def _owner(self, at: int, level: Level) -> Chain | None:
        """The chain whose level this is, or None for an adjective that speaks of something else."""
        paren = self.symbols[at].paren
        if paren and any(c.paren == paren for c in self.chains):
            left, right = self._left(at, paren), self._right(at, paren)
        elif paren:
            return self._repeated(at) or self._left(at, 0) or self._left(at) or self._right(at)
        else:
            left, right = self._outer_left(at), self._outer_right(at)
        free_left = left is not None and not self._separated(left.end, at)
        free_right = right is not None and not self._separated(at, right.start)
        if level.kind is LevelKind.WORD and not self._is_phrase_level(at):
            return self._owner_of_adjective(at, left, right, free_right=free_right)
        if left is None or (not free_left and free_right):
            return right if right is None or free_right or left is None else left
        if free_left and free_right and self._leads(at):
            return right
        return left

    def _outer_left(self, at: int) -> Chain | None:
        """The nearest chain outside brackets; one inside only where no other is there."""
        return self._left(at, 0) or self._left(at)

    def _outer_right(self, at: int) -> Chain | None:
        """The next chain outside brackets; one inside where all are inside ("C1 (eesti keel)")."""
        return self._right(at, 0) or (None if any(not c.paren for c in self.chains) else self._right(at))

    def _repeated(self, at: int) -> Chain | None:
        """The owner of the level that a bracket right behind it says again: "kesktasemel (B2) eesti keele oskus"."""
        before = at - 1
        while before >= 0 and (self.symbols[before].kind is Kind.OPEN or self._is_tase(before)):
            before -= 1
        return next((c for c in self.chains if any(place == before for _, place in c.levels)), None)

    def _leads(self, at: int) -> bool:
        """Whether the sentence's first level stands before its first chain: then all do."""
        first = next(i for i, symbol in enumerate(self.symbols) if symbol.level)
        return first < self.chains[0].start

    def _is_phrase_level(self, at: int) -> bool:
        """Whether an adjective makes a phrase with "tase" or stands beside a skill, and so can be placed like a code."""
        after = at + 1
        if after < len(self.symbols) and self._is_tase(after):
            return True
        return "tas" in self.symbols[at].text.lower()

    def _owner_of_adjective(
        self, at: int, left: Chain | None, right: Chain | None, *, free_right: bool
    ) -> Chain | None:
        if right is not None and self._reaches(at, right, free=free_right):
            return right
        if left is None:
            return None
        follows = all(
            symbol.kind in _SKIPPED_BESIDE or symbol.value in _SMALL_WORDS for symbol in self._between(left.end, at)
        )
        beside_skill = any(
            0 <= place < len(self.symbols) and self.symbols[place].kind is Kind.SKILL for place in (at - 1, at + 1)
        )
        next_word = at + 1 < len(self.symbols) and self.symbols[at + 1].kind is Kind.WORD and not self._is_small(at + 1)
        return left if (follows or beside_skill) and not (next_word and not follows) else None

    def _reaches(self, at: int, right: Chain, *, free: bool) -> bool:
        """Whether nothing but skills and "oskus" stands between an adjective and the chain behind it."""
        gap = self._between(at + 1, right.start)
        if free and all(
            symbol.kind in _SKIPPED_BESIDE - {Kind.BREAK, Kind.OPEN, Kind.CLOSE} or symbol.kind is Kind.AND
            for symbol in gap
        ):
            return True
        within = right.keel.endswith("keeles") and len(gap) <= ADJECTIVE_REACH
        return (
            within
            and any(symbol.kind is Kind.ABILITY for symbol in gap)
            and not any(symbol.kind is Kind.COMMA for symbol in gap)
        )

    def _share_levels(self) -> None:
        """Pass a level to neighbours that the same "oskus" covers, and between a group and its named members."""
        for chain, following in reversed(list(zip(self.chains, self.chains[1:], strict=False))):
            if following.head is chain or not following.levels or chain.levels or chain.paren != following.paren:
                continue
            if following.head is None and self._elliptic(chain, following):
                chain.levels = list(following.levels)
        for chain in self.chains:
            head = chain.head
            if head is None:
                continue
            if not chain.levels:
                chain.levels = list(head.levels)
            elif (
                not head.levels and (chain.preferred or not self._has_oskus(head.end, chain.start)) and not chain.paren
            ):
                head.levels = list(chain.levels)

    def _elliptic(self, chain: Chain, following: Chain) -> bool:
        gap = self._between(chain.end, following.start)
        return all(symbol.kind in {Kind.AND, Kind.OR, Kind.HYPHEN, Kind.COUNT} for symbol in gap) and any(
            symbol.kind in {Kind.AND, Kind.OR} for symbol in gap
        )

    def _has_oskus(self, start: int, end: int) -> bool:
        return any(symbol.kind is Kind.ABILITY for symbol in self._between(start, end))

    def _tie_skills(self) -> None:
        """Pair the skills named around a chain's levels with them, in order; one level for all needs no pairing."""
        for chain in self.chains:
            places = [at for _, at in chain.levels]
            if not places:
                continue
            runs = self._skill_runs(chain, places)
            if len(runs) == len(places) and (len(runs) > 1 or len(runs[0]) == 1):
                for (level, _), run in zip(chain.levels, runs, strict=True):
                    chain.skills.update(_skills(run, level.cefr))

    def _skill_runs(self, chain: Chain, places: list[int]) -> list[list[str]]:
        """The skills named in the chain's part of the sentence, parted by its levels."""
        later = [c.start for c in self.chains if c.start >= chain.end]
        earlier = [c.end for c in self.chains if c.end <= chain.start]
        start = max(earlier, default=0) if places[0] < chain.start else chain.end
        runs: list[list[str]] = [[]]
        for at in range(start, min(later, default=len(self.symbols))):
            if at in places:
                runs.append([])
            elif self.symbols[at].kind is Kind.SKILL:
                runs[-1].append(self.symbols[at].value)
        return [run for run in runs if run]

    # wishes and denials

    def _tie_wish(self, at: int) -> None:
        paren = self.symbols[at].paren
        inside = paren and any(c.paren == paren for c in self.chains)
        if paren and not inside:
            outer = self._left(at, 0)
            if outer and outer.wished is None:
                outer.welcome = True
            return
        right, left = self._right(at, paren), self._left(at, paren)
        if right and right.preferred:
            return
        if right and self._opens(at, right):
            self._spread(right)
        elif left and not self._serves_level(at, left):
            self._mark_left(at, left)

    def _opens(self, at: int, right: Chain) -> bool:
        """Whether what is welcome follows the mark: no comma on the way, and the mark is no predicate of what precedes."""
        if any(symbol.kind is Kind.COMMA for symbol in self._between(at, right.start)):
            return False
        previous = self.symbols[at - 1] if at else None
        if previous is None or previous.kind in _SEPARATORS | {Kind.BREAK, Kind.HYPHEN, Kind.REQUIRED, Kind.OPEN}:
            return True
        return self.symbols[at].value.endswith("lt") or (
            self._left(at, self.symbols[at].paren) is None and previous.kind is Kind.WORD
        )

    def _spread(self, first: Chain) -> None:
        """Mark a chain and those after it as welcome, up to a word that demands."""
        for chain in self.chains:
            if chain.start < first.start or (first.paren and chain.paren != first.paren):
                continue
            if any(s.kind is Kind.REQUIRED for s in self._between(first.end, chain.start)):
                return
            chain.welcome = True

    def _serves_level(self, at: int, left: Chain) -> bool:
        """Whether the mark only softens a level ("soovitavalt tasemel B2")."""
        return left.wished is not None and any(
            symbol.level is left.wished for symbol in self.symbols[at : at + 4] if symbol.level
        )

    def _mark_left(self, at: int, left: Chain) -> None:
        """Mark what stands before a predicate: its chain, and with a plural verb those joined to it."""
        left.welcome = True
        around = " ".join(symbol.text.lower() for symbol in self.symbols[max(0, at - 2) : at + 2])
        if not any(verb in around for verb in ("tulevad", "soovitavad", "soovituslikud", "teretulnud on")):
            return
        current = left
        for chain in reversed([c for c in self.chains if c.end <= left.start]):
            gap = {symbol.kind for symbol in self._between(chain.end, current.start)}
            if Kind.COMMA in gap or not gap & {Kind.AND, Kind.OR}:
                return
            chain.welcome = True
            current = chain

    def _tie_denial(self, at: int) -> None:
        chain = self._left(at) or self._right(at)
        if chain:
            chain.negated = True


def _skills(names: list[str], level: CefrLevel) -> dict[str, CefrLevel]:
    expanded = [one for name in names for one in (("reading", "listening") if name == "understanding" else (name,))]
    return {name: level for name in expanded}
