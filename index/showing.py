"""Which passages of a position answer a query, and which only hold some of its words.

An item answers where its passages together have all that the query asks for, or nearly all of its weight; words that
are in the position's title, employer or unit count for every item. Words that look in different fields
(``amet:jurist leping``) cannot meet, so that each field's words are answered on their own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ajsearch.estonian.matching import REASON, Tier
from ajsearch.model import SectionKind
from ajsearch.packed import PackedPassage
from ajsearch.search import Why
from index.query_ast import And, Leaf, Node, Or, Phrase, Prefix, Word, wanted_leaves

TIERS_BY_STRENGTH = tuple(Tier)
WHYS_BY_STRENGTH = tuple(Why)
STRENGTH: Mapping[Tier, float] = {tier: 1 - WHYS_BY_STRENGTH.index(why) / 10 for tier, why in REASON.items()}
"""What a mark is worth: from 1 for the exact word down by a tenth a reason."""

NEAR = frozenset({Tier.SYNONYM, Tier.SYNONYM_FAMILY})
"""What only nearly means a word: it answers where the word itself is nowhere."""

SECTION_ORDER: dict[SectionKind, float] = {
    SectionKind.GENERAL: 1.5,
    SectionKind.DUTY: 1.3,
    SectionKind.PURPOSE: 1.2,
    SectionKind.REQUIREMENT: 1.1,
    SectionKind.COMPETENCY: 1.1,
}
"""How much a passage's section counts among equal matches; the others count 1."""

NEARLY_ALL = 0.75
"""Share of a query's weight from which on two or more words of an item answer it: "hea inglise keele oskus" without
the "hea"; one word alone is never nearly all.
"""

HALF = 0.5
"""The same where no item has all of the words: the rarer half of a query answers it, a common word does not."""

Marks = dict[int, Tier]
"""Number of a token in its passage → the strongest tier in which it is found."""


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage with the marks of each leaf of the query that matches in it."""

    order: int
    passage: PackedPassage
    marks: Mapping[Leaf, Marks]

    def answered(self, said: frozenset[Leaf]) -> frozenset[Leaf]:
        """The leaves that the passage answers: by a synonym only those that are not ``said`` anywhere."""
        return frozenset(
            leaf for leaf, marks in self.marks.items() if leaf not in said or not NEAR.issuperset(marks.values())
        )

    @property
    def score(self) -> float:
        """More of the query's words first, then stronger reasons, then the section."""
        strength = sum(_strength(marks) for marks in self.marks.values())
        return strength * SECTION_ORDER.get(self.passage.section, 1.0)


def _strength(marks: Marks) -> float:
    return max(map(STRENGTH.__getitem__, marks.values()))


@dataclass(frozen=True, slots=True)
class Shown:
    """``answering`` passages, best first; where there are none, those ``elsewhere`` that have the words one by one."""

    answering: tuple[FoundPassage, ...]
    elsewhere: tuple[FoundPassage, ...]


Weigh = Callable[[Leaf], float]
"""What a leaf of the query weighs: its rarity in the index."""


def _as_one(leaf: Leaf) -> float:
    return 1.0


@dataclass(frozen=True, slots=True)
class Measure:
    """By what the answer to a query is judged: what each leaf weighs, which leaves are ``said`` in some position by
    more than synonyms, and whether an item of any position has all of the query (``words_meet``).
    """

    weigh: Weigh = _as_one
    said: frozenset[Leaf] = frozenset()
    words_meet: bool = True


def choose(root: Node | None, found: Sequence[FoundPassage], measure: Measure) -> Shown:
    """Of the passages in which words of ``root`` match, in order of worth, those to be shown.

    Words that are said in some position are not answered by synonyms alone: those stand elsewhere.
    """
    answering: dict[int, FoundPassage] = {}
    elsewhere: dict[int, FoundPassage] = {}
    for demand in _demands(root):
        leaves = frozenset(wanted_leaves(demand))
        mine = [one for one in found if not leaves.isdisjoint(one.marks)]
        items = _answering_items(demand, leaves, mine, measure)
        answering.update((one.order, one) for one in mine if one.passage.item in items)
        if not items:
            elsewhere.update((one.order, one) for one in _cover(leaves, mine))
    return Shown(
        tuple(one for one in found if one.order in answering),
        tuple(one for one in found if one.order in elsewhere and one.order not in answering),
    )


