"""Parts of a page and what stands in them by height, and the bands that two neighbouring parts make."""

from collections.abc import Sequence
from dataclasses import dataclass

from ajsearch.readers.layout_columns import ALIGNED, MARGIN
from ajsearch.readers.layout_grid import Grid
from ajsearch.readers.layout_paths import Panel
from ajsearch.readers.layout_printed import Word
from ajsearch.readers.layout_rhythm import ASCENT, is_title
from ajsearch.readers.layout_rows import PrintedLine, printed_lines

ENOUGH_LINES = 8
"""Lines of which the longest shows how wide their column is."""

SAME_LEVEL = 0.3
"""Em under a line's baseline at which none of its words ends, and no next line begins."""


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
class Level:
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


def levels_of(area: Area) -> list[Level]:
    """The lines and ruled tables of an area from top to bottom."""
    lines = printed_lines(free_words(area), area.page)
    levels = [Level(line.y - ASCENT * line.size, line.y, line.x0, line.x1, line) for line in lines]
    levels += [Level(grid.y0, (grid.y0 + grid.y1) / 2, grid.x0, grid.x1, None) for grid in area.grids]
    return sorted(levels, key=lambda level: level.top)


def free_words(area: Area) -> list[Word]:
    """The words of an area outside its ruled tables."""
    return [word for word in area.words if not any(grid.holds(*word.middle) for grid in area.grids)]


def right_end(lines: Sequence[PrintedLine], x: float) -> float:
    """The right end of a column left of ``x``: of so many lines one reaches it, of a few perhaps none."""
    ends = [line.x1 for line in lines]
    return max(ends) if len(ends) >= ENOUGH_LINES else max([x - MARGIN, *ends])


def stands_out(line: PrintedLine, body: float) -> bool:
    """Whether a line may head a section under text of size ``body``: larger, or bold."""
    return is_title(line, body) or line.bold
