"""HTML pages of an intranet, and documents that Word or LibreOffice saved as web pages."""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import Block, BlockKind
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.flow import CARD_BLOCKS, Cell, Flow, Paragraph, header_blocks
from ajsearch.readers.layout_markers import BULLET
from ajsearch.readers.numbering import format_number
from ajsearch.readers.text import decode_text
from ajsearch.readers.xml import Element, local

_SNIFF = 4_000
_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*(?:<!doctype\s+html|<(?:html|head|body|meta|title|div|table|p|h[1-6]|ul|ol|article|main)\b[^>]*>)",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_\-]+)", re.IGNORECASE)
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
"""Labels that browsers read as the Windows code page."""
MAX_DEPTH = 200
"""Elements inside elements; pages made by programs have 30."""
MAX_SPAN = 100
"""A cell may claim to span any number of columns; no page has more."""
_SKIPPED = frozenset((
    "head", "script", "style", "nav", "noscript", "template", "button", "select", "option", "input", "textarea",
    "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video", "footer", "dialog", "del",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "form", "header", "hgroup", "hr", "html", "legend", "main", "p", "pre", "section",
    "summary", "caption",
))  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol", "menu", "dir")
_BOLD = ("b", "u", "strong", "th", *_HEADINGS)
_LANDMARKS = ("navigation", "banner", "contentinfo", "search", "complementary")
_PRINTED_EDGES = ("header", "footer")
"""Titles under which LibreOffice writes a page's running header and footer."""
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00)", re.IGNORECASE)
_PLAIN_STYLE = re.compile(r"font-weight\s*:\s*(normal|lighter|[1-5]00)", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_LIST_STYLES = {"1": "1", "a": "a", "A": "A", "i": "i", "I": "I"}
_SPACE = re.compile(r"[ \t\r\n\f]+")


class HtmlReader:
    """HTML and XHTML in any encoding that the page states or its content speaks for."""

    format = "html"

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether the content opens as a page does."""
        start = data[:_SNIFF]
        text = start.decode("utf-16", "ignore") if start[:2] in (b"\xff\xfe", b"\xfe\xff") else start.decode("latin-1")
        return _OPENING.match(text.removeprefix("\u00ef\u00bb\u00bf")) is not None

    def read(self, data: bytes, limits: ReadLimits) -> tuple[Block, ...]:
        """What a reader of the page sees, without its navigation; the main part alone where the page marks one."""
        parser = etree.HTMLParser(
            encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(decode_html(data).encode("utf-8", "replace"), parser)
        except etree.XMLSyntaxError as error:
            raise FileProblem(Reason.CORRUPT, "The page holds no readable HTML.") from error
        if root is None:
            raise FileProblem(Reason.NO_TEXT, "The page holds no text.")
        limits.check_text(sum(map(len, root.itertext())))
        mains = list(root.iter("main"))
        blocks = [*_title_above(root, mains[0]), *_story(mains[0])] if len(mains) == 1 else _story(root)
        return (*(blocks or _story(root)), *header_blocks(_around(root, mains)))


def _title_above(root: Element, main: Element) -> list[Block]:
    """The page's own heading where it stands above the main part."""
    if next(main.iter("h1"), None) is not None:
        return []
    heads = (element.getparent() for element in root.iter("h1"))
    return [block for head in heads if head is not None for block in _story(head)]


def _around(root: Element, mains: Sequence[Element]) -> Iterator[str]:
    """What the page says of itself: its title, its head and foot, and a printed page's running ones."""
    for element in root.iter("title", "header", "footer", "div"):
        name = local(element).lower()
        above = name == "header" and bool(mains) and not [*element.iterancestors("main"), *element.iter("h1")]
        printed = element.get("title") in _PRINTED_EDGES or element.get("role") == "banner"
        if name in ("title", "footer") or above or printed:
            yield "\n".join(_strings(element))


def _strings(element: Element) -> Iterator[str]:
    return (text.replace("\n", " ") for text in map(str, element.itertext()) if text.strip())


def decode_html(data: bytes) -> str:
    """The page's text: by byte order mark, then the charset that it states, then what its letters speak for."""
    stated = _CHARSET.search(data[:_SNIFF])
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and stated:
        try:
            name = codecs.lookup(stated[1].decode("ascii")).name
            return data.decode(_AS_BROWSERS.get(name, name))
        except (LookupError, UnicodeError, ValueError):
            pass  # a wrong label: the letters decide
    text = decode_text(data)
    if text is None:
        raise FileProblem(Reason.CORRUPT, "The page's encoding cannot be told; save it as UTF-8.")
    return text


def _story(element: Element) -> list[Block]:
    walker = _Walker()
    walker.walk(element, _Place())
    walker.flush()
    return walker.flow.blocks


@dataclass(frozen=True, slots=True)
class _Place:
    """What the elements around say about a text."""

    bold: bool = False
    preformatted: bool = False
    lists: int = 0
    depth: int = 0


@dataclass(slots=True)
class _Walker:
    flow: Flow = field(default_factory=Flow)
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    shape: Paragraph = field(default_factory=lambda: Paragraph(""))

    def flush(self) -> None:
        """End the paragraph; a list item's label goes to its first one with text."""
        text = "".join(piece for piece, _ in self.pieces)
        if text.strip():
            bold = all(bold for piece, bold in self.pieces if piece.strip())
            shape = self.shape
            self.flow.paragraph(Paragraph(text, shape.kind, shape.marker, shape.level, bold))
            self.shape = Paragraph("")
        self.pieces = []

    def walk(self, parent: Element, place: _Place) -> None:
        """Everything inside an element, in order."""
        if place.depth > MAX_DEPTH:
            raise FileProblem(Reason.UNSAFE, "The page is nested too deeply to be read.")
        self._text(parent.text, place)
        for element in parent:
            name = local(element).lower()
            if name and name not in _SKIPPED and not _is_hidden(element):
                self._element(element, name, place)
            self._text(element.tail, place)

    def _text(self, text: str | None, place: _Place) -> None:
        if text:
            self.pieces.append((text if place.preformatted else _SPACE.sub(" ", text), place.bold))

    def _element(self, element: Element, name: str, place: _Place) -> None:
        inner = _Place(
            bold=_bold(element, name, place.bold),
            preformatted=place.preformatted or name == "pre",
            lists=place.lists + (name in _LISTS),
            depth=place.depth + 1,
        )
        if inner.bold and not place.bold and self._opens_label(element):
            self.pieces.append(("\n", place.bold))
        if name == "br":
            self.pieces.append(("\n", place.bold))
        elif name == "table":
            self.flush()
            self._table(element)
        elif name in _HEADINGS:
            self.flush()
            self.shape = Paragraph("", BlockKind.HEADING, self.shape.marker, int(name[1]))
            self.walk(element, inner)
            self.flush()
            self.shape = Paragraph("")
        elif name in _LISTS:
            self.flush()
            self._list(element, name, inner)
        elif name == "dl":
            self.flush()
            self.flow.table(list(_terms(element)))
        elif name in _BLOCKS or name == "li":
            self.flush()
            self.walk(element, inner)
            self.flush()
        else:
            self.walk(element, inner)

    def _opens_label(self, element: Element) -> bool:
        """Whether bold text inside a paragraph is the next label ("Tiim:"), which styles set on a line of its own."""
        text = "".join(map(str, element.itertext())).strip()
        ends = text.endswith(":") or (element.tail or "").lstrip().startswith(":")
        return ends and text[:1].isupper() and any(piece.strip() for piece, _ in self.pieces)

    def _list(self, element: Element, name: str, place: _Place) -> None:
        number = _whole(element.get("start"), 1)
        form = _LIST_STYLES.get(element.get("type") or "1", "1")
        for item in element:
            tag = local(item).lower()
            if tag in _LISTS:
                self._list(item, tag, _Place(place.bold, place.preformatted, place.lists + 1, place.depth + 1))
            elif tag == "li" and not _is_hidden(item):
                number = _whole(item.get("value"), number)
                marker = BULLET if name != "ol" else f"{format_number(number, form)}."
                self.shape = Paragraph("", BlockKind.LIST_ITEM, marker, place.lists)
                self.walk(item, place)
                self.flush()
                self.shape = Paragraph("")
                number += 1

    def _table(self, table: Element) -> None:
        rows = [(row, list(_cells(row))) for row in _rows(table)]
        if _is_layout(table, rows):
            for _, cells in rows:
                stories = [_story(cell) for cell in cells]
                if (
                    len(cells) > 1
                    and not any(map(_places, cells))
                    and all(len(story) < CARD_BLOCKS for story in stories)
                ):
                    self.flow.table([[Cell(story, column) for column, story in enumerate(stories)]])
                    continue
                for story in stories:
                    self.flow.add(story)
            return
        for caption in table.findall("caption"):
            self.flow.add(_story(caption))
        self.flow.table(list(_grid(cells for _, cells in rows)))


def _terms(element: Element) -> Iterator[list[Cell]]:
    """A list of terms as rows of a term and what is said of it."""
    waiting: list[Block] = []
    for part in element.iter("dt", "dd"):
        story = _story(part)
        if local(part) == "dd":
            yield [Cell(waiting, 0), Cell(story, 1)]
            waiting = []
        else:
            waiting = [*waiting, *story]
    if waiting:
        yield [Cell(waiting, 0)]


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        name = local(element).lower()
        if name == "tr":
            yield element
        elif name in ("thead", "tbody", "tfoot"):
            yield from _rows(element)


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row if local(cell).lower() in ("td", "th") and not _is_hidden(cell))


