"""Ruling lines of tables in a page's picture."""

import math
from collections.abc import Iterator

import numpy
from numpy.typing import NDArray
from PIL import Image

from ajsearch.readers.layout_paths import Rule
from ajsearch.readers.scan_words import PAGE_PIXELS, POINT

DARK = 160
"""Grey value (0 black, 255 white) below which a pixel is ink: thin grey rules are, paper of bad copies is not."""
SHORTEST = PAGE_PIXELS // 50
"""Pixels of unbroken ink that make a rule (6 mm): taller than letters of any heading, shorter than a table's row."""
SOLID = 0.92
"""Share of ink in such a stretch: scanners leave gaps."""
THICKEST = 16
"""Pixels that a rule and its slope may be thick (1.4 mm); anything thicker is a bar or a picture."""
MAX_SEGMENTS = 20_000
"""Stretches beyond which the page is a photograph and has no table."""


def page_rules(page: Image.Image, slope: float) -> list[Rule]:
    """Horizontal and vertical rules in points, as they stand when the page has been turned straight."""
    if slope:
        page = page.rotate(math.degrees(math.atan(slope)), center=(0, 0), fillcolor=255)
    ink = numpy.asarray(page) < DARK
    lying = [Rule(x0 * POINT, y * POINT, x1 * POINT, y * POINT) for y, x0, x1 in _rules(ink)]
    return lying + [
        Rule(x * POINT, y0 * POINT, x * POINT, y1 * POINT) for x, y0, y1 in _rules(numpy.ascontiguousarray(ink.T))
    ]


def _rules(ink: NDArray[numpy.bool_]) -> Iterator[tuple[float, float, float]]:
    """Middle, start and end of each rule that lies along the rows."""
    open_rules: list[list[tuple[int, int, int]]] = []
    for count, segment in enumerate(_segments(ink)):
        if count > MAX_SEGMENTS:
            return
        row, start, end = segment
        found = next((rule for rule in open_rules if _touches(rule, row, start, end)), None)
        if found is None:
            open_rules.append([segment])
        else:
            found.append(segment)
        if count % 50 == 0:
            yield from (_whole(rule) for rule in open_rules if rule[-1][0] < row - 2 and _is_thin(rule))
            open_rules = [rule for rule in open_rules if rule[-1][0] >= row - 2]
    yield from (_whole(rule) for rule in open_rules if _is_thin(rule))


def _touches(rule: list[tuple[int, int, int]], row: int, start: int, end: int) -> bool:
    last, first_end, last_end = rule[-1]
    return row - last <= 2 and start <= last_end + SHORTEST and end >= first_end - SHORTEST


def _is_thin(rule: list[tuple[int, int, int]]) -> bool:
    return rule[-1][0] - rule[0][0] <= THICKEST


def _whole(rule: list[tuple[int, int, int]]) -> tuple[float, float, float]:
    rows = [row for row, _, _ in rule]
    return (rows[0] + rows[-1]) / 2, float(min(start for _, start, _ in rule)), float(max(end for _, _, end in rule))


def _segments(ink: NDArray[numpy.bool_]) -> Iterator[tuple[int, int, int]]:
    """Row, start and end of each long stretch of ink, row by row."""
    if ink.shape[1] <= SHORTEST:
        return
    sums = numpy.cumsum(ink, axis=1, dtype=numpy.int16)
    solid = (sums[:, SHORTEST:] - sums[:, :-SHORTEST]) >= SOLID * SHORTEST
    edges = numpy.diff(solid.astype(numpy.int8), axis=1, prepend=0, append=0)
    rows, starts = numpy.nonzero(edges == 1)
    _, ends = numpy.nonzero(edges == -1)
    for row, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        yield row, start, end + SHORTEST
