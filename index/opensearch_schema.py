"""What a position is in OpenSearch: analysed words as one token stream an item, facts as keywords, places for ranking.

A word is one whitespace-free token that holds its terms of every tier, each with the tier's letter before it
(``e:klientide␟l:klient␟…``); OpenSearch takes it apart into terms at one position. So a single field answers words of
every tier, phrases and "in one item", with nothing analysed there that was not analysed here.
"""

import base64
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from sys import byteorder
from typing import Any

from ajsearch.estonian.matching import INDEXED, Tier, terms_of
from ajsearch.model import AnalysedPassage, AnalysedPosition, Token, decode, encode
from ajsearch.packed import Analysed, Word, unpacked_position, word_of
from ajsearch.search import SearchField
from index.completion import COMPLETION_FIELD, completion_terms
from index.facts import FACT_FIELDS, fact_terms
from index.ordering import order_text
from index.schema import index_term, word_places
from index.spelling import SPELLING_FIELD, spelling_terms

OPENSEARCH_SCHEMA = 1
"""Raised with every change of what an OpenSearch index holds."""

LETTER: Mapping[Tier, str] = dict(zip(INDEXED, "elpfgo", strict=True))
"""What stands before a term of each tier."""

SEPARATOR = "␟"
PASSAGE_END = "¶"
"""A token of no tier between the passages of an item: phrases end there."""

ITEM_GAP = 1 << 13
"""Positions between two items: more than an item has words, so that "near" within half of it is "in one item"."""

SCOPES = tuple(field.value for field in SearchField)
WORDS = "words"
LEMMAS = "lemmas"
PLACES = "places"
ANALYSED = "analysed"
LENGTH = "length"
MAX_WINDOW = 1_000_000
"""How far one may page: whoever wants all positions asks for them page by page."""

TOGETHER = "_together"
"""Ending of the field that has all atoms of a fact field as one keyword: what facets are counted from."""

WORD_CACHE = 20_000
"""Words whose token of the stream is kept from one position to the next."""

_STORED = {"type": "binary", "store": True}
_KEYWORD = {"type": "keyword"}


def index_body(version: Mapping[str, str], *, shards: int, replicas: int) -> dict[str, Any]:
    """Settings and mapping of a new index; ``version`` stands in it."""
    text = {
        "type": "text",
        "analyzer": "words",
        "similarity": "descriptions",
        "position_increment_gap": ITEM_GAP,
        "index_options": "positions",
    }
    facts = {name: _KEYWORD for one in FACT_FIELDS for name in (one, one + TOGETHER)}
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            "max_result_window": MAX_WINDOW,
            "analysis": {
                "tokenizer": {"tokens": {"type": "whitespace", "max_token_length": 30_000}},
                "filter": {
                    "terms": {
                        "type": "pattern_capture",
                        "patterns": [f"([^{SEPARATOR}]+)"],
                        "preserve_original": False,
                    }
                },
                "analyzer": {"words": {"type": "custom", "tokenizer": "tokens", "filter": ["terms"]}},
            },
            "similarity": {"descriptions": {"type": "BM25", "k1": 1.2, "b": 0.3}},
        },
        "mappings": {
            "_meta": {"version": dict(version)},
            "_source": {"enabled": False},
            "dynamic": "strict",
            "properties": {
                **dict.fromkeys(SCOPES, text),
                **facts,
                "id": _KEYWORD,
                "title_order": _KEYWORD,
                "employer_order": _KEYWORD,
                "date": _KEYWORD,
                WORDS: _KEYWORD,
                LEMMAS: _KEYWORD,
                COMPLETION_FIELD: _KEYWORD,
                SPELLING_FIELD: _KEYWORD,
                LENGTH: {"type": "integer"},
                PLACES: _STORED,
                ANALYSED: _STORED,
            },
        },
    }


def document_of(given: Analysed) -> dict[str, Any]:
    """The fields of a position's document."""
    analysed = unpacked_position(given)
    position = analysed.position
    places = word_places(analysed.passages)
    words = places[Tier.EXACT].keys() | places[Tier.LEMMA].keys()
    atoms = fact_terms(position)
    return {
        "id": position.id,
        "title_order": order_text(position.title),
        **({"employer_order": order_text(position.employer)} if position.employer else {}),
        "date": position.ingested_at,
        **{scope: list(_items(analysed.passages, scope)) for scope in SCOPES},
        **{name: list(values) for name, values in atoms.items()},
        **{name + TOGETHER: SEPARATOR.join(sorted(values)) for name, values in atoms.items()},
        WORDS: sorted(words),
        LEMMAS: sorted(places[Tier.LEMMA]),
        COMPLETION_FIELD: list(completion_terms(position)),
        SPELLING_FIELD: sorted(spelling_terms(words)),
        LENGTH: sum(len(passage.tokens) for passage in analysed.passages),
        PLACES: _text(packed_places(places)),
        ANALYSED: _text(zlib.compress(encode(analysed))),
    }


def analysed_of(stored: str) -> AnalysedPosition:
    """The position that a document holds."""
    return decode(zlib.decompress(base64.b64decode(stored)), AnalysedPosition)


def term_of(tier: Tier, term: str) -> str:
    """A term as it is indexed and looked up."""
    return f"{LETTER[tier]}:{_bare(index_term(term))}"


def _items(passages: Iterable[AnalysedPassage], scope: str) -> Iterator[str]:
    """The token stream of every item that stands in the scope."""
    within = (one for one in passages if scope in (SearchField.ANY.value, one.field))
    for _, item in groupby(within, lambda one: one.item):
        yield f" {PASSAGE_END} ".join(" ".join(map(_token, passage.tokens)) for passage in item)


def _token(token: Token) -> str:
    return _stream(word_of(token))


@lru_cache(maxsize=WORD_CACHE)
def _stream(word: Word) -> str:
    terms = (term_of(tier, term) for tier, found in terms_of(word).items() for term in found)
    return SEPARATOR.join(dict.fromkeys(terms))


def _bare(term: str) -> str:
    """Without what separates tokens and terms; a word has neither but by accident."""
    return "".join(term.replace(SEPARATOR, "").split())


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


# --- places -----------------------------------------------------------------------------------------------------------


def packed_places(places: Mapping[Tier, Mapping[str, "array[int]"]]) -> bytes:
    """All places of a position, compressed: the terms, how often each occurs, and their places in that order."""
    found = {term_of(tier, term): at for tier, terms in places.items() for term, at in terms.items()}
    terms = sorted(found)
    names = "".join(f"\n{term}" for term in terms).encode() + b"\n"
    counts = array("I", (len(found[term]) for term in terms))
    flat = array("I", (place for term in terms for place in sorted(found[term])))
    sizes = array("I", (len(terms), len(names)))
    return zlib.compress(b"".join((_little(sizes), _little(counts), names, _little(flat))), 1)


def _little(numbers: "array[int]") -> bytes:
    if byteorder == "big":
        numbers = array("I", numbers)
        numbers.byteswap()
    return numbers.tobytes()
