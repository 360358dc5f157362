"""Makes the layout corpus anew: one text in many templates, through LibreOffice and fpdf2 to PDF, with what is in it.

Run by hand where LibreOffice and the fonts are installed: ``python tests/eval/layout/make_layout.py``. Each PDF has a
``.json`` beside it: the blocks that a reader must find, as ``[kind, cell, ...]`` in reading order.
"""

import json
import shutil
import subprocess
import tempfile
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from fpdf import FPDF
from fpdf.enums import TableBordersLayout

HERE = Path(__file__).parent
FONTS = Path("/usr/share/fonts/truetype")


@dataclass(frozen=True, kw_only=True)
class Template:
    """How a document looks. ``borders``: grid, none or lines; ``results``: bullet, dash or plain paragraphs."""

    name: str
    font: str = "Liberation Serif"
    size: float = 11
    borders: str = "grid"
    split: tuple[float, float] = (8.0, 8.5)
    numbered: bool = True
    number_column: bool = False
    results: str = "bullet"
    header: str | None = None
    footer: str | None = None
    justified: bool = False
    spacing: float = 1.0
    after: float = 0
    caps: bool = True
    subheads: bool = False
    rounds: int = 1


TEMPLATES = (
    Template(name="serif-grid", footer="lk {page}"),
    Template(
        name="sans-narrow-left", font="Liberation Sans", size=10, split=(5.5, 11.0), header="Näidisvalla Valitsus"
    ),
    Template(name="dejavu-grid-12", font="DejaVu Sans", size=12, results="plain", footer="{page}"),
    Template(name="serif-borderless", borders="none", footer="{page} (2)"),
    Template(name="sans-borderless-tight", font="Liberation Sans", borders="none", results="plain", split=(7.0, 9.5)),
    Template(name="serif-lines", borders="lines", size=12, results="dash"),
    Template(name="three-columns", number_column=True, font="Liberation Sans", size=10.5, split=(7.5, 7.5)),
    Template(name="justified", justified=True, results="plain", size=12, header="AMETIJUHEND", footer="lk {page}"),
    Template(name="unnumbered", numbered=False, font="Liberation Sans", size=11, spacing=1.15, after=6),
    Template(name="unnumbered-borderless", numbered=False, borders="none", results="plain", after=6),
    Template(
        name="long-repeat", rounds=2, size=12, split=(7.0, 9.5), footer="Leht {page}", header="Näidisvalla Valitsus"
    ),
    Template(name="dejavu-serif-dash", font="DejaVu Serif", size=10, results="dash", caps=False, spacing=1.5),
    Template(name="subheads", subheads=True, font="Liberation Sans", size=11, justified=True),
)


def source() -> dict[str, Any]:
    return tomllib.loads((HERE / "source.toml").read_text("utf-8"))


def duties(texts: dict[str, Any], template: Template) -> list[tuple[str, str, list[str]]]:
    """Number, duty and marked results of each row."""
    mark = {"bullet": "• ", "dash": "- ", "plain": ""}[template.results]
    rows = []
    for place, duty in enumerate(texts["duty"] * template.rounds, start=1):
        number = f"3.{place}." if template.numbered else ""
        rows.append((number, duty["text"], [f"{mark}{result}" for result in duty["results"]]))
    return rows


