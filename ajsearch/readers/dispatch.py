"""The choice of a reader by content, and the way into containers."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from msgspec import structs

from ajsearch.errors import FileProblem, Reason
from ajsearch.model import Block, BlockKind, Note, SourceDocument
from ajsearch.paths import is_sound, sound_text
from ajsearch.readers import containers
from ajsearch.readers.base import IMAGE_MAGICS, Reader, ReadLimits
from ajsearch.readers.doc import DocReader
from ajsearch.readers.docx import DocxReader
from ajsearch.readers.flow import with_headings
from ajsearch.readers.html import HtmlReader
from ajsearch.readers.odt import OdtReader
from ajsearch.readers.outcome import INNER_SEPARATOR, ReadOutcome
from ajsearch.readers.rtf import RtfReader
from ajsearch.readers.text import TextReader
from ajsearch.readers.unsupported import check_is_no_other_xml, check_is_supported

PDF_MAGIC = b"%PDF-"
PDF_MAGIC_WITHIN = 1024
"""Bytes in which the magic may stand: mail gateways and printers put theirs before it, readers accept it."""


def _office_readers() -> Iterator[Reader]:
    """Formats that are themselves ZIP files or text, so that they go before containers and plain text."""
    yield DocxReader()
    yield OdtReader()
    yield RtfReader()
    yield HtmlReader()
    yield DocReader()


@dataclass(slots=True)
class _Allowance:
    """Bytes that all containers of one file may still unpack to, together."""

    left: int


def read_content(data: bytes, name: str, limits: ReadLimits, depth: int) -> ReadOutcome:
    """See ``read_bytes``."""
    return _read(data, name, limits, depth, _Allowance(limits.unpacked_bytes))


def _read(data: bytes, name: str, limits: ReadLimits, depth: int, allowance: _Allowance) -> ReadOutcome:
    _check_size(data, limits)
    reader = next((each for each in _office_readers() if each.recognises(data, name)), None)
    if reader is None and data.startswith(IMAGE_MAGICS):
        reader = _image_reader()
    if reader is not None:
        return _single(data, reader, replace(limits, unpacked_bytes=allowance.left))
    if PDF_MAGIC in data[:PDF_MAGIC_WITHIN]:
        return _pdf(data, limits)
    check_is_supported(data)
    if containers.is_container(data):
        return _container(data, limits, depth, allowance)
    check_is_no_other_xml(data)
    return _single(data, TextReader(), limits)


def _check_size(data: bytes, limits: ReadLimits) -> None:
    if not data:
        raise FileProblem(Reason.EMPTY, "It has no content (0 bytes); save the description into it again.")
    if len(data) > limits.file_bytes:
        raise FileProblem(Reason.TOO_LARGE, f"It has more than {limits.file_bytes:,} bytes; make it smaller.")


def _image_reader() -> Reader:
    from ajsearch.readers.scans import ImageReader  # Pillow and numpy

    return ImageReader()


def _single(data: bytes, reader: Reader, limits: ReadLimits) -> ReadOutcome:
    return _document(data, reader.format, reader.read(data, limits), (), limits)


def _pdf(data: bytes, limits: ReadLimits) -> ReadOutcome:
    from ajsearch.readers.pdf_layers import read_pdf  # pypdf, Pillow and numpy

    return _document(data, "pdf", *read_pdf(data, limits), limits)


def _document(
    data: bytes, form: str, blocks: tuple[Block, ...], notes: tuple[Note, ...], limits: ReadLimits
) -> ReadOutcome:
    limits.check_text(sum(len(cell) for block in blocks for cell in block.cells))
    if not any(block.text.strip() for block in blocks if block.kind is not BlockKind.HEADER):
        raise FileProblem(Reason.NO_TEXT, "It holds no text.")
    blocks = _sound(tuple(with_headings(blocks)))
    content_hash = hashlib.sha256(data).hexdigest()
    return ReadOutcome((SourceDocument(format=form, blocks=blocks, content_hash=content_hash, notes=notes),))


def _sound(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    if is_sound("".join(block.text for block in blocks)):
        return blocks
    return tuple(structs.replace(block, cells=tuple(map(sound_text, block.cells))) for block in blocks)


def _container(data: bytes, limits: ReadLimits, depth: int, allowance: _Allowance) -> ReadOutcome:
    if depth >= limits.depth:
        raise FileProblem(Reason.UNSAFE, f"Containers are nested more than {limits.depth} deep; unpack the inner ones.")
    documents: list[SourceDocument] = []
    failures: list[tuple[str, FileProblem]] = []
    for member in containers.members(data, replace(limits, unpacked_bytes=allowance.left)):
        try:
            outcome = _member(member, limits, depth, allowance)
        except FileProblem as problem:
            if allowance.left <= 0 and not documents:
                raise  # a bomb as a whole
            failures.append((member.name, problem))
            if allowance.left <= 0:
                break
            continue
        documents += [replace(each, inner=_inner(member.name, each.inner)) for each in outcome.documents]
        failures += [(_inner(member.name, inner), problem) for inner, problem in outcome.failures]
    return ReadOutcome(tuple(documents), tuple(failures))


def _member(member: containers.Member, limits: ReadLimits, depth: int, allowance: _Allowance) -> ReadOutcome:
    if isinstance(member.content, FileProblem):
        if member.bomb:
            allowance.left = 0
        raise member.content
    allowance.left -= len(member.content)
    if allowance.left <= 0:
        message = f"It unpacks to more than {limits.unpacked_bytes:,} bytes in all, as a bomb does."
        raise FileProblem(Reason.UNSAFE, message)
    return _read(member.content, member.name, limits, depth + 1, allowance)


def _inner(name: str, deeper: str | None) -> str:
    return name if deeper is None else f"{name}{INNER_SEPARATOR}{deeper}"
