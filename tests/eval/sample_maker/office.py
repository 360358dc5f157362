"""DOCX by python-docx and ODT as plain XML in a ZIP; fixed dates, so that the same source gives the same bytes."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from html import escape

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from sample_maker.layout import BULLETED, Heading, ListItem, Paragraph, Piece, Table
from sample_maker.style import Style

ZIP_DATE = (2024, 3, 1, 12, 0, 0)


def pack(members: Mapping[str, bytes], stored: tuple[str, ...] = ()) -> bytes:
    """A ZIP of the members in their order, all with one date; ``stored`` ones are not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return out.getvalue()


def repack(data: bytes) -> bytes:
    """The same ZIP with fixed dates."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return pack({name: archive.read(name) for name in archive.namelist()})


def _page_field(document: Document) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _docx_list_item(document: Document, piece: ListItem) -> None:
    if piece.numbered:
        paragraph = document.add_paragraph(f"{piece.marker} ")
    else:
        paragraph = document.add_paragraph(style="List Bullet")
    if piece.label:
        paragraph.add_run(piece.label + " ").bold = True
    paragraph.add_run(piece.text)


def _docx_table(document: Document, piece: Table) -> None:
    table = document.add_table(rows=len(piece.rows), cols=len(piece.widths))
    table.style = "Table Grid"
    for place, row in enumerate(piece.rows):
        for column, lines in enumerate(row):
            cell = table.cell(place, column)
            bold = (piece.header and place == 0) or (piece.bold_first and column == 0)
            for n, line in enumerate(lines):
                paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
                if line.startswith(BULLETED):
                    paragraph.style = "List Bullet"
                paragraph.add_run(line.removeprefix(BULLETED)).bold = bold


def _docx_piece(document: Document, piece: Piece) -> None:
    match piece:
        case Heading(level=0):
            document.add_paragraph(style="Title").add_run(piece.text)
        case Heading():
            document.add_paragraph(piece.text, style=f"Heading {min(piece.level, 3)}")
        case Paragraph():
            paragraph = document.add_paragraph()
            if piece.label:
                paragraph.add_run(piece.label + " ").bold = True
            paragraph.add_run(piece.text).bold = piece.bold or None
        case ListItem():
            _docx_list_item(document, piece)
        case Table():
            _docx_table(document, piece)


def write_docx(pieces: tuple[Piece, ...], style: Style, title: str) -> bytes:
    """The document as DOCX with Word's own heading and list styles."""
    document = Document()
    document.styles["Normal"].font.size = Pt(style.size)
    document.styles["Normal"].font.name = "Liberation Serif" if style.font == "Serif" else "Liberation Sans"
    core = document.core_properties
    core.author, core.title, core.comments = "", title, ""
    core.created = core.modified = datetime(*ZIP_DATE)
    if style.header:
        document.sections[0].header.paragraphs[0].text = style.header
    if style.footer:
        _page_field(document)
    for piece in pieces:
        _docx_piece(document, piece)
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


ODF = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = (
    f'xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0" xmlns:table="{ODF}:table:1.0" '
    f'xmlns:style="{ODF}:style:1.0" xmlns:fo="{ODF}:xsl-fo-compatible:1.0" xmlns:meta="{ODF}:meta:1.0" '
    f'xmlns:manifest="{ODF}:manifest:1.0"'
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"
ODT_STYLES = (
    '<style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
)


def _span(label: str, text: str) -> str:
    start = f'<text:span text:style-name="Bold">{escape(label)}</text:span> ' if label else ""
    return start + escape(text, quote=False)


def _odt_cell(lines: tuple[str, ...]) -> str:
    parts = []
    for line in lines:
        paragraph = f"<text:p>{escape(line.removeprefix(BULLETED), quote=False)}</text:p>"
        bulleted = line.startswith(BULLETED)
        parts.append(f"<text:list><text:list-item>{paragraph}</text:list-item></text:list>" if bulleted else paragraph)
    return f"<table:table-cell>{''.join(parts)}</table:table-cell>"


def _odt_piece(piece: Piece) -> str:
    match piece:
        case Heading():
            return f'<text:h text:outline-level="{piece.level + 1}">{escape(piece.text, quote=False)}</text:h>'
        case Paragraph():
            return f"<text:p>{_span(piece.label, piece.text)}</text:p>"
        case ListItem(numbered=True):
            return f"<text:p>{escape(piece.marker)}<text:tab/>{_span(piece.label, piece.text)}</text:p>"
        case ListItem():
            inner = f"<text:p>{_span(piece.label, piece.text)}</text:p>"
            return f"<text:list><text:list-item>{inner}</text:list-item></text:list>"
        case Table():
            rows = "".join(f"<table:table-row>{''.join(map(_odt_cell, row))}</table:table-row>" for row in piece.rows)
            columns = f'<table:table-column table:number-columns-repeated="{len(piece.widths)}"/>'
            return f"<table:table>{columns}{rows}</table:table>"


def write_odt(pieces: tuple[Piece, ...], style: Style, title: str) -> bytes:
    """The document as ODT."""
    xml = '<?xml version="1.0" encoding="UTF-8"?>\n'
    body = "".join(map(_odt_piece, pieces))
    content = (
        f'{xml}<office:document-content {NAMESPACES} office:version="1.3"><office:automatic-styles>{ODT_STYLES}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", ODT_TYPE), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    members = {
        "mimetype": ODT_TYPE.encode(),
        "content.xml": content.encode(),
        "styles.xml": f'{xml}<office:document-styles {NAMESPACES} office:version="1.3"/>'.encode(),
        "META-INF/manifest.xml": f'{xml}<manifest:manifest {NAMESPACES} manifest:version="1.3">{entries}'
        "</manifest:manifest>".encode(),
    }
    return pack(members, stored=("mimetype",))
