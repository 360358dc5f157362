"""Which passages of a position a query's words match, with exact marks and the reason of each.

Independent of any engine: it evaluates the tree of the query over the analysed passages with the same matching that
the index is made by (``ajsearch.estonian.matching``).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from sys import intern

from ajsearch.estonian.matching import FOUND_IN, REASON, Tier, all_terms_of, terms_of, terms_sought
from ajsearch.estonian.paraphrases import TIERS, paraphrases
from ajsearch.model import Token
from ajsearch.packed import PackedPassage, PackedPassages, PackedWord, read_word
from ajsearch.search import Passage, SearchField
from index.query_ast import Leaf, Node, Phrase, Prefix, Word, wanted_leaves, without_negations
from index.showing import TIERS_BY_STRENGTH, WHYS_BY_STRENGTH, FoundPassage, Marks, Measure, choose

WORD_CACHE = 20_000
"""Words whose terms are kept, some 8 MB: ten hits have some thousand words, most of them in other hits too."""

PLAIN = Measure()
"""Where nothing is known of an index: all words weigh the same."""

_Tiers = Mapping[int, Tier]
_Slot = Callable[[Mapping[Tier, tuple[str, ...]]], Tier | None]


class Highlighter:
    """Finds the words of one query in any number of passages."""

    def __init__(self, root: Node) -> None:
        self._root = without_negations(root)
        self._leaves = tuple(dict.fromkeys(wanted_leaves(root)))
        self._slots: list[_Slot] = []
        # Of each leaf, the places of its words in the list of slots: several for a phrase, else one.
        self._parts = [self._added(_slots(leaf)) for leaf in self._leaves]
        self._paraphrases = [
            [(one, self._added(_sought(token, TIERS) for token in one.words)) for one in paraphrases(leaf.token)]
            if isinstance(leaf, Word)
            else []
            for leaf in self._leaves
        ]
        self._leaf_of = self._leaves_of_slots()
        self._sought = self._all_sought()
        self._stems = tuple(leaf.stem for leaf in self._leaves if isinstance(leaf, Prefix))
        self._seen: set[PackedWord] = set()
        self._satisfying: dict[PackedWord, _Tiers] = {}

    def _leaves_of_slots(self) -> dict[int, int]:
        """Number of a slot → number of the leaf that it is of."""
        return {
            slot: leaf
            for leaf, (parts, near) in enumerate(zip(self._parts, self._paraphrases, strict=True))
            for slot in chain(parts, *(slots for _, slots in near))
        }

    def _all_sought(self) -> frozenset[str]:
        """All terms that any slot takes, so that most words are told at once to satisfy none."""
        tokens = [token for near in self._paraphrases for one, _ in near for token in one.words]
        for leaf in self._leaves:
            match leaf:
                case Word(token):
                    tokens.append(token)
                case Phrase(own):
                    tokens += own
        return frozenset(term for token in tokens for terms in terms_sought(token).values() for term in terms)

    def _added(self, slots: Iterable[_Slot]) -> range:
        """Where in the list of slots new ones stand."""
        start = len(self._slots)
        self._slots += slots
        return range(start, len(self._slots))

    def all_passages(self, passages: PackedPassages) -> tuple[Passage, ...]:
        """All passages in which any word of the query matches, in the document's order."""
        return tuple(_marked(found) for found in self._find(passages))

    def best_passages(
        self, passages: PackedPassages, measure: Measure = PLAIN
    ) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
        """The passages of the items that answer the query, best first; and, of what no item answers, the fewest that
        show each of its words.
        """
        found = sorted(self._find(passages), key=lambda one: (-one.score, one.order))
        shown = choose(self._root, found, measure)
        return tuple(map(_marked, shown.answering)), tuple(map(_marked, shown.elsewhere))

    def _find(self, packed: PackedPassages) -> list[FoundPassage]:
        told = self._told(packed.words)
        found: list[FoundPassage] = []
        if not told:
            return found
        for order, passage in enumerate(packed.passages):
            if told.keys().isdisjoint(passage.words):
                continue
            marks = self._marks(passage, told)
            if marks:
                found.append(FoundPassage(order, passage, marks))
        return found

    def _marks(self, passage: PackedPassage, told: Mapping[int, _Tiers]) -> dict[Leaf, Marks]:
        """The leaves that match in the passage, in their order, and the tokens that each matches."""
        taken: dict[int, Marks] = defaultdict(dict)
        for at, word in enumerate(passage.words):
            if word in told:
                for slot, tier in told[word].items():
                    taken[slot][at] = tier
        # Of many leaves a passage has few: only those are looked at that one of their words is here for.
        begun = sorted({self._leaf_of[slot] for slot in taken})
        found = {self._leaves[leaf]: self._marks_of(leaf, taken) for leaf in begun if self._looks_in(leaf, passage)}
        return {leaf: marks for leaf, marks in found.items() if marks}

    def _looks_in(self, leaf: int, passage: PackedPassage) -> bool:
        scope = self._leaves[leaf].scope
        return scope is SearchField.ANY or passage.field == scope.value

    def _marks_of(self, leaf: int, taken: Mapping[int, Marks]) -> Marks:
        """The tokens of a passage that a leaf matches, where ``taken`` has those of each slot."""
        first, *others = (taken.get(slot, {}) for slot in self._parts[leaf])
        marks: Marks = {}
        for start, tier in first.items():
            if all(start + far in other for far, other in enumerate(others, 1)):
                marks[start] = tier
                marks.update((start + far, other[start + far]) for far, other in enumerate(others, 1))
        for paraphrase, slots in self._paraphrases[leaf]:
            together = paraphrase.together([list(taken.get(slot, ())) for slot in slots])
            marks = {**dict.fromkeys(together, paraphrase.tier), **marks}
        return marks

    def _told(self, words: Sequence[PackedWord]) -> dict[int, _Tiers]:
        """The tiers of those of a position's words, by number, that satisfy a slot. A word is compared once a query."""
        new = set(words) - self._seen
        self._seen |= new
        for word in new:
            if self._may_satisfy(_all_terms(word)) and (tiers := self._tiers(word)):
                self._satisfying[word] = tiers
        return {number: self._satisfying[word] for number, word in enumerate(words) if word in self._satisfying}

    def _may_satisfy(self, terms: Sequence[str]) -> bool:
        """Whether a word of these terms is worth comparing: most words of a text are none of a query's."""
        if not self._sought.isdisjoint(terms):
            return True
        return bool(self._stems) and any(term.startswith(self._stems) for term in terms)

    def _tiers(self, word: PackedWord) -> _Tiers:
        """Of each slot that the word satisfies the tier."""
        has = terms_of(read_word(word))
        return {number: tier for number, slot in enumerate(self._slots) if (tier := slot(has))}


