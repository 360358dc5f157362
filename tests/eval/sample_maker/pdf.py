"""PDF as Word exports it: each cell's lines together, rows that may break across pages, running header and footer."""

import io
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fontTools.ttLib import TTFont
from fpdf import FPDF

from sample_maker.layout import BULLETED, Heading, ListItem, Paragraph, Piece, Table
from sample_maker.style import SYMBOL_BULLET, Style

FONTS = Path("/usr/share/fonts/truetype/liberation")
MADE_AT = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)
POINT = 25.4 / 72
LEADING = 1.22
CELL_PADDING = 1.6
INDENT = 6.0


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: ``dx`` is its indent in millimetres, ``marker`` is set to the left of it."""

    text: str
    dx: float = 0.0
    marker: str = ""
    bold: bool = False
    bold_to: int = 0


class _Page(FPDF):
    def __init__(self, style: Style) -> None:
        super().__init__(format="A4")
        self.style = style
        self.set_margin(style.margin)
        self.set_auto_page_break(False)
        self.set_creation_date(MADE_AT)
        self.set_producer("")
        family = f"Liberation{style.font}"
        self.add_font("Body", "", FONTS / f"{family}-Regular.ttf")
        self.add_font("Body", "B", FONTS / f"{family}-Bold.ttf")
        if style.bullet == SYMBOL_BULLET:
            self.add_font("Marks", "", _symbol_font())
        self.alias_nb_pages()

    def header(self) -> None:
        if self.style.header:
            self.set_font("Body", "", 8)
            self.text(self.style.margin, 12, self.style.header)

    def footer(self) -> None:
        if self.style.footer:
            self.set_font("Body", "", 9)
            self.set_xy(self.style.margin, -14)
            text = self.style.footer.format(page=self.page_no(), pages="{nb}")
            self.cell(self.epw, 5, text, align="C")

    @property
    def bottom(self) -> float:
        return float(self.h - max(self.style.margin * 0.8, 20))


def _symbol_font() -> Path:
    """Liberation Sans whose bullet also stands at Symbol's private code point."""
    font = TTFont(FONTS / "LiberationSans-Regular.ttf", recalcTimestamp=False)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(SYMBOL_BULLET)] = table.cmap[ord("•")]
    path = Path(tempfile.mkdtemp()) / "Symbol.ttf"
    font.save(path)
    return path


