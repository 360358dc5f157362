"""A draft as a plain DOCX: what is written where no template of the authority is given."""

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from types import MappingProxyType
from xml.sax.saxutils import escape

from ajsearch.model import SectionKind
from ajsearch.roles.document import HEADINGS, DraftDocument, DraftItem
from ajsearch.roles.docx_template import W, xml_text

LABELS = (("Ametinimetus", "title"), ("Asutus", "employer"), ("Struktuuriüksus", "unit"))
SOURCES = "Laenatud punktide allikad"
NO_NAMES: Mapping[str, str] = MappingProxyType({})

CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
</Types>"""

RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>
</Relationships>"""

STYLES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>
<w:sz w:val="22"/><w:lang w:val="et-EE"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="100"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>
<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:keepNext/><w:spacing w:before="280"/><w:outlineLvl w:val="0"/></w:pPr>
<w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style></w:styles>"""

EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:color="808080"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def plain_docx(draft: DraftDocument, names: Mapping[str, str] = NO_NAMES) -> bytes:
    """The draft as a DOCX file: title, general data, a section each, and where each borrowed item comes from.

    ``names`` says for people which position an id is.
    """
    body = "".join(_body(draft, names))
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{W}"><w:body>{body}'
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONS.format(kind="officeDocument", target="word/document.xml"))
        archive.writestr("word/_rels/document.xml.rels", RELATIONS.format(kind="styles", target="styles.xml"))
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("word/document.xml", f"{document}<w:sectPr/></w:body></w:document>")
    return file.getvalue()


def _body(draft: DraftDocument, names: Mapping[str, str]) -> Iterator[str]:
    yield _paragraph("AMETIJUHEND", "Title")
    for label, name in LABELS:
        if value := getattr(draft, name):
            yield _paragraph(f"{label}: {value}")
    for number, (kind, items) in enumerate(draft.sections(), 1):
        yield _paragraph(f"{number}. {HEADINGS[kind]}", "Heading1")
        if kind is SectionKind.DUTY and any(item.results for item in items):
            yield _table(number, items)
        elif kind is SectionKind.PURPOSE:
            yield from (_paragraph(item.text) for item in items)
        else:
            yield from (_paragraph(f"{number}.{at}. {item.text}") for at, item in enumerate(items, 1))
    yield from _sources(draft, names)


def _sources(draft: DraftDocument, names: Mapping[str, str]) -> Iterator[str]:
    borrowed = [item for _, items in draft.sections() for item in items if item.source]
    if borrowed:
        yield _paragraph(SOURCES, "Heading1")
        yield from (_paragraph(f"{item.text} – {_named(item.source or '', names)}") for item in borrowed)


def _named(source: str, names: Mapping[str, str]) -> str:
    return f"{names[source]} ({source})" if source in names else source


def _table(number: int, items: tuple[DraftItem, ...]) -> str:
    rows = [("Ülesanne", "Oodatav tulemus")]
    rows += [(f"{number}.{at}. {item.text}", "\n".join(item.results)) for at, item in enumerate(items, 1)]
    cells = "".join(f"<w:tr>{''.join(f'<w:tc>{_lines(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr><w:tblBorders>{EDGES}</w:tblBorders></w:tblPr>{cells}</w:tbl>{_paragraph('')}"


def _lines(text: str) -> str:
    return "".join(_paragraph(line) for line in text.split("\n"))


def _paragraph(text: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{escape(xml_text(text))}</w:t></w:r></w:p>'
