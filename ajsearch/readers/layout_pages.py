"""Pages of words and rules made into blocks in reading order, across page breaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ajsearch.model import Block
from ajsearch.readers.layout_columns import MARGIN, find_regions, split_numbered, split_rows
from ajsearch.readers.layout_content import PageContent, Word
from ajsearch.readers.layout_grid import SNAP, Cell, Grid, find_frames, find_grids
from ajsearch.readers.layout_ladder import find_ladders
from ajsearch.readers.layout_paragraphs import SIZE_CHANGE, Line
from ajsearch.readers.layout_paths import Panel, Rule
from ajsearch.readers.layout_rows import PrintedLine, as_lines, line_spacing, printed_lines, split_apart
from ajsearch.readers.layout_running import running_lines
from ajsearch.readers.layout_tables import Row, Table
from ajsearch.readers.layout_zones import Zone, find_zones
from ajsearch.readers.lines import blocks_of_lines, cell_of_lines, usual_size

CELL_MARGIN = 5.4
"""Points that a cell keeps white at its right side: 0.19 cm in Word and Writer, less elsewhere."""


WIDEST_MARGIN = 85.0
"""Points (3 cm): a right margin is at most so wide, whatever the left one, which leaves room for binding."""


SPACED_LINES = 6
"""Lines from which a column tells its own line spacing."""


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    zones: tuple[Zone, ...]
    content: PageContent


@dataclass(frozen=True, slots=True)
class _Measure:
    """What the whole document's typography tells: right end of its text in points, line spacings in em."""

    edge: float
    spacing: float
    cell_spacing: float

    def of_zone(self, zone: Zone, page: int) -> "_Measure":
        """The same with a column's own right end and line spacing."""
        if not zone.beside:
            return self
        lines = printed_lines(_outside(zone), page)
        spacing = line_spacing(lines) if len(lines) >= SPACED_LINES else self.spacing
        return _Measure(zone.edge or self.edge, spacing, self.cell_spacing)


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines of one zone that no table interrupts, with the font size that most of them have in points."""

    lines: tuple[Line, ...]
    size: float


def blocks_of_pages(contents: Sequence[PageContent]) -> list[Block]:
    """Blocks of all pages; what runs along all of them (headers, footers, page numbers) is left out."""
    pages = [
        _Page(content.number, tuple(_zones(content, words)), content)
        for content, words in zip(contents, _without_running(contents), strict=True)
    ]
    blocks: list[Block] = []
    flow: list[_Run] = []
    tables = 0
    for element in _joined(_all_elements(pages, _measure(pages))):
        if isinstance(element, Table):
            blocks += _blocks_of_flow(flow)
            flow = []
            tables += 1
            blocks += element.blocks(tables)
            continue
        if flow and not 1 / SIZE_CHANGE <= flow[-1].size / element.size <= SIZE_CHANGE:
            blocks += _blocks_of_flow(flow)  # a sidebar's type makes no headings of the text beside it
            flow = []
        flow.append(element)
    return blocks + _blocks_of_flow(flow)


def _blocks_of_flow(flow: Sequence[_Run]) -> list[Block]:
    return blocks_of_lines([line for run in flow for line in run.lines])


def _zones(content: PageContent, words: Sequence[Word]) -> list[Zone]:
    frames = [Panel(cell.x0, cell.y0, cell.x1, cell.y1) for cell in find_frames(content.rules)]
    return find_zones(words, _grids(content, words), [*content.panels, *frames], content.number)


def _grids(content: PageContent, words: Sequence[Word]) -> list[Grid]:
    """Tables with rules on all sides of their cells, and those with lying rules alone."""
    grids = find_grids(content.rules)
    free = [word for word in words if not any(grid.holds(*_middle(word)) for grid in grids)]
    ladders = find_ladders([rule for rule in content.rules if not any(_lies_in(rule, grid) for grid in grids)], free)
    return sorted([*grids, *ladders], key=lambda grid: grid.y0)


def _lies_in(rule: Rule, grid: Grid) -> bool:
    return grid.y0 - SNAP <= rule.y0 <= grid.y1 + SNAP


def _without_running(contents: Sequence[PageContent]) -> list[tuple[Word, ...]]:
    """The words of each page that are not running headers, footers or page numbers."""
    pages = [printed_lines(content.words, content.number) for content in contents]
    dropped = running_lines([[line.text for line in page] for page in pages])
    kept = []
    for number, page in enumerate(pages):
        lines = [line for place, line in enumerate(page) if (number, place) not in dropped]
        first = number == 0
        height = contents[number].height
        kept.append(tuple(word for line in lines for word in line.words if _stays(word, first=first, height=height)))
    return kept


def _stays(word: Word, *, first: bool, height: float) -> bool:
    """What the file itself calls running stays as the first page's header alone."""
    return not word.running or (first and word.y < height / 2)


def _measure(pages: Sequence[_Page]) -> _Measure:
    zones = [(page.number, zone) for page in pages for zone in page.zones]
    flow = [line for number, zone in zones for line in printed_lines(_outside(zone), number)]
    cells = [line for number, zone in zones for grid in zone.grids for line in _cell_lines(zone, grid, number)]
    edges = [line.x1 for line in flow] + [grid.x1 for _, zone in zones for grid in zone.grids]
    return _Measure(max([*edges, *_mirrored(flow, pages)], default=0.0), line_spacing(flow), line_spacing(cells))


