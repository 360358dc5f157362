"""Whether two stacks of lines side by side are columns of text with rhythms of their own, or a table's rows."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ajsearch.readers.layout_markers import find_marker
from ajsearch.readers.layout_paragraphs import SIZE_CHANGE, ends_sentence, is_capitals
from ajsearch.readers.layout_rows import PrintedLine, line_spacing

SAME_BASELINE = 0.15
"""Em by which the baselines of one table row's cells differ at most."""

OVERLAP = 0.75
"""Em between baselines below which two lines stand beside each other."""

CLASHES = 3
"""Lines off the other side's baselines that make a rhythm of their own; a footnote sign makes one or two."""

CLASH_SHARE = 0.3
"""Share of the lines beside others that must be off: chance alone puts one line in four on a common baseline."""

ROW_GAP = 0.25
"""Em beyond both sides' usual line distance that part the rows of a table."""

ROWS = 3
"""Rows that make a table; two groups are a heading and its text."""

TABLE_SHARE = 0.75
"""Share of row groups with both cells filled, and of those aligned, in a table: some cells are empty."""

CENTRED = 0.2
"""Em between the middles of two cells of a row that is centred vertically."""

HEADING_WORDS = 6
TITLE_SIZE = 1.12  # ratio to the column's own type from which a line is a heading by its size alone
ASCENT, DESCENT = 0.75, 0.22  # em that letters reach above and below their baseline


@dataclass(frozen=True, slots=True)
class Sides:
    """The lines left and right of a white strip, each from top to bottom."""

    left: tuple[PrintedLine, ...]
    right: tuple[PrintedLine, ...]

    def mirrored(self) -> "Sides":
        """The same with left and right exchanged."""
        return Sides(self.right, self.left)


def are_columns(sides: Sides) -> bool:
    """Whether the sides are read one after the other: typography alone says so, no colour or frame."""
    spaced = _are_row_groups(_row_groups(sides, spaced=True))
    if _opens_under_titles(sides) and (not _are_rows(sides) or _are_lists_under_titles(sides)):
        return True
    if spaced:
        return False
    if _has_lone_heading(sides) or _has_lone_heading(sides.mirrored()) or _counts_on(sides) or _starts_apart(sides):
        return True
    clashes, matches = _beside(sides)
    return clashes >= CLASHES and clashes >= CLASH_SHARE * (clashes + matches) and not _are_rows(sides)


def are_panelled_columns(sides: Sides, *, cards: bool) -> bool:
    """The same where a panel holds one side, or (``cards``) a panel of its own each: then only rows speak against."""
    if cards or are_columns(sides):
        return True
    clashes, matches = _beside(sides)
    uneven = abs(len(sides.left) - len(sides.right)) >= CLASHES
    return not _are_rows(sides) and (clashes >= CLASHES - 1 or (uneven and matches < len(sides.left)))


def _beside(sides: Sides) -> tuple[int, int]:
    """Left lines that stand beside a right line off its baseline, and those on one."""
    clashes = matches = 0
    for line in sides.left:
        nearest = min((abs(line.y - other.y) for other in sides.right), default=float("inf"))
        if nearest <= SAME_BASELINE * line.size:
            matches += 1
        elif nearest < OVERLAP * line.size:
            clashes += 1
    return clashes, matches


def _are_rows(sides: Sides) -> bool:
    """Whether white strips across both sides cut them into rows whose cells begin, or have their middle, alike.

    Strips wider than between lines tell rows; any strip does where lines stand beside each other off their baselines:
    only cells that are centred do both.
    """
    centred = _beside(sides)[0] >= CLASHES
    return _are_row_groups(_row_groups(sides, spaced=True)) or (
        centred and _are_row_groups(_row_groups(sides, spaced=False))
    )


def _are_row_groups(found: Iterator[tuple[list[PrintedLine], list[PrintedLine]]]) -> bool:
    groups = list(found)
    both = [(left, right) for left, right in groups if left and right]
    if len(both) < ROWS or len(both) < TABLE_SHARE * len(groups):
        return False
    return sum(_are_aligned(left, right) for left, right in both) >= TABLE_SHARE * len(both)


def _row_groups(sides: Sides, *, spaced: bool) -> Iterator[tuple[list[PrintedLine], list[PrintedLine]]]:
    usual = max(line_spacing(sides.left), line_spacing(sides.right)) - ASCENT - DESCENT
    strip = max(usual, 0.0) + ROW_GAP if spaced else 0.0
    lines = [(line, side) for side, lines in enumerate((sides.left, sides.right)) for line in lines]
    group: tuple[list[PrintedLine], list[PrintedLine]] = ([], [])
    reach = float("-inf")
    for line, side in sorted(lines, key=lambda one: one[0].y):
        if line.y - ASCENT * line.size - reach > strip * line.size and any(group):
            yield group
            group = ([], [])
        group[side].append(line)
        reach = max(reach, line.y + DESCENT * line.size)
    if any(group):
        yield group


