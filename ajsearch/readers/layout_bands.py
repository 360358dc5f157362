"""Bands of a page in which two parts stand side by side, parted by a white strip or by the edge of a panel."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ajsearch.readers.layout_columns import ALIGNED, MARGIN
from ajsearch.readers.layout_content import Word
from ajsearch.readers.layout_grid import Grid
from ajsearch.readers.layout_paths import Panel
from ajsearch.readers.layout_rhythm import (
    ASCENT,
    DESCENT,
    Sides,
    are_columns,
    are_lists,
    are_panelled_columns,
    is_title,
)
from ajsearch.readers.layout_rows import PrintedLine, printed_lines

GUTTER = 0.85
"""Em of the narrowest white strip between columns of text."""

COLUMN_LINES = 3
"""Lines that make a column where nothing but white parts it from its neighbour."""

COLUMN_WIDTH = 60.0
"""Points: a narrower column holds numbers or dates of a table."""

ENOUGH_LINES = 8
"""Lines of which the longest shows how wide their column is."""

THROUGH = 1.2
"""Em of white across both sides at which a band may end: the next cards, or a table under the columns."""

SAME_LEVEL = 0.3
"""Em under a line's baseline at which none of its words ends, and no next line begins."""

ABOVE = 1.5
"""Em by which one column may begin higher than the other; a line still higher stands over both."""

_SIDES = ("left", "both"), ("right", "both")

WRAPPED = 0.85
"""Share of a column's width that a line of running text fills."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a page: its words, ruled tables and panels, and the right end of its lines in points."""

    words: tuple[Word, ...]
    grids: tuple[Grid, ...]
    panels: tuple[Panel, ...]
    page: int
    edge: float | None = None

    def within(self, top: float, bottom: float) -> "Area":
        """What stands between two heights (a baseline on ``top`` is inside, one on ``bottom`` is not)."""
        return Area(
            tuple(word for word in self.words if top <= word.y < bottom),
            tuple(grid for grid in self.grids if top <= (grid.y0 + grid.y1) / 2 < bottom),
            tuple(panel for panel in self.panels if top <= (panel.y0 + panel.y1) / 2 < bottom),
            self.page,
            self.edge,
        )


@dataclass(frozen=True, slots=True)
class Band:
    """Heights ``top`` to ``bottom`` (half-open, in baselines), parted at ``x``; ``left`` is the left part's right end.

    ``panelled`` says on which sides panels stand.
    """

    top: float
    bottom: float
    x: float
    left: float
    right: float | None
    panelled: tuple[bool, bool] = (False, False)


@dataclass(frozen=True, slots=True)
class _Level:
    """One printed line or ruled table of an area, by height."""

    top: float
    y: float
    x0: float
    x1: float
    line: PrintedLine | None

    @property
    def below(self) -> float:
        """A height under it and above the next line: the baselines of one line's words differ a little."""
        return self.y + SAME_LEVEL * self.line.size if self.line else self.y + SAME_LEVEL

    def side(self, x: float, gutter: float) -> str:
        """Whether it stands left or right of a strip that ends at ``x``, on both sides, or across it."""
        if self.x0 >= x - ALIGNED:
            return "right"
        if self.x1 <= x - gutter:
            return "left"
        if self.line is None or any(word.x0 < x - ALIGNED and word.x1 > x - gutter for word in self.line.words):
            return "across"
        return "both"


def find_band(area: Area) -> Band | None:
    """A band of two parts that are read one after the other; None where the area is one column or a table."""
    lines = printed_lines(_free(area), area.page)
    if not lines:
        return None
    levels = sorted(
        [
            *(_Level(line.y - ASCENT * line.size, line.y, line.x0, line.x1, line) for line in lines),
            *(_Level(grid.y0, (grid.y0 + grid.y1) / 2, grid.x0, grid.x1, None) for grid in area.grids),
        ],
        key=lambda level: level.top,
    )
    panelled = [band for panel in area.panels for band in _panel_bands(area, panel, levels)]
    if panelled:
        return min(panelled, key=lambda band: (band.top, band.top - band.bottom))
    return max(_white_bands(levels, area.page), key=lambda band: band.bottom - band.top, default=None)


def _free(area: Area) -> list[Word]:
    return [word for word in area.words if not any(grid.holds(*word.middle) for grid in area.grids)]


# Panels


def _panel_bands(area: Area, panel: Panel, levels: Sequence[_Level]) -> Iterator[Band]:
    """The bands at the right and left edge of a panel with something beside it."""
    for x, on_left in ((panel.x1, True), (panel.x0, False)):
        band = _panel_band(area, panel, x, on_left=on_left)
        if band is not None:
            yield _lengthened(band, levels)


def _panel_band(area: Area, panel: Panel, x: float, *, on_left: bool) -> Band | None:
    top, bottom, others = _reach(area.panels, panel, x, on_left=on_left)
    words = [word for word in _free(area) if top <= word.y <= bottom]
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
    edge = own if on_left else _right_end(printed_lines(left, area.page), x)
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


def _right_end(lines: Sequence[PrintedLine], x: float) -> float:
    """The right end of a column left of ``x``: of so many lines one reaches it, of a few perhaps none."""
    ends = [line.x1 for line in lines]
    return max(ends) if len(ends) >= ENOUGH_LINES else max([x - MARGIN, *ends])


