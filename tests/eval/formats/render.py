"""Renders the judged sources of this folder into real files: ``python render.py FOLDER``.

It needs LibreOffice, poppler and Chromium.

A source is written as in ``../structure``, with a few signs more that only a word processor knows:

    ! text     bold, centred          > text   right-aligned      H text   page header      N text   automatic number
    R a | < | b    a cell merged with the one to its left         R ^ | b  merged with the one above
    F text     page footer            PB       page break         formats: pdf odt

The first line names the formats. ``txt`` is what ``pdftotext`` gives, ``layout`` what ``pdftotext -layout`` gives.
Page layouts (sidebars, cards, columns) are written as what lays them out: ``printed`` is HTML that Chromium prints,
``written`` is flat ODT that Writer exports.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK

HERE = Path(__file__).parent
FILTERS = {"html": "html:XHTML Writer File", "rtf": "rtf", "odt": "odt", "pdf": "pdf"}
PAGE_SOURCES = {"printed": "html", "written": "fodt"}
ALL_FORMATS = ("docx", "html", "layout", "odt", "pdf", "rtf", "txt")


def document_of(source: str) -> DocumentType:
    """The source as a word processor's document."""
    document = Document()
    rows: list[list[str]] = []
    for line in [*source.splitlines(), ""]:
        if line.startswith("R "):
            rows.append([cell.strip() for cell in line[2:].split(" | ")])
            continue
        if rows:
            _add_table(document, rows)
            rows = []
        _add_line(document, line)
    return document


def _add_line(document: DocumentType, line: str) -> None:
    sign, _, text = line.partition(" ")
    if not line.strip():
        return
    if sign == "#":
        document.add_heading(text, level=2)
    elif sign == "H":
        document.sections[0].header.paragraphs[0].text = text
    elif sign == "F":
        document.sections[0].footer.paragraphs[0].text = text
    elif sign == "PB":
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    elif sign in ("*", "N"):
        document.add_paragraph(text, style="List Bullet" if sign == "*" else "List Number")
    elif sign in ("B", "!", ">", "P"):
        paragraph = document.add_paragraph()
        paragraph.add_run(text).bold = sign in "B!"
        if sign in "!>":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if sign == "!" else WD_ALIGN_PARAGRAPH.RIGHT
    else:
        document.add_paragraph(line)


def _add_table(document: DocumentType, rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    table = document.add_table(rows=0, cols=width)
    table.style = "Table Grid"
    for texts in rows:
        cells = table.add_row().cells
        for place, text in enumerate(texts):
            if text not in ("<", "^", "-"):
                cells[place].text = text.replace(" / ", "\n").replace("**", "")
                if text.startswith("**"):
                    cells[place].paragraphs[0].runs[0].bold = True
    for down, texts in enumerate(rows):
        for place, text in enumerate(texts):
            if text in ("<", "^"):
                other = table.cell(down, place - 1) if text == "<" else table.cell(down - 1, place)
                other.merge(table.cell(down, place))


def render(folder: Path, every: bool) -> None:
    """Writes each source's formats into ``folder``; all formats if ``every``."""
    wanted: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for path in sorted(HERE.glob("*.judged")):
            first, _, rest = path.read_text(encoding="utf-8").partition("\n")
            forms = first.split()[1:]
            if forms[0] in PAGE_SOURCES:
                _lay_out(rest.split("\n=== judged\n")[0], path.stem, forms, Path(scratch), folder)
                continue
            made = Path(scratch) / f"{path.stem}.docx"
            document_of(rest.split("\n=== judged\n")[0]).save(str(made))
            for form in ALL_FORMATS if every else forms:
                wanted.setdefault({"txt": "pdf", "layout": "pdf"}.get(form, form), []).append(path.stem)
                wanted.setdefault(f"={form}", []).append(path.stem)
        for form, expression in FILTERS.items():
            if stems := sorted(set(wanted.get(form, ()))):
                _convert(Path(scratch), stems, form, expression)
        for key, stems in wanted.items():
            if key.startswith("="):
                for stem in stems:
                    _deliver(Path(scratch), stem, key[1:], folder)


def _lay_out(source: str, stem: str, forms: list[str], scratch: Path, folder: Path) -> None:
    """A page layout's source in the formats after its kind."""
    kind, *wanted = forms
    path = scratch / f"{stem}.{PAGE_SOURCES[kind]}"
    path.write_text(source, encoding="utf-8")
    if kind == "written":
        for form in wanted:
            _convert(scratch, [stem], form, FILTERS.get(form, form), source=PAGE_SOURCES[kind])
            shutil.copy(scratch / f"{stem}.{form}", folder)
        return
    command = ["chromium", "--headless", "--no-sandbox", "--no-pdf-header-footer"]
    command += [f"--print-to-pdf={folder.resolve() / stem}.pdf", str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def _convert(scratch: Path, stems: list[str], form: str, expression: str, source: str = "docx") -> None:
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{scratch}/profile"]
    command += ["--convert-to", expression, "--outdir", str(scratch)]
    command += [str(scratch / f"{stem}.{source}") for stem in stems]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def _deliver(scratch: Path, stem: str, form: str, folder: Path) -> None:
    if form in ("txt", "layout"):
        options = ["-layout"] if form == "layout" else []
        command = ["pdftotext", *options, str(scratch / f"{stem}.pdf"), str(folder / f"{stem}.{form}.txt")]
        subprocess.run(command, check=True, timeout=60)
    else:
        shutil.copy(scratch / f"{stem}.{form}", folder / f"{stem}.{form}")


if __name__ == "__main__":
    render(Path(sys.argv[1]), "--every" in sys.argv)