def _is_layout(table: Element, rows: list[tuple[Element, list[Element]]]) -> bool:
    """Whether a table only places parts of the page: it says so, or its cells hold headings or tables of columns."""
    if table.get("role") in ("presentation", "none"):
        return True
    return any(_places(cell) for _, cells in rows for cell in cells)


def _places(cell: Element) -> bool:
    """Whether a cell is a part of the page: it holds a heading or a table of columns."""
    inner = cell.iter("h1", "h2", "h3", "table")
    return any(local(one) != "table" or any(len(list(_cells(row))) > 1 for row in _rows(one)) for one in inner)


def _grid(rows: Iterator[list[Element]]) -> Iterator[list[Cell]]:
    """Cells with the columns they start in; one that spans rows leaves an empty cell in the rows below."""
    below: dict[int, int] = {}
    for row in rows:
        cells = [Cell([], column, above=True) for column in below]
        taken, below = set(below), {column: left - 1 for column, left in below.items() if left > 1}
        column = 0
        for cell in row:
            while column in taken:
                column += 1
            wide = min(max(_whole(cell.get("colspan"), 1), 1), MAX_SPAN)
            cells.append(Cell(_bold_story(cell), column))
            if (high := min(_whole(cell.get("rowspan"), 1), MAX_SPAN)) > 1:
                below[column] = high - 1
            column += wide
        yield sorted(cells, key=lambda cell: cell.start)


def _bold_story(cell: Element) -> list[Block]:
    walker = _Walker()
    walker.walk(cell, _Place(bold=_bold(cell, local(cell).lower(), False)))
    walker.flush()
    return walker.flow.blocks


def _bold(element: Element, name: str, inherited: bool) -> bool:
    style = element.get("style") or ""
    if _PLAIN_STYLE.search(style):
        return False
    return inherited or name in _BOLD or _BOLD_STYLE.search(style) is not None


def _is_hidden(element: Element) -> bool:
    return (
        element.get("hidden") is not None
        or (local(element) == "aside" and _is_all_links(element))
        or element.get("role") in _LANDMARKS
        or (local(element) == "div" and element.get("title") in _PRINTED_EDGES)
        or _HIDDEN_STYLE.search(element.get("style") or "") is not None
    )


def _is_all_links(element: Element) -> bool:
    """Whether most of a part's text leads elsewhere, as beside an article."""
    links = sum(len(text) for link in element.iter("a") for text in _strings(link))
    return links * 2 > sum(map(len, _strings(element)))


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.strip().isdigit() and len(text) < 6 else default
