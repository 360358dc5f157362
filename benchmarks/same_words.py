"""The same work for every engine: ajsearch's own analysed words as documents, its compiled queries as terms.

What a peer makes of Estonian is measured elsewhere. Here each gets the words as ajsearch's analysis has them, one field
for each tier, and is asked for the very terms, with their weights, that ajsearch looks up. Two things are ajsearch's
alone: paraphrases ("keele oskus" for "keeleoskus"), and ranking by the words that meet in one item.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol

from ajsearch.estonian.matching import FOUND_IN, INDEXED, Tier, terms_sought
from ajsearch.model import Token
from ajsearch.packed import PackedPassages, PackedPosition, PackedWord, read_word
from ajsearch.search import Filters, SearchField
from ajsearch.store import Store
from benchmarks.product import request_of
from benchmarks.queries import Query
from index.facets import FACETS
from index.facts import FactField
from index.filters import clauses
from index.query_ast import And, Leaf, Node, Phrase, Word
from index.querylang import parse
from index.ranking import rarity
from index.schema import atoms_of, index_term, index_terms
from index.snapshot import Snapshot
from index.weights import TIER_WEIGHT

RUNNING = "running"
"""The field of the text as a row of first lemmas, for phrases."""

DUTY = "duty_"
"""Before the name of a tier: the field of those of its terms that stand in duties."""

TERM_FIELDS: tuple[str, ...] = (*(tier.value for tier in INDEXED), *(DUTY + tier.value for tier in INDEXED))
FACET_FIELDS: tuple[str, ...] = tuple(facet.field.value for facet in FACETS.values())

SIMILAR_TERMS = 60
"""Lemmas of a position that others are looked for by, where an engine has no likeness of its own."""

NO_SPACE = "_"
"""Stands for the white space in a term: the peers' fields are cut at it."""


ROUNDS = 3
"""How often each query is asked when it was asked a first time; its time is the median."""


class Term(NamedTuple):
    """A term to be looked up, and what its occurrences weigh."""

    field: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Document:
    """A position as the peers are fed it: terms by field, and the first lemmas of each passage's words."""

    id: str
    terms: Mapping[str, Sequence[str]]
    running: Sequence[Sequence[str]]
    atoms: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A compiled query: at least one term of each word, or the phrase of which each word is one of several lemmas.

    ``language`` are the atoms of which a position must have one; ``like`` is the id of a similar-query's position.
    """

    query: Query
    words: tuple[tuple[Term, ...], ...] = ()
    phrase: tuple[tuple[str, ...], ...] = ()
    language: tuple[str, ...] = ()
    like: str = ""


class Engine(Protocol):
    """A contender in the same work, over an index in a folder of its own."""

    name: str
    rounds: int
    """How often a query is asked again: once where it takes long and nothing is kept from one time to the next."""

    def open(self, folder: Path, asked: Sequence[Asked]) -> None:
        """Open the index and have the queries in the engine's own form, which is not timed."""
        ...

    def can(self, number: int, *, facets: bool) -> bool:
        """Whether the query of that number can be asked so."""
        ...

    def find(self, number: int, *, facets: bool) -> tuple[int, list[str]]:
        """How many positions the query of that number finds, and the ids of the best ten."""
        ...

    def all(self, number: int) -> frozenset[str]:
        """The ids of all that it finds."""
        ...

    def close(self) -> None:
        """Release everything."""
        ...


def document(packed: PackedPosition) -> Document:
    """What is fed of a position."""
    terms: dict[str, list[str]] = defaultdict(list)
    found = [_found_under(word) for word in packed.passages.words]
    for passage in packed.passages.passages:
        in_duty = passage.field == SearchField.DUTY
        for word in passage.words:
            for field, text in found[word]:
                terms[field].append(text)
                if in_duty:
                    terms[DUTY + field].append(text)
    return Document(
        packed.position.id,
        terms,
        [[_first(packed.passages, word) for word in passage.words] for passage in packed.passages.passages],
        atoms_of(packed.position),
    )


def compiled(queries: Sequence[Query], store: Store, snapshot: Snapshot, ids: Mapping[int, str]) -> list[Asked]:
    """The queries as terms; ``ids`` are the positions' by number."""
    languages = snapshot.terms(FactField.LANGUAGE.value)
    asked = []
    for query in queries:
        if query.like is not None:
            telling = _telling(store.passages(ids[query.like]), snapshot)
            asked.append(Asked(query, words=(telling,), like=ids[query.like]))
            continue
        request = request_of(query)
        accepted = _accepted(request.filters, languages) if query.language else ()
        leaves = list(_leaves(parse(request.query, request.field).root))
        words = tuple(_sought(one.token, one.scope) for one in leaves if isinstance(one, Word))
        phrases = [one for one in leaves if isinstance(one, Phrase)]
        phrase = tuple(_lemmas(token) for one in phrases for token in one.tokens)
        asked.append(Asked(query, words, phrase, accepted))
    return asked


@lru_cache(maxsize=200_000)
def _found_under(word: PackedWord) -> tuple[tuple[str, str], ...]:
    return tuple((tier.value, plain(term)) for tier, term in index_terms(read_word(word)))


@lru_cache(maxsize=200_000)
def _first_lemma(word: PackedWord) -> str:
    known = read_word(word)
    return plain(index_term((known.lemmas or (known.form,))[0].casefold()))


def _first(passages: PackedPassages, word: int) -> str:
    return _first_lemma(passages.words[word])


def plain(term: str) -> str:
    """A term without white space."""
    return NO_SPACE.join(term.split())


def _leaves(node: Node) -> Sequence[Leaf]:
    """The words of a query of this benchmark: all of them must match."""
    match node:
        case And(children):
            return [leaf for child in children for leaf in _leaves(child)]
        case Word() | Phrase():
            return [node]
        case _:
            raise ValueError(f"No query of words: {node}")


def _sought(token: Token, scope: SearchField) -> tuple[Term, ...]:
    before = DUTY if scope is SearchField.DUTY else ""
    return tuple(
        Term(before + FOUND_IN[tier].value, plain(index_term(term)), TIER_WEIGHT[tier])
        for tier, terms in terms_sought(token).items()
        for term in terms
    )


def _lemmas(token: Token) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain(lemma.casefold()) for lemma in token.lemmas or (token.form,)))


def _accepted(filters: Filters, atoms: Sequence[str]) -> tuple[str, ...]:
    (clause,) = clauses(filters)
    return tuple(atom for atom in atoms if clause.accepts(atom))


def _telling(passages: PackedPassages, snapshot: Snapshot) -> tuple[Term, ...]:
    """The lemmas that tell a position best from others: often here and rare elsewhere."""
    counts = Counter(lemma for passage in passages.passages for word in passage.words for lemma in _of(passages, word))
    weighed = {
        lemma: count * rarity(snapshot.frequency(Tier.LEMMA.value, lemma), snapshot.size)
        for lemma, count in counts.items()
    }
    best = sorted(weighed, key=lambda lemma: (-weighed[lemma], lemma))[:SIMILAR_TERMS]
    return tuple(Term(Tier.LEMMA.value, plain(lemma), weighed[lemma]) for lemma in best)


def _of(passages: PackedPassages, word: int) -> list[str]:
    return [text for field, text in _found_under(passages.words[word]) if field == Tier.LEMMA]
