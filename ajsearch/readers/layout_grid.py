"""Tables with ruling lines: which rules make a grid, and which rectangles of it are cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ajsearch.readers.layout_paths import Rule

SNAP = 5.5  # points: double borders, and borders drawn cell by cell, lie closer; rows and columns do not
MAX_RULES = 400  # merged rules on a page: a table has some sixty, a drawing thousands
COVER = 0.5  # share of a cell's side that rules must cover to part it from its neighbour


@dataclass(frozen=True, slots=True)
class Cell:
    """A rectangle between rules, in points, with the grid row and column of its upper left corner."""

    x0: float
    y0: float
    x1: float
    y1: float
    row: int
    column: int

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x0 <= x < self.x1 and self.y0 <= y < self.y1


@dataclass(frozen=True, slots=True)
class Grid:
    """One ruled table on a page: its cells by rows, and its outline."""

    rows: tuple[tuple[Cell, ...], ...]
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def columns(self) -> tuple[float, ...]:
        """Left ends of the cells of the row that has most."""
        return tuple(cell.x0 for cell in max(self.rows, key=len))

    def covered_from_above(self, row: Sequence[Cell]) -> tuple[int, ...]:
        """The columns at which a cell of a row above reaches down beside a row's cells."""
        top = min(cell.y0 for cell in row)
        reaching = [cell for one in self.rows for cell in one if cell.y0 < top - SNAP and cell.y1 > top + SNAP]
        return tuple(
            place
            for place, left in enumerate(self.columns)
            if any(cell.x0 - SNAP <= left < cell.x1 - SNAP for cell in reaching)
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside the outline."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """The ruled tables of two or more columns among a page's rules, from top to bottom."""
    grids = [grid for grid in _closed(rules) if len(grid.columns) > 1]
    inner = [grid for grid in grids if not any(_inside(grid, other) for other in grids if other is not grid)]
    return sorted(inner, key=lambda grid: grid.y0)


def find_frames(rules: Sequence[Rule]) -> list[Cell]:
    """The rectangles of rules that are no table: frames, one below the other where they touch."""
    return [row[0] for grid in _closed(rules) if len(grid.columns) == 1 for row in grid.rows]


def _closed(rules: Sequence[Rule]) -> list[Grid]:
    merged = merge_rules(rules)
    if len(merged) > MAX_RULES:
        return []
    return [grid for group in _connected(merged) if (grid := _grid(group)) is not None]


def merge_rules(rules: Sequence[Rule]) -> list[Rule]:
    """Rules with pieces of one line, drawn cell by cell or twice, put together."""
    lines: dict[tuple[bool, int], list[Rule]] = {}
    for rule in sorted(rules, key=lambda one: (one.x0, one.y0)):
        place = round((rule.y0 if rule.horizontal else rule.x0) / (SNAP / 2))
        line = lines.setdefault((rule.horizontal, place), [])
        last = line[-1] if line else None
        if last is not None and _touch(last, rule):
            line[-1] = _lengthened(last, rule)
        else:
            line.append(rule)
    return [rule for line in lines.values() for rule in line]


def _lengthened(rule: Rule, other: Rule) -> Rule:
    if rule.horizontal:
        return Rule(rule.x0, rule.y0, max(rule.x1, other.x1), rule.y0)
    return Rule(rule.x0, rule.y0, rule.x0, max(rule.y1, other.y1))


def _inside(grid: Grid, other: Grid) -> bool:
    return other.holds(grid.x0, grid.y0) and other.holds(grid.x1, grid.y1) and _area(other) > _area(grid)


def _area(grid: Grid) -> float:
    return (grid.x1 - grid.x0) * (grid.y1 - grid.y0)


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules in groups that touch each other."""
    groups: list[tuple[list[float], list[Rule]]] = []
    for rule in rules:
        box = [rule.x0 - SNAP, rule.y0 - SNAP, rule.x1 + SNAP, rule.y1 + SNAP]
        members = [rule]
        rest = []
        for other_box, others in groups:
            if _meets(box, other_box) and any(_touch(rule, other) for other in others):
                members.extend(others)
                box = _union(box, other_box)
            else:
                rest.append((other_box, others))
        groups = [*rest, (box, members)]
    return [members for _, members in groups]


def _meets(first: Sequence[float], second: Sequence[float]) -> bool:
    return first[0] <= second[2] and second[0] <= first[2] and first[1] <= second[3] and second[1] <= first[3]


def _union(first: Sequence[float], second: Sequence[float]) -> list[float]:
    return [min(first[0], second[0]), min(first[1], second[1]), max(first[2], second[2]), max(first[3], second[3])]


def _touch(first: Rule, second: Rule) -> bool:
    return (
        first.x0 - SNAP <= second.x1
        and second.x0 - SNAP <= first.x1
        and first.y0 - SNAP <= second.y1
        and second.y0 - SNAP <= first.y1
    )


def _grid(rules: Sequence[Rule]) -> Grid | None:
    lying = [rule for rule in rules if rule.horizontal]
    standing = [rule for rule in rules if not rule.horizontal]
    if not standing or not lying:
        return None
    xs = _snap([rule.x0 for rule in standing] + [min(r.x0 for r in lying), max(r.x1 for r in lying)])
    ys = _snap([rule.y0 for rule in lying] + [min(r.y0 for r in standing), max(r.y1 for r in standing)])
    if len(xs) < 2 or len(ys) < 2:
        return None
    rows = _cells(xs, ys, lying, standing)
    return Grid(rows, xs[0], ys[0], xs[-1], ys[-1])


def _snap(values: Iterable[float]) -> list[float]:
    """Values without near doubles, in order."""
    snapped: list[float] = []
    for value in sorted(values):
        if not snapped or value - snapped[-1] > SNAP:
            snapped.append(value)
    return snapped


def _cells(
    xs: Sequence[float], ys: Sequence[float], lying: Sequence[Rule], standing: Sequence[Rule]
) -> tuple[tuple[Cell, ...], ...]:
    """Cells by rows; a cell that spans rows stands in its first one, and empty in the others to keep the columns."""
    width, height = len(xs) - 1, len(ys) - 1
    owner = {(row, column): (row, column) for row in range(height) for column in range(width)}
    for row in range(height):
        for column in range(width):
            if column and not _parts(standing, xs[column], ys[row], ys[row + 1]):
                owner[row, column] = owner[row, column - 1]
            elif row:
                stop = next(
                    (x for x in range(column + 1, width) if _parts(standing, xs[x], ys[row], ys[row + 1])), width
                )
                if not _parted(lying, ys[row], xs[column], xs[stop]):
                    owner[row, column] = owner[row - 1, column]
    rows = []
    for row in range(height):
        starts = [column for column in range(width) if column == 0 or owner[row, column] != owner[row, column - 1]]
        cells = []
        for start, stop in zip(starts, [*starts[1:], width], strict=True):
            top, _ = owner[row, start]
            bottom = row + 1
            mine = owner[row, start]
            while top == row and bottom < height and all(owner[bottom, one] == mine for one in range(start, stop)):
                bottom += 1  # a table inside the cell ends it: what it holds stands in rows of its own
            low = ys[bottom] if top == row else ys[row]
            cells.append(Cell(xs[start], ys[row], xs[stop], low, row, start))
        rows.append(tuple(cells))
    return tuple(rows)


def _parted(lying: Sequence[Rule], y: float, left: float, right: float) -> bool:
    """Whether rules lie at height ``y`` along most of the way from ``left`` to ``right``."""
    covered = sum(max(0.0, min(rule.x1, right) - max(rule.x0, left)) for rule in lying if abs(rule.y0 - y) <= SNAP)
    return covered >= COVER * (right - left)


def _parts(standing: Sequence[Rule], x: float, top: float, bottom: float) -> bool:
    """Whether rules stand at ``x`` along most of the way from ``top`` to ``bottom``."""
    covered = sum(max(0.0, min(rule.y1, bottom) - max(rule.y0, top)) for rule in standing if abs(rule.x0 - x) <= SNAP)
    return covered >= COVER * (bottom - top)
