"""Which passages of a position a query's words match, with exact marks and the reason of each.

Independent of any engine: it evaluates the tree of the query over the analysed passages with the same matching that
the index is made by (``ajsearch.estonian.matching``).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ajsearch.estonian.matching import FOUND_IN, REASON, Tier, terms_of, terms_sought
from ajsearch.model import AnalysedPassage, SectionKind, Token
from ajsearch.search import Passage, SearchField, Why
from index.query_ast import And, Leaf, Node, Or, Phrase, Prefix, Word, wanted_leaves, without_negations

WHYS = tuple(Why)
"""Strongest first."""

SECTION_ORDER: dict[SectionKind, float] = {
    SectionKind.GENERAL: 1.5,
    SectionKind.DUTY: 1.3,
    SectionKind.PURPOSE: 1.2,
    SectionKind.REQUIREMENT: 1.1,
    SectionKind.COMPETENCY: 1.1,
}
"""How much a passage's section counts among equal matches; the others count 1."""

Marks = dict[int, Why]
"""Number of a token in its passage → the strongest reason to mark it."""


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage with the marks of each leaf of the query that matches in it."""

    order: int
    passage: AnalysedPassage
    marks: dict[int, Marks]

    @property
    def score(self) -> float:
        """More of the query's words first, then stronger reasons, then the section."""
        strength = sum(1 - WHYS.index(min(marks.values(), key=WHYS.index)) / 10 for marks in self.marks.values())
        return strength * SECTION_ORDER.get(self.passage.section, 1.0)


class Highlighter:
    """Finds the words of one query in any number of passages."""

    def __init__(self, root: Node) -> None:
        self._root = without_negations(root)
        self._leaves = tuple(wanted_leaves(root))
        self._matchers = tuple(_Matcher(leaf) for leaf in self._leaves)

    def all_passages(self, passages: Sequence[AnalysedPassage]) -> tuple[Passage, ...]:
        """All passages in which any word of the query matches, in the document's order."""
        return tuple(_marked(found) for found in self._find(passages))

    def best_passages(self, passages: Sequence[AnalysedPassage]) -> tuple[Passage, ...]:
        """The passages of items that have all that the query asks for, best first; where none has all, the partial."""
        found = self._find(passages)
        whole = [one for one in found if one.passage.item in self._complete_items(found)]
        best = sorted(whole or found, key=lambda one: (-one.score, one.order))
        return tuple(_marked(one) for one in best)

    def _find(self, passages: Sequence[AnalysedPassage]) -> list[FoundPassage]:
        found = []
        for order, passage in enumerate(passages):
            marks = {at: marks for at, matcher in enumerate(self._matchers) if (marks := matcher.marks(passage))}
            if marks:
                found.append(FoundPassage(order, passage, marks))
        return found

    def _complete_items(self, found: Sequence[FoundPassage]) -> frozenset[int]:
        """The items whose passages together satisfy the query."""
        leaves: dict[int, set[Leaf]] = defaultdict(set)
        for one in found:
            leaves[one.passage.item].update(self._leaves[at] for at in one.marks)
        root = self._root
        return frozenset(item for item, has in leaves.items() if root is not None and _satisfied(root, has))


def _satisfied(node: Node, has: set[Leaf]) -> bool:
    match node:
        case And(children):
            return all(_satisfied(child, has) for child in children)
        case Or(children):
            return any(_satisfied(child, has) for child in children)
        case Word() | Prefix() | Phrase():
            return node in has
        case _:
            return True


@dataclass(slots=True)
class _Matcher:
    """One leaf of a query against passages; words seen before are not compared again."""

    leaf: Leaf
    _seen: list[dict[tuple[object, ...], Why | None]] = field(default_factory=list)
    _sought: list[list[tuple[Tier, frozenset[str]]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        tokens = self.leaf.tokens if isinstance(self.leaf, Phrase) else ()
        tokens = (self.leaf.token,) if isinstance(self.leaf, Word) else tokens
        tiers = (Tier.EXACT, Tier.LEMMA) if isinstance(self.leaf, Phrase) else tuple(Tier)
        for token in tokens:
            sought = terms_sought(token)
            self._sought.append([(tier, frozenset(sought[tier])) for tier in tiers if sought.get(tier)])
        self._seen = [{} for _ in range(max(1, len(tokens)))]

    def marks(self, passage: AnalysedPassage) -> Marks:
        """The tokens of the passage that the leaf matches; empty where the leaf looks elsewhere."""
        if self.leaf.scope is not SearchField.ANY and passage.field != self.leaf.scope.value:
            return {}
        if isinstance(self.leaf, Phrase):
            return self._phrase(passage.tokens)
        return {at: why for at, word in enumerate(passage.tokens) if (why := self._why(0, word))}

    def _phrase(self, words: Sequence[Token]) -> Marks:
        length = len(self._sought)
        marks: Marks = {}
        for start in range(len(words) - length + 1):
            whys: list[Why] = []
            for slot in range(length):
                why = self._why(slot, words[start + slot])
                if why is None:
                    break
                whys.append(why)
            else:
                marks.update((start + slot, why) for slot, why in enumerate(whys))
        return marks

    def _why(self, slot: int, word: Token) -> Why | None:
        key = (word.form, word.lemmas, word.parts, word.families, word.part_families, word.repairs)
        seen = self._seen[slot]
        if key not in seen:
            seen[key] = self._begins(word) if isinstance(self.leaf, Prefix) else self._compared(slot, word)
        return seen[key]

    def _compared(self, slot: int, word: Token) -> Why | None:
        has = terms_of(word)
        for tier, sought in self._sought[slot]:
            if not sought.isdisjoint(has[FOUND_IN[tier]]):
                return REASON[tier]
        return None

    def _begins(self, word: Token) -> Why | None:
        stem = self.leaf.stem if isinstance(self.leaf, Prefix) else ""
        has = terms_of(word)
        for tier in (Tier.EXACT, Tier.LEMMA):
            if any(term.startswith(stem) for term in has[tier]):
                return REASON[tier]
        return None


def _marked(found: FoundPassage) -> Passage:
    """The passage with one mark per matched word, of each the strongest reason."""
    reasons: Marks = {}
    for marks in found.marks.values():
        for at, why in marks.items():
            reasons[at] = min(why, reasons.get(at, why), key=WHYS.index)
    places = sorted(reasons)
    passage = found.passage
    return Passage(
        section=passage.section,
        number=passage.number,
        heading=passage.heading,
        text=passage.text,
        marks=tuple((passage.tokens[at].start, passage.tokens[at].end) for at in places),
        why=tuple(sorted(set(reasons.values()), key=WHYS.index)),
        mark_whys=tuple(reasons[at] for at in places),
    )
