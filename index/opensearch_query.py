"""Our query's tree and our filters as OpenSearch's query language: the same positions, by nearly the same order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from ajsearch.estonian.matching import FOUND_IN, Tier, terms_sought
from ajsearch.estonian.paraphrases import TIERS, Paraphrase, paraphrases
from ajsearch.model import Token
from ajsearch.search import Filters, SearchField
from index.execute import CUT_EXPANSION, MAX_EXPANSION
from index.facts import FactField
from index.filters import Clause, clauses
from index.opensearch_schema import ITEM_GAP, PASSAGE_END, term_of
from index.query_ast import And, Fact, Leaf, Node, Not, Or, Phrase, Prefix, Word, wanted_leaves
from index.ranking import MEETING, MEETING_POWER
from index.schema import FIELD_CODES
from index.weights import SECTION_WEIGHT, TIER_WEIGHT, TITLE_ITEM

Dsl = dict[str, Any]

ALL: Dsl = {"match_all": {}}
NONE: Dsl = {"match_none": {}}

MAX_MEETING = 5
"""Words of a query whose meeting is looked for: combinations of more are many and say little more."""

_STRONG = (Tier.EXACT, Tier.LEMMA)
_TITLE_BOOST = float(SECTION_WEIGHT[FIELD_CODES[SearchField.TITLE.value]])


@dataclass(frozen=True, slots=True)
class Known:
    """What the compiler asks of the index: all atoms of a field, and the words with a beginning, most frequent first.

    ``starting`` gives at most one more than ``MAX_EXPANSION``.
    """

    atoms: Callable[[FactField], Sequence[str]]
    starting: Callable[[str], Sequence[str]]


class Compiler:
    """Compiles one request. ``in_force`` puts a query's own filters under the request's ideas of need and certainty."""

    def __init__(self, known: Known, in_force: Callable[[Filters], Filters]) -> None:
        self._known = known
        self._in_force = in_force
        self.notices: list[str] = []

    def scored(self, root: Node) -> Dsl:
        """The tree with scores near ours: more where the words meet in one item, most in the title."""
        leaves = list(dict.fromkeys(wanted_leaves(root)))[:MAX_MEETING]
        functions = list(self._meetings([one for one in leaves if not isinstance(one, Prefix)]))
        if not functions:
            return self.matching(root)
        return {
            "function_score": {
                "query": self.matching(root),
                "functions": functions,
                "score_mode": "max",
                "boost_mode": "multiply",
            }
        }

    def matching(self, node: Node) -> Dsl:
        """The positions that satisfy the tree, scored by its words."""
        match node:
            case And(children):
                return {"bool": {"must": [self.matching(one) for one in children]}} if children else ALL
            case Or(children):
                return _any(self.matching(one) for one in children)
            case Not(child):
                return {"bool": {"filter": [{"bool": {"must_not": [self.matching(child)]}}]}}
            case Fact(filters):
                return {"bool": {"filter": [self.of_filters(self._in_force(filters))]}}
            case _:
                return self._leaf(node)

    def of_filters(self, filters: Filters) -> Dsl:
        """The positions that satisfy all filters."""
        return self.of_clauses(list(clauses(filters)))

    def of_clauses(self, wanted: Sequence[Clause]) -> Dsl:
        """The positions that satisfy all clauses."""
        must: list[Dsl] = []
        must_not: list[Dsl] = []
        for clause in wanted:
            atoms = [atom for atom in self._known.atoms(clause.field) if clause.accepts(atom)]
            (must_not if clause.negated else must).append({"terms": {clause.field.value: atoms}} if atoms else NONE)
        return {"bool": {"filter": must, "must_not": must_not}} if must or must_not else ALL

    def _leaf(self, leaf: Leaf) -> Dsl:
        match leaf:
            case Word(token, scope):
                return self._word(token, scope)
            case Prefix(stem, scope):
                return self._prefix(stem, scope)
            case Phrase(tokens, scope):
                return _sequence(tokens, scope)

    def _word(self, token: Token, scope: SearchField) -> Dsl:
        direct = [_term(scope, tier, term, TIER_WEIGHT[tier]) for tier, term in _sought(token)]
        found = _any(iter([*direct, *(_paraphrase(one, scope) for one in paraphrases(token))]))
        if scope is not SearchField.ANY:
            return found
        title = [
            _term(SearchField.TITLE, tier, term, TIER_WEIGHT[tier] * _TITLE_BOOST) for tier, term in _sought(token)
        ]
        return {"bool": {"must": [found], "should": title}}

    def _prefix(self, stem: str, scope: SearchField) -> Dsl:
        words = self._known.starting(stem)
        if len(words) <= MAX_EXPANSION:
            return _any({"prefix": {scope.value: {"value": term_of(tier, stem)}}} for tier in _STRONG)
        self.notices.append(CUT_EXPANSION.format(stem, MAX_EXPANSION))
        terms = [term_of(tier, word) for word in words[:MAX_EXPANSION] for tier in _STRONG]
        return {"terms": {scope.value: terms}}

    def _meetings(self, leaves: Sequence[Leaf]) -> Iterator[Dsl]:
        """How many times the score is taken where all, or all but one, of the words stand in one item."""
        if not leaves:
            return
        spans = [_span(leaf) for leaf in leaves]
        for left_out in (0, 1):
            count = len(spans) - left_out
            if count < 1 or (left_out and count < 2):
                continue
            for chosen in combinations(spans, count):
                share = count / len(spans)
                yield _weight(_near(chosen, SearchField.ANY), share)
                yield _weight(_near(chosen, SearchField.TITLE), share * TITLE_ITEM)


def _sought(token: Token) -> list[tuple[Tier, str]]:
    return [(tier, term) for tier, terms in terms_sought(token).items() for term in terms]


def _term(scope: SearchField, tier: Tier, term: str, boost: float) -> Dsl:
    return {"term": {scope.value: {"value": term_of(FOUND_IN[tier], term), "boost": boost}}}


def _paraphrase(paraphrase: Paraphrase, scope: SearchField) -> Dsl:
    """The words of a paraphrase near each other in one passage."""
    words = [
        _spans((term_of(tier, term) for tier in TIERS for term in terms_sought(token)[tier]), scope)
        for token in paraphrase.words
    ]
    if len(words) == 1:
        return {"constant_score": {"filter": words[0], "boost": TIER_WEIGHT[paraphrase.tier]}}
    near = {"span_near": {"clauses": words, "slop": paraphrase.reach - 1, "in_order": paraphrase.ordered}}
    inside = {"span_not": {"include": near, "exclude": {"span_term": {scope.value: PASSAGE_END}}}}
    return {"constant_score": {"filter": inside, "boost": TIER_WEIGHT[paraphrase.tier]}}


def _any(queries: Iterator[Dsl]) -> Dsl:
    should = list(queries)
    return {"bool": {"should": should, "minimum_should_match": 1}} if should else NONE


def _sequence(tokens: Sequence[Token], scope: SearchField) -> Dsl:
    """The words directly after each other."""
    return {"span_near": {"clauses": [_strong(token, scope) for token in tokens], "slop": 0, "in_order": True}}


def _strong(token: Token, scope: SearchField) -> Dsl:
    sought = terms_sought(token)
    return _spans((term_of(tier, term) for tier in _STRONG for term in sought[tier]), scope)


def _spans(terms: Iterator[str], scope: SearchField) -> Dsl:
    return {"span_or": {"clauses": [{"span_term": {scope.value: term}} for term in dict.fromkeys(terms)]}}


_Span = Callable[[SearchField], Dsl]


def _span(leaf: Leaf) -> _Span:
    """A leaf as a span in a scope; a leaf's own scope is part of the match already."""
    match leaf:
        case Word(token):
            return lambda scope: _spans((term_of(FOUND_IN[tier], term) for tier, term in _sought(token)), scope)
        case Phrase(tokens):
            return lambda scope: _sequence(tokens, scope)
        case Prefix():
            raise TypeError("a beginning is no span")


def _near(spans: Sequence[_Span], scope: SearchField) -> Dsl:
    """The spans in one item, in any order."""
    clauses = [span(scope) for span in spans]
    if len(clauses) == 1:
        return clauses[0]
    return {"span_near": {"clauses": clauses, "slop": ITEM_GAP // 2, "in_order": False}}


def _weight(where: Dsl, share: float) -> Dsl:
    return {"filter": where, "weight": 1 + MEETING * share**MEETING_POWER}
