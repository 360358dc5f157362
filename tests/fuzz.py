"""Hands broken files to the readers and broken blocks to the section parser: ``python -m tests.fuzz --minutes 60``.

Each number is a case: it chooses a sound file, breaks it, and has it read in a worker process with the limits of any
file. A case is bad when it ends in anything but documents or a ``FileProblem`` that a reader meant: an exception that
nobody foresaw, a dead worker, or more time than ``--seconds``. ``--case N`` writes the file of one case to the disk.
"""

import argparse
import io
import os
import random
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from ajsearch.analysis import describe
from ajsearch.bootstrap import SAMPLES
from ajsearch.errors import FileProblem
from ajsearch.model import Block, BlockKind, SourceDocument
from ajsearch.readers import read_bytes
from ajsearch.sections import parse
from ajsearch.workers import WorkerPool
from tests.office_files import description_docx, description_odt

FILES = Path(__file__).parent / "eval" / "formats" / "files"
MOST_BYTES = 150_000
"""A larger file, such as a scan, would spend the time on reading pictures."""

PATIENCE = 400.0
"""Seconds until a case is given up: a worker's first one also reads all sound files."""

DESCRIBED = 10
"""One case in so many is also analysed, which takes far longer than reading."""

TOKENS = (
    b"\0",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"99999999999999999999",
    b"-1",
    b"1e309",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b")",
    b"endstream",
    b"endobj",
    b"1 0 R",
    b"/Kids",
    b"/Parent",
    b"/Length",
    b"{\\",
    b"}",
    b"\\bin999999999 ",
    b"\\u-99999 ",
    b"\\'",
    b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
    b"&b;",
    b"</",
    b"<w:tbl>",
    b"<table:table-cell table:number-columns-repeated='99999999'>",
    b'<td colspan="99999999" rowspan="99999999">',
    b"<w:gridSpan w:val='99999999'/>",
    b"PK\x03\x04",
    b"PK\x05\x06",
    "õ".encode("windows-1257"),
    "\u202e\u0301".encode(),
)
"""Pieces that mean something to one format or another."""


@dataclass(frozen=True, slots=True)
class Case:
    """A numbered case: of ``kind`` "file" or "blocks"."""

    kind: str
    number: int


def broken_file(number: int) -> bytes:
    """The content of the file of one case."""
    chance = random.Random(number)
    files = sound_files()
    content = files[number % len(files)]
    if content[:2] == b"PK" and chance.random() < 0.7:
        return _with_broken_member(content, chance)
    return _broken(content, chance, chance.choice(files))


def broken_blocks(number: int) -> SourceDocument:
    """The document of one case: the blocks of a sound file shuffled, cut, doubled and exchanged."""
    chance = random.Random(number)
    documents = sound_documents()
    blocks = list(documents[number % len(documents)].blocks)
    others = chance.choice(documents).blocks
    for _ in range(chance.randint(1, 25)):
        at = chance.randrange(len(blocks)) if blocks else 0
        match chance.randrange(6):
            case 0 if blocks:
                del blocks[at : at + chance.choice((1, 1, 3, 20))]
            case 1:
                blocks.insert(at, chance.choice(others))
            case 2 if blocks:
                blocks.insert(chance.randrange(len(blocks)), blocks[at])
            case _ if blocks:
                blocks[at] = _broken_block(blocks[at], chance)
    return SourceDocument(format="docx", blocks=tuple(blocks))


@lru_cache
def sound_files() -> list[bytes]:
    """The bundled samples, the judged files and the files that tests build, none of them large."""
    paths = sorted([*SAMPLES.iterdir(), *FILES.iterdir()])
    contents = [path.read_bytes() for path in paths if path.is_file() and path.stat().st_size <= MOST_BYTES]
    plain = [_uncompressed(content) for content in contents if content.startswith(b"%PDF-")]
    return [*contents, *plain, description_docx(), description_odt()]


@lru_cache
def sound_documents() -> list[SourceDocument]:
    """What the readers make of the sound files."""
    return [document for content in sound_files() for document in read_bytes(content, "x").documents]


def run_case(case: Case) -> float:
    """Read one case; returns its seconds. A ``FileProblem`` is a good end, any other exception is a bad one."""
    content = broken_file(case.number) if case.kind == "file" else b""
    documents: tuple[SourceDocument, ...] = () if content else (broken_blocks(case.number),)
    begun = time.monotonic()
    try:
        documents = documents or read_bytes(content, "x").documents
        for document in documents:
            parse(document, file_name="nimi")
            if case.number % DESCRIBED == 0:
                describe(document, file_name="nimi")
    except FileProblem:
        pass
    return time.monotonic() - begun


