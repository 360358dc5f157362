"""Pictures of pages: of a PDF (rendered by Poppler, else taken out by pypdf) and of image files."""

import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from PIL import Image, ImageOps

from ajsearch.errors import FileProblem, Reason
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.programs import find_program, run_program
from ajsearch.readers.scan_words import PAGE_PIXELS

RENDER_SECONDS = 30.0
"""Poppler draws a page in 0.2 s; pages of many vector drawings take seconds."""
MAX_PIXELS = 120_000_000
"""Pixels of one picture: A4 at 1,000 dpi; the decoded grey page then takes 120 MB."""

Value = TypeVar("Value")


def image_pages(data: bytes, limits: ReadLimits) -> Iterator[Image.Image]:
    """The pages of a PNG, JPEG or TIFF in grey, as they are meant to be seen.

    Raises ``FileProblem`` at once for what is no image (UNSUPPORTED) or has too many pages, CORRUPT at a damaged page.
    """
    image = _decoded(lambda: _opened(data))
    frames = getattr(image, "n_frames", 1)
    if frames > limits.pages:
        raise FileProblem(Reason.TOO_LARGE, f"The image has more than {limits.pages} pages; split it.")
    return (_decoded(partial(_page, image, number)) for number in range(frames))


def _opened(data: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF"))
    except Image.DecompressionBombError:
        raise
    except Exception as error:  # decoders raise whatever their parsing stumbles over
        message = "It starts like an image but is none that can be read; scan it again."
        raise FileProblem(Reason.UNSUPPORTED, message) from error


def _page(image: Image.Image, number: int) -> Image.Image:
    image.seek(number)
    return _grey(image)


def pdf_pages(data: bytes, pages: Sequence[int], folder: Path) -> Iterator[tuple[int, Image.Image]]:
    """Number and picture of the given pages (from 1) of a PDF; a page without a picture is left out."""
    poppler = find_program("pdftoppm")
    if poppler is None:
        yield from _embedded(data, pages)
        return
    (folder / "scan.pdf").write_bytes(data)
    for number in pages:
        target = folder / "rendered.pgm"
        target.unlink(missing_ok=True)
        size = ["-scale-to", str(PAGE_PIXELS), "-gray", "-singlefile"]  # no PNG: packing a noisy page takes 8 s
        run_program(
            [poppler, "-f", str(number), "-l", str(number), *size, "scan.pdf", "rendered"], folder, RENDER_SECONDS
        )
        if target.exists():
            yield number, _decoded(partial(_rendered, target))


def _rendered(file: Path) -> Image.Image:
    return _grey(Image.open(io.BytesIO(file.read_bytes())))


def _embedded(data: bytes, pages: Sequence[int]) -> Iterator[tuple[int, Image.Image]]:
    """The largest picture on each page, turned as the page is shown."""
    from pypdf import PdfReader as Document

    with _quietly("The PDF is damaged; make it again."):
        document = Document(io.BytesIO(data), strict=False)
        for number in pages:
            page = document.pages[number - 1]
            pictures = [each.image for each in page.images if each.image is not None]
            largest = max(pictures, key=lambda picture: picture.width * picture.height, default=None)
            if largest is not None:
                yield number, _grey(largest.rotate(-int(page.rotation or 0), expand=True))


def _grey(image: Image.Image) -> Image.Image:
    if image.width * image.height > MAX_PIXELS:
        raise FileProblem(Reason.TOO_LARGE, f"A page has more than {MAX_PIXELS:,} pixels; scan it at 300 dpi.")
    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "PA", "P"):
        upright = upright.convert("RGBA")
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright)
    grey = upright.convert("L")
    scale = PAGE_PIXELS / max(grey.size)
    return grey.resize(
        (max(round(grey.width * scale), 1), max(round(grey.height * scale), 1)), Image.Resampling.LANCZOS
    )


def _decoded(decode: Callable[[], Value]) -> Value:
    with _quietly("The image is damaged or cut short; scan it again."):
        try:
            return decode()
        except Image.DecompressionBombError as error:
            raise FileProblem(Reason.UNSAFE, "The image unpacks to a huge picture, as a bomb does.") from error


@contextmanager
def _quietly(damaged: str) -> Iterator[None]:
    """Whatever goes wrong in a decoder is said as CORRUPT; its warnings stay inside."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except FileProblem:
        raise
    except Exception as error:
        raise FileProblem(Reason.CORRUPT, damaged) from error
