"""Pictures of text, read by Tesseract with its Estonian model when it is installed."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from PIL import Image

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import Block
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.layout_content import PageContent
from ajsearch.readers.layout_pages import blocks_of_pages
from ajsearch.readers.programs import find_program, run_program
from ajsearch.readers.scan_pages import image_pages, pdf_pages
from ajsearch.readers.scan_rules import page_rules
from ajsearch.readers.scan_words import POINT, scanned_words

MAGICS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
LANGUAGE = "est"
MIN_WORDS = 5
"""Words on all pages together below which a picture is a photograph and no text."""
WORD_LETTERS = 3
"""Letters that a word must have to count: in noise Tesseract sees ones and twos."""
_ASK_SECONDS = 10.0


class ImageReader:
    """PNG, JPEG and TIFF, also with several pages."""

    format = "image"

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether it opens with the magic bytes of one of the three."""
        return data.startswith(MAGICS)

    def read(self, data: bytes, limits: ReadLimits) -> tuple[Block, ...]:
        """The blocks of all pages; raises ``FileProblem`` NO_TEXT where there is no text or no Tesseract."""
        pages = enumerate(image_pages(data, limits), start=1)
        with tempfile.TemporaryDirectory(prefix="ajsearch-") as folder:
            return _blocks(pages, Path(folder), limits)


def read_scanned_pdf(data: bytes, pages: Sequence[int], limits: ReadLimits) -> tuple[Block, ...]:
    """The blocks of the given pages (from 1) of a PDF, drawn and read; raises ``FileProblem`` as ``ImageReader``."""
    with tempfile.TemporaryDirectory(prefix="ajsearch-") as folder:
        return _blocks(pdf_pages(data, pages, Path(folder)), Path(folder), limits)


def _blocks(pages: Iterable[tuple[int, Image.Image]], folder: Path, limits: ReadLimits) -> tuple[Block, ...]:
    tesseract = _tesseract(folder)
    contents = list(_contents(tesseract, pages, folder, limits))
    if sum(_is_word(word.text) for content in contents for word in content.words) < MIN_WORDS:
        raise FileProblem(Reason.NO_TEXT, "It is a picture in which no text can be read.")
    return tuple(blocks_of_pages(contents))


def _is_word(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= WORD_LETTERS


def _tesseract(folder: Path) -> str:
    """The program; raises ``FileProblem`` NO_TEXT, naming the package, where it or its Estonian model is missing."""
    tesseract = find_program("tesseract")
    languages = run_program([tesseract, "--list-langs"], folder, _ASK_SECONDS).split() if tesseract else []
    if tesseract is None or LANGUAGE.encode() not in languages:
        raise FileProblem(
            Reason.NO_TEXT, "It is a scan without text; install the package tesseract-ocr-est, then read it again."
        )
    return tesseract


def _contents(
    tesseract: str, pages: Iterable[tuple[int, Image.Image]], folder: Path, limits: ReadLimits
) -> Iterator[PageContent]:
    for number, page in pages:
        page.save(folder / "page.pgm")
        command = [tesseract, "page.pgm", "stdout", "-l", LANGUAGE, "--dpi", "300", "--psm", "3"]
        hocr = run_program([*command, "-c", "tessedit_create_hocr=1"], folder, limits.ocr_seconds)
        words, slope = scanned_words(hocr)
        rules = page_rules(page, slope)
        yield PageContent(number, page.width * POINT, page.height * POINT, tuple(words), tuple(rules))
