"""One invented description written by hand in four formats, and the small builders that it takes."""

import io
import zipfile

from ajsearch.model import BlockKind

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

HEADING, PARAGRAPH, LIST_ITEM, ROW = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.ROW

EXPECTED = [
    (HEADING, None, ("Tuulelinna Muuseumi hoidla juhataja ametijuhend",)),
    (PARAGRAPH, None, ("Hoidla juhataja tagab kogude säilimise.",)),
    (HEADING, "1.", ("Ülesanded",)),
    (LIST_ITEM, "1.1.", ("korraldab museaalide hoidmist;",)),
    (LIST_ITEM, "1.2.", ("peab arvestust.",)),
    (ROW, None, ("Ülesanne", "Tulemus")),
    (ROW, None, ("• kogub esemeid\n• märgistab esemed", "Kogu on korras.")),
    (ROW, None, ("", "Arvestus on õige.")),
    (LIST_ITEM, "•", ("täpsus",)),
]
"""Kind, marker and cells of each block of the description below, in any format."""


def zipped(parts: dict[str, str | bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of the parts in their order; ``mimetype`` is stored."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return buffer.getvalue()


STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Pealkiri1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Alapealkiri"><w:name w:val="minu oma"/><w:basedOn w:val="Pealkiri1"/></w:style>
<w:style w:type="character" w:styleId="Peidus"><w:name w:val="peidus"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""

NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""


def docx(body: str, *, namespaces: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
    """A DOCX with the given XML in its body."""
    opening = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" {namespaces}>'
    document = f"{opening}<w:body>{body}</w:body></w:document>"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(
            f'<Override PartName="/word/{part}.xml" ContentType="{word}.{kind}+xml"/>'
            for part, kind in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
        )
    )
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{types}</Types>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relations.format(
                f'<Relationship Id="r1" Type="{office}/officeDocument" Target="word/document.xml"/>'
            ),
            "word/_rels/document.xml.rels": relations.format(
                f'<Relationship Id="r1" Type="{office}/styles" Target="styles.xml"/>'
                f'<Relationship Id="r2" Type="{office}/numbering" Target="numbering.xml"/>'
            ),
            "word/document.xml": document,
            "word/styles.xml": STYLES,
            "word/numbering.xml": NUMBERING,
            **(parts or {}),
        }
    )


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(text: str, *, style: str = "", num: int = 0, level: int = 0, inner: str = "") -> str:
    """A paragraph of text, or of the XML in ``inner``."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>' if num else ""
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr>{inner or run(text)}</w:p>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def description_docx() -> bytes:
    return docx(
        par("Tuulelinna Muuseumi hoidla juhataja ametijuhend", style="Pealkiri1")
        + par("Hoidla juhataja tagab kogude säili\u00admise.")
        + par("Ülesanded", style="Pealkiri1", num=1)
        + par("korraldab museaalide\u00a0hoidmist;", num=1, level=1)
        + par("peab arvestust.", num=1, level=1)
        + table(
            cell(par("Ülesanne")) + cell(par("Tulemus")),
            cell(par("kogub esemeid", num=2) + par("märgistab esemed", num=2), '<w:vMerge w:val="restart"/>')
            + cell(par("Kogu on korras.")),
            cell(par(""), "<w:vMerge/>") + cell(par("Arvestus on õige.")),
        )
        + par("täpsus", num=2)
    )


ODF_NAMES = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
        for name, kind in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("draw", "drawing"),
        )
    )
    + ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)

ODT_STYLES = """<office:automatic-styles>
<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/>
</text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
<style:style style:name="Peidus" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Joonega" style:family="paragraph">
<style:text-properties style:text-underline-style="solid"/></style:style>
</office:automatic-styles>"""


def odt(body: str, *, manifest: str = "<manifest/>") -> bytes:
    """An ODT with the given XML in its body."""
    content = (
        f"<office:document-content {ODF_NAMES}>{ODT_STYLES}<office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": f"<office:document-styles {ODF_NAMES}/>",
            "META-INF/manifest.xml": manifest,
        }
    )


def description_odt() -> bytes:
    def bullets(*texts: str) -> str:
        items = "".join(f"<text:list-item><text:p>{text}</text:p></text:list-item>" for text in texts)
        return f'<text:list text:style-name="L2">{items}</text:list>'

    return odt(
        '<text:h text:outline-level="1">Tuulelinna Muuseumi hoidla<text:s text:c="2"/>juhataja ametijuhend</text:h>'
        "<text:p>Hoidla juhataja <text:soft-page-break/>tagab kogude säili\u00admise.</text:p>"
        '<text:list text:style-name="L1"><text:list-item><text:h text:outline-level="1">Ülesanded</text:h>'
        "<text:list><text:list-item><text:p>korraldab museaalide\u00a0hoidmist;</text:p></text:list-item>"
        "<text:list-item><text:p>peab arvestust.</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<table:table><table:table-header-rows><table:table-row>"
        "<table:table-cell><text:p>Ülesanne</text:p></table:table-cell>"
        "<table:table-cell><text:p>Tulemus</text:p></table:table-cell></table:table-row></table:table-header-rows>"
        '<table:table-row><table:table-cell table:number-rows-spanned="2">'
        f"{bullets('kogub esemeid', 'märgistab esemed')}</table:table-cell>"
        "<table:table-cell><text:p>Kogu on korras.</text:p></table:table-cell></table:table-row>"
        "<table:table-row><table:covered-table-cell/>"
        "<table:table-cell><text:p>Arvestus on õige.</text:p></table:table-cell></table:table-row></table:table>"
        f"{bullets('täpsus')}"
    )


def description_html() -> bytes:
    return """<!DOCTYPE html><html><head><title>Ei loe</title><style>p {color: red}</style></head><body>
