"""One segment of an index as a snapshot reads it: arrays of a segment of ours, or Whoosh's postings one by one.

Segments of Whoosh's own codec, and those that keep values as Whoosh's stored fields, are of indexes from before: they
answer until they are rebuilt.
"""

from collections.abc import Iterable
from contextlib import suppress
from itertools import islice
from typing import Any, Protocol

import numpy as np
from whoosh.reading import SegmentReader, TermNotFound

from index.atoms import Atoms
from index.codec import PlacesCodec, fields_of
from index.postings import PLACE_BITS, Mask, Occurrences, without
from index.schema import PLACE_BYTES, VALUE_FIELDS

_NONE = np.empty(0, np.int64)


class Leaf(Protocol):
    """The documents of one segment, numbered from 0; deleted ones are in no occurrence."""

    size: int
    nbytes: int
    """Bytes of its postings, as far as they are known: Whoosh does not tell."""

    def occurrences(self, field: str, term: str) -> Occurrences:
        """All occurrences of a term, sorted."""
        ...

    def terms(self, field: str, prefix: str, most: int | None) -> list[str]:
        """At most so many terms of a field with a beginning, sorted."""
        ...

    def counted(self, field: str, prefix: str) -> Iterable[tuple[str, int]]:
        """The terms with a beginning and in how many documents each is, deleted ones among them."""
        ...

    def frequency(self, field: str, term: str) -> int:
        """In how many documents a term is, deleted ones among them."""
        ...

    def atoms(self, field: str) -> Atoms:
        """All terms of a field and the documents that have them."""
        ...

    def near(self, field: str, word: str, distance: int, sure: int) -> Iterable[str]:
        """The terms within so many edits of a word that begin with its first ``sure`` letters."""
        ...


def leaf_of(reader: Any) -> Leaf:
    """The leaf of a reader of one segment."""
    return ArrayLeaf(reader) if isinstance(reader.codec(), PlacesCodec) else StockLeaf(reader)


class _Read:
    """What both kinds ask Whoosh for."""

    def __init__(self, reader: SegmentReader) -> None:
        self._reader = reader
        self.size: int = reader.doc_count_all()
        self.nbytes = 0

    def near(self, field: str, word: str, distance: int, sure: int) -> Iterable[str]:
        found: Iterable[str] = self._reader.terms_within(field, word, distance, prefix=sure)
        return found

    def stored(self, field: str) -> Atoms:
        """The values of a field that Whoosh stores instead of its postings."""
        values = {number: str(stored[field]) for number, stored in self._reader.iter_docs()}
        names = sorted(set(values.values()))
        numbers = {name: number for number, name in enumerate(names)}
        owners = np.fromiter(map(numbers.__getitem__, values.values()), np.int64, len(values))
        return Atoms.sorted(names, np.fromiter(values, np.int64, len(values)), owners)


class ArrayLeaf(_Read):
    """A segment of arrays."""

    def __init__(self, reader: SegmentReader) -> None:
        super().__init__(reader)
        self._fields = fields_of(reader.storage(), reader.segment())
        self.nbytes = sum(postings.nbytes for postings in self._fields.values())
        self._deleted: Mask | None = None
        if reader.has_deletions():
            self._deleted = np.array([reader.is_deleted(number) for number in range(self.size)])

    def occurrences(self, field: str, term: str) -> Occurrences:
        """See ``Leaf``."""
        postings = self._fields[field]
        number = postings.find(term.encode())
        return _NONE if number is None else without(postings.of(number), self._deleted)

    def terms(self, field: str, prefix: str, most: int | None) -> list[str]:
        """See ``Leaf``."""
        postings = self._fields[field]
        return [postings.term(number).decode() for number in postings.beginning(prefix.encode())[:most]]

    def counted(self, field: str, prefix: str) -> Iterable[tuple[str, int]]:
        """See ``Leaf``."""
        postings = self._fields[field]
        numbers = postings.beginning(prefix.encode())
        counts = postings.having[numbers.start : numbers.stop].tolist()
        return ((postings.term(number).decode(), count) for number, count in zip(numbers, counts, strict=True))

    def frequency(self, field: str, term: str) -> int:
        """See ``Leaf``."""
        postings = self._fields[field]
        number = postings.find(term.encode())
        return 0 if number is None else int(postings.having[number])

    def atoms(self, field: str) -> Atoms:
        """See ``Leaf``."""
        if field not in self._fields:
            return self.stored(field)
        postings = self._fields[field]
        documents, owners = postings.occurrences >> PLACE_BITS, postings.owners()
        if self._deleted is not None:
            live = ~self._deleted[documents]
            documents, owners = documents[live], owners[live]
        return Atoms([term.decode() for term in postings.terms()], documents, owners)


class StockLeaf(_Read):
    """A segment of Whoosh's own codec."""

    def occurrences(self, field: str, term: str) -> Occurrences:
        """See ``Leaf``."""
        numbers: list[int] = []
        values: list[bytes] = []
        with suppress(TermNotFound):
            matcher = self._reader.postings(field, term)
            while matcher.is_active():
                numbers.append(matcher.id())
                values.append(matcher.value())
                matcher.next()
        places = np.frombuffer(b"".join(values), "<u4").astype(np.int64)
        documents = np.repeat(np.array(numbers, np.int64), [len(value) // PLACE_BYTES for value in values])
        return (documents << PLACE_BITS) | places

    def terms(self, field: str, prefix: str, most: int | None) -> list[str]:
        """See ``Leaf``."""
        return [term.decode() for term in islice(self._reader.expand_prefix(field, prefix), most)]

    def counted(self, field: str, prefix: str) -> Iterable[tuple[str, int]]:
        """See ``Leaf``."""
        return ((term.decode(), info.doc_frequency()) for term, info in self._reader.iter_prefix(field, prefix))

    def frequency(self, field: str, term: str) -> int:
        """See ``Leaf``."""
        return int(self._reader.doc_frequency(field, term))

    def atoms(self, field: str) -> Atoms:
        """See ``Leaf``."""
        if field in VALUE_FIELDS:
            return self.stored(field)
        names = self.terms(field, "", None)
        found = [np.fromiter(self._reader.postings(field, name).all_ids(), np.int64) for name in names]
        owners = np.repeat(np.arange(len(names)), [len(documents) for documents in found])
        return Atoms(names, np.concatenate(found) if found else _NONE, owners)
