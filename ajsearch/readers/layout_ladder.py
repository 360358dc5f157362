"""Tables with lying rules alone: rows between the rules, columns by the white strips through all rows."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ajsearch.readers.layout_columns import MARGIN, STRIP
from ajsearch.readers.layout_grid import SNAP, Cell, Grid, merge_rules
from ajsearch.readers.layout_paths import Rule
from ajsearch.readers.layout_printed import Word

RUNGS = 3
"""Rules of equal length, one below the other, that make a table; one or two part a header or a title."""

WIDTH = 150.0
"""Points: shorter rules are lines to sign on."""

FIRST_ROW = 2.5
"""Em above the first rule, or below the last, within which a row without a rule of its own begins."""

NEXT_LINE = 1.7
"""Em from line to line inside such a row."""

JOINT = 1.5
"""Points between the pieces of one rule that was drawn cell by cell."""

LETTER = 15.0
"""Points that the letters of a table's outermost lines reach above or below their baselines at most."""


def find_ladders(rules: Sequence[Rule], words: Sequence[Word]) -> list[Grid]:
    """The tables that lying rules make of words outside other tables, from top to bottom."""
    lying = [rule for rule in rules if rule.horizontal]
    jointed = [grid for rungs, joints in _jointed(lying) if (grid := _ladder(rungs, words, joints))]
    groups: dict[tuple[int, int], list[Rule]] = {}
    for rule in merge_rules(lying):
        if any(grid.y0 - SNAP <= rule.y0 <= grid.y1 + SNAP for grid in jointed):
            continue
        if rule.x1 - rule.x0 >= WIDTH:
            groups.setdefault((round(rule.x0 / SNAP), round(rule.x1 / SNAP)), []).append(rule)
    ladders = [_ladder(group, words) for group in groups.values() if len(group) >= RUNGS]
    return sorted((grid for grid in (*jointed, *ladders) if grid is not None), key=lambda grid: grid.y0)


def _jointed(lying: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[float]]]:
    """Rules drawn cell by cell, one below the other with joints at the same places, and these: a table's columns."""
    heights: dict[int, list[Rule]] = {}
    for rule in lying:
        heights.setdefault(round(rule.y0), []).append(rule)
    group: list[Rule] = []
    before: tuple[int, ...] = ()
    for _, pieces in sorted(heights.items()):
        pieces.sort(key=lambda one: one.x0)
        touch = all(abs(left.x1 - right.x0) <= JOINT for left, right in pairwise(pieces))
        ends = (*(round(one.x0) for one in pieces), round(pieces[-1].x1)) if touch and len(pieces) > 1 else ()
        if ends != before:
            if len(group) >= RUNGS:
                yield group, [float(end) for end in before[1:-1]]
            group, before = [], ends
        if ends:
            group.append(Rule(pieces[0].x0, pieces[0].y0, pieces[-1].x1, pieces[0].y0))
    if len(group) >= RUNGS:
        yield group, [float(end) for end in before[1:-1]]


def _ladder(rules: Sequence[Rule], words: Sequence[Word], joints: Sequence[float] = ()) -> Grid | None:
    """The table between rungs, its columns parted at the ``joints`` of these, else at white strips."""
    left, right = min(rule.x0 for rule in rules), max(rule.x1 for rule in rules)
    heights = sorted({rule.y0 for rule in rules})
    inside = [word for word in words if left - SNAP <= word.x0 and word.x1 <= right + SNAP]
    within = [word for word in inside if heights[0] < word.y < heights[-1]]
    borders = list(joints) or _borders(within)
    if not borders or any(_crosses([word], joints) for word in within):
        return None
    heights = [_beyond(inside, borders, heights, -1), *heights, _beyond(inside, borders, heights, 1)]
    xs = [left, *borders, right]
    rows = tuple(
        tuple(Cell(xs[column], top, xs[column + 1], bottom, row, column) for column in range(len(xs) - 1))
        for row, (top, bottom) in enumerate(pairwise(heights))
    )
    return Grid(rows, left, heights[0], right, heights[-1])


def _borders(words: Sequence[Word]) -> list[float]:
    """The middles of the white strips that no word crosses."""
    borders: list[float] = []
    reach = float("inf")
    for word in sorted(words, key=lambda one: one.x0):
        if word.x0 - reach >= max(STRIP * word.size, 0.75 * MARGIN):
            borders.append(word.x0 - MARGIN / 2)
        reach = word.x1 if reach == float("inf") else max(reach, word.x1)
    return borders


def _beyond(words: Sequence[Word], borders: Sequence[float], heights: Sequence[float], way: int) -> float:
    """Where the table ends above its first rule (``way`` -1) or below its last (1): lines that keep to its columns."""
    edge = heights[0] if way < 0 else heights[-1]
    end = edge
    lines: dict[int, list[Word]] = {}
    for word in words:
        if (word.y - edge) * way > 0:
            lines.setdefault(round(word.y), []).append(word)
    columns = set()
    for height in sorted(lines, key=lambda one: abs(one - edge)):
        line = lines[height]
        reach = FIRST_ROW if end == edge else NEXT_LINE
        if abs(height - end) > reach * line[0].size or _crosses(line, borders):
            break
        columns |= {sum(word.x0 >= border for border in borders) for word in line}
        end = height
    return end + way * LETTER if len(columns) > 1 else edge


def _crosses(line: Sequence[Word], borders: Sequence[float]) -> bool:
    return any(word.x0 < border < word.x1 for word in line for border in borders)
