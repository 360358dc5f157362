"""What a position is in the index: terms of every tier with their places, facts as atoms, and what hits are sorted by.

A term's posting holds the places of all its occurrences as little-endian 32-bit numbers: three bits of field code,
seventeen of block, twelve of place in the block. Every item starts a new block, so that ``place >> BLOCK_BITS`` tells
whether words meet in one item; a gap between an item's passages keeps phrases inside them. Fields need no index of
their own: the code in the place says where a word stands.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from sys import byteorder
from typing import Any

from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.formats import Existence, Format

from ajsearch.estonian.matching import INDEXED, Tier, terms_of
from ajsearch.estonian.paraphrases import FURTHEST
from ajsearch.model import AnalysedPassage, Position, Token
from ajsearch.packed import Word
from ajsearch.search import SearchField
from index.completion import COMPLETION_FIELD, completion_terms
from index.facts import FACT_FIELDS, fact_terms
from index.ordering import order_text
from index.spelling import SPELLING_FIELD

SCHEMA_VERSION = 7
"""Raised with every change of what the index holds."""

BLOCK_BITS = 12
FIELD_BITS = 29
MAX_BLOCK = (1 << (FIELD_BITS - BLOCK_BITS)) - 1
FIELD_CODES: Mapping[str, int] = {
    "": 0,
    SearchField.TITLE.value: 1,
    SearchField.PURPOSE.value: 2,
    SearchField.DUTY.value: 3,
    SearchField.COMPETENCY.value: 4,
    SearchField.REQUIREMENT.value: 5,
}
"""Field of a passage → the code in its words' places."""

LAST_PLACE = (MAX_BLOCK + 1 << BLOCK_BITS) - 1
"""Where all words stand that would stand behind it; fields' codes are above it."""

PLACE_BYTES = 4

MAX_TERM = 200
"""Characters of a term that are indexed and looked up: no word is longer, and Whoosh's keys have a limit."""

MAX_ATOM = 4000
"""Characters of an atom: a demand of one of a hundred languages, which could not be read if it were cut, has 1,500."""

PASSAGE_GAP = FURTHEST + 1
"""Places left free between passages of an item, so that nothing near by is looked for across them."""


class PlaceFormat(Format):
    """Postings of terms that are analysed already: the value of a document is pairs of term and encoded places."""

    def word_values(  # type: ignore[override]  # Whoosh encodes what we give as text
        self, value: Iterable[tuple[str, bytes]], analyzer: Any, **kwargs: Any
    ) -> Iterator[tuple[str, int, float, bytes]]:
        """Whoosh's tuples of term, frequency, weight and encoded value."""
        for term, places in value:
            yield term, self.decode_frequency(places), 1.0, places

    def decode_frequency(self, valuestring: bytes) -> int:
        """How often the term occurs in the document."""
        return len(valuestring) // PLACE_BYTES

    def decode_weight(self, valuestring: bytes) -> float:
        """The same as a number that Whoosh could score by; we do not."""
        return float(self.decode_frequency(valuestring))

    def combine(self, vs: Iterable[bytes]) -> bytes:
        """One posting of several of the same document."""
        return b"".join(vs)


class AtomFormat(Existence):
    """Postings of atoms: the value of a document is its atoms."""

    def word_values(  # type: ignore[override]  # as above
        self, value: Iterable[str], analyzer: Any, **kwargs: Any
    ) -> Iterator[tuple[str, int, float, bytes]]:
        """Whoosh's tuples of term, frequency, weight and an empty value."""
        for atom in value:
            yield atom, 1, 1.0, b""


class ReadyField(FieldType):
    """A field whose terms are made already; it has no analyser, so that the pickled schema holds none."""

    def __init__(self, form: Format) -> None:
        super().__init__(form, None)  # type: ignore[arg-type]


ID_FIELD = "id"
TITLE_ORDER = "title_order"
EMPLOYER_ORDER = "employer_order"
DATE = "date"
LENGTH = "length"
VALUE_FIELDS = (TITLE_ORDER, EMPLOYER_ORDER, DATE, LENGTH)
"""The fields of which each document has one value: what hits are sorted by, and its number of words."""

