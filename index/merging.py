"""Which segments a commit merges: sizes stay a geometric series, so that there are few and each is rewritten seldom."""

from typing import Any

from whoosh.reading import SegmentReader

GROWTH = 2
"""A segment stays when it is more than this many times as large as all smaller ones together: at most ten of 20,000."""

MOST_DELETED = 0.5
"""Share of deleted documents from which on a segment is rewritten: they cost room and time until then."""


def geometric(writer: Any, segments: list[Any]) -> list[Any]:
    """A merge policy of Whoosh's: has the writer take in the segments that are to be merged, returns the others."""
    kept, total = [], writer.doc_count()
    for segment in sorted(segments, key=lambda one: int(one.doc_count())):
        size = segment.doc_count()
        if size > GROWTH * total and segment.deleted_count() < MOST_DELETED * segment.doc_count_all():
            kept.append(segment)
        else:
            reader: Any = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
        total += size
    return kept
