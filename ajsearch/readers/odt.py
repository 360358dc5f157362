"""ODT: the XML is walked in document order, as LibreOffice shows it with all tracked changes accepted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import Block, BlockKind
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.flow import Cell, Flow, Paragraph, header_blocks
from ajsearch.readers.numbering import Counters
from ajsearch.readers.odt_styles import Styles, whole_number
from ajsearch.readers.xml import Element, attribute, child, children, local, parse_xml
from ajsearch.readers.zips import MAGIC, Archive

MIMETYPE = b"mimetypeapplication/vnd.oasis.opendocument.text"
"""The first member of the ZIP, stored, with its content; templates' type goes on with "-template"."""
_MIMETYPE_PLACE = slice(30, 30 + len(MIMETYPE))
_FLAT = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_SNIFF = 2_000
MAX_REPEAT = 100
"""Cells, levels and spaces may be "repeated" a million times in one attribute; no page has more columns."""
_SKIPPED = frozenset((
    "tracked-changes", "annotation", "annotation-end", "note", "note-citation", "ruby-text", "hidden-text",
    "script", "table-of-content", "sequence-decls", "variable-decls", "user-field-decls", "forms",
    "bibliography-mark", "alphabetical-index", "title", "desc", "event-listeners", "placeholder",
))  # fmt: skip
_WRAPPERS = frozenset((
    "section", "index-body", "list-header", "text-content", "table-header-rows", "table-rows",
    "table-row-group",
))  # fmt: skip
_ROW_GROUPS = ("table-header-rows", "table-rows", "table-row-group")


class OdtReader:
    """OpenDocument text: zipped (.odt, .ott) or one flat XML file (.fodt)."""

    format = "odt"

    def recognises(self, data: bytes, name: str) -> bool:
        """By the type that the first member states, or by the root of a flat file."""
        if data.startswith(MAGIC):
            return data[_MIMETYPE_PLACE] == MIMETYPE
        return b"<office:document" in data[:_SNIFF] and _FLAT in data[:_SNIFF]

    def read(self, data: bytes, limits: ReadLimits) -> tuple[Block, ...]:
        """The document's blocks without comments and hidden text; footnotes stand at the end, headers after them."""
        if data.startswith(MAGIC):
            archive = Archive(data, limits)
            _check_not_encrypted(archive)
            roots = [parse_xml(archive.read(part)) for part in ("styles.xml", "content.xml") if part in archive]
        else:
            roots = [parse_xml(data)]
        body = child(roots[-1], "body", "text") if roots else None
        if body is None:
            raise FileProblem(Reason.CORRUPT, "It holds no text body; open it in LibreOffice and save it again.")
        walker = _Walker(Styles(roots))
        blocks = walker.story(body)
        notes = [block for note in walker.notes for block in walker.story(note)]
        return (*blocks, *notes, *header_blocks(_running(roots)))


def _running(roots: Sequence[Element]) -> Iterator[str]:
    """The texts of the headers and footers of all page styles."""
    for element in (each for root in roots for each in root.iter("{*}header", "{*}footer", "{*}header-first")):
        for paragraph in element.iter("{*}p"):
            yield "".join("\t" if local(part) == "tab" else part.text or "" for part in _shown(paragraph))


def _shown(paragraph: Element) -> Iterator[Element]:
    return (part for part in paragraph.iter() if local(part) in ("p", "span", "tab"))


def _check_not_encrypted(archive: Archive) -> None:
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise FileProblem(Reason.ENCRYPTED, "It is protected by a password; save it without one.")


@dataclass(slots=True)
class _Text:
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _ListPlace:
    """Where in which list a paragraph stands; ``fresh`` while its item's label has not been given."""

    style: str
    level: int
    counters: Counters
    fresh: bool = True


