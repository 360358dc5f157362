"""Ties chains of languages to the group that they belong to, and groups to the number that is needed of them."""

from itertools import pairwise

from ajsearch.requirements.clauses import COUNT_REACH, HEADS, Chain
from ajsearch.requirements.lexer import Kind, is_ordinal
from ajsearch.requirements.places import WISHES, Places

_BEFORE_COUNT = frozenset({Kind.TOWARDS, Kind.BREAK, Kind.MEMBERS, Kind.CLOSE})


class GroupTies(Places):
    """Groups of one sentence with their members and counts."""

    def run(self) -> None:
        """Set heads, then counts, on the chains."""
        self._tie_heads()
        self._tie_counts()
        self._tie_count_behind()

    def _tie_heads(self) -> None:
        """Give chains inside a group's brackets, or behind "millest" and "soovitavalt", their group as head."""
        for before, chain in zip(self.chains, self.chains[1:], strict=False):
            head = before.head if before.head and chain.paren == before.paren else before
            if head.kind not in HEADS or chain.kind in HEADS or chain.excepted:
                continue
            self._tie_head(head, before, chain)

    def _tie_head(self, head: Chain, before: Chain, chain: Chain) -> None:
        """Make ``head`` the chain's group where brackets, "millest", "soovitavalt" or a colon say so."""
        gap = self.between(head.end, chain.start)
        kinds = {symbol.kind for symbol in gap}
        outside = {symbol.kind for symbol in gap if not symbol.paren}
        listing = Kind.BREAK in kinds
        if listing and not head.count and head.kind is Kind.FOREIGN and not self._counts_inside(head, chain):
            return
        if chain.paren and not head.paren and Kind.AND not in outside:
            first = before is head
            chain.head = head
            chain.preferred = bool(kinds & (WISHES | {Kind.EXAMPLE})) if first else before.preferred
            chain.relative = Kind.MEMBERS in kinds or (bool(head.count) and self._demanded(chain.paren))
        elif Kind.MEMBERS in kinds:
            chain.head, chain.relative, chain.preferred = head, True, bool(kinds & WISHES)
        elif before is head and Kind.AND not in kinds and kinds & {Kind.BEFORE, Kind.EXAMPLE}:
            chain.head, chain.preferred = head, True
        elif self._is_listed(head, before, chain, kinds):
            chain.head = head

    def _counts_inside(self, head: Chain, chain: Chain) -> bool:
        """Whether it is said how many of the languages that a bracket lists: "võõrkeel (vähemalt üks: inglise, vene)",
        "võõrkeel: vähemalt üks (inglise, vene)"."""
        counts = [int(s.value) for s in self.between(head.end, chain.start) if s.kind is Kind.COUNT]
        head.count = counts[0] if counts else head.count
        return bool(counts)

    def _demanded(self, paren: int) -> bool:
        """Whether a bracket demands what it names: "kaks võõrkeelt (inglise keel kohustuslik)"."""
        return any(symbol.kind is Kind.REQUIRED for symbol in self.symbols if symbol.paren == paren)

    def _is_listed(self, head: Chain, before: Chain, chain: Chain, kinds: set[Kind]) -> bool:
        """Whether a colon (or "järgmistest") behind a group opens the list that the chain stands in."""
        listing = bool({Kind.BREAK, Kind.CHOICE} & kinds)
        if before is head:
            return (listing or head.kind is Kind.CHOICE) and not kinds & {Kind.COMMA, Kind.AND}
        joined = {symbol.kind for symbol in self.between(before.end, chain.start)}
        return before.head is head and listing and Kind.OR in joined

    def _tie_counts(self) -> None:
        """Give a chain the number that is needed of it: "inglise, saksa, vene – neist vähemalt üks"."""
        for at, symbol in enumerate(self.symbols):
            chain = self.left(at)
            if symbol.kind is not Kind.MEMBERS or chain is None or len(chain.members) < 2 or self.right(at):
                continue
            both = chain.links[-1:] == [Kind.AND] and Kind.OR not in chain.links
            near = [*self.symbols[at + 1 : at + COUNT_REACH], *self.between(max(chain.end, at - 1), at)]
            counts = [int(one.value) for one in near if one.kind is Kind.COUNT]
            needed = counts[0] if counts else 1
            if both or (chain.kind is Kind.SET and chain.count):
                wished = any(one.kind in WISHES for one in self.symbols[at + 1 : at + COUNT_REACH])
                chain.best = 0 if wished else needed
            else:
                chain.count = needed

    def _tie_count_behind(self) -> None:
        """The number right behind a chain: "inglise, saksa ja vene keelest vähemalt ühe oskus"."""
        for at, (symbol, after) in enumerate(pairwise(self.symbols)):
            chain = self.left(at)
            if symbol.kind is not Kind.COUNT or after.kind not in {Kind.ABILITY, Kind.LEVEL} or not chain:
                continue
            if after.kind is Kind.LEVEL and is_ordinal(symbol):
                continue
            if len(chain.members) < 2 and not chain.keel.endswith("keeltest"):
                continue
            if all(self.is_small(i) or self.symbols[i].kind in _BEFORE_COUNT for i in range(chain.end, at)):
                chain.count = int(symbol.value)
