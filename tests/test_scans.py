"""Scans: pages read by Tesseract keep their rows, and nothing hangs or stays behind."""

import io
import os
import shutil
import time
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import BlockKind, SourceDocument
from ajsearch.readers import ReadLimits, read_bytes
from ajsearch.readers.programs import run_program
from ajsearch.readers.scan_rules import page_rules
from ajsearch.readers.scan_words import scanned_words

FONT = "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"
ROWS = [
    ("Tööülesanne", "Oodatav tulemus"),
    ("Nõustab külastajaid ja vastab küsimustele.", "Külastajad on saanud vastuse õigel ajal."),
    ("Korraldab näituste ettevalmistamist.", "Näitused on avatud ja eksponaadid hoitud."),
    ("Peab arvestust hoidla esemete üle.", "Arvestus on täpne ning ühtne."),
]

pytestmark = pytest.mark.skipif(not Path(FONT).exists(), reason="needs the font Liberation Sans")


def page(*, ruled: bool = True, tilt: float = 0.0, table: list[tuple[str, str]] = ROWS) -> Image.Image:
    """An A4 page at 200 dpi with a heading, a paragraph and a table of two columns whose cells wrap."""
    image = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(FONT, 32)
    draw.text((200, 200), "TUULELINNA MUUSEUMI GIIDI AMETIJUHEND", 0, font)
    draw.text((200, 320), "Giidi töö eesmärk on tutvustada külastajatele muuseumi kogusid.", 0, font)
    top = 460
    for cells in table:
        wrapped = [_wrapped(text, font) for text in cells]
        height = 44 * max(map(len, wrapped)) + 30
        for column, lines in enumerate(wrapped):
            left = 200 + 600 * column
            if ruled:
                draw.rectangle((left, top, left + 600, top + height), outline=0, width=3)
            for number, line in enumerate(lines):
                draw.text((left + 20, top + 14 + 44 * number), line, 0, font)
        top += height
    return image.rotate(tilt, fillcolor=255, resample=Image.Resampling.BICUBIC)


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split():
        if font.getlength(f"{lines[-1]} {word}") > 560:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def rows(data: bytes) -> list[tuple[str, ...]]:
    return rows_of(read_bytes(data, "x").documents[0])


def rows_of(document: SourceDocument) -> list[tuple[str, ...]]:
    return [block.cells for block in document.blocks if block.kind is BlockKind.ROW]


@pytest.mark.ocr
@pytest.mark.parametrize("form", ["JPEG", "PDF"])
def test_ruled_table_of_a_scan_is_read_as_rows_and_nothing_is_left(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    document = read_bytes(saved(page(), form, resolution=200), "skann").documents[0]
    assert document.format == ("pdf" if form == "PDF" else "image")
    assert rows_of(document) == ROWS
    assert document.blocks[0].text == "TUULELINNA MUUSEUMI GIIDI AMETIJUHEND"
    assert document.blocks[0].kind is BlockKind.HEADING
    assert list(tmp_path.iterdir()) == []


@pytest.mark.ocr
@pytest.mark.parametrize(("ruled", "tilt"), [(True, -1.5), (False, 0.0)])
def test_rows_are_kept_on_tilted_pages_and_without_rules(ruled: bool, tilt: float) -> None:
    assert rows(saved(page(ruled=ruled, tilt=tilt), "PNG")) == ROWS


@pytest.mark.ocr
@pytest.mark.parametrize("turn", [180, 270])
def test_pages_that_lie_sideways_are_turned(turn: int) -> None:
    assert rows(saved(page().rotate(turn, expand=True), "PNG")) == ROWS


@pytest.mark.ocr
def test_pages_of_a_tiff_are_read_in_order() -> None:
    other = [("Haridus", "Kõrgharidus ajaloo alal."), ("Keeled", "Eesti keel tasemel C1.")]
    blocks = (
        read_bytes(saved(page(), "TIFF", save_all=True, append_images=[page(table=other)]), "x").documents[0].blocks
    )
    assert [block.cells for block in blocks if block.kind is BlockKind.ROW and block.page == 2] == other


@pytest.mark.ocr
def test_without_poppler_the_pictures_are_taken_out_of_the_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tesseract").symlink_to(shutil.which("tesseract") or "")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert rows(saved(page(), "PDF", resolution=200)) == ROWS


@pytest.mark.ocr
def test_scanned_page_beside_a_text_layer_is_read_too() -> None:
    pdf = FPDF()
    pdf.add_font("sans", "", FONT)
    pdf.set_font("sans", size=12)
    pdf.add_page()
    pdf.multi_cell(0, 8, "Giidi ametijuhend\n\nEsimesel lehel on tekst, mida saab lugeda ilma pildita.")
    pdf.add_page()
    pdf.image(page(), x=0, y=0, w=210)
    document = read_bytes(bytes(pdf.output()), "x").documents[0]
    assert "Esimesel lehel" in document.blocks[0].text + document.blocks[1].text
    assert rows_of(document) == ROWS


@pytest.mark.ocr
def test_damaged_text_layer_is_replaced_by_what_the_picture_says() -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=6)
    damaged = "Kdlastajate ndustamine ja kiisimustele vastamine digel ajal. T66 eesmark on tutvustada kiilastajatele. "
    pdf.multi_cell(0, 3, damaged * 8)
    pdf.image(page(), x=0, y=0, w=210)
    document = read_bytes(bytes(pdf.output()), "x").documents[0]
    assert "külastajatele" in document.text
    assert "kiisimustele" not in document.text
    assert [note.reason for note in document.notes] == [Reason.OCR_DAMAGED]


