"""What passes between ingest and store: files on disk, what they gave, and what was wrong with them."""

import zlib
from dataclasses import dataclass

import msgspec

from ajsearch.model import Position, SourceDocument, decode, encode
from ajsearch.packed import PackedPassages, decode_passages, encode_passages

EFFORT = 1
"""Of zlib's nine: it takes two thirds of the usual one's time for a tenth more bytes."""

COMPRESSED = 0x78
"""The first byte of what zlib compressed, and of no map or array of MessagePack."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file on disk as it was when it was read: ``path`` absolute, ``shown`` as reports name it, size in bytes."""

    path: str
    shown: str
    size: int
    mtime_ns: int
    hash: str
    read_at: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (``failed``) or doubtful with a file or a container's member; ``reason`` of the closed set."""

    path: str
    reason: str
    message: str
    failed: bool = True


class Described(msgspec.Struct, frozen=True, gc=False):
    """A description as the store keeps it, made ready where it was analysed: bytes pass cheaply between processes.

    ``position`` (JSON) has no id yet, ``document`` (JSON, compressed) is what the reader gave, ``passages``
    (see ``packed``) are analysed: every search reads some, and half as many bytes would take thrice the time.
    """

    inner: str
    hash: str
    analysis_version: str
    document: bytes
    position: bytes
    passages: bytes


def described(
    inner: str,
    content_hash: str,
    analysis_version: str,
    *,
    document: SourceDocument,
    position: Position,
    passages: PackedPassages,
) -> Described:
    """A description ready to be kept."""
    return Described(
        inner,
        content_hash,
        analysis_version,
        zlib.compress(encode(document), EFFORT),
        encode(position),
        encode_passages(passages),
    )


def unpack_document(kept: bytes) -> SourceDocument:
    """The reader's document of a kept description."""
    return decode(zlib.decompress(kept), SourceDocument)


def unpack_passages(kept: bytes) -> PackedPassages:
    """The passages of a kept description; stores from before have them compressed."""
    return decode_passages(zlib.decompress(kept) if kept[0] == COMPRESSED else kept)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one description: "added", "updated", "unchanged" or "duplicate"."""

    path: str
    id: str
    outcome: str


def shown_path(source: str, inner: str) -> str:
    """How a description's path reads: "container.bdoc!inner.pdf" inside a container, else the file's."""
    return f"{source}!{inner}" if inner else source