<nav><a href="/">Avaleht</a></nav><script>alert("ei loe")</script>
<h1>Tuulelinna Muuseumi hoidla
 juhataja ametijuhend</h1>
<p>Hoidla juhataja tagab kogude säili&shy;mise.</p>
<h1>1. Ülesanded</h1>
<p>1.1. korraldab museaalide&nbsp;hoidmist;</p><p>1.2. peab arvestust.</p>
<table><thead><tr><td>Ülesanne</td><td>Tulemus</td></tr></thead>
<tr><td rowspan="2"><ul><li>kogub esemeid</li><li>märgistab esemed</li></ul></td><td>Kogu on korras.</td></tr>
<tr><td>Arvestus on õige.</td></tr></table>
<ul><li>täpsus</li></ul></body></html>""".encode()


RTF_HEAD = (
    r"{\rtf1\ansi\ansicpg1257\uc1{\fonttbl{\f0\fcharset186 Times;}{\f3\fcharset2 Symbol;}}"
    r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}}"
)


def description_rtf() -> bytes:
    def bullet(text: str) -> str:
        return r"{\listtext\f3\'b7\tab}" + text

    cells = r"\trowd\cellx4000\cellx8000"
    merged = r"\trowd\clvmrg\cellx4000\cellx8000"
    body = (
        r"\pard\s1 Tuulelinna Muuseumi hoidla juhataja ametijuhend\par"
        r"\pard\s0 Hoidla juhataja tagab kogude s\'e4ili\-mise.\par"
        r"\pard\s1 {\listtext 1.\tab}\u220 Ulesanded\par"
        r"\pard\s0\ilvl1 {\listtext 1.1.\tab}korraldab museaalide\~hoidmist;\par{\listtext 1.2.\tab}peab arvestust.\par"
        rf"{cells}\pard\intbl \'dclesanne\cell Tulemus\cell\row"
        rf"{cells}\pard\intbl {bullet('kogub esemeid')}\par {bullet('m')}"
        r"\'e4rgistab esemed\cell Kogu on korras.\cell\row"
        rf"{merged}\pard\intbl \cell Arvestus on \'f5ige.\cell\row\pard {bullet('t')}\'e4psus\par}}"
    )
    return (RTF_HEAD + body).encode("ascii")
