"""Bands of a page in which two parts stand side by side, parted by a white strip or by the edge of a panel."""

from collections.abc import Iterator, Sequence

from ajsearch.readers.layout_columns import ALIGNED
from ajsearch.readers.layout_gutters import white_bands
from ajsearch.readers.layout_levels import Area, Band, Level, free_words, levels_of, right_end, stands_out
from ajsearch.readers.layout_paths import Panel
from ajsearch.readers.layout_printed import Word
from ajsearch.readers.layout_rhythm import Sides, are_panelled_columns
from ajsearch.readers.layout_rows import printed_lines

WRAPPED = 0.85
"""Share of a column's width that a line of running text fills."""


def find_band(area: Area) -> Band | None:
    """A band of two parts that are read one after the other; None where the area is one column or a table."""
    levels = levels_of(area)
    if not any(level.line for level in levels):
        return None
    panelled = [band for panel in area.panels for band in _panel_bands(area, panel, levels)]
    if panelled:
        return min(panelled, key=lambda band: (band.top, band.top - band.bottom))
    return max(white_bands(levels, area.page), key=lambda band: band.bottom - band.top, default=None)


def _panel_bands(area: Area, panel: Panel, levels: Sequence[Level]) -> Iterator[Band]:
    """The bands at the right and left edge of a panel with something beside it."""
    for x, on_left in ((panel.x1, True), (panel.x0, False)):
        band = _panel_band(area, panel, x, on_left=on_left)
        if band is not None:
            yield _lengthened(band, levels)


def _panel_band(area: Area, panel: Panel, x: float, *, on_left: bool) -> Band | None:
    top, bottom, others = _reach(area.panels, panel, x, on_left=on_left)
    words = [word for word in free_words(area) if top <= word.y <= bottom]
    if any(word.x0 < x - ALIGNED and word.x1 > x + ALIGNED for word in words):
        return None
    grids = [grid for grid in area.grids if top <= (grid.y0 + grid.y1) / 2 <= bottom]
    if any(grid.x0 < x - ALIGNED and grid.x1 > x + ALIGNED for grid in grids):
        return None
    left = [word for word in words if word.x1 <= x + ALIGNED]
    right = [word for word in words if word.x1 > x + ALIGNED]
    if not (left or any(grid.x1 <= x + ALIGNED for grid in grids)) or not (
        right or any(grid.x0 >= x - ALIGNED for grid in grids)
    ):
        return None
    if left and right:
        sides = Sides(tuple(printed_lines(left, area.page)), tuple(printed_lines(right, area.page)))
        cards = bool(others) and panel.pieces == 1 and all(one.pieces == 1 for one in others)
        if not are_panelled_columns(sides, cards=cards):
            return None
    own = _padded(panel, [*left, *right])
    edge = own if on_left else right_end(printed_lines(left, area.page), x)
    sides_panelled = (on_left or bool(others), not on_left or bool(others))
    return Band(top, bottom + 0.1, x, edge, None if on_left else own, sides_panelled)


def _reach(panels: Sequence[Panel], panel: Panel, x: float, *, on_left: bool) -> tuple[float, float, list[Panel]]:
    """Heights of a panel together with those that stand beside it across ``x``, and these."""
    others = [
        other
        for other in panels
        if other.y0 < panel.y1
        and panel.y0 < other.y1
        and ((on_left and other.x0 >= x - ALIGNED) or (not on_left and other.x1 <= x + ALIGNED))
    ]
    return min([panel.y0, *(o.y0 for o in others)]), max([panel.y1, *(o.y1 for o in others)]), others


def _padded(panel: Panel, words: Sequence[Word]) -> float:
    """The right end of a panel's lines: as far from its right side as they begin from its left."""
    inside = [word for word in words if panel.holds(*word.middle)]
    if not inside:
        return panel.x1
    padding = max(0.0, min(word.x0 for word in inside) - panel.x0)
    return max(panel.x1 - padding, *(word.x1 for word in inside))


def _lengthened(band: Band, levels: Sequence[Level]) -> Band:
    """The band with the lines below that go on with its side that no panel ends."""
    left_panel, right_panel = band.panelled
    if left_panel and right_panel:
        return band
    side = "right" if left_panel else "left"
    tail: list[Level] = []
    ended = False
    for level in levels:
        if level.y < band.bottom:
            continue
        if level.side(band.x, 0.0) != side:
            ended = True
            break
        tail.append(level)
    kept = tail if side == "right" else _left_tail(tail, band, levels, ended=ended)
    bottom = max([band.bottom, *(level.below for level in kept)])
    return Band(band.top, bottom, band.x, band.left, band.right, band.panelled)


def _left_tail(tail: Sequence[Level], band: Band, levels: Sequence[Level], *, ended: bool) -> Sequence[Level]:
    """Lines under a band that its left column goes on with: running text as wide as the column, up to a heading."""
    column = [one for one in levels if band.top <= one.y < band.bottom and one.x1 <= band.x]
    if not column:
        return ()
    x0, x1 = min(one.x0 for one in column), max(one.x1 for one in column)
    if not any(one.x1 - x0 >= WRAPPED * (x1 - x0) for one in tail):
        return ()
    if not ended:
        return tail
    sizes = [one.line.size for one in column if one.line]
    body = min(sizes, default=0.0)
    heads = [place for place, one in enumerate(tail) if one.line and stands_out(one.line, body)]
    return tail[: heads[-1]] if heads else tail
