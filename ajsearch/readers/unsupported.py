"""Files that are no text documents, recognised to be named in the report."""

import re

from ajsearch.errors import FileProblem, Reason
from ajsearch.readers.xml import parse_xml
from ajsearch.readers.zips import part_names

_SIGNATURES = (
    (rb"MZ|\x7fELF|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe", "a program"),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd", "an archive of a kind other than ZIP"),
    (rb"GIF8|BM.{12}|\x00\x00\x01\x00|RIFF....WEBP", "an image of a kind that is not read"),
    (rb"ID3|OggS|RIFF|fLaC|....ftyp|\x1aE\xdf\xa3", "sound or video"),
    (rb"SQLite format 3\0", "a database"),
    (rb"%!PS", "a PostScript file"),
)
_ZIP_PARTS = (
    ("xl/", "a spreadsheet"),
    ("ppt/", "a presentation"),
    ("visio/", "a drawing"),
    ("META-INF/MANIFEST.MF", "a program"),
)
_ZIP_TYPES = (
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "a spreadsheet"),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", "a presentation"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file other than text"),
    (b"mimetypeapplication/epub+zip", "an e-book"),
)
_ZIP_HEADER = slice(30, 100)
"""Where ``mimetype``, the first member and stored, has its name and content."""
_XML_WITHIN = 200
"""Bytes in which XML must open."""
_PATTERNS = tuple((re.compile(signature, re.DOTALL), kind) for signature, kind in _SIGNATURES)


def check_is_supported(data: bytes) -> None:
    """Raises ``FileProblem`` UNSUPPORTED, naming the kind, for content that is known to be no text document."""
    kind = _kind(data)
    if kind:
        raise FileProblem(Reason.UNSUPPORTED, f"It is {kind}; save the description as DOCX or PDF.")


def _kind(data: bytes) -> str | None:
    if data.startswith(b"PK"):
        kind = next((kind for mimetype, kind in _ZIP_TYPES if data[_ZIP_HEADER].startswith(mimetype)), None)
        names = part_names(data)
        parts = (kind for part, kind in _ZIP_PARTS if any(name.startswith(part) for name in names))
        return kind or next(parts, None)
    return next((kind for pattern, kind in _PATTERNS if pattern.match(data)), None)


def check_is_no_other_xml(data: bytes) -> None:
    """Raises ``FileProblem`` for XML of a kind that no reader knows: UNSUPPORTED, UNSAFE where it is a bomb."""
    if data[:_XML_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<!DOCTYPE", b"<svg")):
        parse_xml(data)
        raise FileProblem(Reason.UNSUPPORTED, "It is XML but no text document; save the description as DOCX or PDF.")
