"""Whoosh's codec for segments whose postings are arrays; stored fields, deletions and commits stay Whoosh's own.

Whoosh asks for terms and postings one at a time, as to delete by id; searches read the arrays (see ``index.leaves``).
"""

import mmap
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from whoosh.codec.base import FieldCursor, TermsReader
from whoosh.codec.whoosh3 import W3Codec
from whoosh.matching.mcore import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from index.postings import PLACE_BITS, PLACE_MASK, FieldPostings
from index.schema import VALUE_FIELDS, PlaceFormat, encoded
from index.segment_file import EXTENSION, BrokenSegment, Buffer, Fields, read_fields, write_fields

# Whoosh types only some of its classes: its storages, segments and formats are taken as they come.
Storage = Any
Segment = Any
_TermInfo: Any = TermInfo
_ListMatcher: Any = ListMatcher


class PlacesCodec(W3Codec):
    """Arrays of postings beside Whoosh's columns of stored fields."""

    length_stats = False

    def field_writer(self, storage: Storage, segment: Segment) -> "PlacesFieldWriter":
        """What writes a segment's postings."""
        return PlacesFieldWriter(storage, segment)

    def terms_reader(self, storage: Storage, segment: Segment) -> "PlacesTermsReader":
        """A segment's terms as Whoosh reads them; raises ``BrokenSegment``. Values are none of its terms."""
        found = fields_of(storage, segment)
        return PlacesTermsReader({name: one for name, one in found.items() if name not in VALUE_FIELDS})


class PlacesFieldWriter:
    """Writes the postings of a segment; one that was cancelled leaves no file."""

    def __init__(self, storage: Storage, segment: Segment) -> None:
        self._storage = storage
        self._segment = segment
        self.is_closed = False

    def write(self, fields: Fields) -> None:
        """Write the segment's file."""
        write_to(self._storage, self._segment.make_filename(EXTENSION), fields)

    def close(self) -> None:
        """Nothing is open."""
        self.is_closed = True


def write_to(storage: Storage, name: str, fields: Fields) -> None:
    """Write a file of postings."""
    file = storage.create_file(name)
    try:
        write_fields(file, fields)
    finally:
        file.close()


def read_from(storage: Storage, name: str) -> Fields:
    """The postings of a file, mapped where it is on a disk; raises ``BrokenSegment``."""
    if not storage.folder:
        return read_fields(storage.files[name])
    with Path(storage.folder, name).open("rb") as file:
        try:
            data: Buffer = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise BrokenSegment("The file of a segment is empty.") from error
    return read_fields(data)


def fields_of(storage: Storage, segment: Segment) -> Fields:
    """The postings of a segment; raises ``BrokenSegment``."""
    return read_from(storage, segment.make_filename(EXTENSION))


class PlacesTermsReader(TermsReader):
    """The terms of a segment in the forms that Whoosh's own readers ask for."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._number(*term) is not None

    def indexed_field_names(self) -> list[str]:
        """The fields that have terms."""
        return [name for name, postings in self.fields.items() if len(postings)]

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All terms by field."""
        return ((name, term) for name in sorted(self.fields) for term in self.fields[name].terms())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms of a field from ``prefix`` on, and those of the fields after it."""
        return ((name, term) for name, term in self.terms() if (name, term) >= (fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """All terms with their numbers."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """As ``terms_from``, with their numbers."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """How many documents have a term, and the first and last of them; raises ``TermNotFound``."""
        postings, number = self._found(fieldname, text)
        documents = postings.of(number) >> PLACE_BITS
        having = int(postings.having[number])
        first, last = int(documents[0]), int(documents[-1])
        info: TermInfo = _TermInfo(weight=having, df=having, maxweight=1, minid=first, maxid=last)
        return info

    def frequency(self, fieldname: str, text: bytes) -> float:
        """The weight of all postings of a term, which is 1 for each."""
        return float(self.doc_frequency(fieldname, text))

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents a term is."""
        number = self._number(fieldname, text)
        return 0 if number is None else int(self.fields[fieldname].having[number])

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """The postings of a term one by one; raises ``TermNotFound``."""
        postings, number = self._found(fieldname, text)
        grouped = groupby(postings.of(number).tolist(), key=lambda one: int(one) >> PLACE_BITS)
        found = {document: [one & PLACE_MASK for one in occurrences] for document, occurrences in grouped}
        has_places = isinstance(format_, PlaceFormat)
        values = [encoded(places) if has_places else b"" for places in found.values()]
        ids, weights = list(found), [1.0] * len(found)
        term = (fieldname, text)
        info = self.term_info(fieldname, text)
        found_in: ListMatcher = _ListMatcher(ids, weights, values, format_, scorer=scorer, term=term, terminfo=info)
        return found_in

    def cursor(self, fieldname: str, fieldobj: Any) -> "PlacesCursor":
        """What goes through the terms of a field."""
        return PlacesCursor(self.fields[fieldname])

    def close(self) -> None:
        """The file is released with the last view of it."""

    def _number(self, fieldname: str, text: bytes) -> int | None:
        postings = self.fields.get(fieldname)
        return None if postings is None else postings.find(text)

    def _found(self, fieldname: str, text: bytes) -> tuple[FieldPostings, int]:
        number = self._number(fieldname, text)
        if number is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return self.fields[fieldname], number


class PlacesCursor(FieldCursor):
    """Goes through the terms of a field, as Whoosh's automata do to find those that are near to a word."""

    def __init__(self, postings: FieldPostings) -> None:
        self._postings = postings
        self._at = 0

    def first(self) -> str | None:
        """To the first term."""
        self._at = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """To the first term that is not before ``term``."""
        self._at = self._postings.first_from(term.encode() if isinstance(term, str) else term)
        return self.text()

    def next(self) -> str | None:
        """To the next term."""
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        """The term where it stands; None behind the last one."""
        return self._postings.term(self._at).decode() if self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether it stands at a term."""
        return self._at < len(self._postings)