def _mirrored(flow: Sequence[PrintedLine], pages: Sequence[_Page]) -> Iterator[float]:
    """The right end that a page with even margins gives: no line may reach it where all are short."""
    if flow and pages:
        margin = min(line.x0 for line in flow)
        yield pages[0].content.width - max(margin, WIDEST_MARGIN)


def _cell_lines(zone: Zone, grid: Grid, page: int) -> Iterator[PrintedLine]:
    for row in grid.rows:
        for cell in row:
            yield from printed_lines(_inside(cell, zone.words), page)


def _middle(word: Word) -> tuple[float, float]:
    """The point by which a word belongs to a cell: the middle of its lower-case letters."""
    return (word.x0 + word.x1) / 2, word.y - 0.25 * word.size


def _inside(cell: Cell, words: Sequence[Word]) -> list[Word]:
    return [word for word in words if cell.holds(*_middle(word))]


def _outside(zone: Zone) -> list[Word]:
    return [word for word in zone.words if not any(grid.holds(*_middle(word)) for grid in zone.grids)]


def _all_elements(pages: Sequence[_Page], measure: _Measure) -> Iterator[_Run | Table]:
    carried: Sequence[float] = ()
    for page in pages:
        for zone in page.zones:
            elements = _elements(page, zone, measure.of_zone(zone, page.number), carried)
            last = elements[-1] if elements else None
            carried = last.columns if isinstance(last, Table) else ()
            yield from elements


def _elements(page: _Page, zone: Zone, measure: _Measure, carried: Sequence[float]) -> list[_Run | Table]:
    """Lines and tables of a zone from top to bottom; ``carried`` are the columns that the one before ended with."""
    placed: list[tuple[float, PrintedLine | Table]] = []
    for grid in zone.grids:
        table = _ruled_table(page, zone, grid, measure)
        if table.rows:
            placed.append((grid.y0, table))
    lines = printed_lines(_outside(zone), page.number)
    for number, run in enumerate(_between(lines, zone.grids)):
        placed.extend(_flow_elements(page, run, measure, () if number else carried))
    return list(_in_runs([element for _, element in sorted(placed, key=lambda one: one[0])], measure))


def _in_runs(elements: Sequence[PrintedLine | Table], measure: _Measure) -> Iterator[_Run | Table]:
    """The elements with neighbouring lines made one run."""
    run: list[PrintedLine] = []
    for element in [*elements, None]:
        if isinstance(element, PrintedLine):
            run.append(element)
            continue
        if run:
            lines = as_lines(split_apart(run), measure.edge, measure.spacing)
            yield _Run(tuple(lines), usual_size(lines))
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


def _flow_elements(
    page: _Page, lines: Sequence[PrintedLine], measure: _Measure, carried: Sequence[float]
) -> Iterator[tuple[float, PrintedLine | Table]]:
    regions = find_regions(lines, measure.spacing, carried)
    for place, line in enumerate(lines):
        if not any(region.start <= place < region.stop for region in regions):
            yield line.y, line
    for region in regions:
        part = lines[region.start : region.stop]
        edges = [*(left - MARGIN for left in region.columns[1:]), measure.edge]
        rows = []
        for cells in split_rows(part, region.columns, measure.spacing, page.content.rules):
            texts = [
                cell_of_lines(as_lines(cell, edge, measure.spacing)) for cell, edge in zip(cells, edges, strict=True)
            ]
            rows.append(Row(texts, list(region.columns), _bold([line for cell in cells for line in cell])))
        yield part[0].y, Table(rows, region.columns, page.number)


def _ruled_table(page: _Page, zone: Zone, grid: Grid, measure: _Measure) -> Table:
    words = [word for word in zone.words if grid.holds(*_middle(word))]
    rows = []
    for cells in grid.rows:
        whole = [printed_lines(_inside(cell, words), page.number) for cell in cells]
        for printed in split_numbered(whole):
            texts = [
                cell_of_lines(as_lines(lines, cell.x1 - CELL_MARGIN, measure.cell_spacing))
                for lines, cell in zip(printed, cells, strict=True)
            ]
            bold = _bold([line for lines in printed for line in lines])
            rows.append(Row(texts, [cell.x0 for cell in cells], bold, grid.covered_from_above(cells)))
    return Table(rows, grid.columns, page.number)


def _bold(lines: Sequence[PrintedLine]) -> bool:
    return bool(lines) and all(line.bold for line in lines)


def _joined(elements: Iterator[_Run | Table]) -> list[_Run | Table]:
    """Elements with the parts of a table on several pages made one."""
    joined: list[_Run | Table] = []
    for element in elements:
        last = joined[-1] if joined else None
        if (
            isinstance(element, Table)
            and isinstance(last, Table)
            and element.page == last.pages[-1] + 1
            and element.continues(last)
        ):
            last.append(element)
        else:
            joined.append(element)
    return joined
