"""Evaluates a query's tree over a snapshot: which documents match, and where each of its words occurs."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from ajsearch.estonian.matching import FOUND_IN, REASON, Tier, terms_sought
from ajsearch.estonian.paraphrases import TIERS, Paraphrase, paraphrases
from ajsearch.model import Token
from ajsearch.packed import word_of
from ajsearch.search import Filters, SearchField, Why
from index.found import ITEM_BITS, Found, Marks, common_items, found_of
from index.postings import Mask, Numbers, Occurrences, Occurring, distinct, united
from index.query_ast import And, Fact, Leaf, Node, Not, Or, Phrase, Prefix, Word, without_negations
from index.schema import FIELD_BITS, FIELD_CODES
from index.weights import TIER_WEIGHT

MAX_EXPANSION = 200
"""Words that a beginning stands for; the most frequent are taken."""

MAX_EXPANSIONS = 1000
"""Words that all beginnings of a query stand for together: it bounds the time of an answer."""

LEAST_EXPANSION = 10
"""Words that a beginning stands for however many others there are."""

OWN_TIERS = tuple(tier for tier in Tier if REASON[tier] not in {Why.SYNONYM, Why.OCR})
"""The tiers in which a text says the word itself."""

CUT_EXPANSION = "Sõnaalgusele „{}*“ vastab väga palju sõnu; otsiti {} sagedasemat."

_WHOLE = TIER_WEIGHT[Tier.EXACT] + TIER_WEIGHT[Tier.LEMMA]


class Postings(Protocol):
    """What a query is evaluated over: a snapshot of an index, or the few positions that another engine found."""

    size: int

    @property
    def live(self) -> Mask:
        """Which numbers are documents."""
        ...

    def occurrences(self, tier: Tier, term: str) -> Occurrences:
        """All occurrences of a term, sorted."""
        ...

    def frequent(self, field: str, prefix: str, most: int) -> list[str]:
        """Of the terms of a field that begin with ``prefix``, so many that the most documents have."""
        ...


Recall = Callable[[Hashable, Callable[[], Found]], Found]
"""What a word or phrase finds, by a key: remembered, or made."""


@dataclass(slots=True)
class Execution:
    """One query over one snapshot. ``pass_filters`` gives the documents that satisfy filters."""

    snapshot: Postings
    pass_filters: Callable[[Filters], Mask]
    recall: Recall = lambda _, make: make()
    notices: list[str] = field(default_factory=list)
    _found: dict[Leaf, Found] = field(default_factory=dict)
    _expanded: int = 0

    def matching(self, node: Node) -> Mask:
        """The documents that satisfy the tree (deleted ones may be among those of a negation)."""
        match node:
            case And(children):
                return self._joined(children, np.logical_and, start=True)
            case Or(children):
                return self._joined(children, np.logical_or, start=False)
            case Not(child):
                return ~self.matching(child)
            case Fact(filters):
                return self.pass_filters(filters)
            case _:
                mask = self._mask(False)
                mask[self.finding(node).documents] = True
                return mask

    def partly_matching(self, root: Node) -> Mask | None:
        """Where no document has all the words of ``root``: those with the most of them. None where some has all."""
        if not isinstance(root, And):
            return None
        words = [child for child in root.children if without_negations(child) is not None]
        masks = [self.matching(child) for child in words]
        if len(masks) < 2 or np.logical_and.reduce([*masks, self.snapshot.live]).any():
            return None
        others = [child for child in root.children if child not in words]
        counts = np.sum(masks, axis=0) * (self._joined(others, np.logical_and, start=True) & self.snapshot.live)
        most = counts.max(initial=0)
        return np.asarray(counts == most) if most else self._mask(False)

    def may_meet(self, root: Node) -> Mask | None:
        """The documents of which an item may have all that the tree asks for: none of the others has such an item.

        None: it asks no words.
        """
        marks = self._marks(root)
        return None if marks is None else marks != 0

    def _marks(self, node: Node) -> Marks | None:
        """The marks of the items that may have all that the tree asks for, of every document."""
        match node:
            case And(children) | Or(children):
                parts = [self._marks(child) for child in children]
                asked = [one for one in parts if one is not None]
                if isinstance(node, And):
                    return np.bitwise_and.reduce(asked) if asked else None
                return np.bitwise_or.reduce(asked) if len(asked) == len(parts) > 0 else None
            case Word() | Prefix() | Phrase():
                found = self.finding(node)
                marks = np.zeros(self.snapshot.size, np.uint64)
                marks[found.documents] = found.marks
                return marks
            case _:
                return None

    def meeting(self, node: Node, documents: Numbers) -> Occurrences | None:
        """The items of these documents, which rise, that have all that the tree asks for, as ``Found.meeting`` numbers
        them, rising; None: it asks no words.
        """
        match node:
            case And(children):
                return self._meeting_of_all(children, documents)
            case Or(children):
                alternatives = [self.meeting(child, documents) for child in children]
                items = [found for found in alternatives if found is not None]
                return united(items) if len(items) == len(alternatives) > 0 else None
            case Word() | Prefix() | Phrase():
                return self.finding(node).meeting(documents)
            case _:
                return None

    def _meeting_of_all(self, nodes: Sequence[Node], documents: Numbers) -> Occurrences | None:
        common: Occurrences | None = None
        for node in nodes:
            found = self.meeting(node, documents)
            if found is not None:
                common = found if common is None else common_items(common, found)
                documents = distinct(common >> ITEM_BITS)
        return common

    def finding(self, leaf: Leaf) -> Found:
        """What a word, prefix or phrase finds."""
        if leaf not in self._found:
            match leaf:
                case Word(token, scope):
                    self._found[leaf] = self.recall((word_of(token), scope), lambda: self._of_word(leaf))
                case Prefix(stem, scope):
                    self._found[leaf] = found_of(self._prefix(stem, scope), said=True)
                case Phrase(tokens, scope):
                    key = (tuple(map(word_of, tokens)), scope)
                    self._found[leaf] = self.recall(key, lambda: found_of(self._phrase(tokens, scope), said=True))
        return self._found[leaf]

    def _of_word(self, word: Word) -> Found:
        occurring = self._word_or_paraphrase(word.token, word.scope)
        return found_of(occurring, said=self._occurs(word, OWN_TIERS))

    def occurs(self, word: Word) -> bool:
        """Whether a word occurs at all: sooner told than where, unless that is known."""
        known = self._found.get(word)
        return self._occurs(word, tuple(Tier)) if known is None else bool(len(known.documents))

    def _word_or_paraphrase(self, token: Token, scope: SearchField) -> Occurring:
        direct = self._word(token, scope, tuple(Tier))
        others = [(self._near(one, scope), TIER_WEIGHT[one.tier]) for one in paraphrases(token)]
        return _first(direct, _united(others)) if others else direct

    def said(self, leaves: Iterable[Leaf]) -> frozenset[Leaf]:
        """The leaves that occur by more than synonyms."""
        return frozenset(leaf for leaf in leaves if self.finding(leaf).said)

    def _occurs(self, word: Word, tiers: Sequence[Tier]) -> bool:
        sought = terms_sought(word.token)
        found = (self.snapshot.occurrences(FOUND_IN[tier], term) for tier in tiers for term in sought.get(tier, ()))
        near = (self._near(one, word.scope) for one in paraphrases(word.token) if one.tier in tiers)
        return any(len(_scoped(places, word.scope)) for places in found) or any(map(len, near))

    def _word(self, token: Token, scope: SearchField, tiers: Iterable[Tier]) -> Occurring:
        sought = terms_sought(token)
        return _united(
            (_scoped(self.snapshot.occurrences(FOUND_IN[tier], term), scope), TIER_WEIGHT[tier])
            for tier in tiers
            for term in sought.get(tier, ())
        )

    def _prefix(self, stem: str, scope: SearchField) -> Occurring:
        most = min(MAX_EXPANSION, max(LEAST_EXPANSION, MAX_EXPANSIONS - self._expanded))
        parts = []
        for tier in (Tier.EXACT, Tier.LEMMA):
            terms = self.snapshot.frequent(tier.value, stem, most + 1)
            if len(terms) > most:
                self.notices.append(CUT_EXPANSION.format(stem, most))
            parts += [(self.snapshot.occurrences(tier, term), TIER_WEIGHT[tier]) for term in terms[:most]]
        self._expanded += len(parts) // 2
        return _united((_scoped(places, scope), weight) for places, weight in parts)

    def _phrase(self, tokens: tuple[Token, ...], scope: SearchField) -> Occurring:
        """The places of the first word where the others follow."""
        strong = (Tier.EXACT, Tier.LEMMA)
        starts = self._word(tokens[0], scope, strong).places
        for distance, token in enumerate(tokens[1:], 1):
            following = self._word(token, scope, strong).places - distance
            starts = _common(starts, following)
        return Occurring(starts, np.full(len(starts), _WHOLE))

    def _near(self, paraphrase: Paraphrase, scope: SearchField) -> Occurrences:
        """The places of the words of a paraphrase where they say it."""
        first, *rest = (self._word(token, scope, TIERS).places for token in paraphrase.words)
        if not rest:
            return first
        (second,) = rest
        nearest, reach = 1 if paraphrase.ordered else -paraphrase.reach, paraphrase.reach
        firsts = first[_has_between(second, first + nearest, first + reach)]
        seconds = second[_has_between(first, second - reach, second - nearest)]
        return united([firsts, seconds])

    def _joined(self, children: Iterable[Node], join: np.ufunc, *, start: bool) -> Mask:
        mask = self._mask(start)
        for child in children:
            join(mask, self.matching(child), out=mask)
        return mask

    def _mask(self, value: bool) -> Mask:
        return np.full(self.snapshot.size, value, np.bool_)


def _scoped(places: Occurrences, scope: SearchField) -> Occurrences:
    if scope is SearchField.ANY:
        return places
    here: Mask = ((places >> FIELD_BITS) & 7) == FIELD_CODES[scope.value]
    return places[here]


def _common(one: Occurrences, other: Occurrences) -> Occurrences:
    """The values of both of two sorted arrays of distinct values."""
    return np.intersect1d(one, other, assume_unique=True)


def _has_between(places: Occurrences, low: Occurrences, high: Occurrences) -> Mask:
    """For each range from ``low`` to ``high``, whether one of the places is in it."""
    return np.asarray(np.searchsorted(places, high, "right") > np.searchsorted(places, low))


def _first(strong: Occurring, weak: Occurring) -> Occurring:
    """The occurrences of both, each by what it weighs in the first."""
    new = ~_has_between(strong.places, weak.places, weak.places)
    at = np.searchsorted(strong.places, weak.places[new])
    return Occurring(np.insert(strong.places, at, weak.places[new]), np.insert(strong.weights, at, weak.weights[new]))


def _united(parts: Iterable[tuple[Occurrences, float]]) -> Occurring:
    """All occurrences once, with the sum of what they weigh."""
    filled = [(places, weight) for places, weight in parts if len(places)]
    if not filled:
        return Occurring(np.empty(0, np.int64), np.empty(0))
    if len(filled) == 1:
        places, weight = filled[0]
        return Occurring(places, np.full(len(places), weight))
    places = np.concatenate([places for places, _ in filled])
    weights = np.concatenate([np.full(len(places), weight) for places, weight in filled])
    order = np.argsort(places, kind="stable")
    places, weights = places[order], weights[order]
    firsts = np.flatnonzero(np.diff(places, prepend=-1))
    return Occurring(places[firsts], np.add.reduceat(weights, firsts))