TERM_FIELDS: tuple[str, ...] = (
    *(tier.value for tier in INDEXED),
    *FACT_FIELDS,
    SPELLING_FIELD,
    COMPLETION_FIELD,
    ID_FIELD,
    *VALUE_FIELDS,
)
"""The fields that documents have terms in."""


def make_schema() -> Schema:
    """The schema of a new index."""
    fields: dict[str, FieldType] = {tier.value: ReadyField(PlaceFormat()) for tier in INDEXED}
    fields.update((name, ReadyField(AtomFormat())) for name in (*FACT_FIELDS, SPELLING_FIELD, COMPLETION_FIELD))
    return Schema(id=ID(stored=True, unique=True), **dict.fromkeys(VALUE_FIELDS, STORED), **fields)


def values_of(position: Position, words: int) -> dict[str, str]:
    """The value of each of ``VALUE_FIELDS`` for a position of so many words; those that one sorts by compare by their
    characters.
    """
    return {
        TITLE_ORDER: order_text(position.title),
        EMPLOYER_ORDER: order_text(position.employer or ""),
        DATE: position.ingested_at,
        LENGTH: str(words),
    }


def atoms_of(position: Position) -> Mapping[str, Sequence[str]]:
    """The terms of a position that have no places, by field: its id, its facts and what completes to it."""
    return {
        **{name: [atom[:MAX_ATOM] for atom in atoms] for name, atoms in fact_terms(position).items()},
        COMPLETION_FIELD: [term for term in completion_terms(position) if len(term) <= MAX_TERM],
        ID_FIELD: (position.id,),
    }


def word_places(passages: Iterable[AnalysedPassage]) -> Mapping[Tier, Mapping[str, "array[int]"]]:
    """For every tier, the places of every term; places of a term rise within a field."""
    places: dict[Tier, dict[str, array[int]]] = {tier: defaultdict(_places) for tier in INDEXED}
    known: dict[tuple[object, ...], list[tuple[dict[str, array[int]], str]]] = {}
    passages = tuple(passages)
    all_places = passage_places((one.item, one.field, len(one.tokens)) for one in passages)
    for words, numbers in zip((one.tokens for one in passages), all_places, strict=True):
        for word, place in zip(words, numbers, strict=True):
            key = word_key(word)
            if key not in known:
                known[key] = [(places[tier], term) for tier, term in index_terms(word)]
            for there, term in known[key]:
                there[term].append(place)
    return places


def passage_places(passages: Iterable[tuple[int, str, int]]) -> Iterator[Sequence[int]]:
    """The places of each passage's words, by the passages' items, fields and numbers of words."""
    passages = tuple(passages)
    for (first, code), (_, _, words) in zip(passage_starts(passages), passages, strict=True):
        end = first + words
        fits = end <= LAST_PLACE
        yield range(code | first, code | end) if fits else [code | min(one, LAST_PLACE) for one in range(first, end)]


def passage_starts(passages: Iterable[tuple[int, str, int]]) -> Iterator[tuple[int, int]]:
    """The place of each passage's first word without its field's code, and that code; see ``passage_places``."""
    block, item, at = -1, None, 0
    for own_item, field, words in passages:
        if own_item != item:
            item = own_item
            block = min(block + (at >> BLOCK_BITS) + 1, MAX_BLOCK)
            at = 0
        yield (block << BLOCK_BITS) + at, FIELD_CODES.get(field, 0) << FIELD_BITS
        at += words + PASSAGE_GAP


def word_key(word: Token) -> tuple[object, ...]:
    """What all that a word is found under depends on."""
    return word.form, word.lemmas, word.parts, word.families, word.part_families, word.repairs


def index_terms(word: Token | Word) -> Iterator[tuple[Tier, str]]:
    """The terms that a word is found under, each once in a tier."""
    for tier, terms in terms_of(word).items():
        yield from ((tier, term) for term in dict.fromkeys(map(index_term, terms)))


def index_term(term: str) -> str:
    """A term as the index has it."""
    return term[:MAX_TERM]


def encoded(places: Iterable[int]) -> bytes:
    """Places as the value of a posting of Whoosh's own."""
    ordered = array("I", sorted(places))
    if byteorder == "big":
        ordered.byteswap()
    return ordered.tobytes()


def _places() -> "array[int]":
    return array("I")
