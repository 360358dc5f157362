"""PDF files with a text layer."""

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from pypdf import PageObject
from pypdf import PdfReader as Document
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError
from pypdf.generic import ContentStream

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import Block
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.layout_content import PageContent, page_content
from ajsearch.readers.layout_fonts import FontCache
from ajsearch.readers.layout_pages import blocks_of_pages

HEADER_WITHIN = 1024
"""Bytes before which "%PDF-" must stand; mail gateways and scanners put some of their own in front."""

MAX_CONTENT = 12_000_000
"""Bytes of all pages' drawing operators together: a page of text has 5,000 to 50,000, and a bomb millions."""

MIN_LETTERS = 10
"""Letters on all pages together below which a PDF is pictures with a page number or a stamp."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # it reports every repair; ours are the exceptions


class PdfReader:
    """Reads PDF: paragraphs unwrapped, tables with and without ruling lines as rows, headers and footers dropped."""

    format = "pdf"

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether the file has PDF's magic bytes near its start."""
        return b"%PDF-" in data[:HEADER_WITHIN]

    def read(self, data: bytes, limits: ReadLimits) -> tuple[Block, ...]:
        """Blocks of all pages; raises ``FileProblem``: empty, encrypted, corrupt, no_text or too_large."""
        if not data.strip():
            raise FileProblem(Reason.EMPTY, "The file is empty; save the description into it again.")
        if len(data) > limits.file_bytes:
            raise FileProblem(Reason.TOO_LARGE, f"The PDF has more than {limits.file_bytes:,} bytes; split it.")
        with _as_file_problems():
            contents = list(_contents(_open(data, limits), limits))
            letters = sum(sum(map(str.isalpha, word.text)) for content in contents for word in content.words)
            if letters < MIN_LETTERS:
                raise FileProblem(Reason.NO_TEXT, "The PDF has no text layer: its pages are pictures or empty.")
            return tuple(blocks_of_pages(contents))


@contextmanager
def _as_file_problems() -> Iterator[None]:
    """Whatever goes wrong inside a PDF is said as a ``FileProblem``; the library's warnings stay inside."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except FileProblem:
        raise
    except (DependencyError, FileNotDecryptedError) as error:
        raise _encrypted() from error
    except LimitReachedError as error:
        raise FileProblem(Reason.TOO_LARGE, "The PDF unpacks to more than a description can need.") from error
    except Exception as error:
        raise FileProblem(Reason.CORRUPT, "The PDF is damaged and cannot be read; make it again.") from error


def _encrypted() -> FileProblem:
    return FileProblem(Reason.ENCRYPTED, "The PDF is protected by a password; save it without one.")


def _open(data: bytes, limits: ReadLimits) -> Document:
    document = Document(io.BytesIO(data), strict=False)
    if document.is_encrypted and not document.decrypt(""):
        raise _encrypted()
    if len(document.pages) > limits.pages:
        raise FileProblem(Reason.TOO_LARGE, f"The PDF has more than {limits.pages} pages; split it.")
    return document


def _contents(document: Document, limits: ReadLimits) -> Iterator[PageContent]:
    """What stands on each page; a damaged page among good ones is left out."""
    left = min(MAX_CONTENT, limits.unpacked_bytes)
    fonts: FontCache = {}
    failure: Exception | None = None
    read = 0
    for number, page in enumerate(document.pages, start=1):
        try:
            data = _page_data(page)
            left -= len(data)
            if left < 0:
                raise FileProblem(Reason.TOO_LARGE, "The PDF's pages hold more drawing than a description can need.")
            content = page_content(page, number, data, fonts)
        except (FileProblem, LimitReachedError, MemoryError):
            raise
        except Exception as error:
            failure = error
            continue
        read += 1
        yield content
    if failure is not None and not read:
        raise failure


def _page_data(page: PageObject) -> bytes:
    contents = page.get("/Contents")
    if contents is None:
        return b""
    return bytes(ContentStream(contents.get_object(), page.pdf, "bytes").get_data())
