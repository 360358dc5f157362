"""Pictures of text, read by Tesseract with its Estonian model when it is installed."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from PIL import Image

from ajsearch.errors import FileProblem, Reason
from ajsearch.estonian.morphology import is_word
from ajsearch.model import Block
from ajsearch.readers.base import IMAGE_MAGICS, ReadLimits
from ajsearch.readers.layout_content import PageContent
from ajsearch.readers.layout_pages import blocks_of_pages
from ajsearch.readers.layout_printed import Word
from ajsearch.readers.programs import find_program, run_program
from ajsearch.readers.scan_pages import image_pages, pdf_pages
from ajsearch.readers.scan_rules import page_rules
from ajsearch.readers.scan_words import POINT, scanned_words

LANGUAGE = "est"
MIN_WORDS = 5
"""Words on all pages together below which a picture is a photograph and no text."""
WORD_LETTERS = 3
"""Letters that a word must have to count: in noise Tesseract sees ones and twos."""
UPRIGHT_SHARE = 0.3
"""Share of known words: the worst upright scan has 0.6, a page read sideways nearly none."""
LONG_WORD = 6
FLAT = 0.2
"""Em of width that a letter takes at least on average, in words long enough to tell lines that run down."""
_TURNS = (Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180)
_ASK_SECONDS = 10.0


class ImageReader:
    """PNG, JPEG and TIFF, also with several pages."""

    format = "image"

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether it opens with the magic bytes of one of the three."""
        return data.startswith(IMAGE_MAGICS)

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
        best = _content(tesseract, number, page, folder, limits)
        for turn in _TURNS:
            if _is_upright(best):
                break
            turned = _content(tesseract, number, page.transpose(turn), folder, limits)
            best = max(best, turned, key=_known_words)
        yield best


def _content(tesseract: str, number: int, page: Image.Image, folder: Path, limits: ReadLimits) -> PageContent:
    page.save(folder / "page.pgm")
    command = [tesseract, "page.pgm", "stdout", "-l", LANGUAGE, "--dpi", "300", "--psm", "3"]
    hocr = run_program([*command, "-c", "tessedit_create_hocr=1"], folder, limits.ocr_seconds)
    words, slope = scanned_words(hocr)
    rules = page_rules(page, slope)
    return PageContent(number, page.width * POINT, page.height * POINT, tuple(words), tuple(rules))


def _known_words(content: PageContent) -> int:
    """How many words of a page are Estonian, 0 where Tesseract read lines that run down or from right to left."""
    if not _runs_right(content.words):
        return 0
    return sum(_is_word(word.text) and is_word(word.text.strip(",.;:()").lower()) for word in content.words)


def _runs_right(words: Sequence[Word]) -> bool:
    long = [word for word in words if len(word.text) >= LONG_WORD]
    flat = sum(word.x1 - word.x0 >= FLAT * word.size * len(word.text) for word in long)
    pairs = [(one, other) for one, other in pairwise(words) if abs(one.y - other.y) < one.size / 2]
    onwards = sum(one.x0 < other.x0 for one, other in pairs)
    return 2 * flat >= len(long) and 2 * onwards >= len(pairs)


def _is_upright(content: PageContent) -> bool:
    """Whether enough of what was read is Estonian for the page not to have lain sideways or upside down."""
    count = sum(_is_word(word.text) for word in content.words)
    return _known_words(content) >= UPRIGHT_SHARE * max(count, MIN_WORDS)
