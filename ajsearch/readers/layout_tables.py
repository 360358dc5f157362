"""Rows of tables as blocks: cells filled, columns evened out, rows joined across page breaks."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ajsearch.model import Block, BlockKind
from ajsearch.readers.layout_hyphens import join_lines
from ajsearch.readers.layout_markers import find_marker
from ajsearch.readers.layout_paragraphs import ends_sentence

SAME_COLUMN = 12.0
"""Points by which a column's left end may differ between the parts of a table on two pages."""

LABEL_WORDS = 4
"""A first cell of no more words that begins with a capital is a label, not the rest of a sentence."""


@dataclass(slots=True)
class Row:
    """Cell texts with the left end of each in points; "\\n" parts paragraphs of a cell.

    ``above`` are the table's columns that a cell of a row above covers.
    """

    cells: list[str]
    lefts: list[float]
    bold: bool = False
    above: tuple[int, ...] = ()


@dataclass(slots=True)
class Table:
    """A table on one page, or the parts of one that goes over several."""

    rows: list[Row]
    columns: tuple[float, ...]
    page: int
    pages: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pages = [self.page] * len(self.rows)

    def continues(self, other: "Table") -> bool:
        """Whether this part, at the top of a page, has the columns of ``other``, at the end of the page before."""
        return len(self.columns) == len(other.columns) and all(
            abs(mine - theirs) <= SAME_COLUMN for mine, theirs in zip(self.columns, other.columns, strict=True)
        )

    def append(self, other: "Table") -> None:
        """Take the rows of the part on the next page: a repeated head is dropped, a row cut in two made whole."""
        rows = other.rows
        if rows and self.rows and len(rows) > 1 and rows[0].cells == self.rows[0].cells:
            rows = rows[1:]
        if rows and self.rows and _is_rest(self.rows[-1], rows[0], numbered=self._is_numbered()):
            _join(self.rows[-1], rows[0])
            rows = rows[1:]
        self.rows.extend(rows)
        self.pages.extend([other.page] * len(rows))

    def _is_numbered(self) -> bool:
        """Whether rows open with numbers, so that one without is no row of its own."""
        marked = [row for row in self.rows if _is_number(row.cells[0])]
        return len(marked) >= max(1.0, 0.5 * (len(self.rows) - 1))

    def blocks(self, number: int) -> list[Block]:
        """The rows as blocks of table ``number``."""
        return [
            Block(
                kind=BlockKind.ROW,
                cells=tuple(_aligned(row, self.columns)),
                bold=row.bold,
                page=page,
                table=number,
                above=row.above,
                wide=len(row.cells) == 1,
            )
            for row, page in zip(self.rows, self.pages, strict=True)
        ]


def _is_number(text: str) -> bool:
    marker = find_marker(text.split("\n", 1)[0])
    return marker is not None and not marker.is_bullet


def _is_rest(above: Row, row: Row, *, numbered: bool) -> bool:
    """Whether a row at a page's top is the rest of the row at the end of the page before."""
    if len(above.cells) != len(row.cells):
        return False
    first = row.cells[0]
    if not first:
        return True
    if _is_number(first) or _begins_anew(above.cells[0], first):
        return False
    if numbered and _is_number(above.cells[0]):
        return True
    filled = [(one, other) for one, other in zip(above.cells, row.cells, strict=True) if other]
    return any(one and _is_cut(one, other) for one, other in filled)


def _begins_anew(above: str, first: str) -> bool:
    """Whether a first cell is a label of its own below another label ("Riigisaladus" below "Juhtimisõigus")."""
    short = max(len(above.split()), len(first.split())) <= LABEL_WORDS
    return bool(above) and short and first[:1].isupper()


def _is_cut(text: str, rest: str) -> bool:
    """Whether a cell's text was cut inside a sentence."""
    last = text.rsplit("\n", 1)[-1]
    return find_marker(rest.split("\n", 1)[0]) is None and not ends_sentence(last) and rest[:1].islower()


def _join(row: Row, rest: Row) -> None:
    for number, text in enumerate(rest.cells):
        above = row.cells[number]
        if not text or not above:
            row.cells[number] = above or text
        elif find_marker(text.split("\n", 1)[0]) is not None or (ends_sentence(above) and not text[:1].islower()):
            row.cells[number] = f"{above}\n{text}"
        else:
            head, _, tail = text.partition("\n")
            *before, last = above.split("\n")
            joined = "\n".join([*before, join_lines(last, head)])
            row.cells[number] = f"{joined}\n{tail}" if tail else joined


def _aligned(row: Row, columns: Sequence[float]) -> list[str]:
    """The row's texts in the table's columns: a merged cell in its first one, "" in the others."""
    if len(row.cells) >= len(columns):
        return row.cells
    texts = [""] * len(columns)
    lowest = 0
    for place, (text, left) in enumerate(zip(row.cells, row.lefts, strict=True)):
        highest = len(columns) - (len(row.cells) - place)
        column = min(range(lowest, highest + 1), key=lambda one: abs(columns[one] - left))
        texts[column] = text
        lowest = column + 1
    return texts
