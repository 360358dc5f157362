"""DOCX: the XML is walked in document order, as Word shows it with all tracked changes accepted.

Not by python-docx, which does not see text boxes and gives a merged cell once per column. Elements are known by their
local names, so that transitional and strict OOXML read alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import Block, BlockKind
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.docx_styles import MAX_LEVEL, Numbering, Style, Styles, is_on, number, value
from ajsearch.readers.flow import Cell, Flow, Paragraph, header_blocks
from ajsearch.readers.xml import Element, attribute, child, children, local, parse_xml
from ajsearch.readers.zips import Archive, part_names

DEFAULT_PART = "word/document.xml"
_CONTAINERS = (
    "ins",
    "moveTo",
    "sdtContent",
    "smartTag",
    "customXml",
    "hyperlink",
    "fldSimple",
    "dir",
    "bdo",
    "ruby",
    "rubyBase",
)
"""Elements that only wrap what is shown; inserted and moved-here text is accepted."""
MAX_RUNNING = 6
_CHARACTERS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


class DocxReader:
    """Word's format since 2007 (also .docm, .dotx)."""

    format = "docx"

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether it is a ZIP with a word/ part; the part's XML is not looked at."""
        names = part_names(data)
        return "[Content_Types].xml" in names and any(part.startswith("word/") for part in names)

    def read(self, data: bytes, limits: ReadLimits) -> tuple[Block, ...]:
        """The document's blocks without comments and hidden text; footnotes stand at the end, headers after them."""
        archive = Archive(data, limits)
        part = _main_part(archive)
        root = parse_xml(archive.read(part))
        body = child(root, "body")
        if body is None:
            raise FileProblem(Reason.CORRUPT, "It holds no document body; open it in Word and save it again.")
        folder = part.rpartition("/")[0]
        styles = Styles(_optional(archive, f"{folder}/styles.xml"))
        numbering = Numbering(_optional(archive, f"{folder}/numbering.xml"), styles)
        walker = _Walker(styles, numbering)
        blocks = walker.blocks(body)
        for notes in ("footnotes", "endnotes"):
            blocks += _notes(_optional(archive, f"{folder}/{notes}.xml"), walker)
        return (*blocks, *header_blocks(_running(archive, folder)))


def _main_part(archive: Archive) -> str:
    if "_rels/.rels" in archive:
        for relation in children(parse_xml(archive.read("_rels/.rels")), "Relationship"):
            target = (attribute(relation, "Target") or "").lstrip("/")
            if (attribute(relation, "Type") or "").endswith("/officeDocument") and target in archive:
                return target
    return DEFAULT_PART


def _optional(archive: Archive, part: str) -> Element | None:
    return parse_xml(archive.read(part)) if part in archive else None


def _notes(root: Element | None, walker: "_Walker") -> list[Block]:
    """Foot- and endnotes; those with a type are the separator lines."""
    notes = children(root, "footnote", "endnote") if root is not None else ()
    return [block for note in notes if attribute(note, "type") is None for block in walker.blocks(note)]


def _running(archive: Archive, folder: str) -> Iterator[str]:
    """The texts of headers and footers; pages have at most three of each, sections of their own more."""
    for kind in ("header", "footer"):
        for count in range(1, MAX_RUNNING + 1):
            root = _optional(archive, f"{folder}/{kind}{count}.xml")
            for paragraph in root.iter("{*}p") if root is not None else ():
                yield "".join(_characters(paragraph))


def _characters(paragraph: Element) -> Iterator[str]:
    for element in paragraph.iter():
        name = local(element)
        if name == "t":
            yield element.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]


@dataclass(slots=True)
class _Text:
    """What is gathered of one paragraph: pieces with their boldness, and the text boxes anchored in it."""

    pieces: list[tuple[str, bool]]
    boxes: list[Element]

    @property
    def text(self) -> str:
        return "".join(piece for piece, _ in self.pieces)

    @property
    def bold(self) -> bool:
        shown = [bold for piece, bold in self.pieces if piece.strip()]
        return bool(shown) and all(shown)


