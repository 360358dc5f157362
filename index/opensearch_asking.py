"""One request to OpenSearch: what is asked, in which order, and how the answers become ours."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice
from math import isinf
from typing import Any

import numpy as np

from ajsearch.search import FacetCount, SearchField, SearchRequest, Sort
from index.answer import MAX_CORRECTED, PARTIAL, in_force, wanted_tokens, with_word
from index.candidates import Candidates, PackedPlaces
from index.execute import Execution
from index.facets import FACETS, clauses_beside, count_facets
from index.facts import FactField
from index.filters import Accepts
from index.limits import CUT_POSITIONS, Budget, affordable
from index.opensearch_cluster import Answer, Cluster
from index.opensearch_query import Compiler, Dsl, Known
from index.opensearch_schema import LENGTH, MAX_WINDOW, PLACES, SEPARATOR, TOGETHER
from index.opensearch_words import Words, total_of
from index.query_ast import And, Leaf, Query, Word, wanted_leaves, without_negations
from index.querylang import clean
from index.ranking import Corpus, Ranking, rarity
from index.weights import Scores

RANKED = 100
"""First hits by OpenSearch's order that are put into ours: ten pages; what comes after stays as it is."""

MAX_TOGETHER = 50_000
"""Different combinations of a field's atoms that facets are counted from: more than any field has."""

SORTS: Mapping[Sort, list[Any]] = {
    Sort.RELEVANCE: [{"_score": "desc"}, "title_order", "id"],
    Sort.TITLE: ["title_order", "id"],
    Sort.EMPLOYER: [{"employer_order": {"order": "asc", "missing": "_last"}}, "title_order", "id"],
    Sort.DATE: [{"date": "desc"}, "title_order", "id"],
}


@dataclass(slots=True)
class Found:
    """What one request found: ids and scores of the window, the total, facets, help and notices."""

    total: int = 0
    scored: list[tuple[str, float]] = field(default_factory=list)
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    did_you_mean: str | None = None
    notices: list[str] = field(default_factory=list)
    words_meet: bool = False
    partial: bool = False
    said: frozenset[Leaf] = frozenset()
    cut_short: bool = False


