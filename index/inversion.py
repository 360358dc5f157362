"""From analysed positions to postings: words are numbered, and numpy sorts all their terms' occurrences at once.

What a word is found under depends on the word alone: it is worked out once for all its occurrences.
"""

from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import repeat

import numpy as np

from ajsearch.estonian.lasting import digest_of_text, last
from ajsearch.estonian.matching import Tier
from ajsearch.packed import Analysed, PackedPassages, PackedWord, packed_position, read_word
from index.postings import (
    PLACE_BITS,
    PLACE_MASK,
    FieldPostings,
    Numbers,
    Occurrences,
    distinct,
    numbered,
    postings_of,
    ragged,
    stable_order,
)
from index.schema import LAST_PLACE, SCHEMA_VERSION, TERM_FIELDS, atoms_of, index_terms, passage_starts, values_of
from index.segment_file import Fields
from index.spelling import SPELLING_FIELD, spelling_terms

_FIELD_NUMBERS = {name: number for number, name in enumerate(TERM_FIELDS)}
_SPOKEN = frozenset({Tier.EXACT, Tier.LEMMA})
"""The tiers whose terms are words that a misspelt one may be corrected to."""


MAX_WORDS = 100_000
"""Different words that are kept in mind from one run to the next: some 50 MB."""


WORDS_KEPT = 20_000
"""Words whose terms are kept from one commit to the next: some 20 MB, and more words than most authorities use."""