class PdfWriter:
    """Sets pieces on A4 pages, top to bottom."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.pdf = _Page(style)
        self.pdf.add_page()
        self.y = style.margin
        self.line_height = style.size * POINT * LEADING

    def _font(self, bold: bool = False, size: float | None = None) -> None:
        self.pdf.set_font("Body", "B" if bold else "", size or self.style.size)

    def _wrap(self, text: str, width: float, bold: bool = False, bold_to: int = 0) -> list[Line]:
        """Lines of at most ``width`` millimetres; the first ``bold_to`` words are in bold."""
        words, lines, start, used = text.split(), [], 0, 0.0
        for place, word in enumerate(words):
            self._font(bold or place < bold_to)
            need = self.pdf.get_string_width(word + " ")
            if place > start and used + need > width:
                lines.append(Line(" ".join(words[start:place]), bold=bold, bold_to=max(0, bold_to - start)))
                start, used = place, 0.0
            used += need
        lines.append(Line(" ".join(words[start:]), bold=bold, bold_to=max(0, bold_to - start)))
        return lines

    def _new_page(self) -> None:
        self.pdf.add_page()
        self.y = self.style.margin

    def _draw(self, line: Line, x: float, y: float) -> None:
        base = y + self.line_height * 0.78
        if line.marker:
            self._marker(line.marker, x + line.dx, base)
        words = line.text.split(" ")
        bold, rest = " ".join(words[: line.bold_to]), " ".join(words[line.bold_to :])
        at = x + line.dx
        if bold:
            self._font(True)
            self.pdf.text(at, base, bold)
            at += self.pdf.get_string_width(bold + " ")
        if rest:
            self._font(line.bold)
            self.pdf.text(at, base, rest)

    def _marker(self, marker: str, right: float, base: float) -> None:
        self._font()
        if marker == SYMBOL_BULLET:
            self.pdf.set_font("Marks", "", self.style.size)
        left = max(self.pdf.get_string_width(marker) + 1.2, INDENT * 0.7)
        self.pdf.text(right - left, base, marker)

    def _flow(self, lines: list[Line], x: float) -> None:
        for line in lines:
            if self.y + self.line_height > self.pdf.bottom:
                self._new_page()
            self._draw(line, x, self.y)
            self.y += self.line_height

    def heading(self, piece: Heading) -> None:
        """A heading, kept with what follows."""
        style = self.style
        size = {0: style.title_size, 3: style.size}.get(piece.level, style.heading_size)
        height = size * POINT * LEADING
        self.y += {0: 1.5, 3: 1.5}.get(piece.level, 4.5)
        if self.y + height + 3 * self.line_height > self.pdf.bottom:
            self._new_page()
        self._font(True, size)
        self.pdf.set_text_color(*(style.heading_colour if piece.level < 3 else (0, 0, 0)))
        for line in self._heading_lines(piece.text):
            shift = (self.pdf.epw - self.pdf.get_string_width(line)) / 2
            self.pdf.text(
                style.margin + (shift if piece.level == 0 and style.title_centred else 0), self.y + height * 0.78, line
            )
            self.y += height
        self.pdf.set_text_color(0, 0, 0)
        if style.heading_rule and piece.level == 1:
            self.pdf.set_draw_color(*style.heading_colour)
            self.pdf.line(style.margin, self.y + 0.5, style.margin + self.pdf.epw, self.y + 0.5)
            self.pdf.set_draw_color(0, 0, 0)
        self.y += 4 if piece.level == 0 else 1.8

    def _heading_lines(self, text: str) -> list[str]:
        lines, line = [], ""
        for word in text.split():
            if line and self.pdf.get_string_width(f"{line} {word}") > self.pdf.epw:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        return [*lines, line]

    def paragraph(self, piece: Paragraph) -> None:
        """Running text with an optional bold label."""
        if piece.right:
            self._font()
            width = self.pdf.get_string_width(piece.text)
            self._flow([Line(piece.text)], self.style.margin + self.pdf.epw - width)
            return
        text = f"{piece.label} {piece.text}".strip()
        self._flow(self._wrap(text, self.pdf.epw, piece.bold, len(piece.label.split())), self.style.margin)
        self.y += 1.2

    def list_item(self, piece: ListItem) -> None:
        """A marker and hanging text."""
        self._font()
        indent = max(INDENT, self.pdf.get_string_width(piece.marker) + 2.5) + (0 if piece.numbered else 3)
        text = f"{piece.label} {piece.text}".strip()
        lines = self._wrap(text, self.pdf.epw - indent, False, len(piece.label.split()))
        first = Line(lines[0].text, indent, piece.marker, bold_to=lines[0].bold_to)
        self._flow([first, *(Line(line.text, indent, bold_to=line.bold_to) for line in lines[1:])], self.style.margin)
        self.y += 0.6

    def table(self, piece: Table) -> None:
        """Rows with borders; a row is split or moved to the next page as the style says."""
        widths = [width * self.pdf.epw for width in piece.widths]
        rows = [self._row(row, widths, piece, place) for place, row in enumerate(piece.rows)]
        for place, row in enumerate(rows):
            shade = piece.header and place == 0 and self.style.shade_head
            height = max(map(len, row)) * self.line_height + 2 * CELL_PADDING
            fits = self.y + height <= self.pdf.bottom
            if not fits and not self.style.split_rows:
                self._new_page()
                if self.style.repeat_head and piece.header and place:
                    self._strip(rows[0], widths, self.style.shade_head)
            self._strip(row, widths, shade)
        self.y += 2

    def _row(self, row: tuple[tuple[str, ...], ...], widths: list[float], piece: Table, place: int) -> list[list[Line]]:
        cells = []
        for column, cell in enumerate(row):
            bold = (piece.header and place == 0) or (piece.bold_first and column == 0)
            cells.append([line for text in cell for line in self._cell_lines(text, widths[column], bold)])
        return cells

    def _cell_lines(self, text: str, width: float, bold: bool) -> list[Line]:
        inner = width - 2 * CELL_PADDING - 0.5
        if not text.startswith(BULLETED):
            return self._wrap(text, inner, bold)
        lines = self._wrap(text[1:], inner - INDENT)
        return [Line(line.text, INDENT, "" if n else self.style.bullet) for n, line in enumerate(lines)]

    def _strip(self, row: list[list[Line]], widths: list[float], shade: bool) -> None:
        """Draws a row, on as many pages as it takes."""
        left = max(map(len, row))
        start = 0
        while left > 0:
            room = int((self.pdf.bottom - self.y - 2 * CELL_PADDING) / self.line_height)
            if room < min(2, left):
                self._new_page()
                continue
            count = min(room, left)
            self._cells([cell[start : start + count] for cell in row], widths, count, shade)
            start, left = start + count, left - count

    def _cells(self, row: list[list[Line]], widths: list[float], count: int, shade: bool) -> None:
        height, x = count * self.line_height + 2 * CELL_PADDING, self.style.margin
        self.pdf.set_fill_color(221, 230, 238)
        for cell, width in zip(row, widths, strict=True):
            if self.style.borders:
                self.pdf.rect(x, self.y, width, height, style="DF" if shade else "D")
            for place, line in enumerate(cell):
                self._draw(line, x + CELL_PADDING, self.y + CELL_PADDING + place * self.line_height)
            x += width
        self.y += height


def write_pdf(pieces: tuple[Piece, ...], style: Style, title: str) -> bytes:
    """The document as PDF; the same bytes each time."""
    writer = PdfWriter(style)
    writer.pdf.set_title(title)
    for piece in pieces:
        match piece:
            case Heading():
                writer.heading(piece)
            case Paragraph():
                writer.paragraph(piece)
            case ListItem():
                writer.list_item(piece)
            case Table():
                writer.table(piece)
    out = io.BytesIO()
    writer.pdf.output(out)
    return out.getvalue()
