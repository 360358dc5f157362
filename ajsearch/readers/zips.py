"""ZIP archives read in memory, bounded by what really comes out of them and never by what their headers promise."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from ajsearch.errors import FileProblem, Reason
from ajsearch.readers.base import ReadLimits

BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError)
"""What the standard library raises for damaged archives."""
MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
CHUNK = 64 * 1024
MAX_RATIO = 250
"""XML of office files shrinks 5–50 times, blank bitmaps 100; bombs come close to deflate's 1,032."""
RATIO_FLOOR = 10_000_000
"""Bytes below which any ratio is harmless."""
MAX_ENTRIES = 50_000
"""Directory entries that are parsed at all, counted before parsing; members of stored inner archives count too."""
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""All that office files and signed containers use; the others cannot be unpacked in bounded steps."""


def part_names(data: bytes) -> frozenset[str]:
    """The names in a ZIP's directory; none for content that is no whole ZIP."""
    if not data.startswith(MAGIC) or data.count(b"PK\x01\x02") > MAX_ENTRIES:
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except BROKEN:
        return frozenset()


class Archive:
    """One ZIP archive; all its reads together may give ``limits.unpacked_bytes``."""

    def __init__(self, data: bytes, limits: ReadLimits) -> None:
        if data.count(b"PK\x01\x02") > MAX_ENTRIES:
            raise _too_many(limits)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise FileProblem(Reason.CORRUPT, "The ZIP archive is damaged or cut short.") from error
        if len(self._zip.infolist()) > limits.members:
            raise _too_many(limits)
        self.left = limits.unpacked_bytes
        self._limit = limits.unpacked_bytes
        self._infos = {info.filename: info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def members(self) -> Iterator[zipfile.ZipInfo]:
        """All files (no folders), in the archive's order."""
        return (info for info in self._zip.infolist() if not info.filename.endswith("/"))

    def read(self, member: str | zipfile.ZipInfo) -> bytes:
        """The member's bytes; raises ``FileProblem`` ENCRYPTED, UNSAFE (a bomb), UNSUPPORTED, CORRUPT."""
        info = self._infos.get(member) if isinstance(member, str) else member
        if info is None:
            raise FileProblem(Reason.CORRUPT, f"The part {member} is missing in it.")
        if info.flag_bits & 0x1:
            raise FileProblem(Reason.ENCRYPTED, "It is protected by a password; save it without one.")
        if info.compress_type not in METHODS:
            raise FileProblem(Reason.UNSUPPORTED, "It is packed by an unusual method; pack it as a plain ZIP.")
        try:
            return self._stream(info)
        except BROKEN as error:
            raise FileProblem(Reason.CORRUPT, "A part of the archive is damaged or cut short.") from error

    def _stream(self, info: zipfile.ZipInfo) -> bytes:
        chunks: list[bytes] = []
        size = 0
        with self._zip.open(info) as stream:
            while chunk := stream.read(CHUNK):
                chunks.append(chunk)
                size += len(chunk)
                self.left -= len(chunk)
                if self.left < 0:
                    raise FileProblem(
                        Reason.UNSAFE,
                        f"It unpacks to more than {self._limit:,} bytes, as a bomb does; it was not read.",
                    )
                if size > RATIO_FLOOR and size > MAX_RATIO * max(info.compress_size, 1):
                    raise FileProblem(
                        Reason.UNSAFE, "It unpacks to many times its size, as a bomb does; it was not read."
                    )
        return b"".join(chunks)


def _too_many(limits: ReadLimits) -> FileProblem:
    return FileProblem(Reason.UNSAFE, f"It holds more than {limits.members:,} files; unpack it and give the folder.")


def is_link(info: zipfile.ZipInfo) -> bool:
    """Whether the member is a symbolic link (Unix archivers keep the mode in the upper half)."""
    return stat.S_ISLNK(info.external_attr >> 16)


def member_name(info: zipfile.ZipInfo) -> str:
    """The name as its writer saw it: old Windows archivers write code page 775 where Estonian is the language."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    raw = info.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "cp775"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def escapes(name: str) -> bool:
    """Whether a path would leave the folder that the archive is unpacked to."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or "\0" in name or (len(name) > 1 and name[1] == ":")
