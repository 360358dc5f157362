"""Word's format of 1997–2003, read by a program that is installed: LibreOffice, else antiword."""

import tempfile
from pathlib import Path

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import Block, BlockKind
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.docx import DocxReader
from ajsearch.readers.flow import Cell, Flow, Paragraph
from ajsearch.readers.layout_markers import BULLET
from ajsearch.readers.ole import check_is_word, is_ole
from ajsearch.readers.programs import find_program, run_program
from ajsearch.readers.xml import Element, children, local, parse_xml

OFFICE_SECONDS = 60.0
"""LibreOffice starts in 2 s and converts 20 pages in 1 s; on a loaded machine both take ten times as long."""
ANTIWORD_SECONDS = 20.0
_CLOSED_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
"""LibreOffice's settings: no macros, and no linked file or address is opened."""


class DocReader:
    """Old Word files. Prefers LibreOffice, which keeps lists and merged cells."""

    format = "doc"

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether it is a compound file; ``read`` says what other kind it may be."""
        return is_ole(data)

    def read(self, data: bytes, limits: ReadLimits) -> tuple[Block, ...]:
        """The blocks; raises ``FileProblem`` UNSUPPORTED where neither program is installed, or for other old files."""
        check_is_word(data)
        office, antiword = find_program("soffice", "libreoffice"), find_program("antiword")
        if office is None and antiword is None:
            raise FileProblem(
                Reason.UNSUPPORTED,
                "Old Word files need LibreOffice: install libreoffice-writer-nogui, or save it as DOCX.",
            )
        with tempfile.TemporaryDirectory(prefix="ajsearch-") as name:
            folder = Path(name)
            (folder / "old.doc").write_bytes(data)
            if office is not None and (converted := _by_office(office, folder, fallback=antiword is not None)):
                return DocxReader().read(converted, limits)
            return _by_antiword(antiword or "antiword", folder)


def _by_office(office: str, folder: Path, *, fallback: bool) -> bytes | None:
    """The file as DOCX; None where LibreOffice fails and antiword may still try."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_CLOSED_PROFILE, "utf-8")
    command = [office, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile.as_uri()}"]
    try:
        run_program([*command, "--convert-to", "docx", "--outdir", str(folder), "old.doc"], folder, OFFICE_SECONDS)
        return (folder / "old.docx").read_bytes()
    except (FileProblem, FileNotFoundError) as error:
        if fallback:
            return None
        if isinstance(error, FileProblem):
            raise
        raise FileProblem(Reason.CORRUPT, "LibreOffice cannot open it; the file is damaged.") from error


def _by_antiword(antiword: str, folder: Path) -> tuple[Block, ...]:
    """Antiword's DocBook as blocks."""
    try:
        book = run_program([antiword, "-x", "db", "old.doc"], folder, ANTIWORD_SECONDS)
    except FileProblem as problem:
        if problem.reason is Reason.TIMEOUT:
            raise
        raise FileProblem(Reason.CORRUPT, "Neither LibreOffice nor antiword can open it; it is damaged.") from problem
    flow = Flow()
    for chapter in children(parse_xml(book), "chapter", "sect1"):
        _docbook(chapter, flow, 1)
    return tuple(flow.blocks)


def _docbook(parent: Element, flow: Flow, level: int) -> None:
    for element in parent:
        name = local(element)
        if name == "title":
            flow.paragraph(Paragraph(_flat(element), BlockKind.HEADING, level=level, bold=True))
        elif name == "listitem":
            text = _flat(element)
            marker = BULLET if local(parent) == "itemizedlist" else None
            flow.paragraph(Paragraph(text, BlockKind.LIST_ITEM, marker, 1))
        elif name == "informaltable":
            flow.table([_row(row) for row in element.iter("row")])
        elif name == "para" and next(element.iter("informaltable"), None) is None:
            for line in _lines(element):
                flow.paragraph(line)
        else:
            _docbook(element, flow, level + (name.startswith("sect")))


def _row(row: Element) -> list[Cell]:
    cells = []
    for column, entry in enumerate(row):
        inner = Flow()
        for line in _lines(entry):
            inner.paragraph(line)
        cells.append(Cell(inner.blocks, column))
    return cells


def _lines(element: Element) -> list[Paragraph]:
    """Antiword ends each paragraph with a line end and wraps none."""
    bold = next(element.iter("emphasis"), None) is not None and not (element.text or "").strip()
    return [Paragraph(line, bold=bold) for line in "".join(map(str, element.itertext())).split("\n") if line.strip()]


def _flat(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
