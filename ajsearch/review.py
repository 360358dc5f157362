"""What a person should look at: sentences that speak of a requirement and from which no fact could be read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ajsearch.facts import FactKind
from ajsearch.model import Place, Position


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One such sentence of a position, what it speaks of, and where it stands."""

    id: str
    title: str
    employer: str | None
    kind: FactKind
    sentence: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Review:
    """The sentences of a window of positions; ``total`` counts the positions that have any."""

    total: int
    rows: tuple[ReviewRow, ...]


def review_rows(positions: Iterable[Position]) -> Iterator[ReviewRow]:
    """The sentences of the positions, but those that a person's correction quotes: they are dealt with."""
    for one in positions:
        dealt_with = [correction.quote for correction in one.corrections if correction.quote]
        for unread in one.unread:
            if not any(quote in unread.quote or unread.quote in quote for quote in dealt_with):
                yield ReviewRow(one.id, one.title, one.employer, unread.kind, unread.quote, unread.place)