class _Lists:
    """Lists of numbers one after the other."""

    def __init__(self) -> None:
        self.values, self.ends = array("q"), array("q")

    def append(self, values: Iterable[int]) -> None:
        self.values.extend(values)
        self.ends.append(len(self.values))

    def of(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """The values of all rows, and how many each has."""
        ends = np.frombuffer(self.ends, np.int64) if self.ends else np.empty(0, np.int64)
        counts = np.diff(ends, prepend=0)[rows]
        values = np.frombuffer(self.values, np.int64) if self.values else np.empty(0, np.int64)
        return values[ragged(ends[rows] - counts, counts)], counts


class _Passages:
    """The words of passages and their places, before they are put side by side.

    ``words`` are all passages' words as numbers among those of their document; of each passage there is how many words
    it has, its first one's place, its document and field (the places' upper bits), and where its document's words
    begin in ``numbers``.
    """

    def __init__(self) -> None:
        self.numbers, self.words = array("q"), array("q")
        self._counts, self._firsts, self._uppers, self._bases = array("q"), array("q"), array("q"), array("q")

    def add(self, document: int, packed: PackedPassages, numbers: Iterable[int]) -> None:
        base, upper = len(self.numbers), document << PLACE_BITS
        self.numbers.extend(numbers)
        sizes = [(one.item, one.field, len(one.words)) for one in packed.passages]
        for passage, (_, _, count), (first, code) in zip(packed.passages, sizes, passage_starts(sizes), strict=True):
            self.words.extend(passage.words)
            self._counts.append(count)
            self._firsts.append(first)
            self._uppers.append(upper | code)
            self._bases.append(base)

    def tokens(self) -> tuple[Numbers, Occurrences]:
        """The number of each word and its occurrence, in the order of the occurrences."""
        counts, firsts, uppers, bases = map(_as_numbers, (self._counts, self._firsts, self._uppers, self._bases))
        tokens = _as_numbers(self.numbers)[_as_numbers(self.words) + np.repeat(bases, counts)]
        places: Occurrences = np.minimum(ragged(firsts, counts), LAST_PLACE)
        places |= np.repeat(uppers, counts)
        order = np.argsort(places, kind="stable")
        return tokens[order], places[order]


def _as_numbers(values: "array[int]") -> Numbers:
    return np.array(values, np.int64)


_Found = tuple[tuple[tuple[Tier, str], ...], tuple[str, ...]]
"""What a word is found under, and how it may be misspelt."""


@lru_cache(maxsize=WORDS_KEPT)
def _terms_of(word: PackedWord) -> _Found:
    return last(f"index {SCHEMA_VERSION}", digest_of_text(word), _Found, lambda: _made_of(word))


def _made_of(word: PackedWord) -> _Found:
    terms = tuple(index_terms(read_word(word)))
    spoken = dict.fromkeys(term for tier, term in terms if tier in _SPOKEN)
    return terms, tuple(spelling_terms(spoken))


class Inversion:
    """The postings of some positions, in memory until ``take``."""

    def __init__(self) -> None:
        self._forget()
        self._clear()

    def _forget(self) -> None:
        self._terms: dict[tuple[int, str], int] = {}
        self._words: dict[PackedWord, int] = {}
        self._found_under, self._spelled = _Lists(), _Lists()

    def _clear(self) -> None:
        self._passages = _Passages()
        self._atoms, self._atom_documents = array("q"), array("q")

    def __len__(self) -> int:
        """Words that were added since the last ``take``."""
        return len(self._passages.words)

    def add(self, document: int, analysed: Analysed) -> None:
        """Take in a position under its document's number, which rises."""
        position, packed = packed_position(analysed).position, packed_position(analysed).passages
        known, before = self._words, len(self)
        numbers = [known[word] if word in known else self._learnt(word) for word in packed.words]
        self._passages.add(document, packed, numbers)
        for field, atoms in atoms_of(position).items():
            self._atoms.extend(self._term(field, atom) for atom in atoms)
            self._atom_documents.extend(repeat(document, len(atoms)))
        for field, value in values_of(position, len(self) - before).items():
            self._atoms.append(self._term(field, value))
            self._atom_documents.append(document)

    def take(self) -> Fields:
        """The postings of all that was added since the last time."""
        tokens, places = self._passages.tokens()
        terms, counts = self._found_under.of(tokens)
        found = [(terms, np.repeat(places, counts)), self._spellings(tokens, places)]
        atoms, documents = np.array(self._atoms, np.int64), np.array(self._atom_documents, np.int64)
        found.append((atoms, documents << PLACE_BITS))
        fields = dict(self._by_field(*(np.concatenate(one) for one in zip(*found, strict=True))))
        self._clear()
        if len(self._words) > MAX_WORDS:
            self._forget()
        return fields

    def _learnt(self, word: PackedWord) -> int:
        """The number of a word that is new."""
        number = self._words[word] = len(self._words)
        terms, spellings = _terms_of(word)
        self._found_under.append(self._term(tier.value, term) for tier, term in terms)
        self._spelled.append(self._term(SPELLING_FIELD, term) for term in spellings)
        return number

    def _term(self, field: str, term: str) -> int:
        return self._terms.setdefault((_FIELD_NUMBERS[field], term), len(self._terms))

    def _spellings(self, tokens: Numbers, places: Occurrences) -> tuple[Numbers, Occurrences]:
        """Each document once under the spellings of its words, whatever their places."""
        words = distinct(np.sort(tokens << PLACE_BITS | places >> PLACE_BITS))
        terms, counts = self._spelled.of(words >> PLACE_BITS)
        documents = np.repeat(words & PLACE_MASK, counts)
        pairs = distinct(np.sort(terms << PLACE_BITS | documents))
        return pairs >> PLACE_BITS, pairs << PLACE_BITS

    def _by_field(self, terms: Numbers, occurrences: Occurrences) -> Iterator[tuple[str, FieldPostings]]:
        names = sorted(self._terms)
        ranks = np.empty(len(names), np.int64)
        ranks[np.fromiter((self._terms[one] for one in names), np.int64, len(names))] = np.arange(len(names))
        owners = ranks[terms]
        order = stable_order(owners)
        owners, occurrences = owners[order], occurrences[order]
        used, owners = numbered(owners)
        fields = np.fromiter((names[int(one)][0] for one in used), np.int64, len(used))
        for number, name in enumerate(TERM_FIELDS):
            first, last = np.searchsorted(fields, [number, number + 1])
            start, stop = np.searchsorted(owners, [first, last])
            mine = [names[int(one)][1].encode() for one in used[first:last]]
            yield name, postings_of(mine, owners[start:stop] - first, occurrences[start:stop])
