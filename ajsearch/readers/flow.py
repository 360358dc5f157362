"""Paragraphs and tables of word-processor formats made into blocks, the same way for all of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from msgspec.structs import replace

from ajsearch.model import Block, BlockKind
from ajsearch.readers.layout_markers import BULLET, find_marker
from ajsearch.readers.layout_paragraphs import is_capitals
from ajsearch.readers.lines import HEADING_CHARACTERS, close_up

WRAP_WIDTH = 60
"""A manual line break after a line of at least so many characters may be a wrap; shorter lines are meant as lines."""
HEADER_CHARACTERS = 200
MAX_HEADERS = 20
"""A document names its author in the first lines of its headers; more of them, or longer ones, are no names."""
HEADING_WORDS = 12
"""A numbered paragraph with more words is a point and not a heading, whatever follows it."""
_INVISIBLE = {**dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff")), ord("\u00a0"): " "}
_SPACES = re.compile(r"[^\S\n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Text with single spaces, without soft hyphens, invisible and control characters; "\\n" stays."""
    text = close_up(_CONTROL.sub("", text.translate(_INVISIBLE)))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


@dataclass(slots=True)
class Paragraph:
    """One paragraph as a format gives it: ``text`` is raw, "\\n" in it is a manual line break."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    marker: str | None = None
    level: int = 0
    bold: bool = False

    def blocks(self) -> list[Block]:
        """A block for each line that was meant as a line; the marker belongs to the first."""
        lines = _unwrap(clean_text(self.text))
        return [self._block(line, first=number == 0) for number, line in enumerate(lines)]

    def _block(self, line: str, *, first: bool) -> Block:
        kind, marker, level = self.kind, self.marker if first else None, self.level
        if kind is BlockKind.LIST_ITEM and marker is None:
            kind, level = BlockKind.PARAGRAPH, 0
        typed = find_marker(line) if marker is None else None
        if typed and typed.rest and (typed.sure or not line[0].isalpha()):
            marker, line = typed.text, typed.rest
            if kind is BlockKind.PARAGRAPH:
                kind, level = BlockKind.LIST_ITEM, max(1, typed.depth)
        if kind is not BlockKind.HEADING and looks_like_heading(line, marker, bold=self.bold):
            kind, level = BlockKind.HEADING, marker_depth(marker)
        return Block(kind=kind, cells=(line,), marker=marker, level=level, bold=self.bold)


def looks_like_heading(text: str, marker: str | None, *, bold: bool) -> bool:
    """Whether a paragraph without a heading's style is one: short, in bold or capitals, no sentence, no bullet."""
    if len(text) > HEADING_CHARACTERS or marker == BULLET or sum(map(str.isalpha, text)) < 3:
        return False
    if text.endswith((".", ";", ",")) or text[0].islower():
        return False
    return bold or is_capitals(text)