def _demands(root: Node | None) -> Iterator[Node]:
    """The parts of a query whose words can meet in one item: those of ``root`` that look in the same fields."""
    if not isinstance(root, And):
        yield from () if root is None else (root,)
        return
    by_scope: dict[frozenset[object], list[Node]] = defaultdict(list)
    for child in root.children:
        by_scope[frozenset(leaf.scope for leaf in wanted_leaves(child))].append(child)
    yield from (And(tuple(children)) for children in by_scope.values())


def _answering_items(
    demand: Node, leaves: frozenset[Leaf], found: Sequence[FoundPassage], measure: Measure
) -> frozenset[int]:
    """The items that have all of a demand, alone or with the position's own name; else those with nearly all of it."""
    has: dict[int, frozenset[Leaf]] = defaultdict(frozenset)
    for one in found:
        has[one.passage.item] |= leaves & one.answered(measure.said)
    whole = {item for item, own in has.items() if _share(demand, own, measure.weigh) == 1}
    named = {one.passage.item for one in found if _is_name(one.passage)}
    given = _said_by_name(found) & leaves
    if given and not whole & named:
        completed = {
            item for item, own in has.items() if own - given and _share(demand, own | given, measure.weigh) == 1
        }
        whole |= completed | (named if completed else set())
    if whole:
        return frozenset(whole)
    fewest, enough = (2, NEARLY_ALL) if measure.words_meet else (1, HALF)
    shares = {item: _share(demand, own, measure.weigh) for item, own in has.items() if len(own) >= fewest}
    best = max(shares.values(), default=0.0)
    return frozenset(item for item, share in shares.items() if share == best >= enough)


def _is_name(passage: PackedPassage) -> bool:
    """Whether a passage is the position's title, employer or unit."""
    return passage.section is SectionKind.GENERAL and not passage.heading


def _said_by_name(found: Iterable[FoundPassage]) -> frozenset[Leaf]:
    """The words that title, employer and unit have as they were asked for: parts and derivations say less."""
    strong = {Tier.EXACT, Tier.LEMMA}
    return frozenset(
        leaf
        for one in found
        if _is_name(one.passage)
        for leaf, marks in one.marks.items()
        if strong & {*marks.values()}
    )


def _share(node: Node, has: frozenset[Leaf], weigh: Weigh) -> float:
    """How much of the weight of what ``node`` asks for is among ``has``, from 0 to 1."""
    match node:
        case And(children):
            weights = [_weight(child, weigh) for child in children]
            parts = [_share(child, has, weigh) for child in children]
            if all(part == 1 for part in parts):
                return 1.0
            return min(0.99, sum(w * part for w, part in zip(weights, parts, strict=True)) / (sum(weights) or 1.0))
        case Or(children):
            return max((_share(child, has, weigh) for child in children), default=0.0)
        case Word() | Prefix() | Phrase():
            return float(node in has)
        case _:
            return 1.0


def _weight(node: Node, weigh: Weigh) -> float:
    match node:
        case And(children):
            return sum(_weight(child, weigh) for child in children)
        case Or(children):
            return max((_weight(child, weigh) for child in children), default=0.0)
        case Word() | Prefix() | Phrase():
            return weigh(node)
        case _:
            return 0.0


def _cover(leaves: frozenset[Leaf], found: Sequence[FoundPassage]) -> Iterator[FoundPassage]:
    """Of passages in order of worth, those that show a word which none before has shown."""
    shown: set[Leaf] = set()
    for one in found:
        new = (leaves & one.marks.keys()) - shown
        if new:
            shown |= new
            yield one
