"""Tables typed with spaces, or printed by ``pdftotext -layout``: columns by the white strips between them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ajsearch.model import Block, BlockKind
from ajsearch.readers.layout_columns import MARGIN, Region, find_regions, split_rows
from ajsearch.readers.layout_paragraphs import Line
from ajsearch.readers.layout_printed import Word
from ajsearch.readers.layout_rows import PrintedLine, as_lines
from ajsearch.readers.lines import cell_of_lines

CHARACTER = 5.0
SIZE = 10.0
SPACING = 1.2
"""A typed page measured as a printed one: points of a character and of its type, line distance in em."""

LEAST_LINES = 3
"""A table has a header and a row, one of which wraps, or two rows."""

LABEL_END = 30
"""Characters within which a label's colon stands; lists of labels are read line by line."""

LEAST_STARTS = 2
"""So many first cells that begin with a capital or a number show that rows begin so."""

CENTRED = 8.0
"""Characters: a line that begins so far to the right, and alone there, is a centred heading."""

_PART = re.compile(r"\S+(?: \S+)*")
_WRAPPED = re.compile(r"(?<![.;:!?])\n(?=[a-zõäöüšž])")
_WORD = re.compile(r"\S+")
_GAP = re.compile(r"\S\s{2,}\S")


def typed_tables(lines: Sequence[Line]) -> Iterator[Line | tuple[Block, ...]]:
    """The lines, with those of each table made into its rows; tables are numbered from 1 in ``Block.table``."""
    tables = 0
    for run in _runs(lines):
        printed = _printed(run)
        place = 0
        for region in find_regions(printed, SPACING):
            yield from run[place : region.start]
            part = printed[region.start : region.stop]
            place = region.stop
            if _is_table(run[region.start : region.stop], part, region):
                tables += 1
                yield tuple(_rows(part, region, tables))
            else:
                yield from run[region.start : region.stop]
        yield from run[place:]


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines in runs that no centred line interrupts: one that begins where no column does."""
    starts = Counter(int(line.left) + found.start() for line in lines for found in _PART.finditer(line.text))
    run: list[Line] = []
    for line in lines:
        if line.left >= CENTRED and starts[int(line.left)] < 2 and not _GAP.search(line.text):
            yield run
            yield [line]
            run = []
        else:
            run.append(line)
    yield run


def _printed(lines: Sequence[Line]) -> list[PrintedLine]:
    printed = []
    height = 0.0
    for line in lines:
        height += line.gap * SPACING * SIZE
        words = [
            Word(
                found[0],
                (line.left + found.start()) * CHARACTER,
                (line.left + found.end()) * CHARACTER,
                height,
                SIZE,
                line.bold,
            )
            for found in _WORD.finditer(line.text)
        ]
        printed.append(PrintedLine(tuple(words), line.page or 1))
    return printed


def _is_table(lines: Sequence[Line], printed: Sequence[PrintedLine], region: Region) -> bool:
    """Whether the lines stand in columns: all of them, or most beside wrapped ones that stand in one column alone."""
    gapped = sum(bool(_GAP.search(line.text)) for line in lines)
    second = region.columns[1]
    alone = sum(line.x0 >= second - CHARACTER or line.x1 <= second - MARGIN for line in printed)
    labels = sum(":" in line.text[:LABEL_END] for line in lines)
    if 2 * labels >= len(lines):
        return False
    return len(lines) >= LEAST_LINES and (gapped == len(lines) or (gapped >= 2 and alone > 0))


def _rows(lines: Sequence[PrintedLine], region: Region, table: int) -> Iterator[Block]:
    right = max(line.x1 for line in lines)
    edges = [*(left - MARGIN for left in region.columns[1:]), right]
    for part in _parts(lines, region):
        for cells in part:
            texts = [
                _WRAPPED.sub(" ", cell_of_lines(as_lines(cell, edge, SPACING)))
                for cell, edge in zip(cells, edges, strict=True)
            ]
            yield Block(kind=BlockKind.ROW, cells=tuple(texts), page=lines[0].page, table=table)


def _parts(lines: Sequence[PrintedLine], region: Region) -> Iterator[list[list[list[PrintedLine]]]]:
    """The rows in parts, cut where the first column begins anew: typed widths do not tell wrapped lines from others."""
    second = region.columns[1]
    starts = [place for place, line in enumerate(lines) if line.x0 < second - CHARACTER and not line.text[0].islower()]
    if len(starts) < LEAST_STARTS:
        yield split_rows(lines, region.columns, SPACING, ())
        return
    for start, stop in pairwise([0, *starts[1:], len(lines)]):
        cells = split_rows(lines[start:stop], region.columns, SPACING, ())
        yield [[[line for row in cells for line in row[column]] for column in range(len(region.columns))]]