def main() -> None:
    """Run cases for so many minutes and print each bad one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--seconds", type=float, default=20.0, help="most time of one case")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--case", type=int, help="write and run this case alone")
    options = parser.parse_args()
    if options.case is not None:
        Path(f"case-{options.case}").write_bytes(broken_file(options.case))
        print([run_case(Case(kind, options.case)) for kind in ("file", "blocks")])
        return
    os.environ["PATH"] = ""  # no pictures are read: that is Tesseract's work, and takes most of the time
    pool: WorkerPool[Case, float] = WorkerPool(
        run_case, workers=options.workers, seconds=PATIENCE, memory_bytes=2 << 30
    )
    done = bad = 0
    slowest: tuple[float, Case | None] = 0.0, None
    for case, answer in pool.run(_cases(options.first, time.monotonic() + 60 * options.minutes)):
        done += 1
        if isinstance(answer, FileProblem):
            bad += 1
            print(f"{case.kind} {case.number}: {answer.message}", flush=True)
            continue
        if answer > options.seconds:
            bad += 1
            print(f"{case.kind} {case.number}: {answer:.1f} s", flush=True)
        if answer > slowest[0]:
            slowest = answer, case
    print(f"{done} cases from {options.first} on, {bad} bad; the slowest took {slowest[0]:.1f} s: {slowest[1]}")
    sys.exit(bool(bad))


def _cases(first: int, until: float) -> Iterator[Case]:
    number = first
    while time.monotonic() < until:
        yield Case("file", number)
        yield Case("blocks", number)
        number += 1


def _uncompressed(content: bytes) -> bytes:
    """A PDF with its streams unpacked, so that what is broken in it is met behind the filters too."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import EncodedStreamObject, StreamObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    for number, found in enumerate(writer._objects):
        if isinstance(found, EncodedStreamObject) and found.get("/Subtype") != "/Image":
            plain = StreamObject()
            plain.update({k: v for k, v in found.items() if k not in ("/Filter", "/Length", "/DecodeParms")})
            plain._data = found.get_data()
            writer._objects[number] = plain
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _broken(content: bytes, chance: random.Random, other: bytes) -> bytes:
    data = bytearray(content)
    for _ in range(chance.choice((1, 2, 4, 16, 64))):
        at, size = chance.randrange(len(data) + 1), chance.choice((1, 2, 8, 64, 512))
        match chance.randrange(7):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[at : at + size]
            case 2:
                data[at:at] = chance.choice(TOKENS)
            case 3:
                data[at : at + size] = chance.choice(TOKENS)
            case 4:
                data[at:at] = data[at : at + size] * chance.choice((1, 2, 50))
            case 5:
                start = chance.randrange(len(other))
                data[at : at + size] = other[start : start + size]
            case _:
                _change_number(data, at, chance)
    if chance.random() < 0.1:
        del data[chance.randrange(len(data) + 1) :]
    return bytes(data)


def _change_number(data: bytearray, at: int, chance: random.Random) -> None:
    """Put another number in the place of the next one."""
    digit = next((place for place in range(at, min(at + 300, len(data))) if data[place : place + 1].isdigit()), None)
    if digit is not None:
        end = digit
        while data[end : end + 1].isdigit():
            end += 1
        data[digit:end] = str(chance.choice((0, 1, 2, 7, 65_535, 2**31, 10**20))).encode()


def _with_broken_member(content: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    names = sorted(members)
    name, other = chance.choice(names), chance.choice(names)
    members[name] = _broken(members[name] or b" ", chance, members[other] or b" ")
    if chance.random() < 0.1:
        del members[other]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, data in members.items():
            archive.writestr(one, data)
    return packed.getvalue()


def _broken_block(block: Block, chance: random.Random) -> Block:
    changes: list[Callable[[], Block]] = [
        lambda: replace(block, kind=chance.choice(list(BlockKind))),
        lambda: replace(block, level=chance.choice((0, 1, 2, 9, 1000))),
        lambda: replace(block, table=chance.choice((None, 0, 1, 2))),
        lambda: replace(block, marker=chance.choice((None, "•", "1.", "3.2.1.", "a)", "", "IV."))),
        lambda: replace(block, bold=not block.bold, wide=not block.wide),
        lambda: replace(block, above=tuple(range(chance.randrange(4)))),
        lambda: replace(block, cells=tuple(chance.sample(block.cells, len(block.cells)))),
        lambda: replace(
            block, cells=(*block.cells, chance.choice(("", " ", "\n", "x" * 5000, "\u200b", "\ud800", "1")))
        ),
        lambda: replace(block, cells=tuple(_broken_text(cell, chance) for cell in block.cells)),
        lambda: replace(block, cells=()),
    ]
    return chance.choice(changes)()


def _broken_text(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    piece = chance.choice(
        ("\n", "\t", "\0", ":", " – ", "(", ")", "\u00ad", "- ja ", "İ", "ﬁ", "\ud800", "•", "1.", ";" * 500)
    )
    return chance.choice((text[:at] + piece + text[at:], text[at:], text[:at], text.upper(), text * 20))


if __name__ == "__main__":
    main()
