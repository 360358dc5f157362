"""Pages of words and rules made into blocks in reading order, across page breaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ajsearch.model import Block
from ajsearch.readers.flow import header_blocks
from ajsearch.readers.layout_content import PageContent
from ajsearch.readers.layout_elements import Measure, Run, cell_lines, flow_lines, zone_elements
from ajsearch.readers.layout_grid import SNAP, Grid, find_frames, find_grids
from ajsearch.readers.layout_ladder import find_ladders
from ajsearch.readers.layout_paragraphs import SIZE_CHANGE
from ajsearch.readers.layout_paths import Panel, Rule
from ajsearch.readers.layout_printed import Word
from ajsearch.readers.layout_rows import PrintedLine, line_spacing, printed_lines
from ajsearch.readers.layout_running import line_key, running_lines
from ajsearch.readers.layout_tables import Table
from ajsearch.readers.layout_zones import Zone, find_zones
from ajsearch.readers.lines import blocks_of_lines

PAGE_WORD = 4
"""Letters of "lehe" and "page", with which a page's number is printed; a name of a house has a longer word."""

WIDEST_MARGIN = 85.0
"""Points (3 cm): a right margin is at most so wide, whatever the left one, which leaves room for binding."""


@dataclass(frozen=True, slots=True)
class _Page:
    zones: tuple[Zone, ...]
    content: PageContent


def blocks_of_pages(contents: Sequence[PageContent]) -> list[Block]:
    """Blocks of all pages; what runs along all of them (headers, footers) stands at the end, page numbers nowhere."""
    kept, running = _without_running(contents)
    pages = [_Page(tuple(_zones(content, words)), content) for content, words in zip(contents, kept, strict=True)]
    blocks: list[Block] = []
    flow: list[Run] = []
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
    return blocks + _blocks_of_flow(flow) + header_blocks(running)


def _blocks_of_flow(flow: Sequence[Run]) -> list[Block]:
    return blocks_of_lines([line for run in flow for line in run.lines])


def _zones(content: PageContent, words: Sequence[Word]) -> list[Zone]:
    frames = [Panel(cell.x0, cell.y0, cell.x1, cell.y1) for cell in find_frames(content.rules)]
    return find_zones(words, _grids(content, words), [*content.panels, *frames], content.number)


def _grids(content: PageContent, words: Sequence[Word]) -> list[Grid]:
    """Tables with rules on all sides of their cells, and those with lying rules alone."""
    grids = find_grids(content.rules)
    free = [word for word in words if not any(grid.holds(*word.middle) for grid in grids)]
    ladders = find_ladders([rule for rule in content.rules if not any(_lies_in(rule, grid) for grid in grids)], free)
    return sorted([*grids, *ladders], key=lambda grid: grid.y0)


def _lies_in(rule: Rule, grid: Grid) -> bool:
    return grid.y0 - SNAP <= rule.y0 <= grid.y1 + SNAP


def _without_running(contents: Sequence[PageContent]) -> tuple[list[tuple[Word, ...]], list[str]]:
    """The words of each page that are not running headers, footers or page numbers, and the texts of those that are."""
    pages = [printed_lines(content.words, content.number) for content in contents]
    dropped = running_lines([[line.text for line in page] for page in pages])
    kept: list[tuple[Word, ...]] = []
    running: dict[str, str] = {}
    shown: set[str] = set()
    for number, page in enumerate(pages):
        stays = partial(_stays, first=number == 0, height=contents[number].height)
        lines = [
            [] if (number, place) in dropped else list(filter(stays, line.words)) for place, line in enumerate(page)
        ]
        kept.append(tuple(word for words in lines for word in words))
        for line, words in zip(page, lines, strict=True):
            if words:
                shown.add(line_key(line.text))
            elif _has_words(line.text):
                running.setdefault(line_key(line.text), line.text)
    return kept, [text for key, text in running.items() if key not in shown]


def _has_words(text: str) -> bool:
    return any(len(word) > PAGE_WORD and word.isalpha() for word in text.split())


def _stays(word: Word, *, first: bool, height: float) -> bool:
    """What the file itself calls running stays as the first page's header alone."""
    return not word.running or (first and word.y < height / 2)


def _measure(pages: Sequence[_Page]) -> Measure:
    zones = [zone for page in pages for zone in page.zones]
    flow = [line for zone in zones for line in flow_lines(zone)]
    cells = [line for zone in zones for line in cell_lines(zone)]
    edges = [line.x1 for line in flow] + [grid.x1 for zone in zones for grid in zone.grids]
    return Measure(max([*edges, *_mirrored(flow, pages)], default=0.0), line_spacing(flow), line_spacing(cells))


def _mirrored(flow: Sequence[PrintedLine], pages: Sequence[_Page]) -> Iterator[float]:
    """The right end that a page with even margins gives: no line may reach it where all are short."""
    if flow and pages:
        margin = min(line.x0 for line in flow)
        yield pages[0].content.width - max(margin, WIDEST_MARGIN)


def _all_elements(pages: Sequence[_Page], measure: Measure) -> Iterator[Run | Table]:
    carried: Sequence[float] = ()
    for page in pages:
        for zone in page.zones:
            elements = list(zone_elements(zone, page.content.rules, measure.of_zone(zone), carried))
            last = elements[-1] if elements else None
            carried = last.columns if isinstance(last, Table) else ()
            yield from elements


def _joined(elements: Iterator[Run | Table]) -> list[Run | Table]:
    """Elements with the parts of a table on several pages made one."""
    joined: list[Run | Table] = []
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
