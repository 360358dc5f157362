"""PDFs with a text layer: structure, running lines, page breaks, and files that are damaged, locked or hostile."""

import contextlib
import logging
import random
import shutil
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from fpdf import FPDF
from pypdf import PdfReader as Document
from pypdf import PdfWriter

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import Block, BlockKind
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.pdf import PdfReader
from ajsearch.readers.pdf_layers import read_pdf

CORPUS = Path(__file__).parent / "eval" / "layout" / "pdf"
LOCKED = Path(__file__).parent / "locked"


def read(data: bytes, limits: ReadLimits | None = None) -> tuple[Block, ...]:
    return PdfReader().read(data, limits or ReadLimits())


def reason(data: bytes, limits: ReadLimits | None = None) -> Reason:
    with pytest.raises(FileProblem) as problem:
        read(data, limits)
    assert len(problem.value.message.splitlines()) == 1
    return problem.value.reason


def document(*pages: str) -> bytes:
    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(auto=False)
    for text in pages:
        pdf.add_page()
        pdf.set_font("helvetica", size=11)
        pdf.multi_cell(0, 6, text)
    return bytes(pdf.output())


def raw(content: bytes, *, extra: bytes = b"", kids: bytes = b"3 0 R", filters: bytes = b"") -> bytes:
    """A one-page PDF written by hand, without a cross-reference table: readers must find the objects themselves."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[" + kids + b"]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>"
        + extra
        + b">>>>endobj\n4 0 obj<<"
        + filters
        + b"/Length %d>>stream\n" % len(content)
        + content
        + b"\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>endobj\n"
        b"trailer<</Root 1 0 R/Size 7>>\nstartxref\n0\n%%EOF"
    )


LETTERS = "Tooandja tagab sobivad toovahendid ja ruumid."


def test_lines_are_unwrapped_and_numbers_kept() -> None:
    long = "1.1. " + "Tagab dokumentide korrektse registreerimise ning kooskolastamise " * 4
    blocks = read(document(f"1. ULDOSA\n{long}\n1.2. Muu."))
    assert [(block.kind, block.marker) for block in blocks] == [
        (BlockKind.HEADING, "1."),
        (BlockKind.LIST_ITEM, "1.1."),
        (BlockKind.LIST_ITEM, "1.2."),
    ]
    assert blocks[1].text == long.removeprefix("1.1. ").strip()


def test_a_sentence_goes_on_over_a_page_break() -> None:
    first = (
        "Toetab osakonna juhatajat eelarve koostamisel ja selle taitmise jalgimisel ning kogu muu tegevuse juures ja"
    )
    blocks = read(document(first, "korraldab hankeid.\nMuu lause."))
    assert blocks[0].text.endswith("juures ja korraldab hankeid.")


def test_headers_footers_and_page_numbers_are_dropped_but_the_first_header() -> None:
    pages = [
        f"Naidisamet\n\nLause number {name} on siin ja jatkub.\n\nlk {n}/3"
        for n, name in enumerate(("uks", "kaks", "kolm"), 1)
    ]
    found = [block.text for block in read(document(*pages))]
    assert found.count("Naidisamet") == 1
    assert not any("lk" in text or "/3" in text for text in found)
    assert sum("Lause number" in text for text in found) == 3


def test_pages_of_blocks_and_one_table_number_over_a_page_break() -> None:
    blocks = read((CORPUS / "long-repeat.pdf").read_bytes())
    rows = [block for block in blocks if block.kind is BlockKind.ROW and block.cells[0].startswith("3.")]
    assert {block.page for block in rows} >= {1, 2}
    assert len({block.table for block in rows}) == 1
    assert sum(block.cells == ("Ülesanne", "Oodatav tulemus") for block in blocks) == 1


def test_bold_is_told_by_the_font() -> None:
    (block,) = read(raw(f"BT /F 12 Tf 60 700 Td ({LETTERS}) Tj ET".encode()))
    assert block.bold
    assert block.page == 1


def test_text_of_a_form_and_text_on_its_side() -> None:
    form = b"BT /F 12 Tf 60 700 Td (Vormi sees olev tekst.) Tj ET"
    extra = b"/XObject<</X 6 0 R>>"
    data = raw(b"/X Do BT /F 9 Tf 0 1 -1 0 30 300 Tm (KAVAND KAVAND) Tj ET", extra=extra)
    data = data.replace(
        b"trailer",
        b"6 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Length %d>>stream\n"
        % len(form)
        + form
        + b"\nendstream endobj\ntrailer",
    )
    assert [block.text for block in read(data)] == ["Vormi sees olev tekst."]


def test_tagged_footers_leave_the_text_though_they_stand_once() -> None:
    footer = "/Artifact <</Type/Pagination>> BDC BT /F 9 Tf 60 30 Td (Jalus 17) Tj ET EMC"
    content = f"BT /F 12 Tf 60 700 Td ({LETTERS}) Tj ET {footer}"
    blocks = read(raw(content.encode()))
    assert [block.text for block in blocks if block.kind is not BlockKind.HEADER] == [LETTERS]
    assert [block.text for block in blocks if block.kind is BlockKind.HEADER] == ["Jalus 17"]


@pytest.mark.parametrize("password", ["", "saladus"])
def test_encrypted_files_are_read_without_a_password_or_named(password: str) -> None:
    writer = PdfWriter(clone_from=Document(BytesIO(document(LETTERS))))
    writer.encrypt(user_password=password, owner_password="omanik", algorithm="RC4-128")
    stream = BytesIO()
    writer.write(stream)
    if password:
        assert reason(stream.getvalue()) is Reason.ENCRYPTED
    else:
        assert read(stream.getvalue())[0].text == LETTERS


@pytest.mark.skipif(not shutil.which("pdftocairo"), reason="Poppler is not installed")
def test_aes_without_a_password_is_read_by_poppler() -> None:
    blocks, _ = read_pdf((LOCKED / "avatav.pdf").read_bytes(), ReadLimits())
    assert blocks[0].text == "Tööülesanded ja vastutus"
    with pytest.raises(FileProblem) as problem:
        read_pdf((LOCKED / "parooliga.pdf").read_bytes(), ReadLimits())
    assert problem.value.reason is Reason.ENCRYPTED


def test_aes_names_the_package_where_poppler_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FileProblem, match="poppler-utils") as problem:
        read_pdf((LOCKED / "avatav.pdf").read_bytes(), ReadLimits())
    assert problem.value.reason is Reason.ENCRYPTED


def test_a_page_without_text_is_named() -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.rect(10, 10, 100, 100)
    assert reason(bytes(pdf.output())) is Reason.NO_TEXT


@pytest.mark.parametrize("data", [b"", b"  \n "])
def test_nothing_is_named(data: bytes) -> None:
    assert reason(data) is Reason.EMPTY


@pytest.mark.parametrize("data", [b"%PDF-1.7\n" + b"x" * 500, b"%PDF-1.4\n%%EOF", document(LETTERS)[:200]])
def test_broken_files_are_named(data: bytes) -> None:
    assert reason(data) in {Reason.CORRUPT, Reason.NO_TEXT}


def test_too_many_pages_and_too_many_bytes_are_named() -> None:
    data = document(*["Lehe tekst on siin."] * 4)
    assert reason(data, ReadLimits(pages=3)) is Reason.TOO_LARGE
    assert reason(data, ReadLimits(file_bytes=100)) is Reason.TOO_LARGE


def test_a_page_tree_that_bites_its_tail_ends() -> None:
    content = f"BT /F 12 Tf 60 700 Td ({LETTERS}) Tj ET".encode()
    assert reason(raw(content, kids=b"2 0 R 3 0 R")) is Reason.CORRUPT


def test_a_form_that_draws_itself_ends() -> None:
    data = raw(f"BT /F 12 Tf 60 700 Td ({LETTERS}) Tj ET /X Do".encode(), extra=b"/XObject<</X 6 0 R>>")
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 11"
    form = b"6 0 obj<<" + entries + b">>stream\n/X Do /X Do\nendstream endobj\ntrailer"
    assert read(data.replace(b"trailer", form))[0].text == LETTERS


def test_a_content_bomb_is_refused() -> None:
    bomb = zlib.compress(b"q Q " * 5_000_000)
    assert reason(raw(bomb, filters=b"/Filter/FlateDecode")) is Reason.TOO_LARGE


def test_pages_that_draw_the_same_great_content_are_refused_together() -> None:
    content = zlib.compress(f"BT /F 12 Tf 60 700 Td ({LETTERS}) Tj ET".encode().ljust(2_000_000))
    for pages, refused in ((1, False), (10, True)):
        data = raw(content, filters=b"/Filter/FlateDecode", kids=b"3 0 R " * pages)
        assert (reason(data) is Reason.TOO_LARGE) if refused else read(data)


def test_magic_bytes_near_the_start_are_recognised() -> None:
    reader = PdfReader()
    assert reader.recognises(b"\r\nX-Scanned: yes\r\n%PDF-1.4 ...", "a.bin")
    assert not reader.recognises(b"PK\x03\x04", "a.pdf")
    assert not reader.recognises(b" " * 2000 + b"%PDF-1.4", "a.pdf")


def test_damaged_bytes_never_leak_an_exception_or_a_log_line(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    source = (CORPUS / "serif-grid.pdf").read_bytes()
    chance = random.Random(7)
    with caplog.at_level(logging.DEBUG):
        for _ in range(25):
            data = bytearray(source)
            for _ in range(chance.randrange(1, 60)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            with contextlib.suppress(FileProblem):
                read(bytes(data[: chance.randrange(1000, len(data))]) if chance.random() < 0.4 else bytes(data))
    assert caplog.text == ""
    assert capsys.readouterr().err == ""
