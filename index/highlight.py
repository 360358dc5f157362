"""Which passages of a position a query's words match, with exact marks and the reason of each.

Independent of any engine: it evaluates the tree of the query over the analysed passages with the same matching that
the index is made by (``ajsearch.estonian.matching``).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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

_Whys = Mapping[int, Why]
_Slot = Callable[[Mapping[Tier, tuple[str, ...]]], Why | None]


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
        self._leaves = tuple(dict.fromkeys(wanted_leaves(root)))
        self._slots: list[_Slot] = []
        # Of each leaf, the places of its words in the list of slots: several for a phrase, else one.
        self._parts: list[range] = []
        for leaf in self._leaves:
            slots = list(_slots(leaf))
            self._parts.append(range(len(self._slots), len(self._slots) + len(slots)))
            self._slots += slots
        self._seen: dict[tuple[object, ...], _Whys | None] = {}

    def all_passages(self, passages: Sequence[AnalysedPassage]) -> tuple[Passage, ...]:
        """All passages in which any word of the query matches, in the document's order."""
        return tuple(_marked(found) for found in self._find(passages))

    def best_passages(self, passages: Sequence[AnalysedPassage]) -> tuple[Passage, ...]:
        """The passages of items that have all that the query asks for, best first; where none has all, the fewest that
        show each of its words.
        """
        found = sorted(self._find(passages), key=lambda one: (-one.score, one.order))
        complete = self._complete_items(found)
        whole = [one for one in found if one.passage.item in complete]
        return tuple(_marked(one) for one in whole or _cover(found))

    def _find(self, passages: Sequence[AnalysedPassage]) -> list[FoundPassage]:
        found = []
        for order, passage in enumerate(passages):
            words = {at: whys for at, word in enumerate(passage.tokens) if (whys := self._whys(word))}
            marks = {
                at: marks for at in range(len(self._leaves)) if words and (marks := self._marks(at, passage, words))
            }
            if marks:
                found.append(FoundPassage(order, passage, marks))
        return found

    def _marks(self, leaf: int, passage: AnalysedPassage, words: Mapping[int, _Whys]) -> Marks:
        """The tokens of the passage that a leaf matches; empty where the leaf looks elsewhere."""
        scope = self._leaves[leaf].scope
        if scope is not SearchField.ANY and passage.field != scope.value:
            return {}
        marks: Marks = {}
        for start in words:
            run = [(words.get(start + at, {}).get(slot), start + at) for at, slot in enumerate(self._parts[leaf])]
            if all(why for why, _ in run):
                marks.update((at, why) for why, at in run if why)
        return marks

    def _whys(self, word: Token) -> _Whys | None:
        """Of each slot that the word satisfies the reason; None where it satisfies none. A word is compared once."""
        key = (word.form, word.lemmas, word.parts, word.families, word.part_families, word.repairs)
        if key not in self._seen:
            has = terms_of(word)
            whys = {number: why for number, slot in enumerate(self._slots) if (why := slot(has))}
            self._seen[key] = whys or None
        return self._seen[key]

    def _complete_items(self, found: Sequence[FoundPassage]) -> frozenset[int]:
        """The items whose passages together satisfy the query."""
        leaves: dict[int, set[Leaf]] = defaultdict(set)
        for one in found:
            leaves[one.passage.item].update(self._leaves[at] for at in one.marks)
        root = self._root
        return frozenset(item for item, has in leaves.items() if root is not None and _satisfied(root, has))


def _cover(found: Sequence[FoundPassage]) -> Iterator[FoundPassage]:
    """Of passages in order of worth, those that show a word which none before has shown."""
    shown: set[int] = set()
    for one in found:
        if not shown.issuperset(one.marks):
            shown.update(one.marks)
            yield one


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


def _slots(leaf: Leaf) -> Iterator[_Slot]:
    """What each word of a leaf takes of a document's word: a test of its terms that gives the reason."""
    match leaf:
        case Word(token):
            yield _sought(token, tuple(Tier))
        case Phrase(tokens):
            for token in tokens:
                yield _sought(token, (Tier.EXACT, Tier.LEMMA))
        case Prefix(stem):
            yield lambda has: next(
                (REASON[tier] for tier in (Tier.EXACT, Tier.LEMMA) if any(term.startswith(stem) for term in has[tier])),
                None,
            )


def _sought(token: Token, tiers: Sequence[Tier]) -> _Slot:
    sought = [(REASON[tier], FOUND_IN[tier], frozenset(terms_sought(token).get(tier, ()))) for tier in tiers]

    def slot(has: Mapping[Tier, tuple[str, ...]]) -> Why | None:
        return next((why for why, where, terms in sought if not terms.isdisjoint(has[where])), None)

    return slot


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
