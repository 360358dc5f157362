"""A PDF's text layer, or its pages read as pictures where that gives more."""

import io
import re
import warnings

from pypdf import PageObject
from pypdf import PdfReader as Document

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import Block, Note
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.flow import Flow
from ajsearch.readers.pdf import PdfReader
from ajsearch.readers.pdf_locks import unlocked
from ajsearch.readers.scans import read_scanned_pdf

_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
PAGE_SHARE = 0.3
"""Share of a page's pixels at 72 dpi that its pictures must have for the page to be a scan and not a logo."""


def read_pdf(data: bytes, limits: ReadLimits) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Blocks and warnings: of the text layer, of scanned pages beside it, or of all pages where it is damaged."""
    data = unlocked(data)
    try:
        blocks = PdfReader().read(data, limits)
    except FileProblem as problem:
        if problem.reason is not Reason.NO_TEXT:
            raise
        return read_scanned_pdf(data, _pages(data, limits), limits), ()
    if not _IMAGE.search(data):
        return blocks, ()
    if better := _read_again(data, blocks, limits):
        message = "The text layer is damaged; the pages' pictures were read again by Tesseract."
        return better, (Note(Reason.OCR_DAMAGED, message),)
    return _with_scanned_pages(data, blocks, limits)


def _read_again(data: bytes, blocks: tuple[Block, ...], limits: ReadLimits) -> tuple[Block, ...] | None:
    """What Tesseract reads where the text layer is damaged and its reading has fewer unknown words."""
    from ajsearch.estonian.damage import assess

    before = assess(_text(blocks))
    if not before.damaged:
        return None
    try:
        again = read_scanned_pdf(data, _pages(data, limits), limits)
    except FileProblem:
        return None
    return again if assess(_text(again)).unknown_share < before.unknown_share else None


def _with_scanned_pages(
    data: bytes, blocks: tuple[Block, ...], limits: ReadLimits
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """The blocks with those of pages that have a picture and no text, in the pages' order."""
    seen = {block.page for block in blocks}
    scans = [number for number in _pages(data, limits, scanned=True) if number not in seen]
    if not scans:
        return blocks, ()
    try:
        read = read_scanned_pdf(data, scans, limits)
    except FileProblem as problem:
        numbers = ", ".join(map(str, scans))
        return blocks, (Note(problem.reason, f"Scanned pages were not read ({numbers}): {problem.message}"),)
    flow = Flow()
    flow.add(blocks)
    flow.add(read)
    return tuple(sorted(flow.blocks, key=lambda block: block.page or 0)), ()


def _pages(data: bytes, limits: ReadLimits, *, scanned: bool = False) -> list[int]:
    """The numbers of the PDF's pages; ``scanned`` of those that are mostly a picture."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        document = Document(io.BytesIO(data), strict=False)
        pages = list(document.pages)[: limits.pages]
        return [number for number, page in enumerate(pages, start=1) if not scanned or _is_scan(page)]


def _is_scan(page: PageObject) -> bool:
    try:
        objects = page["/Resources"]["/XObject"].get_object()  # type: ignore[index]
        images = [each.get_object() for each in objects.values()]
        pixels = sum(int(each["/Width"]) * int(each["/Height"]) for each in images if each["/Subtype"] == "/Image")
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    return pixels >= PAGE_SHARE * float(page.mediabox.width) * float(page.mediabox.height)


def _text(blocks: tuple[Block, ...]) -> str:
    return "\n".join(block.text for block in blocks)