class _Walker:
    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering

    def blocks(self, story: Element) -> list[Block]:
        """The blocks of a body, cell, text box or note."""
        flow = Flow()
        pending = _Text([], [])
        for element in _block_elements(story):
            if local(element) == "tbl":
                flow.table(list(self._rows(element)))
                continue
            text = self._gather(element, pending)
            if is_on(child(element, "pPr", "rPr", "del")):
                pending = text  # the paragraph's end is deleted: it goes on in the next one
                continue
            pending = _Text([], [])
            self._paragraph(element, text, flow)
        if pending.pieces:
            flow.paragraph(Paragraph(pending.text, bold=pending.bold))
        return flow.blocks

    def _gather(self, paragraph: Element, before: _Text) -> _Text:
        text = _Text(list(before.pieces), list(before.boxes))
        style = self._styles.paragraph(value(child(paragraph, "pPr", "pStyle")))
        self._inline(paragraph, style, text)
        return text

    def _paragraph(self, element: Element, text: _Text, flow: Flow) -> None:
        paragraph = self._shape(element)
        paragraph.text, paragraph.bold = text.text, text.bold
        flow.paragraph(paragraph)
        for box in text.boxes:
            flow.add(self.blocks(box))

    def _shape(self, element: Element) -> Paragraph:
        """Kind, marker and level of a paragraph; counts it in its list."""
        properties = child(element, "pPr")
        style_id = value(child(properties, "pStyle"))
        style = self._styles.paragraph(style_id)
        list_id = number(child(properties, "numPr", "numId"))
        level = number(child(properties, "numPr", "ilvl"))
        if list_id is None:
            list_id = style.list_id
        marker = None
        if list_id:
            if level is None:
                level = style.list_level or self._numbering.level_of_style(list_id, style_id)
            marker = self._numbering.marker(list_id, level)
        outline = number(child(properties, "outlineLvl"))
        outline = style.outline if outline is None else outline
        if outline is not None and 0 <= outline < MAX_LEVEL:
            return Paragraph("", BlockKind.HEADING, marker, outline + 1)
        if marker:
            return Paragraph("", BlockKind.LIST_ITEM, marker, (level or 0) + 1)
        return Paragraph("")

    def _inline(self, parent: Element, style: Style, text: _Text) -> None:
        for element in parent:
            name = local(element)
            if name == "r":
                self._run(element, style, text)
            elif name == "sdt":
                if child(element, "sdtPr", "showingPlcHdr") is None:
                    self._inline(element, style, text)
            elif name in _CONTAINERS:
                self._inline(element, style, text)
            elif name in ("drawing", "pict", "AlternateContent"):
                text.boxes.extend(_boxes(element))

    def _run(self, run: Element, style: Style, text: _Text) -> None:
        properties = child(run, "rPr")
        own = self._styles.character(value(child(properties, "rStyle")))
        if _toggle(is_on(child(properties, "vanish")), own.hidden, style.hidden):
            return
        underlined = bool(is_on(child(properties, "u")))  # as typists set headings off
        bold = underlined or _toggle(is_on(child(properties, "b")), own.bold, style.bold)
        for element in run:
            name = local(element)
            if name == "t":
                text.pieces.append((element.text or "", bold))
            elif name in _CHARACTERS:
                text.pieces.append((_CHARACTERS[name], bold))
            elif name == "br":
                text.pieces.append(("\n" if attribute(element, "type") in (None, "textWrapping") else " ", bold))
            elif name == "sym":
                text.pieces.append((_symbol(element), bold))
            elif name in ("drawing", "pict", "AlternateContent", "object"):
                text.boxes.extend(_boxes(element))

    def _rows(self, table: Element) -> Iterator[list[Cell]]:
        for row in _unwrapped(table, "tr"):
            if child(row, "trPr", "del") is None:
                yield self._cells(row)

    def _cells(self, row: Element) -> list[Cell]:
        start = number(child(row, "trPr", "gridBefore")) or 0
        cells = []
        for cell in _unwrapped(row, "tc"):
            properties = child(cell, "tcPr")
            merge = child(properties, "vMerge")
            above = merge is not None and value(merge) != "restart"
            covered = above or child(properties, "cellDel") is not None
            covered = covered or value(child(properties, "hMerge")) == "continue"
            cells.append(Cell([] if covered else self.blocks(cell), start, above))
            start += number(child(properties, "gridSpan")) or 1
        return cells


def _toggle(*settings: bool | None) -> bool:
    """The first setting that is made: the run's own, its character style's, its paragraph style's."""
    return next((setting for setting in settings if setting is not None), False)


def _symbol(element: Element) -> str:
    code = attribute(element, "char") or ""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _block_elements(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables of a story, through content controls and accepted insertions."""
    for element in parent:
        name = local(element)
        if name in ("p", "tbl"):
            yield element
        elif name in ("sdt", "AlternateContent", "Choice") or name in _CONTAINERS:
            yield from _block_elements(element)


def _unwrapped(parent: Element, wanted: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for element in parent:
        name = local(element)
        if name == wanted:
            yield element
        elif name == "sdt" or name in _CONTAINERS:
            yield from _unwrapped(element, wanted)


def _boxes(element: Element) -> Iterator[Element]:
    """The text boxes of a drawing, each once: the fallback repeats the choice for old programs."""
    name = local(element)
    if name == "txbxContent":
        yield element
    elif name == "AlternateContent":
        chosen = [box for choice in children(element, "Choice") for box in _boxes(choice)]
        yield from chosen or [box for fallback in children(element, "Fallback") for box in _boxes(fallback)]
    else:
        for each in element:
            yield from _boxes(each)
