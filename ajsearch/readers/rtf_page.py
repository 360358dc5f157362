"""The page that RTF's control words fill: paragraphs, tables inside tables, text boxes and footnotes."""

from dataclasses import dataclass, field, replace

from ajsearch.model import Block, BlockKind
from ajsearch.readers.flow import Cell, Flow, Paragraph
from ajsearch.readers.layout_markers import BULLET, find_marker

MAX_NESTED = 20
"""Tables inside tables; programs write two or three."""
_HEADING_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Shape:
    """A paragraph's properties: style number, outline rank and list level from 0, depth of tables around it."""

    style: int = 0
    outline: int | None = None
    list_level: int = 0
    tables: int = 0

    def changed(self, word: str, number: int | None) -> "Shape":
        """The shape after one control word."""
        value = number or 0
        if word == "s":
            return replace(self, style=value)
        if word == "outlinelevel":
            return replace(self, outline=value)
        if word == "ilvl":
            return replace(self, list_level=max(value, 0))
        if word == "itap":
            return replace(self, tables=min(max(value, 0), MAX_NESTED))
        return replace(self, tables=max(self.tables, 1))


@dataclass(slots=True)
class _Table:
    """A table being filled: the finished rows, the cells of this row, the blocks of this cell."""

    rows: list[list[Cell]] = field(default_factory=list)
    cells: list[list[Block]] = field(default_factory=list)
    flow: Flow = field(default_factory=Flow)


@dataclass(slots=True)
class _Story:
    """One run of text: the body, a text box, a footnote."""

    flow: Flow = field(default_factory=Flow)
    tables: list[_Table] = field(default_factory=list)
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    label: str = ""
    at_end: bool = False


@dataclass(slots=True)
class Page:
    """What is on the pages so far. ``outlines`` are the headings' ranks by style number, ``label`` a list's label."""

    outlines: dict[int, int] = field(default_factory=dict)
    label: str = ""
    _stories: list[_Story] = field(default_factory=lambda: [_Story()])
    _notes: list[Block] = field(default_factory=list)
    _edges: list[int] = field(default_factory=list)
    _merged: list[str] = field(default_factory=list)
    _merging: str = ""
    _shape: Shape = field(default_factory=Shape)

    def text(self, text: str, *, bold: bool) -> None:
        """Text of the paragraph."""
        self._stories[-1].pieces.append((text, bold))

    def enter_story(self, *, at_end: bool) -> None:
        """Begin a text box (its blocks follow the paragraph before) or a footnote (at the end of the document)."""
        self._stories.append(_Story(label=self.label, at_end=at_end))
        self.label = ""

    def leave_story(self) -> None:
        """End the text box or footnote and go on with the text around it."""
        self._paragraph(Shape())
        self._close_tables(0)
        story = self._stories.pop()
        self.label = story.label
        if story.at_end:
            self._notes += story.flow.blocks
        else:
            self._flow().add(story.flow.blocks)

    def finish(self) -> list[Block]:
        """All blocks; the last paragraph needs no end."""
        while len(self._stories) > 1:
            self.leave_story()
        self._paragraph(self._shape)
        self._close_tables(0)
        return self._stories[0].flow.blocks + self._notes

    def layout(self, word: str, number: int | None, shape: Shape) -> None:
        """A control word that ends a paragraph, cell or row, or defines a row's cells."""
        self._shape = shape
        if word in ("par", "sect"):
            self._paragraph(shape)
        elif word == "cell":
            self._cell(replace(shape, tables=1))
        elif word == "nestcell":
            self._cell(replace(shape, tables=max(shape.tables, 2)))
        elif word == "row":
            self._row(1)
        elif word == "nestrow":
            self._row(len(self._stories[-1].tables))
        elif word == "trowd":
            self._edges, self._merged, self._merging = [], [], ""
        elif word in ("clvmrg", "clmrg"):
            self._merging = word
        elif word == "cellx":
            self._edges.append(number or 0)
            self._merged.append(self._merging)
            self._merging = ""

    def _flow(self) -> Flow:
        story = self._stories[-1]
        return story.tables[-1].flow if story.tables else story.flow

    def _paragraph(self, shape: Shape) -> None:
        story = self._stories[-1]
        text = "".join(piece for piece, _ in story.pieces)
        bold = all(bold for piece, bold in story.pieces if piece.strip())
        story.pieces = []
        if text.strip():
            self._reach(shape.tables)
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            self._flow().paragraph(self._shaped(text, bold, shape))
        self.label = ""

    def _shaped(self, text: str, bold: bool, shape: Shape) -> Paragraph:
        marker = _marker(self.label)
        outline = self.outlines.get(shape.style) if shape.outline is None else shape.outline
        if outline is not None and 0 <= outline < _HEADING_LEVELS:
            return Paragraph(text, BlockKind.HEADING, marker, outline + 1, bold)
        if marker:
            return Paragraph(text, BlockKind.LIST_ITEM, marker, shape.list_level + 1, bold)
        return Paragraph(text, bold=bold)

    def _reach(self, depth: int) -> None:
        """Open or close tables until the paragraph's depth is reached."""
        self._close_tables(depth)
        tables = self._stories[-1].tables
        while len(tables) < depth:
            tables.append(_Table())

    def _close_tables(self, depth: int) -> None:
        tables = self._stories[-1].tables
        while len(tables) > depth:
            table = tables.pop()
            if table.cells or table.flow.blocks:
                cells = [*table.cells, table.flow.blocks]
                table.rows.append([Cell(blocks, column) for column, blocks in enumerate(cells)])
            self._flow().table(table.rows)

    def _cell(self, shape: Shape) -> None:
        self._paragraph(shape)
        self._reach(shape.tables)
        table = self._stories[-1].tables[-1]
        table.cells.append(table.flow.blocks)
        table.flow = Flow()

    def _row(self, depth: int) -> None:
        self._reach(max(depth, 1))
        table = self._stories[-1].tables[-1]
        known = len(self._edges) == len(table.cells)
        starts = [0, *self._edges] if known else list(range(len(table.cells)))
        merged = self._merged if known else [""] * len(table.cells)
        cells = enumerate(table.cells)
        table.rows.append(
            [
                Cell([] if merged[index] else blocks, starts[index], merged[index] == "clvmrg")
                for index, blocks in cells
                if merged[index] != "clmrg"
            ]
        )
        table.cells = []


def _marker(label: str) -> str | None:
    label = label.strip()
    if not label:
        return None
    found = find_marker(f"{label} x")
    if found:
        return found.text
    return label if any(map(str.isalnum, label)) else BULLET