def _padded(panel: Panel, words: Sequence[Word]) -> float:
    """The right end of a panel's lines: as far from its right side as they begin from its left."""
    inside = [word for word in words if panel.holds(*word.middle)]
    if not inside:
        return panel.x1
    padding = max(0.0, min(word.x0 for word in inside) - panel.x0)
    return max(panel.x1 - padding, *(word.x1 for word in inside))


def _lengthened(band: Band, levels: Sequence[_Level]) -> Band:
    """The band with the lines below that go on with its side that no panel ends."""
    left_panel, right_panel = band.panelled
    if left_panel and right_panel:
        return band
    side = "right" if left_panel else "left"
    tail: list[_Level] = []
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


def _left_tail(tail: Sequence[_Level], band: Band, levels: Sequence[_Level], *, ended: bool) -> Sequence[_Level]:
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
    heads = [place for place, one in enumerate(tail) if one.line and _heads(one.line, body)]
    return tail[: heads[-1]] if heads else tail


# White strips


def _white_bands(levels: Sequence[_Level], page: int) -> Iterator[Band]:
    """Bands of columns that white alone parts, for each place at which lines of a right column begin."""
    left_end = min(level.x0 for level in levels)
    for x in sorted(_starts(levels)):
        if x - left_end < COLUMN_WIDTH:
            continue
        for run in _open_runs(levels, x):
            yield from _bands_of_run(run, x, continues=page > 1 and run[0] is levels[0])


def _starts(levels: Sequence[_Level]) -> set[float]:
    """Left ends, rounded down to whole points, of three or more lines, or parts of lines after a white strip."""
    starts: dict[int, int] = {}
    for level in levels:
        if level.line is None:
            continue
        words = level.line.words
        firsts = [words[0].x0]
        firsts += [word.x0 for before, word in pairwise(words) if word.x0 - before.x1 >= GUTTER * word.size]
        for first in firsts:
            starts[int(first)] = starts.get(int(first), 0) + 1
    return {float(x) for x, count in starts.items() if count + starts.get(x + 1, 0) >= COLUMN_LINES}


def _open_runs(levels: Sequence[_Level], x: float) -> Iterator[list[_Level]]:
    """Neighbouring lines that leave the strip before ``x`` white."""
    run: list[_Level] = []
    for level in levels:
        if level.side(x, _gutter(level)) == "across":
            if run:
                yield run
            run = []
        else:
            run.append(level)
    if run:
        yield run


def _gutter(level: _Level) -> float:
    return GUTTER * level.line.size if level.line else MARGIN / 2


def _bands_of_run(run: Sequence[_Level], x: float, *, continues: bool) -> Iterator[Band]:
    """The stretches of a run that are columns, neighbouring ones together.

    ``continues`` says that a table of the page before may go on here.
    """
    bands: list[Band] = []
    headed = continues
    for part in (_trimmed(one, x) for one in _parts(run)):
        sides = _sides(part, x)
        listed = not headed and _are_wide(sides, x) and are_lists(sides)
        headed = headed or bool(sides.left and sides.right)
        if not listed and not (_are_wide(sides, x) and are_columns(sides)):
            yield from bands
            bands = []
            continue
        end = _right_end(sides.left, min(line.x0 for line in sides.right))
        before = bands[-1] if bands else None
        top = before.top if before else part[0].top
        bands = [Band(top, part[-1].below, x, max(end, before.left) if before else end, None)]
    yield from bands


def _parts(run: Sequence[_Level]) -> Iterator[list[_Level]]:
    """A run cut where much white goes across both sides."""
    part: list[_Level] = []
    for level in run:
        size = level.line.size if level.line else 10.0
        if part and level.top - max(_bottom(one) for one in part) > THROUGH * size:
            yield part
            part = []
        part.append(level)
    if part:
        yield part


def _trimmed(part: Sequence[_Level], x: float) -> list[_Level]:
    """A part without the heading over both its sides, and the one under them that its left side seems to go on to."""
    tops = [min((one.y for one in part if one.side(x, 0.0) in sides), default=0.0) for sides in _SIDES]
    kept = [one for one in part if one.y >= max(tops) - ABOVE * (one.line.size if one.line else 10.0)]
    last = max((place for place, one in enumerate(kept) if one.side(x, 0.0) in _SIDES[1]), default=len(kept))
    sizes = [one.line.size for one in kept if one.line]
    heads = [place for place, one in enumerate(kept) if place > last and one.line and _heads(one.line, min(sizes))]
    return kept[: heads[-1]] if heads else kept


def _heads(line: PrintedLine, body: float) -> bool:
    return is_title(line, body) or line.bold


def _bottom(level: _Level) -> float:
    return level.y + DESCENT * level.line.size if level.line else 2 * level.y - level.top


def _sides(part: Sequence[_Level], x: float) -> Sides:
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    for level in part:
        if level.line is None:
            continue
        before = tuple(word for word in level.line.words if word.x0 < x - ALIGNED)
        after = tuple(word for word in level.line.words if word.x0 >= x - ALIGNED)
        if before:
            left.append(PrintedLine(before, level.line.page))
        if after:
            right.append(PrintedLine(after, level.line.page))
    return Sides(tuple(left), tuple(right))


def _are_wide(sides: Sides, x: float) -> bool:
    if min(len(sides.left), len(sides.right)) < COLUMN_LINES:
        return False
    return max(line.x1 for line in sides.right) - x >= COLUMN_WIDTH