def _are_aligned(left: Sequence[PrintedLine], right: Sequence[PrintedLine]) -> bool:
    size = min(left[0].size, right[0].size)
    middle = abs((left[0].y + left[-1].y) - (right[0].y + right[-1].y)) / 2
    return abs(left[0].y - right[0].y) <= SAME_BASELINE * size or middle <= CENTRED * size


def _body_size(lines: Sequence[PrintedLine]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def is_title(line: PrintedLine, body: float) -> bool:
    """Whether a line stands out from text of a size as a section's heading does: larger, and short."""
    text = line.text
    if len(line.words) > HEADING_WORDS or text.endswith((".", ";", ",")) or not text[:1].isupper():
        return False
    larger = line.size > SIZE_CHANGE * body
    return line.size >= TITLE_SIZE * body or (larger and (line.bold or is_capitals(text)))


def first_heading(lines: Sequence[PrintedLine]) -> float | None:
    """The baseline of the first section's heading among a column's lines, not of the title in larger type above it."""
    body = _body_size(lines) if lines else 0.0
    found = [line for line, below in pairwise(lines) if is_title(line, body) or _is_bold_heading(line, below)]
    sizes = Counter(line.size for line in found)
    usual = sizes.most_common(1)[0][0] if found else 0.0
    return next((line.y for line in found if line.size <= SIZE_CHANGE * usual), None)


def _is_bold_heading(line: PrintedLine, below: PrintedLine) -> bool:
    return line.bold and not below.bold and len(line.words) <= HEADING_WORDS


def are_lists(sides: Sides) -> bool:
    """Whether both sides are bulleted from their first line on, as a list set in two columns is.

    A table of duties and results may be, too, under a header: the caller sees to that.
    """
    return all(_is_list(side) for side in (sides.left, sides.right))


def _is_list(lines: Sequence[PrintedLine]) -> bool:
    markers = [find_marker(line.text) for line in lines]
    bullets = [line for line, marker in zip(lines, markers, strict=True) if marker and marker.is_bullet]
    left = min(line.x0 for line in lines)
    apart = [
        line for line, marker in zip(lines, markers, strict=True) if marker is None and line.x0 < left + line.size / 2
    ]
    return len(bullets) > 1 and bullets[0] is lines[0] and not apart


def _opens_under_titles(sides: Sides) -> bool:
    """Whether each side is a heading in larger type with text under it."""
    return all(
        len(side) > 2 and is_title(side[0], _body_size(side)) and not is_title(side[1], _body_size(side))
        for side in (sides.left, sides.right)
    )


def _are_lists_under_titles(sides: Sides) -> bool:
    return all(_is_list(side[1:]) for side in (sides.left, sides.right))


def _has_lone_heading(sides: Sides) -> bool:
    """Whether a heading in larger type stands inside the left side, its text below and the other side's beside it."""
    body, other = _body_size(sides.left), _body_size(sides.right)
    for line, below in pairwise(sides.left[1:]):
        beside = [one for one in sides.right if abs(one.y - line.y) < OVERLAP * line.size]
        if (
            is_title(line, body)
            and not is_title(below, body)
            and beside
            and not any(is_title(o, other) for o in beside)
        ):
            return True
    return False


def _counts_on(sides: Sides) -> bool:
    """Whether the right side's numbers go on where the left side's end: 1. to 5. here and 6. to 10. there."""
    left, right = _numbers(sides.left), _numbers(sides.right)
    return len(left) > 1 and len(right) > 1 and right[0] == left[-1] + 1


def _numbers(lines: Sequence[PrintedLine]) -> list[int]:
    markers = [marker for line in lines if (marker := find_marker(line.text)) and not marker.is_bullet]
    lasts = [marker.text.rstrip(".) ").split(".")[-1] for marker in markers]
    return [int(last) for last in lasts if last.isdigit()]


def _starts_apart(sides: Sides) -> bool:
    """Whether paragraphs begin on either side in the midst of the other's: no row of a table does so on both."""
    starts = _starts_in_midst(sides), _starts_in_midst(sides.mirrored())
    return min(starts) >= 1 and sum(starts) >= CLASHES


def _starts_in_midst(sides: Sides) -> int:
    """Left lines that begin a paragraph beside a right line that goes on with a sentence."""
    count = 0
    for line in sides.left[1:]:
        if find_marker(line.text) is None:
            continue
        for above, beside in pairwise(sides.right):
            goes_on = beside.text[:1].islower() and not ends_sentence(above.text) and find_marker(beside.text) is None
            if goes_on and abs(beside.y - line.y) <= SAME_BASELINE * line.size:
                count += 1
    return count
