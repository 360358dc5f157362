"""Pages of words and rules made into blocks in reading order, across page breaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ajsearch.model import Block
from ajsearch.readers.layout_columns import MARGIN, find_regions, split_numbered, split_rows
from ajsearch.readers.layout_content import PageContent, Word
from ajsearch.readers.layout_grid import SNAP, Cell, Grid, find_grids
from ajsearch.readers.layout_ladder import find_ladders
from ajsearch.readers.layout_paths import Rule
from ajsearch.readers.layout_rows import PrintedLine, as_lines, line_spacing, printed_lines
from ajsearch.readers.layout_running import running_lines
from ajsearch.readers.layout_tables import Row, Table
from ajsearch.readers.lines import blocks_of_lines, cell_of_lines

CELL_MARGIN = 5.4
"""Points that a cell keeps white at its right side: 0.19 cm in Word and Writer, less elsewhere."""


WIDEST_MARGIN = 85.0
"""Points (3 cm): a right margin is at most so wide, whatever the left one, which leaves room for binding."""


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    grids: tuple[Grid, ...]
    content: PageContent
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Measure:
    """What the whole document's typography tells: right end of its text in points, line spacings in em."""

    edge: float
    spacing: float
    cell_spacing: float


def blocks_of_pages(contents: Sequence[PageContent]) -> list[Block]:
    """Blocks of all pages; what runs along all of them (headers, footers, page numbers) is left out."""
    pages = [
        _Page(content.number, tuple(_grids(content, words)), content, words)
        for content, words in zip(contents, _without_running(contents), strict=True)
    ]
    measure = _measure(pages)
    blocks: list[Block] = []
    flow: list[PrintedLine] = []
    tables = 0
    for element in _joined(_all_elements(pages, measure)):
        if isinstance(element, PrintedLine):
            flow.append(element)
            continue
        blocks += blocks_of_lines(as_lines(flow, measure.edge, measure.spacing))
        flow = []
        tables += 1
        blocks += element.blocks(tables)
    return blocks + blocks_of_lines(as_lines(flow, measure.edge, measure.spacing))


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
    flow = [line for page in pages for line in printed_lines(_outside(page), page.number)]
    cells = [line for page in pages for grid in page.grids for line in _cell_lines(page, grid)]
    edges = [line.x1 for line in flow] + [grid.x1 for page in pages for grid in page.grids]
    return _Measure(max([*edges, *_mirrored(flow, pages)], default=0.0), line_spacing(flow), line_spacing(cells))


def _mirrored(flow: Sequence[PrintedLine], pages: Sequence[_Page]) -> Iterator[float]:
    """The right end that a page with even margins gives: no line may reach it where all are short."""
    if flow and pages:
        margin = min(line.x0 for line in flow)
        yield pages[0].content.width - max(margin, WIDEST_MARGIN)


def _cell_lines(page: _Page, grid: Grid) -> Iterator[PrintedLine]:
    for row in grid.rows:
        for cell in row:
            yield from printed_lines(_inside(cell, page.words), page.number)


def _middle(word: Word) -> tuple[float, float]:
    """The point by which a word belongs to a cell: the middle of its lower-case letters."""
    return (word.x0 + word.x1) / 2, word.y - 0.25 * word.size


def _inside(cell: Cell, words: Sequence[Word]) -> list[Word]:
    return [word for word in words if cell.holds(*_middle(word))]


def _outside(page: _Page) -> list[Word]:
    return [word for word in page.words if not any(grid.holds(*_middle(word)) for grid in page.grids)]


def _all_elements(pages: Sequence[_Page], measure: _Measure) -> Iterator[PrintedLine | Table]:
    carried: Sequence[float] = ()
    for page in pages:
        elements = _elements(page, measure, carried)
        last = elements[-1] if elements else None
        carried = last.columns if isinstance(last, Table) else ()
        yield from elements


def _elements(page: _Page, measure: _Measure, carried: Sequence[float]) -> list[PrintedLine | Table]:
    """Lines and tables of a page from top to bottom; ``carried`` are the columns that the page before ended with."""
    placed: list[tuple[float, PrintedLine | Table]] = []
    for grid in page.grids:
        table = _ruled_table(page, grid, measure)
        if table.rows:
            placed.append((grid.y0, table))
    lines = printed_lines(_outside(page), page.number)
    for number, run in enumerate(_between(lines, page.grids)):
        placed.extend(_flow_elements(page, run, measure, () if number else carried))
    return [element for _, element in sorted(placed, key=lambda one: one[0])]


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


def _ruled_table(page: _Page, grid: Grid, measure: _Measure) -> Table:
    words = [word for word in page.words if grid.holds(*_middle(word))]
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


def _joined(elements: Iterator[PrintedLine | Table]) -> list[PrintedLine | Table]:
    """Elements with the parts of a table on several pages made one."""
    joined: list[PrintedLine | Table] = []
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
