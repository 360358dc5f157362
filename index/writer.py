"""A writer of Whoosh's that makes segments of arrays: its lock, stored fields, merge policy and commit are Whoosh's."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from whoosh.writing import SegmentWriter

from ajsearch.packed import Analysed
from index.codec import PlacesCodec, fields_of, read_from, write_to
from index.inversion import Inversion
from index.postings import DROPPED, Numbers, merged
from index.schema import ID_FIELD, TERM_FIELDS
from index.segment_file import EXTENSION, Fields

RUN_WORDS = 500_000
"""Words that are inverted at once, some 150 MB at their peak; then they go to a file, so that memory stays flat."""


class PlacesWriter(SegmentWriter):
    """Adds positions and merges segments of ``PlacesCodec``. Raises Whoosh's ``LockError`` while another writes."""

    def __init__(self, index: Any) -> None:
        super().__init__(index, codec=PlacesCodec(), compound=False)  # type: ignore[no-untyped-call]  # Whoosh's
        self._inversion = Inversion()
        self._parts: list[tuple[Fields, Numbers | None]] = []

    def add_position(self, analysed: Analysed) -> None:
        """Add one position as a document."""
        self._inversion.add(self.docnum, analysed)
        self.perdocwriter.start_doc(self.docnum)
        self.perdocwriter.add_field(ID_FIELD, self.schema[ID_FIELD], analysed.position.id, 0)
        self.perdocwriter.finish_doc()
        self.docnum += 1
        self._added = True
        if len(self._inversion) >= RUN_WORDS:
            self._spill()

    def add_reader(self, reader: Any) -> None:
        """Take in another segment's documents but the deleted; called by Whoosh's merge policies."""
        if len(self._inversion):
            self._parts.append((self._inversion.take(), None))
        first, size = self.docnum, reader.doc_count_all()
        kept: Mapping[int, int] | None = self.write_per_doc({ID_FIELD}, reader)  # type: ignore[no-untyped-call]  # Whoosh's
        numbers = np.arange(first, first + size)
        if kept is not None:
            numbers = np.full(size, DROPPED, np.int64)
            numbers[list(kept)] = list(kept.values())
        self._parts.append((fields_of(reader.storage(), reader.segment()), numbers))
        self._added = True

    def _spill(self) -> None:
        """Put what is inverted so far into a file of its own; the segment is merged of them."""
        name = f"run{len(self._parts)}{EXTENSION}"
        write_to(self._tempstorage, name, self._inversion.take())
        self._parts.append((read_from(self._tempstorage, name), None))

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        parts = [*self._parts, (self._inversion.take(), None)] if len(self._inversion) else self._parts
        self.fieldwriter.write({name: merged([(one[name], at) for one, at in parts]) for name in TERM_FIELDS})
        self.fieldwriter.close()