@lru_cache(maxsize=WORD_CACHE)
def _all_terms(word: PackedWord) -> tuple[str, ...]:
    """The terms of a document's word in all tiers."""
    return tuple(map(intern, all_terms_of(read_word(word))))


def _slots(leaf: Leaf) -> Iterator[_Slot]:
    """What each word of a leaf takes of a document's word: a test of its terms that gives the tier."""
    match leaf:
        case Word(token):
            yield _sought(token, tuple(Tier))
        case Phrase(tokens):
            for token in tokens:
                yield _sought(token, (Tier.EXACT, Tier.LEMMA))
        case Prefix(stem):
            yield lambda has: next(
                (tier for tier in (Tier.EXACT, Tier.LEMMA) if any(term.startswith(stem) for term in has[tier])),
                None,
            )


def _sought(token: Token, tiers: Sequence[Tier]) -> _Slot:
    all_sought = terms_sought(token)
    sought = [(tier, FOUND_IN[tier], frozenset(all_sought[tier])) for tier in tiers if all_sought.get(tier)]

    def slot(has: Mapping[Tier, tuple[str, ...]]) -> Tier | None:
        for tier, where, terms in sought:
            if not terms.isdisjoint(has[where]):
                return tier
        return None

    return slot


def _marked(found: FoundPassage) -> Passage:
    """The passage with one mark per matched word, of each the strongest reason."""
    strongest: Marks = {}
    for marks in found.marks.values():
        for at, tier in marks.items():
            strongest[at] = min(tier, strongest.get(at, tier), key=TIERS_BY_STRENGTH.index)
    places = sorted(strongest)
    reasons = [REASON[strongest[at]] for at in places]
    passage = found.passage
    return Passage(
        section=passage.section,
        number=passage.number,
        heading=passage.heading,
        text=passage.text,
        marks=tuple((passage.starts[at], passage.ends[at]) for at in places),
        why=tuple(sorted(set(reasons), key=WHYS_BY_STRENGTH.index)),
        mark_whys=tuple(reasons),
    )
