"""Two columns that OCR has read as one line: "3.1. Nõustab kliente ja = Kliendid on saanud" made into rows again.

A bullet in the middle of a line shows where the right column begins. Lines without one are parted so that both
columns stay wrapped as a printer wraps them: no line wider than its column, and no first word that would still have
fitted on the line above. Widths are estimated from the letters, since OCR keeps none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from ajsearch.readers.layout_markers import BULLET, find_marker
from ajsearch.readers.layout_paragraphs import Line, ends_sentence

MIN_LINES = 4
"""Lines with a bullet in their middle that make a two-column page; one or two are formulas or products."""

ROW_LINES = 12
"""Lines that a row goes on for at most without a number or bullet of its own."""

INDENT = 15.0
"""Characters: a line that begins so far to the right has nothing in its left column."""

SLACK = 0.06
"""Share by which estimated widths err."""

_MIDDLE = re.compile(r"^(?P<left>\S.{8,}?)[\s|]+[=»•*¢«\ue000-\uf8ff][\s|]+(?P<right>[^\W\d_].{3,})$")
_WIDE_GAP = re.compile(r"^(?P<left>\S.*?)\s{3,}(?P<right>\S.*)$")
_NARROW = frozenset("iljtfrI.,;:'|!()[]/-1 ")
_WIDE = frozenset("mwMWÕÖÜÄõöäü@%ADEGHKNOQRUV")


@dataclass(slots=True)
class InterleavedRow:
    """The lines of a duty and of its results."""

    left: list[Line] = field(default_factory=list)
    right: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Widths:
    """Widest lines of the two columns, in em."""

    left: float
    right: float


def find_rows(lines: Sequence[Line]) -> Iterator[Line | InterleavedRow]:
    """The lines, with those of interleaved columns gathered into rows."""
    parted = [match for line in lines if (match := _match(line))]
    if len(parted) < MIN_LINES:
        yield from lines
        return
    widths = _Widths(max(map(_width, (m["left"] for m in parted))), max(map(_width, (m["right"] for m in parted))))
    place = 0
    while place < len(lines):
        if _match(lines[place]) is None:
            yield lines[place]
            place += 1
            continue
        stop = _row_end(lines, place)
        yield _row(lines[place:stop], widths)
        place = stop


def _match(line: Line) -> re.Match[str] | None:
    return _MIDDLE.match(line.text) if find_marker(line.text) is None or line.text[0].isdigit() else None


def _row_end(lines: Sequence[Line], start: int) -> int:
    """Where a row ends: at the next number, a heading's gap or a line that opens with a bullet."""
    for place in range(start + 1, min(len(lines), start + ROW_LINES)):
        marker = find_marker(lines[place].text)
        if (marker is not None and marker.sure) or lines[place].gap > 3 or lines[place].page != lines[start].page:
            return place
    return min(len(lines), start + ROW_LINES)


def _row(lines: Sequence[Line], widths: _Widths) -> InterleavedRow:
    row = InterleavedRow()
    for (left, right), line in zip(_best_parts(lines, widths), lines, strict=True):
        if left:
            row.left.append(_piece(line, left))
        if right:
            row.right.append(_piece(line, right))
    return row


def _piece(line: Line, text: str) -> Line:
    return replace(
        line, text=text, left=0.0, right=float(len(text)), edge=0.0, head=float(len(text.split(maxsplit=1)[0])), gap=1.0
    )


def _best_parts(lines: Sequence[Line], widths: _Widths) -> list[tuple[str, str]]:
    """The cheapest way to part each line, given how the line above it was parted."""
    paths: list[tuple[float, list[tuple[str, str]]]] = [(0.0, [])]
    for line in lines:
        options = _options(line)
        paths = [
            min(
                (
                    (cost + _cost(parts[-1] if parts else None, option, widths), [*parts, option])
                    for cost, parts in paths
                ),
                key=lambda path: path[0],
            )
            for option in options
        ]
    return min(paths, key=lambda path: path[0] + _end_cost(path[1][-1]))[1]


def _end_cost(last: tuple[str, str]) -> float:
    """How badly a row ends: both columns should end a sentence."""
    return sum(0.5 for text in last if text and not ends_sentence(text))


def _options(line: Line) -> list[tuple[str, str]]:
    """A line parted at its bullet or at a wide gap, or else before each of its words."""
    if found := _match(line):
        return [(found["left"].strip(), f"{BULLET} {found['right']}")]
    if line.left >= INDENT:
        return [("", line.text)]
    if found := _WIDE_GAP.match(line.text):
        return [(found["left"], found["right"])]
    words = line.text.split()
    return [(" ".join(words[:place]), " ".join(words[place:])) for place in range(len(words) + 1)]


def _cost(above: tuple[str, str] | None, option: tuple[str, str], widths: _Widths) -> float:
    cost = 0.0
    for column, width in enumerate((widths.left, widths.right)):
        over = _width(option[column]) / width - 1 - SLACK
        cost += 10 * max(0.0, over)
        if above is not None:
            cost += _wrap_cost(above[column], option[column], width)
    return cost


def _wrap_cost(above: str, text: str, width: float) -> float:
    """How badly a column goes on: a word that would have fitted above, text after none, a stop in mid-sentence."""
    if not text:
        return 0.0 if not above or ends_sentence(above) else 0.5
    if not above:
        return 1.0
    if text.startswith(BULLET):
        return 0.0
    room = 1 - (_width(above) + 0.3 + _width(text.split(maxsplit=1)[0])) / width
    empty = max(0.0, 1 - _width(above) / width)
    return 2 * max(0.0, room - SLACK) + 0.2 * empty + (0.5 if ends_sentence(above) else 0.0)


def _width(text: str) -> float:
    """Estimated width in em of a proportional type."""
    return sum(0.3 if letter in _NARROW else 0.62 if letter in _WIDE else 0.5 for letter in text.removeprefix(BULLET))
