"""Coloured or framed boxes of a page that hold text of their own: sidebars, cards, and such cells."""

from collections.abc import Sequence
from itertools import pairwise

from ajsearch.readers.layout_grid import Cell, Grid
from ajsearch.readers.layout_paths import MAX_PANELS, Panel
from ajsearch.readers.layout_printed import Word
from ajsearch.readers.layout_rhythm import is_title
from ajsearch.readers.layout_rows import PrintedLine, printed_lines

SAME = 3.0
"""Points by which the sides of one box drawn twice (colour, then border) differ."""

STACKED = 4.0
"""Points between the pieces of one box that was drawn paragraph by paragraph or cell by cell."""

CARD_LINES = 3
"""Lines of a cell that is a part of the page and no table's cell: a heading and some text."""


def text_panels(panels: Sequence[Panel], words: Sequence[Word], grids: Sequence[Grid]) -> list[Panel]:
    """The boxes with words in them, whole, without those that colour a table; from top to bottom."""
    if len(panels) >= MAX_PANELS:
        return []  # a drawing
    boxes: list[Panel] = []
    for panel in sorted(panels, key=lambda one: (one.y0, one.x0, -one.x1)):
        middle = (panel.x0 + panel.x1) / 2, (panel.y0 + panel.y1) / 2
        if any(grid.holds(*middle) for grid in grids) or any(_is_same(panel, box) for box in boxes):
            continue
        above = next((number for number, box in enumerate(boxes) if _is_below(panel, box)), None)
        if above is None:
            boxes.append(panel)
        else:
            box = boxes[above]
            boxes[above] = Panel(box.x0, box.y0, box.x1, max(box.y1, panel.y1), box.pieces + panel.pieces)
    return [box for box in boxes if any(box.holds(*word.middle) for word in words)]


def _is_same(panel: Panel, box: Panel) -> bool:
    sides = zip((panel.x0, panel.y0, panel.x1, panel.y1), (box.x0, box.y0, box.x1, box.y1), strict=True)
    return all(abs(one - other) <= SAME for one, other in sides)


def _is_below(panel: Panel, box: Panel) -> bool:
    alike = abs(panel.x0 - box.x0) <= SAME and abs(panel.x1 - box.x1) <= SAME
    return alike and -SAME <= panel.y0 - box.y1 <= STACKED


def cards_of_grid(grid: Grid, words: Sequence[Word], page: int) -> list[Panel]:
    """The cells as boxes where a ruled table only lays out the page: each is a heading with text under it."""
    filled: list[Cell] = []
    for row in grid.rows:
        cells = [(cell, printed_lines(_inside(cell, words), page)) for cell in row]
        texts = [(cell, lines) for cell, lines in cells if lines]
        if len(texts) < 2 or not all(_is_card(lines) for _, lines in texts):
            return []
        filled += [cell for cell, _ in texts]
    return [Panel(cell.x0, cell.y0, cell.x1, cell.y1) for cell in filled]


def _inside(cell: Cell, words: Sequence[Word]) -> list[Word]:
    return [word for word in words if cell.holds(*word.middle)]


def _is_card(lines: Sequence[PrintedLine]) -> bool:
    """Whether a heading stands over the text of a cell: larger, or in bold over lines that are not."""
    if len(lines) < CARD_LINES:
        return False
    body = min(line.size for line in lines)
    return any(
        (is_title(line, body) or (line.bold and not line.text.endswith((".", ";", ",")))) and not below.bold
        for line, below in pairwise(lines)
    )