class Page:
    """A DOCX in a template, and the blocks that it shows."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.blocks: list[list[str]] = []
        self.document = Document()
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = template.font, Pt(template.size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), template.font)
        style.paragraph_format.space_after = Pt(template.after)
        style.paragraph_format.line_spacing = template.spacing
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        for text, part in ((template.header, section.header), (template.footer, section.footer)):
            if text:
                self._running(part.paragraphs[0], text)
        if template.header:
            self.blocks.append(["any", template.header])

    def _running(self, paragraph: Any, text: str) -> None:
        before, _, after = text.partition("{page}")
        paragraph.add_run(before)
        if "{page}" in text:
            for kind, content in (("begin", None), (None, "PAGE"), ("end", None)):
                run = paragraph.add_run()
                element = OxmlElement("w:fldChar" if kind else "w:instrText")
                if kind:
                    element.set(qn("w:fldCharType"), kind)
                else:
                    element.text = content
                run._r.append(element)
        paragraph.add_run(after)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def heading(self, text: str, number: str = "") -> None:
        shown = text.upper() if self.template.caps else text
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(10)
        paragraph.paragraph_format.space_after = Pt(4)
        paragraph.add_run(f"{number} {shown}".strip()).bold = True
        self.blocks.append(["heading", f"{number} {shown}".strip()])

    def paragraph(self, text: str) -> None:
        paragraph = self.document.add_paragraph(text)
        paragraph.paragraph_format.space_after = Pt(6)
        if self.template.justified:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        self.blocks.append(["paragraph", text])

    def items(self, texts: list[str]) -> None:
        for text in texts:
            if self.template.results == "dash":
                self.document.add_paragraph(f"- {text}")
            else:
                self.document.add_paragraph(text, style="List Bullet")
            self.blocks.append(["list_item", f"• {text}"])

    def table(self, rows: list[list[list[str]]], widths: list[float], *, head: list[str] | None = None) -> None:
        table = self.document.add_table(rows=0, cols=len(widths))
        table.autofit = False
        self._borders(table)
        if head:
            self._row(table, [[text] for text in head], widths, bold=True)
        for row in rows:
            if len(row) == 1:
                cells = table.add_row().cells
                merged = cells[0].merge(cells[-1])
                merged.paragraphs[0].add_run(row[0][0]).bold = True
                self.blocks.append(["row", row[0][0], *[""] * (len(widths) - 1)])
            else:
                self._row(table, row, widths)
        self.document.add_paragraph()

    def _row(self, table: Any, row: list[list[str]], widths: list[float], *, bold: bool = False) -> None:
        cells = table.add_row().cells
        for cell, texts, width in zip(cells, row, widths, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0]._p.getparent().remove(cell.paragraphs[0]._p)
            for text in texts or [""]:
                self._cell_paragraph(cell, text, bold=bold)
        shown = ["\n".join(f"•{text[1:]}" if text.startswith("- ") else text for text in texts) for texts in row]
        self.blocks.append(["row", *shown])

    def _cell_paragraph(self, cell: Any, text: str, *, bold: bool) -> None:
        if text.startswith("• "):
            paragraph = cell.add_paragraph(style="List Bullet")
            text = text[2:]
        else:
            paragraph = cell.add_paragraph()
        paragraph.add_run(text).bold = bold
        if self.template.justified:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY

    def _borders(self, table: Any) -> None:
        if self.template.borders == "grid":
            table.style = "Table Grid"
        elif self.template.borders == "lines":
            borders = OxmlElement("w:tblBorders")
            for side in ("top", "bottom", "insideH"):
                element = OxmlElement(f"w:{side}")
                element.set(qn("w:val"), "single")
                element.set(qn("w:sz"), "4")
                borders.append(element)
            table._tbl.tblPr.append(borders)


def write(template: Template, texts: dict[str, Any]) -> Page:
    page = Page(template)
    page.heading(texts["title"])
    page.heading("Üldandmed", "1.")
    labels = [4.5, sum(template.split) - 4.5]
    page.table([[[label], [value]] for label, value in texts["general"]], labels)
    page.heading("Töökoha eesmärk", "2.")
    for text in texts["purpose"]:
        page.paragraph(text)
    page.heading("Tööülesanded", "3.")
    rows = []
    for place, (number, duty, results) in enumerate(duties(texts, template)):
        if template.subheads and place % 5 == 0:
            rows.append([[f"{'ABCDEF'[place // 5]}-osa ülesanded"]])
        if template.number_column:
            rows.append([[number], [duty], results])
        else:
            rows.append([[f"{number} {duty}".strip()], results])
    widths = [1.5, *template.split] if template.number_column else list(template.split)
    head = ["Nr", "Ülesanne", "Tulemus"] if template.number_column else ["Ülesanne", "Oodatav tulemus"]
    page.table(rows, widths, head=head)
    page.heading("Õigused", "4.")
    page.items(texts["rights"])
    page.heading("Nõuded", "5.")
    page.table([[[label], [value]] for label, value in texts["requirements"]], labels)
    return page


def make_docx(folder: Path, texts: dict[str, Any]) -> None:
    for template in TEMPLATES:
        page = write(template, texts)
        page.document.save(str(folder / f"{template.name}.docx"))
        save_blocks(template.name, page.blocks)
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [shutil.which("soffice") or "soffice", profile, "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(HERE / "pdf"), *files], check=True, capture_output=True)


def save_blocks(name: str, blocks: list[list[str]]) -> None:
    text = json.dumps(blocks, ensure_ascii=False, indent=0)
    (HERE / "pdf" / f"{name}.json").write_text(text + "\n", "utf-8")


def make_fpdf(name: str, texts: dict[str, Any], *, borders: str, size: float, font: str) -> None:
    """A PDF of another maker: no tags, table cells drawn with its own rules."""
    pdf = FPDF(format="A4")
    pdf.set_creation_date(datetime(2024, 1, 2, tzinfo=UTC))
    pdf.add_font("body", "", str(FONTS / f"{font}.ttf"))
    pdf.add_font("body", "B", str(FONTS / f"{font.replace('-Regular', '')}-Bold.ttf"))
    pdf.set_margin(22)
    pdf.add_page()
    pdf.set_font("body", "B", size)
    pdf.multi_cell(0, 7, texts["title"], new_x="LMARGIN", new_y="NEXT")
    pdf.ln(4)
    pdf.set_font("body", "", size)
    blocks = [["heading", texts["title"]]]
    for text in texts["purpose"]:
        pdf.multi_cell(0, 6, text, align="L", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(4)
        blocks.append(["paragraph", text])
    layout = getattr(TableBordersLayout, borders)
    rows = [("Ülesanne", "Oodatav tulemus")]
    for place, duty in enumerate(texts["duty"], start=1):
        rows.append((f"2.{place} {duty['text']}", "\n".join(f"• {result}" for result in duty["results"])))
    with pdf.table(borders_layout=layout, col_widths=(6, 7), line_height=5.5, text_align="L", padding=1) as table:
        for cells in rows:
            row = table.row()
            for cell in cells:
                row.cell(cell)
            blocks.append(["row", *cells])
    pdf.output(str(HERE / "pdf" / f"{name}.pdf"))
    save_blocks(name, blocks)


def main() -> None:
    texts = source()
    (HERE / "pdf").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        make_docx(Path(folder), texts)
    make_fpdf("fpdf-all", texts, borders="ALL", size=10, font="liberation/LiberationSans-Regular")
    make_fpdf("fpdf-inside", texts, borders="INTERNAL", size=11, font="liberation/LiberationSerif-Regular")
    make_fpdf("fpdf-lines", texts, borders="HORIZONTAL_LINES", size=10, font="dejavu/DejaVuSans")


if __name__ == "__main__":
    main()
