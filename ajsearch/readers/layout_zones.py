"""A page cut into zones that are read one after the other: sidebars, cards, columns of text and what stands between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ajsearch.readers.layout_bands import find_band
from ajsearch.readers.layout_grid import Grid
from ajsearch.readers.layout_labels import find_pairs
from ajsearch.readers.layout_levels import Area, Band
from ajsearch.readers.layout_panels import cards_of_grid, text_panels
from ajsearch.readers.layout_paths import Panel
from ajsearch.readers.layout_printed import Word
from ajsearch.readers.layout_rhythm import first_heading
from ajsearch.readers.layout_rows import printed_lines

DEPTH = 6
"""Zones inside zones: three cards beside a sidebar are three deep, a drawing has no end."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a page with one column of lines and tables.

    ``edge`` is the right end of its lines in points, None where they reach as far as the document's. ``beside`` says
    that it has a neighbour to its left or right.
    """

    words: tuple[Word, ...]
    grids: tuple[Grid, ...]
    page: int
    edge: float | None = None
    beside: bool = False


def find_zones(words: Sequence[Word], grids: Sequence[Grid], panels: Sequence[Panel], page: int) -> list[Zone]:
    """The zones of a page in reading order; a page without columns is one zone."""
    cards = {grid: cards_of_grid(grid, words, page) for grid in grids}
    tables = tuple(grid for grid in grids if not cards[grid])
    boxes = [*text_panels(panels, words, tables), *(card for found in cards.values() for card in found)]
    return list(_zones(Area(tuple(words), tables, tuple(boxes), page), DEPTH, beside=False))


def _zones(area: Area, depth: int, *, beside: bool) -> Iterator[Zone]:
    band = find_band(area) if depth else None
    if band is None:
        if area.words:
            yield Zone(area.words, area.grids, area.page, area.edge, beside)
        return
    yield from _zones(area.within(float("-inf"), band.top), depth, beside=beside)
    for part in _in_order(*_halves(area.within(band.top, band.bottom), band)):
        yield from _zones(part, depth - 1, beside=True)
    yield from _zones(area.within(band.bottom, float("inf")), depth, beside=beside)


def _in_order(left: Area, right: Area) -> tuple[Area, ...]:
    """Left before right; but a right sidebar that opens with labels belongs to no heading beside it: it goes first.

    Cards side by side are nothing but labels with what they mean.
    """
    pairs = find_pairs(printed_lines(right.words, right.page))
    beside = printed_lines(left.words, left.page)
    card = sum(pair.stop - pair.start for pair in find_pairs(beside)) == len(beside)
    if not pairs or pairs[0].start or card:
        return left, right
    height = first_heading(beside)
    if height is None:
        return left, right
    return left.within(float("-inf"), height), right, left.within(height, float("inf"))


def _halves(area: Area, band: Band) -> tuple[Area, Area]:
    """The left and the right part of a band."""
    edge = band.right if band.right is not None else area.edge
    return _half(area, band, True, band.left), _half(area, band, False, edge)


def _half(area: Area, band: Band, on_left: bool, edge: float | None) -> Area:
    def keeps(x0: float, x1: float) -> bool:
        return ((x0 + x1) / 2 < band.x) is on_left

    return Area(
        tuple(word for word in area.words if keeps(word.x0, word.x1)),
        tuple(grid for grid in area.grids if keeps(grid.x0, grid.x1)),
        tuple(panel for panel in area.panels if keeps(panel.x0, panel.x1)),
        area.page,
        edge,
    )