def with_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with short first-level points that others stand under as headings: "1. Üldosa" before "1.1."."""
    following: list[Block | None] = [*blocks[1:], None]
    before: list[Block | None] = [None, *blocks[:-1]]
    return [
        replace(block, kind=BlockKind.HEADING, level=1)
        if _heads(block, below) and not _ends_list(above, block)
        else block
        for above, block, below in zip(before, blocks, following, strict=True)
    ]


def _ends_list(above: Block | None, block: Block) -> bool:
    """Whether a point counts on from the one right above it, so that it is the last of a list."""
    numbers = [re.sub(r"\D", "", one.marker or "") for one in (above, block) if one and marker_depth(one.marker) == 1]
    return len(numbers) == 2 and all(numbers) and int(numbers[0]) + 1 == int(numbers[1])


def _heads(block: Block, below: Block | None) -> bool:
    marker = block.marker
    if block.kind is not BlockKind.LIST_ITEM or marker is None or below is None or marker_depth(marker) != 1:
        return False
    text = block.text
    if marker.endswith(")") or len(text.split()) > HEADING_WORDS or text.endswith((".", ";", ",")) or text[0].islower():
        return False
    return below.marker is None or below.marker == BULLET or marker_depth(below.marker) > 1


def header_blocks(texts: Iterable[str]) -> list[Block]:
    """Running headers and footers, each line of each once; a tab parts what stands at the left and at the right."""
    lines = (clean_text(part) for text in texts for part in re.split(r"[\t\n]", text))
    kept = dict.fromkeys(line for line in lines if 0 < len(line) <= HEADER_CHARACTERS)
    return [Block(kind=BlockKind.HEADER, cells=(line,)) for line in list(kept)[:MAX_HEADERS]]


@lru_cache(maxsize=1_000)
def marker_depth(marker: str | None) -> int:
    """How many numbers a marker has: 2 for "3.1.", 0 for bullets, letters and none."""
    return len(re.findall(r"\d+", marker or ""))


def _unwrap(text: str) -> list[str]:
    lines: list[str] = []
    for line in text.split("\n") if text else []:
        if lines and len(lines[-1]) >= WRAP_WIDTH and lines[-1][-1] not in ".;:!?" and line[0].islower():
            lines[-1] += " " + line
        else:
            lines.append(line)
    return lines


@dataclass(slots=True)
class Cell:
    """One cell and the grid column it starts in; one that a merged cell covers is empty, ``above`` from a row above."""

    blocks: list[Block]
    start: int
    above: bool = False


@dataclass(slots=True)
class Flow:
    """Blocks gathered in reading order, tables numbered from 1."""

    blocks: list[Block] = field(default_factory=list)
    tables: int = 0

    def paragraph(self, paragraph: Paragraph) -> None:
        """Append a paragraph, heading or list item; an empty one gives nothing."""
        self.blocks.extend(paragraph.blocks())

    def add(self, blocks: Iterable[Block]) -> None:
        """Append what another flow gathered, its tables numbered on from this one's."""
        numbers: dict[int | None, int | None] = {None: None}
        for block in blocks:
            if block.table not in numbers:
                self.tables += 1
                numbers[block.table] = self.tables
            self.blocks.append(replace(block, table=numbers[block.table]))

    def table(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Append a table as rows; a frame (one column) or a layout as what stands in it."""
        model = max(([cell.start for cell in row] for row in rows), key=len, default=[])
        if len(model) <= 1:
            for row in rows:
                self.add(block for cell in row for block in cell.blocks)
            return
        if lays_out([[cell.blocks for cell in row if cell.blocks] for row in rows]):
            for row in rows:
                self.add(block for cell in row for block in cell.blocks)
            return
        self.tables += 1
        table = self.tables
        for row in rows:
            filled = [cell for cell in row if cell.blocks]
            if filled and any(block.kind is BlockKind.ROW for block in filled[-1].blocks) and _only_headed(filled):
                self.add(_as_heading(block) for cell in filled[:-1] for block in cell.blocks)
                self.add(filled[-1].blocks)
            elif filled:
                self.blocks.append(_row(row, model, table))


def _only_headed(cells: Sequence[Cell]) -> bool:
    """Whether a row is a table inside a cell, alone or behind one line that heads it ("Tööülesanded | (table)")."""
    return len(cells) == 1 or (len(cells) == 2 and len(cells[0].blocks) == 1 and len(cells[0].blocks[0].cells) == 1)


def _as_heading(block: Block) -> Block:
    return replace(block, kind=BlockKind.HEADING, level=max(block.level, 1))


CARD_BLOCKS = 3
"""Blocks of a cell that is a part of the page and no table's cell: a heading and some entries."""


def lays_out(rows: Sequence[Sequence[Sequence[Block]]]) -> bool:
    """Whether a table only lays out a page: each cell beside another has headings of its own, with text under them.

    Of a single row it is enough that one cell has several: a sidebar of facts may have none.
    """
    beside = [row for row in rows if len(row) > 1]
    headings = [[_headings(blocks) for blocks in row] for row in beside]
    if len(beside) == 1 and max(headings[0]) > 1:
        return all(len(blocks) > 1 for blocks in beside[0])
    big = all(len(blocks) >= CARD_BLOCKS for row in beside for blocks in row)
    return bool(beside) and big and all(count for row in headings for count in row)


def _headings(blocks: Sequence[Block]) -> int:
    """Headings with something other than a heading right under them."""
    return sum(
        above.kind is BlockKind.HEADING and below.kind not in {BlockKind.HEADING, BlockKind.ROW}
        for above, below in pairwise(blocks)
    )


def _row(row: Sequence[Cell], model: Sequence[int], table: int) -> Block:
    texts = [""] * len(model)
    above = []
    column = -1
    for position, cell in enumerate(row):
        column = _column(cell.start, model, column + 1, len(row) - position)
        texts[column] = cell_text(cell.blocks)
        if cell.above:
            above.append(column)
    bold = all(block.bold for cell in row for block in cell.blocks)
    wide = len(row) == 1
    return Block(kind=BlockKind.ROW, cells=tuple(texts), bold=bold, table=table, above=tuple(above), wide=wide)


def _column(start: int, model: Sequence[int], lowest: int, needed: int) -> int:
    """The column of the table's fullest row that starts nearest, leaving room for the ``needed`` cells to come."""
    highest = len(model) - needed
    return min(range(lowest, highest + 1), key=lambda column: abs(model[column] - start))


def cell_text(blocks: Iterable[Block]) -> str:
    """A cell's paragraphs as lines, each with its marker; rows of a table inside it as lines too."""
    lines = (" ".join(part for part in (block.marker, *block.cells) if part) for block in blocks)
    return "\n".join(line for line in lines if line)
