"""Tables without ruling lines: columns by the white strip between them, rows by spacing, numbers and labels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec.structs import replace

from ajsearch.readers.layout_markers import find_marker
from ajsearch.readers.layout_paragraphs import BLANK, ends_sentence, is_capitals
from ajsearch.readers.layout_paths import Rule
from ajsearch.readers.layout_printed import Word
from ajsearch.readers.layout_rows import PrintedLine

STRIP = 0.75  # em: the narrowest white strip between columns (two cell margins of Word or Writer at 12 pt)
WIDE_STRIP = 1.5  # em: no justified line has such a space inside
MARGIN = 11.0  # points between the text of neighbouring columns: two cell margins of 0.19 cm
ALIGNED = 3.0  # points: left ends of one column differ less
_COMMA_NUMBER = re.compile(r"\d{1,2}[,/-]\d{1,2}[.)]?")  # typed in a column of its own; elsewhere a quantity
LABEL_WORDS = 4  # a label has no more words in one line
LABELS = 0.75  # share of the first column's lines with capitals that are labels, and no text that wraps
NUMBERED = 0.5  # share of the first column's paragraphs with numbers from which numbers alone open rows


@dataclass(frozen=True, slots=True)
class Region:
    """Lines ``start`` to ``stop`` (half-open) of a page that stand in columns; ``columns`` are their left ends."""

    start: int
    stop: int
    columns: tuple[float, ...]


def find_regions(lines: Sequence[PrintedLine], spacing: float, carried: Sequence[float] = ()) -> list[Region]:
    """The unruled tables among a page's lines from top to bottom, none overlapping.

    ``carried`` are the columns of the table at the end of the page before: its rest needs less evidence.
    """
    regions: list[Region] = []
    place = 0
    while place < len(lines):
        region = _region_from(lines, place, spacing, carried if place == 0 else ())
        if region is None:
            place += 1
        else:
            regions.append(region)
            place = region.stop
    return regions


def _strips(line: PrintedLine) -> list[tuple[float, float]]:
    """White strips inside a line that may part columns; the one after a number or bullet does not."""
    strips = []
    for number, (word, following) in enumerate(pairwise(line.words)):
        lone = find_marker(word.text)
        if lone is not None and not lone.rest and (number == 0 or lone.is_bullet):
            continue
        if following.x0 - word.x1 >= STRIP * line.size:
            strips.append((word.x1, following.x0))
    return strips


def _region_from(lines: Sequence[PrintedLine], start: int, spacing: float, carried: Sequence[float]) -> Region | None:
    """The table that begins at a line, if its strip goes on through the lines below."""
    for strip in sorted(_strips(lines[start]), key=lambda one: one[0] - one[1]):
        left, right = strip
        last, seeds = start, [right]
        for place in range(start + 1, len(lines)):
            narrowed = _narrowed(lines[place], left, right)
            if narrowed is None or _breaks_off(lines[place - 1], lines[place], spacing):
                break
            left, right, begins = narrowed
            if begins is not None:
                last = place
                seeds.append(begins)
        stop = _tail(lines, last, (left, right), spacing)
        columns = _columns(lines[start:stop])
        if len(columns) > 1 and _is_table(lines[start], strip, seeds, carried):
            return Region(start, stop, columns)
    return None


def _narrowed(line: PrintedLine, left: float, right: float) -> tuple[float, float, float | None] | None:
    """The strip as far as a line leaves it white, with where the line's right part begins; None where it fills it."""
    begins = [*(word.x0 for word in line.words), float("inf")]
    ends = [float("-inf")]
    for word in line.words:
        ends.append(max(ends[-1], word.x1))
    gaps = [
        (max(left, end), min(right, begin), place) for place, (end, begin) in enumerate(zip(ends, begins, strict=True))
    ]
    low, high, place = max(gaps, key=lambda gap: gap[1] - gap[0])
    if high - low < STRIP * line.size:
        return None
    both = 0 < place < len(line.words)
    return low, high, begins[place] if both else None