class Asking:
    """Asks one cluster one request."""

    def __init__(self, cluster: Cluster, query: Query, request: SearchRequest, seconds: float) -> None:
        self._cluster = cluster
        self._request = request
        self._budget = Budget(seconds, time.monotonic)
        self._timed_out = False
        self._words = Words(cluster)
        # A request asks for a field's atoms once at most, whatever its filters.
        known = Known(cache(self._words.atoms), cache(self._words.starting))
        self._compiler = Compiler(known, lambda filters: in_force(filters, request))
        within = affordable(query.root, self._compiler.matching, self._budget)
        self.query = Query(within.root, (*query.notices, *within.notices))
        self._is_part = bool(within.notices)
        self._leaves = list(dict.fromkeys(wanted_leaves(within.root)))
        self._tokens = list(dict.fromkeys(wanted_tokens(self.query)))

    def found(self) -> Found:
        """The answer. Raises ``EngineError`` where none comes."""
        text, scored = self._compiler.matching(self.query.root), self._compiler.scored(self.query.root)
        counted, hits = self._ask(self._counts(text), self._window(scored))
        notices, partial = list(self.query.notices), False
        if not total_of(counted) and not self._timed_out and (partly := self._partly()) is not None:
            counted, hits = self._ask(self._counts(partly), self._window(partly))
            notices += [PARTIAL] if total_of(counted) else []
            partial = True
        found = Found(total=total_of(hits), notices=[*notices, *self._compiler.notices], partial=partial)
        if self._request.facets:
            found.facets = count_facets(lambda facet: _Together.of(counted, facet), self._request.filters)
        self._corpus = self._corpus_of(counted)
        found.scored = self._ordered(hits, scored, found)
        if not self._budget.is_spent:
            found.did_you_mean = self._suggestion(counted)
        found.cut_short = self._is_part or self._timed_out
        found.notices += [CUT_POSITIONS] if self._timed_out else []
        return found

    def weigh(self, leaf: Leaf) -> float:
        """The rarity of a word of the query in the index: what it weighs among the others."""
        return rarity(self._corpus.having[self._leaves.index(leaf)], self._corpus.size)

    def _ask(self, *searches: Dsl) -> list[Answer]:
        """The answers to several searches; those that took too long are of a part of the positions."""
        limit = {} if isinf(self._budget.seconds) else {"timeout": f"{max(1, round(self._budget.seconds * 1000))}ms"}
        answers = self._cluster.ask(*({**one, **limit} for one in searches))
        self._timed_out = self._timed_out or any(one.get("timed_out") for one in answers)
        return answers

    # --- what is asked ------------------------------------------------------------------------------------------------

    @cached_property
    def _filters(self) -> Dsl:
        return self._compiler.of_filters(self._request.filters)

    @property
    def _by_rank(self) -> bool:
        return self._request.sort is Sort.RELEVANCE and bool(self._leaves)

    def _window(self, text: Dsl) -> Dsl:
        """The first hits with their places where they will be ranked, else the window itself."""
        start, limit = max(0, self._request.offset), max(0, self._request.limit)
        if self._by_rank:
            start, limit = 0, RANKED
        return self._hits(text, start, limit, [PLACES] if self._by_rank else [])

    def _hits(self, text: Dsl, start: int, size: int, stored: Sequence[str]) -> Dsl:
        sort = (
            SORTS[self._request.sort] if self._leaves or self._request.sort is not Sort.RELEVANCE else SORTS[Sort.TITLE]
        )
        return {
            "query": {"bool": {"must": [text], "filter": [self._filters]}},
            "from": min(start, MAX_WINDOW - size),
            "size": size,
            "sort": sort,
            "stored_fields": stored or "_none_",
            "docvalue_fields": ["id", "title_order", LENGTH],
            "track_total_hits": True,
        }

    def _counts(self, text: Dsl) -> Dsl:
        """How many positions have the text, each leaf of the query and each of its words."""
        leaves = {
            f"leaf{number}": {"filter": self._compiler.matching(leaf)} for number, leaf in enumerate(self._leaves)
        }
        words = {
            f"word{number}": {"filter": self._compiler.matching(Word(token, SearchField.ANY))}
            for number, token in enumerate(self._tokens)
        }
        corpus = {"mean": {"avg": {"field": LENGTH}}, **leaves, **words}
        return {
            "size": 0,
            "track_total_hits": True,
            "query": {"bool": {"filter": [text]}},
            "aggs": {"corpus": {"global": {}, "aggs": corpus}, **(self._facets() if self._request.facets else {})},
        }

    def _facets(self) -> Dsl:
        """For each facet, how many positions have which atoms together, without the facet's own filter."""
        return {
            name: {
                "filter": self._compiler.of_clauses(clauses_beside(name, self._request.filters)),
                "aggs": {"together": {"terms": {"field": facet.field.value + TOGETHER, "size": MAX_TOGETHER}}},
            }
            for name, facet in FACETS.items()
        }

    def _partly(self) -> Dsl | None:
        """Where no position has all words of the query: those with the most of them; None where some has all."""
        root = self.query.root
        if not isinstance(root, And):
            return None
        words = [child for child in root.children if without_negations(child) is not None]
        if len(words) < 2:
            return None
        others = [self._compiler.matching(child) for child in root.children if child not in words]
        parts = [self._compiler.matching(child) for child in words]

        def having(least: int, with_others: Sequence[Dsl]) -> Dsl:
            return {"bool": {"should": parts, "minimum_should_match": least, "filter": list(with_others)}}

        all_of_them = having(len(parts), ())
        fewer = [having(least, others) for least in range(len(parts) - 1, 0, -1)]
        whole, *counts = self._ask(
            *({"size": 0, "track_total_hits": True, "query": one} for one in (all_of_them, *fewer))
        )
        if total_of(whole) or self._timed_out:
            return None
        return next((one for one, count in zip(fewer, counts, strict=True) if total_of(count)), None)

    # --- how the answers become ours ----------------------------------------------------------------------------------

    def _corpus_of(self, counted: Answer) -> Corpus:
        corpus = counted.get("aggregations", {}).get("corpus", {})
        having = [corpus.get(f"leaf{number}", {}).get("doc_count", 0) for number in range(len(self._leaves))]
        mean = (corpus.get("mean") or {}).get("value")
        return Corpus(int(corpus.get("doc_count", 0)), float(mean or 1.0), having)

    def _ordered(self, hits: Answer, text: Dsl, found: Found) -> list[tuple[str, float]]:
        listed = hits["hits"]["hits"]
        if not self._by_rank:
            return [(_value(hit, "id"), float(hit.get("_score") or 0.0)) for hit in listed]
        first = self._ranked(listed, found)
        start, stop = max(0, self._request.offset), max(0, self._request.offset) + max(0, self._request.limit)
        if stop <= RANKED or found.total <= RANKED:
            return first[start:stop]
        beyond = max(start, RANKED)
        (rest,) = self._ask(self._hits(text, beyond, stop - beyond, []))
        lowest = first[-1][1]
        return first[start:] + [(_value(hit, "id"), min(lowest, float(hit["_score"]))) for hit in rest["hits"]["hits"]]

    def _ranked(self, listed: Sequence[Mapping[str, Any]], found: Found) -> list[tuple[str, float]]:
        """The first hits by our ranking, whose idea of rarity is that of the whole index."""
        candidates = Candidates([PackedPlaces(hit["fields"][PLACES][0]) for hit in listed])
        execution = Execution(candidates, lambda filters: candidates.live)
        lengths: Scores = np.array([max(1, _value(hit, LENGTH)) for hit in listed], np.float64)
        finding = [execution.finding(leaf) for leaf in self._leaves]
        scores = Ranking(finding, np.arange(candidates.size), lengths, self._corpus).scores()
        found.said = execution.said(self._leaves)
        items = execution.meeting(self.query.root, np.arange(candidates.size))
        found.words_meet = items is not None and bool(len(items))
        keyed = [
            (-float(score), _value(hit, "title_order"), _value(hit, "id"))
            for score, hit in zip(scores, listed, strict=True)
        ]
        return [(one, -score) for score, _, one in sorted(keyed)]

    def _suggestion(self, counted: Answer) -> str | None:
        """The query with the words that nothing has replaced by words that the index has."""
        corpus = counted.get("aggregations", {}).get("corpus", {})
        missing = (
            token for number, token in enumerate(self._tokens) if not corpus.get(f"word{number}", {}).get("doc_count")
        )
        text = better = clean(self._request.query)
        speller = self._words.speller()
        for token in islice(missing, MAX_CORRECTED):
            word = speller.suggest(token.form, known=token.known)
            if word is not None:
                better = with_word(better, token.form, word)
        return better if better != text else None


@dataclass(frozen=True, slots=True)
class _Together:
    """A base of facets: the atoms of one field that positions have together, with the number of those positions."""

    groups: Sequence[tuple[tuple[str, ...], int]]

    @classmethod
    def of(cls, counted: Answer, facet: str) -> "_Together":
        buckets = counted.get("aggregations", {}).get(facet, {}).get("together", {}).get("buckets", ())
        return cls([(tuple(filter(None, one["key"].split(SEPARATOR))), int(one["doc_count"])) for one in buckets])

    def counts(self, field: FactField) -> Mapping[str, int]:
        found = Counter[str]()
        for atoms, count in self.groups:
            found.update(dict.fromkeys(atoms, count))
        return found

    def atoms(self, field: FactField) -> Sequence[str]:
        return sorted({atom for atoms, _ in self.groups for atom in atoms})

    def accepted(self, field: FactField, each: Sequence[Accepts]) -> Sequence[int]:
        return [sum(count for atoms, count in self.groups if any(map(accepts, atoms))) for accepts in each]


def _value(hit: Mapping[str, Any], name: str) -> Any:
    """The one value of a keyword or number of a hit."""
    return hit["fields"][name][0]
