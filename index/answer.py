"""What an index says to a request: ranking, window, facets, suggestions and notices, all from one snapshot."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

import numpy as np

from ajsearch.model import Token
from ajsearch.search import Filters, Need, SearchField, SearchRequest, Sort
from index.execute import Execution
from index.facets import Facets, clauses_beside, count_facets
from index.fact_masks import FactMasks, MaskedBase
from index.filters import clauses
from index.found import Found
from index.limits import Budget, affordable
from index.postings import Mask, Numbers
from index.query_ast import Leaf, Phrase, Query, Word, wanted_facts, wanted_leaves
from index.querylang import clean, parse
from index.ranking import Corpus, Ranking, rarity
from index.snapshot import Snapshot

PARTIAL = "Ühelgi ametikohal ei ole kõiki otsitud sõnu; näidatud on need, millel on neid kõige rohkem."

MAX_CORRECTED = 4
"""Words of a query that are corrected: who misspells more has pasted a text, and each costs some 50 ms."""


CORRECTED = "Kõiki otsitud sõnu ei leitud; näidatud on otsingu „{}“ tulemused."


class Answer:
    """The answer to one request: ids and scores of the hits in its window, the total, facets and help."""

    def __init__(self, snapshot: Snapshot, query: Query, request: SearchRequest, budget: Budget) -> None:
        self._snapshot = snapshot
        self._weights: dict[Leaf, float] = {}
        masks = FactMasks(snapshot)
        self._execution = Execution(
            snapshot,
            lambda filters: masks.of_filters(in_force(filters, request)),
            recall=snapshot.kept_leaves.get,
        )
        within = affordable(query.root, self._execution.finding, budget)
        self.cut_short = bool(within.notices)
        query = Query(within.root, (*query.notices, *within.notices))
        text = self._text(query)
        matching = text & masks.of_filters(request.filters)
        numbers = matching.nonzero()[0]
        found = {leaf: self._execution.finding(leaf) for leaf in wanted_leaves(query.root)}
        self.total = len(numbers)
        self.facets = self._counted(masks, text, matching, request.filters) if request.facets else {}
        self._window, self.scores = self._ranked(found, numbers, request) if request.limit > 0 else ([], [])
        self.ids = [self._snapshot.ids[number] for number in self._window]
        self.did_you_mean = None if budget.is_spent else self._suggestion(query, found, clean(request.query))
        self.query = query
        # Only who shows hits asks for these.
        self.said = frozenset(leaf for leaf, one in found.items() if one.said) if self.ids else frozenset()
        self.words_meet = bool(self.ids) and self._words_meet(query, matching)

    def _counted(self, masks: FactMasks, text: Mask, matching: Mask, filters: Filters) -> Facets:
        """The facets of the positions that have the text, each without the filters of its own."""
        own = {clause.dimension for clause in clauses(filters)}
        whole = MaskedBase(self._snapshot, matching)

        def base_of(facet: str) -> MaskedBase:
            if facet not in own:
                return whole
            return MaskedBase(self._snapshot, text & masks.of_clauses(clauses_beside(facet, filters)))

        return count_facets(base_of, filters)

    @property
    def notices(self) -> list[str]:
        """All that is to be said of the query, each once."""
        return list(dict.fromkeys((*self._query_notices, *self._execution.notices)))

    def add_notice(self, notice: str) -> None:
        """Say one thing more of the query, before all else."""
        self._query_notices.insert(0, notice)

    def weigh(self, leaf: Leaf) -> float:
        """The rarity of a word of the query in the index: what it weighs among the others."""
        if leaf not in self._weights:  # asked for every item of every hit
            self._weights[leaf] = rarity(len(self._execution.finding(leaf).documents), self._snapshot.size)
        return self._weights[leaf]

    def _words_meet(self, query: Query, matching: Mask) -> bool:
        """Whether an item of any hit has all that the query asks for."""
        if isinstance(query.root, Leaf):
            return True
        may = self._execution.may_meet(query.root)
        if may is None:
            return False
        shown = np.sort(np.array(self._window, np.int64))
        # Words that meet anywhere meet among the best, but for other orders than by relevance.
        return self._meet_in(query, shown[may[shown]]) or self._meet_in(query, np.flatnonzero(may & matching))

    def _meet_in(self, query: Query, documents: Numbers) -> bool:
        items = self._execution.meeting(query.root, documents) if len(documents) else None
        return items is not None and bool(len(items))

    def _text(self, query: Query) -> Mask:
        self._query_notices = list(query.notices)
        matching = self._execution.matching(query.root) & self._snapshot.live
        partly = None if matching.any() else self._execution.partly_matching(query.root)
        self.partial = partly is not None
        if partly is None:
            return matching
        if partly.any():
            self._query_notices.append(PARTIAL)
        return partly & self._snapshot.live

    def _ranked(
        self, leaves: Mapping[Leaf, Found], numbers: Numbers, request: SearchRequest
    ) -> tuple[list[int], list[float]]:
        """Numbers and scores of the request's window."""
        found = list(leaves.values())
        corpus = Corpus(self._snapshot.size, self._snapshot.mean_length, [len(one.documents) for one in found])
        order = self._snapshot.order(request.sort)
        start = max(0, request.offset)
        end = start + max(0, request.limit)
        if request.sort is Sort.RELEVANCE:
            window, scores = Ranking(found, numbers, self._snapshot.lengths, corpus).best(order, end)
            window, scores = window[start:], scores[start:]
        else:
            window = numbers[np.argsort(order[numbers], kind="stable")][start:end]
            ranked = np.sort(window)
            scores = Ranking(found, ranked, self._snapshot.lengths, corpus).scores()[np.searchsorted(ranked, window)]
        return window.tolist(), scores.tolist()

    def _suggestion(self, query: Query, leaves: Mapping[Leaf, Found], text: str) -> str | None:
        """The query with the words that nothing has replaced by words that the index has."""
        if all(len(found.documents) for found in leaves.values()):
            return None
        better = text
        missing = (
            token
            for token in dict.fromkeys(wanted_tokens(query))
            if not self._execution.occurs(Word(token, SearchField.ANY))
        )
        for token in islice(missing, MAX_CORRECTED):
            word = self._snapshot.suggest(token.form, known=token.known)
            if word is not None:
                better = with_word(better, token.form, word)
        return better if better != text else None