@pytest.mark.ocr
def test_photograph_has_no_text() -> None:
    noise = Image.effect_noise((800, 600), 90)
    with pytest.raises(FileProblem) as caught:
        read_bytes(saved(noise, "PNG"), "foto.png")
    assert caught.value.reason is Reason.NO_TEXT


@pytest.mark.ocr
def test_page_that_takes_too_long_is_given_up() -> None:
    begun = time.monotonic()
    with pytest.raises(FileProblem) as caught:
        read_bytes(saved(page(), "PNG"), "x", ReadLimits(ocr_seconds=0.05))
    assert caught.value.reason is Reason.TIMEOUT
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("form", ["PNG", "PDF"])
def test_without_tesseract_the_package_is_named(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FileProblem, match="tesseract-ocr-est") as caught:
        read_bytes(saved(page(), form), "x")
    assert caught.value.reason is Reason.NO_TEXT


def test_without_the_estonian_model_the_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\nprintf 'List of languages (1):\\neng\\n'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(FileProblem, match="tesseract-ocr-est"):
        read_bytes(saved(page(), "PNG"), "x")


def test_image_cut_short_is_corrupt_where_tesseract_could_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho est\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    data = saved(page(), "PNG")
    with pytest.raises(FileProblem) as caught:
        read_bytes(data[: len(data) // 2], "x")
    assert caught.value.reason is Reason.CORRUPT


def test_huge_picture_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho est\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    data = saved(Image.new("1", (20_000, 20_000)), "PNG")
    with pytest.raises(FileProblem) as caught:
        read_bytes(data, "x")
    assert caught.value.reason in (Reason.UNSAFE, Reason.TOO_LARGE)


def test_program_that_hangs_is_killed_with_its_children(tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as caught:
        run_program(["/bin/sh", "-c", "sleep 60 & echo $! > laps; wait"], tmp_path, 0.5)
    assert caught.value.reason is Reason.TIMEOUT
    child = int((tmp_path / "laps").read_text())
    for _ in range(50):
        state = Path(f"/proc/{child}/stat")
        if not state.exists() or state.read_text().split()[2] == "Z":
            return
        time.sleep(0.1)
    pytest.fail("the program's child is still running")


def test_program_sees_no_secret_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AJSEARCH_ADMIN_SECRET", "saladus")
    assert b"saladus" not in run_program(["/usr/bin/env"], tmp_path, 10)


def test_rules_of_a_picture_are_found_and_letters_are_not() -> None:
    image = page().resize((2480, 3508))
    rules = page_rules(image, 0.0)
    standing = sorted({round(rule.x0) for rule in rules if not rule.horizontal})
    assert len(standing) == 3
    assert page_rules(page(ruled=False).resize((2480, 3508)), 0.0) == []


def test_words_of_a_tilted_line_stand_on_one_straight_line() -> None:
    words = "".join(
        f'<span class="ocrx_word" title="bbox {x} 90 {x + 80} 140; x_wconf 95">sõna</span>'
        for x in range(100, 2000, 100)
    )
    line = f'<span class="ocr_line" title="bbox 100 90 2000 140; baseline 0.02 -40; x_size 40">{words}</span>'
    found, slope = scanned_words(f"<html><body>{line}</body></html>".encode())
    assert slope == 0.02
    assert len({round(word.y, 3) for word in found}) == 1
