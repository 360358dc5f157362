"""Plain text made into lines with their place, as a printed page would have them."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ajsearch.model import Block, BlockKind
from ajsearch.readers.layout_bullets import with_bullets
from ajsearch.readers.layout_interleaved import InterleavedRow, find_rows
from ajsearch.readers.layout_markers import find_marker, is_page_number
from ajsearch.readers.layout_paragraphs import Line, ends_sentence
from ajsearch.readers.layout_running import running_lines
from ajsearch.readers.layout_typed import typed_tables
from ajsearch.readers.lines import blocks_of_lines, cell_of_lines

UNWRAPPED = 150
"""Characters: no printed line is longer, so a text with such lines has one paragraph a line."""

SLACK = 0.87
"""Characters of proportional type differ: a line of 87 % of the longest one's characters may be as wide on paper."""

NARROW = 30
"""Characters: lines that all stay below are labels, titles or values rather than a column, which wraps later."""

PAGE_GAP = 3.0
"""Gap across a form feed, in lines."""

_DRAWN = re.compile(r"[-=~*–—]{3,}")


def blocks_of_text(text: str) -> list[Block]:
    """Blocks of a plain text; form feeds part its pages."""
    pages = [_lines_of_page(page, number) for number, page in enumerate(re.split(r"\f", text), start=1)]
    dropped = running_lines([[line.text for line in page] for page in pages]) if len(pages) > 1 else set()
    lines = [
        line for number, page in enumerate(pages) for place, line in enumerate(page) if (number, place) not in dropped
    ]
    lines = [line for line in lines if not _is_lone_page_number(line)]
    lines = with_bullets(_underlined(lines))
    if any(len(line.text) > UNWRAPPED for line in lines):
        return blocks_of_lines([line.with_edge(float("inf")) for line in lines])
    blocks: list[Block] = []
    flow: list[Line] = []
    for element in typed_tables(lines):
        if isinstance(element, Line):
            flow.append(element)
            continue
        blocks += _blocks_of_mixed(flow)
        flow = []
        blocks += element
    return blocks + _blocks_of_mixed(flow)


def _blocks_of_mixed(lines: Sequence[Line]) -> list[Block]:
    """Blocks of lines between tables; two columns that OCR has read as one line are parted."""
    blocks: list[Block] = []
    flow: list[Line] = []
    for element in find_rows(lines):
        if isinstance(element, Line):
            flow.append(element)
            continue
        blocks += _blocks_of_flow(flow)
        flow = []
        blocks.append(_row_block(element))
    return blocks + _blocks_of_flow(flow)


def _blocks_of_flow(lines: Sequence[Line]) -> list[Block]:
    return blocks_of_lines([line for run in _runs(lines) for line in _with_edges(run)])


def _row_block(row: InterleavedRow) -> Block:
    cells = tuple(cell_of_lines(_with_edges(column)) if column else "" for column in (row.left, row.right))
    return Block(kind=BlockKind.ROW, cells=cells, page=row.left[0].page, table=1)


def _lines_of_page(page: str, number: int) -> list[Line]:
    lines: list[Line] = []
    gap = PAGE_GAP
    for raw in page.splitlines():
        text = raw.expandtabs(4).replace("\xa0", " ").rstrip().lstrip("\ufeff")
        bare = text.strip()
        if not bare:
            gap += 1.0
            continue
        left = float(len(text) - len(bare))
        head = len(bare.split(None, 1)[0])
        lines.append(Line(bare, left=left, right=left + len(bare), head=head, gap=gap, page=number))
        gap = 1.0
    return lines


def _is_lone_page_number(line: Line) -> bool:
    return line.gap >= 2 and is_page_number(line.text)


def _underlined(lines: list[Line]) -> list[Line]:
    """The lines without those drawn of hyphens or the like; a line that one stands right below is set off as bold."""
    kept: list[Line] = []
    for line in lines:
        if not _DRAWN.fullmatch(line.text):
            kept.append(line)
        elif kept and line.gap == 1.0:
            kept[-1] = replace(kept[-1], bold=True)
    return kept


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines without a blank one between them; a lone line stays with the run above that it may go on from."""
    run: list[Line] = []
    for line in lines:
        if run and line.gap > 1 and not line.text[:1].islower():
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _with_edges(run: list[Line]) -> list[Line]:
    edge = max(line.right for line in run)
    if _is_list_of_sentences(run) or (edge < NARROW and all(line.text[0].isupper() for line in run)):
        return [line.with_edge(float("inf")) for line in run]
    return [line.with_edge(max(SLACK * edge, line.right)) for line in run]


def _is_list_of_sentences(run: list[Line]) -> bool:
    """Lines that each begin with a capital and end as a sentence: nobody's text wraps so."""
    texts = [marker.rest if (marker := find_marker(line.text)) else line.text for line in run]
    return len(run) > 1 and all(text[:1].isupper() and ends_sentence(text) for text in texts)
