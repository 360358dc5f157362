"""A zone's lines and tables from top to bottom: ruled tables, unruled ones, labels above values, running lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ajsearch.readers.layout_columns import MARGIN, Region, find_regions, split_numbered, split_rows
from ajsearch.readers.layout_grid import Cell, Grid
from ajsearch.readers.layout_labels import LabelPair, find_pairs
from ajsearch.readers.layout_paragraphs import Line
from ajsearch.readers.layout_paths import Rule
from ajsearch.readers.layout_printed import Word
from ajsearch.readers.layout_rows import PrintedLine, as_lines, line_spacing, printed_lines, split_apart
from ajsearch.readers.layout_tables import Row, Table
from ajsearch.readers.layout_zones import Zone
from ajsearch.readers.lines import cell_of_lines, usual_size

CELL_MARGIN = 5.4
"""Points that a cell keeps white at its right side: 0.19 cm in Word and Writer, less elsewhere."""

SPACED_LINES = 6
"""Lines from which a column tells its own line spacing."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What the whole document's typography tells: right end of its text in points, line spacings in em."""

    edge: float
    spacing: float
    cell_spacing: float

    def of_zone(self, zone: Zone) -> "Measure":
        """The same with a column's own right end and line spacing."""
        if not zone.beside:
            return self
        lines = flow_lines(zone)
        spacing = line_spacing(lines) if len(lines) >= SPACED_LINES else self.spacing
        return Measure(zone.edge or self.edge, spacing, self.cell_spacing)


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of one zone that no table interrupts, with the font size that most of them have in points."""

    lines: tuple[Line, ...]
    size: float


def flow_lines(zone: Zone) -> list[PrintedLine]:
    """The lines of a zone outside its ruled tables."""
    free = [word for word in zone.words if not any(grid.holds(*word.middle) for grid in zone.grids)]
    return printed_lines(free, zone.page)


def cell_lines(zone: Zone) -> Iterator[PrintedLine]:
    """The lines in the cells of a zone's ruled tables."""
    for grid in zone.grids:
        for row in grid.rows:
            for cell in row:
                yield from printed_lines(_inside(cell, zone.words), zone.page)


def zone_elements(
    zone: Zone, rules: Sequence[Rule], measure: Measure, carried: Sequence[float]
) -> Iterator[Run | Table]:
    """Lines and tables of a zone from top to bottom; ``carried`` are the columns that the one before ended with."""
    placed: list[tuple[float, PrintedLine | Table]] = []
    for grid in zone.grids:
        table = _ruled_table(zone, grid, measure)
        if table.rows:
            placed.append((grid.y0, table))
    lines = flow_lines(zone)
    for number, run in enumerate(_between(lines, zone.grids)):
        pairs = find_pairs(run) if zone.beside else []
        placed.extend(_label_tables(run, pairs, measure))
        rest = _outside(run, pairs)
        regions = find_regions(rest, measure.spacing, () if number else carried)
        placed.extend(_unruled_table(rest, region, rules, measure) for region in regions)
        placed.extend((line.y, line) for line in _outside(rest, regions))
    placed.sort(key=lambda one: one[0])
    yield from _in_runs([element for _, element in placed], measure)


def _outside(lines: Sequence[PrintedLine], parts: Sequence[Region | LabelPair]) -> list[PrintedLine]:
    taken = {place for part in parts for place in range(part.start, part.stop)}
    return [line for place, line in enumerate(lines) if place not in taken]


def _in_runs(elements: Sequence[PrintedLine | Table], measure: Measure) -> Iterator[Run | Table]:
    """The elements with neighbouring lines made one run."""
    run: list[PrintedLine] = []
    for element in [*elements, None]:
        if isinstance(element, PrintedLine):
            run.append(element)
            continue
        if run:
            lines = as_lines(split_apart(run), measure.edge, measure.spacing)
            yield Run(tuple(lines), usual_size(lines))
            run = []
        if element is not None:
            yield element


def _between(lines: Sequence[PrintedLine], grids: Sequence[Grid]) -> Iterator[list[PrintedLine]]:
    """Lines in runs that no ruled table interrupts."""
    run: list[PrintedLine] = []
    for line in lines:
        if run and any(run[-1].y < grid.y0 < line.y for grid in grids):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _label_tables(
    lines: Sequence[PrintedLine], pairs: Sequence[LabelPair], measure: Measure
) -> Iterator[tuple[float, Table]]:
    """A table for each run of labels with their values below."""
    rows: list[Row] = []
    for number, pair in enumerate(pairs):
        label, value = lines[pair.start], as_lines(lines[pair.start + 1 : pair.stop], measure.edge, measure.spacing)
        columns = label.x0, label.x0 + label.size
        rows.append(Row([label.text, cell_of_lines(value)], list(columns)))
        if number + 1 == len(pairs) or pairs[number + 1].start != pair.stop:
            yield label.y, Table(rows, columns, label.page)
            rows = []


def _unruled_table(
    lines: Sequence[PrintedLine], region: Region, rules: Sequence[Rule], measure: Measure
) -> tuple[float, Table]:
    part = lines[region.start : region.stop]
    edges = [*(left - MARGIN for left in region.columns[1:]), measure.edge]
    rows = []
    for cells in split_rows(part, region.columns, measure.spacing, rules):
        texts = [cell_of_lines(as_lines(cell, edge, measure.spacing)) for cell, edge in zip(cells, edges, strict=True)]
        rows.append(Row(texts, list(region.columns), _bold([line for cell in cells for line in cell])))
    return part[0].y, Table(rows, region.columns, part[0].page)


def _ruled_table(zone: Zone, grid: Grid, measure: Measure) -> Table:
    words = [word for word in zone.words if grid.holds(*word.middle)]
    rows = []
    for cells in grid.rows:
        whole = [printed_lines(_inside(cell, words), zone.page) for cell in cells]
        for printed in split_numbered(whole):
            texts = [
                cell_of_lines(as_lines(lines, cell.x1 - CELL_MARGIN, measure.cell_spacing))
                for lines, cell in zip(printed, cells, strict=True)
            ]
            bold = _bold([line for lines in printed for line in lines])
            rows.append(Row(texts, [cell.x0 for cell in cells], bold, grid.covered_from_above(cells)))
    return Table(rows, grid.columns, zone.page)


def _inside(cell: Cell, words: Sequence[Word]) -> list[Word]:
    return [word for word in words if cell.holds(*word.middle)]


def _bold(lines: Sequence[PrintedLine]) -> bool:
    return bool(lines) and all(line.bold for line in lines)