def conditions(query: Query, request: SearchRequest) -> tuple[Filters, ...]:
    """The facts that the query asks for, as they are in force."""
    return tuple(in_force(filters, request) for filters in dict.fromkeys(wanted_facts(query.root)))


def answer_to(snapshot: Snapshot, request: SearchRequest, budget: Budget | None = None) -> Answer:
    """The answer to a request, or to the corrected query where no position has all that was asked for.

    It takes as long as it needs where no budget is given.
    """
    budget = budget or Budget()
    first = Answer(snapshot, parse(request.query, request.field), request, budget)
    corrected = correction(request, first.did_you_mean, complete=bool(first.total) and not first.partial)
    if corrected is None:
        return first
    second = Answer(snapshot, parse(corrected.query, corrected.field), corrected, budget)
    if not second.total:
        return first
    second.did_you_mean = corrected.query
    second.add_notice(CORRECTED.format(corrected.query))
    return second


def correction(request: SearchRequest, did_you_mean: str | None, *, complete: bool) -> SearchRequest | None:
    """The request to be answered instead, where its query found no position that has all of it; None: as it was."""
    return None if did_you_mean is None or complete else replace(request, query=did_you_mean)


def wanted_tokens(query: Query) -> Iterator[Token]:
    """The words that a hit may show."""
    for leaf in wanted_leaves(query.root):
        match leaf:
            case Word(token):
                yield token
            case Phrase(tokens):
                yield from tokens


def with_word(text: str, old: str, new: str) -> str:
    """The text with the first word ``old`` replaced, whatever its capitals."""
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, text, count=1, flags=re.IGNORECASE)


def in_force(filters: Filters, request: SearchRequest) -> Filters:
    """A query's own filters under the request's ideas of need and certainty, where they have none of their own."""
    need = request.filters.need if filters.need is Need.ANY else filters.need
    return replace(filters, need=need, approximate=filters.approximate or request.filters.approximate)