def _breaks_off(above: PrintedLine, line: PrintedLine, spacing: float) -> bool:
    """Whether a line cannot belong to the table above: far below it, or a heading in other type."""
    far = line.y - above.y > 4 * spacing * line.size
    heading = len(line.words) > 0 and not _strips(line) and (line.size > 1.1 * above.size or _is_title(line, above))
    return far or heading


def _is_title(line: PrintedLine, above: PrintedLine) -> bool:
    return (is_capitals(line.text) and not is_capitals(above.text)) or (
        line.bold and not above.bold and find_marker(line.text) is not None
    )


def _tail(lines: Sequence[PrintedLine], last: int, strip: tuple[float, float], spacing: float) -> int:
    """Where the table ends: wrapped lines of its last row go on below the last line that has two columns."""
    place = last + 1
    while place < len(lines):
        line, above = lines[place], lines[place - 1]
        close = line.y - above.y <= BLANK * spacing * line.size
        if not close or _narrowed(line, *strip) is None or _breaks_off(above, line, spacing):
            break
        place += 1
    return place


def _is_table(first: PrintedLine, strip: tuple[float, float], seeds: Sequence[float], carried: Sequence[float]) -> bool:
    """Whether enough lines begin their right part at one place; a justified paragraph's chance gaps do not."""
    begin = max(seeds, key=lambda one: sum(abs(other - one) <= ALIGNED for other in seeds))
    aligned = sum(abs(other - begin) <= ALIGNED for other in seeds)
    if any(abs(seed - left) <= ALIGNED for left in carried[1:] for seed in seeds):
        return True
    opened = next((word.text for word in first.words if word.x0 >= strip[1]), "")
    bulleted = (marker := find_marker(opened)) is not None and marker.is_bullet
    wide = strip[1] - strip[0] >= WIDE_STRIP * first.size
    return aligned >= (2 if wide or bulleted else 4) and aligned >= 0.5 * len(seeds)


def _columns(lines: Sequence[PrintedLine]) -> tuple[float, ...]:
    """Left ends of the columns: where white strips through all lines end."""
    spans = sorted((word.x0, word.x1) for line in lines for word in _without_marker(line))
    size = min(line.size for line in lines)
    columns = [min(line.x0 for line in lines)]
    reach = spans[0][1] if spans else columns[0]
    for begin, end in spans:
        if begin - reach >= STRIP * size and begin > columns[0] + ALIGNED:
            columns.append(begin)
        reach = max(reach, end)
    return tuple(columns)


def _without_marker(line: PrintedLine) -> list[Word]:
    """A line's words, each bullet (and a number at the start) reaching up to the text after it."""
    words = list(line.words)
    for place, (word, following) in enumerate(pairwise(line.words)):
        lone = find_marker(word.text)
        if lone is not None and not lone.rest and (place == 0 or lone.is_bullet):
            words[place] = replace(word, x1=following.x0)
    return words


def split_rows(
    lines: Sequence[PrintedLine], columns: Sequence[float], spacing: float, rules: Sequence[Rule]
) -> list[list[list[PrintedLine]]]:
    """Rows of cells of lines of an unruled table."""
    cut = [_cut(line, columns) for line in lines]
    starts = _row_starts(lines, cut, columns, spacing, rules)
    rows: list[list[list[PrintedLine]]] = []
    for place, cells in enumerate(cut):
        if place == 0 or place in starts:
            rows.append([[] for _ in columns])
        for column, cell in enumerate(cells):
            if cell is not None:
                rows[-1][column].append(cell)
    return rows


def _cut(line: PrintedLine, columns: Sequence[float]) -> list[PrintedLine | None]:
    """The line's part in each column."""
    parts: list[list[Word]] = [[] for _ in columns]
    for word in line.words:
        column = max((number for number, left in enumerate(columns) if left <= word.x0 + ALIGNED), default=0)
        parts[column].append(word)
    return [PrintedLine(tuple(part), line.page) if part else None for part in parts]


