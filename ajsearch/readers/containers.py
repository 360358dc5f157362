"""Containers of files: ZIP and the signed containers of Estonia's digital signature.

A signed container of today (.asice, .bdoc, .sce, .asics) is a ZIP whose payload is all but ``mimetype`` and
``META-INF/``; one of before 2015 (.ddoc) is XML with the payload in base64. The signatures, which name the signers, are
never looked at.
"""

import base64
import binascii
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.parsers import expat

from ajsearch.errors import FileProblem, Reason
from ajsearch.readers.base import ReadLimits
from ajsearch.readers.zips import MAGIC, Archive, escapes, is_link, member_name

DDOC_ROOT = b"<SignedDoc"
_SNIFF = 2_000
_NOISE = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What operating systems leave in folders; not worth a report."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a container: its name there, and its bytes or why there are none.

    ``bomb`` says that the container has given more than it may: this is its last member.
    """

    name: str
    content: bytes | FileProblem
    bomb: bool = False


def is_container(data: bytes) -> bool:
    """Whether the content is a ZIP (office files are too: ask their readers first) or a .ddoc."""
    return data.startswith(MAGIC) or _is_ddoc(data)


def _is_ddoc(data: bytes) -> bool:
    return DDOC_ROOT in data[:_SNIFF]


def members(data: bytes, limits: ReadLimits) -> Iterator[Member]:
    """The payload in the container's order, unpacked one at a time.

    Raises ``FileProblem`` when the container itself is damaged, empty, or holds too many files.
    """
    taken: Counter[str] = Counter()
    for member in _ddoc_members(data, limits) if _is_ddoc(data) else _zip_members(data, limits):
        taken[member.name] += 1
        yield replace(member, name=_own_name(member.name, taken[member.name]))
    if not taken:
        raise FileProblem(Reason.EMPTY, "The container holds no files.")


def _own_name(name: str, count: int) -> str:
    """A name by which a member can be kept: some have none, and several may have the same."""
    name = name or "nimeta"
    return name if count == 1 else f"{name} ({count})"


def _zip_members(data: bytes, limits: ReadLimits) -> Iterator[Member]:
    archive = Archive(data, limits)
    for info in archive.members():
        name = member_name(info)
        if name == "mimetype" or name.startswith("META-INF/") or _is_noise(name):
            continue
        if escapes(name):
            yield Member(name, FileProblem(Reason.UNSAFE, "Its path leaves the container; it was not unpacked."))
        elif is_link(info):
            yield Member(name, FileProblem(Reason.UNSAFE, "It is a link; links are not followed."))
        else:
            yield Member(name, _unpacked(archive, info), bomb=archive.left < 0)
            if archive.left < 0:
                return


def _is_noise(name: str) -> bool:
    return name.startswith("__MACOSX/") or posixpath.basename(name) in _NOISE


def _unpacked(archive: Archive, info: zipfile.ZipInfo) -> bytes | FileProblem:
    try:
        return archive.read(info)
    except FileProblem as problem:
        return problem


def _ddoc_members(data: bytes, limits: ReadLimits) -> Iterator[Member]:
    left = limits.unpacked_bytes
    for count, (name, text) in enumerate(_data_files(data)):
        if count >= limits.members:
            raise FileProblem(Reason.UNSAFE, f"It holds more than {limits.members:,} files.")
        left -= len(text)
        if left < 0:
            raise FileProblem(Reason.UNSAFE, f"It unpacks to more than {limits.unpacked_bytes:,} bytes.")
        if escapes(name):
            yield Member(name, FileProblem(Reason.UNSAFE, "Its path leaves the container; it was not unpacked."))
        else:
            yield Member(name, _decoded(text))


def _decoded(text: str) -> bytes | FileProblem:
    try:
        content = base64.b64decode(text)
    except (binascii.Error, ValueError):
        return FileProblem(Reason.CORRUPT, "Its content in the container is damaged.")
    return content or FileProblem(Reason.EMPTY, "The container holds only its name, not its content.")


def _data_files(data: bytes) -> list[tuple[str, str]]:
    """Name and base64 text of each DataFile. Expat streams texts of any size, which a tree parser refuses."""
    found: list[tuple[str, list[str]]] = []
    inside = False
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if tag.rpartition(" ")[2] == "DataFile":
            inside = True
            found.append((attributes.get("Filename") or f"{len(found) + 1}", []))

    def end(tag: str) -> None:
        nonlocal inside
        inside = inside and tag.rpartition(" ")[2] != "DataFile"

    def text(chunk: str) -> None:
        if inside:
            found[-1][1].append(chunk)

    def entity(*_: object) -> None:
        raise FileProblem(Reason.UNSAFE, "It declares XML entities, as bombs do; it was not read.")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise FileProblem(Reason.CORRUPT, "The .ddoc container is damaged or cut short.") from error
    return [(name, "".join(chunks)) for name, chunks in found]
