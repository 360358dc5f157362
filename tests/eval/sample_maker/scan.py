"""A scan: a made PDF rendered, turned a little, made noisy and put back as page images without a text layer."""

import io
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from fpdf import FPDF
from PIL import Image

from sample_maker.pdf import MADE_AT

DPI = 150
ANGLES = (0.5, -0.35, 0.2)
NOISE = 7.0
JPEG_QUALITY = 32


def _pages(pdf: bytes) -> list[Image.Image]:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.pdf"
        source.write_bytes(pdf)
        subprocess.run(
            ["pdftoppm", "-r", str(DPI), "-gray", "-png", str(source), str(Path(folder) / "page")], check=True
        )
        return [
            Image.open(io.BytesIO(path.read_bytes())).convert("L") for path in sorted(Path(folder).glob("page*.png"))
        ]


def _aged(page: Image.Image, place: int) -> bytes:
    turned = page.rotate(ANGLES[place % len(ANGLES)], resample=Image.Resampling.BICUBIC, fillcolor=255)
    noise = np.random.default_rng(place).normal(0, NOISE, (turned.height, turned.width))
    pixels = np.clip(np.asarray(turned, dtype=float) * 0.93 + 8 + noise, 0, 255).astype("uint8")
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=JPEG_QUALITY)
    return out.getvalue()


def write_scan(pdf: bytes) -> bytes:
    """The pages of ``pdf`` as images, as an office scanner gives them."""
    out = FPDF(format="A4")
    out.set_creation_date(MADE_AT)
    out.set_auto_page_break(False)
    for place, page in enumerate(_pages(pdf)):
        out.add_page()
        out.image(io.BytesIO(_aged(page, place)), 0, 0, w=out.w, h=out.h)
    return bytes(out.output())
