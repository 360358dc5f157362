"""Ruling lines, bullets and panels from the paths that a PDF page draws."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Matrix = tuple[float, ...]
"""Six numbers a b c d e f as PDF writes a transformation."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
THIN = 3.0  # points: a filled rectangle up to this is a ruling line and not a coloured cell
SHORT = 4.0  # points: a shorter stroke is a tick or part of a drawing
DOT = (1.5, 8.0)  # points: browsers draw bullets as shapes of this size
PANEL = (40.0, 14.0)  # points: a narrower or lower rectangle holds no text of its own
MAX_PANELS = 500  # rectangles on one page that are kept: a page has dozens, a drawing thousands
MAX_RULES = 20_000

_PAINT = frozenset((b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"n"))
_STROKES = frozenset((b"S", b"s", b"B", b"B*", b"b", b"b*"))


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line in points from the upper left corner: horizontal where ``y0 == y1``, else vertical."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        """Whether it lies (else it stands)."""
        return self.y0 == self.y1


@dataclass(frozen=True, slots=True)
class Dot:
    """A small shape that may be a bullet: its left, right and lower ends in points from the upper left corner."""

    x0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Panel:
    """A filled or framed rectangle in points from the upper left corner; ``pieces`` that it was drawn in."""

    x0: float
    y0: float
    x1: float
    y1: float
    pieces: int = 1

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """The transformation that applies ``first``, then ``second``."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


class PathTracer:
    """Follows path operators and keeps the straight lines, the small dots and the panels among what is painted."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self.dots: list[Dot] = []
        self.panels: list[Panel] = []
        self._subpaths: list[list[tuple[float, float]]] = []

    def draw(self, operator: bytes, operands: Any, matrix: Matrix) -> bool:
        """Take one operator; False where it has nothing to do with paths."""
        if operator in _PAINT:
            self._paint(operator)
        elif operator == b"m":
            self._subpaths.append([_point(operands, matrix)])
        elif operator == b"l":
            if self._subpaths:
                self._subpaths[-1].append(_point(operands, matrix))
        elif operator == b"re":
            x, y, width, height = (float(value) for value in operands[:4])
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
            self._subpaths.append([_point(corner, matrix) for corner in corners])
        elif operator == b"h":
            if self._subpaths:
                self._subpaths[-1].append(self._subpaths[-1][0])
        elif operator in (b"c", b"v", b"y"):
            if self._subpaths:
                self._subpaths[-1].extend(_point(operands[at : at + 2], matrix) for at in range(0, len(operands), 2))
        else:
            return False
        return True

    def _paint(self, operator: bytes) -> None:
        subpaths, self._subpaths = self._subpaths, []
        if operator == b"n" or len(self.rules) + len(self.dots) > MAX_RULES:
            return
        for points in subpaths:
            xs, ys = [point[0] for point in points], [point[1] for point in points]
            width, height = max(xs) - min(xs), max(ys) - min(ys)
            if DOT[0] <= min(width, height) and max(width, height) <= min(DOT[1], 1.5 * min(width, height)):
                self.dots.append(Dot(min(xs), max(xs), max(ys)))
            elif width <= THIN or height <= THIN:
                self._add(min(xs), min(ys), max(xs), max(ys))
            else:
                if width >= PANEL[0] and height >= PANEL[1] and len(self.panels) < MAX_PANELS:
                    self.panels.append(Panel(min(xs), min(ys), max(xs), max(ys)))
                if operator in _STROKES:
                    for start, end in pairwise(points):
                        self._add(*start, *end)

    def _add(self, x0: float, y0: float, x1: float, y1: float) -> None:
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if y1 - y0 <= THIN and x1 - x0 >= SHORT:
            middle = (y0 + y1) / 2
            self.rules.append(Rule(x0, middle, x1, middle))
        elif x1 - x0 <= THIN and y1 - y0 >= SHORT:
            middle = (x0 + x1) / 2
            self.rules.append(Rule(middle, y0, middle, y1))


def _point(operands: Any, matrix: Matrix) -> tuple[float, float]:
    x, y = float(operands[0]), float(operands[1])
    a, b, c, d, e, f = matrix
    return x * a + y * c + e, x * b + y * d + f
