"""The answer to a question about requirements as a table: one row a requirement, each with its sentence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ajsearch.model import Place, Position
from ajsearch.search import Filters, SearchRequest
from ajsearch.stated import Stated, asked


@dataclass(frozen=True, slots=True)
class TableRow:
    """One requirement of a position; ``requirement`` is None where the position states none at all."""

    id: str
    title: str
    employer: str | None
    unit: str | None
    requirement: Stated | None


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a window of positions; ``total`` counts the positions of the whole answer."""

    query: str
    total: int
    rows: tuple[TableRow, ...]
    notice: str | None = None
    did_you_mean: str | None = None


def conditions_of(request: SearchRequest, in_query: Sequence[Filters]) -> tuple[Filters, ...]:
    """All that a question demands of facts: by its filters and by its query."""
    return (request.filters, *in_query)


def table_rows(positions: Iterable[Position], conditions: Sequence[Filters]) -> Iterator[TableRow]:
    """The rows of the positions in their order; every position has one at least."""
    for one in positions:
        for requirement in asked(one, conditions) or (None,):
            yield TableRow(one.id, one.title, one.employer, one.unit, requirement)


def place_anchor(place: Place | None) -> str:
    """The part of a position's page that has the place: "s3" for a section, "s3-2" for an item; "" for none."""
    if place is None:
        return ""
    return f"s{place.section + 1}" + ("" if place.item is None else f"-{place.item + 1}")


def page_path(position_id: str, place: Place | None) -> str:
    """The address of a sentence on the pages: the position with the sentence marked and in view."""
    anchor = place_anchor(place)
    return f"/positions/{position_id}?place={anchor}#{anchor}" if anchor else f"/positions/{position_id}"


def row_path(row: TableRow) -> str:
    """The address of a row's sentence on the pages."""
    return page_path(row.id, row.requirement.place if row.requirement else None)