def _row_starts(
    lines: Sequence[PrintedLine],
    cut: Sequence[Sequence[PrintedLine | None]],
    columns: Sequence[float],
    spacing: float,
    rules: Sequence[Rule],
) -> set[int]:
    below_rules = _below_rules(lines, rules)
    heads = {place for place in range(1, len(lines)) if lines[place - 1].bold and not lines[place].bold}
    if len(below_rules) >= 2:
        return below_rules
    paragraphs = _first_column_starts(cut, columns[1])
    numbered = {place for place in paragraphs if (cell := cut[place][0]) and _is_numbered(cell)}
    if len(numbered) >= max(2.0, NUMBERED * len(paragraphs)):
        return numbered | heads
    spaced = {
        place
        for place in range(1, len(lines))
        if cut[place][0] is not None and lines[place].y - lines[place - 1].y > BLANK * spacing * lines[place].size
    }
    return (spaced if len(spaced) >= 2 else paragraphs | _labels(cut)) | heads


def _labels(cut: Sequence[Sequence[PrintedLine | None]]) -> set[int]:
    """Lines of a form, whose first column has labels alone, at which one stands beside its value."""
    first = [cells[0] for cells in cut if cells[0] is not None]
    short = all(len(cell.words) <= LABEL_WORDS for cell in first)
    capital = sum(cell.text[:1].isupper() for cell in first)
    if not short or capital < max(2.0, LABELS * len(first)):
        return set()
    return {
        place
        for place, ((above, *_), (cell, *others)) in enumerate(pairwise(cut), 1)
        if cell is not None and cell.text[:1].isupper() and any(others) and not (above and _is_unfinished(above))
    }


def _is_unfinished(label: PrintedLine) -> bool:
    return label.text.endswith(("-", ",", "/", " ja", " ning", " või"))


def _is_numbered(cell: PrintedLine) -> bool:
    marker = find_marker(cell.text)
    return (marker is not None and not marker.is_bullet) or _COMMA_NUMBER.fullmatch(cell.text) is not None


def _below_rules(lines: Sequence[PrintedLine], rules: Sequence[Rule]) -> set[int]:
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    heights = [rule.y0 for rule in rules if rule.horizontal and rule.x1 - rule.x0 > 0.7 * (right - left)]
    return {
        place
        for place in range(1, len(lines))
        if any(lines[place - 1].y < height < lines[place].y for height in heights)
    }


def _first_column_starts(cut: Sequence[Sequence[PrintedLine | None]], next_left: float) -> set[int]:
    """Lines at which a new paragraph begins in the first column."""
    edge = max((cells[0].x1 for cells in cut if cells[0] is not None), default=0.0)
    edge = max(edge, next_left - MARGIN)
    starts: set[int] = set()
    above: PrintedLine | None = None
    for place, cells in enumerate(cut):
        cell = cells[0]
        if cell is not None and (above is None or _begins(above, cell, edge)):
            starts.add(place)
        above = cell
    return starts


def _begins(above: PrintedLine, cell: PrintedLine, edge: float) -> bool:
    first = cell.words[0]
    roomy = above.x1 + (first.x1 - first.x0) + 0.5 * cell.size < edge
    return _is_numbered(cell) or roomy or (ends_sentence(above.text) and cell.text[:1].isupper())


def split_numbered(cells: Sequence[list[PrintedLine]]) -> list[list[list[PrintedLine]]]:
    """A ruled row's cells as rows: several numbered duties in one cell, each beside its own results, are many rows.

    They are told by the heights at which both columns begin a paragraph; an empty row gives none.
    """
    if not any(cells):
        return []
    heights = [line.y for line in cells[0] if _is_numbered(line)]
    others = [cell for cell in cells[1:] if cell]
    beside = [height for height in heights[1:] if others and all(_opens(cell, height) for cell in others)]
    if len(heights) < 2 or len(beside) < len(heights) - 1:
        return [list(cells)]
    bounds = [float("-inf"), *(height - 0.6 * cells[0][0].size for height in heights[1:]), float("inf")]
    return [[[line for line in cell if top <= line.y < bottom] for cell in cells] for top, bottom in pairwise(bounds)]


def _opens(cell: Sequence[PrintedLine], height: float) -> bool:
    """Whether a paragraph of a cell begins at a height."""
    lines = [line for line in cell if abs(line.y - height) <= ALIGNED]
    return any(find_marker(line.text) is not None or line.text[:1].isupper() for line in lines)