class _Walker:
    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._running: dict[str, Counters] = {}
        self._outline = Counters()
        self.notes: list[Element] = []

    def story(self, element: Element) -> list[Block]:
        """The blocks of a body, cell, text box or note."""
        flow = Flow()
        self._blocks(element, flow)
        return flow.blocks

    def _blocks(self, parent: Element, flow: Flow) -> None:
        for element in parent:
            name = local(element)
            if name in ("p", "h"):
                self._paragraph(element, flow, None)
            elif name == "list":
                self._list(element, flow, None)
            elif name == "table":
                flow.table(list(self._rows(element)))
            elif name in _WRAPPERS:
                if attribute(element, "display") != "none":
                    self._blocks(element, flow)
            elif name in ("frame", "custom-shape", "text-box", "g"):
                for box in _boxes(element):
                    flow.add(self.story(box))

    def _list(self, element: Element, flow: Flow, outer: _ListPlace | None) -> None:
        style = attribute(element, "style-name") or (outer.style if outer else "")
        place = _ListPlace(
            style, outer.level + 1 if outer else 1, outer.counters if outer else self._count(element, style)
        )
        for item in children(element, "list-item", "list-header"):
            start = attribute(item, "start-value")
            if start is not None:
                place.counters.restart(place.level - 1, whole_number(start, 1))
            self._item(item, flow, place)

    def _count(self, element: Element, style: str) -> Counters:
        """The running numbers of a list at the top: those of the same style where it goes on, else new ones."""
        goes_on = attribute(element, "continue-numbering") == "true" or attribute(element, "continue-list") is not None
        if not goes_on or style not in self._running:
            self._running[style] = Counters()
        return self._running[style]

    def _item(self, item: Element, flow: Flow, place: _ListPlace) -> None:
        own: _ListPlace | None = place if local(item) == "list-item" and place.level <= MAX_REPEAT else None
        for element in item:
            name = local(element)
            if name in ("p", "h"):
                self._paragraph(element, flow, own)
                own = None
            elif name == "list":
                self._list(element, flow, place)
            elif name == "table":
                flow.table(list(self._rows(element)))

    def _paragraph(self, element: Element, flow: Flow, place: _ListPlace | None) -> None:
        style = self._styles.style("paragraph", attribute(element, "style-name"))
        text = _Text()
        if not style.hidden:
            self._inline(element, bool(style.bold), text)
        shown = "".join(piece for piece, _ in text.pieces)
        paragraph = self._shape(element, place) if shown.strip() or place else Paragraph("")
        if style.title:
            paragraph.kind, paragraph.level = BlockKind.HEADING, 1
        paragraph.text = shown
        paragraph.bold = all(bold for piece, bold in text.pieces if piece.strip())
        flow.paragraph(paragraph)
        for box in text.boxes:
            flow.add(self.story(box))

    def _shape(self, element: Element, place: _ListPlace | None) -> Paragraph:
        marker = self._styles.label(place.style, place.level, place.counters) if place else None
        if local(element) == "h":
            level = max(whole_number(attribute(element, "outline-level"), 1), 1)
            if marker is None and attribute(element, "is-list-header") != "true" and level <= MAX_REPEAT:
                marker = self._styles.label("", level, self._outline)
            return Paragraph("", BlockKind.HEADING, marker, level)
        if place and marker:
            return Paragraph("", BlockKind.LIST_ITEM, marker, place.level)
        return Paragraph("")

    def _inline(self, parent: Element, bold: bool, text: _Text) -> None:
        text.pieces.append((_folded(parent.text), bold))
        for element in parent:
            name = local(element)
            if name == "s":
                text.pieces.append((" " * min(whole_number(attribute(element, "c"), 1), MAX_REPEAT), bold))
            elif name in ("tab", "line-break"):
                text.pieces.append(("\t" if name == "tab" else "\n", bold))
            elif name == "note":
                self.notes.extend(children(element, "note-body"))
            elif name in ("frame", "custom-shape", "g"):
                text.boxes.extend(_boxes(element))
            elif name == "span":
                style = self._styles.style("text", attribute(element, "style-name"))
                if not style.hidden:
                    self._inline(element, bold if style.bold is None else style.bold, text)
            elif name and name not in _SKIPPED and attribute(element, "is-hidden") != "true":
                self._inline(element, bold, text)
            text.pieces.append((_folded(element.tail), bold))

    def _rows(self, table: Element, below: dict[int, int] | None = None) -> Iterator[list[Cell]]:
        """The rows; ``below`` counts by column the rows that a cell above still covers."""
        below = {} if below is None else below
        for element in table:
            if local(element) in _ROW_GROUPS:
                yield from self._rows(element, below)
            elif local(element) == "table-row":
                yield self._cells(element, below)

    def _cells(self, row: Element, below: dict[int, int]) -> list[Cell]:
        cells: list[Cell] = []
        column = 0
        for cell in children(row, "table-cell", "covered-table-cell"):
            repeat = min(max(whole_number(attribute(cell, "number-columns-repeated"), 1), 1), MAX_REPEAT)
            covered = local(cell) == "covered-table-cell"
            blocks = [] if covered else self.story(cell)
            above = covered and below.get(column, 0) > 0
            if above or not covered:  # what the cell to the left covers is part of that cell
                cells += [Cell(blocks, column + each, above) for each in range(repeat)]
            high = whole_number(attribute(cell, "number-rows-spanned"), 1)
            below[column] = below.get(column, 0) - 1 if covered else high - 1
            column += repeat
        return cells


def _folded(text: str | None) -> str:
    """White space as OpenDocument counts it: line ends and runs in the XML are one space."""
    return (text or "").replace("\n", " ").replace("\r", " ")


def _boxes(element: Element) -> Iterator[Element]:
    """What holds paragraphs in a drawing: text boxes, and shapes with text straight in them."""
    name = local(element)
    if name == "text-box" or (name == "custom-shape" and child(element, "p") is not None):
        yield element
    else:
        for each in element:
            yield from _boxes(each)
