"""Make the noisy pages beside this file: clean text → PDF → page image with noise → Tesseract's English model.

``python tests/eval/ocr/make_pages.py [FOLDER]`` writes ``NAME.FONT.eng.txt`` for each ``NAME.clean.txt``. It needs
poppler-utils, tesseract and the Liberation and DejaVu fonts; the tests read only what it made.
"""

import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fpdf import FPDF
from PIL import Image, ImageFilter

FONTS = Path("/usr/share/fonts/truetype")


@dataclass(frozen=True)
class Scan:
    """One way of printing and scanning: font file, points, dots per inch, noise (grey levels) and skew (degrees)."""

    name: str
    font: str
    points: int
    dpi: int
    noise: int
    skew: float


SCANS = (
    Scan("sans200", "liberation/LiberationSans-Regular.ttf", 11, 200, 12, 0.2),
    Scan("serif200", "liberation/LiberationSerif-Regular.ttf", 12, 200, 12, -0.3),
    Scan("dejavu150", "dejavu/DejaVuSans.ttf", 10, 150, 16, 0.3),
    Scan("narrow200", "liberation/LiberationSansNarrow-Regular.ttf", 11, 200, 20, -0.2),
)


def printed(text: str, scan: Scan, folder: Path) -> Path:
    """The text as a PDF, line by line."""
    pdf = FPDF(format="A4")
    pdf.set_margins(20, 18)
    pdf.add_page()
    pdf.add_font("page", "", str(FONTS / scan.font))
    pdf.set_font("page", size=scan.points)
    for line in text.splitlines():
        pdf.multi_cell(0, scan.points * 0.48, line, new_x="LMARGIN", new_y="NEXT", align="L")
    path = folder / "page.pdf"
    pdf.output(str(path))
    return path


def scanned(pdf: Path, scan: Scan, folder: Path) -> list[Path]:
    """The pages as a scanner would give them."""
    subprocess.run(["pdftoppm", "-r", str(scan.dpi), "-gray", "-png", str(pdf), str(folder / "page")], check=True)
    pages = sorted(folder.glob("page-*.png"))
    dice = random.Random(scan.name)
    for page in pages:
        image = Image.open(page).convert("L").rotate(scan.skew, fillcolor=255, resample=Image.Resampling.BICUBIC)
        grain = Image.frombytes("L", image.size, dice.randbytes(image.size[0] * image.size[1]))
        blurred = image.filter(ImageFilter.GaussianBlur(0.5))
        Image.blend(blurred, grain, scan.noise / 255).save(page)
    return pages


def read(pages: list[Path]) -> str:
    """What Tesseract's English model reads."""
    command = ["tesseract", "{}", "-", "-l", "eng"]
    texts = [
        subprocess.run([part.format(page) for part in command], check=True, capture_output=True, text=True).stdout
        for page in pages
    ]
    return "\n".join(texts).replace("\f", "")


def main(folder: Path) -> None:
    for clean in sorted(folder.glob("*.clean.txt")):
        for scan in SCANS:
            target = folder / f"{clean.name.removesuffix('.clean.txt')}.{scan.name}.eng.txt"
            if not target.exists():
                with tempfile.TemporaryDirectory() as name:
                    pages = scanned(printed(clean.read_text("utf-8"), scan, Path(name)), scan, Path(name))
                    target.write_text(read(pages), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
