"""Columns of text that white alone parts: strips that go down the page, and on which stretch they part columns."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ajsearch.readers.layout_columns import ALIGNED, MARGIN
from ajsearch.readers.layout_levels import Band, Level, right_end, stands_out
from ajsearch.readers.layout_rhythm import DESCENT, Sides, are_columns, are_lists
from ajsearch.readers.layout_rows import PrintedLine

GUTTER = 0.85
"""Em of the narrowest white strip between columns of text."""

COLUMN_LINES = 3
"""Lines that make a column where nothing but white parts it from its neighbour."""

COLUMN_WIDTH = 60.0
"""Points: a narrower column holds numbers or dates of a table."""

THROUGH = 1.2
"""Em of white across both sides at which a band may end: the next cards, or a table under the columns."""

ABOVE = 1.5
"""Em by which one column may begin higher than the other; a line still higher stands over both."""

_SIDES = ("left", "both"), ("right", "both")


def white_bands(levels: Sequence[Level], page: int) -> Iterator[Band]:
    """Bands of columns that white alone parts, for each place at which lines of a right column begin."""
    left_end = min(level.x0 for level in levels)
    for x in sorted(_starts(levels)):
        if x - left_end < COLUMN_WIDTH:
            continue
        for run in _open_runs(levels, x):
            yield from _bands_of_run(
                run, x, continues=page > 1 and run[0] is levels[0], ended=run[-1] is not levels[-1]
            )


def _starts(levels: Sequence[Level]) -> set[float]:
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


def _open_runs(levels: Sequence[Level], x: float) -> Iterator[list[Level]]:
    """Neighbouring lines that leave the strip before ``x`` white."""
    run: list[Level] = []
    for level in levels:
        if level.side(x, _gutter(level)) == "across":
            if run:
                yield run
            run = []
        else:
            run.append(level)
    if run:
        yield run


def _gutter(level: Level) -> float:
    return GUTTER * level.line.size if level.line else MARGIN / 2


def _bands_of_run(run: Sequence[Level], x: float, *, continues: bool, ended: bool) -> Iterator[Band]:
    """The stretches of a run that are columns, neighbouring ones together.

    ``continues`` says that a table of the page before may go on here, ``ended`` that text across follows.
    """
    bands: list[Band] = []
    headed = continues
    for part in (_trimmed(one, x, ended=ended or one[-1] is not run[-1]) for one in _parts(run)):
        sides = _sides(part, x)
        listed = not headed and _are_wide(sides, x) and are_lists(sides)
        headed = headed or bool(sides.left and sides.right)
        if not listed and not (_are_wide(sides, x) and are_columns(sides)):
            yield from bands
            bands = []
            continue
        end = right_end(sides.left, min(line.x0 for line in sides.right))
        before = bands[-1] if bands else None
        top = before.top if before else part[0].top
        bands = [Band(top, part[-1].below, x, max(end, before.left) if before else end, None)]
    yield from bands


def _parts(run: Sequence[Level]) -> Iterator[list[Level]]:
    """A run cut where much white goes across both sides."""
    part: list[Level] = []
    for level in run:
        size = level.line.size if level.line else 10.0
        if part and level.top - max(_bottom(one) for one in part) > THROUGH * size:
            yield part
            part = []
        part.append(level)
    if part:
        yield part


def _trimmed(part: Sequence[Level], x: float, *, ended: bool) -> list[Level]:
    """A part without the heading over both its sides, and the one under them that its left side seems to go on to.

    A heading at a column's very foot, with nothing below (not ``ended``), has its text at the next column's head.
    """
    tops = [min((one.y for one in part if one.side(x, 0.0) in sides), default=0.0) for sides in _SIDES]
    kept = [one for one in part if one.y >= max(tops) - ABOVE * (one.line.size if one.line else 10.0)]
    last = max((place for place, one in enumerate(kept) if one.side(x, 0.0) in _SIDES[1]), default=len(kept))
    sizes = [one.line.size for one in kept if one.line]
    heads = [place for place, one in enumerate(kept) if place > last and one.line and stands_out(one.line, min(sizes))]
    return kept[: heads[-1]] if heads and (ended or heads[-1] + 1 < len(kept)) else kept


def _bottom(level: Level) -> float:
    return level.y + DESCENT * level.line.size if level.line else 2 * level.y - level.top


def _sides(part: Sequence[Level], x: float) -> Sides:
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
